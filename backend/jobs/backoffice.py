"""Jobs in the office: the list with its views, one job with its history, and the moves dispatchers make."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, redirect, render_template, request

from backend.accounts.queries import centers_of, technicians_of
from backend.audit.listing import entries_about
from backend.audit.operations import record
from backend.catalog.names import catalog_names
from backend.customers.queries import checks_of, open_hazards_of
from backend.domain.errors import FuwukaError, NotFoundError
from backend.domain.vocabulary import Grade, JobState, JobType, WarrantyState
from backend.infrastructure.auth import guard, principal
from backend.infrastructure.clock import utc_now
from backend.infrastructure.forms import FormReader, parse_day, parse_uuid
from backend.infrastructure.notes import leave_note
from backend.infrastructure.paging import Place
from backend.infrastructure.transaction import transaction
from backend.jobs.listing import (
    JobFilter,
    Today,
    View,
    count_day,
    count_views,
    jobs_before,
    list_jobs,
    technicians_with_load,
)
from backend.jobs.models import Job
from backend.jobs.moves import MOVES, allowed_moves, make_move
from backend.jobs.queries import events_of, get_job
from backend.jobs.visits import jobs_beside, moving_along, visit_sizes, visits_to_join

blueprint = Blueprint("office_jobs", __name__, url_prefix="/office/jobs")


def read_filter() -> JobFilter:
    """What the address asks for; what makes no sense is ignored rather than refused."""
    sent = request.args
    view, kind, state = sent.get("view", ""), sent.get("type", ""), sent.get("state", "")
    return JobFilter(
        view=View(view) if view in set(View) else View.TODAY,
        first=parse_day(sent.get("from")),
        last=parse_day(sent.get("to")),
        center_id=parse_uuid(sent.get("center")),
        technician_id=parse_uuid(sent.get("technician")),
        customer_id=parse_uuid(sent.get("customer")),
        type=kind if kind in set(JobType) else "",
        state=state if state in set(JobState) else "",
        search=sent.get("q", "").strip()[:80],
    )


@blueprint.get("")
@guard("job:read")
def jobs() -> str:
    who, wanted = principal(), read_filter()
    today = Today(utc_now(), who.zone)
    place = Place(after=request.args.get("after"), before=request.args.get("before"))
    page = list_jobs(who.center_ids, wanted, today=today, place=place)
    by_state = count_day(who.center_ids, today=today)
    numbers = count_views(who.center_ids, today=today) | {"today": sum(by_state.values())}
    return render_template(
        "jobs/list.html",
        page=page,
        sizes=visit_sizes(row.Job for row in page.rows),
        wanted=wanted,
        views=list(View),
        numbers=numbers,
        by_state=by_state,
        today=today,
        centers=centers_of(who.center_ids),
        technicians=technicians_of(who.center_ids),
        types=list(JobType),
        states=list(JobState),
        names=catalog_names(),
        sent=request.args,
    )


@blueprint.get("/<uuid:job_id>")
@guard("job:read")
def job_page(job_id: UUID) -> str:
    job = get_job(job_id, principal())
    _note_view(job, "job.view")
    return _page(job, FormReader({}), move="")


def _note_view(job: Job, action: str, **detail: str) -> None:
    with transaction():
        record(
            action,
            actor=principal().user,
            now=utc_now(),
            subject_type="job",
            subject_id=job.id,
            center_id=job.center_id,
            **detail,
        )


def _page(job: Job, reader: FormReader, *, move: str, revealed: bool = False) -> str:
    """`move` is the form that was sent, kept open with what was typed."""
    today = Today(utc_now(), principal().zone)
    day = Today(job.window_start or today.now, today.zone)
    visits = visits_to_join(job.customer_id, job=job)
    return render_template(
        "jobs/job.html",
        job=job,
        events=events_of(job.id),
        earlier=jobs_before(job.appliance_id, other_than=job.id) if job.appliance_id else [],
        checks=checks_of([job.appliance_id])[job.appliance_id] if job.appliance_id else [],
        hazards=open_hazards_of(job.customer_id),
        loads=technicians_with_load(job.center_id, start=day.start(), end=day.start(1)),
        moves=allowed_moves(job, joinable=bool(visits)),
        visits=visits,
        beside=jobs_beside(job),
        along=moving_along(job),
        errors=reader.errors,
        form=reader.sent,
        open_move=move,
        revealed=revealed,
        names=catalog_names(),
        audit=entries_about(job.id),
        grades=list(Grade),
        warranties=list(WarrantyState),
    )


@blueprint.post("/<uuid:job_id>/reveal")
@guard("job:read")
def reveal(job_id: UUID) -> Any:
    """Name, phone and address in full, for a reason that is kept."""
    job, reader = get_job(job_id, principal()), FormReader(request.form)
    reason = reader.words("reveal_reason", maximum=200, required=True)
    if not reader.valid:
        return _page(job, reader, move="reveal"), 422
    _note_view(job, "customer.reveal", reason=reason)
    return _page(job, FormReader({}), move="", revealed=True)


@blueprint.post("/<uuid:job_id>/<move>")
@guard("job:write")
def move_job(job_id: UUID, move: str) -> Any:
    """Assess, schedule, assign, unassign, hold, reopen, cancel."""
    job, reader = get_job(job_id, principal()), FormReader(request.form)
    if move not in MOVES:
        raise NotFoundError
    status = 422
    try:
        with transaction():
            make_move(move, job, reader, actor=principal(), now=utc_now())
    except FuwukaError as error:
        reader.blame(error)
        status = error.status
    if reader.valid:
        leave_note(f"jobs.done.{move}")
        return redirect(f"/office/jobs/{job_id}", 303)
    return _page(get_job(job_id, principal()), reader, move=move), status
