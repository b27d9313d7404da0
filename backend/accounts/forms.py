"""Forms of people: what an administrator writes, what somebody types to sign in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from werkzeug.datastructures import MultiDict

from backend.accounts.instruments import InstrumentDetails
from backend.accounts.models import Instrument
from backend.accounts.operations import UserDetails
from backend.domain.vocabulary import Grade, Language, Role
from backend.infrastructure.forms import FormReader, parse_uuid

BLANK_ROWS = 2


def read_user(reader: FormReader, sent: MultiDict[str, str]) -> UserDetails | None:
    """The details, or None when a field is wrong (reader.errors says which)."""
    username = reader.words("username", maximum=60, required=True)
    name = reader.words("name", maximum=80, required=True)
    role = reader.choice("role", Role, required=True)
    grade = reader.choice("grade", Grade)
    language = reader.choice("language", Language) or Language.ZH.value
    centers = [found for found in map(parse_uuid, sent.getlist("office_centers")) if found]
    center_id = reader.identity("center_id")
    if role in (Role.DISPATCHER, Role.MANAGER) and not centers:
        reader.fail("office_centers", "users.choose_center")
    if not reader.valid:
        return None
    return UserDetails(
        username=username,
        name=name,
        role=Role(role),
        center_id=center_id,
        office_center_ids=centers,
        staff_no=reader.words("staff_no", maximum=20) or None,
        grade=grade or None,
        phone=reader.words("phone", maximum=20),
        language=Language(language),
        active=sent.get("active", "1") == "1",
    )


def read_certificates(reader: FormReader, sent: MultiDict[str, str]) -> list[dict[str, Any]]:
    """Rows whose number is empty fall away."""
    return [
        {"kind": kind, "number": number, "valid_until": until or None}
        for kind, number, until in _rows(reader, sent, "certificate_kind", "certificate_number", "certificate_until")
    ]


def read_instrument(reader: FormReader, names: Mapping[str, Any]) -> InstrumentDetails | None:
    """The details, or None when a field is wrong; `names` are the catalog's words of each kind."""
    kind = reader.choice("kind", names, required=True)
    model = reader.words("model", maximum=60)
    serial = reader.words("serial", maximum=60, required=True)
    due = reader.day("due")
    user_id = reader.identity("user_id")
    if not reader.valid:
        return None
    return InstrumentDetails(
        kind=kind, name=names[kind], model=model, serial=serial, due=due.isoformat() if due else None, user_id=user_id
    )


def details_of_instrument(instrument: Instrument) -> MultiDict[str, str]:
    """A stored instrument as a form."""
    return MultiDict(
        [
            ("kind", instrument.kind), ("model", instrument.model), ("serial", instrument.serial),
            ("due", instrument.due or ""), ("user_id", str(instrument.user_id or "")),
        ]
    )  # fmt: skip


def _rows(reader: FormReader, sent: MultiDict[str, str], *names: str) -> list[tuple[str, str, str]]:
    found = []
    for kind, number, until in zip(*(sent.getlist(name) for name in names), strict=False):
        if not number.strip():
            continue
        if not kind or len(number) > 60:
            reader.fail(names[0], "form.choose")
        if until and not _is_day(until):
            reader.fail(names[0], "form.day")
        found.append((kind, number.strip(), until))
    return found


def _is_day(text: str) -> bool:
    reader = FormReader({"day": text})
    return reader.day("day") is not None


def details_of(user: Any) -> MultiDict[str, str]:
    """A stored user as a form."""
    return MultiDict(
        [
            ("username", user.username), ("name", user.name), ("role", user.role), ("grade", user.grade or ""),
            ("language", user.language), ("center_id", str(user.center_id or "")), ("staff_no", user.staff_no or ""),
            ("phone", user.phone), ("active", "1" if user.active else "0"),
            *(("office_centers", str(center.id)) for center in user.office_centers),
        ]
    )  # fmt: skip
