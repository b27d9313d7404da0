"""The homes, appliances, meters and mishaps that the vectors of the electrical rules are made of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

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
    "fridge_tt_wet": FRIDGE | {"earthing": "TT", "location": "wet"},
    "heater_tt": HEATER | {"earthing": "TT"},
    "kettle": FRIDGE | {"category": "small_appliance", "rated_power_w": "1800"},
    "lamp": FRIDGE | {"class": "0", "category": "small_appliance"},
    "charger": FRIDGE | {"class": "III", "category": "small_appliance"},
    "washer": FRIDGE | {"category": "washing_machine", "rated_power_w": "2000"},
    "air_conditioner": FRIDGE | {"category": "air_conditioner"},
    "air_conditioner_2kw": FRIDGE | {"category": "air_conditioner", "rated_power_w": "2100"},
    "air_conditioner_5kw": FRIDGE | {"category": "air_conditioner", "rated_power_w": "5000"},
    "dryer_1900": FRIDGE | {"category": "tumble_dryer", "rated_power_w": "1900"},
    "heater_6kw": HEATER | {"rated_power_w": "6000"},
    "heater_8kw": HEATER | {"rated_power_w": "8000"},
    "heater_12kw": HEATER | {"rated_power_w": "12000"},
    "gas_heater": FRIDGE | {"category": "gas_water_heater"},
    "purifier": FRIDGE | {"category": "water_purifier"},
    "nothing_known": {},
}
GOOD_SUPPLY = {
    "supply.u_ln": "221.4", "supply.u_lpe": "220.9", "supply.u_npe": "0.8", "supply.polarity": "correct",
    "supply.earth": "1.2", "supply.rcd": "30ma", "supply.rcd_trip": "trips", "supply.socket": "adequate",
    "supply.cable_csa": "4",
}  # fmt: skip
GOOD_APPLIANCE = {
    "app.visual": "ok", "app.rpe": "0.08", "app.riso": ">200", "app.ipe": "0.40", "app.function": "ok",
}  # fmt: skip
GOOD = GOOD_SUPPLY | GOOD_APPLIANCE
GOOD_GAS = {"gas.leak": "no_leak", "gas.type": "ok", "gas.flue": "ok", "gas.location": "ok"}

VOLTS = (None, "0", "5", "9.9", "10", "49.9", "50", "110", "186.9", "187", "220", "242", "245", "252.9", "253", "380")
TYPICAL = ("0", "5", "25", "110", "220", "300")

# Inputs of the named formulas: unknown, ordinary, at a step, beside it, and absurd.
INPUTS: dict[str, list[dict[str, str]]] = {
    "cord": [
        {},
        *({"app.cord_length": length} for length in ("0.5", "5", "5.1", "12.5", "12.6", "20", "57.5", "100", ">5")),
        {"app.cord_csa": "2.5"},
        {"app.cord_length": "-1"},
        *(
            {"app.cord_length": length, "app.cord_csa": csa}
            for length, csa in (("2", "0.75"), ("2", "1.5"), ("2", "1.51"), ("10", "2.5"), ("3", "2.5"), ("500", "4"))
        ),
    ],
    "loop": [
        {},
        *({"supply.breaker": it} for it in ("B10", "C10", "B16", "C16", "D16", "B25", "C25", "C32", "C50", "none")),
    ],
    "over": [{}, *({"supply.rcd_rated": it} for it in ("100", "300", "500", "0", "<100"))],
    "times": [{}, *({"ac.nameplate_current": it} for it in ("9.5", "12", "0", "-1"))],
}

# What is typed into the form, and then asked about.
QUESTIONS: list[dict[str, str]] = [
    {},
    *({"app.ipe": value} for value in ("0.40", "400", "0.0004", "20", "20.01", "1000", "1001", "-0.4", "0", "<0.01", "x")),
    *({"app.rpe": value} for value in ("0.12", "120", "0", "0.00", "20", "20.01", "150000", "-0.1")),
    *({"app.riso": value} for value in ("200", ">200", "5000", "2000000", "0", "2000", "2000.01", "900000000")),
    *({"supply.u_ln": value} for value in ("0.22", "220000", "60", "0", "1000.1", "-220", "79.9", "80", "450", "450.1")),
    *({"supply.u_npe": value} for value in ("0", "0.8", "800", "900000000")),
    *({"supply.rcd_time": value} for value in ("28", "0.028", "0", "500", "500.1")),
    *({"supply.zs": value} for value in ("0.85", "850", "0", "0.099")),
    *({"supply.earth": value} for value in ("1.2", "850", "0.0012", "200", "0")),
    *({"fridge.temp_freeze": value} for value in ("-18", "18", "-100", "60")),
    *({"gas.pressure_ng": value} for value in ("2000", "2", "20", "-5")),
    *({"ewh.water_pressure": value} for value in ("0.3", "3", "300", "0")),
    *({"gas.co_flue_wh": value} for value in ("0.06", "600")),
    *({"app.cord_length": value} for value in ("3", "150", "3000", "0")),
    *({"app.power": value} for value in ("-10", "-90", "-150", "5")),
    *({"supply.rcd_rated": value} for value in ("100", "0.1")),
    {"supply.u_ln": "0", "supply.u_lpe": "0.0", "supply.u_npe": "0.00"},
    {"supply.u_ln": "0", "supply.u_lpe": "0", "supply.u_npe": "0", "supply.u_pe_touch": "0.1"},
    {"app.rpe": "0.00", "app.riso": "0.00", "app.ipe": "0.00"},
    {"supply.u_ln": "220", "supply.u_lpe": "220.0", "supply.u_npe": "0"},
    {"supply.u_ln": "220", "supply.u_lpe": "220.0", "supply.u_npe": "220.00"},
    {"app.rpe": "0.3", "app.riso": "0.30", "app.ipe": "0.3"},
    {"app.rpe": "0.3", "app.riso": "0.30", "app.ipe": "0.31"},
    {"supply.u_ln": "0", "supply.u_lpe": "230", "supply.u_npe": "0"},
    {"supply.u_ln": "100", "supply.u_lpe": "210", "supply.u_npe": "100"},
    {"supply.u_ln": "100", "supply.u_lpe": "210.1", "supply.u_npe": "100"},
    {"supply.u_ln": "230", "supply.u_lpe": "0", "supply.u_npe": "<1"},
    GOOD,
]  # fmt: skip

OPEN_EARTH = {"supply.u_lpe": "110", "supply.u_npe": "110"}
SWAPPED = {"supply.u_lpe": "0.5", "supply.u_npe": "220"}


def whole_tests() -> Iterator[tuple[str, Row]]:
    """What happened, and the case: one departure from a good test at a time."""
    for what, at, change in [*_one_reading(), *_supplies(), *_earths(), *_capacities(), *_appliances()]:
        touch = {"app.touch": "0.1"} if at in ("tv", "nothing_known") else {}
        yield what, {"at": at, "readings": GOOD | touch | change}
    yield from _ages()
    yield from _profiles()
    yield from _retests()
    yield "not qualified", {"at": "fridge", "extra": {"qualified": "no"}, "readings": GOOD}
    yield "supply only", {"at": "heater", "phases": ["supply"], "readings": GOOD_SUPPLY}
    yield "nothing at all", {"at": "heater", "readings": {}}


Change = tuple[str, str, Row]


def _one_reading() -> Iterator[Change]:
    yield "everything good", "heater", {}
    for test in GOOD:
        yield f"{test} not taken", "heater", {test: None}
        yield f"{test} not taken, with a reason", "heater", {test: ("no_instrument",)}


def _supplies() -> Iterator[Change]:
    for at in ("fridge", "fridge_wet", "heater", "tv", "nothing_known"):
        yield "good", at, {}
        yield "open earth", at, OPEN_EARTH
        yield "L and N swapped", at, SWAPPED
        yield "tester: L and PE swapped", at, {"supply.polarity": "le_reversed"}
        yield "tester: N and PE swapped", at, {"supply.polarity": "ne_reversed"}
        yield "no RCD", at, {"supply.rcd": "none", "supply.rcd_trip": None}
        yield "RCD does not trip", at, {"supply.rcd_trip": "does_not_trip"}
        yield "live earth 30 V", at, {"supply.u_pe_touch": "30"}
        yield "earth carries 10.1 V", at, {"supply.u_pe_touch": "10.1"}
        yield "the earth leads to a pipe", at, {"supply.earth_source": "pipe"}
    for volts in ("0", "186.9", "190", "240", "245", "260"):
        yield f"{volts} V", "fridge", {"supply.u_ln": volts, "supply.u_lpe": volts}
    yield "open neutral under load", "fridge", {"supply.u_ln": "0.3", "supply.u_npe": "219"}
    yield "poor neutral", "fridge", {"supply.u_ln": "205", "supply.u_npe": "16"}
    yield "contradicting voltages", "fridge", {"supply.u_ln": "0", "supply.u_lpe": "230", "supply.u_npe": "0"}
    yield "lamp says earth, nothing measured", "fridge", {"supply.earth": ("no_instrument",)}


def _earths() -> Iterator[Change]:
    for ohm in ("4.00", "4.01", "200", "1666", "1667"):
        for at in ("fridge", "heater", "fridge_tt", "fridge_tt_wet", "heater_tt"):
            yield f"earth {ohm} Ω", at, {"supply.earth": ohm}
    for rating, ohm in (("100", "500"), ("100", "500.01"), ("300", "167"), (None, "100.01")):
        rated = {"supply.rcd": "over_30ma", "supply.rcd_rated": rating, "supply.earth": ohm}
        yield f"TT, {rating} mA, {ohm} Ω", "fridge_tt", rated
    for ohm in ("5000", "5000.01"):
        yield f"TT, 10 mA, {ohm} Ω", "fridge_tt", {"supply.rcd": "10ma", "supply.earth": ohm}
    yield "no RCD in a TT system", "fridge_tt", {"supply.rcd": "none", "supply.rcd_trip": None}
    for zs, rcd in (("1.10", "none"), ("1.11", "none"), ("1.11", "30ma"), ("4", "30ma"), ("4.01", "30ma")):
        yield f"C16, {zs} Ω, RCD {rcd}", "fridge", {"supply.breaker": "C16", "supply.zs": zs, "supply.rcd": rcd}


def _capacities() -> Iterator[Change]:
    for at in ("fridge", "heater", "heater_6kw"):
        for socket in ("10a", "16a", "fixed"):
            yield f"socket {socket}", at, {"supply.socket_rating": socket, "supply.cable_csa": "10"}
        yield "aluminium", at, {"supply.cable_material": "aluminium", "supply.cable_csa": "10"}
    yield "adaptor", "fridge", {"supply.socket": "extension"}
    yield "thin cable", "heater", {"supply.cable_csa": "2.5"}


def _appliances() -> Iterator[Change]:
    yield "R_PE too high", "fridge", {"app.rpe": "0.31"}
    yield "R_PE of a long cord", "fridge", {"app.rpe": "0.31", "app.cord_length": "10"}
    yield "R_iso 1.5 MΩ", "fridge", {"app.riso": "1.5"}
    yield "unreadable", "fridge", {"app.rpe": "0.1x"}
    for gas in ({"gas.leak": "leak"}, {"gas.type": "defect"}, {"gas.flue": "defect"}, {"gas.location": "defect"}):
        yield f"gas: {gas}", "gas_heater", GOOD_GAS | gas
    yield "CO after repair", "gas_heater", GOOD_GAS | {"gas.co_room": "31"}
    yield "bracket not sure", "air_conditioner", {"ac.leak": "no_leak", "ac.bracket": "not_sure"}


def _ages() -> Iterator[tuple[str, Row]]:
    for age, life, scrap in (("7", "8", "8"), ("8", "8", "8"), ("11", "10", "")):
        extra = {"age_years": age, "life_years": life, "scrap_years": scrap}
        yield f"{age} years old", {"at": "gas_heater", "extra": extra, "readings": GOOD | GOOD_GAS}
    for age in ("5", "6", "7"):
        extra = {"age_years": age, "life_years": "8", "scrap_years": "8"}
        for kind in ("town", "natural"):
            readings = GOOD | GOOD_GAS | {"gas.kind": kind}
            yield f"{age} years old, {kind}", {"at": "gas_heater", "extra": extra, "readings": readings}


def _profiles() -> Iterator[tuple[str, Row]]:
    for profile in ("CN-EN50678", "UK", "AU-NZ", "CN-TYPE"):
        for at in ("fridge", "tv", "kettle", "heater"):
            touch = {"app.touch": "0.1"} if at == "tv" else {}
            leak = {"app.leak": "0.2"} if profile == "CN-TYPE" else {}
            yield f"{profile}: good", {"at": at, "profile": profile, "readings": GOOD | touch | leak}
        for change in (
            {"app.rpe": "0.15"}, {"app.rpe": "0.15", "app.cord_length": "3", "app.cord_csa": "0.75"},
            {"app.rpe": "0.9"}, {"app.ipe": "4.2"}, {"app.riso": "0.5"}, {"app.leak": "2"}, {"app.strength": "defect"},
        ):  # fmt: skip
            yield f"{profile}: {change}", {"at": "fridge", "profile": profile, "readings": GOOD | change}
        yield f"{profile}: touch", {"at": "tv", "profile": profile, "readings": GOOD | {"app.touch": "0.6"}}


def _retests() -> Iterator[tuple[str, Row]]:
    bad = {"test": "app.rpe", "value": "0.45", "reason": "", "attempt": 1}
    loose = {"test": "supply.socket", "value": "damaged", "reason": "", "attempt": 1}
    skipped = {"test": "app.rpe", "value": None, "reason": "no_instrument", "attempt": 2}
    yield "bad, then good", {"at": "fridge", "before": [bad], "readings": GOOD | {"app.rpe": ("0.10", 2)}}
    yield "good, then bad", {"at": "fridge", "before": [], "readings": GOOD | {"app.rpe": ("0.45", 2)}}
    third = [bad, {**bad, "value": "0.35", "attempt": 2}]
    yield "bad, bad, then good", {"at": "fridge", "before": third, "readings": GOOD | {"app.rpe": ("0.10", 3)}}
    yield (
        "good came later in time, first in the list",
        {
            "at": "fridge",
            "before": [{**bad, "value": "0.10", "attempt": 2}],
            "readings": GOOD | {"app.rpe": ("0.45", 1)},
        },
    )
    yield "bad, then left out", {"at": "fridge", "before": [bad, skipped], "readings": _without("app.rpe")}
    yield (
        "left out, then good",
        {
            "at": "fridge",
            "before": [{**skipped, "attempt": 1}],
            "readings": GOOD | {"app.rpe": ("0.10", 2)},
        },
    )
    yield (
        "two tests repaired on the spot",
        {
            "at": "fridge",
            "before": [bad, loose],
            "readings": GOOD | {"app.rpe": ("0.10", 2), "supply.socket": ("adequate", 2)},
        },
    )
    yield (
        "good twice",
        {"at": "fridge", "before": [{**bad, "value": "0.2"}], "readings": GOOD | {"app.rpe": ("0.1", 2)}},
    )


def _without(test: str) -> Row:
    return {name: value for name, value in GOOD.items() if name != test}
