"""A colour has one name and one definition, on whatever screen it is seen."""

from __future__ import annotations

import re
from pathlib import Path

from tests.architecture.test_files import texts

ROOT = Path(__file__).parents[2]
COLOURS = ROOT / "backend/infrastructure/static/colours.css"
TOKEN = re.compile(r"(--[\w-]+)\s*:\s*([^;{}]+)")
LITERAL = re.compile(r"#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|oklch)a?\(\s*[\d.]", re.IGNORECASE)
BLOCK = re.compile(r"([^{};]+)\{([^{}]*)\}")


def blocks() -> dict[str, dict[str, str]]:
    source = re.sub(r"/\*.*?\*/", "", COLOURS.read_text(encoding="utf-8"), flags=re.DOTALL)
    return {selector.strip(): dict(TOKEN.findall(body)) for selector, body in BLOCK.findall(source)}


def test_no_colour_is_defined_twice() -> None:
    shared = {name for tokens in blocks().values() for name in tokens}
    assert "--ink" in shared, "the search for colours has gone blind"
    elsewhere = []
    for file in texts():
        if file.suffix in (".css", ".html", ".tsx") and file != COLOURS:
            for name, value in TOKEN.findall(file.read_text(encoding="utf-8")):
                if name in shared or LITERAL.search(value):
                    elsewhere.append(f"{file.relative_to(ROOT)}: {name}")
    assert elsewhere == [], f"name the colour in {COLOURS.relative_to(ROOT)} and use it from there"


def test_dark_is_the_same_by_wish_and_by_choice_and_changes_only_what_is_light() -> None:
    light, wished, chosen = blocks().values()
    assert wished == chosen
    assert wished.keys() <= light.keys()
