"""Conventions don't depend on the database: one kind, no tables."""

from __future__ import annotations

from pathlib import Path

import pytest

from backend.config import Settings
from tests.conftest import dummy_settings


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return dummy_settings(tmp_path / "data")
