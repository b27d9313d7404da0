"""The server judges a report's readings again, with the limits that the phone used.

The phone's verdicts were shown and signed, so they stay; where the server's differ, a person looks.
Reads content of the newest shape (versions.py).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from backend.catalog.queries import catalog_of_version
from backend.domain.electrical import Circumstances, Reading, judge_test
from backend.domain.errors import InvalidInputError, NotFoundError
from backend.domain.limits import worst
from backend.domain.vocabulary import Level
from backend.infrastructure.clock import parse_signed


@dataclass(frozen=True, kw_only=True)
class JudgedJob:
    """The test of one job as the server judges it: overall, and by test where it could be judged."""

    job_id: str
    level: Level
    levels: Mapping[str, Level]
    differs: tuple[str, ...]  # tests, "overall"; "catalog", "profile" when we never had the one it used


@dataclass(frozen=True, kw_only=True)
class Judged:
    """All jobs of a report."""

    jobs: tuple[JudgedJob, ...]

    @property
    def level(self) -> Level:
        """The worst of the jobs."""
        return worst(job.level for job in self.jobs)

    @property
    def differs(self) -> list[str]:
        """Tests in which the server differs, each once."""
        return list(dict.fromkeys(test for job in self.jobs for test in job.differs))

    def of_job(self, job_id: str) -> Mapping[str, Level]:
        """The server's level of each test of that job."""
        return next((job.levels for job in self.jobs if job.job_id == job_id), {})


def circumstances_of(content: Mapping[str, Any], job: Mapping[str, Any], catalog: Mapping[str, Any]) -> Circumstances:
    """What the limits may depend on, as the phone derives it too (pwa/src/domain/circumstances.ts).

    `catalog` is the one that the phone used. What the content says elsewhere is never overruled by its list
    of circumstances.
    """
    appliance, safety = job["appliance"], job["safety"]
    scrap_years = next(
        (row["scrap_years"] for row in catalog["categories"] if row["id"] == appliance["category"]), None
    )
    measured = {row["name"]: row["value"] for row in safety["circumstances"]}
    known = {
        "class": appliance["protection_class"],
        "category": appliance["category"],
        "job_type": job["type"],
        "location": safety["location"],
        "earthing": safety["earthing"],
        "rated_power_w": "" if appliance["rated_power_w"] is None else str(appliance["rated_power_w"]),
        "life_years": "" if appliance["life_years"] is None else str(appliance["life_years"]),
        "scrap_years": "" if scrap_years is None else str(scrap_years),
        "age_years": _age(appliance["purchased_on"], on=parse_signed(content["visit"]["arrived_at"]).date()),
    }
    return measured | {name: value for name, value in known.items() if value}


def _age(purchased_on: str | None, *, on: date) -> str:
    """Whole years, completed on the day."""
    if not purchased_on:
        return ""
    bought = date.fromisoformat(purchased_on)
    return str(max(0, on.year - bought.year - ((on.month, on.day) < (bought.month, bought.day))))


def judge_again(content: Mapping[str, Any]) -> Judged:
    """Judge a signed content. By a catalog or profile we never had it can't be judged: the phone's level stands."""
    try:
        catalog = catalog_of_version(content["catalog"]["version"])
    except NotFoundError:
        return Judged(jobs=tuple(_unjudged(job, "catalog") for job in content["jobs"]))
    return Judged(jobs=tuple(_judged(content, job, catalog) for job in content["jobs"]))


def _unjudged(job: Mapping[str, Any], lacking: str) -> JudgedJob:
    level = Level(job["safety"]["verdict"]["level"])
    return JudgedJob(job_id=job["id"], level=level, levels={}, differs=(lacking,))


def _judged(content: Mapping[str, Any], job: Mapping[str, Any], catalog: Mapping[str, Any]) -> JudgedJob:
    safety = job["safety"]
    last = {row["test"]: row for row in sorted(safety["readings"], key=lambda row: row["attempt"])}
    readings = [
        Reading(
            test=row["test"],
            value=row["value"] if row["taken"] else None,
            reason=row["not_taken_reason"],
            attempt=row["attempt"],
        )
        for row in safety["readings"]
    ]
    # The first payload let the profile be empty: there was only one, the catalog's.
    profile = safety["profile"] or None
    circumstances = circumstances_of(content, job, catalog)
    try:
        judged = judge_test(catalog, readings, circumstances=circumstances, profile=profile)
    except InvalidInputError:
        return _unjudged(job, "profile")
    differs = [
        test
        for test, row in last.items()
        if test in judged.verdicts and judged.verdicts[test].level != row["verdict"]["level"]
    ]
    if judged.level != safety["verdict"]["level"]:
        differs.append("overall")
    levels = {test: verdict.level for test, verdict in judged.verdicts.items()}
    return JudgedJob(job_id=job["id"], level=judged.level, levels=levels, differs=tuple(differs))
