"""Resolving what needs a person."""

from __future__ import annotations

from datetime import datetime

from backend.accounts.models import User
from backend.audit.operations import record
from backend.domain.errors import ConflictError, InvalidInputError
from backend.infrastructure.database import db
from backend.reports.models import ReviewItem

LONGEST_REASON = 500


def resolve_item(item: ReviewItem, *, reason: str, actor: User, now: datetime) -> None:
    """Close an item with the reason. Raises InvalidInputError without one, ConflictError when it is closed."""
    reason = reason.strip()
    if not reason:
        raise InvalidInputError(zh="请写明处理的理由。", en="Say why, for whoever reads it later.", field="reason")
    if len(reason) > LONGEST_REASON:
        raise InvalidInputError(
            zh="理由太长，最多 500 字。", en="The reason is too long: 500 characters.", field="reason"
        )
    if item.resolved_at is not None:
        raise ConflictError(zh="别人已经处理了这一项。", en="Somebody else has settled this meanwhile.", field="reason")
    item.resolved_at, item.resolved_by_id, item.resolution = now, actor.id, reason
    _record("review.resolve", item, actor=actor, now=now)


def reopen_item(item: ReviewItem, *, actor: User, now: datetime) -> None:
    """Take a decision back; both stay in the audit trail."""
    if item.resolved_at is None:
        return
    item.resolved_at, item.resolved_by_id, item.resolution = None, None, ""
    _record("review.reopen", item, actor=actor, now=now)


def _record(action: str, item: ReviewItem, *, actor: User, now: datetime) -> None:
    record(
        action,
        actor=actor,
        now=now,
        subject_type="report",
        subject_id=item.report_id,
        center_id=item.center_id,
        reason=item.reason,
    )
    db.session.flush()
