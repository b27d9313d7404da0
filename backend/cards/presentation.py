"""What a card says: signed content -> words, ready for templates/cards/card.html. Pure.

Input is `content` and attestations exactly as in reports/content_v1.py. Nothing is judged or added here:
the customer's rating, which is no part of what was signed, is not printed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from backend.cards.readings import present_test, present_verdict
from backend.cards.signatures import present_signatures
from backend.cards.wording import Wording, grouped, load_labels, zone_named
from backend.domain.vocabulary import Answer, Level, SignedHow

TEMPLATE_VERSION = "1.0"
MISSING, UNREADABLE, SHOWN = "missing", "unreadable", "shown"
_SHAPES = {"ok": "pass", "advise": "advise", "fail": "fail", "na": "untested"}
_URGENT = {"C1": "refuse", "C2": "fail", "C3": "advise", "FI": "advise"}
_ANSWERS = {Answer.DONE: "pass", Answer.DECLINED: "untested", Answer.NOT_DONE: "fail"}
_PROOFS = {SignedHow.BY_LINK: "proof_by_link", SignedHow.DRAWN: "proof_shown"}  # where the customer read it
LEVEL_SHAPES = {level.value: level.value for level in Level} | {Level.NOT_TESTED.value: "untested"}


@dataclass(frozen=True, kw_only=True)
class Issue:
    """What the server adds when it issues a card: nothing of it is part of what was signed."""

    number: str
    edition: int
    sealed_at: datetime
    received_at: datetime
    content_digest: str
    verify_url: str  # where a code is entered, without the code
    certificate: str  # the name a PDF reader shows for the seal


def present_card(
    content: dict[str, Any], attestations: Sequence[dict[str, Any]], issue: Issue, *, photos: dict[str, str]
) -> dict[str, Any]:
    """The template's context. `photos`: SHA-256 of the original -> missing | unreadable | shown."""
    words = Wording(labels=load_labels()[content["language"]], zone=zone_named(content["visit"]["time_zone"]))
    return {
        "L": words.labels,
        "head": _head(content, issue, words),
        "strip": _strip(content, words),
        "parties": _parties(content, words),
        "work": _work(content, words),
        "test": present_test(content["safety"], words),
        "lists": {key: _checklist(content[key], words) for key in ("guidance", "maintenance", "cleanup")},
        "others": [_other(appliance, words) for appliance in content["others"]],
        "photos": [_photo(photo, photos.get(photo["sha256"], MISSING), words) for photo in content["photos"]],
        "charges": _charges(content["charges"], words),
        "confirmations": [_confirmation(each, words) for each in content["confirmations"]],
        "consent": content["consent"],
        "signatures": present_signatures(content, attestations, words, content_digest=issue.content_digest),
        "proof": _proof(content, attestations, issue, words),
    }


def _head(content: dict[str, Any], issue: Issue, words: Wording) -> dict[str, Any]:
    types = dict.fromkeys(words.say(f"type_{job['type']}") for job in content["jobs"])
    numbers = [job["number"] or words.say("job_unnumbered") for job in content["jobs"]]
    edition = ""
    if issue.edition > 1:
        edition = words.say("edition", issue.edition)
    return {
        "organisation": content["organisation"],
        "sub": words.joined(
            " + ".join(types), content["appliance"]["category_text"], words.day(content["visit"]["arrived_at"])
        ),
        "number": issue.number,
        "jobs": words.say("comma").join(dict.fromkeys(numbers)),
        "sealed": words.moment(issue.sealed_at),
        "remark": words.joined(edition, words.say("corrects") if content["supersedes"] else ""),
        "correction": content["supersedes_reason"] if content["supersedes"] else "",
        "code": [grouped(half, 4, mark="-") for half in _halves(content["verification_code"])],
        "digest": grouped(issue.content_digest[:16], 4),
        "verify_url": issue.verify_url,
    }


def _halves(code: str) -> tuple[str, str]:
    """26 characters as 12 and 14, so that each line is made of fours but the last."""
    return code[:12], code[12:]


def _strip(content: dict[str, Any], words: Wording) -> dict[str, Any]:
    answers = Counter(each["answer"] for each in content["confirmations"])
    fewer = [
        words.say(key, answers[answer])
        for key, answer in (("five_missing", Answer.NOT_DONE), ("five_declined", Answer.DECLINED))
        if answers[answer]
    ]
    charges, verdict = content["charges"], present_verdict(content["safety"], words)
    return {
        "result": words.say(f"result_{content['work']['result']}"),
        "refused": content["work"]["result"] == "refused",
        "verdict": verdict["word"],
        "verdict_counts": verdict["counts"],
        "verdict_shape": LEVEL_SHAPES[verdict["level"]],
        "five": words.say("five_done", answers[Answer.DONE]),
        "five_fewer": words.say("comma").join(fewer),
        "five_shape": "fail" if answers[Answer.NOT_DONE] else "pass",
        "pay": words.money(charges["total"], charges["currency"], symbol=True),
        "payment": words.say(f"payment_{charges['payment']}"),
    }


def _parties(content: dict[str, Any], words: Wording) -> list[list[tuple[str, str, str]]]:
    """Rows of two facts: label, the part in bold, the rest."""
    customer, appliance, technician = content["customer"], content["appliance"], content["technician"]
    warranty, none = content["warranty"], words.say("none")
    watts = words.say("watts", appliance["rated_power_w"]) if appliance["rated_power_w"] else ""
    model = " ".join(part for part in (appliance["brand"], appliance["model"]) if part)
    grade = words.say("grade", technician["grade"]) if technician["grade"] else ""
    certificates = words.say("comma").join(
        words.say("certificate_until", each["name"], each["valid_until"][:7]) if each["valid_until"] else each["name"]
        for each in technician["certificates"]
    )
    return [
        [
            (words.say("customer"), customer["name"], customer["phone"]),
            (
                words.say("appliance"),
                model or appliance["category_text"],
                words.joined(watts, words.say("class", appliance["protection_class"])),
            ),
        ],
        [
            (words.say("address"), "", customer["address"] or none),
            (words.say("serial"), "", words.joined(appliance["serial"], appliance["room"]) or none),
        ],
        [
            (words.say("visit"), "", _visit(content["visit"], words)),
            (words.say("age"), "", _age(appliance, content["visit"], words) or none),
        ],
        [
            (
                words.say("technician"),
                technician["name"],
                words.joined(technician["staff_no"], grade, certificates, _helper(content, words)),
            ),
            (words.say("warranty"), words.say(f"warranty_{warranty['state']}"), warranty["reason"]),
        ],
    ]


def _helper(content: dict[str, Any], words: Wording) -> str:
    helper = content["helper"]
    if not helper:
        return ""
    return words.say("helper", " ".join(part for part in (helper["name"], helper["staff_no"]) if part))


def _visit(visit: dict[str, Any], words: Wording) -> str:
    came = words.say("comma").join(
        (words.say("arrived", words.clock(visit["arrived_at"])), words.say("left", words.clock(visit["finished_at"])))
    )
    window = visit["window"]
    if not window:
        return words.joined(came, words.say("no_window"))
    agreed = words.say("window", f"{words.clock(window['start'])}–{words.clock(window['end'])}")
    return words.joined(came, words.say("comma").join((agreed, _punctual(visit, words))))


def _punctual(visit: dict[str, Any], words: Wording) -> str:
    """Measured against the agreed window; up to a quarter of an hour early is on time."""
    arrived, window = words.local(visit["arrived_at"]), visit["window"]
    late = int((arrived - words.local(window["end"])).total_seconds() // 60)
    early = int((words.local(window["start"]) - arrived).total_seconds() // 60)
    if late > 0:
        return words.say("late", words.minutes(late))
    return words.say("early", words.minutes(early)) if early > 15 else words.say("on_time")


def _age(appliance: dict[str, Any], visit: dict[str, Any], words: Wording) -> str:
    life, bought = appliance["life_years"], appliance["purchased_on"]
    if not bought:
        return words.say("life_only", life) if life else ""
    try:
        age = words.age(date.fromisoformat(bought), words.local(visit["arrived_at"]).date())
    except ValueError:  # a day such as 2026-02-31 passes the wire's pattern
        return words.say("bought", bought)
    return words.joined(words.say("bought", bought), words.say("life", age, life) if life else words.say("used", age))


def _work(content: dict[str, Any], words: Wording) -> list[tuple[str, str, str]]:
    work = content["work"]
    result = words.joined(
        work["reason_text"],
        words.say("work_time", words.minutes(work["minutes"])) if work["minutes"] else "",
        words.say("fault", work["fault_code"]) if work["fault_code"] else "",
    )
    rows = [(words.say(key), "", work[key]) for key in ("reported", "found", "cause", "done") if work[key]]
    return [*rows, (words.say("result"), words.say(f"result_{work['result']}"), result)]


def _checklist(checklist: dict[str, Any], words: Wording) -> dict[str, Any]:
    items = [
        {
            "done": item["done"],
            "text": item["text"],
            "note": words.say("comma").join(
                part for part in ("" if item["done"] else words.say("undone"), item["note"]) if part
            ),
        }
        for item in checklist["items"]
    ]
    return {"items": items, "note": checklist["note"]}


def _other(appliance: dict[str, Any], words: Wording) -> dict[str, Any]:
    """One appliance with its rows of findings; all that is well stands in one row."""
    fine = [finding["text"] for finding in appliance["findings"] if finding["level"] == "ok"]
    rows = [_finding(finding, words) for finding in appliance["findings"] if finding["level"] != "ok"]
    if fine:
        text = words.say("comma").join(fine)
        rows.insert(0, {"text": text, "shape": "pass", "level": words.say("level_ok"), "decision": words.say("none")})
    if appliance["state"] != "checked":
        declined = words.say("declined_check") if appliance["state"] == "declined" else words.say("none")
        rows = [
            {
                "text": words.say(f"state_{appliance['state']}"),
                "shape": "untested",
                "level": words.say("not_checked_level"),
                "decision": declined,
            }
        ]
    elif not rows:
        rows = [
            {"text": words.say("checked_plain"), "shape": "", "level": words.say("none"), "decision": words.say("none")}
        ]
    return {
        "name": appliance["category_text"],
        "room": appliance["room"],
        "model": appliance["model_text"] or words.say("none"),
        "age": appliance["age_text"],
        "rows": rows,
    }


def _finding(finding: dict[str, Any], words: Wording) -> dict[str, str]:
    urgency = finding["urgency"]
    return {
        "text": finding["text"],
        "shape": _URGENT[urgency] if urgency else _SHAPES[finding["level"]],
        "level": words.say(urgency) if urgency else words.say(f"level_{finding['level']}"),
        "decision": words.say(f"decision_{finding['decision']}") if finding["decision"] else words.say("none"),
    }


def _photo(photo: dict[str, Any], state: str, words: Wording) -> dict[str, str]:
    role = words.say(f"role_{photo['role']}")
    caption = words.say("colon").join(part for part in (role, photo["caption"]) if part)
    digest = photo["sha256"]
    return {
        "state": state,
        "source": f"photo:{digest}",
        "alt": words.say("photo_alt", caption),
        "caption": caption,
        "fine": words.joined(words.clock(photo["taken_at"]), f"{digest[:4]}…{digest[-4:]}"),
        "instead": "" if state == SHOWN else words.say(f"photo_{state}"),
    }


def _charges(charges: dict[str, Any], words: Wording) -> dict[str, Any]:
    currency = charges["currency"]
    rows = [
        {
            "name": row["name"],
            "code": row["code"] or words.say("none"),
            "quantity": row["quantity"],
            "price": words.money(row["unit_price"], currency),
            "bearer": words.say(f"bearer_{row['bearer']}"),
            "amount": words.money(row["amount"], currency),
        }
        for row in charges["rows"]
    ]
    return {
        "rows": rows,
        "total": words.money(charges["total"], currency, symbol=True),
        "payment": words.say(f"payment_{charges['payment']}"),
        "agreed": words.say("agreed", words.clock(charges["agreed_at"])) if charges["agreed_at"] and rows else "",
    }


def _confirmation(each: dict[str, Any], words: Wording) -> dict[str, str]:
    return {
        "letter": each["service"],
        "service": words.say(f"h_{each['service'].lower()}"),
        "answer": words.say(f"answer_{each['answer']}"),
        "shape": _ANSWERS[Answer(each["answer"])],
        "note": each["note"],
        "time": words.second(each["at"]),
    }


def _proof(
    content: dict[str, Any], attestations: Collection[dict[str, Any]], issue: Issue, words: Wording
) -> dict[str, Any]:
    ways = {
        each["how"]
        for each in attestations
        if each["who"] == "customer" and each["strokes"] and each["content_digest"] == issue.content_digest
    }
    shown = next((_PROOFS[how] for how in _PROOFS if how in ways), None)
    parts = [words.say(shown), words.say("proof_bound")] if shown else [words.say("proof_unsigned")]
    parts.append(words.say("proof_frozen", words.exact(content["frozen_at"]), words.moment(issue.received_at)))
    return {
        "text": ("" if content["language"] == "zh" else " ").join(parts),
        "digest": grouped(issue.content_digest, 8),
        "steps": [
            words.say("v1", issue.verify_url),
            words.say("v2"),
            words.say("v3", issue.certificate),
            words.say("v4"),
        ],
    }
