"""What all readings mean together: the decision rules R01-R18 (catalog/seed/rules.yaml) and their hazards.

Rules are data: all conditions of one must hold. A rule that refuses or fails names the hazard from which a
hazard notice is made. The phone's twin is pwa/src/domain/decisions.ts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from backend.domain.limits import Circumstances, Verdict, circumstance_in
from backend.domain.measured import read_measured
from backend.domain.rows import Row, Text
from backend.domain.vocabulary import Level

_SEVERITY = list(Level)


@dataclass(frozen=True, kw_only=True)
class Hazard:
    """What a hazard notice says: the danger, what may happen, what to do about it, and within how many days.

    `deadline_days` 0 = at once.
    """

    id: str
    hazard: Text
    consequence: Text
    remedy: Text
    deadline_days: int


@dataclass(frozen=True, kw_only=True)
class Reason:
    """One thing that keeps the test from a pass, or that was put right meanwhile (level pass).

    `source`: the rule (R01-R18), the limit, or the test that was taken again.
    """

    level: Level
    source: str
    text: Text
    hazard: Hazard | None = None


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What the decision rules ask about. `untaken`: tests that are required and have no value."""

    suspected: frozenset[str]
    unmet: frozenset[str]
    untaken: frozenset[str]
    missing: bool
    values: Mapping[str, str]
    circumstances: Circumstances


def reasons_of(catalog: Row, facts: Facts, verdicts: Mapping[str, Verdict]) -> list[Reason]:
    """Rules before limits, for they say what the readings mean for the work; within a level that order stays."""
    limits = {limit["id"]: limit for limit in catalog["limits"]}
    by_rule = [
        Reason(level=Level(rule["severity"]), source=rule["id"], text=rule["text"], hazard=hazard_of(catalog, rule))
        for rule in catalog["rules"]
        if all(_CONDITIONS[condition["is"]](condition, facts) for condition in rule["all"])
    ]
    by_limit = [
        Reason(level=it.level, source=it.limit, text=it.why, hazard=hazard_of(catalog, limits[it.limit]))
        for it in verdicts.values()
        if it.unmet
    ]
    return worst_first(by_rule + by_limit)


def worst_first(reasons: Sequence[Reason]) -> list[Reason]:
    return sorted(reasons, key=lambda reason: -_SEVERITY.index(reason.level))


def hazard_of(catalog: Row, row: Row) -> Hazard | None:
    """The hazard that a rule or limit names; None where it names none (older catalogs have none at all)."""
    named = next((it for it in catalog.get("hazards") or () if it["id"] == row.get("hazard")), None)
    if named is None:
        return None
    return Hazard(
        id=named["id"],
        hazard=named["hazard"],
        consequence=named["consequence"],
        remedy=named["remedy"],
        deadline_days=named["deadline_days"],
    )


_CONDITIONS: dict[str, Callable[[Row, Facts], bool]] = {
    "wiring": lambda it, facts: not facts.suspected.isdisjoint(it["values"]),
    "circumstance": lambda it, facts: circumstance_in(it["name"], it["values"], facts.circumstances),
    "unmet": lambda it, facts: not facts.unmet.isdisjoint(it["limits"]),
    "at_least": lambda it, facts: _at_least(facts.circumstances.get(it["name"]), _bound_of(it, facts)),
    "reading": lambda it, facts: facts.values.get(it["test"], "") in it["values"],
    "untaken": lambda it, facts: not facts.untaken.isdisjoint(it["tests"]),
    "missing": lambda it, facts: facts.missing,
}


def _bound_of(condition: Row, facts: Facts) -> str | None:
    """A number of the rule itself, or another circumstance."""
    return condition["number"] if "number" in condition else facts.circumstances.get(condition["than"])


def _at_least(value: str | None, bound: str | None) -> bool:
    measured, least = read_measured(value), read_measured(bound)
    return bool(measured and least and least.high is not None and measured.at_least(Decimal(least.high)))
