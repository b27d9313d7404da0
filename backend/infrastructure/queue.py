"""A hint queue: it only hurries the card worker. The database says what is due (cards/queries.py),
so a lost hint costs a poll interval and never a card.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from backend.config import Settings

POLL_SECONDS = 0.2


class HintQueue(Protocol):
    def hint(self) -> None: ...
    def wait(self, seconds: float) -> bool: ...


class SqliteHints:
    """huey's SQLite storage as a tiny cross-process mailbox."""

    def __init__(self, path: str) -> None:
        from huey.storage import SqliteStorage  # noqa: PLC0415 - only the chosen back end is loaded

        self.storage = SqliteStorage(name="fuwuka", filename=path, fsync=False, timeout=30)

    def hint(self) -> None:
        self.storage.enqueue(b"1")

    def wait(self, seconds: float) -> bool:
        end = time.monotonic() + seconds
        while not self.storage.dequeue():
            if time.monotonic() >= end:
                return False
            time.sleep(POLL_SECONDS)
        self.storage.flush_queue()
        return True


class RedisHints:
    """huey's Redis storage; waiting blocks in Redis."""

    def __init__(self, url: str) -> None:
        from huey.storage import RedisStorage  # noqa: PLC0415 - only the chosen back end is loaded

        self.storage = RedisStorage(name="fuwuka", url=url, blocking=True, read_timeout=1)

    def hint(self) -> None:
        self.storage.enqueue(b"1")

    def wait(self, seconds: float) -> bool:
        end = time.monotonic() + seconds
        while not self.storage.dequeue():
            if time.monotonic() >= end:
                return False
        self.storage.flush_queue()
        return True


def open_queue(settings: Settings) -> HintQueue:
    if settings.queue_url.startswith("redis"):
        return RedisHints(settings.queue_url)
    return SqliteHints(str(settings.data_dir / "queue.sqlite"))
