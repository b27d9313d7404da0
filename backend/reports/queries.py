"""Reading reports: access is part of the query."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Select, SQLColumnExpression, bindparam, func, or_, select
from sqlalchemy.orm import undefer

from backend.domain.errors import NotFoundError
from backend.domain.vocabulary import ReceiptState, Role, SignedDocument, Signer
from backend.infrastructure.auth import Principal
from backend.infrastructure.database import db
from backend.jobs.models import Job
from backend.reports.models import Attestation, Report, ReportBlob, ReportConflict, ReportSummary, ReviewItem
from backend.reports.versions import latest_attestation

# Built once: a phone's two requests for a report spent a fifth of their time on putting statements together.
_STANDING = select(Job.id, Job.state, Job.technician_id, Job.report_id).where(
    Job.id.in_(bindparam("ids", expanding=True))
)
_OWN_BLOB = (
    select(ReportBlob)
    .join(Report, Report.id == ReportBlob.report_id)
    .where(
        ReportBlob.report_id == bindparam("report_id"),
        ReportBlob.sha256 == bindparam("sha256"),
        Report.author_id == bindparam("author_id"),
    )
)


def find_report(report_id: UUID) -> Report | None:
    return db.session.get(Report, report_id)


def own_report(report_id: UUID, *, author_id: UUID) -> Report:
    """A report of this author. Raises NotFoundError, also for another author's: no detail is told."""
    report = db.session.get(Report, report_id)
    if report is None or report.author_id != author_id:
        raise NotFoundError
    return report


def report_for(who: Principal, report_id: UUID) -> Report:
    """A report this person may read: their own, or of their centers. Raises NotFoundError."""
    query = select(Report).where(Report.id == report_id)
    if who.role is Role.TECHNICIAN:
        query = query.where(Report.author_id == who.id)
    elif who.center_ids is not None:
        center = (
            select(ReportSummary.report_id)
            .where(ReportSummary.report_id == report_id, ReportSummary.center_id.in_(who.center_ids))
            .union_all(
                select(ReviewItem.report_id).where(
                    ReviewItem.report_id == report_id, ReviewItem.center_id.in_(who.center_ids)
                )
            )
        )
        query = query.where(Report.id.in_(center))
    report = db.session.scalar(query)
    if report is None:
        raise NotFoundError
    return report


def body_of(report_id: UUID) -> bytes:
    """The exact bytes. Raises NotFoundError."""
    report = db.session.scalar(select(Report).where(Report.id == report_id).options(undefer(Report.body)))
    if report is None:
        raise NotFoundError
    return report.body


def later_customer_signature(report_id: UUID) -> str | None:
    """How the customer signed the report after it came, by their last word; None when nothing came."""
    query = select(Attestation.body).where(Attestation.report_id == report_id).order_by(Attestation.received_at)
    told = [json.loads(body) for body in db.session.scalars(query)]
    own = (latest_attestation(each) for each in reversed(told) if each["who"] == Signer.CUSTOMER)
    return next((str(each["how"]) for each in own if each["document"] == SignedDocument.REPORT), None)


def blobs_of(report_ids: Sequence[UUID]) -> dict[UUID, list[ReportBlob]]:
    found: dict[UUID, list[ReportBlob]] = {report_id: [] for report_id in report_ids}
    for blob in db.session.scalars(select(ReportBlob).where(ReportBlob.report_id.in_(report_ids))):
        found[blob.report_id].append(blob)
    return found


def get_blob(report_id: UUID, sha256: str) -> ReportBlob:
    """A photo that this report names. Raises NotFoundError."""
    blob = db.session.get(ReportBlob, (report_id, sha256))
    if blob is None:
        raise NotFoundError(zh="这份报告没有这张照片。", en="This report names no such photo.")
    return blob


def own_blob(report_id: UUID, sha256: str, *, author_id: UUID) -> ReportBlob:
    """A photo that this author's report names, in one query. Raises NotFoundError."""
    named = {"report_id": report_id, "sha256": sha256, "author_id": author_id}
    blob = db.session.scalar(_OWN_BLOB, named)
    if blob is None:
        raise NotFoundError(zh="这份报告没有这张照片。", en="This report names no such photo.")
    return blob


def quarantined_by(*, author_id: UUID, device_id: UUID | None) -> tuple[int, int]:
    """How much a phone (or, without one, its author) has sent that only the office can judge: how many, and bytes.

    Reports that could not be read, and other bytes under the id of a stored report.
    """
    unread = _weighed(Report, Report.size, author_id=author_id, device_id=device_id)
    unread = unread.where(Report.receipt == ReceiptState.QUARANTINED.value)
    beside = _weighed(ReportConflict, func.length(ReportConflict.body), author_id=author_id, device_id=device_id)
    counted = [db.session.execute(query).one() for query in (unread, beside)]
    return sum(count for count, _ in counted), sum(size for _, size in counted)


def _weighed(
    table: type[Report | ReportConflict], size: SQLColumnExpression[int], *, author_id: UUID, device_id: UUID | None
) -> Select[int, int]:
    whose = table.device_id == device_id if device_id else table.author_id == author_id
    return select(func.count(), func.coalesce(func.sum(size), 0)).select_from(table).where(whose)


def holds_conflict(report_id: UUID, digest: str) -> bool:
    """Whether these other bytes are kept beside the report already."""
    kept = select(ReportConflict.id).where(ReportConflict.report_id == report_id, ReportConflict.digest == digest)
    return db.session.scalar(kept) is not None


def jobs_named(job_ids: Sequence[UUID]) -> dict[UUID, Job]:
    return {job.id: job for job in db.session.scalars(select(Job).where(Job.id.in_(job_ids)))}


def standing_of_jobs(job_ids: Sequence[UUID]) -> dict[UUID, Any]:
    """state, technician_id and report_id of each job, as columns: nobody waits for whole jobs to be loaded."""
    rows = db.session.connection().execute(_STANDING, {"ids": job_ids})
    return {row.id: row for row in rows}


def due_for_projection(limit: int) -> list[UUID]:
    return list(
        db.session.scalars(
            select(Report.id)
            .where(Report.projected_at.is_(None), Report.receipt != ReceiptState.QUARANTINED.value)
            .where(or_(Report.projection_error == "", Report.projection_error.is_(None)))
            .order_by(Report.received_at)
            .limit(limit)
        )
    )
