"""A visit on its customer's own pages: the words of the card, in the reader's language, and what may be said. Pure.

The card's presentation is used as it is, so that the page to sign shows exactly what the card will print.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from backend.cards.presentation import MISSING, SHOWN, Issue, present_card
from backend.cards.wording import Wording, load_labels, zone_named
from backend.care.queries import Visit
from backend.domain.canonical import canonical_bytes, sha256_hex
from backend.domain.vocabulary import Level, Service, Signer


def wording_for(visit: Visit, language: str) -> Wording:
    return Wording(labels=load_labels()[language], zone=zone_named(visit.content["visit"]["time_zone"]))


def digest_of(visit: Visit) -> str:
    """What a signature is bound to: SHA-256 of the content's canonical bytes."""
    return sha256_hex(canonical_bytes(visit.content))


def present_visit(visit: Visit, language: str, *, number: str, photos: Collection[str]) -> dict[str, Any]:
    """The context of templates/care: as `present_card`, with labels in `language`. `photos`: SHA-256 of those here."""
    issue = Issue(
        number=number,
        edition=1,
        sealed_at=visit.report.received_at,
        received_at=visit.report.received_at,
        content_digest=digest_of(visit),
        verify_url="",
        certificate="",
    )
    states = {photo["sha256"]: SHOWN if photo["sha256"] in photos else MISSING for photo in visit.content["photos"]}
    shown = present_card(visit.content | {"language": language}, visit.attestations, issue, photos=states)
    names = [photo["sha256"] for photo in visit.content["photos"]]
    for name, photo in zip(names, shown["photos"], strict=True):
        photo["name"] = name
    return shown | {"services": _services(visit, shown), "summary": _summary(visit, shown)}


def _services(visit: Visit, shown: dict[str, Any]) -> list[dict[str, Any]]:
    """The five with the answer given and what was recorded of each; of the test, how much was measured and passed."""
    taken = [row for group in shown["test"]["groups"] for row in group["rows"] if row["level"] != Level.NOT_TESTED]
    tested = {"taken": len(taken), "passed": sum(row["level"] == Level.PASS for row in taken)} if taken else None
    recorded: dict[str, list[str]] = {
        Service.ELECTRICAL_TEST: [],
        Service.GUIDANCE: [item["text"] for item in visit.content["guidance"]["items"] if item["done"]],
        Service.MAINTENANCE: [item["text"] for item in visit.content["maintenance"]["items"] if item["done"]],
        Service.OTHER_APPLIANCES: [
            each["category_text"] for each in visit.content["others"] if each["state"] == "checked"
        ],
        Service.CLEANUP: [item["text"] for item in visit.content["cleanup"]["items"] if item["done"]],
    }
    return [
        each
        | {
            "recorded": recorded[each["letter"]],
            "tested": tested if each["letter"] == Service.ELECTRICAL_TEST else None,
        }
        for each in shown["confirmations"]
    ]


def _summary(visit: Visit, shown: dict[str, Any]) -> dict[str, Any]:
    appliance, technician = visit.content["appliance"], visit.content["technician"]
    model = " ".join(part for part in (appliance["brand"], appliance["model"]) if part)
    return {
        "kind": shown["head"]["sub"],
        "appliance": " ".join(part for part in (appliance["category_text"], model) if part),
        "technician": " ".join(part for part in (technician["name"], technician["staff_no"]) if part),
        "visit": shown["parties"][2][0][2],
        "reason": visit.content["safety"]["verdict"]["why"],
    }


def customer_has_signed(visit: Visit) -> bool:
    """A hand drew over exactly this content, on the technician's phone or by link."""
    digest = digest_of(visit)
    return any(
        each["who"] == Signer.CUSTOMER and each["strokes"] and each["content_digest"] == digest
        for each in visit.attestations
    )
