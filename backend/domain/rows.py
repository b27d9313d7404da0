"""How the rules see the catalog: rows of plain JSON whose shapes are catalog/schemas.py's."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Row = Mapping[str, Any]
Text = Mapping[str, str]
"""`{zh, en}`."""


def fill(words: Text, said: Mapping[str, str]) -> dict[str, str]:
    """The words in each language with every {name} of `said` put in."""
    return {language: _fill(text, said) for language, text in words.items()}


def _fill(text: str, said: Mapping[str, str]) -> str:
    for name, value in said.items():
        text = text.replace("{" + name + "}", value)
    return text
