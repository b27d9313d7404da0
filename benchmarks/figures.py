"""One table for all figures: what was measured, what is wanted, and their ratio (below 1 or above, as said)."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """`at_least` turns the comparison around: reports per second and scores are wanted large."""

    name: str
    measured: float
    target: float | None = None
    unit: str = ""
    at_least: bool = False

    @property
    def met(self) -> bool:
        """True also for what is only shown, for comparison."""
        if self.target is None:
            return True
        return self.measured >= self.target if self.at_least else self.measured <= self.target


def show(figures: Iterable[Figure]) -> None:
    print(f"{'figure':<58}{'measured':>14}{'target':>14}{'ratio':>8}")
    for figure in figures:
        measured = f"{figure.measured:.{_digits(figure.measured)}f} {figure.unit}".rstrip()
        target = ratio = ""
        if figure.target is not None:
            target = f"{'≥' if figure.at_least else '≤'} {figure.target:g} {figure.unit}".rstrip()
            ratio = f"{figure.measured / figure.target:.2f}"
        missed = "" if figure.met else "  missed"
        print(f"{figure.name:<58}{measured:>14}{target:>14}{ratio:>8}{missed}")
    load = " ".join(f"{value:.1f}" for value in os.getloadavg())
    print(f"load average {load} on {os.cpu_count()} cores", flush=True)


def _digits(value: float) -> int:
    return 0 if value >= 100 else 1 if value >= 10 else 2
