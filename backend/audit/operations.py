"""Writing the audit trail."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from backend.audit.models import AuditEntry
from backend.infrastructure.context import remote_address, request_id
from backend.infrastructure.database import db

if TYPE_CHECKING:
    from backend.accounts.models import User


def record(
    action: str,
    *,
    actor: User | None,
    now: datetime,
    subject_type: str = "",
    subject_id: UUID | None = None,
    center_id: UUID | None = None,
    **detail: Any,
) -> AuditEntry:
    """Add one entry to the running transaction. `action` is `slice.verb`, such as `report.view`.

    `detail` holds what changed, never personal content or secrets.
    """
    entry = AuditEntry(
        at=now,
        actor_id=actor.id if actor else None,
        actor_name=actor.name if actor else "",
        action=action,
        subject_type=subject_type,
        subject_id=subject_id,
        center_id=center_id,
        request_id=request_id.get(),
        address=remote_address.get(),
        detail=detail,
    )
    db.session.add(entry)
    return entry
