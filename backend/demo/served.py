"""One job of a finished visit: its appliance, work, test, lists and parts, as a phone would freeze them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

from backend.accounts.models import Center, User
from backend.demo.households import Home
from backend.demo.safety import RETESTED, safety_section
from backend.demo.tables import table
from backend.domain.vocabulary import Level, Service, WorkResult
from backend.infrastructure.clock import iso
from backend.infrastructure.ids import new_id
from backend.jobs.models import Job
from backend.reports.judgement import circumstances_of

Catalog = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Finished:
    """How a visit ended. `scenario` of safety.py; `missing`: services that the customer says were not done.

    `also`: another job of the same visit, at another appliance of the home; nothing was wrong with it.
    """

    job: Job
    also: Job | None = None
    home: Home
    technician: User
    center: Center
    scenario: str = "sound"
    result: WorkResult = WorkResult.DONE
    missing: Sequence[Service] = ()
    signed: bool = True


_STANDARD_MINUTES = {"installation": 90, "repair": 45, "maintenance": 45, "inspection": 40}
_REFUSALS = {"no_earth": "no_earth", "no_rcd": "no_rcd", "leakage": "appliance_unsafe"}


def served_job(
    visit: Finished, job: Job, catalog: Catalog, random: Random, *, arrived: datetime, minutes: int
) -> dict[str, Any]:
    """ServedJobV2. What the test refuses is not worked on, whatever was planned."""
    language = visit.home.customer.language
    category = category_of(catalog, job.category)
    scenario = visit.scenario if job is visit.job else "sound"
    served: dict[str, Any] = {
        "id": str(job.id),
        "number": job.number,
        "type": job.type,
        "appliance": _appliance(visit.home, job, category, language),
        "warranty": _warranty(job, language),
        "safety": {"location": "wet" if category["wet"] else "dry", "earthing": "TN", "circumstances": []},
        "parts": [],
    }
    circumstances = circumstances_of({"visit": {"arrived_at": iso(arrived)}}, served, catalog)
    served["safety"] = safety_section(
        catalog, scenario, circumstances, technician=visit.technician, language=language,
        at=arrived + timedelta(minutes=8), random=random,
    )  # fmt: skip
    refused = served["safety"]["verdict"]["level"] == Level.REFUSE
    result = WorkResult.REFUSED if refused else visit.result if job is visit.job else WorkResult.DONE
    stopped = result is WorkResult.REFUSED
    if result is WorkResult.DONE and job.type == "repair":
        served["parts"] = _parts(job, catalog, language, random)
    ticked = arrived + timedelta(minutes=minutes - 12)
    return served | {
        "work": _work(job, result, scenario, catalog, language, arrived=arrived, minutes=minutes),
        "guidance": ticks(category["guidance"][:4], language, at=ticked),
        "maintenance": ticks(() if stopped else category["maintenance"][:3], language, at=ticked),
    }


def category_of(catalog: Catalog, wanted: str) -> dict[str, Any]:
    return next(category for category in catalog["categories"] if category["id"] == wanted)


def room_in(room: str, language: str) -> str:
    return room if language == "zh" else str(table("texts")["rooms"].get(room, room))


def _appliance(home: Home, job: Job, category: dict[str, Any], language: str) -> dict[str, Any]:
    ours = next(appliance for appliance in home.appliances if appliance.id == job.appliance_id)
    return {
        "id": str(ours.id),
        "category": ours.category,
        "category_text": category["text"][language],
        "brand": ours.brand,
        "model": ours.model,
        "serial": ours.serial,
        "room": room_in(ours.room, language),
        "rated_power_w": ours.rated_power_w,
        "protection_class": ours.protection_class,
        "purchased_on": ours.purchased_on.isoformat() if ours.purchased_on else None,
        "installed_on": None,
        "life_years": category["life_years"],
        "age_text": "",
    }


def _warranty(job: Job, language: str) -> dict[str, str]:
    explained = table("texts")["warranty"]
    return {
        "state": job.warranty,
        "reason": job.warranty_reason,
        "explanation": explained[job.warranty][language],
    }


def _work(
    job: Job, result: WorkResult, scenario: str, catalog: Catalog, language: str, *, arrived: datetime, minutes: int
) -> dict[str, Any]:
    texts = table("texts")
    fault = next((row for row in catalog["faults"] if row["id"] == job.fault_code), None)
    found = fault["causes"][language] if fault else texts["found"].get(job.type, {}).get(language, "")
    kind = job.type if result is WorkResult.DONE else result.value
    reasons = {
        WorkResult.DONE: ("", []),
        WorkResult.SECOND_VISIT: ("parts", catalog["second_visit_reasons"]),
        WorkResult.REFUSED: (_REFUSALS.get(scenario, "unsafe_supply"), catalog["refusal_reasons"]),
    }
    reason, choices = reasons[result]
    standard = _STANDARD_MINUTES[job.type]
    over = result is WorkResult.DONE and minutes > standard
    return {
        "reported": job.fault_text,
        "symptom": "",
        "symptom_text": "",
        "found": found,
        "fault_code": job.fault_code,
        "fault_text": fault["text"][language] if fault else "",
        "cause": "",
        "done": texts["done"]["put_right" if scenario in RETESTED and result is WorkResult.DONE else kind][language],
        "grade": fault["grade"] if fault else None,
        "result": result.value,
        "reason": reason,
        "reason_text": next((row["text"][language] for row in choices if row["id"] == reason), ""),
        "first_time": True if result is WorkResult.DONE and job.type == "repair" else None,
        "started_at": iso(arrived + timedelta(minutes=12)) if result is not WorkResult.REFUSED else None,
        "ended_at": iso(arrived + timedelta(minutes=minutes - 6)) if result is not WorkResult.REFUSED else None,
        "minutes": minutes,
        "standard_minutes": standard,
        "over_reason": texts["over"][language] if over else "",
    }


def ticks(rows: Sequence[dict[str, Any]], language: str, *, at: datetime) -> dict[str, Any]:
    """A checklist with every line ticked at that time."""
    items = [
        {"id": row["id"], "text": row["text"][language], "done": True, "at": iso(at), "before": "", "after": "",
         "note": ""}
        for row in rows
    ]  # fmt: skip
    return {"items": items, "note": ""}


def _parts(job: Job, catalog: Catalog, language: str, random: Random) -> list[dict[str, Any]]:
    """The part that fits this appliance, if the price list has one."""
    fitting = [row for row in catalog["prices"] if row["kind"] == "part" and job.category in row["categories"]]
    return [
        {
            "id": str(new_id()),
            "code": part["code"],
            "name": part["text"][language],
            "quantity": "1",
            "serial_new": f"{part['code']}-{random.randint(10_000, 99_999)}",
            "serial_old": f"{part['code']}-{random.randint(10_000, 99_999)}",
            "old_returned": job.warranty == "in",
        }
        for part in fitting[:1]
    ]
