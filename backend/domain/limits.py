"""One reading against the limits of the catalog: the verdict, with its reason and what to do.

Limits are data (catalog/seed/limits.yaml; shape: catalog/schemas.LimitSchema) and comparisons are named,
so that the phone's twin, pwa/src/domain/limits.ts, judges alike: both run tests/vectors/verdicts.json.
Keys that later catalogs added are optional: a report is judged with the catalog it was made with.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_FLOOR, Decimal

from backend.domain.bounds import MILLIONTH, Inputs, computed_bound, shown_bound
from backend.domain.measured import Measured, read_measured
from backend.domain.profiles import LimitSet
from backend.domain.rows import Row, Text, fill
from backend.domain.vocabulary import Level

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
    """One test as it was taken: `value` as the instrument shows it or the id of a choice; else `reason`.

    `attempt` counts from 1; after a repair on the spot a test is taken again.
    """

    test: str
    value: str | None
    reason: str = ""
    attempt: int = 1


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What a reading means. `limit` is the limit that decided, `unmet` all that are not met.

    `clause` is empty where it was not checked: it then must not stand on a card. `customer`: what it means,
    for somebody who is no electrician; empty in catalogs that have no such sentences.
    """

    level: Level
    why: Text
    profile: str
    limits_version: int
    action: Text = field(default_factory=lambda: NO_TEXT)
    customer: Text = field(default_factory=lambda: NO_TEXT)
    limit: str = ""
    limit_text: Text = field(default_factory=lambda: NO_TEXT)
    standard: str = ""
    clause: str = ""
    unmet: tuple[str, ...] = ()


def worst(levels: Iterable[Level]) -> Level:
    """The most severe level; pass if there is none."""
    return max(levels, key=SEVERITY.index, default=Level.PASS)


def judge(reading: Reading, limit_set: LimitSet, *, circumstances: Circumstances, others: Mapping[str, str]) -> Verdict:
    """The verdict on one reading. `others`: test -> value of the visit. Limits of other tests are left aside."""
    if not reading.value:
        return _untested(limit_set, NOT_TAKEN if reading.reason else NOT_YET)
    applying = [it for it in limit_set.limits if it["test"] == reading.test and applies(it, circumstances, others)]
    if not applying:
        return _untested(limit_set, NO_LIMIT)
    if any(limit["comparison"] != "in" for limit in applying) and read_measured(reading.value) is None:
        return _untested(limit_set, NOT_READABLE)
    inputs = Inputs(circumstances=circumstances, others=others)
    met = [(limit, _is_met(limit, reading.value, inputs)) for limit in applying]
    unmet = [limit for limit, answer in met if answer is False and not _excused(limit, limit_set, inputs)]
    if unmet:
        return _unmet_verdict(unmet, limit_set, inputs)
    unknown = next((limit for limit, answer in met if answer is None), None)
    if unknown is not None:
        return _untested(limit_set, (unknown.get("bound") or {}).get("ask") or NO_REFERENCE)
    return _met_verdict(applying, limit_set, inputs)


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


def limit_text(limit: Row, inputs: Inputs) -> Text:
    """The limit in words, with the number that its formula gives here."""
    bound = computed_bound(limit["bound"], inputs) if limit.get("bound") else None
    if bound is None:
        return limit["text"]  # type: ignore[no-any-return]  # {zh, en}
    of = inputs.text(limit["bound"].get("of", ""))
    return fill(limit["template"], {"max": shown_bound(bound), "of": of})


def _is_met(limit: Row, value: str, inputs: Inputs) -> bool | None:
    """None where it cannot be said, because something to compare with is missing."""
    if limit["comparison"] == "in":
        return value in limit["values"]
    measured = read_measured(value)
    if measured is None:
        return False
    if limit["comparison"] == "near":
        reference = read_measured(inputs.others.get(limit["reference"]))
        return None if reference is None else measured.near(reference, Decimal(limit["tolerance"]))
    met = _COMPARISONS[limit["comparison"]](measured, limit, inputs)
    return None if not met and _asks(limit, inputs) else met


_COMPARISONS: dict[str, Callable[[Measured, Row, Inputs], bool]] = {
    "between": lambda it, limit, _: it.at_least(Decimal(limit["min"])) and it.at_most(Decimal(limit["max"])),
    "gte": lambda it, limit, _: it.at_least(Decimal(limit["min"])),
    "lte": lambda it, limit, inputs: it.at_most(_maximum(limit, inputs)),
}


def _asks(limit: Row, inputs: Inputs) -> bool:
    """Whether the limit would rather ask for what it depends on than assume the strictest."""
    bound = limit.get("bound")
    return bool(bound and bound.get("ask") and computed_bound(bound, inputs) is None)


def _excused(limit: Row, limit_set: LimitSet, inputs: Inputs) -> bool:
    """EN 50678, 5.4: a large heater below its insulation limit is accepted if its leakage current passes."""
    excuse = limit.get("excused")
    if not excuse or not circumstance_in("load", excuse["load"], inputs.circumstances):
        return False
    other = Reading(test=excuse["by"], value=inputs.others.get(excuse["by"]))
    verdict = judge(other, limit_set, circumstances=inputs.circumstances, others=inputs.others)
    return verdict.level is Level.PASS


def _maximum(limit: Row, inputs: Inputs) -> Decimal:
    """`max`, or what its formula gives. Leakage may grow with power: `per_kw` times kW, at most `cap`."""
    fixed = Decimal(limit["max"])
    if limit.get("bound"):
        computed = computed_bound(limit["bound"], inputs)
        return fixed if computed is None else computed
    power = read_measured(inputs.circumstances.get("rated_power_w"))
    if limit["per_kw"] is None or power is None or power.low is None:
        return fixed
    by_power = (Decimal(limit["per_kw"]) * power.low / 1000).quantize(MILLIONTH, ROUND_FLOOR)
    grown = max(fixed, by_power)
    return grown if limit["cap"] is None else min(grown, Decimal(limit["cap"]))


def _unmet_verdict(unmet: Sequence[Row], limit_set: LimitSet, inputs: Inputs) -> Verdict:
    """The worst decides; among equals the last, for limits stand from the everyday to the drastic."""
    level = worst(Level(limit["severity"]) for limit in unmet)
    decisive = [limit for limit in unmet if limit["severity"] == level][-1]
    ids = tuple(row["id"] for row in unmet)
    return _verdict(level, decisive, limit_set, inputs, why=decisive["why"], action=decisive["action"], unmet=ids)


def _met_verdict(applying: Sequence[Row], limit_set: LimitSet, inputs: Inputs) -> Verdict:
    shown = _shown_limit(applying, inputs)
    text = limit_text(shown, inputs)
    why = {"zh": f"符合：{text['zh']}", "en": f"Within the limit: {text['en']}"}
    return _verdict(Level.PASS, shown, limit_set, inputs, why=why, action=NO_TEXT, unmet=())


def _shown_limit(applying: Sequence[Row], inputs: Inputs) -> Row:
    """The limit to show when all are met: of a standard before ours, the tightest if they compare alike."""
    pool = [limit for limit in applying if limit["basis"] == "standard"] or applying
    comparisons = {limit["comparison"] for limit in pool}
    if comparisons == {"lte"}:
        return min(pool, key=lambda limit: _maximum(limit, inputs))
    if comparisons == {"gte"}:
        return max(pool, key=lambda limit: Decimal(limit["min"]))
    return pool[0]


def _verdict(
    level: Level,
    limit: Row,
    limit_set: LimitSet,
    inputs: Inputs,
    *,
    why: Text,
    action: Text,
    unmet: tuple[str, ...],
) -> Verdict:
    return Verdict(
        level=level,
        why=why,
        profile=limit_set.profile,
        limits_version=limit_set.version,
        action=action,
        customer=_for_customer(limit_set, level, said=limit.get("customer") or why if unmet else NO_TEXT),
        limit=limit["id"],
        limit_text=limit_text(limit, inputs),
        standard=limit["standard"],
        clause=limit["clause"] if limit["print_clause"] else "",
        unmet=unmet,
    )


def _untested(limit_set: LimitSet, why: Text) -> Verdict:
    return Verdict(
        level=Level.NOT_TESTED,
        why=why,
        profile=limit_set.profile,
        limits_version=limit_set.version,
        customer=_for_customer(limit_set, Level.NOT_TESTED, said=NO_TEXT),
    )


def _for_customer(limit_set: LimitSet, level: Level, *, said: Text) -> Text:
    plain = limit_set.plain.get(level)
    if plain is None:
        return NO_TEXT
    return {"zh": said["zh"] + plain["zh"], "en": f"{said['en']} {plain['en']}".strip()}
