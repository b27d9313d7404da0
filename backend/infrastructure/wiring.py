"""Where the application keeps its parts; the typed way to reach them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import current_app

if TYPE_CHECKING:
    from backend.config import Settings
    from backend.infrastructure.queue import HintQueue
    from backend.infrastructure.storage import Storage


def settings() -> Settings:
    return current_app.extensions["fuwuka_settings"]  # type: ignore[no-any-return]  # extensions is an untyped dict


def storage() -> Storage:
    return current_app.extensions["fuwuka_storage"]  # type: ignore[no-any-return]  # extensions is an untyped dict


def queue() -> HintQueue:
    return current_app.extensions["fuwuka_queue"]  # type: ignore[no-any-return]  # extensions is an untyped dict
