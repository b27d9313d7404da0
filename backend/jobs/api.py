"""JSON edge: jobs and events that phones make. Their bodies are sent again until they are answered."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from backend.domain.vocabulary import JobEventKind
from backend.infrastructure.auth import guard, principal
from backend.infrastructure.clock import utc_now
from backend.infrastructure.incoming import Blueprint
from backend.infrastructure.transaction import transaction
from backend.jobs.events import PhoneEvent, record_job_event
from backend.jobs.field import create_field_job
from backend.jobs.schemas import FieldJobReceiptSchema, FieldJobSchema, JobEventInSchema, JobEventReceiptSchema

blp = Blueprint("jobs", __name__, url_prefix="/api/v1", description="Jobs and job events made on phones")


@blp.route("/jobs/<uuid:job_id>", methods=["PUT"])
@guard("job:field")
@blp.arguments(FieldJobSchema)
@blp.response(200, FieldJobReceiptSchema)
def put_job(body: dict[str, Any], job_id: UUID) -> Any:
    """Make a job in the field; idempotent. The answer is its number."""
    who = principal()
    with transaction():
        return create_field_job(job_id, body, actor=who, now=utc_now())


@blp.route("/job-events/<uuid:event_id>", methods=["PUT"])
@guard("event:write")
@blp.arguments(JobEventInSchema)
@blp.response(200, JobEventReceiptSchema)
def put_job_event(body: dict[str, Any], event_id: UUID) -> Any:
    """Tell what happened to a job; always stored, idempotent."""
    who = principal()
    told = PhoneEvent(
        job_id=body["job_id"],
        kind=JobEventKind(body["kind"]),
        device_time=body["device_time"],
        sequence=body["sequence"],
        why=body["why"],
        location=body["location"],
    )
    with transaction():
        return record_job_event(event_id, told, actor=who, now=utc_now())
