"""What cards tell the slices above."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, kw_only=True)
class CardSealed:
    """An edition of a report's card is in the register and can be fetched."""

    report_id: UUID
    number: str
    edition: int
    at: datetime
