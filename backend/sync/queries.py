"""What one pull answers, in a number of queries that does not depend on how many jobs there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.engine import Row

from backend.catalog.models import CatalogVersion
from backend.domain.vocabulary import RemovedReason
from backend.infrastructure.database import db
from backend.infrastructure.upsert import on_postgres
from backend.jobs.models import JobFeed
from backend.sync import shapes, statements
from backend.sync.cursor import Cursor
from backend.sync.shapes import FeedRow, Wire

PAGE = 200  # feed rows in one answer


@dataclass(frozen=True, kw_only=True)
class Pulled:
    """A page: wire-shaped jobs and removals, and where the next one begins."""

    jobs: Sequence[Wire]
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
    jobs = [row.job for row in rows if not row.removed and row.kept]
    removed = [
        {"id": row.job["id"], "reason": row.removed or RemovedReason.CLOSED.value}
        for row in rows
        if row.removed or not row.kept
    ]
    place = place if more else replace(place, bound=-1)
    _add_households(jobs)
    return Pulled(jobs=jobs, removed=removed, cursor=place, more=more)


def catalog_version() -> int:
    return db.session.scalar(select(func.max(CatalogVersion.version))) or 0


def _feed_rows(technician_id: UUID, cursor: Cursor, *, now: datetime) -> list[FeedRow]:
    statement = statements.feed_rows(postgres=on_postgres(), filling=cursor.filling)
    parameters = {
        "technician_id": technician_id,
        "xid": cursor.xid,
        "seq": cursor.seq,
        "kept_since": now - statements.KEPT,
        "rows": PAGE + 1,
    }
    if cursor.filling:
        parameters["bound"] = cursor.bound
    return [shapes.feed_row(row) for row in _rows(statement, parameters)]


def _rows(statement: Any, parameters: dict[str, Any]) -> Sequence[Row[Any]]:
    """Plain rows, past the session's own loading, which took a fifth of a pull."""
    return db.session.connection().execute(statement, parameters).all()


def _end_of_feed(technician_id: UUID) -> int:
    """What lies behind this place was changed after now: a transaction (PostgreSQL) or a sequence number."""
    if on_postgres():
        return db.session.scalar(select(statements.oldest_running())) or 0
    last = select(func.max(JobFeed.seq)).where(JobFeed.technician_id == technician_id, JobFeed.xid == 0)
    return db.session.scalar(last) or 0


def _add_households(jobs: Sequence[Wire]) -> None:
    """Into each job the customer's appliances with their history, and the home's open hazards."""
    if not jobs:
        return
    postgres = on_postgres()
    households = {statements.HOUSEHOLDS.key: list({job["customer"]["id"] for job in jobs})}
    visits = _grouped(_rows(statements.history(postgres=postgres), households), shapes.past_visit)
    appliances = _grouped(_rows(statements.appliances(postgres=postgres), households), shapes.appliance)
    hazards = _grouped(_rows(statements.open_hazards(postgres=postgres), households), shapes.hazard)
    for of_one_home in appliances.values():
        for appliance in of_one_home:
            appliance["history"] = visits.get(appliance["id"], [])
    for job in jobs:
        customer_id = job["customer"]["id"]
        job["appliances"], job["hazards"] = appliances.get(customer_id, []), hazards.get(customer_id, [])


def _grouped(rows: Sequence[Row[Any]], shape: Any) -> dict[str, list[Wire]]:
    """By each row's first column."""
    grouped: dict[str, list[Wire]] = defaultdict(list)
    for row in rows:
        grouped[row[0]].append(shape(row))
    return grouped
