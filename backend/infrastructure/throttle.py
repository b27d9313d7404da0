"""How often an address may ask for something in a minute, per process: for pages that strangers may open."""

from __future__ import annotations

import threading
import time

from flask import Flask, current_app

from backend.domain.errors import TooManyRequestsError

_WINDOW = 60.0  # seconds
_MOST_REMEMBERED = 10_000
_KEY = "fuwuka_throttle"


class Throttle:
    """Enough against guessing and against keeping the processors busy; not meant to be exact."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._asked: dict[tuple[str, str], list[float]] = {}

    def take(self, kind: str, address: str, allowed: int) -> None:
        """Count one request of this kind. Raises TooManyRequestsError."""
        now = time.monotonic()
        with self._lock:
            if len(self._asked) > _MOST_REMEMBERED:
                self._asked.clear()
            recent = [at for at in self._asked.get((kind, address), ()) if at > now - _WINDOW]
            if len(recent) >= allowed:
                raise TooManyRequestsError(retry_after=int(recent[0] + _WINDOW - now) + 1)
            self._asked[kind, address] = [*recent, now]


def connect_throttle(app: Flask) -> None:
    app.extensions[_KEY] = Throttle()


def throttle() -> Throttle:
    found: Throttle = current_app.extensions[_KEY]
    return found
