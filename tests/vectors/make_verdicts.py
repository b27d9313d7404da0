"""Write verdicts.json: what every limit, wiring and rule answers at and beside its boundary.

Run `python -m tests.vectors.make_verdicts` after a change of the seed, and review the diff: the file is what
Python and TypeScript are held to, so a changed answer is a decision, not a by-product.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from backend.catalog.compilation import compile_seed
from backend.domain.electrical import Reading, diagnose_wiring, judge, judge_test
from backend.domain.limits import applies

FILE = Path(__file__).parent / "verdicts.json"
ORGANISATION = {"name": {"zh": "", "en": ""}, "hotline": ""}
Row = dict[str, Any]

FRIDGE = {"class": "I", "category": "refrigerator", "location": "dry", "earthing": "TN", "job_type": "repair"}
HEATER = FRIDGE | {"category": "electric_water_heater", "location": "wet", "rated_power_w": "3000"}
TV = FRIDGE | {"class": "II", "category": "tv"}
CIRCUMSTANCES: dict[str, dict[str, str]] = {
    "fridge": FRIDGE,
    "heater": HEATER,
    "tv": TV,
    "fridge_wet": FRIDGE | {"location": "wet"},
    "fridge_tt": FRIDGE | {"earthing": "TT"},
    "air_conditioner_2kw": FRIDGE | {"category": "air_conditioner", "rated_power_w": "2100"},
    "air_conditioner_5kw": FRIDGE | {"category": "air_conditioner", "rated_power_w": "5000"},
    "dryer_1900": FRIDGE | {"category": "tumble_dryer", "rated_power_w": "1900"},
    "heater_6kw": HEATER | {"rated_power_w": "6000"},
    "heater_8kw": HEATER | {"rated_power_w": "8000"},
    "heater_12kw": HEATER | {"rated_power_w": "12000"},
    "gas_heater": FRIDGE | {"category": "gas_water_heater"},
    "nothing_known": {},
}
GOOD_SUPPLY = {
    "supply.u_ln": "221.4", "supply.u_lpe": "220.9", "supply.u_npe": "0.8", "supply.polarity": "correct",
    "supply.earth": "1.2", "supply.rcd": "30ma", "supply.rcd_trip": "trips", "supply.socket": "adequate",
    "supply.cable_csa": "4",
}  # fmt: skip
GOOD_APPLIANCE = {
    "app.visual": "ok", "app.rpe": "0.12", "app.riso": ">200", "app.ipe": "0.40", "app.function": "ok",
}  # fmt: skip
GOOD = GOOD_SUPPLY | GOOD_APPLIANCE
VOLTS = (None, "0", "5", "9.9", "10", "110", "186.9", "187", "220", "245", "252.9", "253", "380")
TYPICAL = ("0", "5", "110", "220")


def main() -> None:
    catalog = compile_seed(ORGANISATION)
    vectors = {
        "circumstances": CIRCUMSTANCES,
        "catalog": {name: catalog[name] for name in ("tests", "limits", "wiring", "rules")},
        "readings": list(readings(catalog)),
        "wirings": list(wirings(catalog)),
        "tests": list(whole_tests(catalog)),
    }
    FILE.write_text(one_case_a_line(vectors), encoding="utf-8")


def one_case_a_line(vectors: Row) -> str:
    """JSON whose diff names the cases that changed."""
    blocks = []
    for name, rows in vectors.items():
        items = (
            [json.dumps(row, ensure_ascii=False) for row in rows]
            if isinstance(rows, list)
            else [f"{json.dumps(key)}: {json.dumps(row, ensure_ascii=False)}" for key, row in rows.items()]
        )
        opening, closing = "[]" if isinstance(rows, list) else "{}"
        blocks.append(f"{json.dumps(name)}: {opening}\n" + ",\n".join(items) + f"\n{closing}")
    return "{\n" + ",\n".join(blocks) + "\n}\n"


def readings(catalog: Row) -> Iterator[Row]:
    """Every bound of every limit: one step below, equal, one step above; every choice; odd displays."""
    tests = {test["id"]: test for test in catalog["tests"]}
    seen: set[tuple[str, str, str, str]] = set()
    for limit in catalog["limits"]:
        others = {"supply.u_ln": "220.0"} | {key: allowed[0] for key, allowed in limit["when"].items() if "." in key}
        for at in fitting_circumstances(limit, others):
            for value in boundary_values(limit, tests[limit["test"]]):
                key = (limit["test"], value, at, json.dumps(others))
                if key not in seen:
                    seen.add(key)
                    yield reading_case(catalog, at, limit["test"], value, others)
    for value in (">500", ">1", ">0.9", "<1", "<0.01"):
        yield reading_case(catalog, "fridge", "app.riso", value, {})
        yield reading_case(catalog, "fridge", "app.rpe", value, {})
    for value in ("", "abc", "1,5", "1.", "٣", "1e3", "0.1234567"):
        yield reading_case(catalog, "fridge", "app.rpe", value, {})
    yield reading_case(catalog, "fridge", "app.rpe", None, {}, reason="no_instrument")
    yield reading_case(catalog, "fridge", "supply.u_lpe", "220.0", {})
    yield reading_case(catalog, "fridge", "no.such.test", "1", {})


def fitting_circumstances(limit: Row, others: Row) -> list[str]:
    """The ordinary kitchen or the first circumstances that the limit speaks of, and the unknown ones."""
    fits = [name for name, given in CIRCUMSTANCES.items() if given and applies(limit, given, others)]
    kept = fits[:3] if "load" in limit["when"] else fits[:1]
    extra = ["nothing_known"] if limit["when"] else []
    extra += ["heater_6kw", "heater_12kw"] if limit["per_kw"] else []
    return list(dict.fromkeys(kept + extra))


def boundary_values(limit: Row, test: Row) -> list[str]:
    if limit["comparison"] == "in":
        return [choice["id"] for choice in test["choices"]] + ["no_such_choice"]
    step = Decimal(1).scaleb(-max(test["decimals"], 1))
    bounds = [Decimal(limit[name]) for name in ("min", "max") if limit[name] is not None]
    if limit["comparison"] == "near":
        bounds = [Decimal(220) - Decimal(limit["tolerance"]), Decimal(220) + Decimal(limit["tolerance"])]
    if limit["per_kw"]:
        bounds += [Decimal(6), Decimal(10)]
    return [f"{value:f}" for bound in bounds for value in (bound - step, bound, bound + step)]


def reading_case(catalog: Row, at: str, test: str, value: str | None, others: Row, *, reason: str = "") -> Row:
    verdict = judge(
        Reading(test=test, value=value, reason=reason),
        catalog["limits"],
        circumstances=CIRCUMSTANCES[at],
        others=others,
    )
    return {
        "at": at, "test": test, "value": value, "reason": reason, "others": others,
        "level": verdict.level.value, "limit": verdict.limit, "clause": verdict.clause,
        "unmet": list(verdict.unmet), "why": verdict.why["en"],
    }  # fmt: skip


def wirings(catalog: Row) -> Iterator[Row]:
    """A grid of typical voltages, every edge of the ranges beside them, and voltages that were not measured."""
    grid = [(a, b, c) for a in TYPICAL for b in TYPICAL for c in TYPICAL]
    edges = [(v, "220", "0") for v in VOLTS] + [("220", v, "5") for v in VOLTS] + [("220", "220", v) for v in VOLTS]
    rare = [("380", "220", "220"), ("300", "220", "220"), ("0", "0", "220"), ("<1", "<1", "<1"), (None, None, None)]
    for l_n, l_pe, n_pe in dict.fromkeys([*grid, *edges, *rare]):
        found = diagnose_wiring(catalog["wiring"], l_n=l_n, l_pe=l_pe, n_pe=n_pe)
        yield {"l_n": l_n, "l_pe": l_pe, "n_pe": n_pe, "candidates": [[it.id, it.invisible] for it in found]}


def whole_tests(catalog: Row) -> Iterator[Row]:
    """The decision rules, one departure from a good test at a time."""
    changes: list[tuple[str, str, Row]] = [("everything good", "heater", {})]
    changes += [(f"{test} not taken", "heater", {test: None}) for test in GOOD]
    changes += [(f"{test} not taken, with a reason", "heater", {test: ("no_instrument",)}) for test in GOOD]
    changes += [
        (f"earth {ohm} Ω", at, {"supply.earth": ohm})
        for ohm in ("4.00", "4.01", "200")
        for at in ("fridge", "heater", "fridge_tt")
    ]
    open_earth = {"supply.u_lpe": "110", "supply.u_npe": "110"}
    swapped = {"supply.u_lpe": "0.5", "supply.u_npe": "220"}
    for at in ("fridge", "fridge_wet", "heater", "tv", "nothing_known"):
        changes += [("good", at, {}), ("open earth", at, open_earth), ("L and N swapped", at, swapped)]
        changes += [("tester: L and PE swapped", at, {"supply.polarity": "le_reversed"})]
        changes += [("tester: N and PE swapped", at, {"supply.polarity": "ne_reversed"})]
        changes += [("no RCD", at, {"supply.rcd": "none", "supply.rcd_trip": None})]
        changes += [("RCD does not trip", at, {"supply.rcd_trip": "does_not_trip"})]
        changes += [("live earth 30 V", at, {"supply.u_pe_touch": "30"})]
    changes += [
        (f"{volts} V", "fridge", {"supply.u_ln": volts, "supply.u_lpe": volts})
        for volts in ("0", "186.9", "190", "240", "245", "260")
    ]
    changes += [("R_PE too high", "fridge", {"app.rpe": "0.31"}), ("R_iso 1.5 MΩ", "fridge", {"app.riso": "1.5"})]
    changes += [
        ("swapped in a wet place", "fridge_wet", swapped),
        ("adaptor", "fridge", {"supply.socket": "extension"}),
    ]
    changes += [("thin cable", "heater", {"supply.cable_csa": "2.5"}), ("unreadable", "fridge", {"app.rpe": "0.1x"})]
    changes += [
        ("gas leaks", "gas_heater", {"gas.leak": "leak", "gas.type": "ok", "gas.flue": "ok", "gas.location": "ok"})
    ]
    for what, at, change in changes:
        touch = {"app.touch": "0.1"} if at in ("tv", "nothing_known") else {}
        yield test_case(catalog, what, {"at": at, "readings": GOOD | touch | change})
    for age, life, scrap in (("7", "8", "8"), ("8", "8", "8"), ("11", "10", "")):
        extra = {"age_years": age, "life_years": life, "scrap_years": scrap}
        gas = {"gas.leak": "no_leak", "gas.type": "ok", "gas.flue": "ok", "gas.location": "ok"}
        yield test_case(catalog, f"{age} years old", {"at": "gas_heater", "extra": extra, "readings": GOOD | gas})
    yield test_case(catalog, "not qualified", {"at": "fridge", "extra": {"qualified": "no"}, "readings": GOOD})
    yield test_case(catalog, "supply only", {"at": "heater", "phases": ["supply"], "readings": GOOD_SUPPLY})
    yield test_case(catalog, "nothing at all", {"at": "heater", "readings": {}})


def test_case(catalog: Row, what: str, case: Row) -> Row:
    readings = [reading_of(test, value) for test, value in case["readings"].items()]
    phases = case.get("phases", ["supply", "appliance"])
    extra = case.get("extra", {})
    result = judge_test(
        catalog,
        [Reading(**reading) for reading in readings],
        circumstances=CIRCUMSTANCES[case["at"]] | extra,
        phases=phases,
    )
    return {
        "what": what, "at": case["at"], "extra": extra, "phases": phases, "readings": readings,
        "level": result.level.value, "why": result.why["en"], "missing": list(result.missing),
        "reasons": [[reason.level.value, reason.source] for reason in result.reasons],
    }  # fmt: skip


def reading_of(test: str, value: Any) -> Row:
    if isinstance(value, tuple):
        return {"test": test, "value": None, "reason": value[0]}
    return {"test": test, "value": value, "reason": ""}


if __name__ == "__main__":
    main()
