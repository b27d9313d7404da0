"""The dangers a demo visit gives notice of: what its own test refused or failed at the end."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from backend.demo.tables import table
from backend.domain.vocabulary import Level
from backend.infrastructure.clock import iso
from backend.infrastructure.ids import new_id

_MOST = 2  # a notice of one page
_DAYS = {Level.REFUSE.value: 7, Level.FAIL.value: 30}


def hazards_of(served: dict[str, Any], language: str, *, at: datetime) -> list[dict[str, Any]]:
    """HazardV2 of the worst readings of a job; what was put right and measured again is none."""
    last = {row["test"]: row for row in sorted(served["safety"]["readings"], key=lambda row: row["attempt"])}
    bad = [row for row in last.values() if row["verdict"]["level"] in _DAYS]
    worst = sorted(bad, key=lambda row: row["verdict"]["level"] != Level.REFUSE)
    return [_hazard(row, served, language, at) for row in worst[:_MOST]]


def _hazard(reading: dict[str, Any], served: dict[str, Any], language: str, at: datetime) -> dict[str, Any]:
    level, texts = reading["verdict"]["level"], table("texts")["danger"]
    refused = level == Level.REFUSE
    colon = "：" if language == "zh" else ": "
    value = f"{reading['value_text']} {reading['unit']}".strip() if reading["taken"] else reading["not_taken_reason"]
    basis = f"{reading['standard']} {reading['clause']}".strip()
    return {
        "id": str(new_id()),
        "job_id": served["id"],
        "appliance_id": served["appliance"]["id"],
        "appliance_text": f"{served['appliance']['room']} {served['appliance']['category_text']}".strip(),
        "source": reading["verdict"]["limit"] or reading["test"],
        "urgency": "C1" if refused else "C2",
        "refuses_work": refused and served["work"]["result"] == "refused",
        "hazard": reading["verdict"]["why"],
        "reading_text": f"{reading['title']}{colon}{value}"[:160],
        "limit_text": reading["limit_text"],
        "standard": basis[:160],
        "consequence": texts["consequence"][level][language],
        "remedy": reading["verdict"]["next"] or texts["remedy"][language],
        "deadline": (at + timedelta(days=_DAYS[level])).date().isoformat(),
        "measure": "isolated" if refused else "advised",
        "measure_text": texts["isolated"][language] if refused else "",
        "decision": "book" if refused else "declined",
        "at": iso(at),
    }
