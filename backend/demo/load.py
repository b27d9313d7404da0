"""Loading the demo: through the same operations that people use, as if they had used them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import cycle
from random import Random
from typing import Any

from backend.accounts.models import User
from backend.catalog.operations import publish_seed
from backend.catalog.queries import current_catalog
from backend.config import ConfigError
from backend.demo.care import speak_as_customers
from backend.demo.households import create_homes
from backend.demo.people import (
    Staff,
    choose_passwords,
    create_staff,
    demo_users,
    replace_known_passwords,
    still_known_passwords,
)
from backend.demo.plan import Planned, in_turn, plan_jobs
from backend.demo.served import Finished
from backend.demo.tables import table
from backend.demo.visits import send_report
from backend.domain.vocabulary import JobEventKind, JobState, JobType, WarrantyState
from backend.infrastructure.ids import new_id
from backend.infrastructure.transaction import transaction
from backend.infrastructure.wiring import settings
from backend.jobs.events import PhoneEvent, record_job_event
from backend.jobs.models import Job
from backend.jobs.operations import NewJob, assess_job, assign_job, cancel_job, create_job, hold_job, schedule_job
from backend.reports.projection import project_due

SEED = 105
IN_WARRANTY = timedelta(days=365)


@dataclass(frozen=True, kw_only=True)
class Loaded:
    """`passwords`: what can be printed, by user name; empty when accounts keep passwords we do not know.

    `customer_page`: the address of a customer's private page; told once, when the demo is loaded.
    """

    fresh: bool
    passwords: Mapping[str, str]
    customer_page: str = ""


def load_demo(*, now: datetime) -> Loaded:
    """Load everything once. Later calls change nothing, but take known passwords away from a server that is
    reachable by then. Raises ConfigError in production.
    """
    if settings().production:
        raise ConfigError("There is no demo data in production (FUWUKA_ENV=production).")
    if demo_users():
        return _loaded_before()
    passwords = choose_passwords(loopback=settings().loopback)
    with transaction():
        staff = _load(passwords, now=now)
    while project_due(now):
        pass
    with transaction():
        page = speak_as_customers(staff, now=now)
    return Loaded(fresh=True, passwords=passwords, customer_page=page)


def _loaded_before() -> Loaded:
    if settings().loopback:
        return Loaded(fresh=False, passwords=still_known_passwords())
    with transaction():
        return Loaded(fresh=False, passwords=replace_known_passwords())


def _load(passwords: Mapping[str, str], *, now: datetime) -> Staff:
    random = Random(SEED)  # noqa: S311 - the same demo every time, nothing secret
    publish_seed(now)
    catalog = current_catalog()
    staff = create_staff(passwords, hired=now - timedelta(days=400), today=now.date())
    homes = create_homes(staff, random, now=now)
    zone = next(iter(staff.centers.values())).time_zone
    turns = {code: cycle(_without_tech1(staff, code)) for code in staff.centers}
    sequences: dict[str, int] = defaultdict(int)
    planned = plan_jobs(homes, random, now=now, time_zone=zone)
    for one in in_turn(planned, now=now):
        technician = staff.users[one.technician] if one.technician else next(turns[one.home.code])
        _make(one, technician, staff, catalog, sequences, random, now=now)
    return staff


def _without_tech1(staff: Staff, code: str) -> list[User]:
    return [user for user in staff.technicians(code) if user.username != "tech1"]


def _make(
    one: Planned, technician: User, staff: Staff, catalog: dict[str, Any], sequences: dict[str, int], random: Random,
    *, now: datetime,
) -> Job:  # fmt: skip
    """Take the job as far as it is planned to reach, each step at its own time, none in the future."""
    office = staff.acting("office1")
    asked = min(one.start or now, now) - timedelta(hours=random.randint(20, 50))
    job = create_job(_request(one, catalog, random), actor=office, now=asked)
    at = asked + timedelta(hours=random.randint(1, 6))
    if one.reach is JobState.REQUESTED:
        return job
    warranty = _warranty(one, now)
    assess_job(job.id, actor=office, now=at, warranty=warranty, wanted_grade=random.choice(["A", "B", "B", "C"]))
    if one.start is None or one.end is None:
        return job
    schedule_job(job.id, actor=office, now=at, window_start=one.start, window_end=one.end)
    if one.reach is JobState.SCHEDULED:
        return job
    if one.reach is JobState.ON_HOLD:
        hold_job(job.id, actor=office, now=at, why="等待配件到货")
        return job
    assign_job(job.id, actor=office, now=at + timedelta(hours=1), technician_id=technician.id)
    also = None
    if one.also:
        other = replace(one, appliance=one.also, type=JobType.MAINTENANCE, also=None, reach=JobState.ON_SITE)
        also = _make(other, technician, staff, catalog, sequences, random, now=now)
    _on_the_phone(one, job, technician, staff, catalog, sequences, random, at=at + timedelta(hours=2), also=also)
    return job


def _on_the_phone(
    one: Planned, job: Job, technician: User, staff: Staff, catalog: dict[str, Any], sequences: dict[str, int],
    random: Random, *, at: datetime, also: Job | None,
) -> None:  # fmt: skip
    if one.reach is JobState.CANCELLED:
        cancel_job(job.id, actor=staff.acting("office1"), now=at, why=random.choice(table("texts")["cancelled"]))
    if one.reach in (JobState.ASSIGNED, JobState.CANCELLED) or one.start is None:
        return
    kinds = [(JobEventKind.ACCEPTED, at)]
    if one.reach in (JobState.ON_SITE, JobState.COMPLETED):
        kinds += [(JobEventKind.EN_ROUTE, one.start - timedelta(minutes=25)), (JobEventKind.ARRIVED, one.start)]
    for kind, moment in kinds:
        sequences[technician.username] += 1
        told = PhoneEvent(job_id=job.id, kind=kind, device_time=moment, sequence=sequences[technician.username])
        record_job_event(new_id(), told, actor=staff.acting(technician.username), now=moment)
    if one.reach is JobState.COMPLETED:
        visit = Finished(
            job=job, also=also, home=one.home, technician=technician, center=staff.centers[one.home.code], scenario=one.scenario,
            result=one.result, missing=one.missing, signed=one.signed,
        )  # fmt: skip
        send_report(visit, catalog, random)


def _request(one: Planned, catalog: dict[str, Any], random: Random) -> NewJob:
    language = one.home.customer.language
    faults = [fault for fault in catalog["faults"] if fault["category"] == one.appliance.category]
    drawn = random.choice(faults) if faults and one.type == "repair" else None
    # jobs are made in the order of their hours, which the clock moves: what is drawn for one is another's tomorrow
    fault = next((row for row in faults if row["id"] == f"{one.appliance.category}.{one.symptom}"), drawn)
    text = fault["text"] if fault else table("texts")["asked"].get(one.type, table("texts")["asked"]["inspection"])
    return NewJob(
        customer_id=one.home.customer.id, address_id=one.home.address.id, appliance_id=one.appliance.id, type=one.type,
        category=one.appliance.category, fault_code=fault["id"] if fault else "", fault_text=text[language],
        note=random.choice(table("texts")["notes"]), visit_key=one.visit_key,
    )  # fmt: skip


def _warranty(one: Planned, now: datetime) -> WarrantyState:
    bought = one.appliance.purchased_on
    if bought is None:
        return WarrantyState.UNKNOWN
    return WarrantyState.IN if now.date() - bought < IN_WARRANTY else WarrantyState.OUT
