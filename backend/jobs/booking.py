"""A finding that the customer booked on a visit becomes a job by itself, under the finding's own id."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from backend.accounts.models import Center
from backend.customers.models import Appliance
from backend.domain.vocabulary import Decision, JobState, JobType
from backend.infrastructure.database import db
from backend.infrastructure.upsert import insert_new
from backend.jobs.models import Job, JobEvent
from backend.jobs.numbers import next_job_number

KIND = "created"


class ReportProjected(Protocol):
    """What this slice needs of the event that the reports slice publishes."""

    report_id: UUID
    author_id: UUID
    content: Mapping[str, Any]
    at: datetime


def book_findings(happened: ReportProjected) -> None:
    """Handler of the reports slice's event. Projecting a report again makes no second job."""
    origin = db.session.get(Job, UUID(happened.content["jobs"][0]["id"]))
    if origin is None or origin.technician_id != happened.author_id:
        return  # a person looks at such a report; nothing follows from it by itself
    for wish in _booked(happened.content):
        if db.session.get(Job, UUID(wish["id"])) is None:
            _request(wish, origin, happened)


def _booked(content: Mapping[str, Any]) -> Iterable[dict[str, Any]]:
    """Findings and hazards whose decision is to book: id, appliance, category, text."""
    for other in content["others"]:
        for finding in other["findings"]:
            if finding["id"] and finding["decision"] == Decision.BOOK:
                yield {
                    "id": finding["id"],
                    "appliance_id": other["id"],
                    "category": other["category"],
                    "text": finding["text"],
                }
    served = {job["id"]: job["appliance"] for job in content["jobs"]}
    for hazard in content["hazards"]:
        appliance = served.get(hazard["job_id"])
        if hazard["decision"] == Decision.BOOK and appliance:
            text = " ".join(part for part in (hazard["hazard"], hazard["remedy"]) if part)
            yield {
                "id": hazard["id"],
                "appliance_id": appliance["id"],
                "category": appliance["category"],
                "text": text,
            }


def _request(wish: dict[str, Any], origin: Job, happened: ReportProjected) -> None:
    center = db.session.get_one(Center, origin.center_id)
    fresh = insert_new(
        Job,
        id=UUID(wish["id"]),
        number=next_job_number(time_zone=center.time_zone, now=happened.at),
        center_id=origin.center_id,
        customer_id=origin.customer_id,
        address_id=origin.address_id,
        appliance_id=_own_appliance(wish["appliance_id"], origin.customer_id),
        type=JobType.REPAIR.value,
        state=JobState.REQUESTED.value,
        category=wish["category"],
        fault_text=wish["text"],
        origin="finding",
        created_by_id=happened.author_id,
        created_at=happened.at,
        updated_at=happened.at,
    )
    if fresh:
        db.session.add(
            JobEvent(job_id=UUID(wish["id"]), kind=KIND, from_state="", to_state=JobState.REQUESTED.value, applied=True,
                     why="", actor_id=happened.author_id, server_time=happened.at,
                     detail={"origin": "finding", "report": str(happened.report_id)})
        )  # fmt: skip
    db.session.flush()


def _own_appliance(appliance_id: str | None, customer_id: UUID) -> UUID | None:
    appliance = db.session.get(Appliance, UUID(appliance_id)) if appliance_id else None
    return appliance.id if appliance and appliance.customer_id == customer_id else None
