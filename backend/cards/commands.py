"""`flask --app wsgi cards …`"""

from __future__ import annotations

from flask import current_app
from flask.cli import AppGroup

from backend.cards.render import CardPress
from backend.cards.seal import open_seal
from backend.cards.worker import HOOKS, make_next_card, run_worker
from backend.infrastructure.wiring import settings

cards_cli = AppGroup("cards", help="Make and seal service cards.")


@cards_cli.command("work")
def work() -> None:
    """Make cards as they become due, until stopped."""
    app = current_app._get_current_object()  # type: ignore[attr-defined]  # a fork outlives this context
    run_worker(app, app.extensions.get(HOOKS, ()))


@cards_cli.command("make-due")
def make_due() -> None:
    """Make every card that is due now, then end: for scripts and tests."""
    hooks = current_app.extensions.get(HOOKS, ())
    press, seal = CardPress(settings().data_dir), open_seal(settings())
    while any([*(hook() for hook in hooks), make_next_card(press=press, seal=seal)]):
        continue
