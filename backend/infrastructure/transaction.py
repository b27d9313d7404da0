"""One transaction per edge: operations flush, the edge commits once, messages leave afterwards."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy import event
from sqlalchemy.orm import Session

from backend.infrastructure.database import db, writing

_AFTER_COMMIT = "fuwuka_after_commit"


@contextmanager
def transaction() -> Iterator[Session]:
    """Everything inside is committed together, or nothing is.

    Reads made earlier in the request are closed first, so that on SQLite the write begins with
    BEGIN IMMEDIATE. Nesting joins the outer transaction.
    """
    session = db.session()
    if writing.get():
        yield session
        return
    session.commit()
    token = writing.set(True)
    session.info[_AFTER_COMMIT] = []
    try:
        yield session
        session.commit()
    except BaseException:
        session.rollback()
        raise
    finally:
        writing.reset(token)
        hooks = session.info.pop(_AFTER_COMMIT, [])
    for hook in hooks:
        hook()


def after_commit(hook: Callable[[], None]) -> None:
    """Run `hook` once the running transaction has been committed; never if it is rolled back."""
    hooks = db.session().info.get(_AFTER_COMMIT)
    if hooks is None:
        raise RuntimeError("after_commit() outside transaction()")
    hooks.append(hook)


@event.listens_for(Session, "before_flush")
def _writes_need_a_transaction(session: Session, _context: object, _instances: object) -> None:
    if not writing.get():
        raise RuntimeError("a write outside `with transaction():` (see infrastructure/transaction.py)")
