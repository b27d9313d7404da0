"""Every payload version that is accepted, and one shape to work with.

Bytes are stored, digested and embedded as they came. Whoever reads a report (projection, card, office)
reads the shape of the newest version; an older one is brought into it here, adding nothing that was not said.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from marshmallow import Schema

from backend.domain.canonical import bytes_of_parsed, parse_strict, sha256_hex
from backend.domain.vocabulary import SignedDocument
from backend.reports import content_v1, content_v2
from backend.reports.content_v1 import ReportBodyV1
from backend.reports.content_v2 import ReportBodyV2

SCHEMAS: Mapping[int, Schema] = {content_v1.VERSION: ReportBodyV1(), content_v2.VERSION: ReportBodyV2()}
LATEST = content_v2.VERSION

Content = dict[str, Any]
_OF_A_JOB = ("appliance", "warranty", "work", "safety", "guidance", "maintenance")


@dataclass(frozen=True, kw_only=True)
class SignedReport:
    """A stored report. `content` and `attestations` in the newest shape; `content_digest` of what was signed."""

    version: int
    content: Content
    attestations: list[dict[str, Any]]
    signed: bytes  # canonical bytes of the content as it was shown and signed
    content_digest: str  # SHA-256 of `signed`
    customer_link: str | None


def read_signed(raw: bytes) -> SignedReport:
    """Read a stored body of any version. Raises ValueError when it is no report that we know."""
    body = parse_strict(raw)
    if not isinstance(body, dict) or body.get("v") not in SCHEMAS:
        raise ValueError("not a report of a known version")
    content = body["content"]
    signed = bytes_of_parsed(content)
    return SignedReport(
        version=body["v"],
        content=latest_content(content, body["v"]),
        attestations=[latest_attestation(each) for each in body["attestations"]],
        signed=signed,
        content_digest=sha256_hex(signed),
        customer_link=body.get("customer_link"),
    )


def latest_content(content: Content, version: int) -> Content:
    """The content in the newest shape."""
    return _from_v1(content) if version == content_v1.VERSION else content


def latest_attestation(attestation: dict[str, Any]) -> dict[str, Any]:
    """A signature in the newest shape: version 1 knew one document and no key of the phone."""
    return {"document": SignedDocument.REPORT.value, "phone": None} | attestation


def _from_v1(old: Content) -> Content:
    """Every job of the visit shared one appliance, work text and test: each now says so itself."""
    shared = {
        "appliance": old["appliance"] | {"installed_on": None, "age_text": ""},
        "warranty": old["warranty"] | {"explanation": ""},
        "work": old["work"] | _NO_WORK,
        "safety": _safety_from_v1(old["safety"]),
        "guidance": _checklist_from_v1(old["guidance"]),
        "maintenance": _checklist_from_v1(old["maintenance"]),
    }
    kept = {key: value for key, value in old.items() if key not in (*_OF_A_JOB, "helper")}
    return kept | {
        "helpers": [old["helper"]] if old["helper"] else [],
        "jobs": [job | shared | {"parts": []} for job in old["jobs"]],
        "others": [_other_from_v1(other) for other in old["others"]],
        "hazards": [],
        "cleanup": _checklist_from_v1(old["cleanup"]),
        "photos": [photo | {"of": ""} for photo in old["photos"]],
        "charges": old["charges"]
        | {"rows": [row | {"job_id": None} for row in old["charges"]["rows"]], "agreed_before": False},
    }


_NO_WORK = {
    "symptom": "", "symptom_text": "", "fault_text": "", "grade": None, "first_time": None, "started_at": None,
    "ended_at": None, "standard_minutes": None, "over_reason": "",
}  # fmt: skip
_NO_WORDS = {"plain": "", "next": ""}


def _safety_from_v1(safety: Content) -> Content:
    """A test that stands there twice was measured again."""
    seen: Counter[str] = Counter()
    readings = []
    for reading in safety["readings"]:
        seen[reading["test"]] += 1
        readings.append(
            reading | {"attempt": seen[reading["test"]], "photo": None, "verdict": reading["verdict"] | _NO_WORDS}
        )
    return safety | {
        "circumstances": [],
        "asked": [],
        "readings": readings,
        "wiring": safety["wiring"] | {"check": ""},
        "verdict": safety["verdict"] | _NO_WORDS,
    }


def _checklist_from_v1(checklist: Content) -> Content:
    return checklist | {"items": [item | {"at": None, "before": "", "after": ""} for item in checklist["items"]]}


def _other_from_v1(other: Content) -> Content:
    """Brand and model were one text; findings had no name of their own."""
    kept = {key: value for key, value in other.items() if key != "model_text"}
    return kept | {
        "brand": "",
        "model": other["model_text"],
        "serial": "",
        "purchased_on": None,
        "identified": "known" if other["id"] else "typed",
        "findings": [finding | {"id": ""} for finding in other["findings"]],
    }
