"""Reports as the search tables know them."""

from __future__ import annotations

from datetime import timedelta
from secrets import token_hex
from typing import Any

from backend.accounts.models import User
from backend.infrastructure.clock import utc_now
from backend.infrastructure.ids import new_id
from backend.jobs.models import Job
from backend.reports.models import Report, ReportSummary
from tests.factories.storing import pick, store


def create_report_summary(author: User, *, job: Job, days_ago: int, **overrides: Any) -> ReportSummary:
    signed_at = utc_now() - timedelta(days=days_ago)
    report = store(
        Report(
            id=new_id(),
            author_id=author.id,
            digest=token_hex(32),
            body=b"{}",
            size=2,
            version=1,
            receipt="accepted",
            received_at=signed_at,
        )
    )
    values = pick(
        overrides, report_id=report.id, center_id=author.center_id, technician_id=author.id, job_id=job.id,
        customer_id=job.customer_id, content_digest=token_hex(32), verification_code=token_hex(13), language="zh",
        signed_at=signed_at, visit_date=signed_at.date(), job_type=job.type, category=job.category, customer_name="陈女士",
        result="done", verdict="pass", server_verdict="pass", confirmations={}, customer_signed="drawn",
    )  # fmt: skip
    return store(ReportSummary(**values))
