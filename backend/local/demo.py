"""Demo data for trying out, and passwords that are well known on this machine alone."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from flask import Flask
from sqlalchemy import func, select, update

from backend.accounts.models import User, UserSession
from backend.accounts.passwords import hash_password, password_matches, temporary_password
from backend.config import Settings
from backend.infrastructure.clock import utc_now
from backend.infrastructure.database import db
from backend.infrastructure.transaction import transaction

WELL_KNOWN = "fuwuka-demo"
GROUPS = ("tech1 … tech6", "office1 … office3", "admin")
PASSWORD_FILE = "demo-password"


@dataclass(frozen=True, kw_only=True)
class DemoAccounts:
    names: tuple[str, ...] = GROUPS
    password: str


def prepare_demo(app: Flask, settings: Settings) -> DemoAccounts | None:
    """Load demo data into an empty database; None when the people here are not ours.

    Once others can reach the server the well-known password is replaced, also in data of an earlier trial.
    """
    with app.app_context():
        if db.session.scalar(select(func.count()).select_from(User)) == 0:
            _load(app)
        return _settle_password(settings)


def _load(app: Flask) -> None:
    command = app.cli.commands.get("demo")
    if command is None:
        return
    command.main(["load"], prog_name="demo", standalone_mode=False)
    db.session.remove()


def _settle_password(settings: Settings) -> DemoAccounts | None:
    people = db.session.scalars(select(User).where(User.username.regexp_match("^(tech[1-6]|office[1-3]|admin)$"))).all()
    known = [person for person in people if password_matches(person.password_hash, WELL_KNOWN)]
    file = settings.data_dir / PASSWORD_FILE
    if known and settings.loopback:
        return DemoAccounts(password=WELL_KNOWN)
    if known:
        return _change_passwords(known, file)
    return DemoAccounts(password=file.read_text().strip()) if file.exists() else None


def _change_passwords(people: list[User], file: Path) -> DemoAccounts:
    password = temporary_password()
    file.touch(mode=0o600)
    file.write_text(password + "\n")
    hashed = hash_password(password)
    with transaction() as session:
        for person in people:
            person.password_hash = hashed
        ended = update(UserSession).where(UserSession.user_id.in_([person.id for person in people]))
        session.execute(ended.values(revoked_at=utc_now()))
    return DemoAccounts(password=password)
