"""Private links of customers, and complaints with their history."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from backend.domain.vocabulary import ComplaintSource, ComplaintState, LinkPurpose
from backend.infrastructure.database import Model, UtcDateTime, uuid_key


class CareLink(Model):
    """A private link to one report. Only the SHA-256 of its key is kept: who reads the table cannot open it."""

    __tablename__ = "care_links"
    __table_args__ = (
        UniqueConstraint("key_hash"),
        CheckConstraint(f"purpose in ({', '.join(repr(p.value) for p in LinkPurpose)})", name="purpose"),
        Index(None, "report_id"),
    )

    id: Mapped[UUID] = uuid_key()
    report_id: Mapped[UUID] = mapped_column(ForeignKey("reports.id"))
    key_hash: Mapped[str] = mapped_column(String(64))
    purpose: Mapped[str] = mapped_column(String(8))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # first opened (customer); signed (sign)


class Complaint(Model):
    """What a customer says was not right, until it is answered. `key` keeps one matter from being opened twice."""

    __tablename__ = "complaints"
    __table_args__ = (
        UniqueConstraint("report_id", "key"),
        CheckConstraint(f"source in ({', '.join(repr(s.value) for s in ComplaintSource)})", name="source"),
        CheckConstraint(f"state in ({', '.join(repr(s.value) for s in ComplaintState)})", name="state"),
        Index(None, "center_id", "state"),
        Index(None, "state", "opened_at"),
        Index(None, "opened_at"),
    )

    id: Mapped[UUID] = uuid_key()
    report_id: Mapped[UUID] = mapped_column(ForeignKey("reports.id"))
    key: Mapped[str] = mapped_column(String(40))
    job_id: Mapped[UUID | None]
    center_id: Mapped[UUID] = mapped_column(ForeignKey("centers.id"))
    customer_id: Mapped[UUID | None]
    source: Mapped[str] = mapped_column(String(20))
    service: Mapped[str] = mapped_column(String(1), default="")  # a Service letter, or empty
    text: Mapped[str] = mapped_column(Text, default="")  # the customer's own words
    state: Mapped[str] = mapped_column(String(12), default=ComplaintState.OPEN.value)
    owner_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"))
    answer: Mapped[str] = mapped_column(Text, default="")  # the latest, as the customer reads it
    close_reason: Mapped[str] = mapped_column(String(500), default="")  # for the office
    reopened: Mapped[int] = mapped_column(default=0)
    opened_at: Mapped[datetime] = mapped_column(UtcDateTime)
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)


class ComplaintEvent(Model):
    """One change of a complaint; never altered. `actor_id` is empty for the customer and for the system."""

    __tablename__ = "complaint_events"
    __table_args__ = (Index(None, "complaint_id", "at"),)

    id: Mapped[UUID] = uuid_key()
    complaint_id: Mapped[UUID] = mapped_column(ForeignKey("complaints.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    actor_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"))
    by: Mapped[str] = mapped_column(String(8))  # customer | office | system
    step: Mapped[str] = mapped_column(String(8))  # a Step
    state: Mapped[str] = mapped_column(String(12))  # afterwards
    text: Mapped[str] = mapped_column(Text, default="")
