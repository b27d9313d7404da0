"""What three voltages at a socket may mean. Patterns are data: catalog/seed/wiring.yaml.

Voltages alone never prove correct wiring: swapped neutral and earth give exactly the same ones, so that
suspicion always stands at the end, as one that voltages cannot exclude (Martindale and Würth say the same
of every plug-in tester). Three voltages always have an answer: where no pattern fits, the answer is what to
measure next.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from backend.domain.measured import Measured, read_measured
from backend.domain.rows import Row, Text
from backend.domain.vocabulary import Level

FALLBACK = "abnormal_voltage"  # in catalogs from before `role`
VOLTAGES = {"l_n": "supply.u_ln", "l_pe": "supply.u_lpe", "n_pe": "supply.u_npe"}

# Two of three voltages can't add up to less than the third, but meters and their leads differ by a little.
TRIANGLE_SLACK = Decimal(10)
_SEVERITY = list(Level)


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """One wiring that fits the voltages. `check`: what tells it from the others.

    `invisible`: voltages can neither show nor exclude it, so they are no reason to suspect it.
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
    """Every wiring that fits, the likeliest danger first; an unmeasured voltage fits all. Empty if none is measured."""
    measured = {name: read_measured(value) for name, value in (("l_n", l_n), ("l_pe", l_pe), ("n_pe", n_pe))}
    if not any(measured.values()):
        return ()
    fitting = [fault for fault in faults if not fault.get("role") and _fits(fault, measured)]
    chosen = list(fitting) or [fault for fault in faults if _answers_nothing_else(fault)]
    if contradicts(measured["l_n"], measured["l_pe"], measured["n_pe"]) and not any(map(_leaves_floating, fitting)):
        chosen += [fault for fault in faults if fault.get("role") == "contradiction"]
    sound = [fault for fault in fitting if fault["severity"] == Level.PASS]
    unseen = [fault for fault in faults if fault.get("role") == "unseen"]
    return tuple(
        _candidate(fault, invisible=fault.get("role") == "unseen" or any(_look_alike(fault, it) for it in sound))
        for fault in [*sorted(chosen, key=_rank), *unseen]
    )


def suspected_wirings(candidates: Sequence[Candidate], seen_by_tester: str | None) -> frozenset[str]:
    """Faults that the voltages leave no way around, and the one that the socket tester shows."""
    sound = any(it.severity is Level.PASS for it in candidates)
    faulty = set() if sound else {it.id for it in candidates if not it.invisible}
    seen = {seen_by_tester} if seen_by_tester and seen_by_tester != "correct" else set()
    return frozenset(faulty | seen)


def contradicts(l_n: Measured | None, l_pe: Measured | None, n_pe: Measured | None) -> bool:
    """Whether no three conductors can have these voltages between them: one is larger than the others together.

    A conductor that floats behaves so, and so does a lead that has no contact.
    """
    exact = [it.low for it in (l_n, l_pe, n_pe) if it is not None and it.low is not None and it.low == it.high]
    if len(exact) < 3:
        return False
    largest = max(exact)
    return largest > sum(exact) - largest + TRIANGLE_SLACK


def _leaves_floating(fault: Row) -> bool:
    """An open conductor floats, and voltages to it contradict the others: that is then no surprise."""
    return "open" in fault["wires"].values()


def _rank(fault: Row) -> tuple[bool, bool, int]:
    """What fits and is sound, then the most dangerous, then what only says to measure again; else as written."""
    return bool(fault.get("role")), fault["severity"] != Level.PASS, -_SEVERITY.index(fault["severity"])


def _answers_nothing_else(fault: Row) -> bool:
    return fault.get("role") == "nothing_else" or fault["id"] == FALLBACK


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
