"""Reports are judged for ever with the catalog they name: the first one, in its own shape, still says the same."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from backend.domain.electrical import Reading, diagnose_wiring, judge, judge_test, limit_set
from backend.domain.plausibility import questions_about
from backend.domain.vocabulary import Level

FILE = Path(__file__).parents[1] / "vectors" / "verdicts_of_first_catalog.json"
VECTORS: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
CATALOG = VECTORS["catalog"]


def test_its_readings_are_judged_as_they_were() -> None:
    for case in VECTORS["readings"]:
        verdict = judge(
            Reading(test=case["test"], value=case["value"], reason=case["reason"]),
            limit_set(CATALOG),
            circumstances=VECTORS["circumstances"][case["at"]],
            others=case["others"],
        )
        found = (verdict.level, verdict.limit, verdict.clause, list(verdict.unmet), verdict.why["en"])
        assert found == (case["level"], case["limit"], case["clause"], case["unmet"], case["why"]), case


def test_its_whole_tests_are_judged_as_they_were() -> None:
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


def test_its_wirings_have_the_same_candidates() -> None:
    for case in VECTORS["wirings"]:
        found = diagnose_wiring(CATALOG["wiring"], l_n=case["l_n"], l_pe=case["l_pe"], n_pe=case["n_pe"])
        assert {(it.id, it.invisible) for it in found} == {tuple(it) for it in case["candidates"]}, case


def test_it_has_no_hazards_no_questions_and_no_words_for_customers() -> None:
    result = judge_test(CATALOG, [Reading(test="app.rpe", value="120")], circumstances={"class": "I"})
    assert result.level is Level.REFUSE
    assert all(reason.hazard is None for reason in result.reasons)
    assert result.verdicts["app.rpe"].customer == {"zh": "", "en": ""}
    assert questions_about(CATALOG, {"app.rpe": "120"}) == ()
