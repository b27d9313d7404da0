"""One customer: addresses, appliances, open hazards, and every visit so far."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, redirect, render_template, request
from sqlalchemy import select

from backend.audit.listing import entries_about
from backend.audit.operations import record
from backend.catalog.names import catalog_names
from backend.customers.models import Customer
from backend.customers.operations import update_customer
from backend.customers.queries import appliances_of, checks_of, get_customer, open_hazards_of
from backend.infrastructure.auth import guard, principal
from backend.infrastructure.clock import utc_now
from backend.infrastructure.database import db
from backend.infrastructure.forms import FormReader
from backend.infrastructure.notes import leave_note
from backend.infrastructure.transaction import transaction
from backend.jobs.listing import jobs_of_customer
from backend.reports.models import ReportSummary

blueprint = Blueprint("office_customer", __name__, url_prefix="/office/customers")

MOST_REPORTS = 50


def _note(customer: Customer, action: str, **detail: str) -> None:
    with transaction():
        record(
            action,
            actor=principal().user,
            now=utc_now(),
            subject_type="customer",
            subject_id=customer.id,
            center_id=customer.center_id,
            **detail,
        )


@blueprint.get("/<uuid:customer_id>")
@guard("customer:read")
def customer_page(customer_id: UUID) -> str:
    customer = get_customer(customer_id, principal())
    _note(customer, "customer.view")
    return _page(customer, FormReader({}), revealed=False)


@blueprint.post("/<uuid:customer_id>/reveal")
@guard("customer:read")
def reveal(customer_id: UUID) -> Any:
    """Name, phone and address in full, for a reason that is kept."""
    customer, reader = get_customer(customer_id, principal()), FormReader(request.form)
    reason = reader.words("reveal_reason", maximum=200, required=True)
    if not reader.valid:
        return _page(customer, reader, revealed=False), 422
    _note(customer, "customer.reveal", reason=reason)
    return _page(customer, FormReader({}), revealed=True)


@blueprint.post("/<uuid:customer_id>/messages")
@guard("complaint:handle")
def choose_messages(customer_id: UUID) -> Any:
    """The customer's wish to be told by text message, or not: `wanted` is "1" or empty."""
    customer, wanted = get_customer(customer_id, principal()), request.form.get("wanted") == "1"
    with transaction():
        update_customer(customer.id, actor=principal(), messages=wanted)
    _note(customer, "customer.messages", wanted="yes" if wanted else "no")
    leave_note("messages.wish_noted")
    return redirect(f"/office/customers/{customer_id}", 303)


def _reports_of(customer_id: UUID) -> list[ReportSummary]:
    query = select(ReportSummary).where(ReportSummary.customer_id == customer_id)
    return list(db.session.scalars(query.order_by(ReportSummary.signed_at.desc()).limit(MOST_REPORTS)))


def _page(customer: Customer, reader: FormReader, *, revealed: bool) -> str:
    appliances = appliances_of(customer.id)
    return render_template(
        "customers/customer.html",
        customer=customer,
        appliances=appliances,
        checks=checks_of([each.id for each in appliances]),
        hazards=open_hazards_of(customer.id),
        jobs=jobs_of_customer(customer.id),
        reports=_reports_of(customer.id),
        names=catalog_names(),
        audit=entries_about(customer.id),
        revealed=revealed,
        errors=reader.errors,
    )
