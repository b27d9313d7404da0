"""What customers said afterwards, on their private pages, and what the office made of it."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select

from backend.accounts.models import User
from backend.care.complaints import answer_complaint, close_complaint, take_complaint
from backend.care.links import open_customer_link
from backend.care.models import Complaint
from backend.care.queries import get_visit
from backend.care.supervision import contradict_service, dispute_signature, rate_visit, speak_again
from backend.demo.people import Staff
from backend.demo.tables import table
from backend.domain.complaints import UNSETTLED
from backend.domain.satisfaction import Index, read_rating
from backend.infrastructure.database import db
from backend.reports.models import Report, ReportSummary

RATINGS = ((4, "careful"), (2, "late"), (5, ""))


def speak_as_customers(staff: Staff, *, now: datetime) -> str:
    """Contradictions, a disputed signature, ratings and answers; the address of one private page is returned."""
    recent = _recent(now)
    if recent:
        first = recent[0]
        at = _later(first, hours=3, now=now)
        contradict_service(get_visit(first.report_id), "C", text=_said(first, "not_cleaned"), now=at)
    for second in recent[1:2]:
        at = _later(second, hours=5, now=now)
        dispute_signature(get_visit(second.report_id), text=_said(second, "not_mine"), now=at)
    for report, (level, comment) in zip(recent[2:], RATINGS, strict=False):
        rating = read_rating({index.value: level for index in Index}, _said(report, comment) if comment else "")
        rate_visit(get_visit(report.report_id), rating, now=_later(report, hours=2, now=now))
    _answer_some(staff.users["office1"], now=now)
    return (open_customer_link(recent[0].report_id, None, now=now) or "") if recent else ""


def _said(report: ReportSummary, key: str) -> str:
    return str(table("texts")["care"][key][report.language])


def _recent(now: datetime) -> list[ReportSummary]:
    """Visits whose customers may still speak and have not complained yet, the latest first."""
    query = (
        select(ReportSummary)
        .join(Report, Report.id == ReportSummary.report_id)
        .where(Report.received_at > now - timedelta(days=6), ReportSummary.services_missing == 0)
        .order_by(Report.received_at.desc())
    )
    return list(db.session.scalars(query))


def _later(report: ReportSummary, *, hours: float, now: datetime) -> datetime:
    return min(report.signed_at + timedelta(hours=hours), now)


def _answer_some(office: User, *, now: datetime) -> None:
    """One complaint is taken, one answered, one answered and not accepted, one closed; the others wait."""
    query = select(Complaint).where(Complaint.state.in_(sorted(UNSETTLED))).order_by(Complaint.opened_at)
    waiting = list(db.session.scalars(query))
    for step, complaint in enumerate(waiting[:4]):
        at = min(complaint.opened_at + timedelta(hours=4), now)
        report = db.session.get_one(ReportSummary, complaint.report_id)
        take_complaint(complaint.id, actor=office, now=at)
        if step == 3:
            continue
        answer_complaint(complaint.id, answer=_said(report, "answer"), actor=office, now=at)
        if step == 1:
            visit, then = get_visit(complaint.report_id), min(at + timedelta(hours=2), now)
            speak_again(visit, complaint.id, text=_said(report, "not_settled"), now=then)
        if step == 2:
            close_complaint(complaint.id, reason=table("texts")["care"]["close_reason"], actor=office, now=at)
