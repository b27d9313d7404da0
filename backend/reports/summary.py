"""The one row by which the office finds a report, from its content in the newest shape. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from backend.accounts.models import User
from backend.domain.limits import worst
from backend.domain.rubber_stamps import readings_print
from backend.domain.vocabulary import Answer, Level, SignedDocument, Signer, WorkResult
from backend.infrastructure.clock import in_zone, parse_signed, storable
from backend.reports.versions import SignedReport

_FROM_BEST = (WorkResult.DONE, WorkResult.SECOND_VISIT, WorkResult.REFUSED)


def summary_of(signed: SignedReport, *, report_id: UUID, author: User, server_verdict: str) -> dict[str, Any]:
    """The columns of ReportSummary. Of several jobs, the first one gives type and appliance, the worst the result."""
    content = signed.content
    customer, visit, main = content["customer"], content["visit"], content["jobs"][0]
    appliance = main["appliance"]
    answers = {confirmation["service"]: confirmation["answer"] for confirmation in content["confirmations"]}
    said = _customers_word(signed.attestations)
    arrived = in_zone(parse_signed(visit["arrived_at"]), ZoneInfo(visit["time_zone"]))
    return {
        "report_id": report_id,
        "center_id": author.center_id,
        "technician_id": author.id,
        "job_id": UUID(main["id"]),
        "customer_id": UUID(customer["id"]) if customer["id"] else None,
        "supersedes_id": UUID(content["supersedes"]) if content["supersedes"] else None,
        "content_digest": signed.content_digest,
        "verification_code": content["verification_code"],
        "language": content["language"],
        "signed_at": storable(parse_signed(said["at"] if said else content["frozen_at"])),
        "visit_date": arrived.date(),
        "job_type": main["type"],
        "category": appliance["category"],
        "customer_name": customer["name"],
        "area": customer["address"][:160],
        "appliance": _device(appliance)[:160],
        "serial": appliance["serial"][:60],
        "result": max((WorkResult(job["work"]["result"]) for job in content["jobs"]), key=_FROM_BEST.index).value,
        "verdict": worst(Level(job["safety"]["verdict"]["level"]) for job in content["jobs"]).value,
        "server_verdict": server_verdict,
        "confirmations": answers,
        "services_missing": sum(answer == Answer.NOT_DONE for answer in answers.values()),
        "customer_signed": said["how"] if said else "",
        "total": content["charges"]["total"],
        "currency": content["charges"]["currency"],
        "readings_print": readings_print(content),
        "search": " ".join(_words(content)).lower()[:600],
    }


def _customers_word(attestations: Iterable[Mapping[str, Any]]) -> Mapping[str, Any] | None:
    return next(
        (each for each in attestations if each["who"] == Signer.CUSTOMER and each["document"] == SignedDocument.REPORT),
        None,
    )


def _device(appliance: Mapping[str, Any]) -> str:
    return " ".join(part for part in (appliance["brand"], appliance["model"]) if part)


def _words(content: Mapping[str, Any]) -> Iterable[str]:
    customer = content["customer"]
    yield from (customer["name"], customer["phone"], customer["address"], content["technician"]["name"])
    for job in content["jobs"]:
        appliance = job["appliance"]
        yield from (job["number"] or "", appliance["category_text"], _device(appliance), appliance["serial"])
        yield job["work"]["fault_code"]
