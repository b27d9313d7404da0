"""Files that a link's holder may fetch: the card, and the photos that the report names."""

from __future__ import annotations

from uuid import UUID

from flask import Response

from backend.cards.models import Card
from backend.cards.queries import photos_of
from backend.domain.errors import NotFoundError
from backend.infrastructure.storage import content_key
from backend.infrastructure.wiring import storage
from backend.reports.queries import get_blob

PICTURES = frozenset({"image/jpeg", "image/png"})


def photos_here(report_id: UUID) -> frozenset[str]:
    return frozenset(photos_of(report_id)[0])


def card_file(card: Card) -> Response:
    answer = Response(storage().stream(content_key("cards", card.sha256)), mimetype="application/pdf")
    answer.content_length = card.size
    answer.headers["Content-Disposition"] = f'attachment; filename="{card.number}.pdf"'
    return answer


def photo_file(report_id: UUID, sha256: str) -> Response:
    """Raises NotFoundError. Never interpreted as anything but the picture it was checked to be."""
    blob = get_blob(report_id, sha256)
    if blob.received_at is None or blob.media_type not in PICTURES:
        raise NotFoundError
    answer = Response(storage().stream(content_key("blobs", sha256)), mimetype=blob.media_type)
    answer.content_length = blob.size
    answer.headers["Content-Security-Policy"] = "default-src 'none'"
    return answer
