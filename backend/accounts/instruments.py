"""The register of measuring instruments: technicians register their own, the office sees and assigns all.

Whoever writes last is right: a technician reads serial number and calibration date off the instrument itself,
the office knows who was given which. Every change stands in the audit trail; nothing is ever deleted.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from backend.accounts.models import Instrument, User
from backend.audit.operations import record
from backend.domain.errors import ConflictError, NotFoundError
from backend.infrastructure.database import db
from backend.infrastructure.ids import new_id
from backend.infrastructure.upsert import insert_new


@dataclass(frozen=True, kw_only=True)
class InstrumentDetails:
    """`due`: a local date, or None. `user_id`: who carries it, or None while it lies in the store."""

    kind: str
    name: dict[str, str]
    model: str
    serial: str
    due: str | None
    user_id: UUID | None


def list_instruments() -> list[Instrument]:
    """All of them with their technicians, those in use first, by kind."""
    return list(
        db.session.scalars(
            select(Instrument)
            .order_by(Instrument.retired_at.is_not(None), Instrument.kind, Instrument.serial)
            .options(selectinload(Instrument.user))
        )
    )


def get_instrument(instrument_id: UUID) -> Instrument:
    found = db.session.get(Instrument, instrument_id)
    if found is None:
        raise NotFoundError
    return found


def add_instrument(details: InstrumentDetails, *, actor: User, now: datetime) -> Instrument:
    """A new one in the register, made in the office."""
    instrument = Instrument(id=new_id(), created_at=now)
    _apply(instrument, details, now=now)
    db.session.add(instrument)
    _record("instrument.add", instrument, actor=actor, now=now)
    db.session.flush()
    return instrument


def edit_instrument(instrument: Instrument, details: InstrumentDetails, *, actor: User, now: datetime) -> None:
    if all(getattr(instrument, key) == value for key, value in asdict(details).items()):
        return
    _apply(instrument, details, now=now)
    _record("instrument.edit", instrument, actor=actor, now=now)
    db.session.flush()


def retire_instrument(instrument: Instrument, *, actor: User, now: datetime) -> None:
    """Out of use; it stays in the register and in old reports."""
    if instrument.retired_at is None:
        instrument.retired_at = instrument.changed_at = now
        _record("instrument.retire", instrument, actor=actor, now=now)
        db.session.flush()


def return_instrument(instrument: Instrument, *, actor: User, now: datetime) -> None:
    """Back in use."""
    if instrument.retired_at is not None:
        instrument.retired_at, instrument.changed_at = None, now
        _record("instrument.return", instrument, actor=actor, now=now)
        db.session.flush()


def keep_own_instrument(
    instrument_id: UUID, details: InstrumentDetails, *, retired: bool, actor: User, now: datetime
) -> Instrument:
    """What a technician's phone says of an own instrument; idempotent. Raises ConflictError for somebody else's.

    `retired` takes it out of use and nothing here brings it back: a copy of an older request may come last, and
    the office, which may have retired it too, knows why (return_instrument).
    """
    created = insert_new(
        Instrument, id=instrument_id, created_at=now, changed_at=now, retired_at=None, **asdict(details)
    )
    instrument = db.session.get_one(Instrument, instrument_id, populate_existing=True)
    if created:
        _record("instrument.add", instrument, actor=actor, now=now)
        db.session.flush()
    elif instrument.user_id != actor.id:
        raise ConflictError(
            zh="这台仪器已不在您名下，请联系网点。", en="This instrument is not assigned to you; ask your center."
        )
    else:
        edit_instrument(instrument, details, actor=actor, now=now)
    if retired:
        retire_instrument(instrument, actor=actor, now=now)
    return instrument


def _apply(instrument: Instrument, details: InstrumentDetails, *, now: datetime) -> None:
    for key, value in asdict(details).items():
        setattr(instrument, key, value)
    instrument.changed_at = now


def _record(action: str, instrument: Instrument, *, actor: User, now: datetime) -> None:
    record(
        action,
        actor=actor,
        now=now,
        subject_type="instrument",
        subject_id=instrument.id,
        serial=instrument.serial,
        due=instrument.due,
    )
