"""What a report that calls a job done owes and does not say. Pure: content of the newest shape -> what is missing.

The phone asks for it before a signature is given; a report of another client may lack it. It is a question to the
technician, never a refusal of the report.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from backend.domain.vocabulary import JobType, WorkResult


def unexplained(content: Mapping[str, Any]) -> dict[str, list[str]]:
    """`over`: jobs beyond their standard time without a reason, `first_time`: repairs that do not say whether one
    visit was enough (both by number or id), `on_site`: the visit itself. Only what is missing is named.
    """
    done = [job for job in content["jobs"] if job["work"]["result"] == WorkResult.DONE]
    found = {
        "over": [_name(job) for job in done if _is_over(job["work"]) and not job["work"]["over_reason"].strip()],
        "first_time": [
            _name(job) for job in done if job["type"] == JobType.REPAIR and job["work"]["first_time"] is None
        ],
        "on_site": _on_site(content) if done else [],
    }
    return {what: names for what, names in found.items() if names}


def _name(job: Mapping[str, Any]) -> str:
    return str(job["number"] or job["id"])


def _is_over(spent: Mapping[str, Any]) -> bool:
    return bool(spent["standard_minutes"]) and spent["minutes"] > spent["standard_minutes"]


def _on_site(content: Mapping[str, Any]) -> list[str]:
    """A job's own reason explains the visit too; apps before `on_site` was told are asked nothing."""
    spent = content.get("on_site")
    if not spent or not _is_over(spent):
        return []
    reasons = [spent["over_reason"], *(job["work"]["over_reason"] for job in content["jobs"])]
    return (
        [] if any(reason.strip() for reason in reasons) else [f"{spent['minutes']} / {spent['standard_minutes']} min"]
    )
