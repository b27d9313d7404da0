"""The server judges a report's readings again, with the limits that the phone used.

The phone's verdicts were shown and signed, so they stay; where the server's differ, a person looks.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from backend.catalog.queries import catalog_of_version
from backend.domain.electrical import Circumstances, Reading, judge_test
from backend.domain.errors import NotFoundError
from backend.infrastructure.clock import parse_signed


@dataclass(frozen=True, kw_only=True)
class Judged:
    """The server's overall level, and the tests (or "overall", "catalog") in which it differs."""

    level: str
    differs: list[str]
    levels: dict[str, str]  # by test; empty when it could not be judged


def circumstances_of(content: dict[str, Any], catalog: Mapping[str, Any]) -> Circumstances:
    """What the limits may depend on, as the phone derives it too (pwa/src/domain/circumstances.ts).

    `catalog` is the one that the phone used.
    """
    appliance, safety = content["appliance"], content["safety"]
    scrap_years = next(
        (row["scrap_years"] for row in catalog["categories"] if row["id"] == appliance["category"]), None
    )
    known = {
        "class": appliance["protection_class"],
        "category": appliance["category"],
        "job_type": content["jobs"][0]["type"],
        "location": safety["location"],
        "earthing": safety["earthing"],
        "rated_power_w": "" if appliance["rated_power_w"] is None else str(appliance["rated_power_w"]),
        "life_years": "" if appliance["life_years"] is None else str(appliance["life_years"]),
        "scrap_years": "" if scrap_years is None else str(scrap_years),
        "age_years": _age(appliance["purchased_on"], on=parse_signed(content["visit"]["arrived_at"]).date()),
    }
    return {name: value for name, value in known.items() if value}


def _age(purchased_on: str | None, *, on: date) -> str:
    """Whole years, completed on the day."""
    if not purchased_on:
        return ""
    bought = date.fromisoformat(purchased_on)
    return str(max(0, on.year - bought.year - ((on.month, on.day) < (bought.month, bought.day))))


def judge_again(content: dict[str, Any]) -> Judged:
    """Judge a signed content. A catalog we never published can't be judged: the phone's level stands."""
    safety = content["safety"]
    try:
        catalog = catalog_of_version(content["catalog"]["version"])
    except NotFoundError:
        return Judged(level=safety["verdict"]["level"], differs=["catalog"], levels={})
    readings = [
        Reading(test=row["test"], value=row["value"] if row["taken"] else None, reason=row["not_taken_reason"])
        for row in safety["readings"]
    ]
    judged = judge_test(catalog, readings, circumstances=circumstances_of(content, catalog))
    differs = [
        row["test"]
        for row in safety["readings"]
        if row["test"] in judged.verdicts and judged.verdicts[row["test"]].level != row["verdict"]["level"]
    ]
    if judged.level != safety["verdict"]["level"]:
        differs.append("overall")
    levels = {test: verdict.level.value for test, verdict in judged.verdicts.items()}
    return Judged(level=judged.level.value, differs=differs, levels=levels)
