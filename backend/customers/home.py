"""What a visit found in a home: the installed base and its open hazards grow with every report.

Reads a projected report's content in the newest shape. Repeating it changes nothing; what the office
wrote is never overwritten by a phone, only what was empty is filled in.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from typing import Any, Protocol
from uuid import UUID

from sqlalchemy import or_, select, update

from backend.catalog.queries import catalog_of_version
from backend.customers.models import Address, Appliance, ApplianceCheck, Customer, Hazard
from backend.domain.errors import NotFoundError
from backend.domain.hazard_words import in_both_languages
from backend.domain.limits import worst
from backend.domain.rows import Text
from backend.domain.vocabulary import HazardMeasure, Level, Urgency
from backend.infrastructure.clock import parse_signed
from backend.infrastructure.database import db
from backend.infrastructure.upsert import insert_new

Content = Mapping[str, Any]

_FILLED = ("brand", "model", "serial", "room", "rated_power_w", "purchased_on", "installed_on")
_DAYS = ("purchased_on", "installed_on")
_LEVELS = {"ok": Level.PASS, "advise": Level.ADVISE, "fail": Level.FAIL, "na": Level.NOT_TESTED}
_DANGERS = frozenset({Urgency.C1.value, Urgency.C2.value})


class ReportProjected(Protocol):
    """What this slice needs of the event that the reports slice publishes."""

    report_id: UUID
    content: Content
    at: datetime


def remember_home(happened: ReportProjected) -> None:
    """Handler of the reports slice's event: appliances that were found, hazards that were told or put right."""
    content = happened.content
    customer_id = content["customer"]["id"]
    customer = db.session.get(Customer, UUID(customer_id)) if customer_id else None
    if customer is None:
        return
    for job in content["jobs"]:
        _fill_in(customer.id, job["appliance"])
    for other in content["others"]:
        if not _fill_in(customer.id, other):
            _add(customer.id, other)
    db.session.flush()
    known = set(db.session.scalars(select(Appliance.id).where(Appliance.customer_id == customer.id)))
    day = parse_signed(content["visit"]["arrived_at"]).date()
    for other in content["others"]:
        _note_check(other, happened, customer_id=customer.id, known=known, day=day)
    for hazard in [*content["hazards"], *_told_findings(content)]:
        _remember(hazard, happened, customer_id=customer.id, known=known, day=day)
    _close(content, happened, customer_id=customer.id)


def _fill_in(customer_id: UUID, found: Content) -> bool:
    """Whether the appliance is one of this customer's; what was not known of it is taken from the phone."""
    if not found["id"]:
        return False
    appliance = db.session.get(Appliance, UUID(found["id"]))
    if appliance is None or appliance.customer_id != customer_id:
        return appliance is not None  # somebody else's: neither filled in nor made again
    for name, value in _facts(found).items():
        if value and not getattr(appliance, name):
            setattr(appliance, name, value)
    return True


def _add(customer_id: UUID, found: Content) -> None:
    """An appliance that the technician found, under the id that the phone gave it."""
    address_id = db.session.scalar(select(Address.id).where(Address.customer_id == customer_id).order_by(Address.id))
    if not found["id"] or address_id is None:
        return
    facts = {name: value for name, value in _facts(found).items() if value}
    insert_new(
        Appliance,
        id=UUID(found["id"]),
        customer_id=customer_id,
        address_id=address_id,
        category=found["category"],
        protection_class=found.get("protection_class", "I"),
        **{"brand": "", "model": "", "serial": "", "room": "", "retired": False, **facts},
    )


def _facts(found: Content) -> dict[str, Any]:
    facts = {name: found.get(name) for name in _FILLED}
    for name in _DAYS:
        facts[name] = _day(facts[name])
    facts["serial"] = (facts["serial"] or "")[:60]
    facts["model"] = (facts["model"] or "")[:60]
    return facts


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:  # 2026-02-31 passes the wire's pattern
        return None


def _note_check(other: Content, happened: ReportProjected, *, customer_id: UUID, known: set[UUID], day: date) -> None:
    """Into the appliance's own history. A correction takes the place of what it corrects, and nothing else does."""
    appliance_id = UUID(other["id"]) if other["id"] else None
    if other["state"] != "checked" or appliance_id not in known:
        return
    of_visit = {"appliance_id": appliance_id, "visit_id": UUID(happened.content["visit"]["id"])}
    said = {"report_id": happened.report_id, "checked_on": day, "level": _worst(other["findings"]).value}
    if insert_new(ApplianceCheck, **of_visit, customer_id=customer_id, **said):
        return
    corrected = happened.content["supersedes"]
    replaced = {happened.report_id, *([UUID(corrected)] if corrected else [])}
    db.session.execute(
        update(ApplianceCheck).filter_by(**of_visit).where(ApplianceCheck.report_id.in_(replaced)).values(**said)
    )


def _worst(findings: Collection[Content]) -> Level:
    """What could not be checked is no pass, and neither is an appliance of which nothing was found out."""
    return worst(_LEVELS[finding["level"]] for finding in findings) if findings else Level.NOT_TESTED


def _told_findings(content: Content) -> Iterable[Content]:
    """Dangers of other appliances that stand in no notice. "Fix it now" is a wish, and no word that it was done."""
    told = {(hazard["appliance_id"], hazard["source"]) for hazard in content["hazards"]}
    for other in content["others"]:
        for finding in other["findings"]:
            if finding["id"] and finding["urgency"] in _DANGERS and (other["id"], finding["check"]) not in told:
                yield {
                    "id": finding["id"],
                    "appliance_id": other["id"],
                    "source": finding["check"],
                    "urgency": finding["urgency"],
                    "hazard": finding["text"],
                    "measure": HazardMeasure.ADVISED,
                    "decision": finding["decision"],
                }


def _remember(hazard: Content, happened: ReportProjected, *, customer_id: UUID, known: set[UUID], day: date) -> None:
    appliance_id = UUID(hazard["appliance_id"]) if hazard["appliance_id"] else None
    text = _in_both(hazard, happened.content)
    insert_new(
        Hazard,
        id=UUID(hazard["id"]),
        customer_id=customer_id,
        appliance_id=appliance_id if appliance_id in known else None,
        source=hazard["source"],
        by_test=hazard.get("job_id") is not None,
        level=hazard["urgency"],
        text_zh=text["zh"][:240],
        text_en=text["en"][:240],
        found_on=day,
        decision=hazard["decision"] or "",
        report_id=happened.report_id,
        closed_at=happened.at if hazard["measure"] == HazardMeasure.FIXED else None,
    )


def _in_both(hazard: Content, content: Content) -> Text:
    """As it was signed, and in the other language where the catalog still has those words."""
    text = hazard["hazard"]
    try:
        catalog = catalog_of_version(content["catalog"]["version"])
    except NotFoundError:  # from before a restore
        return {"zh": text, "en": text}
    return in_both_languages(text, language=content["language"], source=hazard["source"], catalog=catalog)


def _close(content: Content, happened: ReportProjected, *, customer_id: UUID) -> None:
    """An older hazard is over when it was put right, or what found it is now in order: its check or the whole test."""
    older = (
        Hazard.customer_id == customer_id,
        Hazard.closed_at.is_(None),
        Hazard.report_id.is_distinct_from(happened.report_id),
        Hazard.found_on <= parse_signed(content["visit"]["arrived_at"]).date(),
    )
    over = [
        (Hazard.appliance_id == appliance_id) & (Hazard.source == check) for appliance_id, check in _in_order(content)
    ]
    over += [(Hazard.appliance_id == appliance_id) & Hazard.by_test for appliance_id in _tested_well(content)]
    if over:
        db.session.execute(update(Hazard).where(*older, or_(*over)).values(closed_at=happened.at))


def _in_order(content: Content) -> Iterable[tuple[UUID, str]]:
    """What was found sound, and what the technician says was put right; a customer's wish repairs nothing."""
    for other in content["others"]:
        for finding in other["findings"]:
            if other["id"] and finding["level"] == "ok":
                yield UUID(other["id"]), finding["check"]
    for hazard in content["hazards"]:
        if hazard["appliance_id"] and hazard["measure"] == HazardMeasure.FIXED:
            yield UUID(hazard["appliance_id"]), hazard["source"]


def _tested_well(content: Content) -> Iterable[UUID]:
    """Appliances whose whole test was taken, and found nothing that must be put right."""
    for job in content["jobs"]:
        level = job["safety"]["verdict"]["level"]
        if job["appliance"]["id"] and level in (Level.PASS, Level.ADVISE):
            yield UUID(job["appliance"]["id"])
