"""Rows of a pull (statements.py) as the wire wants them (PulledJobSchema), built directly: dumping 50 jobs
with 200 appliances through the schemas cost more than all queries together.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy.engine import Row

from backend.sync.statements import ADDRESS, APPLIANCE, CUSTOMER, HAZARD, JOB, PLACE, VISIT

Wire = dict[str, Any]

_JOB = len(PLACE) + 1
_CUSTOMER = _JOB + len(JOB)
_ADDRESS = _CUSTOMER + len(CUSTOMER)
_AREA = _ADDRESS + len(ADDRESS)


@dataclass(frozen=True, slots=True)
class FeedRow:
    """A place in the feed and the job that lies there, without its household."""

    xid: int
    seq: int
    removed: str
    kept: bool
    job: Wire


def feed_row(row: Row[Any]) -> FeedRow:
    job = dict(zip(JOB, row[_JOB:_CUSTOMER], strict=True))
    job["customer"] = dict(zip(CUSTOMER, row[_CUSTOMER:_ADDRESS], strict=True))
    job["address"] = address = dict(zip(ADDRESS, row[_ADDRESS:_AREA], strict=True))
    address["area"] = " ".join(part for part in row[_AREA:] if part)
    xid, seq, removed, kept = row[:_JOB]
    return FeedRow(xid, seq, removed, kept, job)


def appliance(row: Row[Any]) -> Wire:
    return dict(zip(APPLIANCE, row[1:], strict=True))


def past_visit(row: Row[Any]) -> Wire:
    return dict(zip(VISIT, row[1:], strict=True))


def hazard(row: Row[Any]) -> Wire:
    *known, text_zh, text_en = tuple(row)[1:]
    return dict(zip(HAZARD, known, strict=True)) | {"text": {"zh": text_zh, "en": text_en}}
