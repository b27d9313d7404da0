"""The electrical safety test as a whole: which tests are asked, what they mean together, and why.

A reading is judged in limits.py, three voltages in wiring.py; here they meet the decision rules R01-R18
(catalog/seed/rules.yaml). The worst of everything decides. A required test without a value is never a pass:
with a reason it is "not tested", without one it fails (R18). `refuse` stops the work.
The phone's twin is pwa/src/domain/electrical.ts; both run tests/vectors/verdicts.json.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from backend.domain.limits import (
    Circumstances,
    Reading,
    Row,
    Text,
    Verdict,
    circumstance_in,
    judge,
    load_band,
    worst,
)
from backend.domain.measured import read_measured
from backend.domain.vocabulary import Level
from backend.domain.wiring import VOLTAGES, Candidate, diagnose_wiring, suspected_wirings

__all__ = [
    "BOTH_PHASES",
    "Candidate",
    "Circumstances",
    "Reading",
    "Reason",
    "TestVerdict",
    "Verdict",
    "diagnose_wiring",
    "judge",
    "judge_test",
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
class Reason:
    """One thing that keeps the test from a pass. `source`: the rule (R01-R18) or the limit."""

    level: Level
    source: str
    text: Text


@dataclass(frozen=True, kw_only=True)
class TestVerdict:
    """The verdict on a whole test. `reasons` begin with the worst; `missing` are tests that R18 speaks of."""

    __test__ = False  # not a test case, whatever its name says to pytest

    level: Level
    why: Text
    reasons: tuple[Reason, ...]
    verdicts: Mapping[str, Verdict]
    wiring: tuple[Candidate, ...]
    missing: tuple[str, ...]

    @property
    def stops_work(self) -> bool:
        return self.level is Level.REFUSE


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What the decision rules ask about."""

    suspected: frozenset[str]
    unmet: frozenset[str]
    missing: bool
    circumstances: Circumstances


def tests_for(
    catalog: Row, circumstances: Circumstances, *, values: Mapping[str, str], phases: Sequence[str] = BOTH_PHASES
) -> list[Row]:
    """The tests of the catalog that are asked here, in its order. `values`: test -> value, as far as taken."""
    return [test for test in catalog["tests"] if test["phase"] in phases and _asked(test, circumstances, values)]


def judge_test(
    catalog: Row,
    readings: Iterable[Reading],
    *,
    circumstances: Circumstances,
    phases: Sequence[str] = BOTH_PHASES,
) -> TestVerdict:
    """The verdict on all readings of `phases`: before the work `("supply",)`, at its end both."""
    taken = {reading.test: reading for reading in readings}
    values = {test: reading.value for test, reading in taken.items() if reading.value}
    asked = tests_for(catalog, circumstances, values=values, phases=phases)
    ids = {test["id"] for test in catalog["tests"] if test["phase"] in phases}
    verdicts = {
        test: judge(reading, catalog["limits"], circumstances=circumstances, others=values)
        for test, reading in taken.items()
        if test in ids
    }
    required = [test["id"] for test in asked if test["required"]]
    missing = tuple(test["id"] for test in asked if test["required"] and _is_missing(test, taken.get(test["id"])))
    wiring = _wiring(catalog["wiring"], values) if "supply" in phases else ()
    facts = Facts(
        suspected=suspected_wirings(wiring, values.get("supply.polarity") if "supply" in phases else None),
        unmet=frozenset(limit for verdict in verdicts.values() for limit in verdict.unmet),
        missing=bool(missing),
        circumstances=circumstances,
    )
    reasons = _reasons(catalog["rules"], facts, verdicts)
    untested = [test for test in required if test in verdicts and verdicts[test].level is Level.NOT_TESTED]
    level = worst([reason.level for reason in reasons] + ([Level.NOT_TESTED] if untested or not values else []))
    return TestVerdict(
        level=level,
        why=_why(level, reasons, nothing_tested=not values),
        reasons=reasons,
        verdicts=verdicts,
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


def _reasons(rules: Sequence[Row], facts: Facts, verdicts: Mapping[str, Verdict]) -> tuple[Reason, ...]:
    """Rules before limits: they say what the readings mean for the work. The sort keeps that order."""
    by_rule = [
        Reason(level=Level(rule["severity"]), source=rule["id"], text=rule["text"])
        for rule in rules
        if all(_CONDITIONS[condition["is"]](condition, facts) for condition in rule["all"])
    ]
    by_limit = [
        Reason(level=verdict.level, source=verdict.limit, text=verdict.why)
        for verdict in verdicts.values()
        if verdict.unmet
    ]
    return tuple(sorted(by_rule + by_limit, key=lambda reason: -list(Level).index(reason.level)))


_CONDITIONS: dict[str, Callable[[Row, Facts], bool]] = {
    "wiring": lambda it, facts: not facts.suspected.isdisjoint(it["values"]),
    "circumstance": lambda it, facts: circumstance_in(it["name"], it["values"], facts.circumstances),
    "unmet": lambda it, facts: not facts.unmet.isdisjoint(it["limits"]),
    "at_least": lambda it, facts: _at_least(facts.circumstances.get(it["name"]), facts.circumstances.get(it["than"])),
    "missing": lambda it, facts: facts.missing,
}


def _at_least(value: str | None, bound: str | None) -> bool:
    measured, least = read_measured(value), read_measured(bound)
    return bool(measured and least and least.high is not None and measured.at_least(Decimal(least.high)))


def _why(level: Level, reasons: Sequence[Reason], *, nothing_tested: bool) -> Text:
    if reasons and reasons[0].level is level:
        return reasons[0].text
    if nothing_tested:
        return NOTHING_TESTED
    return ALL_PASS if level is Level.PASS else SOME_NOT_TESTED
