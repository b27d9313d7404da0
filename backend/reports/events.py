"""What the reports slice tells the slices above it and the jobs below it through app.py's table."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID


@dataclass(frozen=True, kw_only=True)
class ReportProjected:
    """A stored report has been read, judged and indexed. `content` is its signed content in the newest shape."""

    report_id: UUID
    author_id: UUID
    content: dict[str, Any]
    customer_link: str | None  # SHA-256 of the key of the customer's private link
    receipt: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class ReportCompleted:
    """A projected report has all its photos: its card can be made."""

    report_id: UUID
    at: datetime


@dataclass(frozen=True, kw_only=True)
class AttestationAccepted:
    """A signature came after its report: a card that was made without it is out of date."""

    report_id: UUID
    at: datetime
