"""What a customer says on their private page: a service was not done, that is not my signature, my rating.

For SUPERVISION_DAYS after the signature. What was signed stays as it is; their word stands beside it.
Callers commit.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from backend.care.complaints import (
    CUSTOMER,
    SIGNATURE_MATTER,
    add_words,
    matter_of_service,
    open_complaint,
    reopen_complaint,
)
from backend.care.models import Complaint
from backend.care.queries import Visit, complaint_about
from backend.domain.complaints import UNSETTLED
from backend.domain.errors import GoneError, InvalidInputError, NotFoundError
from backend.domain.satisfaction import Rating
from backend.domain.vocabulary import ComplaintSource, FeedbackVia, Service
from backend.infrastructure.database import db
from backend.infrastructure.wiring import settings
from backend.reports.models import ReportSummary
from backend.reports.operations import accept_feedback


def may_speak(visit: Visit, now: datetime) -> bool:
    """Within the days, and once the report has been read into the lists, moments after it arrived."""
    return visit.report.projected_at is not None and now < visit.supervised_until


def may_answer_back(visit: Visit, complaint: Complaint, now: datetime) -> bool:
    """As long as they may speak, and as many days again from the office's last word."""
    said = max(filter(None, (complaint.answered_at, complaint.closed_at)), default=None)
    days = timedelta(days=settings().supervision_days)
    return may_speak(visit, now) or (said is not None and now < said + days)


def contradict_service(visit: Visit, letter: str, *, text: str, now: datetime) -> None:
    """The customer says that a service was not done as recorded. Raises InvalidInputError, GoneError."""
    if letter not in set(Service):
        raise InvalidInputError(field="service")
    _say(visit, ComplaintSource.CONTRADICTED, key=matter_of_service(letter), service=letter, text=text, now=now)


def dispute_signature(visit: Visit, *, text: str, now: datetime) -> None:
    """The customer says that the signature is not theirs. Raises GoneError, InvalidInputError."""
    _say(visit, ComplaintSource.SIGNATURE_DISPUTED, key=SIGNATURE_MATTER, text=text, now=now)


def _say(visit: Visit, source: ComplaintSource, *, key: str, text: str, now: datetime, service: str = "") -> None:
    _check_window(visit, now)
    summary = db.session.get(ReportSummary, visit.report.id)
    if summary is None:  # stored a moment ago and not yet read into the lists
        raise NotFoundError
    opened = open_complaint(summary, source, key=key, by=CUSTOMER, now=now, service=service, text=text)
    if opened is None:
        known = complaint_about(visit.report.id, key)
        assert known is not None, "the insert met a row"  # noqa: S101 - a fact for the type checker
        _again(known, text=text, now=now)


def speak_again(visit: Visit, complaint_id: UUID, *, text: str, now: datetime) -> Complaint:
    """More words to an open complaint, or one that was settled is opened again.

    Raises NotFoundError for another visit's, GoneError when it is too late, InvalidInputError.
    """
    complaint = db.session.get(Complaint, complaint_id)
    if complaint is None or complaint.report_id != visit.report.id:
        raise NotFoundError
    if not may_answer_back(visit, complaint, now):
        raise _over()
    if not text.strip():
        raise InvalidInputError(zh="请写下您想说的话。", en="Please write what you want to say.", field="text")
    return _again(complaint, text=text, now=now)


def _again(complaint: Complaint, *, text: str, now: datetime) -> Complaint:
    if complaint.state in UNSETTLED:
        return add_words(complaint.id, by=CUSTOMER, text=text, now=now) if text.strip() else complaint
    return reopen_complaint(complaint.id, by=CUSTOMER, text=text, now=now)


def rate_visit(visit: Visit, rating: Rating, *, now: datetime) -> None:
    """Unseen by the technician, and never shown again to anybody who holds the link. Raises GoneError."""
    _check_window(visit, now)
    accept_feedback(visit.report, rating, via=FeedbackVia.LINK, now=now)


def _check_window(visit: Visit, now: datetime) -> None:
    if not may_speak(visit, now):
        raise _over()


def _over() -> GoneError:
    return GoneError(
        code="supervision_over",
        zh="可在本页反映的时间已过，请拨打监督热线。",
        en="The time to say so on this page is over. Please call the hotline.",
    )
