"""Jobs made on a phone: a walk-in, or a second appliance in the home."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from typing import Any
from uuid import UUID

from backend.accounts.models import Center
from backend.customers.models import Address, Appliance, Customer
from backend.domain.errors import ConflictError, InvalidInputError, NotAllowedError, NotFoundError
from backend.domain.job_states import FIELD_START
from backend.infrastructure.auth import Principal
from backend.infrastructure.database import db
from backend.infrastructure.upsert import insert_new
from backend.jobs.feed import knows_household
from backend.jobs.history import device_of, note_change
from backend.jobs.models import Job
from backend.jobs.numbers import next_job_number
from backend.jobs.operations import check_window

Wanted = dict[str, Any]  # FieldJobSchema, loaded


def create_field_job(job_id: UUID, wanted: Wanted, *, actor: Principal, now: datetime) -> Job:
    """Store a job under the id that the phone gave it, once; assigned to its maker and accepted.

    Customer, address and appliance keep the phone's ids too. Repeating it gives the stored job. Raises
    ConflictError for other content or another author, NotFoundError for a household the technician has
    no job of, InvalidInputError.
    """
    digest = _digest(wanted)
    stored = db.session.get(Job, job_id)
    if stored is not None:
        return _again(stored, digest, actor)
    if actor.user.center_id is None:
        raise NotAllowedError
    check_window(wanted["window_start"], wanted["window_end"])
    center = db.session.get_one(Center, actor.user.center_id)
    customer_id, address_id = _household(wanted, actor, now=now)
    appliance_id = _appliance(wanted, customer_id, address_id)
    fresh = insert_new(
        Job,
        id=job_id,
        number=next_job_number(time_zone=center.time_zone, now=now),
        center_id=center.id,
        customer_id=customer_id,
        address_id=address_id,
        appliance_id=appliance_id,
        state=FIELD_START.value,
        technician_id=actor.id,
        origin="field",
        created_by_id=actor.id,
        created_at=now,
        updated_at=now,
        field_digest=digest,
        **{
            name: wanted[name] for name in ("type", "category", "fault_text", "visit_key", "window_start", "window_end")
        },
    )
    job = db.session.get_one(Job, job_id)
    if not fresh:  # a rival request was first; what this one wrote is taken back by the conflict, or is the same
        return _again(job, digest, actor)
    event = note_change(job, "created", actor=actor, now=now, from_state="", detail={"origin": "field"})
    event.device_id, event.device_time = device_of(actor), wanted["device_time"]
    db.session.flush()
    return job


def _digest(wanted: Wanted) -> str:
    return hashlib.sha256(json.dumps(wanted, sort_keys=True, default=str).encode()).hexdigest()


def _again(stored: Job, digest: str, actor: Principal) -> Job:
    if stored.created_by_id != actor.id or not stored.field_digest:
        raise ConflictError
    if stored.field_digest != digest:
        raise ConflictError(
            code="digest_mismatch",
            zh="服务器上同一编号已有另一张工单。",
            en="The server holds another job under this id.",
        )
    return stored


def _household(wanted: Wanted, actor: Principal, *, now: datetime) -> tuple[UUID, UUID]:
    """Ids of the customer and the address, made where the phone made them."""
    customer_id = wanted["customer_id"] or (wanted["customer"] or {}).get("id")
    address_id = wanted["address_id"] or (wanted["address"] or {}).get("id")
    if customer_id is None or address_id is None:
        raise InvalidInputError(
            zh="请填写客户和地址。",
            en="A customer and an address are needed.",
            field="customer" if not customer_id else "address",
        )
    if not (wanted["customer"] and _new_customer(wanted["customer"], actor, now=now)):
        _check_known(customer_id, actor)
    if wanted["address"]:
        insert_new(Address, customer_id=customer_id, **wanted["address"])
    _check_belongs(Address, address_id, customer_id)
    return customer_id, address_id


def _new_customer(values: Wanted, actor: Principal, *, now: datetime) -> bool:
    return insert_new(Customer, center_id=actor.user.center_id, created_at=now, **values)


def _check_known(customer_id: UUID, actor: Principal) -> None:
    """A job would bring the household's data onto the phone: only one that was there before is allowed."""
    customer = db.session.get(Customer, customer_id)
    if customer is None or customer.center_id != actor.user.center_id or not knows_household(actor.id, customer_id):
        raise NotFoundError


def _appliance(wanted: Wanted, customer_id: UUID, address_id: UUID) -> UUID | None:
    if wanted["appliance"]:
        insert_new(Appliance, customer_id=customer_id, address_id=address_id, **wanted["appliance"])
    appliance_id: UUID | None = wanted["appliance_id"] or (wanted["appliance"] or {}).get("id")
    if appliance_id is not None:
        _check_belongs(Appliance, appliance_id, customer_id)
    return appliance_id


def _check_belongs(model: type[Address] | type[Appliance], row_id: UUID, customer_id: UUID) -> None:
    row: Any = db.session.get(model, row_id)
    if row is None or row.customer_id != customer_id:
        raise NotFoundError
