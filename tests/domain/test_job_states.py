"""The life of a job: who moves it, what comes late, what is not applied and why."""

from __future__ import annotations

import json

import pytest

from backend.domain.errors import ConflictError
from backend.domain.job_states import PHONE_MOVES, REPORT_MOVES, TABLE, WHO, Actor, Move, decide, move
from backend.domain.vocabulary import JobEventKind, JobState, WorkResult
from tests.vectors.make_job_states import FILE

VECTORS = json.loads(FILE.read_text(encoding="utf-8"))


def told_by_phone(state: JobState, *kinds: JobEventKind) -> list[tuple[bool, str]]:
    outcomes = []
    for kind in kinds:
        outcome = decide(state, PHONE_MOVES[kind], actor=Actor.PHONE)
        state = outcome.to
        outcomes.append((outcome.applied, outcome.to.value))
    return outcomes


def test_every_move_is_decided_as_the_vectors_say() -> None:
    assert len(VECTORS["moves"]) == len(JobState) * len(Move) * len(Actor)
    for state, by, actor, *expected in VECTORS["moves"]:
        it = decide(state, Move(by), actor=Actor(actor))
        assert [it.applied, it.to, it.why_zh, it.why_en] == expected, (state, by, actor)


def test_every_move_has_its_row_and_somebody_who_may_make_it() -> None:
    assert set(TABLE) == set(WHO) == set(Move)
    assert set(PHONE_MOVES) == set(JobEventKind)
    assert set(REPORT_MOVES) == set(WorkResult)


def test_the_ordinary_visit_goes_from_assigned_to_on_site() -> None:
    kind = JobEventKind
    assert told_by_phone(JobState.ASSIGNED, kind.ACCEPTED, kind.EN_ROUTE, kind.ARRIVED) == [
        (True, "accepted"), (True, "en_route"), (True, "on_site"),
    ]  # fmt: skip


def test_an_arrival_that_overtakes_the_departure_counts_and_the_late_departure_does_not() -> None:
    assert told_by_phone(JobState.ASSIGNED, JobEventKind.ARRIVED, JobEventKind.EN_ROUTE) == [
        (True, "on_site"), (False, "on_site"),
    ]  # fmt: skip


@pytest.mark.parametrize("kind", JobEventKind)
def test_what_a_phone_says_of_a_cancelled_job_is_not_applied_and_says_why(kind: JobEventKind) -> None:
    outcome = decide(JobState.CANCELLED, PHONE_MOVES[kind], actor=Actor.PHONE)
    assert (outcome.applied, outcome.to) == (False, JobState.CANCELLED)
    assert (outcome.why_zh, outcome.why_en) == ("工单已取消。", "The job has been cancelled.")


def test_a_phone_cannot_cancel_and_the_office_cannot_arrive() -> None:
    assert not decide(JobState.ASSIGNED, Move.CANCEL, actor=Actor.PHONE).applied
    assert not decide(JobState.ASSIGNED, Move.ARRIVE, actor=Actor.OFFICE).applied


def test_work_that_was_done_completes_a_job_that_was_never_assigned() -> None:
    assert decide(JobState.SCHEDULED, Move.COMPLETE, actor=Actor.REPORT).to is JobState.COMPLETED


def test_a_move_out_of_turn_raises_with_words_for_a_person() -> None:
    with pytest.raises(ConflictError) as raised:
        move(JobState.COMPLETED, Move.CANCEL)
    assert (raised.value.zh, raised.value.en) == ("工单已完成。", "The job has been completed.")


def test_a_closed_job_stays_closed() -> None:
    assert not any(decide(JobState.CLOSED, by, actor=actor).applied for by in Move for actor in Actor)
