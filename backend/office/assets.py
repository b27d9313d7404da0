"""The office's own style sheets, scripts and icons."""

from __future__ import annotations

from pathlib import Path

from flask import Blueprint, Response

from backend.infrastructure.assets import Assets
from backend.infrastructure.auth import guard

ASSETS = Assets(Path(__file__).with_name("static"), "/office/assets")

blueprint = Blueprint("office_assets", __name__, url_prefix=ASSETS.address)


@blueprint.get("/<path:name>")
@guard("public")
def asset(name: str) -> Response:
    return ASSETS.send(name)
