"""Taking a request: household and appliance where they are new, the job, its assessment and its window."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from backend.customers.models import Appliance
from backend.customers.operations import add_address, add_appliance, create_customer
from backend.domain.errors import NotFoundError
from backend.domain.vocabulary import JobType, WarrantyState
from backend.infrastructure.auth import Principal
from backend.infrastructure.database import db
from backend.jobs.forms import Wish
from backend.jobs.models import Job
from backend.jobs.operations import NewJob, assess_job, create_job, locked_job, schedule_job
from backend.jobs.visits import join_visit


def take_request(wish: Wish, *, actor: Principal, now: datetime) -> Job:
    """Everything or nothing. Raises NotFoundError for another center's household, InvalidInputError."""
    customer_id = wish.customer_id or _customer(wish, actor=actor, now=now)
    address_id = _place(wish, customer_id, actor=actor)
    category, appliance_id = wish.category, wish.appliance_id
    if wish.appliance is not None:
        appliance_id = _appliance(wish, customer_id, address_id=address_id, actor=actor)
    elif appliance_id is not None:
        category = _category_of(appliance_id)
    job = create_job(
        NewJob(
            customer_id=customer_id,
            address_id=address_id,
            appliance_id=appliance_id,
            category=category,
            type=JobType(wish.type),
            fault_code=wish.fault_code,
            fault_text=wish.fault_text,
            note=wish.note,
        ),
        actor=actor,
        now=now,
    )
    assess_job(
        job.id,
        actor=actor,
        now=now,
        warranty=WarrantyState(wish.warranty),
        warranty_reason=wish.warranty_reason,
        wanted_grade=wish.wanted_grade,
    )
    if wish.visit_of is not None:
        join_visit(job.id, wish.visit_of, actor=actor, now=now)
    elif wish.window is not None:
        schedule_job(job.id, actor=actor, now=now, window_start=wish.window.start, window_end=wish.window.end)
    return job


def _customer(wish: Wish, *, actor: Principal, now: datetime) -> UUID:
    wanted = wish.customer
    if wanted is None or wanted.center_id is None:
        raise NotFoundError
    created = create_customer(
        actor=actor, now=now, center_id=wanted.center_id, name=wanted.name, phone=wanted.phone,
        language=wanted.language, vip=wanted.vip,
    )  # fmt: skip
    return created.id


def _place(wish: Wish, customer_id: UUID, *, actor: Principal) -> UUID:
    if wish.visit_of is not None:
        return locked_job(wish.visit_of, actor).address_id
    return wish.address_id or _address(wish, customer_id, actor=actor)


def _address(wish: Wish, customer_id: UUID, *, actor: Principal) -> UUID:
    if wish.address is None:
        raise NotFoundError
    return add_address(customer_id, actor=actor, **vars(wish.address)).id


def _appliance(wish: Wish, customer_id: UUID, *, address_id: UUID, actor: Principal) -> UUID:
    facts = vars(wish.appliance) if wish.appliance else {}
    return add_appliance(customer_id, actor=actor, address_id=address_id, category=wish.category, **facts).id


def _category_of(appliance_id: UUID) -> str:
    appliance = db.session.get(Appliance, appliance_id)
    if appliance is None:
        raise NotFoundError
    return appliance.category
