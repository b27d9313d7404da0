"""Finding customers; one customer's page shows other slices too and is in office/customer_page.py."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from backend.customers.listing import list_customers
from backend.infrastructure.auth import guard, principal
from backend.infrastructure.paging import Place

blueprint = Blueprint("office_customers", __name__, url_prefix="/office")


@blueprint.get("/customers")
@guard("customer:read")
def customers() -> str:
    sent = request.args
    text = sent.get("q", "").strip()[:80]
    place = Place(after=sent.get("after"), before=sent.get("before"))
    page = list_customers(principal().center_ids, text=text, vip=sent.get("view") == "vip", place=place)
    return render_template("customers/list.html", page=page, sent=sent, text=text)
