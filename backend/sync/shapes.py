"""Rows of a pull as the wire wants them (PulledJobSchema), built directly: dumping 50 jobs with 200
appliances through the schemas cost more than all queries together. A test holds both to the same shape.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy.engine import Row

from backend.infrastructure.clock import iso

Wire = dict[str, Any]


def _id(value: UUID | None) -> str | None:
    return None if value is None else str(value)


def _instant(value: datetime | None) -> str | None:
    return None if value is None else iso(value)


def _day(value: date | None) -> str | None:
    return None if value is None else value.isoformat()


def job(row: Row[Any], appliances: Sequence[Wire], hazards: Sequence[Wire]) -> Wire:
    return {
        "id": _id(row.id),
        "number": row.number,
        "type": row.type,
        "state": row.state,
        "visit_key": _id(row.visit_key),
        "category": row.category,
        "appliance_id": _id(row.appliance_id),
        "window_start": _instant(row.window_start),
        "window_end": _instant(row.window_end),
        "fault_code": row.fault_code,
        "fault_text": row.fault_text,
        "note": row.note,
        "warranty": row.warranty,
        "warranty_reason": row.warranty_reason,
        "report_id": _id(row.report_id),
        "customer": {
            "id": _id(row.customer_id),
            "name": row.name,
            "phone": row.phone,
            "language": row.language,
            "vip": row.vip,
            "note": row.customer_note,
        },
        "address": {
            "id": _id(row.address_id),
            "area": " ".join(part for part in (row.district, row.compound) if part),
            "line": row.line,
            "access_note": row.access_note,
            "latitude": row.latitude,
            "longitude": row.longitude,
        },
        "appliances": appliances,
        "hazards": hazards,
        "updated_at": _instant(row.updated_at),
    }


def appliance(row: Row[Any], history: Sequence[Wire]) -> Wire:
    return {
        "id": _id(row.id),
        "category": row.category,
        "brand": row.brand,
        "model": row.model,
        "serial": row.serial,
        "room": row.room,
        "rated_power_w": row.rated_power_w,
        "protection_class": row.protection_class,
        "purchased_on": _day(row.purchased_on),
        "installed_on": _day(row.installed_on),
        "history": history,
    }


def past_visit(row: Row[Any]) -> Wire:
    return {
        "report_id": _id(row.report_id),
        "date": _day(row.visit_date),
        "job_type": row.job_type,
        "result": row.result,
        "verdict": row.server_verdict,
        "technician": row.technician,
    }


def hazard(row: Row[Any]) -> Wire:
    return {
        "id": _id(row.id),
        "appliance_id": _id(row.appliance_id),
        "level": row.level,
        "text": {"zh": row.text_zh, "en": row.text_en},
        "found_on": _day(row.found_on),
        "decision": row.decision,
    }
