"""What an entry of the audit trail says beside its action, in the reader's words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from backend.audit.models import AuditEntry
from backend.office.translations import language, name_of, translate

Pairs = list[tuple[str, str]]

# Details whose values are of a vocabulary; every other value is shown as it was recorded.
_KINDS = {
    "by": "complaints.by",
    "how": "SignedHow",
    "purpose": "LinkPurpose",
    "result": "WorkResult",
    "role": "Role",
    "state": "CardState",
    "verdict": "Level",
}


def audit_details(entry: AuditEntry) -> Pairs:
    """Label and value of each detail; the conditions of a filter stand as details of their own.

    By key: a database may keep an object's keys in an order of its own.
    """
    found: Pairs = []
    for key, value in sorted(entry.detail.items()):
        found += _conditions(value) if isinstance(value, Mapping) else [_pair(key, value, action=entry.action)]
    return found


def _conditions(asked: Mapping[str, Any]) -> Pairs:
    return [_pair(key, value, action="") for key, value in sorted(asked.items())] or [_pair("filter", None, action="")]


def _pair(key: str, value: Any, *, action: str) -> tuple[str, str]:
    return name_of("audit.detail", key), _value(key, value, action=action)


def _value(key: str, value: Any, *, action: str) -> str:
    if value is None or value == []:
        return translate("audit.nothing")
    if value is True:
        return translate("audit.yes")
    if isinstance(value, list):
        return ("、" if language() == "zh" else ", ").join(name_of("audit.detail", each) for each in value)
    if key in ("center", "technician"):  # ids, as the column beside shows them
        return f"…{str(value)[-6:]}"
    # Items for review are recorded with their reason of the vocabulary, looks at personal data with a person's words.
    kind = "ReviewReason" if key == "reason" and action.startswith("review.") else _KINDS.get(key)
    return name_of(kind, value) if kind else str(value)
