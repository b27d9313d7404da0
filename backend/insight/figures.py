"""What an operator wants an alarm for: reports that wait for a person, cards that are late."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import func, select

from backend.cards.models import Card, CardWork
from backend.infrastructure.clock import utc_now
from backend.infrastructure.database import db
from backend.infrastructure.metrics import Figure
from backend.reports.models import Report, ReviewItem


def operating_figures() -> Iterable[Figure]:
    """Gauges of /metrics, asked when they are scraped."""
    session, now = db.session(), utc_now()
    by_receipt = session.execute(select(Report.receipt, func.count()).group_by(Report.receipt)).all()
    due = CardWork.done_at.is_(None), CardWork.due_at <= now
    oldest = session.scalar(select(func.min(CardWork.due_at)).where(*due))
    waiting = session.scalar(select(func.count()).select_from(CardWork).where(*due)) or 0
    sealed = session.scalar(select(func.count()).select_from(Card)) or 0
    review = session.scalar(select(func.count()).select_from(ReviewItem).where(ReviewItem.resolved_at.is_(None))) or 0
    late = (now - oldest).total_seconds() if oldest else 0.0
    yield Figure(
        name="fuwuka_reports", help="Reports by receipt", label="receipt", values={r: float(n) for r, n in by_receipt}
    )
    yield Figure(name="fuwuka_review_items_open", help="Items a person must look at", values={"": float(review)})
    yield Figure(name="fuwuka_cards_sealed", help="Editions in the register", values={"": float(sealed)})
    yield Figure(name="fuwuka_cards_due", help="Cards that wait to be made", values={"": float(waiting)})
    yield Figure(name="fuwuka_cards_oldest_due_seconds", help="Age of the longest waiting card", values={"": late})
