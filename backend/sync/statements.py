"""The statements of a pull, built once: putting them together cost as much as running them.

The columns of a part of the answer stand under their names on the wire (PulledJobSchema), already in its
form: a row becomes its part without another step. A test holds both to the same shape.
"""

from __future__ import annotations

from datetime import timedelta
from functools import cache
from typing import Any

from sqlalchemy import (
    ARRAY,
    BigInteger,
    BindParameter,
    ColumnElement,
    Select,
    String,
    Uuid,
    and_,
    any_,
    bindparam,
    cast,
    func,
    literal,
    or_,
    select,
    true,
    tuple_,
    type_coerce,
    union,
)

from backend.accounts.models import User
from backend.customers.models import Address, Appliance, ApplianceCheck, Customer, Hazard
from backend.domain.job_states import OVER
from backend.domain.vocabulary import JobType, WorkResult
from backend.infrastructure.database import UtcDateTime
from backend.jobs.feed import as_number
from backend.jobs.models import Job, JobFeed
from backend.reports.models import ReportSummary
from backend.sync.wire import WireIds, wire_day, wire_id, wire_instant

KEPT = timedelta(days=30)  # finished jobs stay on the phone this long
PAST_VISITS = 10  # of one appliance

Columns = dict[str, Any]
Statement = Select[*tuple[Any, ...]]

PLACE: Columns = {"xid": JobFeed.xid, "seq": JobFeed.seq, "removed": JobFeed.removed}
JOB: Columns = {
    "id": wire_id(Job.id),
    "number": Job.number,
    "type": Job.type,
    "state": Job.state,
    "visit_key": wire_id(Job.visit_key),
    "category": Job.category,
    "appliance_id": wire_id(Job.appliance_id),
    "window_start": wire_instant(Job.window_start),
    "window_end": wire_instant(Job.window_end),
    "fault_code": Job.fault_code,
    "fault_text": Job.fault_text,
    "note": Job.note,
    "warranty": Job.warranty,
    "warranty_reason": Job.warranty_reason,
    "report_id": wire_id(Job.report_id),
    "updated_at": wire_instant(Job.updated_at),
}
CUSTOMER: Columns = {
    "id": wire_id(Customer.id),
    "name": Customer.name,
    "phone": Customer.phone,
    "language": Customer.language,
    "vip": Customer.vip,
    "note": Customer.note,
}
ADDRESS: Columns = {
    "id": wire_id(Address.id),
    "line": Address.line,
    "access_note": Address.access_note,
    "latitude": Address.latitude,
    "longitude": Address.longitude,
}
AREA = (Address.district, Address.compound)
APPLIANCE: Columns = {
    "id": wire_id(Appliance.id),
    "category": Appliance.category,
    "brand": Appliance.brand,
    "model": Appliance.model,
    "serial": Appliance.serial,
    "room": Appliance.room,
    "rated_power_w": Appliance.rated_power_w,
    "protection_class": Appliance.protection_class,
    "purchased_on": wire_day(Appliance.purchased_on),
    "installed_on": wire_day(Appliance.installed_on),
}
HAZARD: Columns = {
    "id": wire_id(Hazard.id),
    "appliance_id": wire_id(Hazard.appliance_id),
    "level": Hazard.level,
    "found_on": wire_day(Hazard.found_on),
    "decision": Hazard.decision,
}
VISIT = ("report_id", "date", "job_type", "result", "verdict", "technician")

# The customers whose homes are asked for, as text.
HOUSEHOLDS: BindParameter[Any] = bindparam("customer_ids", type_=WireIds())


@cache
def feed_rows(*, postgres: bool, filling: bool) -> Statement:
    """PLACE, whether the job is still to be shown, JOB, CUSTOMER, ADDRESS, AREA: in the feed's order.

    Parameters: technician_id, xid, seq, kept_since, rows; while a phone is being filled, also bound.
    """
    kept_since = bindparam("kept_since", type_=UtcDateTime())
    kept = or_(Job.state.not_in(sorted(OVER)), func.coalesce(Job.window_start, Job.updated_at) >= kept_since)
    statement = (
        select(*PLACE.values(), kept, *JOB.values(), *CUSTOMER.values(), *ADDRESS.values(), *AREA)
        .join(Job, Job.id == JobFeed.job_id)
        .join(Customer, Customer.id == Job.customer_id)
        .join(Address, Address.id == Job.address_id)
        .where(JobFeed.technician_id == bindparam("technician_id"), *_ready(postgres=postgres))
        .order_by(JobFeed.xid, JobFeed.seq)
        .limit(bindparam("rows"))
    )
    if not filling:
        return statement
    bound: BindParameter[int] = bindparam("bound", type_=BigInteger)
    since = JobFeed.xid >= bound if postgres else JobFeed.seq > bound
    return statement.where(or_(and_(JobFeed.removed == "", kept), since))


def _ready(*, postgres: bool) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """After the cursor; and of transactions older than every running one: nothing can appear before them any more."""
    xid: BindParameter[int] = bindparam("xid", type_=BigInteger)
    seq: BindParameter[int] = bindparam("seq", type_=BigInteger)
    if postgres:
        return tuple_(JobFeed.xid, JobFeed.seq) > tuple_(xid, seq), JobFeed.xid < oldest_running()
    return and_(JobFeed.xid == 0, JobFeed.seq > seq), true()  # an equality lets SQLite seek to the place


def oldest_running() -> ColumnElement[int]:
    return as_number(func.pg_snapshot_xmin(func.pg_current_snapshot()))


@cache
def appliances(*, postgres: bool) -> Statement:
    """The customer's id, APPLIANCE."""
    mine = select(wire_id(Appliance.customer_id), *APPLIANCE.values())
    return mine.where(_of_households(Appliance.customer_id, postgres=postgres), Appliance.retired.is_(False)).order_by(
        Appliance.id
    )


@cache
def open_hazards(*, postgres: bool) -> Statement:
    """The customer's id, HAZARD, the text in Chinese and in English."""
    mine = select(wire_id(Hazard.customer_id), *HAZARD.values(), Hazard.text_zh, Hazard.text_en)
    return mine.where(_of_households(Hazard.customer_id, postgres=postgres), Hazard.closed_at.is_(None)).order_by(
        Hazard.id
    )


@cache
def history(*, postgres: bool) -> Statement:
    """The appliance's id, VISIT: earlier visits, latest first.

    The first job a report names, every job it completed, and each look at it on a visit for another appliance.
    """
    named = _visits(ReportSummary.job_id == Job.id, postgres=postgres)
    completed = _visits(ReportSummary.report_id == Job.report_id, postgres=postgres)
    visits = union(named, completed, _checks(postgres=postgres)).subquery()
    newer = select(ReportSummary.supersedes_id).where(ReportSummary.supersedes_id == visits.c.report_id).exists()
    place = func.row_number().over(partition_by=visits.c.appliance_id, order_by=visits.c.signed_at.desc())
    ranked = select(visits, place.label("place")).where(~newer).subquery()
    shown = wire_id(ranked.c.appliance_id), wire_id(ranked.c.report_id), wire_day(ranked.c.date)
    return (
        select(*shown, *(ranked.c[name] for name in VISIT[2:]))
        .where(ranked.c.place <= PAST_VISITS)
        .order_by(ranked.c.appliance_id, ranked.c.place)
    )


def _visits(joined: ColumnElement[bool], *, postgres: bool) -> Statement:
    return (
        select(
            Job.appliance_id, ReportSummary.report_id, ReportSummary.visit_date.label("date"),
            Job.type.label("job_type"), ReportSummary.result, ReportSummary.server_verdict.label("verdict"),
            ReportSummary.signed_at, User.name.label("technician"),
        )
        .join(Job, joined)
        .join(User, User.id == ReportSummary.technician_id)
        .where(_of_households(Job.customer_id, postgres=postgres), Job.appliance_id.is_not(None))
    )  # fmt: skip


def _checks(*, postgres: bool) -> Statement:
    """An appliance that was checked beside the job is an inspection in its own history."""
    return (
        select(
            ApplianceCheck.appliance_id, ReportSummary.report_id, ApplianceCheck.checked_on.label("date"),
            literal(JobType.INSPECTION.value, String(16)).label("job_type"),
            literal(WorkResult.DONE.value, String(16)).label("result"), ApplianceCheck.level.label("verdict"),
            ReportSummary.signed_at, User.name.label("technician"),
        )
        .join(ReportSummary, ReportSummary.report_id == ApplianceCheck.report_id)
        .join(User, User.id == ReportSummary.technician_id)
        .where(_of_households(ApplianceCheck.customer_id, postgres=postgres))
    )  # fmt: skip


def _of_households(column: Any, *, postgres: bool) -> Any:
    if postgres:
        return column == any_(cast(HOUSEHOLDS, ARRAY(Uuid())))
    ids = func.json_each(HOUSEHOLDS).table_valued("value")
    return column.in_(select(type_coerce(ids.c.value, Uuid())))
