"""The office's own style sheets, scripts and icons: public, and cached until they change."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from flask import Blueprint, Response, send_from_directory

from backend.infrastructure.auth import guard

FOLDER = Path(__file__).parent / "static"
YEAR = 365 * 24 * 3600

blueprint = Blueprint("office_assets", __name__, url_prefix="/office/assets")


@cache
def _version(name: str, changed: int) -> str:
    return hashlib.sha256((FOLDER / name).read_bytes()).hexdigest()[:12]


def asset_url(name: str) -> str:
    """Address of an asset; it changes with the content, so that caches may keep it for a year."""
    return f"/office/assets/{name}?v={_version(name, (FOLDER / name).stat().st_mtime_ns)}"


@blueprint.get("/<path:name>")
@guard("public")
def asset(name: str) -> Response:
    answer = send_from_directory(FOLDER, name, max_age=YEAR)
    answer.cache_control.immutable = True
    answer.cache_control.public = True
    return answer
