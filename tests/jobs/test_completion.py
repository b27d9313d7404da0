from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from backend.domain.vocabulary import ReviewReason, WorkResult
from backend.infrastructure.clock import utc_now
from backend.infrastructure.database import db
from backend.infrastructure.ids import new_id
from backend.jobs.completion import complete_from_report
from backend.jobs.models import Job
from backend.jobs.queries import events_of
from tests.factories import create_job, create_technician

NOW = utc_now()


@pytest.mark.parametrize(
    ("result", "state"),
    [(WorkResult.DONE, "completed"), (WorkResult.SECOND_VISIT, "second_visit"), (WorkResult.REFUSED, "refused")],
)
@pytest.mark.parametrize("before", ["assigned", "accepted", "en_route", "on_site"])
def test_a_report_ends_the_visit_even_when_it_overtakes_the_events(
    transaction: Session, before: str, result: WorkResult, state: str
) -> None:
    technician = create_technician()
    job, report = create_job(technician=technician, state=before), new_id()

    problem = complete_from_report(job.id, result=result, report_id=report, author_id=technician.id, now=NOW)

    assert (problem, job.state, job.report_id) == (None, state, report)


def test_projecting_a_report_again_changes_nothing(transaction: Session) -> None:
    technician = create_technician()
    job, report = create_job(technician=technician), new_id()
    for _ in range(2):
        complete_from_report(job.id, result=WorkResult.DONE, report_id=report, author_id=technician.id, now=NOW)

    assert [event.kind for event, _ in events_of(job.id)] == ["report"]


@pytest.mark.parametrize(
    ("state", "reason"), [("cancelled", ReviewReason.JOB_CANCELLED), ("accepted", ReviewReason.JOB_REASSIGNED)]
)
def test_a_report_of_a_job_that_is_not_the_author_s_any_more_is_noted_and_moves_nothing(
    transaction: Session, state: str, reason: ReviewReason
) -> None:
    author, now_with = create_technician(), create_technician()
    job = create_job(technician=author if state == "cancelled" else now_with, state=state)

    problem = complete_from_report(job.id, result=WorkResult.DONE, report_id=new_id(), author_id=author.id, now=NOW)

    assert (problem, job.state, job.report_id) == (reason, state, None)
    assert [(event.applied, event.detail["not_applied"]) for event, _ in events_of(job.id)] == [(False, reason.value)]


def test_a_second_report_of_a_completed_job_needs_to_say_what_it_corrects(transaction: Session) -> None:
    technician = create_technician()
    job, first, second = create_job(technician=technician), new_id(), new_id()
    later = NOW + timedelta(minutes=1)
    args = {"result": WorkResult.DONE, "author_id": technician.id}
    complete_from_report(job.id, report_id=first, now=NOW, **args)

    assert complete_from_report(job.id, report_id=new_id(), now=later, **args) is ReviewReason.JOB_COMPLETED
    assert complete_from_report(job.id, report_id=second, now=later, supersedes=first, **args) is None
    assert db.session.get_one(Job, job.id).report_id == second


def test_a_report_of_a_job_we_never_saw_is_noted(transaction: Session) -> None:
    technician, job_id = create_technician(), new_id()

    problem = complete_from_report(job_id, result=WorkResult.DONE, report_id=new_id(), author_id=technician.id, now=NOW)

    assert problem is ReviewReason.JOB_UNKNOWN
    assert len(events_of(job_id)) == 1
