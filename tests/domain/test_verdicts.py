"""The shared vectors of the electrical rules, and what they must say whatever the catalog becomes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from backend.domain import electrical
from backend.domain.electrical import Reading, diagnose_wiring, judge, judge_test, limit_set
from backend.domain.errors import InvalidInputError
from backend.domain.plausibility import questions_about
from backend.domain.profiles import known_profiles
from backend.domain.vocabulary import Level
from tests.vectors import make_verdicts
from tests.vectors.verdict_cases import GOOD, HEATER

VECTORS: dict[str, Any] = make_verdicts.read_vectors()
CATALOG = VECTORS["catalog"]
SEVERITY = list(Level)


def test_the_vectors_speak_of_the_catalog_we_ship() -> None:
    stale = "run: python -m tests.vectors.make_verdicts, and review what changed"
    assert make_verdicts.vector_catalog() == CATALOG, stale


def test_there_are_enough_vectors_to_hold_two_languages_together() -> None:
    assert len(VECTORS["readings"]) >= 1000
    assert len(VECTORS["wirings"]) >= 200
    assert len(VECTORS["tests"]) >= 200
    assert len(VECTORS["questions"]) >= 80


def test_every_reading_is_judged_as_the_vectors_say() -> None:
    for case in VECTORS["readings"]:
        verdict = judge(
            Reading(test=case["test"], value=case["value"], reason=case["reason"]),
            limit_set(CATALOG, case["profile"]),
            circumstances=VECTORS["circumstances"][case["at"]],
            others=case["others"],
        )
        found = (verdict.level, verdict.limit, verdict.clause, list(verdict.unmet), verdict.why["en"])
        assert found == (case["level"], case["limit"], case["clause"], case["unmet"], case["why"]), case
        assert (verdict.limit_text["zh"], verdict.customer["en"]) == (case["text"], case["customer"]), case
        assert (verdict.profile, verdict.limits_version) == (case["profile"], CATALOG["version"])


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
            profile=case["profile"],
        )
        reasons = [[it.level, it.source, it.hazard.id if it.hazard else ""] for it in result.reasons]
        earlier = {test: [it.level for it in rows] for test, rows in result.earlier.items()}
        found = (result.level, result.why["en"], list(result.missing), reasons, earlier)
        assert found == (case["level"], case["why"], case["missing"], case["reasons"], case["earlier"]), case
        assert (result.profile, result.limits_version) == (case["profile"], CATALOG["version"])


def test_every_question_is_asked_as_the_vectors_say() -> None:
    for case in VECTORS["questions"]:
        asked = questions_about(CATALOG, case["values"])
        found = [[it.id, it.field, it.suggestion, it.text["en"], it.text["zh"]] for it in asked]
        assert found == case["asked"], case


def test_every_limit_is_decisive_in_some_vector() -> None:
    """A limit that no vector reaches is a limit that nobody would miss if it broke."""
    unmet = {limit for case in VECTORS["readings"] for limit in case["unmet"]}
    assert {limit["id"] for limit in CATALOG["limits"]} - unmet == set()


def test_every_rule_and_every_profile_has_its_vector() -> None:
    fired = {source for case in VECTORS["tests"] for _, source, _ in case["reasons"]}
    assert {rule["id"] for rule in CATALOG["rules"]} - fired == set()
    assert {case["profile"] for case in VECTORS["tests"]} == set(known_profiles(CATALOG))


def test_every_kind_of_question_has_its_vector() -> None:
    asked = {question[0].partition(":")[0] for case in VECTORS["questions"] for question in case["asked"]}
    assert asked == set(CATALOG["questions"])


def test_a_good_visit_is_asked_nothing() -> None:
    assert questions_about(CATALOG, GOOD) == ()


def test_whatever_refuses_or_fails_by_a_rule_can_become_a_hazard_notice() -> None:
    for case in VECTORS["tests"]:
        for level, source, hazard in case["reasons"]:
            if level == Level.REFUSE or (level == Level.FAIL and source.startswith("R")):
                assert hazard, (case["what"], source)


@pytest.mark.parametrize("removed", sorted(GOOD))
def test_leaving_out_a_required_reading_never_passes(removed: str) -> None:
    for reason in ("", "no_instrument"):
        readings = [
            Reading(test=test, value=None if test == removed else value, reason=reason if test == removed else "")
            for test, value in GOOD.items()
        ]
        level = judge_test(CATALOG, readings, circumstances=HEATER).level
        assert level is (Level.NOT_TESTED if reason else Level.FAIL)


def test_what_is_not_known_never_makes_a_reading_look_better() -> None:
    for case in VECTORS["readings"]:
        reading = Reading(test=case["test"], value=case["value"], reason=case["reason"])
        known = VECTORS["circumstances"][case["at"]]
        less = {name: value for name, value in known.items() if name in ("job_type", "rated_power_w")}
        limits = limit_set(CATALOG, case["profile"])
        unknown = judge(reading, limits, circumstances=less, others=case["others"])
        assert SEVERITY.index(unknown.level) >= SEVERITY.index(Level(case["level"])), case


def test_an_unknown_profile_is_an_error_in_plain_words() -> None:
    for name in ("", "EN50678", "FR"):
        with pytest.raises(InvalidInputError) as refused:
            judge_test(CATALOG, [], circumstances=HEATER, profile=name)
        assert (refused.value.field, "CN-EN50678" in refused.value.zh, name in refused.value.en) == (
            "profile",
            True,
            True,
        )


def test_each_profile_judges_the_same_appliance_by_its_own_limits() -> None:
    readings = [Reading(test="app.rpe", value="0.9"), Reading(test="app.ipe", value="4.2")]
    limits = {}
    for profile in known_profiles(CATALOG):
        verdicts = judge_test(CATALOG, readings, circumstances=HEATER, profile=profile).verdicts
        limits[profile] = (verdicts["app.rpe"].level, verdicts["app.ipe"].level)
    assert limits == {
        "CN-EN50678": (Level.FAIL, Level.FAIL),
        "UK": (Level.NOT_TESTED, Level.PASS),  # without the cord's length nobody can say
        "AU-NZ": (Level.PASS, Level.FAIL),
        "CN-TYPE": (Level.FAIL, Level.NOT_TESTED),  # measured as leakage current instead
    }


def test_a_lamp_never_stands_for_the_number_of_an_earth() -> None:
    readings = [Reading(test=test, value=value) for test, value in GOOD.items() if test != "supply.earth"]
    readings.append(Reading(test="supply.earth", value=None, reason="no_instrument"))
    result = judge_test(CATALOG, readings, circumstances=HEATER)
    assert (result.level, "500 kΩ" in result.why["en"]) == (Level.NOT_TESTED, True)


def test_a_test_taken_again_keeps_its_first_result_and_says_so() -> None:
    readings = [Reading(test=test, value=value) for test, value in GOOD.items()]
    readings += [Reading(test="app.rpe", value="0.45", attempt=1), Reading(test="app.rpe", value="0.10", attempt=2)]
    result = judge_test(CATALOG, readings, circumstances=HEATER)
    assert result.level is Level.PASS
    assert [it.level for it in result.earlier["app.rpe"]] == [Level.PASS, Level.FAIL]
    assert result.reasons[0].text["en"] == "R_PE re-tested: first 0.08 Ω, now 0.10 Ω."


def test_the_trip_test_is_asked_only_where_there_is_an_rcd() -> None:
    for rcd, asked in (("30ma", True), ("none", False)):
        tests = electrical.tests_for(CATALOG, HEATER, values={"supply.rcd": rcd})
        assert ("supply.rcd_trip" in {test["id"] for test in tests}) is asked


def test_the_vectors_file_is_what_its_script_writes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = make_verdicts.FILE.read_text(encoding="utf-8")
    monkeypatch.setattr(make_verdicts, "FILE", tmp_path / "verdicts.json")
    make_verdicts.main()
    assert (tmp_path / "verdicts.json").read_text(encoding="utf-8") == before
