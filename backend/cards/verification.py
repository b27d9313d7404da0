"""Is a card genuine, whole and current? By its code, or by the file. Answers hold no personal data."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import structlog

from backend.cards.inspection import Inspection, inspect_pdf
from backend.cards.keys import seal_certificates, trusted_roots
from backend.cards.models import NOTICE_SUFFIX, Card, HazardNotice
from backend.cards.queries import (
    Paper,
    corrected_on,
    find_by_code,
    find_by_content,
    find_by_file,
    find_by_number,
    is_being_made,
    latest_notice,
    latest_of,
)
from backend.config import Settings
from backend.domain.errors import NotFoundError
from backend.infrastructure.storage import Storage, content_key

log = structlog.get_logger()

CODE_LENGTH = 26
_LOOKALIKES = str.maketrans("ILO", "110")  # Crockford base32 has no I, L, O, U
_CODE = re.compile(r"[0-9A-HJKMNP-TV-Z]{26}\Z")
_NUMBER = re.compile(r"[A-Z0-9]{1,12}-[A-Z0-9]{1,8}-\d{6}-\d{4,7}(?:-H)?")


class State(StrEnum):
    GENUINE = "genuine"
    SUPERSEDED = "superseded"
    ALTERED = "altered"
    UNKNOWN = "unknown"


class Outcome(StrEnum):
    PASS = "pass"
    FAIL = "fail"
    UNTESTED = "untested"


class Kept(StrEnum):
    """The file in our own store, compared with the register."""

    WHOLE = "whole"
    DAMAGED = "damaged"
    GONE = "gone"


@dataclass(frozen=True, kw_only=True)
class Check:
    """One of the four questions: registered, seal, whole, content. `reason` is a key of verify.json."""

    question: str
    outcome: Outcome
    reason: str


@dataclass(frozen=True, kw_only=True)
class Answer:
    """The verdict, why, and the register's entry when there is one: of the card, or of the hazard notice.

    `beside`: the number of the other paper that has the same code.
    """

    state: State
    reason: str
    checks: tuple[Check, ...]
    card: Paper | None = None
    beside: str = ""
    code: str = ""
    corrected: date | None = None
    newer_edition: int | None = None

    @property
    def vouched(self) -> bool:
        return self.state in (State.GENUINE, State.SUPERSEDED)


def normal_code(text: str) -> str | None:
    """The code as registered, however it was typed or grouped; None when it cannot be one."""
    code = re.sub(r"[\s\-_.·]", "", text).upper().translate(_LOOKALIKES)
    return code if _CODE.match(code) else None


def verify_code(text: str, storage: Storage) -> Answer:
    """Answer from the register and the file kept with it: the asker's file has not been seen, and the answer says so."""
    code = normal_code(text)
    card = find_by_code(code) if code else None
    if code is None or card is None:
        reason = "malformed_code" if code is None else "being_made" if is_being_made(code) else "no_such_code"
        return Answer(state=State.UNKNOWN, reason=reason, checks=_untested("find_first"), code=(code or text)[:40])
    kept = _kept_file(card, storage)
    if kept is Kept.DAMAGED:
        log.error("card_file_damaged", card=card.number, edition=card.edition)
        return Answer(state=State.UNKNOWN, reason="stored_damaged", checks=_checks_of_code(kept), card=card, code=code)
    return _current_or_not(card, _checks_of_code(kept), reason="code_known")


def verify_file(data: bytes, settings: Settings) -> Answer:
    """Answer for the very bytes: the register first, then what the file shows of itself."""
    card = find_by_file(hashlib.sha256(data).hexdigest())
    found = inspect_pdf(data, trusted_roots(settings))
    if card is not None:
        return _current_or_not(card, _checks_of_genuine(card, found), reason="file_known")
    claimed = _claimed(found)
    if claimed is None and not found.trusted and not _carries_seal(data, settings):
        reason = "not_ours" if found.readable else "not_a_card"
        return Answer(state=State.UNKNOWN, reason=reason, checks=_untested("find_first"))
    if not found.readable:
        return Answer(state=State.ALTERED, reason="file_damaged", checks=_CHECKS_OF_DAMAGED)
    return Answer(state=State.ALTERED, reason="file_altered", checks=_checks_of_altered(claimed, found), card=claimed)


def _kept_file(card: Paper, storage: Storage) -> Kept:
    """Read the card's file again: a row of the register proves nothing about the bytes that we would hand out."""
    digest = hashlib.sha256()
    try:
        for chunk in storage.stream(content_key("cards", card.sha256)):
            digest.update(chunk)
    except NotFoundError:
        return Kept.GONE
    return Kept.WHOLE if digest.hexdigest() == card.sha256 else Kept.DAMAGED


def _checks_of_code(kept: Kept) -> tuple[Check, ...]:
    untested = Outcome.UNTESTED
    return (
        Check(question="registered", outcome=Outcome.FAIL, reason="stored_no")
        if kept is Kept.DAMAGED
        else Check(
            question="registered", outcome=untested, reason="need_file_stored" if kept is Kept.WHOLE else "need_file"
        ),
        Check(question="seal", outcome=untested, reason="need_file"),
        Check(question="whole", outcome=untested, reason="need_file"),
        Check(question="content", outcome=untested, reason="compare_digest"),
    )


def _untested(reason: str) -> tuple[Check, ...]:
    questions = ("registered", "seal", "whole", "content")
    return tuple(Check(question=each, outcome=Outcome.UNTESTED, reason=reason) for each in questions)


def _current_or_not(card: Paper, checks: tuple[Check, ...], *, reason: str) -> Answer:
    corrected, latest = corrected_on(card.report_id), latest_of(card)
    return Answer(
        state=State.SUPERSEDED if corrected else State.GENUINE,
        reason=reason,
        checks=checks,
        card=card,
        beside=_beside(card),
        corrected=corrected,
        newer_edition=latest.edition if latest and latest.edition > card.edition else None,
    )


def _beside(card: Paper) -> str:
    if isinstance(card, HazardNotice):
        return card.number.removesuffix(NOTICE_SUFFIX)
    notice = latest_notice(card.report_id)
    return notice.number if notice else ""


def _checks_of_genuine(card: Paper, found: Inspection) -> tuple[Check, ...]:
    """The register's word on the bytes is final; a check that could not run is said to be untested."""
    unread = not found.readable

    def check(question: str, good: bool, bad: str) -> Check:
        if unread:
            return Check(question=question, outcome=Outcome.UNTESTED, reason="not_checked_now")
        return Check(
            question=question, outcome=Outcome.PASS if good else Outcome.FAIL, reason=f"{question}_yes" if good else bad
        )

    return (
        Check(question="registered", outcome=Outcome.PASS, reason="registered_yes"),
        check("seal", found.intact and found.trusted, "seal_untrusted" if found.intact else "seal_broken"),
        check("whole", found.whole, "whole_no"),
        check("content", found.content_digest == card.content_digest, "content_no"),
    )


def _checks_of_altered(claimed: Paper | None, found: Inspection) -> tuple[Check, ...]:
    if not found.signatures:
        seal, whole = "seal_none", "whole_none"
    elif not found.intact:
        seal, whole = "seal_broken", "whole_void"
    else:
        seal = "seal_yes" if found.trusted else "seal_untrusted"
        whole = "whole_yes" if found.whole else "whole_no"
    same = claimed is not None and found.content_digest == claimed.content_digest
    content = "content_kept" if same else "content_no" if found.content_digest else "content_none"
    return (
        Check(question="registered", outcome=Outcome.FAIL, reason="registered_no"),
        Check(question="seal", outcome=Outcome.PASS if seal == "seal_yes" else Outcome.FAIL, reason=seal),
        Check(question="whole", outcome=Outcome.PASS if whole == "whole_yes" else Outcome.FAIL, reason=whole),
        Check(question="content", outcome=Outcome.PASS if same else Outcome.FAIL, reason=content),
    )


_CHECKS_OF_DAMAGED = (
    Check(question="registered", outcome=Outcome.FAIL, reason="registered_no"),
    Check(question="seal", outcome=Outcome.UNTESTED, reason="seal_unreadable"),
    Check(question="whole", outcome=Outcome.UNTESTED, reason="file_unread"),
    Check(question="content", outcome=Outcome.UNTESTED, reason="file_unread"),
)


def _claimed(found: Inspection) -> Paper | None:
    """The paper that a file pretends to be: by its report, its code, or the number in its title."""
    match = _NUMBER.search(found.title)
    number = match.group() if match else ""
    papers: tuple[type[Paper], ...] = (HazardNotice, Card) if number.endswith(NOTICE_SUFFIX) else (Card,)
    code = normal_code(found.code)
    for paper in papers:
        if found.content_digest and (card := find_by_content(found.content_digest, paper)):
            return card
        if code and (card := find_by_code(code, paper)):
            return card
    return find_by_number(number) if number else None


def _carries_seal(data: bytes, settings: Settings) -> bool:
    """Our certificate stands in the file, even if the file is too damaged to be parsed."""
    return seal_certificates(settings).der.hex().encode() in data.lower()
