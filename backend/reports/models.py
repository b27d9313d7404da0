"""Reports as received (immutable bytes), and tables derived from them (rebuilt at will)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, LargeBinary, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from backend.domain.vocabulary import ReceiptState
from backend.infrastructure.database import Json, Model, UtcDateTime, uuid_key


class Report(Model):
    """The bytes of one report exactly as they arrived, with the receipt. Never updated but for progress."""

    __tablename__ = "reports"
    __table_args__ = (
        CheckConstraint(f"receipt in ({', '.join(repr(s.value) for s in ReceiptState)})", name="receipt"),
        Index(
            "ix_reports_unprojected",
            "received_at",
            sqlite_where=text("projected_at is null"),
            postgresql_where=text("projected_at is null"),
        ),
        Index(None, "author_id", "received_at"),
        Index(None, "device_id", "receipt"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)  # made on the phone
    author_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    device_id: Mapped[UUID | None] = mapped_column(ForeignKey("devices.id"))
    digest: Mapped[str] = mapped_column(String(64))  # SHA-256 of the whole body: idempotency
    body: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    size: Mapped[int]
    version: Mapped[int]  # payload version, 0 when it could not be read
    receipt: Mapped[str] = mapped_column(String(16))
    why: Mapped[str] = mapped_column(String(500), default="")  # reason of needs_review or quarantined
    received_at: Mapped[datetime] = mapped_column(UtcDateTime)
    completed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # every photo is on disk
    projected_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    projection_error: Mapped[str] = mapped_column(String(500), default="")


class ReportConflict(Model):
    """Other bytes that came under the id of a stored report, kept for a person."""

    __tablename__ = "report_conflicts"
    __table_args__ = (UniqueConstraint("report_id", "digest"),)

    id: Mapped[UUID] = uuid_key()
    report_id: Mapped[UUID] = mapped_column(ForeignKey("reports.id"))
    author_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    device_id: Mapped[UUID | None] = mapped_column(ForeignKey("devices.id"))
    digest: Mapped[str] = mapped_column(String(64))
    body: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    received_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Attestation(Model):
    """A signature that arrived on its own, after its report (by link, or later on the phone)."""

    __tablename__ = "attestations"
    __table_args__ = (Index(None, "report_id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    report_id: Mapped[UUID] = mapped_column(ForeignKey("reports.id"))
    author_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"))  # empty: the customer, through a link
    digest: Mapped[str] = mapped_column(String(64))
    body: Mapped[bytes] = mapped_column(LargeBinary)
    received_at: Mapped[datetime] = mapped_column(UtcDateTime)


class ReportBlob(Model):
    """A photo that a report names, and how much of it has arrived from the report's author."""

    __tablename__ = "report_blobs"
    __table_args__ = (Index(None, "sha256"),)

    report_id: Mapped[UUID] = mapped_column(ForeignKey("reports.id"), primary_key=True)
    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    size: Mapped[int] = mapped_column(BigInteger)
    media_type: Mapped[str] = mapped_column(String(20))
    received_bytes: Mapped[int] = mapped_column(BigInteger, default=0)
    received_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # whole, checked and durable


class Feedback(Model):
    """The customer's rating and comment: beside the report, never part of what was signed."""

    __tablename__ = "feedback"

    report_id: Mapped[UUID] = mapped_column(ForeignKey("reports.id"), primary_key=True)
    scores: Mapped[dict[str, Any]] = mapped_column(Json)
    comment: Mapped[str] = mapped_column(String(1000), default="")
    skipped: Mapped[bool] = mapped_column(default=False)
    via: Mapped[str] = mapped_column(String(8), default="phone")  # a FeedbackVia
    received_at: Mapped[datetime] = mapped_column(UtcDateTime)


class ReportSummary(Model):
    """What the office searches: derived from the report's bytes, rebuilt by projecting again."""

    __tablename__ = "report_summaries"
    __table_args__ = (
        UniqueConstraint("supersedes_id"),
        UniqueConstraint("verification_code"),
        Index(None, "center_id", "signed_at"),
        Index(None, "technician_id", "signed_at"),
        Index(None, "signed_at"),
        Index(None, "job_id"),
        Index(None, "customer_id"),
        Index(None, "readings_print"),
    )

    report_id: Mapped[UUID] = mapped_column(ForeignKey("reports.id"), primary_key=True)
    center_id: Mapped[UUID] = mapped_column(ForeignKey("centers.id"))
    technician_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    job_id: Mapped[UUID | None]  # the first job the visit served
    customer_id: Mapped[UUID | None]
    supersedes_id: Mapped[UUID | None]
    content_digest: Mapped[str] = mapped_column(String(64))
    verification_code: Mapped[str] = mapped_column(String(26))
    language: Mapped[str] = mapped_column(String(2))
    signed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    visit_date: Mapped[date]
    job_type: Mapped[str] = mapped_column(String(16))
    category: Mapped[str] = mapped_column(String(40))
    customer_name: Mapped[str] = mapped_column(String(120))
    area: Mapped[str] = mapped_column(String(160), default="")
    appliance: Mapped[str] = mapped_column(String(160), default="")
    serial: Mapped[str] = mapped_column(String(60), default="")
    result: Mapped[str] = mapped_column(String(16))
    verdict: Mapped[str] = mapped_column(String(12))  # as the phone said
    server_verdict: Mapped[str] = mapped_column(String(12))  # as judged again on receipt
    confirmations: Mapped[dict[str, Any]] = mapped_column(Json)  # {"A": "done", …}
    services_missing: Mapped[int] = mapped_column(default=0)
    customer_signed: Mapped[str] = mapped_column(String(12))  # a SignedHow, or empty
    total: Mapped[int] = mapped_column(BigInteger, default=0)  # minor units
    currency: Mapped[str] = mapped_column(String(3), default="CNY")
    readings_print: Mapped[str] = mapped_column(String(64), default="")  # domain/rubber_stamps.py
    search: Mapped[str] = mapped_column(String(600), default="")  # lower-cased words of the row


class ReviewItem(Model):
    """Something about a report that a person must look at, and how it was resolved."""

    __tablename__ = "review_items"
    __table_args__ = (
        UniqueConstraint("report_id", "reason", "key"),
        Index(
            "ix_review_items_open",
            "opened_at",
            sqlite_where=text("resolved_at is null"),
            postgresql_where=text("resolved_at is null"),
        ),
    )

    id: Mapped[UUID] = uuid_key()
    report_id: Mapped[UUID] = mapped_column(ForeignKey("reports.id"))
    center_id: Mapped[UUID | None] = mapped_column(ForeignKey("centers.id"))
    reason: Mapped[str] = mapped_column(String(20))  # a ReviewReason
    key: Mapped[str] = mapped_column(String(64), default="")  # tells apart several of one reason
    detail: Mapped[dict[str, Any]] = mapped_column(Json, default=dict)
    opened_at: Mapped[datetime] = mapped_column(UtcDateTime)
    resolved_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    resolved_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"))
    resolution: Mapped[str] = mapped_column(String(500), default="")
