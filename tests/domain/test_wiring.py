"""Whatever three voltages are measured, there is an answer, and the swap nobody can see is always named."""

from __future__ import annotations

import json
from decimal import Decimal
from itertools import product

from backend.domain.electrical import diagnose_wiring
from backend.domain.vocabulary import Level
from backend.domain.wiring import suspected_wirings
from tests.vectors import make_verdicts

FAULTS = json.loads(make_verdicts.FILE.read_text(encoding="utf-8"))["catalog"]["wiring"]
GRID = [str(volts) for volts in range(0, 451, 10)]
BOUNDARIES = [
    str(Decimal(edge) + step)
    for edge in (10, 50, 187, 242, 253, 380)
    for step in (Decimal("-0.1"), Decimal(0), Decimal("0.1"))
]


def check(l_n: str | None, l_pe: str | None, n_pe: str | None) -> None:
    found = diagnose_wiring(FAULTS, l_n=l_n, l_pe=l_pe, n_pe=n_pe)
    said = (l_n, l_pe, n_pe)
    assert len(found) >= 2, said
    assert (found[-1].id, found[-1].invisible) == ("ne_reversed", True), said
    sound = [it.id for it in found if it.severity is Level.PASS]
    assert not sound or found[0].id == "correct", said
    suspected = suspected_wirings(found, None)
    assert bool(suspected) is not bool(sound), said
    assert "ne_reversed" not in suspected, said


def test_every_triple_on_a_grid_of_ten_volts_has_an_answer() -> None:
    for triple in product(GRID, GRID, GRID[::2]):  # the phone's twin walks all of it
        check(*triple)


def test_every_triple_of_boundaries_has_an_answer() -> None:
    for triple in product(BOUNDARIES, repeat=3):
        check(*triple)


def test_voltages_that_were_not_measured_or_only_bounded_have_an_answer_too() -> None:
    for triple in product([None, "<1", ">400", "220"], repeat=3):
        if any(triple):
            check(*triple)


def test_every_wiring_says_why_what_to_do_and_what_to_check_next() -> None:
    for fault in FAULTS:
        for part in ("title", "why", "action", "check"):
            assert all(fault[part].values()), fault["id"]


def test_an_open_neutral_under_load_stands_beside_the_live_earth_it_looks_like() -> None:
    found = diagnose_wiring(FAULTS, l_n="0.4", l_pe="221", n_pe="220.6")
    assert [it.id for it in found] == ["open_neutral_loaded", "le_reversed", "ne_reversed"]
    assert all("nplug everything" in it.check["en"] for it in found[:2])


def test_what_fits_no_single_fault_is_measured_again() -> None:
    found = diagnose_wiring(FAULTS, l_n="220", l_pe="300", n_pe="300")
    assert [it.id for it in found] == ["abnormal_voltage", "no_single_fault", "ne_reversed"]


def test_voltages_that_no_three_conductors_can_have_make_the_meter_suspect() -> None:
    found = diagnose_wiring(FAULTS, l_n="245", l_pe="300", n_pe="10")
    assert [it.id for it in found] == ["abnormal_voltage", "meter_or_lead", "ne_reversed"]


def test_an_open_conductor_that_floats_is_no_reason_to_suspect_the_meter() -> None:
    for l_n, l_pe, n_pe in (("229.4", "86", "74"), ("0", "230", "0")):
        found = diagnose_wiring(FAULTS, l_n=l_n, l_pe=l_pe, n_pe=n_pe)
        assert "open" in found[0].wires.values()
        assert "meter_or_lead" not in {it.id for it in found}
