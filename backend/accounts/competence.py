"""What a technician is certified for."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from backend.accounts.models import User
from backend.audit.operations import record
from backend.infrastructure.database import db


def keep_competence(
    user: User,
    *,
    certificates: list[dict[str, Any]],
    actor: User,
    now: datetime,
) -> None:
    """Replace the list (shape as in models.py). Reports keep what was true on the day of the visit."""
    if user.certificates == certificates:
        return
    user.certificates = certificates
    record("user.competence", actor=actor, now=now, subject_type="user", subject_id=user.id)
    db.session.flush()


def choose_language(user: User, language: str) -> None:
    user.language = language
    db.session.flush()
