"""/healthz: the process answers. /readyz: it can do its work, or 503 with the reasons in words."""

from __future__ import annotations

import ctypes
import importlib.util
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING

from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask, Response, current_app, jsonify
from sqlalchemy import text

from backend.domain.permissions import PUBLIC
from backend.infrastructure.auth import guard
from backend.infrastructure.database import db
from backend.infrastructure.ids import new_id
from backend.infrastructure.migrations import FOLDER

if TYPE_CHECKING:
    from backend.infrastructure.storage import Storage

HARFBUZZ_SUBSET = ("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib", "libharfbuzz-subset-0.dll")

# A check returns nothing when all is well, or a sentence that says what is wrong and what to do.
Check = Callable[[], str | None]


def check_database() -> str | None:
    db.session.execute(text("select 1"))
    return None


def check_migrations() -> str | None:
    heads = set(ScriptDirectory(str(FOLDER)).get_heads())
    with db.engine.connect() as connection:
        applied = set(MigrationContext.configure(connection).get_current_heads())
    if applied != heads:
        return "the database was made by another version: run `flask --app wsgi db upgrade`"
    return None


def check_storage() -> str | None:
    storage: Storage = current_app.extensions["fuwuka_storage"]
    key = f"health/{new_id()}"
    try:
        storage.put(key, b"ready")
    finally:
        with suppress(Exception):  # the first failure is the one to report
            storage.delete(key)
    return None


def check_pdf_subsetter() -> str | None:
    """Without HarfBuzz's subsetter a card takes 18 s instead of 1 s, with nothing but a line in the log."""
    if importlib.util.find_spec("uharfbuzz"):
        return None
    for name in HARFBUZZ_SUBSET:
        with suppress(OSError):
            ctypes.CDLL(name)
            return None
    return "HarfBuzz's subsetter is missing: install libharfbuzz-subset0 (Debian, Ubuntu) or harfbuzz (Homebrew)"


CHECKS: Mapping[str, Check] = {
    "database": check_database,
    "migrations": check_migrations,
    "storage": check_storage,
    "pdf": check_pdf_subsetter,
}


def run_check(check: Check) -> str | None:
    try:
        return check()
    except Exception as fault:  # noqa: BLE001 - whatever it is, it is the answer
        return f"{type(fault).__name__}: {fault}".splitlines()[0][:300]


def connect_health(app: Flask, checks: Mapping[str, Check]) -> None:
    """`checks` come from the slices, beside our own."""
    everything = dict(CHECKS) | dict(checks)

    @guard(PUBLIC)
    def healthz() -> Response:
        """The process answers."""
        return Response("ok\n", mimetype="text/plain")

    @guard(PUBLIC)
    def readyz() -> Response:
        """Database, storage, PDF libraries and fonts are there; else 503 and why."""
        results = {name: run_check(check) for name, check in everything.items()}
        answer = jsonify(ready=not any(results.values()), problems={k: v for k, v in results.items() if v})
        answer.status_code = 503 if any(results.values()) else 200
        return answer

    app.add_url_rule("/healthz", view_func=healthz)
    app.add_url_rule("/readyz", view_func=readyz)
