"""What every test may ask for: settings, an application on a fresh database, a client.

Everything that touches the database runs on SQLite and on PostgreSQL (`--db=` chooses one).
"""

from __future__ import annotations

import gc
import ipaddress
import shutil
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import Context
from itertools import count
from pathlib import Path
from typing import Any

import pytest
import structlog
from flask import Flask
from flask.testing import FlaskClient
from flask_migrate import stamp
from sqlalchemy import inspect
from sqlalchemy.orm import Session

from backend.app import create_app
from backend.config import Settings
from backend.infrastructure.database import db
from backend.infrastructure.transaction import transaction as in_transaction
from tests.postgres_server import PostgresServer, running_postgres

KINDS = {"sqlite": ["sqlite"], "postgresql": ["postgresql"], "both": ["sqlite", "postgresql"]}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--db", choices=list(KINDS), default="both", help="database of the tests that need one")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "database_kind" in metafunc.fixturenames:
        metafunc.parametrize("database_kind", KINDS[metafunc.config.getoption("--db")], scope="session")


def pytest_collection_finish() -> None:
    """What was imported stays for ever: not looking through it again and again saves a sixth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 10, 10)
    # the library's own way to show an exception prints every local variable, a whole catalog among them: 7 s each
    structlog.configure([structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)])


@pytest.fixture(scope="session", autouse=True)
def no_network() -> Iterator[None]:
    """A test that reaches for another machine fails instead of depending on it."""
    connect = socket.socket.connect

    def loopback_only(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6):
            host = str(address[0])
            if host != "localhost" and not ipaddress.ip_address(host.partition("%")[0]).is_loopback:
                raise AssertionError(f"a test reached for the network: {host}")
        connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", loopback_only)
        yield


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    with running_postgres() as server:
        yield server


@pytest.fixture(scope="session")
def make_database(
    database_kind: str, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[], Any]:
    """A function that opens a fresh, migrated database: `with make_database() as url:`."""
    folder = tmp_path_factory.mktemp("databases")
    numbers = count()
    if database_kind == "sqlite":
        template = folder / "template.sqlite"
        _migrate(f"sqlite:///{template}", folder)

        @contextmanager
        def copied() -> Iterator[str]:
            path = folder / f"{next(numbers)}.sqlite"
            shutil.copyfile(template, path)
            yield f"sqlite:///{path}"
            for leftover in folder.glob(f"{path.name}*"):
                leftover.unlink()

        return copied

    server: PostgresServer = request.getfixturevalue("postgres_server")
    _migrate(_replaced(server, "fuwuka_template"), folder)
    schema = server.schema("fuwuka_template")

    emptied: list[str] = []

    @contextmanager
    def cloned() -> Iterator[str]:
        if not emptied:
            emptied.append(f"fuwuka_{next(numbers)}")
            _replaced(server, emptied[-1], template="fuwuka_template")
        name = emptied.pop()
        yield server.url(name)
        if server.schema(name) == schema:  # a test of restoring or migrating leaves another one
            server.empty(name)
            emptied.append(name)
        else:
            server.drop(name)

    return cloned


def _replaced(server: PostgresServer, name: str, *, template: str = "template0") -> str:
    server.drop(name)
    return server.create(name, template=template)


def _migrate(url: str, folder: Path) -> None:
    app = create_app(dummy_settings(folder / "migrating", database_url=url))
    with app.app_context():
        db.create_all()  # quicker than the migrations, and the same (test_migrations.py)
        stamp(revision="head")
        if db.engine.dialect.name == "sqlite":  # everything into the one file that is copied
            with db.engine.connect() as connection:
                connection.exec_driver_sql("COMMIT")
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
                connection.exec_driver_sql("BEGIN")
        db.engine.dispose()


def dummy_settings(data_dir: Path, **overrides: Any) -> Settings:
    data_dir.mkdir(parents=True, exist_ok=True)
    values = {
        "env": "test",
        "secret_key": "only-for-tests-" * 3,
        "data_dir": data_dir,
        "public_url": "http://localhost",
    }
    return Settings(**(values | overrides))


@pytest.fixture
def database_url(make_database: Callable[[], Any]) -> Iterator[str]:
    with make_database() as url:
        yield url


@pytest.fixture
def settings(tmp_path: Path, database_url: str) -> Settings:
    return dummy_settings(tmp_path / "data", database_url=database_url)


@pytest.fixture
def app(settings: Settings) -> Iterator[Flask]:
    """The application on a fresh database; its context is open, so factories and queries just work."""
    app = create_app(settings)
    app.test_client_class = IsolatedClient
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


class IsolatedClient(FlaskClient):
    """Requests see nothing of the test's own application context, and the test sees what they wrote.

    Without this, flask-login would keep the first request's user in the test's `g`, and SQLite would
    show the test the state from before the request.
    """

    def open(self, *args: Any, **kwargs: Any) -> Any:
        db.session.commit()
        kwargs["buffered"] = True
        answer = Context().run(super().open, *args, **kwargs)
        for row in db.session:
            db.session.expire(row, [column.key for column in inspect(row).mapper.column_attrs])
        return answer


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser without cookies; `app.test_client()` gives more of them."""
    return app.test_client()


@pytest.fixture
def session(app: Flask) -> Session:
    """The test's own database session, for reading."""
    return db.session()


@pytest.fixture
def transaction(app: Flask) -> Iterator[Session]:
    """The whole test inside one transaction, for operations, which flush and never commit."""
    with in_transaction() as session:
        yield session
