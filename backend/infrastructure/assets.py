"""Style sheets, scripts and icons that the server's own pages load: public, and cached until they change."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from flask import Response, send_from_directory

SHARED = Path(__file__).with_name("static")  # what all pages have in common
_YEAR = 365 * 24 * 3600


@cache
def _version(file: Path, changed: int) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()[:12]


@dataclass(frozen=True)
class Assets:
    """The files of one folder, and the shared ones, below `address`."""

    folder: Path
    address: str

    def url(self, name: str) -> str:
        """It changes with the content, so that caches may keep it for a year."""
        file = self._folder_of(name) / name
        return f"{self.address}/{name}?v={_version(file, file.stat().st_mtime_ns)}"

    def send(self, name: str) -> Response:
        """Answers 404 for what is in neither folder."""
        answer = send_from_directory(self._folder_of(name), name, max_age=_YEAR)
        answer.cache_control.public = answer.cache_control.immutable = True
        return answer

    def _folder_of(self, name: str) -> Path:
        return SHARED if name in _shared_names() else self.folder


@cache
def _shared_names() -> frozenset[str]:
    return frozenset(file.name for file in SHARED.iterdir())
