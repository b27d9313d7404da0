"""Makes cards: a parent that stays small, and a child that does the work and is replaced after some.

Layout engines keep memory (WeasyPrint issue 2130: 2.8 GiB after 80 papers), and a fresh child costs a
second of imports: so the parent imports everything once, and its forked children start warm. A child
collects no garbage while it prints (a tenth of a card's time, 8 MB a card): it does so when it is idle.
Any number of these may run on any number of machines; the database keeps them apart.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from types import FrameType

import structlog
from flask import Flask

from backend.cards.commands import Hook, worker_hooks
from backend.cards.making import seal_card
from backend.cards.operations import lease_card
from backend.cards.render import CardPress
from backend.cards.seal import Seal, open_seal
from backend.infrastructure.clock import utc_now
from backend.infrastructure.database import db
from backend.infrastructure.transaction import transaction
from backend.infrastructure.wiring import queue, settings

log = structlog.get_logger(__name__)

CARDS_PER_CHILD = 25
_WAIT, _NICE, _PAUSE_AFTER_CRASH = 5, 5, 2


class _StopWorkError(Exception):
    """SIGTERM while nothing was in hand."""


@dataclass
class _Stopping:
    asked: bool = False
    idle: bool = False

    def ask(self, _signal: int, _frame: FrameType | None) -> None:
        self.asked = True
        if self.idle:  # a card in hand is finished first, waiting is not
            raise _StopWorkError


def make_next_card(*, press: CardPress, seal: Seal) -> bool:
    """Make one due card; False when none is due."""
    with transaction():
        report_id = lease_card(utc_now())
    if report_id is None:
        return False
    seal_card(report_id, utc_now(), press=press, seal=seal)
    db.session.remove()
    return True


def _run_hooks(hooks: Sequence[Hook]) -> int:
    done = 0
    for hook in hooks:
        try:
            done += hook()
        except Exception:
            log.exception("worker_hook_failed")
            db.session.rollback()
    db.session.remove()
    return done


def _work(app: Flask, hooks: Sequence[Hook], *, press: CardPress, seal: Seal) -> None:
    stopping, parent = _Stopping(), os.getppid()
    signal.signal(signal.SIGTERM, stopping.ask)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the parent decides
    gc.disable()
    made = 0
    with app.app_context():
        while made < CARDS_PER_CHILD and not stopping.asked and os.getppid() == parent:
            busy = _run_hooks(hooks)
            if make_next_card(press=press, seal=seal):
                made += 1
            elif not busy:
                _wait(stopping)


def _wait(stopping: _Stopping) -> None:
    gc.collect()
    stopping.idle = True
    try:
        if not stopping.asked:
            queue().wait(_WAIT)
    except _StopWorkError:
        return
    finally:
        stopping.idle = False


def run_worker(app: Flask, hooks: Sequence[Hook] = ()) -> None:
    """Supervise one working child until SIGTERM or SIGINT; a child that ends is replaced.

    Raises FontError or SealError at once when this machine cannot make cards.
    """
    with app.app_context():
        press, seal = CardPress(settings().data_dir), open_seal(settings())
        db.engine.dispose()  # connections must not be shared across a fork
    os.nice(_NICE)  # whoever waits for an answer comes before cards
    gc.freeze()
    ending: list[int] = []

    def end(number: int, _frame: FrameType | None) -> None:
        ending.append(number)
        if child:
            os.kill(child, signal.SIGTERM)

    child = 0
    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, end)
    while not ending:
        child = _fork(app, hooks, press=press, seal=seal)
        if ending:  # the signal came while forking, when there was nobody to pass it to
            os.kill(child, signal.SIGTERM)
        _pid, status = os.waitpid(child, 0)
        child = 0
        if status and not ending:
            log.error("card_worker_died", status=status)
            time.sleep(_PAUSE_AFTER_CRASH)


def _fork(app: Flask, hooks: Sequence[Hook], *, press: CardPress, seal: Seal) -> int:
    child = os.fork()
    if child:
        return child
    status = 1
    try:
        _work(app, hooks, press=press, seal=seal)
        status = 0
    except BaseException:
        log.exception("card_worker_failed")
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


def main() -> None:
    """`python -m backend.cards.worker`"""
    from wsgi import app  # noqa: PLC0415 - the whole application, which a slice must not know at load

    run_worker(app, worker_hooks(app))


if __name__ == "__main__":
    main()
