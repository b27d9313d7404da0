"""Cards that are due, cards and hazard notices that were issued."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from backend.infrastructure.database import Model, UtcDateTime, uuid_key


class CardWork(Model):
    """A card that must be made. The row is the queue; a lease keeps two workers apart."""

    __tablename__ = "card_work"
    __table_args__ = (
        Index(
            "ix_card_work_due", "due_at", sqlite_where=text("done_at is null"), postgresql_where=text("done_at is null")
        ),
    )

    report_id: Mapped[UUID] = mapped_column(ForeignKey("reports.id"), primary_key=True)
    due_at: Mapped[datetime] = mapped_column(UtcDateTime)
    leased_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    attempts: Mapped[int] = mapped_column(default=0)
    last_error: Mapped[str] = mapped_column(String(500), default="")
    done_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Sealed:
    """One issued edition of a paper of a report: its register entry. Kept for ever and stays genuine."""

    document: ClassVar[str]

    id: Mapped[UUID] = uuid_key()
    report_id: Mapped[UUID] = mapped_column(ForeignKey("reports.id"))
    center_id: Mapped[UUID] = mapped_column(ForeignKey("centers.id"))
    edition: Mapped[int]
    number: Mapped[str] = mapped_column(String(40))  # the same for every edition of one report
    verification_code: Mapped[str] = mapped_column(String(26))
    content_digest: Mapped[str] = mapped_column(String(64))
    sha256: Mapped[str] = mapped_column(String(64))  # of the PDF file
    size: Mapped[int]
    language: Mapped[str] = mapped_column(String(2))
    template_version: Mapped[str] = mapped_column(String(20))
    photos_missing: Mapped[int] = mapped_column(default=0)
    later_signatures: Mapped[int] = mapped_column(default=0)  # printed with: those that came after the report
    sealed_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Card(Sealed, Model):
    """The service card."""

    document = "card"
    __tablename__ = "cards"
    __table_args__ = (
        UniqueConstraint("report_id", "edition"),
        UniqueConstraint("sha256"),
        Index(None, "number"),
        Index(None, "verification_code"),
    )


class HazardNotice(Sealed, Model):
    """The hazard notice beside a card: its number with NOTICE_SUFFIX, the same verification code.

    A table of its own: whoever asks for cards never gets a notice by mistake.
    """

    document = "hazard_notice"
    __tablename__ = "hazard_notices"
    __table_args__ = (
        UniqueConstraint("report_id", "edition"),
        UniqueConstraint("sha256"),
        Index(None, "number"),
        Index(None, "verification_code"),
    )


NOTICE_SUFFIX = "-H"
