"""The epoch: it changes when a database came back from a backup. Phones then fetch everything anew and
offer all that they still hold.

It is kept in the database and, outside of it, in DATA_DIR/epoch: a database that has never heard of the
epoch in the file is an older copy that came back without `begin_epoch`, and a new epoch begins by itself.
"""

from __future__ import annotations

import os
import secrets
from datetime import datetime
from pathlib import Path

from flask import current_app
from sqlalchemy import func, select, update

from backend.infrastructure.clock import utc_now
from backend.infrastructure.database import db
from backend.infrastructure.transaction import after_commit, transaction
from backend.infrastructure.upsert import insert_new, on_postgres
from backend.jobs.feed import as_number
from backend.jobs.models import JobFeed
from backend.sync.models import Epoch

EPOCH_FILE = "epoch"
_CHECKED = "fuwuka_epoch_checked"


def current_epoch() -> str:
    """The epoch of this installation; made on first use. Reads the file once a process, the database each time."""
    if not current_app.extensions.get(_CHECKED):
        found = _compare_with_file()
        current_app.extensions[_CHECKED] = True
        return found
    return _latest() or _compare_with_file()


def begin_epoch(*, now: datetime, why: str = "restore") -> str:
    """A new epoch, in the database and in DATA_DIR; the feed is put in order. Callers commit."""
    _add(secrets.token_hex(8), why=why, now=now)
    _restamp_feed()
    epoch = _latest()
    after_commit(lambda: _write_file(epoch))
    return epoch


def _latest() -> str:
    return db.session.scalar(select(Epoch.epoch).order_by(Epoch.number.desc()).limit(1)) or ""


def _add(epoch: str, *, why: str, now: datetime) -> None:
    """Two processes may add at once: the number decides, the later one takes over what the first wrote."""
    number = (db.session.scalar(select(func.max(Epoch.number))) or 0) + 1
    insert_new(Epoch, number=number, epoch=epoch, why=why, began_at=now)


def _compare_with_file() -> str:
    path = _path()
    remembered = path.read_text(encoding="ascii").strip() if path.exists() else ""
    latest = _latest()
    known = not remembered or db.session.scalar(select(Epoch.number).where(Epoch.epoch == remembered)) is not None
    if not latest or not known:
        return _begin_unasked(remembered if not known else "")
    if remembered != latest:
        _write_file(latest)
    return latest


def _begin_unasked(unknown: str) -> str:
    """`unknown` is noted too, so that a second server that remembers it does not begin yet another epoch."""
    with transaction():
        now = utc_now()
        if unknown:
            _add(unknown, why="foreign", now=now)
        return begin_epoch(now=now, why="foreign" if unknown else "first")


def _path() -> Path:
    folder: Path = current_app.extensions["fuwuka_settings"].data_dir
    return folder / EPOCH_FILE


def _write_file(epoch: str) -> None:
    path = _path()
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{EPOCH_FILE}.{os.getpid()}")
    temporary.write_text(epoch + "\n", encoding="ascii")
    temporary.replace(path)


def _restamp_feed() -> None:
    """Transaction numbers in a dump may lie ahead of this server's: such rows would stay unseen for long."""
    if not on_postgres():
        return
    ahead = as_number(func.pg_snapshot_xmax(func.pg_current_snapshot()))
    order = func.row_number().over(partition_by=JobFeed.technician_id, order_by=(JobFeed.xid, JobFeed.seq))
    rows = select(JobFeed.technician_id, JobFeed.job_id, order.label("place")).where(JobFeed.xid >= ahead).subquery()
    db.session.execute(
        update(JobFeed)
        .where(JobFeed.technician_id == rows.c.technician_id, JobFeed.job_id == rows.c.job_id)
        .values(xid=as_number(func.pg_current_xact_id()), seq=rows.c.place),
        execution_options={"synchronize_session": False},
    )
