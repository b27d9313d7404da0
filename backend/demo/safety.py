"""Electrical tests of the demo: values from a scenario, judged by the same rules as real ones."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from random import Random
from typing import Any

from backend.accounts.models import Instrument, User
from backend.domain.electrical import Circumstances, Reading, TestVerdict, judge_test, tests_for
from backend.infrastructure.clock import iso

Catalog = dict[str, Any]

# What a sound home and appliance read: [low, high] with the test's decimals, or a choice.
SOUND: Mapping[str, Any] = {
    "supply.u_ln": (219.0, 230.0), "supply.u_npe": (0.3, 1.6), "supply.polarity": "correct",
    "supply.earth": (0.4, 1.2), "supply.rcd": "30ma", "supply.rcd_trip": "trips", "supply.socket": "adequate",
    "supply.cable_csa": 4.0, "supply.breaker": "C20", "supply.zs": (0.5, 0.8), "app.visual": "ok",
    "app.rpe": (0.06, 0.2), "app.riso": (40, 180), "app.ipe": (0.1, 0.5), "app.touch": (0.02, 0.1),
    "app.function": "ok", "ac.leak": "no_leak", "ac.vacuum": (30, 60), "ac.bracket": "ok", "ewh.wall": "ok",
    "ewh.bracket": "ok", "gas.leak": "no_leak", "gas.type": "ok", "gas.flue": "ok", "gas.location": "ok",
    "fridge.temp_fresh": (2.5, 5.5), "ac.dt_cool": (9, 13),
}  # fmt: skip

# What is different in a home that is not; None = not taken, for the reason "no_instrument".
SCENARIOS: Mapping[str, Mapping[str, Any]] = {
    "sound": {},
    "high_voltage": {"supply.u_ln": (237.0, 240.5)},
    "extension": {"supply.socket": "extension"},
    "no_earth": {
        "supply.polarity": "open_earth",
        "supply.earth": None,
        "supply.u_lpe": (80.0, 120.0),
        "supply.u_npe": (90.0, 110.0),
    },
    "no_rcd": {"supply.rcd": "none"},
    "not_tested": {"supply.earth": None, "app.riso": None},
    "put_right": {},
    "leakage": {"app.ipe": (4.1, 6.5), "app.riso": (0.4, 0.8)},
}
# What was measured first, before it was put right; the readings above came after.
RETESTED: Mapping[str, Mapping[str, Any]] = {"put_right": {"app.riso": (0.1, 0.25)}}
STOPPED = frozenset({"no_earth"})  # the work is refused: nothing is measured on the appliance


def take_readings(
    catalog: Catalog, scenario: str, circumstances: Circumstances, random: Random
) -> tuple[list[dict[str, Any]], dict[str, str]]:
    """The tests that are asked, in the catalog's order, and the value of each that was taken."""
    phases = ("supply",) if scenario in STOPPED else ("supply", "appliance")
    wanted = {**SOUND, **SCENARIOS[scenario]}
    values: dict[str, str] = {}
    asked: list[dict[str, Any]] = []
    for test in catalog["tests"]:
        if test not in tests_for(catalog, circumstances, values=values, phases=phases):
            continue
        if not test["required"] and test["id"] not in wanted:
            continue
        asked.append(dict(test))
        value = _value(test, wanted.get(test["id"], ""), values, random)
        if value:
            values[test["id"]] = value
    return asked, values


def _value(test: Mapping[str, Any], wanted: Any, values: Mapping[str, str], random: Random) -> str:
    if test["id"] == "supply.u_lpe" and not wanted:  # close to L-N where the earth is sound
        return f"{float(values['supply.u_ln']) - random.uniform(0.1, 0.8):.1f}"
    if wanted is None or wanted == "":
        return ""
    if isinstance(wanted, tuple):
        return f"{random.uniform(*wanted):.{test['decimals']}f}"
    return wanted if isinstance(wanted, str) else f"{wanted:.{test['decimals']}f}"


def safety_section(
    catalog: Catalog,
    scenario: str,
    circumstances: Circumstances,
    *,
    technician: User,
    language: str,
    at: datetime,
    random: Random,
) -> dict[str, Any]:
    """SafetyV2 as the phone would freeze it."""
    asked, values = take_readings(catalog, scenario, circumstances, random)
    reason = next(row["text"][language] for row in catalog["not_taken_reasons"] if row["id"] == "no_instrument")
    readings = [
        Reading(test=test["id"], value=values.get(test["id"]), reason="" if test["id"] in values else reason)
        for test in asked
    ]
    judged = judge_test(catalog, readings, circumstances=circumstances)
    tools = {tool.kind: tool for tool in technician.instruments}
    rows = []
    for test, reading in zip(asked, readings, strict=True):
        first = RETESTED.get(scenario, {}).get(test["id"])
        if first:
            failed = Reading(test=test["id"], value=_value(test, first, values, random))
            before = judge_test(catalog, [failed], circumstances=circumstances)
            rows.append(_row(test, failed, before, tools, language, at, attempt=1))
        again = at + timedelta(minutes=20) if first else at
        rows.append(_row(test, reading, judged, tools, language, again, attempt=2 if first else 1))
    used = {row["instrument"] for row in rows if row["instrument"]}
    return {
        "profile": catalog["profile"],
        "limits_version": catalog["version"],
        "earthing": circumstances["earthing"],
        "location": circumstances["location"],
        "wiring": {
            "candidates": [candidate.id for candidate in judged.wiring][:20],
            "text": "、".join(candidate.title[language] for candidate in judged.wiring)[:400],
            "check": judged.wiring[0].check[language][:600] if judged.wiring else "",
        },
        "circumstances": [],
        "asked": [],
        "readings": rows,
        "instruments": [_tool(tools[name], language, at) for name in sorted(used)],
        "verdict": {"level": judged.level.value, "limit": "", "why": judged.why[language][:400],
                    "plain": judged.why[language][:400], "next": ""},
    }  # fmt: skip


def _row(
    test: Mapping[str, Any],
    reading: Reading,
    judged: TestVerdict,
    tools: Mapping[str, Any],
    language: str,
    at: datetime,
    *,
    attempt: int,
) -> dict[str, Any]:
    verdict = judged.verdicts[reading.test]
    chosen = next((choice["text"][language] for choice in test["choices"] if choice["id"] == reading.value), None)
    carried = test["instrument"] if test["instrument"] in tools else None
    return {
        "test": test["id"],
        "attempt": attempt,
        "photo": None,
        "phase": test["phase"],
        "title": test["title"][language],
        "taken": reading.value is not None,
        "value": reading.value,
        "value_text": (chosen or reading.value or "")[:60],
        "unit": test["unit"],
        "not_taken_reason": reading.reason,
        "method": "none" if reading.value is None else "typed" if carried else "sight",
        "instrument": carried if reading.value is not None else None,
        "at": iso(at) if reading.value is not None else None,
        "limit_text": verdict.limit_text[language][:120],
        "standard": verdict.standard[:160],
        "clause": verdict.clause[:60],
        "verdict": {"level": verdict.level.value, "limit": verdict.limit[:60], "why": verdict.why[language][:400],
                    "plain": verdict.why[language][:400], "next": verdict.action[language][:400]},
    }  # fmt: skip


def _tool(tool: Instrument, language: str, at: datetime) -> dict[str, Any]:
    return {
        "id": tool.kind,
        "name": f"{tool.name[language]} {tool.model}",
        "serial": tool.serial,
        "due": tool.due,
        "expired": (tool.due or "") < at.date().isoformat(),
    }
