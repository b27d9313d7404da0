"""A bound that depends on the case: the cord, the breaker, the power, the plate. Parameters are the catalog's.

A limit of comparison `lte` may carry `bound`: a named formula (`by`) with its parameters as decimal strings.
`max` then is what holds while an input is not known. Results are whole millionths, rounded down, so that
Python and the phone (pwa/src/domain/bounds.ts) agree to the last digit and nothing is rounded towards pass.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal

from backend.domain.measured import read_measured
from backend.domain.rows import Row

BREAKER = re.compile(r"(?P<curve>[A-Z])(?P<rating>[0-9]{1,3})\Z", re.ASCII)
MILLIONTH = Decimal("0.000001")
SHOWN_STEP = Decimal("0.001")


@dataclass(frozen=True, kw_only=True)
class Inputs:
    """What a formula may ask: a name with a dot is the reading of that test, any other a circumstance."""

    circumstances: Mapping[str, str]
    others: Mapping[str, str]

    def text(self, name: str) -> str:
        source = self.others if "." in name else self.circumstances
        return source.get(name) or ""

    def number(self, name: str) -> Decimal | None:
        """The exact value; None where it is missing, or only known to lie above or below something."""
        measured = read_measured(self.text(name))
        return measured.low if measured is not None and measured.low == measured.high else None


def computed_bound(bound: Row, inputs: Inputs) -> Decimal | None:
    """The bound in the unit of the test; None while something it depends on is not known."""
    exact = _FORMULAS[bound["by"]](bound, inputs)
    return None if exact is None else exact.quantize(MILLIONTH, ROUND_FLOOR)


def shown_bound(value: Decimal) -> str:
    """For people: at most three decimals, rounded down, without trailing zeros."""
    text = f"{value.quantize(SHOWN_STEP, ROUND_FLOOR):f}"
    return text.rstrip("0").rstrip(".")


def _times(bound: Row, inputs: Inputs) -> Decimal | None:
    """`factor` × `of`, at least `least`, at most `cap`: leakage that grows with power, current with the plate."""
    value = inputs.number(bound["of"])
    if value is None or value <= 0:
        return None
    grown = value * Decimal(bound["factor"])
    if bound.get("least"):
        grown = max(grown, Decimal(bound["least"]))
    return min(grown, Decimal(bound["cap"])) if bound.get("cap") else grown


def _over(bound: Row, inputs: Inputs) -> Decimal | None:
    """`numerator` ÷ `of`: 50 V over the rated residual current is the most that a TT earth may have."""
    value = inputs.number(bound["of"])
    return None if value is None or value <= 0 else Decimal(bound["numerator"]) / value


def _loop(bound: Row, inputs: Inputs) -> Decimal | None:
    """`voltage` × `cold` ÷ the current that opens the breaker at once: `factors` of its curve × its rating."""
    breaker = BREAKER.match(inputs.text(bound["of"]))
    if breaker is None or breaker["curve"] not in bound["factors"] or int(breaker["rating"]) == 0:
        return None
    opens_at = Decimal(bound["factors"][breaker["curve"]]) * int(breaker["rating"])
    return Decimal(bound["voltage"]) * Decimal(bound["cold"]) / opens_at


def _cord(bound: Row, inputs: Inputs) -> Decimal | None:
    """Protective conductor of a cord of `length` metres and `csa` mm².

    Up to `thick_over` mm²: `base`, and `step` more for each begun `step_m` beyond `free_m`. Thicker:
    `thick_base` + `rho` × length ÷ cross-section. At most `cap`. An unknown cross-section counts as thin.
    """
    length, csa = inputs.number(bound["length"]), inputs.number(bound["csa"])
    thick = csa is not None and csa > Decimal(bound["thick_over"])
    if length is None or length < 0:
        return Decimal(bound["thick_base"]) if thick and not bound.get("ask") else None
    if thick and csa:
        value = Decimal(bound["thick_base"]) + Decimal(bound["rho"]) * length / csa
    elif bound.get("base"):
        beyond = max(Decimal(0), length - Decimal(bound["free_m"]))
        value = Decimal(bound["base"]) + Decimal(bound["step"]) * _begun(beyond, Decimal(bound["step_m"]))
    else:
        return None
    return min(value, Decimal(bound["cap"])) if bound.get("cap") else value


def _begun(amount: Decimal, step: Decimal) -> int:
    """How many steps of it have at least begun."""
    whole, rest = divmod(amount, step)
    return int(whole) + (1 if rest else 0)


_FORMULAS: dict[str, Callable[[Row, Inputs], Decimal | None]] = {
    "times": _times,
    "over": _over,
    "loop": _loop,
    "cord": _cord,
}
