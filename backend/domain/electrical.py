"""The electrical safety test as a whole: which tests are asked, what they mean together, and why.

A reading is judged in limits.py, three voltages in wiring.py; here they meet the decision rules R01-R18
(catalog/seed/rules.yaml). The worst of everything decides. A required test without a value is never a pass:
with a reason it is "not tested", without one it fails (R18). `refuse` stops the work.
The phone's twin is pwa/src/domain/electrical.ts; both run tests/vectors/verdicts.json.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from backend.domain.decisions import Facts, Hazard, Reason, hazard_of, reasons_of, worst_first
from backend.domain.limits import Circumstances, Reading, Verdict, circumstance_in, judge, load_band, worst
from backend.domain.measured import read_measured
from backend.domain.profiles import in_profile, limit_set
from backend.domain.retests import attempts_of, retest_reasons
from backend.domain.rows import Row, Text
from backend.domain.vocabulary import Level
from backend.domain.wiring import VOLTAGES, Candidate, diagnose_wiring, suspected_wirings

__all__ = [
    "BOTH_PHASES",
    "Candidate",
    "Circumstances",
    "Hazard",
    "Reading",
    "Reason",
    "TestVerdict",
    "Verdict",
    "diagnose_wiring",
    "hazard_of",
    "judge",
    "judge_test",
    "limit_set",
    "load_band",
    "tests_for",
    "worst",
]

BOTH_PHASES = ("supply", "appliance")
ALL_PASS: Text = {"zh": "所测项目全部合格。", "en": "All tests taken have passed."}
NOTHING_TESTED: Text = {"zh": "没有测量任何项目。", "en": "Nothing was tested."}
SOME_NOT_TESTED: Text = {
    "zh": "已测项目合格，但有必测项目未测（原因已记录）。",
    "en": "What was tested has passed, but required tests were not taken; the reasons are recorded.",
}


@dataclass(frozen=True, kw_only=True)
class TestVerdict:
    """The verdict on a whole test. `reasons` begin with the worst; `missing` are tests that R18 speaks of.

    `verdicts`: test -> the one of its deciding attempt; `earlier`: test -> those of its other attempts.
    """

    __test__ = False  # not a test case, whatever its name says to pytest

    level: Level
    why: Text
    profile: str
    limits_version: int
    reasons: tuple[Reason, ...]
    verdicts: Mapping[str, Verdict]
    earlier: Mapping[str, tuple[Verdict, ...]]
    wiring: tuple[Candidate, ...]
    missing: tuple[str, ...]

    @property
    def stops_work(self) -> bool:
        return self.level is Level.REFUSE


def tests_for(
    catalog: Row,
    circumstances: Circumstances,
    *,
    values: Mapping[str, str],
    phases: Sequence[str] = BOTH_PHASES,
    profile: str | None = None,
) -> list[Row]:
    """The tests of the catalog that are asked here, in its order. `values`: test -> value, as far as taken."""
    chosen = limit_set(catalog, profile).profile
    asked = (test for test in catalog["tests"] if test["phase"] in phases and in_profile(test, chosen))
    return [test for test in asked if _asked(test, circumstances, values)]


def judge_test(
    catalog: Row,
    readings: Iterable[Reading],
    *,
    circumstances: Circumstances,
    phases: Sequence[str] = BOTH_PHASES,
    profile: str | None = None,
) -> TestVerdict:
    """The verdict on all readings of `phases`: before the work `("supply",)`, at its end both.

    `profile`: the operator's (the catalog's) if none is named. Raises InvalidInputError for an unknown one.
    """
    limits = limit_set(catalog, profile)
    attempts = attempts_of(readings)
    taken = {test: rows[-1] for test, rows in attempts.items()}
    values = {test: reading.value for test, reading in taken.items() if reading.value}

    def judge_one(reading: Reading) -> Verdict:
        return judge(reading, limits, circumstances=circumstances, others={**values, reading.test: reading.value or ""})

    ids = {test["id"] for test in catalog["tests"] if test["phase"] in phases}
    verdicts = {test: judge_one(reading) for test, reading in taken.items() if test in ids}
    asked = tests_for(catalog, circumstances, values=values, phases=phases, profile=limits.profile)
    required = [test for test in asked if test["required"]]
    missing = tuple(test["id"] for test in required if _is_missing(test, taken.get(test["id"])))
    wiring = _wiring(catalog["wiring"], values) if "supply" in phases else ()
    facts = Facts(
        suspected=suspected_wirings(wiring, values.get("supply.polarity") if "supply" in phases else None),
        unmet=frozenset(limit for verdict in verdicts.values() for limit in verdict.unmet),
        untaken=frozenset(test["id"] for test in required if test["id"] not in values),
        missing=bool(missing),
        values=values,
        circumstances=circumstances,
    )
    reasons = worst_first(
        reasons_of(catalog, facts, verdicts)
        + retest_reasons([test for test in catalog["tests"] if test["id"] in ids], attempts, judge_one)
    )
    untested = any(verdicts[it["id"]].level is Level.NOT_TESTED for it in required if it["id"] in verdicts)
    level = worst([reason.level for reason in reasons] + ([Level.NOT_TESTED] if untested or not values else []))
    return TestVerdict(
        level=level,
        why=_why(level, reasons, nothing_tested=not values),
        profile=limits.profile,
        limits_version=limits.version,
        reasons=tuple(reasons),
        verdicts=verdicts,
        earlier={test: tuple(map(judge_one, attempts[test][:-1])) for test in verdicts if len(attempts[test]) > 1},
        wiring=wiring,
        missing=missing,
    )


def _asked(test: Row, circumstances: Circumstances, values: Mapping[str, str]) -> bool:
    scopes = (("class", test["classes"]), ("category", test["categories"]), ("job_type", test["job_types"]))
    return all(not allowed or _in_scope(name, allowed, circumstances) for name, allowed in scopes) and all(
        values.get(other, "") in allowed for other, allowed in test["needs"].items()
    )


def _in_scope(name: str, allowed: Sequence[str], circumstances: Circumstances) -> bool:
    """An unknown protection class asks every test; an unknown category asks none of another category's."""
    if name == "class":
        return circumstance_in(name, allowed, circumstances)
    return circumstances.get(name, "") in allowed


def _is_missing(test: Row, reading: Reading | None) -> bool:
    """Without a reason, and without a value that can be read."""
    if reading is None or not reading.value:
        return reading is None or not reading.reason
    return test["input"] == "number" and read_measured(reading.value) is None


def _wiring(faults: Sequence[Row], values: Mapping[str, str]) -> tuple[Candidate, ...]:
    return diagnose_wiring(faults, **{name: values.get(test) for name, test in VOLTAGES.items()})


def _why(level: Level, reasons: Sequence[Reason], *, nothing_tested: bool) -> Text:
    if reasons and reasons[0].level is level and level is not Level.PASS:
        return reasons[0].text
    if nothing_tested:
        return NOTHING_TESTED
    return ALL_PASS if level is Level.PASS else SOME_NOT_TESTED
