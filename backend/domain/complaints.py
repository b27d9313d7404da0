"""The states of a complaint and the steps between them: one table."""

from __future__ import annotations

from enum import StrEnum

from backend.domain.errors import ConflictError
from backend.domain.vocabulary import ComplaintState as S


class Step(StrEnum):
    """What can happen to a complaint."""

    OPEN = "open"
    TAKE = "take"
    ANSWER = "answer"
    CLOSE = "close"
    REOPEN = "reopen"
    ADD = "add"  # words, without a move


UNSETTLED = frozenset({S.OPEN, S.IN_PROGRESS})  # waits for the office
TABLE: dict[Step, tuple[frozenset[S], S]] = {
    Step.TAKE: (UNSETTLED, S.IN_PROGRESS),
    Step.ANSWER: (UNSETTLED | {S.ANSWERED}, S.ANSWERED),
    Step.CLOSE: (UNSETTLED | {S.ANSWERED}, S.CLOSED),
    Step.REOPEN: (frozenset({S.ANSWERED, S.CLOSED}), S.OPEN),
}


def may(step: Step, state: str) -> bool:
    return S(state) in TABLE[step][0]


def next_state(step: Step, state: str) -> S:
    """The state after the step. Raises ConflictError when the state does not allow it."""
    if not may(step, state):
        raise ConflictError(
            zh="投诉的状态已经改变，请刷新后再处理。",
            en="The complaint has moved on meanwhile. Reload the page and look again.",
        )
    return TABLE[step][1]
