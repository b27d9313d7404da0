"""`flask --app wsgi cards …`, and what a worker does beside cards. Loads no PDF library until one is run."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from flask import Flask, current_app
from flask.cli import AppGroup

from backend.infrastructure.wiring import settings

# Something else that is due, such as reading arrived reports: does it and returns how much there was.
Hook = Callable[[], int]

_KEY = "fuwuka_worker_hooks"
cards_cli = AppGroup("cards", help="Make and seal service cards.")


def connect_card_commands(app: Flask, hooks: Sequence[Hook]) -> None:
    """`hooks` run before cards in every worker; they come from app.py, since other slices own them."""
    app.extensions[_KEY] = tuple(hooks)
    app.cli.add_command(cards_cli)


def worker_hooks(app: Flask) -> Sequence[Hook]:
    return app.extensions[_KEY]  # type: ignore[no-any-return]  # extensions is an untyped dict


@cards_cli.command("work")
def work() -> None:
    """Make cards as they become due, until stopped."""
    from backend.cards.worker import run_worker  # noqa: PLC0415 - a second of imports

    app = current_app._get_current_object()  # type: ignore[attr-defined]  # noqa: SLF001 - a fork outlives this context
    run_worker(app, worker_hooks(app))


@cards_cli.command("make-due")
def make_due() -> None:
    """Make every card that is due now, then end: for scripts and demo data."""
    from backend.cards.render import CardPress  # noqa: PLC0415 - a second of imports
    from backend.cards.seal import open_seal  # noqa: PLC0415 - a second of imports
    from backend.cards.worker import make_next_card  # noqa: PLC0415 - a second of imports

    hooks = worker_hooks(current_app)
    press, seal = CardPress(settings().data_dir), open_seal(settings())
    while any([*(hook() for hook in hooks), make_next_card(press=press, seal=seal)]):
        continue
