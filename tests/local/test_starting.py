"""`make run` that can't go on says why in one line, before it has changed anything."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from backend.config import ConfigError, Settings
from backend.local.__main__ import prepare

ROOT = Path(__file__).parents[2]


def start(folder: Path, **environment: str) -> str:
    """What `make run` says when it ends by itself."""
    chosen = {"PATH": os.environ["PATH"], "DATA_DIR": str(folder / "data"), "PORT": "0"} | environment
    said = subprocess.run(
        [sys.executable, "-m", "backend.local"], cwd=ROOT, env=chosen, capture_output=True, text=True, timeout=300,
        check=False,
    )  # fmt: skip
    assert said.returncode == 1
    assert "Traceback" not in said.stderr
    assert "密码" not in said.stdout
    return said.stderr


def test_a_taken_port_is_said_before_passwords_are_made(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        said = start(tmp_path, PORT=port)
    assert f"PORT={port}" in said
    assert "choose another PORT" in said
    assert not (tmp_path / "data" / "fuwuka.sqlite").exists()


@pytest.mark.parametrize(
    ("environment", "words"),
    [
        ({"PORT": "99999"}, "use 1 to 65535"),
        ({"HOST": "192.0.2.77"}, "HOST must be an address of this machine"),
        ({"DATABASE_URL": "mysql://host/name"}, "use sqlite:///FILE or postgresql://"),
        ({"DATABASE_URL": "sqlite:////no/such/folder/x.sqlite"}, "the database can't be used"),
        ({"FUWUKA_ENV": "production"}, "SECRET_KEY must be set"),
    ],
)
def test_a_setting_that_cannot_work_is_named(tmp_path: Path, environment: dict[str, str], words: str) -> None:
    assert words in start(tmp_path, **environment)


def test_a_database_out_of_reach_is_named_without_its_password(tmp_path: Path) -> None:
    said = start(tmp_path, DATABASE_URL=f"postgresql://owner:hunter2-hunter2@/cards?host={tmp_path}")
    assert "owner:***@" in said
    assert "hunter2" not in said


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file is in the way")
    assert f"DATA_DIR={tmp_path / 'data'}: this folder can't be written" in start(tmp_path)


def test_production_refuses_a_database_that_was_tried_out(settings: Settings) -> None:
    assert set(prepare(settings)) >= {"tech1", "office1", "admin"}
    with pytest.raises(ConfigError, match=r"no demo in production.*tech1"):
        prepare(replace(settings, env="production", public_url="https://cards.example"))


def test_what_production_refuses_stays_as_it_was(settings: Settings) -> None:
    prepare(settings)
    engine = create_engine(settings.sqlalchemy_url)
    with engine.begin() as connection:  # as an older release left it: there is something to migrate and to publish
        connection.execute(text("delete from catalog_versions"))
        connection.execute(text("update alembic_version set version_num = '0001'"))
    with pytest.raises(ConfigError, match="no demo in production"):
        prepare(replace(settings, env="production", public_url="https://cards.example"))
    with engine.connect() as connection:
        assert connection.scalar(text("select count(*) from catalog_versions")) == 0
        assert connection.scalar(text("select version_num from alembic_version")) == "0001"
    engine.dispose()
