"""Write verdicts.json: what every limit, wiring, rule, profile and question answers at and beside its boundary.

Run `python -m tests.vectors.make_verdicts` after a change of the seed, and review what it prints: the file is
what Python and TypeScript are held to, so a changed answer is a decision, not a by-product.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from backend.catalog.compilation import compile_seed
from backend.domain.bounds import Inputs, computed_bound
from backend.domain.electrical import Reading, diagnose_wiring, judge, judge_test, limit_set
from backend.domain.limits import applies
from backend.domain.plausibility import questions_about
from tests.vectors.packed import Row, pack, unpack
from tests.vectors.verdict_cases import (
    CIRCUMSTANCES,
    INPUTS,
    QUESTIONS,
    TYPICAL,
    VOLTS,
    whole_tests,
)

FILE = Path(__file__).parent / "verdicts.json"
ORGANISATION = {"name": {"zh": "", "en": ""}, "hotline": ""}
VERSION = 7  # any: a verdict carries the version of the catalog it was made with
CATALOG_PARTS = (
    "version", "profile", "profiles", "plain", "tests", "limits", "wiring", "rules", "hazards", "questions", "plausible",
)  # fmt: skip
SHARED = {  # columns whose values stand once in a list; a case names their places
    "readings": (
        "at", "test", "reason", "others", "profile", "level", "limit", "clause", "unmet", "why", "text", "customer",
    ),
    "wirings": ("candidates",),
    "tests": ("at", "extra", "phases", "profile", "readings", "why", "reasons", "earlier"),
    "questions": (),
}  # fmt: skip


def main() -> None:
    catalog = vector_catalog()
    before = read_vectors() if FILE.exists() else {}
    vectors = {
        "circumstances": CIRCUMSTANCES,
        "catalog": catalog,
        "readings": list(readings(catalog)),
        "wirings": list(wirings(catalog)),
        "tests": [test_case(catalog, what, case) for what, case in whole_tests()],
        "questions": [question_case(catalog, values) for values in QUESTIONS],
    }
    packed = {name: pack(rows, SHARED[name]) if name in SHARED else rows for name, rows in vectors.items()}
    FILE.write_text(one_case_a_line(packed), encoding="utf-8")
    for line in changes(before, vectors):
        print(line)


def read_vectors() -> Row:
    """The file with every case written out."""
    vectors: Row = json.loads(FILE.read_text(encoding="utf-8"))
    return {name: unpack(rows) if name in SHARED else rows for name, rows in vectors.items()}


def changes(before: Row, after: Row) -> Iterator[str]:
    """Each case that only the file before (-) or only the new one (+) has."""
    for name in SHARED:
        old, new = ([json.dumps(row, ensure_ascii=False) for row in each.get(name, [])] for each in (before, after))
        for sign, rows, others in (("-", old, set(new)), ("+", new, set(old))):
            yield from (f"{name} {sign} {row}" for row in rows if row not in others)


def vector_catalog() -> Row:
    catalog = {**compile_seed(ORGANISATION), "version": VERSION}
    return {name: catalog[name] for name in CATALOG_PARTS}


def one_case_a_line(vectors: Row) -> str:
    """JSON with a line for each case, each shared value and each part of the catalog."""
    return "{\n" + ",\n".join(f"{_json(name)}:{_lines(rows)}" for name, rows in vectors.items()) + "\n}\n"


def _lines(rows: Any) -> str:
    if isinstance(rows, list):
        return "[\n" + ",\n".join(_json(row) for row in rows) + "\n]"
    if "rows" not in rows:
        return "{\n" + ",\n".join(f"{_json(key)}:{_json(value)}" for key, value in rows.items()) + "\n}"
    shared = ",\n".join(f"{_json(column)}:{_lines(values)}" for column, values in rows["shared"].items())
    return f'{{"columns":{_json(rows["columns"])},\n"shared":{{{shared}}},\n"rows":{_lines(rows["rows"])}}}'


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def readings(catalog: Row) -> Iterator[Row]:
    """Every bound of every limit: one step below, equal, one step above; every choice; odd displays."""
    tests = {test["id"]: test for test in catalog["tests"]}
    cases = {
        json.dumps([limit["test"], value, at, others, profile]): (at, limit["test"], value, others, profile)
        for limit in catalog["limits"]
        for others in other_readings(limit)
        for at in fitting_circumstances(limit, others)
        for value in boundary_values(limit, tests[limit["test"]], CIRCUMSTANCES[at], others)
        for profile in limit.get("profiles") or [catalog["profile"]]
    }
    for at, test, value, others, profile in cases.values():
        yield reading_case(catalog, at, test, value, others, profile=profile)
    yield from odd_readings(catalog)


def odd_readings(catalog: Row) -> Iterator[Row]:
    """Displays that end their scale, what cannot be read, and what cannot be judged."""
    for value in (">500", ">1", ">0.9", "<1", "<0.01"):
        yield reading_case(catalog, "fridge", "app.riso", value, {})
        yield reading_case(catalog, "fridge", "app.rpe", value, {})
    for value in ("", "abc", "1,5", "1.", "٣", "1e3", "0.1234567"):
        yield reading_case(catalog, "fridge", "app.rpe", value, {})
    yield reading_case(catalog, "fridge", "app.rpe", None, {}, reason="no_instrument")
    yield reading_case(catalog, "fridge", "supply.u_lpe", "220.0", {})
    yield reading_case(catalog, "fridge", "no.such.test", "1", {})
    for ipe in ("2.0", "9.0", None):  # a large heater's insulation is excused by its leakage current
        for at in ("heater", "heater_6kw"):
            yield reading_case(catalog, at, "app.riso", "0.2", {"app.ipe": ipe} if ipe else {})


def other_readings(limit: Row) -> list[dict[str, str]]:
    """What else was read: what the limit needs to apply, and each case of its formula's inputs."""
    needed = {key: allowed[-1] for key, allowed in limit["when"].items() if "." in key}
    base = {"supply.u_ln": "220.0"} | {key: value for key, value in needed.items() if value}
    by = (limit.get("bound") or {}).get("by", "")
    return [base | given for given in INPUTS.get(by, [{}])]


def fitting_circumstances(limit: Row, others: Row) -> list[str]:
    """The ordinary kitchen or the first circumstances that the limit speaks of, and the unknown ones."""
    fits = [name for name, given in CIRCUMSTANCES.items() if given and applies(limit, given, others)]
    kept = fits[:3] if "load" in limit["when"] else fits[:1]
    extra = ["nothing_known"] if limit["when"] else []
    powered = limit["per_kw"] or (limit.get("bound") or {}).get("of") == "rated_power_w"
    extra += [name for name in fits if "rated_power_w" in CIRCUMSTANCES[name]] if powered else []
    return list(dict.fromkeys(kept + extra))


def boundary_values(limit: Row, test: Row, circumstances: Row, others: Row) -> list[str]:
    if limit["comparison"] == "in":
        return [choice["id"] for choice in test["choices"]] + ["no_such_choice"]
    step = Decimal(1).scaleb(-max(test["decimals"], 1))
    bounds = [Decimal(limit[name]) for name in ("min", "max") if limit[name] is not None]
    if limit["comparison"] == "near":
        bounds = [Decimal(220) - Decimal(limit["tolerance"]), Decimal(220) + Decimal(limit["tolerance"])]
    if limit["per_kw"]:
        bounds += [Decimal(6), Decimal(10)]
    if limit.get("bound"):
        computed = computed_bound(limit["bound"], Inputs(circumstances=circumstances, others=others))
        bounds += [] if computed is None else [computed]
    values = [value for bound in bounds for value in (bound - step, bound, bound + step)]
    return list(dict.fromkeys(f"{value:f}" for value in values))


def reading_case(
    catalog: Row, at: str, test: str, value: str | None, others: Row, *, reason: str = "", profile: str = ""
) -> Row:
    chosen = profile or catalog["profile"]
    verdict = judge(
        Reading(test=test, value=value, reason=reason),
        limit_set(catalog, chosen),
        circumstances=CIRCUMSTANCES[at],
        others=others,
    )
    return {
        "at": at, "test": test, "value": value, "reason": reason, "others": others, "profile": chosen,
        "level": verdict.level.value, "limit": verdict.limit, "clause": verdict.clause,
        "unmet": list(verdict.unmet), "why": verdict.why["en"], "text": verdict.limit_text["zh"],
        "customer": verdict.customer["en"],
    }  # fmt: skip


def wirings(catalog: Row) -> Iterator[Row]:
    """A grid of typical voltages, every edge of the ranges beside them, and voltages that were not measured."""
    grid = [(a, b, c) for a in TYPICAL for b in TYPICAL for c in TYPICAL]
    edges = [(v, "220", "0") for v in VOLTS] + [("220", v, "5") for v in VOLTS] + [("220", "220", v) for v in VOLTS]
    rare = [("380", "220", "220"), ("300", "220", "220"), ("0", "0", "220"), ("<1", "<1", "<1"), (None, None, None)]
    slack = [("0", "230", "0"), ("100", "210", "100"), ("100", "210.1", "100"), ("230", "0", "<1")]
    for l_n, l_pe, n_pe in dict.fromkeys([*grid, *edges, *rare, *slack]):
        found = diagnose_wiring(catalog["wiring"], l_n=l_n, l_pe=l_pe, n_pe=n_pe)
        yield {"l_n": l_n, "l_pe": l_pe, "n_pe": n_pe, "candidates": [[it.id, it.invisible] for it in found]}


def test_case(catalog: Row, what: str, case: Row) -> Row:
    readings = [*case.get("before", []), *(reading_of(test, value) for test, value in case["readings"].items())]
    phases = case.get("phases", ["supply", "appliance"])
    extra = case.get("extra", {})
    profile = case.get("profile", catalog["profile"])
    result = judge_test(
        catalog,
        [Reading(**reading) for reading in readings],
        circumstances=CIRCUMSTANCES[case["at"]] | extra,
        phases=phases,
        profile=profile,
    )
    return {
        "what": what, "at": case["at"], "extra": extra, "phases": phases, "profile": profile, "readings": readings,
        "level": result.level.value, "why": result.why["en"], "missing": list(result.missing),
        "reasons": [
            [reason.level.value, reason.source, reason.hazard.id if reason.hazard else ""] for reason in result.reasons
        ],
        "earlier": {test: [it.level.value for it in rows] for test, rows in result.earlier.items()},
    }  # fmt: skip


def reading_of(test: str, value: Any) -> Row:
    """A value, `("reason",)` where it was not taken, or `("value", attempt)`."""
    if isinstance(value, tuple):
        taken = len(value) == 2
        return {"test": test, "value": value[0] if taken else None, "reason": "" if taken else value[0]} | (
            {"attempt": value[1]} if taken else {}
        )
    return {"test": test, "value": value, "reason": ""}


def question_case(catalog: Row, values: Row) -> Row:
    asked = questions_about(catalog, values)
    return {"values": values, "asked": [[it.id, it.field, it.suggestion, it.text["en"], it.text["zh"]] for it in asked]}


if __name__ == "__main__":
    main()
