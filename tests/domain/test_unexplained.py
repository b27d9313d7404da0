"""What a report that calls a job done owes: the reason of a long time, and the word about the first visit."""

from __future__ import annotations

from typing import Any

import pytest

from backend.domain.unexplained import unexplained


def job(**work: Any) -> dict[str, Any]:
    said = {"result": "done", "minutes": 50, "standard_minutes": 60, "over_reason": "", "first_time": True}
    return {"id": "a", "number": "J-1", "type": "repair", "work": said | work}


def of(*jobs: dict[str, Any], **content: Any) -> dict[str, list[str]]:
    return unexplained({"jobs": list(jobs)} | content)


def test_a_report_in_time_that_answers_owes_nothing() -> None:
    assert of(job(), on_site={"minutes": 60, "standard_minutes": 60, "over_reason": ""}) == {}
    assert of(job(minutes=60)) == {}


@pytest.mark.parametrize(("reason", "owes"), [("", True), ("  ", True), ("等配件送到", False)])
def test_work_beyond_its_standard_owes_the_reason(reason: str, owes: bool) -> None:
    assert of(job(minutes=61, over_reason=reason)) == ({"over": ["J-1"]} if owes else {})


def test_a_repair_owes_whether_one_visit_was_enough_and_other_jobs_do_not() -> None:
    assert of(job(first_time=None)) == {"first_time": ["J-1"]}
    assert of(job(first_time=None) | {"type": "maintenance"}) == {}
    assert of(job(first_time=None, result="second_visit", minutes=90)) == {}


def test_a_long_visit_owes_a_reason_unless_a_job_has_given_it() -> None:
    late = {"minutes": 75, "standard_minutes": 60, "over_reason": ""}
    assert of(job(), on_site=late) == {"on_site": ["75 / 60 min"]}
    assert of(job(), on_site=late | {"over_reason": "应客户要求"}) == {}
    assert of(job(minutes=70, over_reason="故障复杂"), on_site=late) == {}


def test_without_a_standard_nothing_is_too_long() -> None:
    assert of(job(minutes=500, standard_minutes=None)) == {}
