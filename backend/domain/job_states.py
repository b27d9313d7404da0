"""The states of a job, the moves between them, and who may make them: one table (product.md, "the life of a job").

A phone speaks late and out of order, so its moves may skip forward (arrived before en route); what comes too
late is not applied, with the reason. The phone's twin is pwa/src/domain/job_states.ts; both run
tests/vectors/job_states.json.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from backend.domain.errors import ConflictError
from backend.domain.vocabulary import JobEventKind, WorkResult
from backend.domain.vocabulary import JobState as S


class Move(StrEnum):
    ASSESS = "assess"
    SCHEDULE = "schedule"
    ASSIGN = "assign"
    UNASSIGN = "unassign"
    ACCEPT = "accept"
    DECLINE = "decline"
    SET_OUT = "set_out"
    ARRIVE = "arrive"
    HOLD = "hold"
    REOPEN = "reopen"
    CANCEL = "cancel"
    COMPLETE = "complete"
    NEED_SECOND_VISIT = "need_second_visit"
    REFUSE = "refuse"
    FOLLOW_UP = "follow_up"
    CLOSE = "close"


class Actor(StrEnum):
    """Who moves a job: the technician's phone, somebody in the office, or a report that arrived."""

    PHONE = "phone"
    OFFICE = "office"
    REPORT = "report"


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """`to` is the state afterwards, the same as before where the move was not applied; `why` says why not."""

    applied: bool
    to: S
    why_zh: str = ""
    why_en: str = ""


_BEFORE = {S.REQUESTED, S.ASSESSED, S.SCHEDULED}
_WITH = {S.ASSIGNED, S.ACCEPTED, S.EN_ROUTE, S.ON_SITE}
_ENDED = {S.COMPLETED, S.REFUSED, S.FOLLOWED_UP}
REPORTED = frozenset(_ENDED | {S.CLOSED})  # a report has ended the visit
OVER = REPORTED | {S.CANCELLED}  # nobody works on it any more
TABLE: dict[Move, tuple[set[S], S]] = {
    Move.ASSESS: ({S.REQUESTED}, S.ASSESSED),
    Move.SCHEDULE: (_BEFORE | {S.SECOND_VISIT, S.ON_HOLD}, S.SCHEDULED),
    Move.ASSIGN: (_BEFORE | _WITH | {S.SECOND_VISIT, S.ON_HOLD}, S.ASSIGNED),
    Move.UNASSIGN: (_WITH, S.SCHEDULED),
    Move.ACCEPT: ({S.ASSIGNED}, S.ACCEPTED),
    Move.DECLINE: ({S.ASSIGNED, S.ACCEPTED}, S.SCHEDULED),
    Move.SET_OUT: ({S.ASSIGNED, S.ACCEPTED}, S.EN_ROUTE),
    Move.ARRIVE: ({S.ASSIGNED, S.ACCEPTED, S.EN_ROUTE}, S.ON_SITE),
    Move.HOLD: (_BEFORE | _WITH, S.ON_HOLD),
    Move.REOPEN: ({S.ON_HOLD, S.CANCELLED, S.REFUSED, S.SECOND_VISIT}, S.SCHEDULED),
    Move.CANCEL: (_BEFORE | _WITH | {S.SECOND_VISIT, S.ON_HOLD}, S.CANCELLED),
    Move.COMPLETE: (_BEFORE | _WITH | {S.ON_HOLD, S.SECOND_VISIT}, S.COMPLETED),
    Move.NEED_SECOND_VISIT: (_WITH | {S.ON_HOLD}, S.SECOND_VISIT),
    Move.REFUSE: (_WITH | {S.ON_HOLD}, S.REFUSED),
    Move.FOLLOW_UP: ({S.COMPLETED, S.REFUSED}, S.FOLLOWED_UP),
    Move.CLOSE: (_ENDED, S.CLOSED),
}
_BY_PHONE, _BY_OFFICE, _BY_REPORT = frozenset({Actor.PHONE}), frozenset({Actor.OFFICE}), frozenset({Actor.REPORT})
WHO: dict[Move, frozenset[Actor]] = {
    **dict.fromkeys(Move, _BY_OFFICE),
    **dict.fromkeys((Move.ACCEPT, Move.DECLINE, Move.SET_OUT, Move.ARRIVE), _BY_PHONE),
    **dict.fromkeys((Move.COMPLETE, Move.NEED_SECOND_VISIT, Move.REFUSE), _BY_REPORT),
    Move.HOLD: _BY_PHONE | _BY_OFFICE,
}
PHONE_MOVES: dict[JobEventKind, Move] = {
    JobEventKind.ACCEPTED: Move.ACCEPT,
    JobEventKind.DECLINED: Move.DECLINE,
    JobEventKind.EN_ROUTE: Move.SET_OUT,
    JobEventKind.ARRIVED: Move.ARRIVE,
    JobEventKind.ON_HOLD: Move.HOLD,
}
REPORT_MOVES: dict[WorkResult, Move] = {
    WorkResult.DONE: Move.COMPLETE,
    WorkResult.SECOND_VISIT: Move.NEED_SECOND_VISIT,
    WorkResult.REFUSED: Move.REFUSE,
}
FIELD_START = S.ACCEPTED

# Why a job in this state stands still; elsewhere it is simply not this move's turn.
_STANDS: dict[S, tuple[str, str]] = {
    S.CANCELLED: ("工单已取消。", "The job has been cancelled."),
    S.CLOSED: ("工单已关闭。", "The job has been closed."),
    S.COMPLETED: ("工单已完成。", "The job has been completed."),
    S.FOLLOWED_UP: ("工单已完成并回访。", "The job has been completed and followed up."),
    S.REFUSED: ("工单未作业，已结束。", "The job has ended without work."),
    S.ON_HOLD: ("工单已暂停。", "The job is on hold."),
    S.SECOND_VISIT: ("工单等待二次上门安排。", "The job waits for a second visit to be arranged."),
}
_OUT_OF_TURN = ("工单当前状态不能执行此操作。", "The job's present state does not allow this.")
_NOT_YOURS = ("您不能执行此操作。", "This is not yours to do.")


def decide(state: str, by: Move, *, actor: Actor) -> Outcome:
    """What becomes of a job in `state` when `actor` makes the move. Never raises: an event is stored either way."""
    before = S(state)
    if actor not in WHO[by]:
        return Outcome(applied=False, to=before, why_zh=_NOT_YOURS[0], why_en=_NOT_YOURS[1])
    if can_move(before, by):
        return Outcome(applied=True, to=TABLE[by][1])
    zh, en = why_not(before)
    return Outcome(applied=False, to=before, why_zh=zh, why_en=en)


def can_move(state: str, by: Move) -> bool:
    return state in TABLE[by][0]


def move(state: str, by: Move) -> S:
    """The state after the move. Raises ConflictError, which says why it is not its turn."""
    if not can_move(state, by):
        zh, en = why_not(S(state))
        raise ConflictError(zh=zh, en=en)
    return TABLE[by][1]


def why_not(state: S) -> tuple[str, str]:
    """Why a job in this state does not move, in Chinese and English."""
    return _STANDS.get(state, _OUT_OF_TURN)
