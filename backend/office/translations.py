"""The office's words in both languages: `t("jobs.title")` in every template.

A text is a pair (zh, en), so that neither can be forgotten; tests compare the placeholders and find keys
that no text answers. `key.one` replaces `key` when `n` is 1.
"""

from __future__ import annotations

from typing import Any

from flask import g, has_request_context
from markupsafe import Markup, escape

from backend.domain.errors import FuwukaError
from backend.infrastructure.errors import preferred_language
from backend.office.texts import TEXTS

LANGUAGES = ("zh", "en")


def language() -> str:
    if not has_request_context():
        return "zh"
    chosen = preferred_language()
    return chosen if chosen in LANGUAGES else "zh"


def translate(key: str, **values: Any) -> str:
    """The text of `key` in the reader's language. Raises KeyError for a key that does not exist."""
    if values.get("n") == 1 and f"{key}.one" in TEXTS:
        key = f"{key}.one"
    text = TEXTS[key][LANGUAGES.index(language())]
    return text.format(**values) if values else text


def name_of(kind: str, value: object) -> str:
    """The word for a value of a vocabulary; an unknown value (older data) is shown as it is."""
    pair = TEXTS.get(f"{kind}.{value}")
    return pair[LANGUAGES.index(language())] if pair else str(value)


def in_language(text: dict[str, str] | None) -> str:
    """One language out of {zh, en}."""
    return (text or {}).get(language()) or (text or {}).get("zh", "")


def say_error(problem: str | FuwukaError) -> Markup:
    """Words of a form's problem: a key, or an error with its own words."""
    if isinstance(problem, FuwukaError):
        return escape(problem.en if language() == "en" else problem.zh)
    return escape(translate(problem))


def remember_language(chosen: str) -> None:
    if chosen in LANGUAGES:
        g.language = chosen
