"""How long appliances are usually covered: rows of the seed, or the operator's own in their place.

A list `warranty_periods` in POLICY_FILE replaces ours as a whole, since an operator who sells under their own
card knows all of it. A changed catalog is a new version, so every report keeps the periods it was explained with.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from backend.domain.errors import InvalidInputError

Row = dict[str, Any]
PERIODS = "warranty_periods"
LONGEST_YEARS = 30
_KNOWN = frozenset({"category", "brand", "sold_from", "whole", "main", "main_parts", "basis", "source", "confidence"})


def wire_period(row: Row) -> Row:
    """A seed row as phones carry it (WarrantyPeriodSchema). Raises KeyError, ValueError."""
    return {
        "category": row["category"],
        "brand": row.get("brand") or "",
        "sold_from": _day(row.get("sold_from")),
        "whole_years": _years(row["whole"]),
        "main_years": _years(row["main"]),
        "main_parts": {language: str(row["main_parts"][language]) for language in ("zh", "en")},
        "basis": row.get("basis") or "",
    }


def read_periods(path: Path) -> list[Row] | None:
    """The operator's own rows out of their YAML file; None when it has none.

    Raises InvalidInputError, naming the row, for one that makes no sense.
    """
    given = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader) or {}  # noqa: S506 - text only
    rows = given.get(PERIODS)
    if rows is None:
        return None
    if not isinstance(rows, list):
        raise _wrong(0)
    return [_checked(row, place) for place, row in enumerate(rows, 1)]


def with_periods(catalog: Row, periods: Sequence[Row] | None) -> Row:
    """The catalog with these periods in place of ours. Raises InvalidInputError for an unknown category."""
    if periods is None:
        return catalog
    known = {category["id"] for category in catalog["categories"]}
    for place, period in enumerate(periods, 1):
        if period["category"] not in known:
            raise _wrong(place)
    return {**catalog, PERIODS: list(periods)}


def _checked(row: Any, place: int) -> Row:
    try:
        if not set(row) <= _KNOWN:
            raise ValueError(row)
        period = wire_period(row)
    except (KeyError, TypeError, ValueError, AttributeError):
        raise _wrong(place) from None
    if period["main_years"] < period["whole_years"]:
        raise _wrong(place)
    return period


def _years(value: Any) -> int:
    years = int(str(value))
    if not 0 <= years <= LONGEST_YEARS:
        raise ValueError(value)
    return years


def _day(value: Any) -> str | None:
    return date.fromisoformat(str(value)).isoformat() if value else None


def _wrong(place: int) -> InvalidInputError:
    shape = "{category, brand, sold_from, whole, main, main_parts: {zh, en}, basis}"
    return InvalidInputError(
        zh=f"{PERIODS} 第 {place} 行有误，应为 {shape}，年数为 0–{LONGEST_YEARS}，主要部件不短于整机。",
        en=f"{PERIODS}, row {place}: needs {shape}, years 0 to {LONGEST_YEARS}, main parts no shorter than the whole.",
        field=PERIODS,
    )
