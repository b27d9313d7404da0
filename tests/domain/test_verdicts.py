"""The shared vectors of the electrical rules, and what they must say whatever the catalog becomes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from backend.catalog.compilation import compile_seed
from backend.domain import electrical
from backend.domain.electrical import Reading, diagnose_wiring, judge, judge_test
from backend.domain.vocabulary import Level
from tests.vectors import make_verdicts

VECTORS: dict[str, Any] = json.loads(make_verdicts.FILE.read_text(encoding="utf-8"))
CATALOG = VECTORS["catalog"]


def test_the_vectors_speak_of_the_catalog_we_ship() -> None:
    compiled = compile_seed(make_verdicts.ORGANISATION)
    stale = "run: python -m tests.vectors.make_verdicts, and review what changed"
    assert {name: compiled[name] for name in CATALOG} == CATALOG, stale


def test_there_are_enough_vectors_to_hold_two_languages_together() -> None:
    assert len(VECTORS["readings"]) >= 400
    assert len(VECTORS["wirings"]) >= 90
    assert len(VECTORS["tests"]) >= 90


def test_every_reading_is_judged_as_the_vectors_say() -> None:
    for case in VECTORS["readings"]:
        verdict = judge(
            Reading(test=case["test"], value=case["value"], reason=case["reason"]),
            CATALOG["limits"],
            circumstances=VECTORS["circumstances"][case["at"]],
            others=case["others"],
        )
        found = (verdict.level, verdict.limit, verdict.clause, list(verdict.unmet), verdict.why["en"])
        assert found == (case["level"], case["limit"], case["clause"], case["unmet"], case["why"]), case


def test_every_wiring_is_diagnosed_as_the_vectors_say() -> None:
    for case in VECTORS["wirings"]:
        found = diagnose_wiring(CATALOG["wiring"], l_n=case["l_n"], l_pe=case["l_pe"], n_pe=case["n_pe"])
        assert [[it.id, it.invisible] for it in found] == case["candidates"], case


def test_every_whole_test_is_judged_as_the_vectors_say() -> None:
    for case in VECTORS["tests"]:
        result = judge_test(
            CATALOG,
            [Reading(**reading) for reading in case["readings"]],
            circumstances=VECTORS["circumstances"][case["at"]] | case["extra"],
            phases=case["phases"],
        )
        reasons = [[reason.level, reason.source] for reason in result.reasons]
        found = (result.level, result.why["en"], list(result.missing), reasons)
        assert found == (case["level"], case["why"], case["missing"], case["reasons"]), case


def test_every_limit_is_decisive_in_some_vector() -> None:
    """A limit that no vector reaches is a limit that nobody would miss if it broke."""
    unmet = {limit for case in VECTORS["readings"] for limit in case["unmet"]}
    assert {limit["id"] for limit in CATALOG["limits"]} - unmet == set()


def test_three_measured_voltages_always_say_something() -> None:
    assert all(case["candidates"] for case in VECTORS["wirings"] if case["l_n"] is not None)


def test_correct_wiring_always_stands_beside_the_swap_that_voltages_cannot_see() -> None:
    for case in VECTORS["wirings"]:
        candidates = dict(case["candidates"])
        if "correct" in candidates:
            assert candidates["ne_reversed"] is True


def test_every_candidate_says_what_to_check_next() -> None:
    assert all(fault["check"]["zh"] and fault["check"]["en"] for fault in CATALOG["wiring"])


@pytest.mark.parametrize("removed", sorted(make_verdicts.GOOD))
def test_leaving_out_a_required_reading_never_passes(removed: str) -> None:
    for reason in ("", "no_instrument"):
        readings = [
            Reading(test=test, value=None if test == removed else value, reason=reason if test == removed else "")
            for test, value in make_verdicts.GOOD.items()
        ]
        level = judge_test(CATALOG, readings, circumstances=make_verdicts.HEATER).level
        assert level is (Level.NOT_TESTED if reason else Level.FAIL)


def test_what_is_not_known_never_makes_a_reading_look_better() -> None:
    order = list(Level)
    for case in VECTORS["readings"]:
        reading = Reading(test=case["test"], value=case["value"], reason=case["reason"])
        known = VECTORS["circumstances"][case["at"]]
        less = {name: value for name, value in known.items() if name in ("job_type", "rated_power_w")}
        unknown = judge(reading, CATALOG["limits"], circumstances=less, others=case["others"])
        assert order.index(unknown.level) >= order.index(Level(case["level"])), case


def test_the_trip_test_is_asked_only_where_there_is_an_rcd() -> None:
    for rcd, asked in (("30ma", True), ("none", False)):
        tests = electrical.tests_for(CATALOG, make_verdicts.HEATER, values={"supply.rcd": rcd})
        assert ("supply.rcd_trip" in {test["id"] for test in tests}) is asked


def test_the_vectors_file_is_what_its_script_writes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = make_verdicts.FILE.read_text(encoding="utf-8")
    monkeypatch.setattr(make_verdicts, "FILE", tmp_path / "verdicts.json")
    make_verdicts.main()
    assert (tmp_path / "verdicts.json").read_text(encoding="utf-8") == before
