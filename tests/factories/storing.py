"""How factories store a row, and the numbers that keep their rows apart."""

from __future__ import annotations

from itertools import count
from typing import Any, TypeVar

from backend.infrastructure.transaction import transaction

_numbers = count(1)
Row = TypeVar("Row")


def next_number() -> int:
    return next(_numbers)


def store(row: Row) -> Row:
    with transaction() as session:
        session.add(row)
        session.flush()
    return row


def pick(overrides: dict[str, Any], **defaults: Any) -> dict[str, Any]:
    """Defaults, replaced by what the test gave."""
    return defaults | overrides
