"""JSON edge: the sealed card of a report, and its hazard notice."""

from __future__ import annotations

from uuid import UUID

from flask import Response, current_app, jsonify, request

from backend.audit.operations import record
from backend.cards.models import Card
from backend.cards.queries import (
    Paper,
    find_edition,
    find_notice_edition,
    is_card_due,
    latest_card,
    latest_notice,
)
from backend.domain.errors import InvalidInputError, NotFoundError
from backend.infrastructure.auth import Principal, guard, principal
from backend.infrastructure.clock import utc_now
from backend.infrastructure.incoming import Blueprint
from backend.infrastructure.storage import content_key
from backend.infrastructure.transaction import transaction
from backend.infrastructure.wiring import storage
from backend.reports.queries import report_for

blp = Blueprint("cards", __name__, url_prefix="/api/v1", description="Sealed service cards")

RETRY_AFTER = 5  # seconds


@blp.route("/reports/<uuid:report_id>/card.pdf", methods=["GET"])
@guard("card:read")
@blp.doc(parameters=[{"in": "query", "name": "edition", "schema": {"type": "integer", "minimum": 1}}])
@blp.response(200, {"type": "string", "format": "binary"}, content_type="application/pdf")
@blp.alt_response(202, description="The card is being made; ask again after `Retry-After` seconds")
def get_card(report_id: UUID) -> Response:
    """The sealed PDF, the latest edition unless `?edition=` names another."""
    who = principal()
    report_for(who, report_id)
    edition = _wanted_edition()
    card = find_edition(report_id, edition) if edition else latest_card(report_id)
    if card is not None:
        return _file(card, who)
    if edition or not is_card_due(report_id):
        raise NotFoundError
    return _making()


@blp.route("/reports/<uuid:report_id>/hazard-notice.pdf", methods=["GET"])
@guard("card:read")
@blp.doc(parameters=[{"in": "query", "name": "edition", "schema": {"type": "integer", "minimum": 1}}])
@blp.response(200, {"type": "string", "format": "binary"}, content_type="application/pdf")
@blp.alt_response(202, description="The card is being made, its notice with it; ask again after `Retry-After` seconds")
def get_hazard_notice(report_id: UUID) -> Response:
    """The sealed notice of the hazards that were found; 404 when there were none. `?edition=` as for the card."""
    who = principal()
    report_for(who, report_id)
    edition = _wanted_edition()
    notice = find_notice_edition(report_id, edition) if edition else latest_notice(report_id)
    if notice is not None:
        return _file(notice, who)
    if edition or latest_card(report_id) is not None or not is_card_due(report_id):
        raise NotFoundError
    return _making()


def _making() -> Response:
    answer = jsonify(state="making", retry_after=RETRY_AFTER)
    answer.status_code = 202
    answer.headers["Retry-After"] = str(RETRY_AFTER)
    return answer


def _wanted_edition() -> int | None:
    text = request.args.get("edition")
    if text is None:
        return None
    if not text.isascii() or not text.isdigit() or not 1 <= len(text) <= 6:
        raise InvalidInputError(field="edition")
    return int(text)


def _file(card: Paper, who: Principal) -> Response:
    if card.sha256 in request.if_none_match:
        answer = current_app.response_class(status=304)
    else:
        answer = current_app.response_class(
            storage().stream(content_key("cards", card.sha256)), mimetype="application/pdf"
        )
        answer.content_length = card.size
        answer.headers["Content-Disposition"] = f'attachment; filename="{card.number}.pdf"'
        _note_download(card, who)
    answer.set_etag(card.sha256)
    answer.headers["Cache-Control"] = "private, no-cache"  # a copy may be kept, and asked about each time
    return answer


def _note_download(card: Paper, who: Principal) -> None:
    now = utc_now()
    with transaction():
        record(
            "card.download" if isinstance(card, Card) else "notice.download",
            actor=who.user,
            now=now,
            subject_type="report",
            subject_id=card.report_id,
            center_id=card.center_id,
            number=card.number,
            edition=card.edition,
        )
