"""One reading against the limits of the catalog: the verdict, with its reason and what to do.

Limits are data (catalog/seed/limits.yaml; shape: catalog/schemas.LimitSchema) and comparisons are named,
so that the phone's twin, pwa/src/domain/limits.ts, judges alike: both run tests/vectors/verdicts.json.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from backend.domain.measured import Measured, read_measured
from backend.domain.vocabulary import Level

Row = Mapping[str, Any]  # a row of the catalog
Text = Mapping[str, str]  # {zh, en}
Circumstances = Mapping[str, str]
"""class, category, location (dry, wet), earthing (TN, TT), job_type, rated_power_w, age_years, life_years,
scrap_years, qualified (yes, no). Absent, empty and "unknown" mean not known."""

SEVERITY = list(Level)

# Where these are not known, the limit applies: what we do not know must not make a supply look safer.
WORST_IF_UNKNOWN = frozenset({"class", "category", "location", "earthing"})

# Rated power in watts, from which a larger socket or cable is needed (seed/limits.yaml names these).
LOAD_BANDS: tuple[tuple[int, str], ...] = (
    (8801, "from_8801"),
    (7501, "from_7501"),
    (5601, "from_5601"),
    (3501, "from_3501"),
    (2201, "from_2201"),
    (2000, "from_2000"),
    (1800, "from_1800"),
    (0, "below_1800"),
)

NO_TEXT: Text = {"zh": "", "en": ""}
NOT_TAKEN: Text = {"zh": "未测，原因已记录。", "en": "Not taken; the reason is recorded."}
NOT_YET: Text = {"zh": "尚未测量。", "en": "Not measured yet."}
NOT_READABLE: Text = {"zh": "读数无法识别，请重新输入。", "en": "The value cannot be read; enter it again."}
NO_LIMIT: Text = {"zh": "仅作记录，没有适用的限值。", "en": "Recorded only: no limit applies."}
NO_REFERENCE: Text = {
    "zh": "缺少用于比较的读数，无法判定。",
    "en": "The reading it is compared with is missing, so it cannot be judged.",
}


@dataclass(frozen=True, kw_only=True)
class Reading:
    """One test as it was taken: `value` as the instrument shows it or the id of a choice; else `reason`."""

    test: str
    value: str | None
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What a reading means. `limit` is the limit that decided, `unmet` all that are not met.

    `clause` is empty where it was not checked: it then must not stand on a card.
    """

    level: Level
    why: Text
    action: Text = field(default_factory=lambda: NO_TEXT)
    limit: str = ""
    limit_text: Text = field(default_factory=lambda: NO_TEXT)
    standard: str = ""
    clause: str = ""
    unmet: tuple[str, ...] = ()


def worst(levels: Iterable[Level]) -> Level:
    """The most severe level; pass if there is none."""
    return max(levels, key=SEVERITY.index, default=Level.PASS)


def judge(
    reading: Reading, limits: Sequence[Row], *, circumstances: Circumstances, others: Mapping[str, str]
) -> Verdict:
    """The verdict on one reading. `limits` may be all of the catalog; `others`: test -> value of the visit."""
    if not reading.value:
        return Verdict(level=Level.NOT_TESTED, why=NOT_TAKEN if reading.reason else NOT_YET)
    applying = [limit for limit in limits if limit["test"] == reading.test and applies(limit, circumstances, others)]
    if not applying:
        return Verdict(level=Level.NOT_TESTED, why=NO_LIMIT)
    if any(limit["comparison"] != "in" for limit in applying) and read_measured(reading.value) is None:
        return Verdict(level=Level.NOT_TESTED, why=NOT_READABLE)
    met = [(limit, _is_met(limit, reading.value, circumstances, others)) for limit in applying]
    unmet = [limit for limit, answer in met if answer is False]
    if unmet:
        return _unmet_verdict(unmet)
    if any(answer is None for _, answer in met):
        return Verdict(level=Level.NOT_TESTED, why=NO_REFERENCE)
    return _met_verdict(applying)


def applies(limit: Row, circumstances: Circumstances, others: Mapping[str, str]) -> bool:
    """Whether the limit speaks of these circumstances."""
    return all(_holds(name, allowed, circumstances, others) for name, allowed in limit["when"].items())


def circumstance_in(name: str, allowed: Sequence[str], circumstances: Circumstances) -> bool:
    value = load_band(circumstances) if name == "load" else circumstances.get(name, "")
    if value in ("", "unknown"):
        return name in WORST_IF_UNKNOWN
    return value in allowed


def load_band(circumstances: Circumstances) -> str:
    """The band of the rated power; empty if it is not known."""
    power = read_measured(circumstances.get("rated_power_w"))
    if power is None:
        return ""
    return next((band for start, band in LOAD_BANDS if power.at_least(Decimal(start))), "")


def _holds(name: str, allowed: Sequence[str], circumstances: Circumstances, others: Mapping[str, str]) -> bool:
    if "." in name:  # the reading of another test
        return others.get(name, "") in allowed
    return circumstance_in(name, allowed, circumstances)


def _is_met(limit: Row, value: str, circumstances: Circumstances, others: Mapping[str, str]) -> bool | None:
    """None where it cannot be said, because the reading to compare with is missing."""
    if limit["comparison"] == "in":
        return value in limit["values"]
    measured = read_measured(value)
    if measured is None:
        return False
    if limit["comparison"] == "near":
        reference = read_measured(others.get(limit["reference"]))
        return None if reference is None else measured.near(reference, Decimal(limit["tolerance"]))
    return _COMPARISONS[limit["comparison"]](measured, limit, circumstances)


_COMPARISONS: dict[str, Callable[[Measured, Row, Circumstances], bool]] = {
    "between": lambda it, limit, _: it.at_least(Decimal(limit["min"])) and it.at_most(Decimal(limit["max"])),
    "gte": lambda it, limit, _: it.at_least(Decimal(limit["min"])),
    "lte": lambda it, limit, circumstances: it.at_most(_maximum(limit, circumstances)),
}


def _maximum(limit: Row, circumstances: Circumstances) -> Decimal:
    """Leakage may grow with the heating power: `per_kw` times kW, at least `max`, at most `cap`."""
    fixed = Decimal(limit["max"])
    power = read_measured(circumstances.get("rated_power_w"))
    if limit["per_kw"] is None or power is None or power.low is None:
        return fixed
    grown = max(fixed, Decimal(limit["per_kw"]) * power.low / 1000)
    return grown if limit["cap"] is None else min(grown, Decimal(limit["cap"]))


def _unmet_verdict(unmet: Sequence[Row]) -> Verdict:
    """The worst decides; among equals the last, for limits stand from the everyday to the drastic."""
    level = worst(Level(limit["severity"]) for limit in unmet)
    decisive = [limit for limit in unmet if limit["severity"] == level][-1]
    return _verdict(level, decisive, why=decisive["why"], action=decisive["action"], unmet=unmet)


def _met_verdict(applying: Sequence[Row]) -> Verdict:
    shown = _shown_limit(applying)
    text = shown["text"]
    why = {"zh": f"符合：{text['zh']}", "en": f"Within the limit: {text['en']}"}
    return _verdict(Level.PASS, shown, why=why, action=NO_TEXT, unmet=())


def _shown_limit(applying: Sequence[Row]) -> Row:
    """The limit to show when all are met: of a standard before ours, the tightest if they compare alike."""
    pool = [limit for limit in applying if limit["basis"] == "standard"] or applying
    comparisons = {limit["comparison"] for limit in pool}
    if comparisons == {"lte"}:
        return min(pool, key=lambda limit: Decimal(limit["max"]))
    if comparisons == {"gte"}:
        return max(pool, key=lambda limit: Decimal(limit["min"]))
    return pool[0]


def _verdict(level: Level, limit: Row, *, why: Text, action: Text, unmet: Sequence[Row]) -> Verdict:
    return Verdict(
        level=level,
        why=why,
        action=action,
        limit=limit["id"],
        limit_text=limit["text"],
        standard=limit["standard"],
        clause=limit["clause"] if limit["print_clause"] else "",
        unmet=tuple(row["id"] for row in unmet),
    )
