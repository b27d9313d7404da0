"""Reading a report's bytes for the first time: what they are, or why they must be quarantined.

Pure: bytes in, a value out. Nothing here refuses work; at worst a person looks at it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from marshmallow import ValidationError

from backend.domain.canonical import bytes_of_parsed, parse_strict, sha256_hex
from backend.reports.versions import SCHEMAS

MOST_VERSIONS = 9999
MOST_PHOTOS = 60  # as many as the newest version names
_NUL = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")  # a backslash before it may itself be escaped


@dataclass(frozen=True, kw_only=True)
class NamedBlob:
    """A photo that a report names."""

    sha256: str
    size: int
    media_type: str


@dataclass(frozen=True, kw_only=True)
class Examined:
    """`quarantine` is empty for a sound report, else the reason in a stable word and a sentence."""

    version: int
    body: dict[str, Any] | None
    blobs: tuple[NamedBlob, ...] = ()
    quarantine: str = ""
    problems: dict[str, Any] = field(default_factory=dict)

    @property
    def content(self) -> dict[str, Any]:
        return self.body["content"] if self.body else {}


def examine(data: bytes, *, report_id: UUID, author_id: UUID) -> Examined:
    """Check the form of a report: JSON, canonical, known version and fields, ids and digests that agree."""
    try:
        body = parse_strict(data)
    except ValueError as error:
        return Examined(version=0, body=None, quarantine=f"not readable: {error}"[:400])
    if not isinstance(body, dict):
        return Examined(version=0, body=None, quarantine="not readable: an object is needed")
    version = body["v"] if type(body.get("v")) is int and 0 < body["v"] <= MOST_VERSIONS else 0
    blobs = named_blobs(body)

    def quarantined(why: str, problems: Any = None) -> Examined:
        return Examined(version=version, body=body, blobs=blobs, quarantine=why[:400], problems=problems or {})

    if bytes_of_parsed(body) != data:
        return quarantined("not canonical (RFC 8785)")
    if holds_nul(data):
        return quarantined("a text holds a NUL character")
    schema = SCHEMAS.get(version)
    if schema is None:
        return quarantined(f"unknown version {body.get('v')!r}")
    try:
        problems = schema.validate(body)
    except (ValidationError, RecursionError) as error:
        return quarantined(f"unreadable fields: {error}")
    if problems:
        return quarantined(f"unknown or wrong fields: {_first_path(problems)}", problems)
    why = _disagreement(body, report_id=report_id, author_id=author_id)
    return quarantined(why) if why else Examined(version=version, body=body, blobs=blobs)


def _disagreement(body: dict[str, Any], *, report_id: UUID, author_id: UUID) -> str:
    content = body["content"]
    if content["report_id"] != str(report_id):
        return "the content names another report id"
    if content["technician"]["id"] != str(author_id):
        return "the content names another technician"
    digest = sha256_hex(bytes_of_parsed(content))
    if any(attestation["content_digest"] != digest for attestation in body["attestations"]):
        return "a signature was given for other content"
    services = [confirmation["service"] for confirmation in content["confirmations"]]
    if sorted(services) != ["A", "B", "C", "D", "E"]:
        return "the five services are not each answered once"
    return ""


def holds_nul(data: bytes) -> bool:
    """Whether a text in these canonical bytes holds a NUL, which PostgreSQL and PDF text cannot."""
    return _NUL.search(data) is not None


def named_blobs(body: dict[str, Any]) -> tuple[NamedBlob, ...]:
    """Photos that even a quarantined report names, so that they can arrive and wait with it."""
    content = body.get("content")
    photos = content.get("photos") if isinstance(content, dict) else None
    found: dict[str, NamedBlob] = {}
    for photo in photos if isinstance(photos, list) else ():
        if not isinstance(photo, dict):
            continue
        sha256, size, media_type = photo.get("sha256"), photo.get("size"), photo.get("media_type")
        if (
            isinstance(sha256, str)
            and len(sha256) == 64
            and set(sha256) <= set("0123456789abcdef")
            and isinstance(size, int)
            and 0 < size <= 10 * 1024 * 1024
            and media_type in ("image/jpeg", "image/png")
            and len(found) < MOST_PHOTOS
        ):
            found[sha256] = NamedBlob(sha256=sha256, size=size, media_type=str(media_type))
    return tuple(found.values())


def _first_path(problems: Any) -> str:
    path: list[str] = []
    while isinstance(problems, dict) and problems:
        key, problems = next(iter(problems.items()))
        path.append(str(key))
    return ".".join(path)
