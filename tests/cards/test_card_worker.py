"""The worker as a process of its own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from threading import Event
from typing import Any

import pytest

from backend.cards.models import Card
from backend.cards.queries import latest_card
from backend.config import Settings
from backend.infrastructure.database import db
from tests.cards.conftest import Visit

PATIENCE = 40  # seconds: the machine may have much else to do


@pytest.fixture
def worker(settings: Settings) -> Iterator[subprocess.Popen[bytes]]:
    environment = os.environ | {
        "FUWUKA_ENV": "test",
        "SECRET_KEY": settings.secret_key,
        "DATA_DIR": str(settings.data_dir),
        "DATABASE_URL": settings.database_url,
        "PUBLIC_URL": settings.public_url,
    }
    process = subprocess.Popen([sys.executable, "-m", "backend.cards.worker"], env=environment)
    yield process
    if process.poll() is None:
        process.kill()
    process.wait()


def until(answer: Callable[[], Any]) -> Any:
    """Ask again and again, for a while, until there is an answer."""
    for _ in range(PATIENCE * 10):
        if found := answer():
            return found
        db.session.rollback()
        Event().wait(0.1)
    raise AssertionError("it did not happen in time")


def children_of(parent: int) -> list[int]:
    listed = subprocess.run(["ps", "--ppid", str(parent), "-o", "pid="], capture_output=True, text=True, check=False)
    return [int(pid) for pid in listed.stdout.split()]


def test_a_worker_makes_cards_survives_its_childs_death_and_ends_when_asked(
    visit: Visit, worker: subprocess.Popen[bytes]
) -> None:
    first, _ = visit.send()
    card: Card = until(lambda: latest_card(first))
    assert card.edition == 1
    (child,) = children_of(worker.pid)
    os.kill(child, signal.SIGKILL)
    second, _ = visit.send()
    assert until(lambda: latest_card(second)).number != card.number
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(PATIENCE) == 0
