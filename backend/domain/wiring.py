"""What three voltages at a socket may mean. Patterns are data: catalog/seed/wiring.yaml.

Voltages alone never prove correct wiring: swapped neutral and earth give exactly the same ones, so that
suspicion always stands beside "correct", marked as invisible (Martindale and Würth say the same of every
plug-in tester).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from backend.domain.limits import Row, Text
from backend.domain.measured import Measured, read_measured
from backend.domain.vocabulary import Level

FALLBACK = "abnormal_voltage"
VOLTAGES = {"l_n": "supply.u_ln", "l_pe": "supply.u_lpe", "n_pe": "supply.u_npe"}


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """One wiring that fits the voltages. `check`: what tells it from the others.

    `invisible`: its voltages are those of correct wiring, so they are no reason to suspect it.
    `wires`: l, n, pe -> ok, open, swapped, live, unknown.
    """

    id: str
    severity: Level
    title: Text
    why: Text
    action: Text
    check: Text
    wires: Mapping[str, str]
    invisible: bool


def diagnose_wiring(
    faults: Sequence[Row], *, l_n: str | None, l_pe: str | None, n_pe: str | None
) -> tuple[Candidate, ...]:
    """Every wiring that fits, in the catalog's order; an unmeasured voltage fits all. Empty if none is measured.

    Where nothing fits, the answer is an abnormal voltage, to be measured again.
    """
    measured = {name: read_measured(value) for name, value in (("l_n", l_n), ("l_pe", l_pe), ("n_pe", n_pe))}
    if not any(measured.values()):
        return ()
    fitting = [fault for fault in faults if _fits(fault, measured)]
    if not fitting:
        fitting = [fault for fault in faults if fault["id"] == FALLBACK]
    sound = [fault for fault in fitting if fault["severity"] == Level.PASS]
    return tuple(_candidate(fault, invisible=any(_look_alike(fault, other) for other in sound)) for fault in fitting)


def suspected_wirings(candidates: Sequence[Candidate], seen_by_tester: str | None) -> frozenset[str]:
    """Faults that the voltages leave no way around, and the one that the socket tester shows."""
    faulty = () if any(it.severity is Level.PASS for it in candidates) else candidates
    seen = {seen_by_tester} if seen_by_tester and seen_by_tester != "correct" else set()
    return frozenset({it.id for it in faulty} | seen)


def _fits(fault: Row, measured: Mapping[str, Measured | None]) -> bool:
    return all(_in_any(value, fault[name]) for name, value in measured.items())


def _in_any(value: Measured | None, bands: Sequence[Row]) -> bool:
    if value is None:
        return bool(bands)
    return any(value.may_lie_in(_bound(band["from"]), _bound(band["to"])) for band in bands)


def _bound(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _look_alike(fault: Row, sound: Row) -> bool:
    return fault["id"] != sound["id"] and all(fault[name] == sound[name] for name in VOLTAGES)


def _candidate(fault: Row, *, invisible: bool) -> Candidate:
    return Candidate(
        id=fault["id"],
        severity=Level(fault["severity"]),
        title=fault["title"],
        why=fault["why"],
        action=fault["action"],
        check=fault["check"],
        wires=fault["wires"],
        invisible=invisible,
    )
