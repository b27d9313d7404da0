"""Needs a person: what could not be settled by itself, the evidence, and the decision with its reason."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, Response, redirect, render_template, request

from backend.audit.operations import record
from backend.domain.errors import FuwukaError, NotFoundError
from backend.domain.vocabulary import ReviewReason
from backend.infrastructure.auth import guard, principal
from backend.infrastructure.clock import utc_now
from backend.infrastructure.forms import FormReader
from backend.infrastructure.notes import leave_note
from backend.infrastructure.paging import Place
from backend.infrastructure.transaction import transaction
from backend.reports.evidence import compare, readable, where_json_ends
from backend.reports.listing import ReviewFilter, conflicting_bytes, count_by_reason, find_item, list_items
from backend.reports.queries import body_of, jobs_named
from backend.reports.review import reopen_item, resolve_item

blueprint = Blueprint("office_review", __name__, url_prefix="/office/review")


def _item(item_id: UUID) -> Any:
    row = find_item(item_id, principal().center_ids)
    if row is None:
        raise NotFoundError
    return row


def _wanted() -> ReviewFilter:
    reason = request.args.get("reason", "")
    known = reason in {each.value for each in ReviewReason}
    return ReviewFilter(reason=reason if known else "", resolved=request.args.get("view") == "resolved")


def _context() -> dict[str, Any]:
    who, wanted = principal(), _wanted()
    place = Place(after=request.args.get("after"), before=request.args.get("before"))
    page = list_items(who.center_ids, wanted, place=place)
    return {"page": page, "wanted": wanted, "numbers": count_by_reason(who.center_ids)}


@blueprint.get("")
@guard("report:resolve")
def review() -> str:
    context = _context()
    first = context["page"].rows[0] if context["page"].rows else None
    return render_template("reports/review.html", **context, chosen=first, errors={}, **_evidence(first), landing=True)


@blueprint.get("/<uuid:item_id>")
@guard("report:resolve")
def review_item(item_id: UUID) -> str:
    row = _item(item_id)
    _note_view(row)
    return render_template("reports/review.html", **_context(), chosen=row, errors={}, **_evidence(row), landing=False)


def _note_view(row: Any) -> None:
    with transaction():
        record(
            "review.view",
            actor=principal().user,
            now=utc_now(),
            subject_type="report",
            subject_id=row.Report.id,
            center_id=row.ReviewItem.center_id,
        )


def _evidence(row: Any | None) -> dict[str, Any]:
    """What there is to look at, by reason; bytes are shown escaped, whatever they are."""
    if row is None:
        return {}
    reason = row.ReviewItem.reason
    if reason == ReviewReason.DIGEST_MISMATCH:
        other = conflicting_bytes(row.Report.id, key=row.ReviewItem.key)
        if other is not None:
            return {"other": other, "comparison": compare(body_of(row.Report.id), other.body)}
    if reason in (ReviewReason.QUARANTINED, ReviewReason.PROJECTION_FAILED):
        data = body_of(row.Report.id)
        return {"raw": readable(data), "broken_at": where_json_ends(data)}
    if row.ReportSummary is not None and row.ReportSummary.job_id:
        return {"job": jobs_named([row.ReportSummary.job_id]).get(row.ReportSummary.job_id)}
    return {}


@blueprint.post("/<uuid:item_id>/resolve")
@guard("report:resolve")
def resolve(item_id: UUID) -> Any:
    reader = FormReader(request.form)
    try:
        with transaction():
            row = _item(item_id)
            reason = request.form.get("reason", "")
            resolve_item(row.ReviewItem, reason=reason, actor=principal().user, now=utc_now())
    except NotFoundError:
        raise
    except FuwukaError as error:
        reader.blame(error)
        row = _item(item_id)
        context = {**_context(), "chosen": row, "errors": reader.errors, **_evidence(row), "landing": False}
        return render_template("reports/review.html", **context), error.status
    leave_note("review.settled", undo=f"/office/review/{item_id}/reopen")
    return redirect("/office/review", 303)


@blueprint.post("/<uuid:item_id>/reopen")
@guard("report:resolve")
def reopen(item_id: UUID) -> Any:
    with transaction():
        reopen_item(_item(item_id).ReviewItem, actor=principal().user, now=utc_now())
    leave_note("review.reopened")
    return redirect(f"/office/review/{item_id}", 303)


@blueprint.get("/<uuid:item_id>/bytes")
@guard("report:resolve")
def bytes_of(item_id: UUID) -> Response:
    """The stored bytes as they came, as a download that no browser interprets."""
    row = _item(item_id)
    _note_view(row)
    other = conflicting_bytes(row.Report.id, key=row.ReviewItem.key) if request.args.get("which") == "second" else None
    answer = Response(other.body if other else body_of(row.Report.id), mimetype="application/octet-stream")
    answer.headers["Content-Disposition"] = f'attachment; filename="{row.Report.id}.bin"'
    return answer
