"""A pull's parts are built without their schemas: both must name the same."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from marshmallow import Schema, fields

from backend.customers.models import Hazard
from backend.infrastructure.clock import utc_now
from backend.infrastructure.database import db
from backend.infrastructure.transaction import transaction
from backend.jobs.models import Job
from backend.jobs.schemas import PulledJobSchema
from backend.sync.queries import pull
from tests.factories import create_job, create_technician
from tests.factories.principals import create_told_job
from tests.factories.storing import store
from tests.sync.summaries import create_report_summary


@pytest.fixture
def job(app: Flask) -> dict[str, Any]:
    """One that has everything: a history, a hazard, a window and a visit."""
    technician = create_technician()
    told = create_told_job(technician)
    with transaction():
        told.window_start, told.window_end, told.visit_key = utc_now(), utc_now(), told.id
    earlier = create_job(technician=technician, customer_id=told.customer_id, address_id=told.address_id,
                         appliance_id=told.appliance_id, state="completed")  # fmt: skip
    create_report_summary(technician, job=earlier, days_ago=20)
    store(Hazard(customer_id=told.customer_id, appliance_id=told.appliance_id, level="C2", text_zh="无接地",
                 text_en="No earth", found_on=utc_now().date(), decision="declined"))  # fmt: skip
    db.session.expire_all()
    (pulled,) = pull(technician.id, None, now=utc_now()).jobs
    return dict(pulled)


def shape_of(schema: Schema | type[Schema]) -> dict[str, Any]:
    parts = (schema() if isinstance(schema, type) else schema).fields
    return {name: _shape_of_field(field) for name, field in parts.items()}


def _shape_of_field(field: Any) -> Any:
    if isinstance(field, fields.List):
        return [_shape_of_field(field.inner)]
    return shape_of(field.schema) if isinstance(field, fields.Nested) else ...


def shape_of_answer(part: Any) -> Any:
    if isinstance(part, list):
        return [shape_of_answer(part[0])]
    return {name: shape_of_answer(value) for name, value in part.items()} if isinstance(part, dict) else ...


def test_a_pulled_job_has_the_shape_that_the_contract_promises(job: dict[str, Any]) -> None:
    assert shape_of_answer(job) == shape_of(PulledJobSchema)
    assert PulledJobSchema().validate(job) == {}


def test_ids_and_instants_come_as_the_wire_writes_them(job: dict[str, Any]) -> None:
    stored = db.session.get_one(Job, UUID(job["id"]))

    dumped = PulledJobSchema(only=("id", "visit_key", "appliance_id", "window_start", "updated_at")).dump(stored)
    assert {name: job[name] for name in dumped} == dumped
