"""The signature boxes of a card. A box looks signed only when a hand drew over exactly this content. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from backend.cards.strokes import Drawing, draw_strokes
from backend.cards.wording import Wording
from backend.domain.vocabulary import SignedHow, Signer

# Drawn on the technician's phone, or by the customer on their own: each is printed as what it is.
_BY_HAND = {SignedHow.DRAWN: "drawn", SignedHow.BY_LINK: "drawn_by_link"}


def present_signatures(
    content: dict[str, Any], attestations: Sequence[dict[str, Any]], words: Wording, *, content_digest: str
) -> list[dict[str, Any]]:
    """Boxes of customer and technician always; of the helper, who need not sign, when there is a word of theirs."""
    signers = [Signer.CUSTOMER, Signer.TECHNICIAN]
    if any(each["who"] == Signer.HELPER for each in attestations):
        signers.append(Signer.HELPER)
    return [_box(who, content, attestations, words, content_digest) for who in signers]


def _latest(who: Signer, attestations: Sequence[dict[str, Any]], digest: str) -> dict[str, Any] | None:
    """The last word of that person on this content; a word on other content only when there is no other.

    In the order of arrival: a phone whose clock is ahead must not outlive a signature that the customer gives later.
    """
    mine = [each for each in attestations if each["who"] == who]
    bound = [each for each in mine if each["content_digest"] == digest]
    return next(reversed(bound or mine), None)


def _box(
    who: Signer, content: dict[str, Any], attestations: Sequence[dict[str, Any]], words: Wording, digest: str
) -> dict[str, Any]:
    said = _latest(who, attestations, digest)
    person = content[who.value] or {"name": ""}
    name = (said["name"] if said else "") or person["name"]
    role = words.say("signer_customer") if who is Signer.CUSTOMER else person.get("staff_no", "")
    if role and who is not Signer.CUSTOMER:
        role = words.say("signer_staff", role)
    drawing, state, fine = _content_of(said, digest, words)
    return {
        "title": words.say(f"sign_{who}"),
        "drawing": drawing,
        "alt": words.say("signature_alt", name),
        "state": state,
        "name": name,
        "line": words.joined(role, words.exact(said["at"])) if said else role,
        "fine": fine,
    }


def _content_of(said: dict[str, Any] | None, digest: str, words: Wording) -> tuple[Drawing | None, str, str]:
    """What stands in the box: a drawing, or words in its place; and a line below."""
    if said is None:
        return None, words.say("sign_none"), ""
    if said["content_digest"] != digest:
        return None, words.say("sign_other"), ""
    reason = words.say("reason", said["reason"]) if said["reason"] else ""
    if said["how"] not in _BY_HAND:
        return None, words.say(f"sign_{said['how']}"), reason
    drawing = draw_strokes(said["strokes"])
    if drawing is None:
        return None, words.say("sign_by_link" if said["how"] == SignedHow.BY_LINK else "sign_none"), reason
    return drawing, "", words.say(_BY_HAND[said["how"]], drawing.points, drawing.seconds)
