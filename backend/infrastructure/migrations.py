"""Where migrations lie, and `flask --app wsgi db …`."""

from __future__ import annotations

from pathlib import Path

from flask import Flask
from flask_migrate import Migrate

from backend.infrastructure.database import db

FOLDER = Path(__file__).parents[2] / "migrations"


def connect_migrations(app: Flask) -> None:
    Migrate(app, db, directory=str(FOLDER))
