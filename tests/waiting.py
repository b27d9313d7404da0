"""Waiting for a condition of another process, which tells nobody when it holds."""

from __future__ import annotations

import time
from collections.abc import Callable

_PAUSE = 0.05  # seconds between two questions


def wait_for(condition: Callable[[], bool], *, seconds: float, what: str) -> None:
    """Ask until it holds. Raises AssertionError, naming `what`, when it did not in time."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, f"waited {seconds} s for {what}"
        time.sleep(_PAUSE)
