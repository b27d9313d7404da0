from __future__ import annotations

from datetime import UTC, datetime

from flask import Flask

from backend.infrastructure.transaction import transaction
from backend.jobs.numbers import next_job_number
from tests.factories.principals import at_once

NOW = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)


def take_ten() -> list[str]:
    taken = []
    for _ in range(10):
        with transaction():
            taken.append(next_job_number(time_zone="Asia/Shanghai", now=NOW))
    return taken


def test_eight_writers_at_once_never_get_the_same_number(app: Flask) -> None:
    results = at_once(app, [take_ten] * 8)

    numbers = [number for taken in results for number in taken]
    assert sorted(numbers) == [f"J-261122-{n:04}" for n in range(1, 81)]


def test_the_day_of_a_number_is_the_center_s_own(app: Flask) -> None:
    late = datetime(2026, 11, 22, 17, 0, tzinfo=UTC)
    with transaction():
        assert next_job_number(time_zone="Asia/Shanghai", now=late) == "J-261123-0001"
        assert next_job_number(time_zone="Europe/Berlin", now=late) == "J-261122-0001"
