"""The intake form: find or make the household, then the job."""

from __future__ import annotations

from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from flask import Blueprint, redirect, render_template, request

from backend.accounts.queries import centers_of
from backend.catalog.names import catalog_names
from backend.customers.models import Customer
from backend.customers.queries import appliances_of, get_customer, open_hazards_of, search_customers
from backend.domain.errors import FuwukaError
from backend.domain.vocabulary import Grade, JobType, Language, WarrantyState
from backend.infrastructure.auth import guard, principal
from backend.infrastructure.clock import utc_now
from backend.infrastructure.forms import FormReader, parse_uuid
from backend.infrastructure.notes import leave_note
from backend.infrastructure.transaction import transaction
from backend.jobs.forms import read_wish
from backend.jobs.intake import take_request
from backend.jobs.visits import visits_to_join

blueprint = Blueprint("office_intake", __name__, url_prefix="/office/jobs")

FIRST_WINDOW = {"window_from": "09:00", "window_to": "11:00"}


@blueprint.get("/new")
@guard("job:write")
def intake() -> str:
    return _page(FormReader(FIRST_WINDOW | request.args.to_dict()), parse_uuid(request.args.get("customer")))


@blueprint.post("/new")
@guard("job:write")
def take() -> Any:
    who, reader = principal(), FormReader(request.form)
    wish = read_wish(reader, zone=_zone_of(reader), categories=catalog_names().categories)
    if reader.valid:
        try:
            with transaction():
                job = take_request(wish, actor=who, now=utc_now())
            leave_note("jobs.created", number=job.number)
            return redirect(f"/office/jobs/{job.id}", 303)
        except FuwukaError as error:
            reader.blame(error)
    return _page(reader, wish.customer_id), 422


def _zone_of(reader: FormReader) -> ZoneInfo:
    """The zone of the center that will do the job: the known customer's, or the one chosen for a new one."""
    who, customer_id = principal(), parse_uuid(reader.sent.get("customer_id"))
    chosen = get_customer(customer_id, who).center_id if customer_id else parse_uuid(reader.sent.get("center_id"))
    return next((ZoneInfo(each.time_zone) for each in centers_of(who.center_ids) if each.id == chosen), who.zone)


def _page(reader: FormReader, customer_id: UUID | None) -> str:
    who = principal()
    text = request.args.get("q", "").strip()[:80]
    customer: Customer | None = get_customer(customer_id, who) if customer_id else None
    return render_template(
        "jobs/new.html",
        form=reader.sent,
        errors=reader.errors,
        text=text,
        found=search_customers(text, who) if text else [],
        customer=customer,
        appliances=appliances_of(customer.id) if customer else [],
        hazards=open_hazards_of(customer.id) if customer else [],
        visits=visits_to_join(customer.id) if customer else [],
        centers=centers_of(who.center_ids),
        names=catalog_names(),
        types=list(JobType),
        warranties=list(WarrantyState),
        grades=list(Grade),
        languages=list(Language),
    )
