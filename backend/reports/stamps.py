"""Rubber stamps: what makes a person look whether a visit was really made. Never a refusal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import select

from backend.customers.models import Address
from backend.domain.rubber_stamps import FARTHEST_M, distance_m, haste_of
from backend.domain.vocabulary import ReviewReason
from backend.infrastructure.database import db
from backend.jobs.locations import arrival_locations
from backend.jobs.models import Job
from backend.reports.models import ReportBlob, ReportSummary

Flag = tuple[ReviewReason, dict[str, Any]]
SHOWN = 5  # other reports named as evidence


def suspicions(report_id: UUID, content: Mapping[str, Any], summary: Mapping[str, Any]) -> Iterable[Flag]:
    """Each sign that was found, with its evidence. `summary`: this report's columns of ReportSummary."""
    if same := _same_readings(report_id, summary):
        yield ReviewReason.IDENTICAL_READINGS, {"reports": same}
    if haste := haste_of(content):
        yield ReviewReason.HASTY, {"entries": haste.entries, "seconds": haste.seconds}
    if reused := _reused_photos(report_id, content):
        yield ReviewReason.PHOTO_REUSED, {"reports": reused}
    if metres := _metres_away(content):
        yield ReviewReason.FAR_AWAY, {"metres": metres}


def _same_readings(report_id: UUID, summary: Mapping[str, Any]) -> list[str]:
    """The technician's reports from other homes with the very same numbers."""
    if not summary["readings_print"]:
        return []
    others = select(ReportSummary.report_id).where(
        ReportSummary.technician_id == summary["technician_id"],
        ReportSummary.readings_print == summary["readings_print"],
        ReportSummary.report_id != report_id,
        ReportSummary.customer_id.is_distinct_from(summary["customer_id"]),
    )
    return [str(other) for other in db.session.scalars(others.order_by(ReportSummary.signed_at.desc()).limit(SHOWN))]


def _reused_photos(report_id: UUID, content: Mapping[str, Any]) -> list[str]:
    """Reports that show the same picture; a correction shows its predecessor's by right."""
    mine = {photo["sha256"] for photo in content["photos"]}
    if not mine:
        return []
    others = select(ReportBlob.report_id).where(ReportBlob.sha256.in_(mine), ReportBlob.report_id != report_id)
    if content["supersedes"]:
        others = others.where(ReportBlob.report_id != UUID(content["supersedes"]))
    return [str(other) for other in db.session.scalars(others.distinct().limit(SHOWN))]


def _metres_away(content: Mapping[str, Any]) -> int:
    """How far from the address the technician was at arrival; 0 when near, or when no location was given."""
    job = db.session.get(Job, UUID(content["jobs"][0]["id"]))
    address = db.session.get(Address, job.address_id) if job else None
    if job is None or address is None or not address.latitude or not address.longitude:
        return 0
    places = arrival_locations(job.id)
    if not places:
        return 0
    home = (float(address.latitude), float(address.longitude))
    nearest = min(
        distance_m((float(place.latitude), float(place.longitude)), home) - place.accuracy_m for place in places
    )
    return nearest if nearest > FARTHEST_M else 0
