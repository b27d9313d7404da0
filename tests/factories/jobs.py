"""Jobs with the household they belong to."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from backend.accounts.models import User
from backend.customers.models import Appliance
from backend.domain.vocabulary import JobState, JobType
from backend.infrastructure.clock import utc_now
from backend.infrastructure.ids import new_id
from backend.jobs.models import Job
from tests.factories.customers import create_address, create_appliance, create_customer
from tests.factories.people import create_center
from tests.factories.storing import next_number, pick, store


def create_job(*, technician: User | None = None, appliance: Appliance | None = None, **overrides: Any) -> Job:
    """A job: assigned when a technician is given, else requested. Its household is made when none is given.

    The row is stored as it is: no event is recorded and no phone is told (use jobs/operations.py for that).
    """
    now = utc_now()
    values = dict(overrides)
    if technician is not None:
        values.setdefault("center_id", technician.center_id)
        values.setdefault("state", JobState.ASSIGNED.value)
        values["technician_id"] = technician.id
    if "center_id" not in values:
        values["center_id"] = create_center().id
    if appliance is None and not {"customer_id", "address_id", "appliance_id"} & values.keys():
        appliance = create_appliance(create_address(create_customer(center_id=values["center_id"])))
    household = (
        {"customer_id": appliance.customer_id, "address_id": appliance.address_id, "appliance_id": appliance.id}
        if appliance is not None
        else {}
    )
    defaults = {
        "number": f"TEST-{next_number():06}",
        "visit_key": new_id(),
        "type": JobType.REPAIR.value,
        "state": JobState.REQUESTED.value,
        "window_start": now + timedelta(hours=1),
        "window_end": now + timedelta(hours=3),
        "category": appliance.category if appliance is not None else "electric_water_heater",
        "fault_text": "通电后漏电保护器跳闸",
        "created_at": now,
        "updated_at": now,
    }
    return store(Job(**pick(values, **defaults, **household)))
