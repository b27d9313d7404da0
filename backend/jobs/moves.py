"""The moves an office may make with a job, each from its form."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

from backend.domain.job_states import Move, can_move
from backend.domain.vocabulary import Grade, JobState, WarrantyState
from backend.infrastructure.auth import Principal
from backend.infrastructure.forms import FormReader
from backend.jobs import operations
from backend.jobs.forms import read_window
from backend.jobs.listing import COMING
from backend.jobs.models import Job
from backend.jobs.visits import Step, join_visit, leave_visit, move_visit

Mover = Callable[[Job, FormReader, Principal, datetime], object]


def _assess(job: Job, reader: FormReader, actor: Principal, now: datetime) -> None:
    warranty = reader.choice("warranty", WarrantyState, required=True)
    grade = reader.choice("wanted_grade", Grade) or None
    reason = reader.words("warranty_reason", maximum=240)
    if reader.valid:
        operations.assess_job(
            job.id, actor=actor, now=now, warranty=WarrantyState(warranty), warranty_reason=reason, wanted_grade=grade
        )


def _schedule(job: Job, reader: FormReader, actor: Principal, now: datetime) -> None:
    window = read_window(reader, ZoneInfo(job.center.time_zone), required=True)
    why = reader.words("why", maximum=500)
    if window is not None and reader.valid:
        start, end = window.start, window.end

        def schedule(each: Job) -> object:
            return operations.schedule_job(each.id, actor=actor, now=now, window_start=start, window_end=end, why=why)

        _together(job, schedule, reader, actor=actor, now=now)


def _assign(job: Job, reader: FormReader, actor: Principal, now: datetime) -> None:
    technician_id = reader.identity("technician_id", required=True)
    why = reader.words("why", maximum=500)
    if technician_id is not None and reader.valid:
        chosen = technician_id

        def assign(each: Job) -> object:
            return operations.assign_job(each.id, actor=actor, now=now, technician_id=chosen, why=why)

        _together(job, assign, reader, actor=actor, now=now)


def _together(job: Job, step: Step, reader: FormReader, *, actor: Principal, now: datetime) -> None:
    """With the whole visit, unless the form says that this job alone is meant: then it leaves the visit."""
    if reader.sent.get("alone"):
        leave_visit(job.id, actor=actor, now=now)
        step(job)
    else:
        move_visit(job.id, step, actor=actor, now=now)


def _join(job: Job, reader: FormReader, actor: Principal, now: datetime) -> None:
    other = reader.identity("visit_of", required=True)
    if other is not None and reader.valid:
        join_visit(job.id, other, actor=actor, now=now)


def _with_reason(operation: Callable[..., object]) -> Mover:
    def mover(job: Job, reader: FormReader, actor: Principal, now: datetime) -> None:
        why = reader.words("why", maximum=500, required=True)
        if reader.valid:
            operation(job.id, actor=actor, now=now, why=why)

    return mover


MOVES: dict[str, tuple[Move, Mover]] = {
    "assign": (Move.ASSIGN, _assign),
    "schedule": (Move.SCHEDULE, _schedule),
    "join": (Move.SCHEDULE, _join),
    "assess": (Move.ASSESS, _assess),
    "unassign": (Move.UNASSIGN, _with_reason(operations.unassign_job)),
    "hold": (Move.HOLD, _with_reason(operations.hold_job)),
    "reopen": (Move.REOPEN, _with_reason(operations.reopen_job)),
    "cancel": (Move.CANCEL, _with_reason(operations.cancel_job)),
}


def allowed_moves(job: Job, *, joinable: bool) -> list[str]:
    """Moves that this job's state permits; an assigned job may also get another window, visit or assessment."""
    movable = job.technician_id is not None and can_move(job.state, Move.HOLD)
    return [
        name
        for name, (by, _) in MOVES.items()
        if (can_move(job.state, by) or (name in ("schedule", "join", "assess") and movable))
        and (name != "join" or (joinable and JobState(job.state) in COMING))
    ]


def make_move(name: str, job: Job, reader: FormReader, *, actor: Principal, now: datetime) -> None:
    """Read the form and do it; problems of shape are left in reader.errors. Raises what operations raise."""
    MOVES[name][1](job, reader, actor, now)
