"""A value as an instrument shows it, in decimal arithmetic: exact, or only known to lie above or below.

Insulation testers end their scale with "> 500", leakage clamps begin it with "< 0.01". Such a reading is
an interval, and it meets a limit only if every value that it may be meets it: never rounded towards pass.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

_SHOWN = re.compile(r"(?P<sign>[<>]?)(?P<number>-?[0-9]{1,9}(\.[0-9]{1,6})?)\Z", re.ASCII)


@dataclass(frozen=True)
class Measured:
    """From `low` to `high`, both in the unit of the test; None = unbounded."""

    low: Decimal | None
    high: Decimal | None

    def at_least(self, bound: Decimal) -> bool:
        return self.low is not None and self.low >= bound

    def at_most(self, bound: Decimal) -> bool:
        return self.high is not None and self.high <= bound

    def near(self, other: Measured, tolerance: Decimal) -> bool:
        """Whether the two differ by no more than `tolerance`, whatever they exactly are."""
        if self.low is None or self.high is None or other.low is None or other.high is None:
            return False
        return self.high - other.low <= tolerance and other.high - self.low <= tolerance

    def may_lie_in(self, start: Decimal | None, end: Decimal | None) -> bool:
        """Whether some value of it lies in [start, end); None = unbounded."""
        below_end = end is None or self.low is None or self.low < end
        above_start = start is None or self.high is None or self.high >= start
        return below_end and above_start


def read_measured(shown: str | None) -> Measured | None:
    """The value of a display such as `219.6`, `<0.01` or `>500`; None if it cannot be read as one."""
    match = _SHOWN.match(shown or "")
    if match is None:
        return None
    number = Decimal(match["number"])
    return Measured(low=None if match["sign"] == "<" else number, high=None if match["sign"] == ">" else number)
