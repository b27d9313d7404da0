"""Centers and people of the demo, with a password each."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select

from backend.accounts.models import Center, Instrument, User
from backend.accounts.passwords import DEMO_PASSWORD, hash_password, password_matches
from backend.demo.tables import table
from backend.domain.permissions import ROLE_SCOPES
from backend.domain.vocabulary import Language, Role
from backend.infrastructure.auth import Principal
from backend.infrastructure.database import db


@dataclass(frozen=True, kw_only=True)
class Staff:
    """Everybody, by code and user name."""

    centers: Mapping[str, Center]
    users: Mapping[str, User]

    def acting(self, username: str) -> Principal:
        user = self.users[username]
        return Principal(user=user, scopes=ROLE_SCOPES[Role(user.role)], via="demo")

    def technicians(self, code: str) -> list[User]:
        center_id = self.centers[code].id
        return [user for user in self.users.values() if user.center_id == center_id]


def usernames() -> list[str]:
    people = table("people")
    return [row["username"] for row in (*people["technicians"], *people["office"])]


def demo_users() -> list[User]:
    return list(db.session.scalars(select(User).where(User.username.in_(usernames())).order_by(User.username)))


def create_staff(passwords: Mapping[str, str], *, hired: datetime, today: date) -> Staff:
    """All centers and people; `passwords` by user name. Certificates and calibrations count from `today`.

    Flushed, not committed.
    """
    people = table("people")
    hashes = {password: hash_password(password) for password in set(passwords.values())}
    centers = {row["code"]: Center(**row) for row in people["centers"]}
    db.session.add_all(centers.values())
    users = {}
    for row in people["technicians"]:
        users[row["username"]] = _user(
            row, hashes[passwords[row["username"]]], now=hired, role=Role.TECHNICIAN, office_centers=[],
            center=centers[row["center"]], staff_no=row["staff_no"], grade=row["grade"], phone=row["phone"],
            certificates=_certificates(row, today=today),
        )  # fmt: skip
    for row in people["office"]:
        seen = [centers[code] for code in row["centers"]]
        users[row["username"]] = _user(
            row, hashes[passwords[row["username"]]], now=hired, role=Role(row["role"]), office_centers=seen,
            certificates=[],
        )  # fmt: skip
    db.session.add_all(users.values())
    db.session.flush()
    for row in people["technicians"]:
        db.session.add_all(_instruments(row, users[row["username"]], today=today, hired=hired))
    db.session.flush()
    return Staff(centers=centers, users=users)


def _user(row: Mapping[str, Any], password_hash: str, *, now: datetime, role: Role, **values: Any) -> User:
    return User(
        username=row["username"],
        name=row["name"],
        language=row.get("language", Language.ZH.value),
        role=role.value,
        password_hash=password_hash,
        created_at=now,
        **values,
    )


def _certificates(row: Mapping[str, Any], *, today: date) -> list[dict[str, Any]]:
    number = "".join(character for character in row["staff_no"] if character.isdigit())
    return [
        {"kind": kind, "number": f"T3301{number}{place:02}", "valid_until": (today + timedelta(days=days)).isoformat()}
        for place, (kind, days) in enumerate(row["certificates"].items(), start=1)
    ]


def _instruments(row: Mapping[str, Any], user: User, *, today: date, hired: datetime) -> list[Instrument]:
    kinds = table("people")["instruments"]
    return [
        Instrument(
            user_id=user.id,
            kind=kind,
            name={language: kinds[kind][language] for language in ("zh", "en")},
            model=kinds[kind]["model"],
            serial=f"{kinds[kind]['letters']}-{row['staff_no'][1:]}",
            due=(today + timedelta(days=days)).isoformat(),
            created_at=hired,
            changed_at=hired,
        )
        for kind, days in row["instruments"].items()
    ]


def choose_passwords(*, loopback: bool) -> dict[str, str]:
    """One known password while only this machine can reach the server, else a random one each."""
    return {name: DEMO_PASSWORD if loopback else secrets.token_urlsafe(9) for name in usernames()}


def still_known_passwords() -> dict[str, str]:
    """Accounts whose password nobody has changed. They share a hash as long as that is so, which is checked once.

    Asks for no more than the first release's columns: the database may not have been migrated yet.
    """
    accounts = select(User.username, User.password_hash).where(User.username.in_(usernames())).order_by(User.username)
    hashes = {row.username: row.password_hash for row in db.session.execute(accounts)}
    known = {stored: password_matches(stored, DEMO_PASSWORD) for stored in set(hashes.values())}
    return {name: DEMO_PASSWORD for name, stored in hashes.items() if known[stored]}


def replace_known_passwords() -> dict[str, str]:
    """The server has become reachable: accounts that still have the known password get a random one, returned."""
    changed = {name: secrets.token_urlsafe(9) for name in still_known_passwords()}
    for user in demo_users():
        if user.username in changed:
            user.password_hash = hash_password(changed[user.username])
    db.session.flush()
    return changed
