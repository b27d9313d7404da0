"""Reading HTML forms: what was typed is kept, each problem stands beside its field.

A problem is a key of the office's texts, or a domain error, which carries its own words.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from typing import TypeVar
from uuid import UUID

from backend.domain.errors import FuwukaError

V = TypeVar("V")
YEARS = range(1900, 2200)  # nothing of ours is of another time


class FormReader:
    """Reads a submitted form field by field and gathers the problems in `errors`."""

    def __init__(self, sent: Mapping[str, str]) -> None:
        self.sent = sent
        self.errors: dict[str, str | FuwukaError] = {}

    @property
    def valid(self) -> bool:
        return not self.errors

    def fail(self, name: str, problem: str | FuwukaError) -> None:
        self.errors.setdefault(name, problem)

    def blame(self, error: FuwukaError) -> None:
        """Put an error that an operation raised beside its field, or at the head of the form."""
        self.fail(error.field or "form", error)

    def words(self, name: str, *, maximum: int = 200, required: bool = False) -> str:
        value = self.sent.get(name, "").strip()
        if required and not value:
            self.fail(name, "form.required")
        elif len(value) > maximum:
            self.fail(name, "form.too_long")
        return value

    def choice(self, name: str, allowed: object, *, required: bool = False) -> str:
        value = self.sent.get(name, "")
        if not value:
            if required:
                self.fail(name, "form.choose")
            return ""
        if value not in {str(item) for item in allowed}:  # type: ignore[attr-defined]  # any iterable of names
            self.fail(name, "form.choose")
        return value

    def identity(self, name: str, *, required: bool = False) -> UUID | None:
        found = parse_uuid(self.sent.get(name))
        if found is None and (required or self.sent.get(name)):
            self.fail(name, "form.choose")
        return found

    def day(self, name: str, *, required: bool = False) -> date | None:
        found = parse_day(self.sent.get(name))
        if found is None and (required or self.sent.get(name)):
            self.fail(name, "form.day")
        return found

    def clock(self, name: str, *, required: bool = False) -> time | None:
        raw = self.sent.get(name, "")
        try:
            return time.fromisoformat(raw)
        except ValueError:
            if required or raw:
                self.fail(name, "form.clock")
            return None

    def number(self, name: str, *, minimum: int, maximum: int) -> int | None:
        raw = self.sent.get(name, "").strip()
        if not raw:
            return None
        if raw.isascii() and raw.isdigit() and len(raw) < 20 and minimum <= int(raw) <= maximum:
            return int(raw)
        self.fail(name, "form.number")
        return None


def parse_uuid(raw: str | None) -> UUID | None:
    try:
        return UUID(raw) if raw else None
    except ValueError:
        return None


def parse_day(raw: str | None) -> date | None:
    """A day that a calendar can still count from: neighbours of the first and last year would overflow."""
    try:
        day = date.fromisoformat(raw) if raw else None
    except ValueError:
        return None
    return day if day and day.year in YEARS else None
