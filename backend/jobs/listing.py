"""What the office sees of jobs: views, filters, search, one page at a time, always within its centers."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select, true
from sqlalchemy.orm import selectinload

from backend.accounts.models import User
from backend.customers.models import Address, Appliance, Customer
from backend.domain.vocabulary import JobState, Role
from backend.infrastructure.database import db
from backend.infrastructure.paging import Order, Page, Place, Position, fetch_page
from backend.jobs.models import Job

Centers = AbstractSet[UUID] | None  # None = every center

WAITING = (JobState.REQUESTED, JobState.ASSESSED, JobState.SCHEDULED)
COMING = (*WAITING, JobState.ASSIGNED, JobState.ACCEPTED, JobState.EN_ROUTE)
OPEN = (*COMING, JobState.ON_SITE, JobState.SECOND_VISIT, JobState.ON_HOLD)


class View(StrEnum):
    """The saved views above the list."""

    TODAY = "today"
    UNASSIGNED = "unassigned"
    LATE = "late"
    ON_HOLD = "on_hold"
    SECOND_VISIT = "second_visit"
    TOMORROW = "tomorrow"
    OPEN = "open"
    ALL = "all"


@dataclass(frozen=True, kw_only=True)
class JobFilter:
    """What the office asked for; empty = any. Days are the reader's local days, both included."""

    view: View = View.TODAY
    first: date | None = None
    last: date | None = None
    center_id: UUID | None = None
    technician_id: UUID | None = None
    customer_id: UUID | None = None
    type: str = ""
    state: str = ""
    search: str = ""


@dataclass(frozen=True)
class Today:
    """Bounds of the reader's day as instants."""

    now: datetime
    zone: ZoneInfo

    def start(self, days: int = 0) -> datetime:
        return self.start_of(self.now.astimezone(self.zone).date() + timedelta(days=days))

    def start_of(self, day: date) -> datetime:
        return datetime.combine(day, time(), self.zone)


def in_centers(column: Any, centers: Centers) -> ColumnElement[bool]:
    return column.in_(centers) if centers is not None else true()


def moment_of_job() -> ColumnElement[Any]:
    """A job stands where its window begins, or where it was asked for."""
    return func.coalesce(Job.window_start, Job.created_at)


def _states(*states: JobState) -> ColumnElement[bool]:
    return Job.state.in_([state.value for state in states])


def _between(start: datetime, end: datetime) -> ColumnElement[bool]:
    return and_(moment_of_job() >= start, moment_of_job() < end)


def _view(view: View, today: Today) -> ColumnElement[bool] | None:
    unassigned = and_(Job.technician_id.is_(None), _states(*OPEN))
    late = and_(_states(*COMING), Job.window_end < today.now)
    conditions: dict[View, ColumnElement[bool]] = {
        View.TODAY: _between(today.start(), today.start(1)),
        View.TOMORROW: _between(today.start(1), today.start(2)),
        View.UNASSIGNED: unassigned,
        View.LATE: late,
        View.ON_HOLD: _states(JobState.ON_HOLD),
        View.SECOND_VISIT: _states(JobState.SECOND_VISIT),
        View.OPEN: _states(*OPEN),
    }
    return conditions.get(view)


def like_words(text: str) -> str:
    """A LIKE pattern that finds `text` anywhere; escape character is the backslash."""
    escaped = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"


def matches(word: str) -> ColumnElement[bool]:
    """Number, customer's name (two Chinese characters suffice), phone, address or serial number."""
    wanted = like_words(word.lower())
    people = select(Customer.id).where(
        or_(func.lower(Customer.name).like(wanted, escape="\\"), Customer.phone.like(wanted, escape="\\"))
    )
    places = select(Address.id).where(
        or_(
            *(func.lower(part).like(wanted, escape="\\") for part in (Address.line, Address.compound, Address.district))
        )
    )
    things = select(Appliance.id).where(func.lower(Appliance.serial).like(wanted, escape="\\"))
    return or_(
        func.lower(Job.number).like(wanted, escape="\\"),
        Job.customer_id.in_(people),
        Job.address_id.in_(places),
        Job.appliance_id.in_(things),
    )


def _wanted(query: Select[Any], wanted: JobFilter, today: Today) -> Select[Any]:
    conditions: list[ColumnElement[bool] | None] = [
        # Somebody who names days or searches means every day, not the view's.
        None if wanted.search or wanted.first or wanted.last else _view(wanted.view, today),
        moment_of_job() >= today.start_of(wanted.first) if wanted.first else None,
        moment_of_job() < today.start_of(wanted.last + timedelta(days=1)) if wanted.last else None,
        Job.center_id == wanted.center_id if wanted.center_id else None,
        Job.technician_id == wanted.technician_id if wanted.technician_id else None,
        Job.customer_id == wanted.customer_id if wanted.customer_id else None,
        Job.type == wanted.type if wanted.type else None,
        Job.state == wanted.state if wanted.state else None,
        *map(matches, wanted.search.split()),
    ]
    return query.where(*(condition for condition in conditions if condition is not None))


def newest_first(wanted: JobFilter) -> bool:
    return wanted.view is View.ALL or bool(wanted.search)


def _position(row: Any) -> Position:
    return Position(row.Job.window_start or row.Job.created_at, row.Job.id)


def list_jobs(centers: Centers, wanted: JobFilter, *, today: Today, place: Place) -> Page[Any]:
    """One page of rows with `.Job` and everything the list shows, in a constant number of queries."""
    query = select(Job).where(in_centers(Job.center_id, centers)).options(*_shown())
    order = Order(moment=moment_of_job(), key=Job.id, descending=newest_first(wanted))
    return fetch_page(_wanted(query, wanted, today), order, place=place, position_of=_position)


def _shown() -> tuple[Any, ...]:
    return (
        selectinload(Job.customer),
        selectinload(Job.address),
        selectinload(Job.appliance),
        selectinload(Job.technician),
        selectinload(Job.center),
    )


def jobs_before(appliance_id: UUID, *, other_than: UUID) -> list[Job]:
    """Earlier jobs of the same appliance."""
    return list(
        db.session.scalars(
            select(Job)
            .where(Job.appliance_id == appliance_id, Job.id != other_than)
            .options(selectinload(Job.technician))
            .order_by(moment_of_job().desc())
            .limit(5)
        )
    )


def jobs_of_customer(customer_id: UUID) -> list[Job]:
    """A household's jobs, the latest first."""
    return list(
        db.session.scalars(
            select(Job)
            .where(Job.customer_id == customer_id)
            .options(selectinload(Job.technician), selectinload(Job.center))
            .order_by(moment_of_job().desc())
            .limit(50)
        )
    )


def count_views(centers: Centers, *, today: Today) -> dict[str, int]:
    """Numbers beside the views: one query over what is open (a small part of all jobs)."""
    bounded = (View.UNASSIGNED, View.LATE, View.ON_HOLD, View.SECOND_VISIT, View.OPEN)
    counted = {view: condition for view in bounded if (condition := _view(view, today)) is not None}
    row = db.session.execute(
        select(
            *(func.sum(case((condition, 1), else_=0)).label(view.value) for view, condition in counted.items())
        ).where(_states(*OPEN), in_centers(Job.center_id, centers))
    ).one()
    return {view.value: int(number or 0) for view, number in zip(counted, row, strict=True)}


def count_day(centers: Centers, *, today: Today, days: int = 0) -> dict[str, int]:
    """Jobs of one day by state."""
    rows = db.session.execute(
        select(Job.state, func.count())
        .where(_between(today.start(days), today.start(days + 1)), in_centers(Job.center_id, centers))
        .group_by(Job.state)
    )
    return dict(rows.all())


@dataclass(frozen=True)
class Load:
    """A technician and how many jobs they have that day."""

    technician: User
    jobs: int


def technicians_with_load(center_id: UUID, *, start: datetime, end: datetime) -> list[Load]:
    """Active technicians of a center, the least busy first."""
    busy = (
        select(Job.technician_id, func.count().label("jobs"))
        .where(Job.window_start >= start, Job.window_start < end, Job.state != JobState.CANCELLED.value)
        .group_by(Job.technician_id)
        .subquery()
    )
    rows = db.session.execute(
        select(User, func.coalesce(busy.c.jobs, 0))
        .outerjoin(busy, busy.c.technician_id == User.id)
        .where(User.role == Role.TECHNICIAN.value, User.center_id == center_id, User.active.is_(True))
        .order_by(func.coalesce(busy.c.jobs, 0), User.name)
    )
    return [Load(user, number) for user, number in rows]
