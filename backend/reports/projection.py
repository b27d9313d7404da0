"""Reading a stored report into the tables that people search: repeatable, outside any request.

If it fails, the receipt stands and a person is asked to look; projecting again makes the same rows.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import structlog
from sqlalchemy import delete, select

from backend.accounts.models import User
from backend.domain.report import Problem, attestation_problems
from backend.domain.unexplained import unexplained
from backend.domain.vocabulary import ReviewReason
from backend.infrastructure.clock import parse_signed
from backend.infrastructure.database import db
from backend.infrastructure.events import publish
from backend.infrastructure.transaction import transaction
from backend.infrastructure.upsert import insert_new
from backend.reports import content_v1
from backend.reports.events import ReportCompleted, ReportProjected
from backend.reports.judgement import Judged, judge_again
from backend.reports.models import Report, ReportSummary
from backend.reports.operations import open_review
from backend.reports.queries import body_of, due_for_projection, later_customer_signature
from backend.reports.stamps import suspicions
from backend.reports.summary import summary_of
from backend.reports.versions import read_signed

log = structlog.get_logger(__name__)
SKEW = timedelta(minutes=10)
BATCH = 50


def project_due(now: datetime) -> int:
    """Project what has arrived; each report in its own transaction. Returns how many were done."""
    due = due_for_projection(BATCH)
    db.session.commit()
    for report_id in due:
        try:
            read = read_report(report_id)
            with transaction():
                project_report(read, now=now)
        except Exception as error:
            log.exception("projection_failed", report_id=str(report_id))
            with transaction():
                _hold(report_id, error, now=now)
    return len(due)


def _hold(report_id: UUID, error: Exception, *, now: datetime) -> None:
    report = db.session.get(Report, report_id)
    if report is None:
        return
    report.projection_error = f"{type(error).__name__}: {error}"[:500]
    author = db.session.get(User, report.author_id)
    open_review(
        report_id,
        ReviewReason.PROJECTION_FAILED,
        center_id=author.center_id if author else None,
        detail={"error": report.projection_error},
        now=now,
    )


@dataclass(frozen=True, kw_only=True)
class ReadReport:
    """A report read and judged: all that needs thinking, done before anybody waits for a lock."""

    report_id: UUID
    author: User
    content: dict[str, Any]  # in the newest shape
    customer_link: str | None
    judged: Judged
    problems: list[Problem]  # with its signatures
    unexplained: dict[str, list[str]]  # what it owes and does not say
    summary: dict[str, Any]


def read_report(report_id: UUID) -> ReadReport:
    """Read the immutable bytes and judge them again. Raises LookupError, ValueError."""
    signed = read_signed(body_of(report_id))
    author = db.session.scalar(select(User).join(Report, Report.author_id == User.id).where(Report.id == report_id))
    if author is None or author.center_id is None:
        raise LookupError("the author belongs to no service center")
    judged = judge_again(signed.content)
    summary = summary_of(signed, report_id=report_id, author=author, server_verdict=judged.level)
    return ReadReport(
        report_id=report_id,
        author=author,
        content=signed.content,
        customer_link=signed.customer_link,
        judged=judged,
        problems=attestation_problems(signed.content_digest, signed.attestations),
        # version 1 had no such questions
        unexplained=unexplained(signed.content) if signed.version > content_v1.VERSION else {},
        summary=summary,
    )


def project_report(read: ReadReport, *, now: datetime) -> None:
    """Index it, open reviews, tell the other slices. Safe to repeat. Callers commit."""
    report_id, content, author = read.report_id, read.content, read.author
    report = db.session.get(Report, report_id, with_for_update=True, populate_existing=True)
    if report is None:
        return
    db.session.execute(delete(ReportSummary).where(ReportSummary.report_id == report_id))
    later = later_customer_signature(report_id)  # read under the lock: one that comes now waits for its summary
    summary = read.summary | ({"customer_signed": later} if later is not None else {})
    superseded_twice = _corrects_a_stranger(report, summary["supersedes_id"]) or not insert_new(
        ReportSummary, **summary
    )
    if superseded_twice and not insert_new(ReportSummary, **(summary | {"supersedes_id": None})):
        raise LookupError("the verification code belongs to another report")
    reasons = _reasons(read, report, superseded_twice=superseded_twice)
    for reason, detail in (*reasons, *suspicions(report_id, content, summary)):
        open_review(report_id, reason, center_id=author.center_id, detail=detail, now=now)
    publish(
        ReportProjected(
            report_id=report_id,
            author_id=author.id,
            content=content,
            customer_link=read.customer_link,
            receipt=report.receipt,
            at=report.received_at,
        )
    )
    report.projected_at, report.projection_error = now, ""
    db.session.flush()
    if report.completed_at is not None:
        publish(ReportCompleted(report_id=report_id, at=now))


def _corrects_a_stranger(report: Report, superseded_id: UUID | None) -> bool:
    """Only its author corrects a report: nobody else's word makes a customer's card invalid."""
    other = db.session.get(Report, superseded_id) if superseded_id else None
    return other is not None and (other.id == report.id or other.author_id != report.author_id)


def _reasons(
    read: ReadReport, report: Report, *, superseded_twice: bool
) -> Iterable[tuple[ReviewReason, dict[str, Any]]]:
    content = read.content
    if read.judged.differs:
        yield ReviewReason.VERDICT_DIFFERS, {"tests": read.judged.differs}
    if read.problems:
        yield ReviewReason.SIGNATURE, {"problems": [problem.code for problem in read.problems]}
    if read.unexplained:
        yield ReviewReason.UNEXPLAINED, dict(read.unexplained)
    if superseded_twice:
        yield ReviewReason.SUPERSEDES_TWICE, {"supersedes": content["supersedes"]}
    if parse_signed(content["frozen_at"]) - report.received_at > SKEW:
        yield ReviewReason.CLOCK_SKEW, {"phone": content["frozen_at"]}
