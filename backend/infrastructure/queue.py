"""A hint queue: it only hurries the card worker. The database says what is due (cards/queries.py),
so a lost hint costs a poll interval and never a card.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from backend.config import Settings

POLL_SECONDS = 0.2


class HintQueue(Protocol):
    def hint(self) -> None: ...
    def wait(self, seconds: float) -> bool: ...


class Mailbox:
    """huey's storage as a tiny mailbox between processes; `pause`: seconds between two looks into it."""

    def __init__(self, storage: Any, *, pause: float) -> None:
        self.storage, self.pause = storage, pause

    def hint(self) -> None:
        self.storage.enqueue(b"1")

    def wait(self, seconds: float) -> bool:
        end = time.monotonic() + seconds
        while not self.storage.dequeue():
            if time.monotonic() >= end:
                return False
            time.sleep(self.pause)
        self.storage.flush_queue()
        return True


def open_queue(settings: Settings) -> HintQueue:
    """Only the chosen back end is loaded. Waiting for Redis blocks in Redis, a second at a time."""
    if settings.queue_url.startswith("redis"):
        from huey.storage import RedisStorage  # noqa: PLC0415

        return Mailbox(RedisStorage(name="fuwuka", url=settings.queue_url, blocking=True, read_timeout=1), pause=0)
    from huey.storage import SqliteStorage  # noqa: PLC0415

    file = str(settings.data_dir / "queue.sqlite")
    return Mailbox(SqliteStorage(name="fuwuka", filename=file, fsync=False, timeout=30), pause=POLL_SECONDS)
