"""Showing stored bytes to a person: whole, escaped by the template, never trusted to be JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

MOST_SHOWN = 200_000  # characters; the rest is in the download


@dataclass(frozen=True)
class Difference:
    """One place where two bodies differ; None where one has nothing."""

    path: str
    first: str | None
    second: str | None


@dataclass(frozen=True)
class Comparison:
    differences: list[Difference]
    same: int


def readable(data: bytes) -> str:
    """Indented JSON where the bytes are JSON, else the bytes as text with what can't be read marked."""
    text = data.decode("utf-8", errors="replace")
    with suppress(ValueError, RecursionError):  # unreadable is what quarantine is for: show it as it came
        text = json.dumps(json.loads(text), ensure_ascii=False, indent=2)
    return text[:MOST_SHOWN]


def where_json_ends(data: bytes) -> int | None:
    """The character at which the bytes stop being JSON, None when they are JSON."""
    try:
        json.loads(data.decode("utf-8", errors="replace"))
    except json.JSONDecodeError as error:
        return error.pos
    except RecursionError:
        return 0
    return None


def _leaves(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, dict) and value:
        for key in sorted(value):
            yield from _leaves(value[key], f"{path}.{key}" if path else str(key))
    elif isinstance(value, list) and value:
        if path.endswith(".strokes"):  # thousands of points tell a person nothing
            yield path, json.dumps(value)[:60]
            return
        for at, item in enumerate(value):
            yield from _leaves(item, f"{path}[{at}]")
    else:
        yield path, json.dumps(value, ensure_ascii=False)


def _parsed(data: bytes) -> Any:
    try:
        return json.loads(data)
    except (ValueError, RecursionError):
        return {"?": data.decode("utf-8", errors="replace")[:2000]}


def compare(first: bytes, second: bytes) -> Comparison:
    """Field by field; the content's fields before the signatures'."""
    ours, theirs = dict(_leaves(_parsed(first))), dict(_leaves(_parsed(second)))
    paths = sorted(ours.keys() | theirs.keys(), key=lambda path: (not path.startswith("content"), path))
    differing = [
        Difference(path, ours.get(path), theirs.get(path)) for path in paths if ours.get(path) != theirs.get(path)
    ]
    return Comparison(differing, len(paths) - len(differing))
