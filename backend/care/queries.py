"""Reading links, complaints and what a private page needs. Access is part of the query."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from backend.cards.models import CardWork
from backend.care.keys import hash_key, read_key
from backend.care.models import CareLink, Complaint, ComplaintEvent
from backend.domain.errors import GoneError, NotFoundError
from backend.domain.vocabulary import LinkPurpose, SignedDocument, Signer
from backend.infrastructure.database import db
from backend.infrastructure.wiring import settings
from backend.reports.models import Attestation, Report, ReportSummary
from backend.reports.queries import body_of, find_report
from backend.reports.versions import Content, SignedReport, latest_attestation, read_signed

Centers = AbstractSet[UUID] | None  # None = every center


@dataclass(frozen=True, kw_only=True)
class Visit:
    """A visit as its customer may see it: the signed content, and until when they may speak about it."""

    report: Report
    signed: SignedReport  # with the signatures that came later, in the order of arrival
    supervised_until: datetime

    @property
    def content(self) -> Content:
        return self.signed.content

    @property
    def attestations(self) -> Sequence[dict[str, Any]]:
        return self.signed.attestations


def find_link(typed: str, purpose: LinkPurpose, *, now: datetime) -> CareLink:
    """The link that a key opens. Raises NotFoundError, GoneError when it has expired or was revoked."""
    key = read_key(typed)
    link = (
        db.session.scalar(select(CareLink).where(CareLink.key_hash == hash_key(key), CareLink.purpose == purpose.value))
        if key
        else None
    )
    if link is None:
        raise NotFoundError
    if link.revoked_at is not None:
        raise GoneError(code="link_revoked")
    if link.expires_at <= now:
        raise GoneError(code="link_expired")
    return link


def documents_answered(link: CareLink) -> set[SignedDocument]:
    """What the customer has said a word on through a link since this one was made."""
    query = select(Attestation.body).where(
        Attestation.report_id == link.report_id,
        Attestation.author_id.is_(None),  # no phone sent it: the customer did
        Attestation.received_at >= link.created_at,
    )
    told = [latest_attestation(json.loads(body)) for body in db.session.scalars(query)]
    return {SignedDocument(each["document"]) for each in told if each["who"] == Signer.CUSTOMER}


def links_of(report_id: UUID) -> list[CareLink]:
    """Every link to a report, the newest first."""
    query = select(CareLink).where(CareLink.report_id == report_id).order_by(CareLink.created_at.desc())
    return list(db.session.scalars(query))


def get_visit(report_id: UUID) -> Visit:
    """Raises NotFoundError, also for bytes that cannot be read."""
    report = find_report(report_id)
    if report is None:
        raise NotFoundError
    try:
        signed = read_signed(body_of(report_id))
    except (ValueError, KeyError, TypeError):
        raise NotFoundError from None
    query = select(Attestation).where(Attestation.report_id == report_id).order_by(Attestation.received_at)
    later = [(each.received_at, latest_attestation(json.loads(each.body))) for each in db.session.scalars(query)]
    began = max([report.received_at, *(at for at, each in later if each["who"] == "customer")])
    return Visit(
        report=report,
        signed=replace(signed, attestations=[*signed.attestations, *(each for _, each in later)]),
        supervised_until=began + timedelta(days=settings().supervision_days),
    )


def complaints_of(report_id: UUID) -> list[Complaint]:
    query = select(Complaint).where(Complaint.report_id == report_id).order_by(Complaint.opened_at, Complaint.id)
    return list(db.session.scalars(query))


def complaint_about(report_id: UUID, key: str) -> Complaint | None:
    return db.session.scalar(select(Complaint).where(Complaint.report_id == report_id, Complaint.key == key))


def events_of(report_id: UUID) -> dict[UUID, list[ComplaintEvent]]:
    """The history of every complaint about a report, the oldest first."""
    found: dict[UUID, list[ComplaintEvent]] = defaultdict(list)
    query = (
        select(ComplaintEvent)
        .join(Complaint, Complaint.id == ComplaintEvent.complaint_id)
        .where(Complaint.report_id == report_id)
        .order_by(ComplaintEvent.at, ComplaintEvent.id)
    )
    for event in db.session.scalars(query):
        found[event.complaint_id].append(event)
    return found


def new_edition_coming(report_id: UUID) -> bool:
    """A card is asked for and not yet made."""
    work = db.session.get(CardWork, report_id)
    return work is not None and work.done_at is None


def center_of(report_id: UUID) -> UUID | None:
    return db.session.scalar(select(ReportSummary.center_id).where(ReportSummary.report_id == report_id))


def is_superseded(report_id: UUID) -> bool:
    query = select(func.count()).where(ReportSummary.supersedes_id == report_id)
    return bool(db.session.scalar(query))
