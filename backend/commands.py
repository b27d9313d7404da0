"""Commands for operators: `flask --app wsgi backup FOLDER`, `flask --app wsgi restore FOLDER`."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import click
from flask import Flask, current_app
from flask_migrate import upgrade
from sqlalchemy.engine import make_url

from backend.config import Settings
from backend.infrastructure.clock import utc_now
from backend.infrastructure.database import db
from backend.infrastructure.transaction import transaction
from backend.sync.epoch import begin_epoch

SQLITE_FILE, POSTGRES_FILE = "fuwuka.sqlite", "fuwuka.dump"
# Made anew by themselves; the database is copied on its own, in one consistent state.
LEFT_OUT = ("run", "queue.sqlite*", "fuwuka.sqlite*", ".new-*")


def connect_commands(app: Flask) -> None:
    app.cli.add_command(backup)
    app.cli.add_command(restore)


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
def backup(folder: Path) -> None:
    """Copy the database and DATA_DIR into FOLDER while the server runs; repeat it to bring it up to date."""
    settings: Settings = current_app.extensions["fuwuka_settings"]
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    # The database first: what it speaks of is in the store already, and the store only grows.
    if db.engine.dialect.name == "sqlite":
        _copy_sqlite(folder / SQLITE_FILE)
    else:
        _run("pg_dump", "--format=custom", f"--file={folder / POSTGRES_FILE}", f"--dbname={_address()}")
    _copy_files(settings.data_dir, folder)
    folder.chmod(0o700)  # it holds the keys; copying took over DATA_DIR's mode
    click.echo(f"{folder}: database and files are saved. Keep it as secret as the server: it holds the keys.")


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
def restore(folder: Path) -> None:
    """Bring back what `backup` saved, replacing what is there. Stop the server first.

    Phones then offer again what they sent after the backup was made: nothing that they keep is lost.
    """
    settings: Settings = current_app.extensions["fuwuka_settings"]
    _copy_files(folder, settings.data_dir)
    if db.engine.dialect.name == "sqlite":
        _replace_sqlite(folder / SQLITE_FILE)
    else:
        dump = str(folder / POSTGRES_FILE)
        _run("pg_restore", "--clean", "--if-exists", "--no-owner", "--exit-on-error", f"--dbname={_address()}", dump)
    upgrade()
    with transaction():
        epoch = begin_epoch(now=utc_now())
    click.echo(f"restored from {folder}; phones will fetch everything anew (epoch {epoch})")


def _address() -> str:
    """The database's address as PostgreSQL's own programs read it."""
    return make_url(db.engine.url).set(drivername="postgresql").render_as_string(hide_password=False)


def _run(*words: str) -> None:
    try:
        subprocess.run(words, check=True)
    except FileNotFoundError:
        raise click.ClickException(f"{words[0]} is missing: install PostgreSQL's client programs") from None
    except subprocess.CalledProcessError as failure:
        raise click.ClickException(f"{words[0]} failed with code {failure.returncode}") from None


def _copy_sqlite(target: Path) -> None:
    """One consistent state, also while others write. SQLite refuses to write over a file."""
    fresh = target.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    connection = db.engine.raw_connection()
    try:
        connection.cursor().execute("VACUUM INTO ?", (str(fresh),))
    finally:
        connection.close()
    fresh.replace(target)


def _replace_sqlite(source: Path) -> None:
    database = Path(str(db.engine.url.database))
    db.session.remove()
    db.engine.dispose()
    for old in database.parent.glob(f"{database.name}*"):
        old.unlink()
    shutil.copyfile(source, database)


def _copy_files(source: Path, target: Path) -> None:
    """Everything but the database. What is in the store never changes, so what is there already stays."""

    def copy_once(here: str, there: str) -> str:
        same = Path(there).exists() and Path(there).stat().st_size == Path(here).stat().st_size
        if not same or "store" not in Path(here).parts:
            shutil.copy2(here, there)
        return there

    ignored = shutil.ignore_patterns(*LEFT_OUT, POSTGRES_FILE)
    shutil.copytree(source, target, ignore=ignored, copy_function=copy_once, dirs_exist_ok=True)
