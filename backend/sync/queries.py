"""What one pull answers, in a number of queries that does not depend on how many jobs there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import BindParameter, ColumnElement, and_, bindparam, func, or_, select, true, tuple_, union
from sqlalchemy.engine import Row

from backend.accounts.models import User
from backend.catalog.models import CatalogVersion
from backend.customers.models import Address, Appliance, Customer, Hazard
from backend.domain.job_states import OVER
from backend.domain.vocabulary import RemovedReason
from backend.infrastructure.database import db
from backend.infrastructure.upsert import on_postgres
from backend.jobs.feed import as_number
from backend.jobs.models import Job, JobFeed
from backend.reports.models import ReportSummary
from backend.sync import shapes
from backend.sync.cursor import Cursor

PAGE = 200  # feed rows in one answer
KEPT = timedelta(days=30)  # finished jobs stay on the phone this long
PAST_VISITS = 10  # of one appliance
# The statements of households are built once: putting them together cost as much as running them.
_HOUSEHOLDS: BindParameter[Any] = bindparam("customer_ids", expanding=True)


@dataclass(frozen=True, kw_only=True)
class Pulled:
    """A page: wire-shaped jobs and removals, and where the next one begins."""

    jobs: Sequence[dict[str, Any]]
    removed: Sequence[dict[str, str]]
    cursor: Cursor
    more: bool


def pull(technician_id: UUID, cursor: Cursor | None, *, now: datetime) -> Pulled:
    """Everything after `cursor` that this technician's phone must know, at most PAGE feed rows.

    None fills an empty phone: open jobs, and finished ones of the last 30 days.
    """
    cursor = cursor or Cursor(bound=_end_of_feed(technician_id))
    rows = _feed_rows(technician_id, cursor, now=now)
    more, rows = len(rows) > PAGE, rows[:PAGE]
    place = replace(cursor, xid=rows[-1].xid, seq=rows[-1].seq) if rows else cursor
    current = [row for row in rows if not row.removed and row.kept]
    removed = [
        {"id": str(row.id), "reason": row.removed or RemovedReason.CLOSED.value}
        for row in rows
        if row.removed or not row.kept
    ]
    place = place if more else replace(place, bound=-1)
    return Pulled(jobs=_with_households(current), removed=removed, cursor=place, more=more)


def catalog_version() -> int:
    return db.session.scalar(select(func.max(CatalogVersion.version))) or 0


_JOB = (
    Job.id, Job.number, Job.type, Job.state, Job.visit_key, Job.category, Job.appliance_id, Job.window_start,
    Job.window_end, Job.fault_code, Job.fault_text, Job.note, Job.warranty, Job.warranty_reason, Job.report_id,
    Job.updated_at, Job.customer_id,
)  # fmt: skip
_CUSTOMER = (Customer.name, Customer.phone, Customer.language, Customer.vip, Customer.note.label("customer_note"))
_ADDRESS = (
    Job.address_id, Address.district, Address.compound, Address.line, Address.access_note, Address.latitude,
    Address.longitude,
)  # fmt: skip


def _feed_rows(technician_id: UUID, cursor: Cursor, *, now: datetime) -> list[Row[Any]]:
    kept = or_(Job.state.not_in(OVER), func.coalesce(Job.window_start, Job.updated_at) >= now - KEPT)
    statement = (
        select(JobFeed.xid, JobFeed.seq, JobFeed.removed, kept.label("kept"), *_JOB, *_CUSTOMER, *_ADDRESS)
        .join(Job, Job.id == JobFeed.job_id)
        .join(Customer, Customer.id == Job.customer_id)
        .join(Address, Address.id == Job.address_id)
        .where(JobFeed.technician_id == technician_id, _after(cursor), _settled())
        .order_by(JobFeed.xid, JobFeed.seq)
        .limit(PAGE + 1)
    )
    if cursor.filling:
        since = (JobFeed.xid >= cursor.bound) if on_postgres() else (JobFeed.seq > cursor.bound)
        statement = statement.where(or_(and_(JobFeed.removed == "", kept), since))
    return list(_rows(statement))


def _rows(statement: Any, parameters: dict[str, Any] | None = None) -> Any:
    """Plain rows, past the session's own loading, which took a fifth of a pull."""
    return db.session.connection().execute(statement, parameters)


def _end_of_feed(technician_id: UUID) -> int:
    """What lies behind this place was changed after now: a transaction (PostgreSQL) or a sequence number."""
    if on_postgres():
        return db.session.scalar(select(_oldest_running())) or 0
    last = select(func.max(JobFeed.seq)).where(JobFeed.technician_id == technician_id, JobFeed.xid == 0)
    return db.session.scalar(last) or 0


def _oldest_running() -> ColumnElement[int]:
    return as_number(func.pg_snapshot_xmin(func.pg_current_snapshot()))


def _after(cursor: Cursor) -> ColumnElement[bool]:
    if on_postgres():
        return tuple_(JobFeed.xid, JobFeed.seq) > tuple_(cursor.xid, cursor.seq)
    return and_(JobFeed.xid == 0, JobFeed.seq > cursor.seq)  # an equality lets SQLite seek to the place


def _settled() -> ColumnElement[bool]:
    """Rows of transactions older than every running one: nothing can appear before them any more."""
    if not on_postgres():
        return true()
    return JobFeed.xid < _oldest_running()


def _with_households(rows: Sequence[Row[Any]]) -> list[dict[str, Any]]:
    households = {_HOUSEHOLDS.key: list({row.customer_id for row in rows})}
    if not rows:
        return []
    history: dict[UUID, list[dict[str, Any]]] = defaultdict(list)
    for visit in _rows(_history(), households):
        history[visit.appliance_id].append(shapes.past_visit(visit))
    appliances = _by_customer(
        _rows(_appliances(), households), lambda row: shapes.appliance(row, history.get(row.id, []))
    )
    hazards = _by_customer(_rows(_open_hazards(), households), shapes.hazard)
    return [shapes.job(row, appliances.get(row.customer_id, []), hazards.get(row.customer_id, [])) for row in rows]


def _by_customer(rows: Iterable[Any], shape: Callable[[Any], dict[str, Any]]) -> dict[UUID, list[dict[str, Any]]]:
    grouped: dict[UUID, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        grouped[row.customer_id].append(shape(row))
    return grouped


@cache
def _appliances() -> Any:
    columns = (
        Appliance.id, Appliance.customer_id, Appliance.category, Appliance.brand, Appliance.model, Appliance.serial,
        Appliance.room, Appliance.rated_power_w, Appliance.protection_class, Appliance.purchased_on,
        Appliance.installed_on,
    )  # fmt: skip
    mine = select(*columns).where(Appliance.customer_id.in_(_HOUSEHOLDS), Appliance.retired.is_(False))
    return mine.order_by(Appliance.id)


@cache
def _open_hazards() -> Any:
    columns = (
        Hazard.id, Hazard.customer_id, Hazard.appliance_id, Hazard.level, Hazard.text_zh, Hazard.text_en,
        Hazard.found_on, Hazard.decision,
    )  # fmt: skip
    mine = select(*columns).where(Hazard.customer_id.in_(_HOUSEHOLDS), Hazard.closed_at.is_(None))
    return mine.order_by(Hazard.id)


@cache
def _history() -> Any:
    """Earlier visits by appliance, latest first: the first job a report names, and every job it completed."""
    named = _visits(ReportSummary.job_id == Job.id)
    completed = _visits(ReportSummary.report_id == Job.report_id)
    visits = union(named, completed).subquery()
    newer = select(ReportSummary.supersedes_id).where(ReportSummary.supersedes_id == visits.c.report_id).exists()
    place = func.row_number().over(partition_by=visits.c.appliance_id, order_by=visits.c.signed_at.desc())
    ranked = select(visits, place.label("place")).where(~newer).subquery()
    return select(ranked).where(ranked.c.place <= PAST_VISITS).order_by(ranked.c.appliance_id, ranked.c.place)


def _visits(joined: ColumnElement[bool]) -> Any:
    return (
        select(
            Job.appliance_id, ReportSummary.report_id, ReportSummary.visit_date, Job.type.label("job_type"),
            ReportSummary.result, ReportSummary.server_verdict, ReportSummary.signed_at, User.name.label("technician"),
        )
        .join(Job, joined)
        .join(User, User.id == ReportSummary.technician_id)
        .where(Job.customer_id.in_(_HOUSEHOLDS), Job.appliance_id.is_not(None))
    )  # fmt: skip
