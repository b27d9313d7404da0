"""Messages that are to reach a customer."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from backend.domain.vocabulary import MessageKind, MessageState
from backend.infrastructure.database import Model, UtcDateTime, uuid_key


class Message(Model):
    """One message. `key` keeps one matter from being told twice.

    The telephone number is the customer's own row's, so that a correction or an erasure reaches what still waits.
    `link` opens a private page: it is forgotten as soon as the message has been sent.
    """

    __tablename__ = "messages"
    __table_args__ = (
        UniqueConstraint("key"),
        CheckConstraint(f"kind in ({', '.join(repr(k.value) for k in MessageKind)})", name="kind"),
        CheckConstraint(f"state in ({', '.join(repr(s.value) for s in MessageState)})", name="state"),
        Index(None, "state", "next_at"),
        Index(None, "center_id", "state", "created_at"),
    )

    id: Mapped[UUID] = uuid_key()
    center_id: Mapped[UUID] = mapped_column(ForeignKey("centers.id"))
    customer_id: Mapped[UUID] = mapped_column(ForeignKey("customers.id"))
    kind: Mapped[str] = mapped_column(String(20))
    key: Mapped[str] = mapped_column(String(80))
    language: Mapped[str] = mapped_column(String(2))
    text: Mapped[str] = mapped_column(Text)  # without the link
    link: Mapped[str] = mapped_column(String(400), default="")
    report_id: Mapped[UUID] = mapped_column(ForeignKey("reports.id"))
    state: Mapped[str] = mapped_column(String(8), default=MessageState.WAITING.value)
    attempts: Mapped[int] = mapped_column(default=0)
    next_at: Mapped[datetime] = mapped_column(UtcDateTime)
    last_error: Mapped[str] = mapped_column(String(200), default="")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    sent_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"))  # who sent it by hand
