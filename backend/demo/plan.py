"""Which jobs there are: 120 around the day of loading, in the time zone of each center."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from itertools import cycle
from random import Random
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from backend.customers.models import Appliance
from backend.demo.households import Home
from backend.domain.vocabulary import JobState, JobType, Service, WorkResult
from backend.infrastructure.ids import new_id

HOURS = (8, 10, 13, 15, 17)  # windows begin here and last two hours
FINISHED = 30
WITH_TWO = (1, 7, 16)  # of the finished visits: served two jobs
_ENDINGS: Sequence[tuple[str, WorkResult]] = (
    ("sound", WorkResult.DONE), ("sound", WorkResult.DONE), ("extension", WorkResult.DONE),
    ("no_earth", WorkResult.REFUSED), ("not_tested", WorkResult.DONE), ("sound", WorkResult.SECOND_VISIT),
    ("high_voltage", WorkResult.DONE), ("sound", WorkResult.DONE), ("leakage", WorkResult.SECOND_VISIT),
    ("no_rcd", WorkResult.DONE), ("put_right", WorkResult.DONE),
)  # fmt: skip

WET = frozenset(
    {"electric_water_heater", "gas_water_heater", "washing_machine", "tumble_dryer", "dishwasher", "water_purifier"}
)
# Where a scenario makes sense: a missing earth stops the work only where there is water (rule R02), ...
_FITS: dict[str, Callable[[Appliance], bool]] = {
    "no_earth": lambda one: one.category in WET and one.protection_class == "I",
    "no_rcd": lambda one: one.category not in WET,
    "extension": lambda one: one.category not in WET and (one.rated_power_w or 0) < 1800,
    "leakage": lambda one: one.protection_class == "I",
    "put_right": lambda one: one.protection_class == "I",
}


@dataclass(frozen=True, kw_only=True)
class Planned:
    """One job to make. `reach`: how far it has come; a COMPLETED one is ended by a report (scenario, result)."""

    home: Home
    appliance: Appliance
    type: JobType
    reach: JobState
    start: datetime | None = None
    end: datetime | None = None
    technician: str = ""
    visit_key: UUID | None = None
    scenario: str = "sound"
    result: WorkResult = WorkResult.DONE
    missing: Sequence[Service] = ()
    signed: bool = True
    symptom: str = ""  # of a repair, as in the catalog's ids; else one of the appliance's faults in turn
    also: Appliance | None = None  # in the same visit another appliance of the home is looked after
    turn: datetime | None = None  # when it is made among the others, if not by its window: the same at every hour


class Planner:
    """Hands out homes, types and windows in turn, so that the same seed plans the same jobs."""

    def __init__(self, homes: dict[str, list[Home]], random: Random, *, now: datetime, time_zone: str) -> None:
        self.random, self.now, self.zone = random, now, ZoneInfo(time_zone)
        self.homes = {code: cycle(rows) for code, rows in homes.items()}
        self.count = {code: len(rows) for code, rows in homes.items()}
        self.types = cycle(JobType)

    def window(self, day: int, hour: int) -> tuple[datetime, datetime]:
        """The two hours from `hour` on a day counted from today, local to the center."""
        date = (self.now.astimezone(self.zone) + timedelta(days=day)).date()
        start = datetime.combine(date, time(hour), tzinfo=self.zone)
        return start, start + timedelta(hours=2)

    def _home(self, code: str, fits: Callable[[Appliance], bool], language: str) -> Home:
        """The next home with such an appliance, of a customer of that language if there is one."""
        turn = [next(self.homes[code]) for _ in range(self.count[code] + 1)]
        fitting = [home for home in turn if any(fits(one) for one in home.appliances)]
        return next((home for home in fitting if home.customer.language == language), fitting[0])

    def job(self, code: str, reach: JobState, *, language: str = "", **more: Any) -> Planned:
        fits = _FITS.get(str(more.get("scenario")), bool)
        home = self._home(code, fits, language)
        appliance = self.random.choice([one for one in home.appliances if fits(one)])
        planned = Planned(home=home, appliance=appliance, type=next(self.types), reach=reach)
        return replace(planned, **more)

    def timed(self, code: str, reach: JobState, *, day: int, hour: int, **more: Any) -> Planned:
        start, end = self.window(day, hour)
        return self.job(code, reach, start=start, end=end, **more)


def plan_jobs(homes: dict[str, list[Home]], random: Random, *, now: datetime, time_zone: str) -> list[Planned]:
    planner = Planner(homes, random, now=now, time_zone=time_zone)
    return [*_day_of_tech1(planner), *_today(planner), *_past(planner), *_ahead(planner), *_for_the_office(planner)]


def in_turn(planned: Iterable[Planned], *, now: datetime) -> list[Planned]:
    """As they are to be made: whatever is drawn by lot or given in turn is then the same at every hour of a day."""
    return sorted(planned, key=lambda job: job.turn or job.start or now)


def _day_of_tech1(planner: Planner) -> Iterator[Planned]:
    """Nine jobs: the first home is a VIP's with an open hazard and has two in one visit; one is late."""
    reaches = (JobState.ACCEPTED, JobState.ASSIGNED)
    first = planner.timed("BJ", JobState.ACCEPTED, day=0, hour=10, technician="tech1", visit_key=new_id())
    first = replace(first, appliance=first.home.appliances[0], type=JobType.REPAIR, symptom="s-leak")
    yield first
    yield replace(first, appliance=first.home.appliances[1], type=JobType.MAINTENANCE, symptom="")
    late = planner.job("BJ", JobState.ACCEPTED, technician="tech1")
    late = replace(late, symptom="s-noheat")
    start, end = planner.now - timedelta(minutes=150), planner.now - timedelta(minutes=30)
    yield replace(late, start=start, end=end, turn=planner.window(0, 7)[0])
    for place, hour in enumerate((8, 13, 13, 15, 17, 19)):
        yield planner.timed("BJ", reaches[place % 2], day=0, hour=hour, technician="tech1")


def _today(planner: Planner) -> Iterator[Planned]:
    for place in range(10):
        yield planner.timed(*_turn(place), day=0, hour=HOURS[place % 5])


def _turn(place: int) -> tuple[str, JobState]:
    return ("BJ", "CD")[place % 2], (JobState.ASSIGNED, JobState.ACCEPTED)[place // 2 % 2]


def _past(planner: Planner) -> Iterator[Planned]:
    for place in range(FINISHED):
        scenario, result = _ENDINGS[place % len(_ENDINGS)]
        missing = {4: (Service.CLEANUP,), 11: (Service.GUIDANCE,), 21: (Service.MAINTENANCE, Service.CLEANUP)}.get(
            place, ()
        )
        planned = planner.timed(
            ("BJ", "CD")[place % 2], JobState.COMPLETED, day=-1 - place % 14, hour=HOURS[place % 5],
            technician="tech1" if place % 6 == 0 else "", scenario=scenario, result=result, missing=missing,
            signed=place % 13 != 12, language="en" if place % 4 == 1 else "zh",
        )  # fmt: skip
        if scenario == "put_right":
            planned = replace(planned, type=JobType.REPAIR)
        yield _with_another(planned) if place in WITH_TWO else planned
    for place in range(6):
        yield planner.timed(("BJ", "CD")[place % 2], JobState.CANCELLED, day=-place, hour=HOURS[place % 5])


def _with_another(planned: Planned) -> Planned:
    other = next((one for one in planned.home.appliances if one.id != planned.appliance.id), None)
    return replace(planned, also=other, visit_key=new_id()) if other else planned


def _ahead(planner: Planner) -> Iterator[Planned]:
    for place in range(36 - len(WITH_TWO)):
        yield planner.timed(*_turn(place), day=1 + place % 7, hour=HOURS[place % 5])


def _for_the_office(planner: Planner) -> Iterator[Planned]:
    for place in range(29):
        code = ("BJ", "CD")[place % 2]
        if place < 18:
            reach = JobState.REQUESTED if place < 12 else JobState.ASSESSED
            yield planner.job(code, reach, turn=planner.window(0, 9)[0])
        elif place < 26:
            yield planner.timed(code, JobState.SCHEDULED, day=1 + place % 4, hour=HOURS[place % 5])
        else:
            yield planner.timed(code, JobState.ON_HOLD, day=2, hour=HOURS[place % 5])
