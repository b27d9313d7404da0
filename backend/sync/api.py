"""JSON edge: is the server there, and what must this phone know."""

from __future__ import annotations

from typing import Any

import orjson
from flask import Response

from backend.infrastructure.auth import csrf_token, guard, optional_principal, principal
from backend.infrastructure.clock import utc_now
from backend.infrastructure.incoming import Blueprint
from backend.infrastructure.wiring import settings
from backend.reports.versions import SCHEMAS
from backend.sync.cursor import read_cursor
from backend.sync.epoch import current_epoch
from backend.sync.queries import catalog_version, pull
from backend.sync.schemas import HelloSchema, PullQuerySchema, PullSchema

blp = Blueprint("sync", __name__, url_prefix="/api/v1", description="Is the server there, and what must a phone know")


@blp.route("/hello", methods=["GET"])
@guard("public")
@blp.response(200, HelloSchema)
def get_hello() -> dict[str, Any]:
    """The server is there. With a session: who is signed in, and the token for writes by cookie."""
    who = optional_principal()
    return {
        "service": "fuwuka",
        "epoch": current_epoch(),
        "server_time": utc_now(),
        "user": who.user if who else None,
        "csrf_token": csrf_token(who.session) if who and who.session and who.via == "cookie" else None,
        "report_versions": sorted(SCHEMAS),
        "catalog_version": catalog_version(),
        "public_url": settings().base_url,
    }


@blp.route("/pull", methods=["GET"])
@guard("pull")
@blp.arguments(PullQuerySchema, location="query")
@blp.response(200, PullSchema)
@blp.alt_response(410, description="The cursor is of another epoch or unreadable: ask again without one.")
def get_pull(query: dict[str, str]) -> Response:
    """Jobs that are new or changed for the signed-in technician since `cursor`, and those that are gone."""
    epoch = current_epoch()
    cursor = read_cursor(query["cursor"], epoch=epoch) if query["cursor"] else None
    pulled = pull(principal().id, cursor, now=utc_now())
    body = {
        "epoch": epoch,
        "cursor": pulled.cursor.text(epoch),
        "jobs": pulled.jobs,
        "removed": pulled.removed,
        "more": pulled.more,
    }
    answer = Response(orjson.dumps(body), mimetype="application/json")
    answer.headers["Cache-Control"] = "no-store"
    return answer
