"""Who acts when a test calls an operation itself, and jobs as their operations leave them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from threading import Barrier, Thread
from typing import Any

from flask import Flask

from backend.accounts.models import User
from backend.domain.permissions import ROLE_SCOPES
from backend.domain.vocabulary import Role
from backend.infrastructure.auth import Principal
from backend.infrastructure.transaction import transaction
from backend.jobs.feed import touch_feed
from backend.jobs.models import Job
from tests.factories.jobs import create_job


def acting(user: User) -> Principal:
    return Principal(user=user, scopes=ROLE_SCOPES[Role(user.role)], via="bearer")


def create_told_job(technician: User, **overrides: Any) -> Job:
    """A job that the technician's phone is told of."""
    job = create_job(technician=technician, **overrides)
    with transaction():
        touch_feed(job)
    return job


def at_once(app: Flask, calls: Sequence[Callable[[], Any]]) -> list[Any]:
    """Run the calls at the same moment, each in a thread with its own session; their results, or what they raised."""
    results: list[Any] = [None] * len(calls)
    start = Barrier(len(calls))

    def run(place: int) -> None:
        with app.app_context():
            start.wait()
            try:
                results[place] = calls[place]()
            except Exception as error:  # noqa: BLE001 - the test looks at it
                results[place] = error

    threads = [Thread(target=run, args=(place,)) for place in range(len(calls))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
