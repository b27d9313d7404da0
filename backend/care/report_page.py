"""The customer's side of one report in the office: their links, what they complain of, and a complaint by telephone."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, redirect, render_template, request

from backend.cards.backoffice import row_or_404
from backend.care.complaints import LONGEST_WORDS, OFFICE, open_complaint
from backend.care.links import make_link, revoke_link
from backend.care.models import CareLink
from backend.care.queries import complaints_of, links_of
from backend.domain.errors import FuwukaError, NotFoundError
from backend.domain.vocabulary import ComplaintSource, LinkPurpose, Service
from backend.infrastructure.auth import guard, principal
from backend.infrastructure.clock import utc_now
from backend.infrastructure.database import db
from backend.infrastructure.forms import FormReader
from backend.infrastructure.ids import new_id
from backend.infrastructure.notes import leave_note
from backend.infrastructure.transaction import transaction

blueprint = Blueprint("office_care", __name__, url_prefix="/office/reports")


@blueprint.get("/<uuid:report_id>/customer")
@guard("complaint:handle")
def customer_side(report_id: UUID) -> str:
    return _page(row_or_404(report_id), FormReader({}))


def _page(row: Any, reader: FormReader, *, new_url: str = "") -> str:
    report_id = row.ReportSummary.report_id
    return render_template(
        "care/customer_side.html",
        row=row,
        report=row.ReportSummary,
        links=links_of(report_id),
        complaints=complaints_of(report_id),
        services=list(Service),
        now=utc_now(),
        new_url=new_url,
        errors=reader.errors,
        sent=request.form,
    )


@blueprint.post("/<uuid:report_id>/links")
@guard("complaint:handle")
def new_link(report_id: UUID) -> Any:
    """`purpose`: customer or sign. The address is shown in the answer and never again."""
    row, reader = row_or_404(report_id), FormReader(request.form)
    purpose = reader.choice("purpose", LinkPurpose, required=True)
    if not reader.valid:
        return _page(row, reader), 422
    center_id, who = row.ReportSummary.center_id, principal().user
    with transaction():
        _, url = make_link(report_id, LinkPurpose(purpose), actor=who, center_id=center_id, now=utc_now())
    return _page(row_or_404(report_id), reader, new_url=url)


@blueprint.post("/<uuid:report_id>/links/<uuid:link_id>/revoke")
@guard("complaint:handle")
def revoke(report_id: UUID, link_id: UUID) -> Any:
    row_or_404(report_id)
    with transaction():
        link = db.session.get(CareLink, link_id)
        if link is None or link.report_id != report_id:
            raise NotFoundError
        revoke_link(link, actor=principal().user, now=utc_now())
    leave_note("links.revoked")
    return redirect(f"/office/reports/{report_id}/customer", 303)


@blueprint.post("/<uuid:report_id>/complaints")
@guard("complaint:handle")
def new_complaint(report_id: UUID) -> Any:
    """A complaint that came by telephone: `text`, and `service` where it is about one of the five."""
    row, reader = row_or_404(report_id), FormReader(request.form)
    text = reader.words("text", maximum=LONGEST_WORDS, required=True)
    service = reader.choice("service", Service)
    if reader.valid:
        try:
            with transaction():
                opened = open_complaint(
                    row.ReportSummary,
                    ComplaintSource.OFFICE,
                    key=f"office:{new_id().hex}",
                    by=OFFICE,
                    now=utc_now(),
                    service=service,
                    text=text,
                    actor=principal().user,
                )
            leave_note("complaints.opened")
            return redirect(f"/office/complaints/{opened.id}" if opened else "/office/complaints", 303)
        except FuwukaError as error:
            reader.blame(error)
    return _page(row_or_404(report_id), reader), 422
