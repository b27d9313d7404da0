"""One report in the office: what was signed, section by section, its photos, signatures, card and history."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, render_template, request

from backend.audit.listing import entries_about
from backend.cards.backoffice import note_sight, row_or_404
from backend.cards.listing import editions_of, notices_of, replaced_by, state_of
from backend.cards.served_jobs import group_jobs
from backend.cards.strokes import draw_strokes
from backend.domain.errors import NotFoundError
from backend.infrastructure.auth import guard
from backend.infrastructure.forms import FormReader
from backend.infrastructure.storage import content_key
from backend.infrastructure.wiring import storage
from backend.reports.judgement import judge_again
from backend.reports.listing import attestations_of, feedback_of, items_of_report
from backend.reports.queries import blobs_of, body_of, get_blob
from backend.reports.versions import latest_attestation, read_signed

blueprint = Blueprint("office_report", __name__, url_prefix="/office/reports")

PICTURES = frozenset({"image/jpeg", "image/png"})


@blueprint.get("/<uuid:report_id>")
@guard("report:read")
def report_page(report_id: UUID) -> str:
    row = row_or_404(report_id)
    note_sight("report.view", row)
    return _page(row, FormReader({}), revealed=False)


@blueprint.post("/<uuid:report_id>/reveal")
@guard("report:read")
def reveal(report_id: UUID) -> Any:
    """The customer's name and address in full, for a reason that is kept."""
    row, reader = row_or_404(report_id), FormReader(request.form)
    reason = reader.words("reveal_reason", maximum=200, required=True)
    if not reader.valid:
        return _page(row, reader, revealed=False), 422
    note_sight("customer.reveal", row, reason=reason)
    return _page(row, FormReader({}), revealed=True)


def _page(row: Any, reader: FormReader, *, revealed: bool) -> str:
    report_id = row.ReportSummary.report_id
    signed = read_signed(body_of(report_id))
    later = [latest_attestation(json.loads(each.body)) for each in attestations_of(report_id)]
    judged = judge_again(signed.content)
    return render_template(
        "cards/report.html",
        row=row,
        state=state_of(row),
        content=signed.content,
        groups=[(group, judged.of_job(group.shared["id"])) for group in group_jobs(signed.content["jobs"])],
        last_attempts=_last_attempts,
        job_numbers={job["id"]: job["number"] or "" for job in signed.content["jobs"]},
        server_level={job.job_id: job.level for job in judged.jobs},
        signatures=[(each, draw_strokes(each["strokes"])) for each in (*signed.attestations, *later)],
        blobs={blob.sha256: blob for blob in blobs_of([report_id])[report_id]},
        editions=editions_of(report_id),
        notices=notices_of(report_id),
        items=items_of_report(report_id),
        feedback=feedback_of(report_id),
        audit=entries_about(report_id),
        replaced_by=replaced_by(report_id),
        revealed=revealed,
        errors=reader.errors,
    )


def _last_attempts(job: Mapping[str, Any]) -> dict[str, int]:
    """The attempt of each test that decides: only it has a verdict of the server."""
    last: dict[str, int] = {}
    for reading in job["safety"]["readings"]:
        last[reading["test"]] = max(reading["attempt"], last.get(reading["test"], 0))
    return last


@blueprint.get("/<uuid:report_id>/photos/<sha256>")
@guard("report:read")
def photo(report_id: UUID, sha256: str) -> Response:
    """A photo that this report names. Never interpreted as anything but the picture it was checked to be."""
    row_or_404(report_id)
    blob = get_blob(report_id, sha256)
    if blob.received_at is None or blob.media_type not in PICTURES:
        raise NotFoundError(zh="这张照片还没有收到。", en="This photo has not arrived yet.")
    answer = Response(storage().stream(content_key("blobs", sha256)), mimetype=blob.media_type)
    answer.headers["Content-Length"] = str(blob.size)
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Content-Security-Policy"] = "default-src 'none'"
    answer.headers["Cache-Control"] = "private, max-age=3600"
    return answer
