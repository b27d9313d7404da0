"""What a card says: signed content -> words, ready for templates/cards/card.html. Pure.

Input is a report in the shape of the newest payload version (reports/versions.py). Nothing is judged or
added here: the customer's rating, which is no part of what was signed, is not printed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from backend.cards.hazards import present_hazards
from backend.cards.readings import present_verdict
from backend.cards.served_jobs import (
    Fact,
    JobGroup,
    appliance_facts,
    group_jobs,
    present_block,
    present_checklist,
    result_words,
    subject_of,
)
from backend.cards.signatures import present_signatures
from backend.cards.visit_lists import present_charges, present_other, present_photos
from backend.cards.wording import Wording, grouped, load_labels, zone_named
from backend.domain.vocabulary import Answer, Level, SignedDocument, SignedHow, WorkResult
from backend.reports.versions import Content, SignedReport

TEMPLATE_VERSION = "2.0"
_ANSWERS = {Answer.DONE: "pass", Answer.DECLINED: "untested", Answer.NOT_DONE: "fail"}
_FROM_BEST = (WorkResult.DONE, WorkResult.SECOND_VISIT, WorkResult.REFUSED)
_PROOFS = {SignedHow.BY_LINK: "proof_by_link", SignedHow.DRAWN: "proof_shown"}  # where the customer read it
LEVEL_SHAPES = {level.value: level.value for level in Level} | {Level.NOT_TESTED.value: "untested"}


@dataclass(frozen=True, kw_only=True)
class Issue:
    """What the server adds when it issues a paper: nothing of it is part of what was signed."""

    number: str
    edition: int
    sealed_at: datetime
    received_at: datetime
    content_digest: str
    verify_url: str  # where a code is entered, without the code
    certificate: str  # the name a PDF reader shows for the seal
    with_number: str = ""  # of the paper that belongs to this one: the hazard notice of a card, the card of a notice


def present_card(report: SignedReport, issue: Issue, *, photos: Mapping[str, str]) -> dict[str, Any]:
    """The template's context. `photos`: SHA-256 of the original -> missing | unreadable | shown."""
    content = report.content
    words = words_of(content)
    groups = group_jobs(content["jobs"])
    several = len(groups) > 1
    return {
        "L": words.labels,
        "head": _head(content, groups, issue, words),
        "strip": _strip(content, groups, words),
        "parties": _parties(content, groups, words),
        "blocks": [
            present_block(group, content["visit"], words, place=place, several=several)
            for place, group in enumerate(groups, 1)
        ],
        "cleanup": present_checklist(content["cleanup"], words),
        "others": [present_other(appliance, words) for appliance in content["others"]],
        "hazards": present_hazards(content["hazards"], words),
        "notice": words.say("notice_issued", issue.with_number) if issue.with_number else "",
        "photos": present_photos(content, groups, photos, words),
        "charges": present_charges(content, groups, words),
        "confirmations": [_confirmation(each, words) for each in content["confirmations"]],
        "consent": content["consent"],
        "signatures": present_signatures(content, report.attestations, words, content_digest=issue.content_digest),
        "proof": _proof(report, issue, words),
    }


def words_of(content: Content) -> Wording:
    """The wording of a report: its language, the zone of its visit."""
    return Wording(labels=load_labels()[content["language"]], zone=zone_named(content["visit"]["time_zone"]))


def present_issue(content: Content, issue: Issue, words: Wording) -> dict[str, Any]:
    """The head's part that says which paper this is and how it is verified."""
    return {
        "organisation": content["organisation"],
        "number": issue.number,
        "sealed": words.moment(issue.sealed_at),
        "edition": words.say("edition", issue.edition) if issue.edition > 1 else "",
        "code": [grouped(half, 4, mark="-") for half in _halves(content["verification_code"])],
        "digest": grouped(issue.content_digest[:16], 4),
        "verify_url": issue.verify_url,
    }


def _head(content: Content, groups: Sequence[JobGroup], issue: Issue, words: Wording) -> dict[str, Any]:
    said = present_issue(content, issue, words)
    return said | {
        "sub": words.joined(subject_of(groups, words), words.day(content["visit"]["arrived_at"])),
        "jobs": words.say("comma").join(dict.fromkeys(group.numbers(words) for group in groups)),
        "remark": words.joined(said["edition"], words.say("corrects") if content["supersedes"] else ""),
        "correction": content["supersedes_reason"] if content["supersedes"] else "",
    }


def _halves(code: str) -> tuple[str, str]:
    """26 characters as 12 and 14, so that each line is made of fours but the last."""
    return code[:12], code[12:]


def _strip(content: Content, groups: Sequence[JobGroup], words: Wording) -> dict[str, Any]:
    answers = Counter(each["answer"] for each in content["confirmations"])
    fewer = [
        words.say(key, answers[answer])
        for key, answer in (("five_missing", Answer.NOT_DONE), ("five_declined", Answer.DECLINED))
        if answers[answer]
    ]
    charges, verdict = content["charges"], present_verdict([group.shared["safety"] for group in groups], words)
    return _result(groups, words) | {
        "verdict": verdict["word"],
        "verdict_counts": verdict["counts"],
        "verdict_shape": LEVEL_SHAPES[verdict["level"]],
        "five": words.say("five_done", answers[Answer.DONE]),
        "five_fewer": words.say("comma").join(fewer),
        "five_shape": "fail" if answers[Answer.NOT_DONE] else "pass",
        "pay": words.money(charges["total"], charges["currency"], symbol=True),
        "payment": words.say(f"payment_{charges['payment']}"),
    }


def _result(groups: Sequence[JobGroup], words: Wording) -> dict[str, Any]:
    """The worst of the jobs; where they ended differently, how many of each."""
    works = [group.shared["work"] for group in groups for _job in group.jobs]
    results = Counter(WorkResult(work["result"]) for work in works)
    ended = max(results, key=_FROM_BEST.index)
    counts = [words.say(f"n_{result}", results[result]) for result in _FROM_BEST if results[result]]
    return {
        "result": result_words([work for work in works if work["result"] == ended], words),
        "result_counts": words.say("comma").join(counts) if len(counts) > 1 else "",
        "refused": ended is WorkResult.REFUSED,
    }


def _parties(content: Content, groups: Sequence[JobGroup], words: Wording) -> list[list[Fact]]:
    """Rows of two facts: label, the part in bold, the rest. One appliance stands here, several with their jobs."""
    customer = content["customer"]
    name = (words.say("customer"), customer["name"], customer["phone"])
    address = (words.say("address"), "", customer["address"] or words.say("none"))
    visit = (words.say("visit"), "", _visit(content, words))
    technician = _technician(content, words)
    if len(groups) > 1:
        return [[name, technician], [address, visit]]
    (appliance, serial), (age, warranty) = appliance_facts(groups[0].shared, content["visit"], words)
    return [[name, appliance], [address, serial], [visit, age], [technician, warranty]]


def _technician(content: Content, words: Wording) -> Fact:
    technician = content["technician"]
    grade = words.say("grade", technician["grade"]) if technician["grade"] else ""
    certificates = words.say("comma").join(
        words.say("certificate_until", each["name"], each["valid_until"][:7]) if each["valid_until"] else each["name"]
        for each in technician["certificates"]
    )
    helpers = (
        words.say("helper", " ".join(filter(None, (each["name"], each["staff_no"])))) for each in content["helpers"]
    )
    said = words.joined(technician["staff_no"], grade, certificates, *helpers)
    return words.say("technician"), technician["name"], said


def _visit(content: Content, words: Wording) -> str:
    visit, stayed = content["visit"], _on_site(content.get("on_site"), words)
    came = words.say("comma").join(
        (words.say("arrived", words.clock(visit["arrived_at"])), words.say("left", words.clock(visit["finished_at"])))
    )
    window = visit["window"]
    if not window:
        return words.joined(came, words.say("no_window"), stayed)
    agreed = words.say("window", f"{words.clock(window['start'])}–{words.clock(window['end'])}")
    return words.joined(came, words.say("comma").join((agreed, _punctual(visit, words))), stayed)


def _on_site(spent: dict[str, Any] | None, words: Wording) -> str:
    """How long the visit took, told where it was longer than its standard."""
    if not spent or spent["minutes"] <= spent["standard_minutes"]:
        return ""
    stayed = words.say("on_site", words.minutes(spent["minutes"]))
    standard = words.say("standard_time", words.minutes(spent["standard_minutes"]))
    reason = words.say("on_site_over", spent["over_reason"]) if spent["over_reason"] else ""
    return words.joined(words.say("comma").join((stayed, standard)), reason)


def _punctual(visit: dict[str, Any], words: Wording) -> str:
    """Measured against the agreed window; up to a quarter of an hour early is on time."""
    arrived, window = words.local(visit["arrived_at"]), visit["window"]
    late = int((arrived - words.local(window["end"])).total_seconds() // 60)
    early = int((words.local(window["start"]) - arrived).total_seconds() // 60)
    if late > 0:
        return words.say("late", words.minutes(late))
    return words.say("early", words.minutes(early)) if early > 15 else words.say("on_time")


def _confirmation(each: dict[str, Any], words: Wording) -> dict[str, str]:
    return {
        "letter": each["service"],
        "service": words.say(f"h_{each['service'].lower()}"),
        "answer": words.say(f"answer_{each['answer']}"),
        "shape": _ANSWERS[Answer(each["answer"])],
        "note": each["note"],
        "time": words.second(each["at"]),
    }


def _proof(report: SignedReport, issue: Issue, words: Wording) -> dict[str, Any]:
    ways = {
        each["how"]
        for each in report.attestations
        if each["who"] == "customer"
        and each["strokes"]
        and each["document"] == SignedDocument.REPORT
        and each["content_digest"] == issue.content_digest
    }
    shown = next((_PROOFS[how] for how in _PROOFS if how in ways), None)
    parts = [words.say(shown), words.say("proof_bound")] if shown else [words.say("proof_unsigned")]
    return present_proof(parts, report.content, issue, words)


def present_proof(parts: Sequence[str], content: Content, issue: Issue, words: Wording) -> dict[str, Any]:
    """What was signed (`parts`), when it was frozen and stored, and how anybody verifies it."""
    frozen = words.say("proof_frozen", words.exact(content["frozen_at"]), words.moment(issue.received_at))
    return {
        "text": ("" if content["language"] == "zh" else " ").join([*parts, frozen]),
        "digest": grouped(issue.content_digest, 8),
        "steps": [
            words.say("v1", issue.verify_url),
            words.say("v2"),
            words.say("v3", issue.certificate),
            words.say("v4"),
        ],
    }
