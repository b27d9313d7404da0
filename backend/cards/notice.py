"""What a hazard notice says: the dangers of a signed content -> words for templates/cards/hazard_notice.html. Pure.

A paper of its own beside the card: for the landlord or the electrician, signed by the customer apart from the
report. It says nothing of charges, of the other appliances or of the work.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from backend.cards.hazards import present_hazards
from backend.cards.presentation import Issue, present_issue, present_proof, words_of
from backend.cards.signatures import present_notice_signatures
from backend.cards.visit_lists import URGENCY_SHAPES, present_photos
from backend.cards.wording import Wording
from backend.domain.vocabulary import HazardMeasure, SignedHow, Urgency
from backend.reports.versions import Content, SignedReport

NOTICE_TEMPLATE_VERSION = "1.0"
_MOST_PHOTOS = 4  # one row
_PROOFS = {SignedHow.DRAWN: "notice_drawn", SignedHow.BY_LINK: "notice_by_link"}  # where the customer read it
_FROM_WORST = (Urgency.C1, Urgency.C2, Urgency.FI, Urgency.C3)


def present_notice(report: SignedReport, issue: Issue, *, photos: Mapping[str, str]) -> dict[str, Any]:
    """The template's context. `issue.with_number`: of the card. `photos` as for the card.

    Raises ValueError when the report tells of no hazard: there is nothing to give notice of.
    """
    content = report.content
    if not content["hazards"]:
        raise ValueError("a report without hazards has no hazard notice")
    words = words_of(content)
    signatures = present_notice_signatures(content, report.attestations, words, content_digest=issue.content_digest)
    proof = _PROOFS.get(signatures[0]["how"], "notice_unsigned") if signatures[0]["drawing"] else "notice_unsigned"
    signed = words.say(proof)
    return {
        "L": words.labels,
        "head": _head(content, issue, words),
        "stop": _stop(content["hazards"], words),
        "facts": _facts(content, words),
        "hazards": present_hazards(content["hazards"], words),
        "photos": _photos(content, photos, words),
        "duties": _duties(content["hazards"], words),
        "signatures": signatures,
        "proof": present_proof([signed], content, issue, words),
    }


def _head(content: Content, issue: Issue, words: Wording) -> dict[str, Any]:
    said = present_issue(content, issue, words)
    appliances = dict.fromkeys(job["appliance"]["category_text"] for job in content["jobs"])
    return said | {
        "sub": words.joined(
            words.say("notice_sub", len(content["hazards"])),
            words.say("comma").join(appliances),
            words.day(content["visit"]["arrived_at"]),
        ),
        "card": issue.with_number,
        "remark": said["edition"],
    }


def _stop(hazards: Sequence[Mapping[str, Any]], words: Wording) -> dict[str, str]:
    """The one thing to know: stop, mend, or know that it was mended."""
    still = [hazard for hazard in hazards if hazard["measure"] != HazardMeasure.FIXED]
    worst = min((Urgency(hazard["urgency"]) for hazard in still), key=_FROM_WORST.index, default=None)
    if any(hazard["refuses_work"] for hazard in still):
        key = "stop_refused"
    else:
        key = {None: "stop_fixed", Urgency.C1: "stop_now"}.get(worst, "stop_deadline")
    shape = "refuse" if key == "stop_refused" else URGENCY_SHAPES[worst] if worst else "pass"
    return {"title": words.say(key), "text": words.say(f"{key}_text"), "shape": shape}


def _facts(content: Content, words: Wording) -> list[list[tuple[str, str, str]]]:
    customer, technician = content["customer"], content["technician"]
    certificates = words.say("comma").join(each["name"] for each in technician["certificates"])
    return [
        [
            (words.say("customer"), customer["name"], customer["phone"]),
            (words.say("technician"), technician["name"], words.joined(technician["staff_no"], certificates)),
        ],
        [
            (words.say("notice_place"), "", customer["address"] or words.say("none")),
            (words.say("visit"), "", words.moment(content["visit"]["arrived_at"])),
        ],
    ]


def _photos(content: Content, states: Mapping[str, str], words: Wording) -> list[dict[str, str]]:
    """Pictures of the dangers themselves."""
    shown = photos_of_hazards(content)
    return [
        photo for group in present_photos(content | {"photos": shown}, [], states, words) for photo in group["photos"]
    ]


def photos_of_hazards(content: Content) -> list[dict[str, Any]]:
    """What the notice shows of the report's photos."""
    return [photo for photo in content["photos"] if photo["of"].startswith("hazard:")][:_MOST_PHOTOS]


def _duties(hazards: Sequence[Mapping[str, Any]], words: Wording) -> list[str]:
    still = any(hazard["measure"] != HazardMeasure.FIXED for hazard in hazards)
    declined = any(hazard["decision"] == "declined" for hazard in hazards)
    keys = [
        *(["duty_person", "duty_check"] if still else []),
        *(["duty_declined"] if declined else []),
        "duty_emergency",
    ]
    return [words.say(key) for key in keys]
