"""Signing later, by a link that works once, on the customer's own device. Callers commit.

A visit with dangers has two documents: the report, and the hazard notice apart. One link asks for each that is not
yet signed, one after the other, and is used up with the last.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from backend.audit.operations import record
from backend.care.links import use_once
from backend.care.models import CareLink
from backend.care.presentation import customer_has_signed
from backend.care.queries import Visit, center_of, documents_answered, get_visit, is_superseded
from backend.domain.canonical import canonical_bytes
from backend.domain.errors import ConflictError, GoneError, InvalidInputError
from backend.domain.signature import is_signature
from backend.domain.vocabulary import SignedDocument, SignedHow, Signer
from backend.infrastructure.clock import iso
from backend.infrastructure.database import db
from backend.infrastructure.ids import new_id
from backend.reports.content_v1 import AttestationV1
from backend.reports.models import Report
from backend.reports.operations import accept_attestation

LONGEST_REASON = 240  # as AttestationV1 has it


@dataclass(frozen=True, kw_only=True)
class Signed:
    """What the page sent: strokes and pad as AttestationV1 has them, or the reason not to sign."""

    document: SignedDocument
    content_digest: str
    strokes: list[Any]
    pad: Any = None
    reason: str = ""
    refused: bool = False


def read_drawing(strokes: str, pad: str) -> tuple[list[Any], Any]:
    """What the pad wrote into its fields. Raises InvalidInputError."""
    try:
        drawn, size = json.loads(strokes or "[]"), json.loads(pad or "null")
    except (ValueError, RecursionError):
        raise InvalidInputError(field="strokes") from None
    if not isinstance(drawn, list):
        raise InvalidInputError(field="strokes")
    return drawn, size


def documents_to_sign(link: CareLink, visit: Visit) -> list[SignedDocument]:
    """What the customer has neither signed nor, by this link, refused; the report first."""
    documents = [SignedDocument.REPORT, *([SignedDocument.HAZARD_NOTICE] if visit.content["hazards"] else [])]
    answered = documents_answered(link)
    return [each for each in documents if each not in answered and not customer_has_signed(visit, each)]


def check_signable(link: CareLink, visit: Visit) -> list[SignedDocument]:
    """The documents that are to be signed, never empty.

    Raises GoneError when the link was used or the report corrected, ConflictError when all is signed already.
    """
    if link.used_at is not None:
        raise GoneError(code="link_used")
    if is_superseded(visit.report.id):
        raise GoneError(code="report_corrected")
    open_documents = documents_to_sign(link, visit)
    if not open_documents:
        raise ConflictError(code="already_signed")
    return open_documents


def sign_by_link(link: CareLink, visit: Visit, signed: Signed, *, now: datetime) -> bool:
    """Store the customer's signature, or their word that they do not sign, exactly once for each document.

    Returns whether the link is used up. Raises InvalidInputError for no signature or no reason, GoneError and ConflictError as check_signable.
    """
    db.session.get_one(Report, visit.report.id, with_for_update=True)  # two links at once: one signature
    visit = get_visit(visit.report.id)
    open_documents = check_signable(link, visit)
    if signed.document not in open_documents:
        raise ConflictError(code="already_signed")
    attestation_id = new_id()
    body = {
        "id": str(attestation_id),
        "document": signed.document.value,
        "phone": None,
        "who": Signer.CUSTOMER.value,
        "how": SignedHow.REFUSED.value if signed.refused else SignedHow.BY_LINK.value,
        "name": visit.content["customer"]["name"],
        "at": iso(now),
        "content_digest": signed.content_digest,
        **(_refusal(signed) if signed.refused else _drawing(signed)),
    }
    last = open_documents == [signed.document]
    if last and not use_once(link, now=now):
        raise GoneError(code="link_used")
    stored, _ = accept_attestation(visit.report, attestation_id, canonical_bytes(body), author=None, now=now)
    record(
        "care.sign",
        actor=None,
        now=now,
        subject_type="report",
        subject_id=visit.report.id,
        center_id=center_of(visit.report.id),
        how=body["how"],
        document=signed.document.value,
        attestation=str(stored.id),
    )
    return last


def _refusal(signed: Signed) -> dict[str, Any]:
    reason = signed.reason.strip()
    if not reason:
        raise InvalidInputError(
            zh="请写明不签名的理由。", en="Please say why you do not sign.", field="reason", code="no_reason"
        )
    return {"pad": None, "strokes": [], "reason": reason[:LONGEST_REASON]}


def _drawing(signed: Signed) -> dict[str, Any]:
    """Its shape is checked before its length is measured: what is no list of points has none."""
    problems = AttestationV1(only=("pad", "strokes")).validate({"pad": signed.pad, "strokes": signed.strokes})
    if problems or signed.pad is None or not is_signature(signed.strokes):
        raise InvalidInputError(
            zh="还没有签名：请用手指写下您的名字。",
            en="There is no signature yet: please write your name with your finger.",
            field="strokes",
            code="no_signature",
        )
    return {"pad": signed.pad, "strokes": signed.strokes, "reason": ""}
