"""Notes that stand above the next page: what was done, and how to undo it."""

from __future__ import annotations

from flask import flash


def leave_note(key: str, *, kind: str = "good", undo: str = "", **values: str) -> None:
    """`key` is a text of the office, `values` fill it; `undo` is an address that takes it back by POST."""
    said = {"key": key, **values} | ({"undo": undo} if undo else {})
    flash(said, kind)  # type: ignore[arg-type]  # the session keeps any JSON; flask names it a string
