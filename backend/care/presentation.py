"""A visit on its customer's own pages: the words of the card, in the reader's language, and what may be said. Pure.

The card's presentation is used as it is, so that the page to sign shows exactly what the card will print.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import Any

from backend.cards.notice import present_notice
from backend.cards.presentation import Issue, present_card
from backend.cards.visit_lists import MISSING, SHOWN
from backend.cards.wording import Wording, load_labels, zone_named
from backend.care.queries import Visit
from backend.domain.limits import worst
from backend.domain.vocabulary import Level, Service, SignedDocument, Signer


def wording_for(visit: Visit, language: str) -> Wording:
    return Wording(labels=load_labels()[language], zone=zone_named(visit.content["visit"]["time_zone"]))


def digest_of(visit: Visit) -> str:
    """What a signature is bound to: SHA-256 of the canonical bytes that were signed."""
    return visit.signed.content_digest


def present_visit(visit: Visit, language: str, *, number: str, photos: Collection[str]) -> dict[str, Any]:
    """The context of templates/care: as `present_card`, with labels in `language`. `photos`: SHA-256 of those here."""
    issue = _issue(visit, number=number)
    states = {photo["sha256"]: SHOWN if photo["sha256"] in photos else MISSING for photo in visit.content["photos"]}
    read = replace(visit.signed, content=visit.content | {"language": language})
    shown = present_card(read, issue, photos=states)
    for group in shown["photos"]:
        for photo in group["photos"]:
            photo["name"] = photo["source"].removeprefix("photo:")
    return shown | {"services": _services(visit, shown), "summary": _summary(visit, shown)}


def _issue(visit: Visit, *, number: str) -> Issue:
    return Issue(
        number=number,
        edition=1,
        sealed_at=visit.report.received_at,
        received_at=visit.report.received_at,
        content_digest=digest_of(visit),
        verify_url="",
        certificate="",
    )


def _services(visit: Visit, shown: dict[str, Any]) -> list[dict[str, Any]]:
    """The five with the answer given and what was recorded of each; of the test, how much was measured and passed."""
    rows = [row for block in shown["blocks"] for group in block["test"]["groups"] for row in group["rows"]]
    taken = [row for row in rows if row["level"] != Level.NOT_TESTED]
    tested = {"taken": len(taken), "passed": sum(row["level"] == Level.PASS for row in taken)} if taken else None
    recorded: dict[str, list[str]] = {
        Service.ELECTRICAL_TEST: [],
        Service.GUIDANCE: _done(block["guidance"] for block in shown["blocks"]),
        Service.MAINTENANCE: _done(block["maintenance"] for block in shown["blocks"]),
        Service.OTHER_APPLIANCES: [
            each["category_text"] for each in visit.content["others"] if each["state"] == "checked"
        ],
        Service.CLEANUP: _done([shown["cleanup"]]),
    }
    return [
        each
        | {
            "recorded": recorded[each["letter"]],
            "tested": tested if each["letter"] == Service.ELECTRICAL_TEST else None,
        }
        for each in shown["confirmations"]
    ]


def _done(lists: Iterable[Mapping[str, Any]]) -> list[str]:
    return [item["text"] for each in lists for item in each["items"] if item["done"]]


def level_of(visit: Visit) -> Level:
    """The worst verdict that the report shows."""
    return worst(Level(job["safety"]["verdict"]["level"]) for job in visit.content["jobs"])


def _summary(visit: Visit, shown: dict[str, Any]) -> dict[str, Any]:
    technician = visit.content["technician"]
    words = ("category_text", "brand", "model")
    names = [" ".join(filter(None, (job["appliance"][word] for word in words))) for job in visit.content["jobs"]]
    why = [job["safety"]["verdict"]["why"] for job in visit.content["jobs"]]
    return {
        "kind": shown["head"]["sub"],
        "appliance": ", ".join(dict.fromkeys(names)),
        "technician": " ".join(part for part in (technician["name"], technician["staff_no"]) if part),
        "visit": next(rest for row in shown["parties"] for label, _, rest in row if label == shown["L"]["visit"]),
        "level": level_of(visit).value,
        "reason": " ".join(dict.fromkeys(filter(None, why))),
    }


def present_hazard_notice(visit: Visit, language: str, *, photos: Collection[str]) -> dict[str, Any]:
    """The hazard notice as it is printed, with labels in `language`, for the page to sign it."""
    states = {photo["sha256"]: SHOWN if photo["sha256"] in photos else MISSING for photo in visit.content["photos"]}
    read = replace(visit.signed, content=visit.content | {"language": language})
    shown = present_notice(read, _issue(visit, number=""), photos=states)
    for photo in shown["photos"]:
        photo["name"] = photo["source"].removeprefix("photo:")
    return shown


def customer_has_signed(visit: Visit, document: SignedDocument = SignedDocument.REPORT) -> bool:
    """A hand drew over exactly this content, on the technician's phone or by link."""
    digest = digest_of(visit)
    return any(
        each["who"] == Signer.CUSTOMER
        and each["document"] == document
        and each["strokes"]
        and each["content_digest"] == digest
        for each in visit.attestations
    )
