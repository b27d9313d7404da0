"""Who saw and changed what, for managers."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from flask import Blueprint, render_template, request

from backend.audit.listing import AuditFilter, list_entries
from backend.infrastructure.auth import guard, principal
from backend.infrastructure.forms import parse_day, parse_uuid
from backend.infrastructure.paging import Place

PARTS = ("account", "user", "device", "job", "report", "card", "review", "customer", "complaint", "care")

blueprint = Blueprint("office_audit", __name__, url_prefix="/office")


def _start(day: date | None, zone: ZoneInfo, *, days: int = 0) -> datetime | None:
    return None if day is None else datetime.combine(day + timedelta(days=days), time(), zone)


@blueprint.get("/audit")
@guard("audit:read")
def audit() -> str:
    who, sent = principal(), request.args
    wanted = AuditFilter(
        start=_start(parse_day(sent.get("from")), who.zone),
        end=_start(parse_day(sent.get("to")), who.zone, days=1),
        action=sent.get("action", "")[:60],
        actor=sent.get("q", "").strip()[:80],
        subject_id=parse_uuid(sent.get("subject")),
    )
    place = Place(after=sent.get("after"), before=sent.get("before"))
    page = list_entries(who.center_ids, wanted, reader_id=who.id, place=place)
    return render_template("audit/list.html", page=page, sent=sent, parts=PARTS, zone=who.zone.key)
