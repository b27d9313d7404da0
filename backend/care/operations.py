"""What other slices ask of care: a stored report opens complaints, and its customer's link. Callers commit."""

from __future__ import annotations

from backend.care.complaints import SYSTEM, matter_of_service, open_complaint
from backend.care.links import open_customer_link, remember_customer_link
from backend.care.queries import complaint_about
from backend.domain.vocabulary import Answer, ComplaintSource
from backend.infrastructure.database import db
from backend.reports.events import ReportProjected
from backend.reports.models import ReportSummary

__all__ = ["on_report_projected", "open_customer_link"]


def on_report_projected(event: ReportProjected) -> None:
    """The phone's link for the customer, and a complaint for each service that was *not done*; safe to repeat.

    A correction that repeats what its first version already complained of opens no second one.
    """
    summary = db.session.get(ReportSummary, event.report_id)
    if summary is None:
        return
    if event.customer_link:
        remember_customer_link(event.report_id, event.customer_link, now=event.at)
    for confirmation in event.content["confirmations"]:
        key = matter_of_service(confirmation["service"])
        if confirmation["answer"] != Answer.NOT_DONE or _known_from_before(summary, key):
            continue
        open_complaint(
            summary,
            ComplaintSource.SERVICE_NOT_DONE,
            key=key,
            by=SYSTEM,
            now=event.at,
            service=confirmation["service"],
            text=confirmation["note"],
        )


def _known_from_before(summary: ReportSummary, key: str) -> bool:
    return summary.supersedes_id is not None and complaint_about(summary.supersedes_id, key) is not None
