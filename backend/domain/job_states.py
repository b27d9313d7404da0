"""The states of a job, and the moves between them."""

from __future__ import annotations

from enum import StrEnum

from backend.domain.errors import ConflictError
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


_BEFORE = {S.REQUESTED, S.ASSESSED, S.SCHEDULED}
_WITH = {S.ASSIGNED, S.ACCEPTED, S.EN_ROUTE, S.ON_SITE}
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
}
FIELD_START = S.ACCEPTED


def can_move(state: str, by: Move) -> bool:
    return state in TABLE[by][0]


def move(state: str, by: Move) -> S:
    if not can_move(state, by):
        raise ConflictError
    return TABLE[by][1]
