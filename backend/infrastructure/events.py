"""Named events for what happens upward (a stored report completes a job).

A lower slice publishes a dataclass; app.py holds the one table of event -> handlers.
Handlers run inside the publisher's transaction.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from flask import Flask, current_app

Handlers = Mapping[type[Any], Sequence[Callable[[Any], None]]]
_KEY = "fuwuka_events"


def connect_events(app: Flask, handlers: Handlers) -> None:
    app.extensions[_KEY] = handlers


def publish(happened: object) -> None:
    handlers: Handlers = current_app.extensions[_KEY]
    for handler in handlers.get(type(happened), ()):
        handler(happened)
