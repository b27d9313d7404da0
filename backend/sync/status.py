"""JSON edge: what became of a phone's reports; composed here because cards lie above reports."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from backend.accounts.operations import note_phone
from backend.cards.models import Card
from backend.infrastructure.auth import guard, principal
from backend.infrastructure.clock import utc_now
from backend.infrastructure.database import db
from backend.infrastructure.incoming import Blueprint
from backend.infrastructure.transaction import transaction
from backend.reports.api import author_of
from backend.reports.schemas import StatusInSchema, StatusSchema
from backend.reports.status import report_states
from backend.sync.epoch import current_epoch

blp = Blueprint("status", __name__, url_prefix="/api/v1", description="What became of reports")


@blp.route("/reports/status", methods=["POST"])
@guard("report:status")
@blp.arguments(StatusInSchema)
@blp.response(200, StatusSchema)
def post_status(body: dict[str, Any]) -> dict[str, Any]:
    """What became of these reports; the phone also tells how it is."""
    who, now = principal(), utc_now()
    device_id = author_of(who).device_id
    if body["device"] and device_id:
        with transaction():
            note_phone(device_id, **body["device"], now=now)
    items = body["items"]
    cards = db.session.execute(select(Card.report_id, Card.number).where(Card.report_id.in_([i["id"] for i in items])))
    return {
        "epoch": current_epoch(),
        "server_time": now,
        "items": report_states(items, author_id=who.id, cards={row.report_id: row.number for row in cards}),
    }
