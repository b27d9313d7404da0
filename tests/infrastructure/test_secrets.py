"""Keys are whole from the start, and nothing personal gets into an error's text."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.exc import IntegrityError

from backend.config import ConfigError, load_settings
from tests.factories import create_user


def test_processes_that_start_together_share_one_whole_key(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    with ThreadPoolExecutor(8) as pool:
        keys = {found.secret_key for found in pool.map(lambda _: load_settings({}, data_dir=folder), range(16))}
    assert len(keys) == 1
    assert len(keys.pop()) >= 48
    assert [path.name for path in folder.iterdir()] == ["secret.key"]
    assert (folder / "secret.key").stat().st_mode & 0o077 == 0


def test_a_database_error_tells_no_values(app: Flask) -> None:
    first = create_user(name="王秘密")
    with pytest.raises(IntegrityError) as caught:
        create_user(username=first.username, name="王秘密")
    assert "王秘密" not in str(caught.value)


def test_what_the_server_stores_is_for_its_own_user_alone(tmp_path: Path) -> None:
    environment = os.environ | {"DATA_DIR": str(tmp_path / "data"), "FUWUKA_ENV": "development"}
    subprocess.run([sys.executable, "-c", "import wsgi"], env=environment, check=True, timeout=60)
    stored = [tmp_path / "data", *(tmp_path / "data").rglob("*")]
    assert len(stored) > 1
    assert [path for path in stored if path.stat().st_mode & 0o077] == []


def test_production_refuses_a_key_without_variety() -> None:
    with pytest.raises(ConfigError, match="SECRET_KEY"):
        load_settings({"FUWUKA_ENV": "production", "SECRET_KEY": "a" * 64, "PUBLIC_URL": "https://cards.example"})
