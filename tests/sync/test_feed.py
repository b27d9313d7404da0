"""The promise of the cursor: whatever order writers begin and commit in, a phone never misses a row."""

from __future__ import annotations

from threading import Event, Thread

import pytest
from flask import Flask

from backend.accounts.models import User
from backend.infrastructure.clock import utc_now
from backend.infrastructure.database import db
from backend.infrastructure.transaction import transaction
from backend.jobs.feed import touch_feed
from backend.jobs.models import Job
from backend.sync.cursor import Cursor
from backend.sync.queries import pull
from tests.factories import create_job, create_technician
from tests.factories.principals import at_once


@pytest.fixture
def technician(app: Flask) -> User:
    return create_technician()


def pull_ids(technician: User, cursor: Cursor | None) -> tuple[set[str], Cursor]:
    db.session.commit()
    pulled = pull(technician.id, cursor, now=utc_now())
    return {job["id"] for job in pulled.jobs}, pulled.cursor


def touch(job: Job, *, written: Event, may_commit: Event, app: Flask) -> Thread:
    def run() -> None:
        with app.app_context(), transaction():
            touch_feed(db.session.get_one(Job, job.id))
            written.set()
            may_commit.wait(timeout=20)

    thread = Thread(target=run)
    thread.start()
    return thread


def test_a_row_that_commits_late_is_not_skipped(app: Flask, technician: User, database_kind: str) -> None:
    """The first writer holds its transaction while the second one commits and a phone pulls."""
    slow, quick = create_job(technician=technician), create_job(technician=technician)
    slow_wrote, slow_may_commit = Event(), Event()
    first = touch(slow, written=slow_wrote, may_commit=slow_may_commit, app=app)
    assert slow_wrote.wait(timeout=20)
    if database_kind == "sqlite":  # writers are serial: the second waits for the first
        slow_may_commit.set()
    with transaction():
        touch_feed(quick)

    seen, cursor = pull_ids(technician, None)
    slow_may_commit.set()
    first.join()
    late, _ = pull_ids(technician, cursor)

    assert seen | late == {str(slow.id), str(quick.id)}


def test_eight_writers_and_a_phone_that_pulls_all_the_while_lose_nothing(app: Flask, technician: User) -> None:
    jobs = [[create_job(technician=technician).id for _ in range(5)] for _ in range(8)]
    finished = Event()
    seen: set[str] = set()

    def phone() -> None:
        cursor: Cursor | None = None
        last = False
        while not last:
            last = finished.is_set()
            got, cursor = pull_ids(technician, cursor)
            seen.update(got)

    def writer(mine: list) -> None:
        for job_id in mine:
            with transaction():
                touch_feed(db.session.get_one(Job, job_id))

    def writers() -> None:
        at_once(app, [lambda mine=mine: writer(mine) for mine in jobs])
        finished.set()

    results = at_once(app, [phone, writers])

    assert results == [None, None]
    assert seen == {str(job_id) for mine in jobs for job_id in mine}


def test_several_changes_in_one_transaction_keep_their_order(technician: User) -> None:
    jobs = [create_job(technician=technician) for _ in range(3)]
    with transaction():
        for job in (*jobs, jobs[0]):
            touch_feed(job)

    pulled = pull(technician.id, None, now=utc_now())

    assert [job["id"] for job in pulled.jobs] == [str(jobs[1].id), str(jobs[2].id), str(jobs[0].id)]
