"""What a customer is told without having asked: the card is ready, the complaint is answered. Callers commit.

A customer who has no telephone number, or wants no messages, is told nothing; their private page says it all.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from backend.cards.events import CardSealed
from backend.care.links import open_customer_link
from backend.care.models import Complaint
from backend.domain.vocabulary import MessageKind
from backend.infrastructure.database import db
from backend.messages.operations import is_told, may_be_told, write_message
from backend.reports.models import ReportSummary


def on_card_sealed(event: CardSealed) -> None:
    """Once for a report: later editions add a photo or a signature, and stand on the same page."""
    summary = db.session.get(ReportSummary, event.report_id)
    if summary is not None:
        _tell(
            MessageKind.CARD_READY,
            key=f"card:{event.report_id}",
            customer_id=summary.customer_id,
            report_id=event.report_id,
            number=event.number,
            now=event.at,
        )


def tell_answer(complaint: Complaint, *, now: datetime) -> None:
    """Each answer is news, also the one after a complaint was opened again."""
    _tell(
        MessageKind.COMPLAINT_ANSWERED,
        key=f"answer:{complaint.id}:{complaint.reopened}",
        customer_id=complaint.customer_id,
        report_id=complaint.report_id,
        now=now,
    )


def _tell(
    kind: MessageKind, *, key: str, customer_id: UUID | None, report_id: UUID, now: datetime, number: str = ""
) -> None:
    """With a link of its own to the private page: of the phone's link only the hash is known here."""
    if customer_id is None or not may_be_told(customer_id) or is_told(key):
        return
    link = open_customer_link(report_id, None, now=now) or ""
    write_message(kind, key=key, customer_id=customer_id, report_id=report_id, link=link, number=number, now=now)
