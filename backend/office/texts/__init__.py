"""Every text of the office, key -> (zh, en), gathered from one file a part of the office."""

from __future__ import annotations

from backend.office.texts import complaints, jobs, messages, people, reports, review, shell, words

Pair = tuple[str, str]

TEXTS: dict[str, Pair] = {}
for _part in (shell, jobs, people, reports, review, complaints, messages, words):
    TEXTS |= _part.TEXTS
