"""A verification's answer in words, for the page and for machines. No personal data goes in here."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from backend.cards.readings import present_verdict
from backend.cards.served_jobs import group_jobs, subject_of
from backend.cards.verification import Answer, Check, Outcome, State
from backend.cards.wording import Wording, grouped, load_labels

TEXTS = Path(__file__).with_name("verify.json")
_SHAPES = {State.GENUINE: "pass", State.SUPERSEDED: "advise", State.ALTERED: "refuse", State.UNKNOWN: "untested"}

_STEPS = {  # what a customer can do about an answer
    "file_altered": ("do_not_act", "do_find_genuine", "do_ask_original", "do_complain"),
    "file_damaged": ("do_fetch_again", "do_find_genuine", "do_call_if_again"),
    "stored_damaged": ("do_upload", "do_call_us"),
}


def load_texts(language: str) -> dict[str, str]:
    texts: dict[str, dict[str, str]] = json.loads(TEXTS.read_text(encoding="utf-8"))
    return texts[language]


def title_of(answer: Answer, texts: dict[str, str]) -> str:
    return texts.get(f"{answer.reason}_title") or texts[f"{answer.state}_title"]


def describe(
    answer: Answer, texts: dict[str, str], *, language: str, organisation: str, seal: str, facts: dict[str, Any] | None
) -> dict[str, Any]:
    """The page's context. `facts`: the report's content in the newest shape, of which only what names nobody is shown."""
    return {
        "state": answer.state.value,
        "shape": "untested" if answer.reason == "file_damaged" else _SHAPES[answer.state],
        "lead": _lead(answer, texts, organisation),
        "next": _next(answer, texts),
        "facts_title": texts["facts_altered"] if answer.state is State.ALTERED else "",
        "facts": _facts(answer, texts, language, facts),
        "checks": [_check(check, answer, texts, seal) for check in answer.checks],
        "current": _current(answer, texts),
        "newer": texts["newer_edition"].replace("{}", str(answer.newer_edition)) if answer.newer_edition else "",
        "digests": _digests(answer, texts),
    }


def as_json(answer: Answer, texts: dict[str, str], *, organisation: str, seal: str) -> dict[str, Any]:
    """For machines: stable words, and the same sentences."""
    card = answer.card
    return {
        "state": answer.state.value,
        "reason": answer.reason,
        "detail": _lead(answer, texts, organisation),
        "checks": [
            {
                "question": c.question,
                "outcome": c.outcome.value,
                "reason": c.reason,
                "detail": _check(c, answer, texts, seal)["reason"],
            }
            for c in answer.checks
        ],
        "current": answer.corrected is None if answer.vouched else None,
        "corrected_on": answer.corrected.isoformat() if answer.corrected else None,
        "newer_edition": answer.newer_edition,
        "card": None
        if card is None
        else {
            "document": card.document,
            "number": card.number,
            "edition": card.edition,
            "sealed_at": card.sealed_at.isoformat().replace("+00:00", "Z"),
            "content_digest": card.content_digest,
            "sha256": card.sha256,
        },
    }


def _lead(answer: Answer, texts: dict[str, str], organisation: str) -> str:
    if answer.state is State.SUPERSEDED:
        return texts["superseded_lead"]
    return texts[answer.reason].replace("{}", organisation)


def _next(answer: Answer, texts: dict[str, str]) -> dict[str, Any] | None:
    if answer.reason in _STEPS:
        return {"title": texts["next_title"], "lines": [texts[key] for key in _STEPS[answer.reason]]}
    if answer.state is State.UNKNOWN and answer.reason != "being_made":
        return {
            "title": texts["next_unknown"],
            "lines": [texts[k] for k in ("why_typo", "why_making", "why_foreign")],
        }
    return None


def _facts(
    answer: Answer, texts: dict[str, str], language: str, content: dict[str, Any] | None
) -> list[tuple[str, str]]:
    card = answer.card
    if card is None:
        return []
    number = card.number
    if card.edition > 1:
        number += f" · {texts['edition'].replace('{}', str(card.edition))}"
    document = [(texts["document"], texts[f"document_{card.document}"])]
    if answer.beside:
        document.append((texts[f"beside_{card.document}"], answer.beside))
    if content is None:  # erased: the register's proof stays
        return [document[0], (texts["number"], number), (texts["issued"], f"{card.sealed_at:%Y-%m-%d}"), *document[1:]]
    words = Wording(labels=load_labels()[language], zone=ZoneInfo("UTC"))
    groups = group_jobs(content["jobs"])
    verdict = present_verdict([group.shared["safety"] for group in groups], words)
    return [
        document[0],
        (texts["number"], number),
        (texts["about"], subject_of(groups, words)),
        (texts["visit"], words.joined(content["visit"]["arrived_at"][:10], content["organisation"]["center_name"])),
        (texts["safety"], words.joined(verdict["word"], verdict["counts"])),
        *document[1:],
    ]


def _check(check: Check, answer: Answer, texts: dict[str, str], seal: str) -> dict[str, str]:
    filled = {"seal_yes": seal, "compare_digest": _short_digest(answer)}.get(check.reason, "")
    return {
        "outcome": check.outcome.value,
        "question": texts[f"q_{check.question}"],
        "answer": texts[f"a_{check.outcome}"],
        "reason": texts[check.reason].replace("{}", filled),
    }


def _short_digest(answer: Answer) -> str:
    return grouped(answer.card.content_digest[:16], 4) if answer.card else ""


def _current(answer: Answer, texts: dict[str, str]) -> dict[str, str]:
    if answer.state is State.GENUINE:
        key, shape, filled = "current_yes", Outcome.PASS.value, ""
    elif answer.state is State.SUPERSEDED and answer.corrected:
        key, shape, filled = "current_no", "advise", answer.corrected.isoformat()
    else:
        key, shape, filled = "current_untested", Outcome.UNTESTED.value, ""
    return {"shape": shape, "answer": texts[key], "reason": texts[f"{key}_text"].replace("{}", filled)}


def _digests(answer: Answer, texts: dict[str, str]) -> list[tuple[str, str]]:
    card = answer.card
    if card is None:
        return []
    return [(texts["digest"], grouped(card.content_digest, 8)), (texts["file_digest"], grouped(card.sha256, 8))]
