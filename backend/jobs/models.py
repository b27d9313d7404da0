"""Jobs, their events, and the feed that phones pull."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from backend.accounts.models import Center, User
from backend.customers.models import Address, Appliance, Customer
from backend.domain.vocabulary import JobState, JobType, WarrantyState
from backend.infrastructure.database import Json, Model, UtcDateTime, uuid_key


class Job(Model):
    """One request for service. `visit_key` groups the jobs of one household that one visit serves."""

    __tablename__ = "jobs"
    __table_args__ = (
        UniqueConstraint("number"),
        CheckConstraint(f"type in ({', '.join(repr(t.value) for t in JobType)})", name="type"),
        CheckConstraint(f"state in ({', '.join(repr(s.value) for s in JobState)})", name="state"),
        Index(None, "technician_id", "window_start"),
        Index(None, "center_id", "window_start"),
        Index(None, "center_id", "state"),
        Index(None, "customer_id"),
    )

    id: Mapped[UUID] = uuid_key()
    number: Mapped[str] = mapped_column(String(24))
    center_id: Mapped[UUID] = mapped_column(ForeignKey("centers.id"))
    customer_id: Mapped[UUID] = mapped_column(ForeignKey("customers.id"))
    address_id: Mapped[UUID] = mapped_column(ForeignKey("addresses.id"))
    appliance_id: Mapped[UUID | None] = mapped_column(ForeignKey("appliances.id"))
    visit_key: Mapped[UUID | None]
    type: Mapped[str] = mapped_column(String(16))
    state: Mapped[str] = mapped_column(String(16))
    technician_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"))
    window_start: Mapped[datetime | None] = mapped_column(UtcDateTime)
    window_end: Mapped[datetime | None] = mapped_column(UtcDateTime)
    category: Mapped[str] = mapped_column(String(40))
    fault_code: Mapped[str] = mapped_column(String(40), default="")
    fault_text: Mapped[str] = mapped_column(String(1000), default="")
    note: Mapped[str] = mapped_column(String(1000), default="")
    warranty: Mapped[str] = mapped_column(String(8), default=WarrantyState.UNKNOWN.value)
    warranty_reason: Mapped[str] = mapped_column(String(240), default="")
    wanted_grade: Mapped[str | None] = mapped_column(String(2))
    origin: Mapped[str] = mapped_column(String(12), default="office")  # office | field | import | api
    created_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)
    report_id: Mapped[UUID | None]  # the current report that completed it
    # SHA-256 of what a phone sent to make it: tells a repeat from other content under the same id
    field_digest: Mapped[str] = mapped_column(String(64), default="")

    center: Mapped[Center] = relationship(lazy="raise")
    customer: Mapped[Customer] = relationship(lazy="raise")
    address: Mapped[Address] = relationship(lazy="raise")
    appliance: Mapped[Appliance | None] = relationship(lazy="raise")
    technician: Mapped[User | None] = relationship(lazy="raise", foreign_keys=[technician_id])


class JobEvent(Model):
    """Everything that happened to a job, applied or not: never refused, never deleted."""

    __tablename__ = "job_events"
    __table_args__ = (Index(None, "job_id", "server_time"),)

    id: Mapped[UUID] = uuid_key()
    job_id: Mapped[UUID]  # no foreign key: a phone may speak of a job the server never saw
    kind: Mapped[str] = mapped_column(String(20))
    from_state: Mapped[str] = mapped_column(String(16), default="")
    to_state: Mapped[str] = mapped_column(String(16), default="")
    applied: Mapped[bool]
    why: Mapped[str] = mapped_column(String(500), default="")
    actor_id: Mapped[UUID | None]
    device_id: Mapped[UUID | None]
    device_sequence: Mapped[int] = mapped_column(default=0)
    device_time: Mapped[datetime | None] = mapped_column(UtcDateTime)
    server_time: Mapped[datetime] = mapped_column(UtcDateTime)
    detail: Mapped[dict[str, Any]] = mapped_column(Json, default=dict)


class EventLocation(Model):
    """Where a phone was at an event (WGS-84): personal, opt-in, forgotten after 30 days."""

    __tablename__ = "event_locations"
    __table_args__ = (Index(None, "recorded_at"),)

    event_id: Mapped[UUID] = mapped_column(ForeignKey("job_events.id"), primary_key=True)
    latitude: Mapped[str] = mapped_column(String(12))  # degrees, decimal string
    longitude: Mapped[str] = mapped_column(String(12))
    accuracy_m: Mapped[int]
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)


class JobFeed(Model):
    """What a technician's phone must know: one row per technician and job, moved to the end on change.

    The pull cursor is `(xid, seq)`: on PostgreSQL rows of transactions that are still running are not
    yet visible below `pg_snapshot_xmin`, so a late commit is never skipped; on SQLite writers are serial.
    """

    __tablename__ = "job_feed"
    __table_args__ = (Index(None, "technician_id", "xid", "seq"),)

    technician_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), primary_key=True)
    job_id: Mapped[UUID] = mapped_column(ForeignKey("jobs.id"), primary_key=True)
    xid: Mapped[int] = mapped_column(BigInteger)
    seq: Mapped[int] = mapped_column(BigInteger)
    removed: Mapped[str] = mapped_column(String(12), default="")  # empty, or a RemovedReason


class Counter(Model):
    """Numbers that people read (jobs, cards): one row per series and day, incremented in place."""

    __tablename__ = "counters"

    series: Mapped[str] = mapped_column(String(60), primary_key=True)
    value: Mapped[int] = mapped_column(Integer)
