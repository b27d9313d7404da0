"""The signature boxes of a card. A box looks signed only when a hand drew over exactly this content. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from backend.cards.strokes import Drawing, draw_strokes
from backend.cards.wording import Wording
from backend.domain.vocabulary import SignedDocument, SignedHow, Signer

_LONG_NAME = 24
Said = Mapping[str, Any]

# Drawn on the technician's phone, or by the customer on their own: each is printed as what it is.
_BY_HAND = {SignedHow.DRAWN: "drawn", SignedHow.BY_LINK: "drawn_by_link"}


def present_signatures(
    content: Mapping[str, Any], attestations: Sequence[Said], words: Wording, *, content_digest: str
) -> list[dict[str, Any]]:
    """Boxes of customer and technician always; of a helper, who need not sign, when there is a word of theirs."""
    said = [each for each in attestations if each["document"] == SignedDocument.REPORT]
    boxes = [
        _box(who, _person(who, content), [each for each in said if each["who"] == who], words, digest=content_digest)
        for who in (Signer.CUSTOMER, Signer.TECHNICIAN)
    ]
    for name in dict.fromkeys(each["name"] for each in said if each["who"] == Signer.HELPER):
        person = next((helper for helper in content["helpers"] if helper["name"] == name), {"name": name})
        mine = [each for each in said if each["who"] == Signer.HELPER and each["name"] == name]
        boxes.append(_box(Signer.HELPER, person, mine, words, digest=content_digest))
    return boxes


def present_notice_signatures(
    content: Mapping[str, Any], attestations: Sequence[Said], words: Wording, *, content_digest: str
) -> list[dict[str, Any]]:
    """The customer's word on the hazard notice alone; the technician's on the report, of which it is a part."""

    def of(who: Signer, document: SignedDocument) -> list[Said]:
        return [each for each in attestations if each["who"] == who and each["document"] == document]

    customer = _box(
        Signer.CUSTOMER,
        _person(Signer.CUSTOMER, content),
        of(Signer.CUSTOMER, SignedDocument.HAZARD_NOTICE),
        words,
        digest=content_digest,
    )
    on_report = _latest(of(Signer.CUSTOMER, SignedDocument.REPORT), content_digest)
    if customer["drawing"] is None and on_report and on_report["how"] != SignedHow.DRAWN and not customer["fine"]:
        word = words.say(f"sign_{on_report['how']}")
        customer["fine"] = words.say("on_report", words.joined(word, on_report["reason"]))
    own = of(Signer.TECHNICIAN, SignedDocument.HAZARD_NOTICE)
    technician = _box(
        Signer.TECHNICIAN,
        _person(Signer.TECHNICIAN, content),
        own or of(Signer.TECHNICIAN, SignedDocument.REPORT),
        words,
        digest=content_digest,
    )
    if not own and technician["drawing"] is not None:
        technician["fine"] = words.say("signed_report")
    return [customer, technician]


def _person(who: Signer, content: Mapping[str, Any]) -> Mapping[str, Any]:
    person: Mapping[str, Any] = content[who.value]
    return person


def _latest(said: Sequence[Said], digest: str) -> Said | None:
    """The last word of that person on this content; a word on other content only when there is no other.

    In the order of arrival: a phone whose clock is ahead must not outlive a signature that the customer gives
    later. The phone's key says who held the phone: it stands in the box only where the person said nothing else.
    """
    bound = [each for each in said if each["content_digest"] == digest]
    own = [each for each in bound if each["how"] != SignedHow.DEVICE_KEY]
    return next(reversed(own or bound or said), None)


def _box(
    who: Signer, person: Mapping[str, Any], said: Sequence[Said], words: Wording, *, digest: str
) -> dict[str, Any]:
    last = _latest(said, digest)
    name = (last["name"] if last else "") or person["name"]
    role = words.say("signer_customer") if who is Signer.CUSTOMER else person.get("staff_no", "")
    if role and who is not Signer.CUSTOMER:
        role = words.say("signer_staff", role)
    drawing, state, fine = _content_of(last, digest, words)
    return {
        "title": words.say(f"sign_{who}"),
        "how": last["how"] if last else "",
        "drawing": drawing,
        "alt": words.say("signature_alt", name),
        "state": state,
        "name": name,
        "line": words.joined(role, words.exact(last["at"])) if last else role,
        "fine": fine,
        "key": (key := _by_phone(said, last, digest, words)),
        "tight": bool(key) or len(name) > _LONG_NAME,  # three lines below the drawing
    }


def _by_phone(said: Sequence[Said], last: Said | None, digest: str, words: Wording) -> str:
    """The key of the phone, named by the ends of its fingerprint, when it signed this content too."""
    for each in said:
        if each["phone"] and each["content_digest"] == digest:
            key = f"{each['phone']['key'][:4]}…{each['phone']['key'][-4:]}"
            return words.say("phone_key" if each is last else "phone_key_too", key)
    return ""


def _content_of(said: Said | None, digest: str, words: Wording) -> tuple[Drawing | None, str, str]:
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
