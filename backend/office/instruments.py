"""The register of measuring instruments, for administrators: what there is, who carries it, when it is due."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from flask import Blueprint, redirect, render_template, request
from werkzeug.datastructures import MultiDict

from backend.accounts.forms import details_of_instrument, read_instrument
from backend.accounts.instruments import (
    add_instrument,
    edit_instrument,
    get_instrument,
    list_instruments,
    retire_instrument,
    return_instrument,
)
from backend.accounts.models import Instrument
from backend.accounts.queries import technicians_of
from backend.catalog.names import catalog_names
from backend.infrastructure.auth import guard, principal
from backend.infrastructure.clock import utc_now
from backend.infrastructure.forms import FormReader
from backend.infrastructure.notes import leave_note
from backend.infrastructure.transaction import transaction

blueprint = Blueprint("office_instruments", __name__, url_prefix="/office/instruments")

SOON = timedelta(days=30)
STATES = ("in_use", "overdue", "soon", "retired")


def state_of(instrument: Instrument) -> str:
    """retired, overdue, soon (due within 30 days) or in_use."""
    today = utc_now().date()
    if instrument.retired_at is not None:
        return "retired"
    if instrument.due is None or instrument.due > (today + SOON).isoformat():
        return "in_use"
    return "overdue" if instrument.due < today.isoformat() else "soon"


@blueprint.get("")
@guard("user:write")
def instruments() -> str:
    view, text = request.args.get("view", ""), request.args.get("q", "").strip()
    everything = [(each, state_of(each)) for each in list_instruments()]
    shown = [
        (each, state)
        for each, state in everything
        if (state == view if view else state != "retired") and _matches(each, text)
    ]
    numbers = {each: sum(state == each for _, state in everything) for each in STATES}
    return render_template("accounts/instruments.html", rows=shown, view=view, text=text, numbers=numbers)


def _matches(instrument: Instrument, text: str) -> bool:
    carrier = instrument.user.name if instrument.user else ""
    words = (*instrument.name.values(), instrument.model, instrument.serial, carrier)
    return text.casefold() in " ".join(words).casefold()


@blueprint.get("/new")
@guard("user:write")
def new_instrument() -> str:
    return _page(None, MultiDict({"user_id": request.args.get("user_id", "")}), FormReader({}))


@blueprint.post("/new")
@guard("user:write")
def add() -> Any:
    reader = FormReader(request.form)
    details = read_instrument(reader, catalog_names().instruments)
    if details is None:
        return _page(None, request.form, reader), 422
    with transaction():
        add_instrument(details, actor=principal().user, now=utc_now())
    leave_note("instruments.saved")
    return redirect("/office/instruments", 303)


@blueprint.get("/<uuid:instrument_id>")
@guard("user:write")
def instrument_page(instrument_id: UUID) -> str:
    instrument = get_instrument(instrument_id)
    return _page(instrument, details_of_instrument(instrument), FormReader({}))


@blueprint.post("/<uuid:instrument_id>")
@guard("user:write")
def save(instrument_id: UUID) -> Any:
    instrument, reader = get_instrument(instrument_id), FormReader(request.form)
    # a kind that the catalog dropped meanwhile stays what it was
    details = read_instrument(reader, {instrument.kind: instrument.name} | catalog_names().instruments)
    if details is None:
        return _page(instrument, request.form, reader), 422
    with transaction():
        edit_instrument(get_instrument(instrument_id), details, actor=principal().user, now=utc_now())
    leave_note("instruments.saved")
    return redirect("/office/instruments", 303)


@blueprint.post("/<uuid:instrument_id>/retire")
@guard("user:write")
def retire(instrument_id: UUID) -> Any:
    with transaction():
        retire_instrument(get_instrument(instrument_id), actor=principal().user, now=utc_now())
    leave_note("instruments.saved")
    return redirect(f"/office/instruments/{instrument_id}", 303)


@blueprint.post("/<uuid:instrument_id>/return")
@guard("user:write")
def take_back(instrument_id: UUID) -> Any:
    with transaction():
        return_instrument(get_instrument(instrument_id), actor=principal().user, now=utc_now())
    leave_note("instruments.saved")
    return redirect(f"/office/instruments/{instrument_id}", 303)


def _page(instrument: Instrument | None, form: Any, reader: FormReader) -> str:
    return render_template(
        "accounts/instrument.html",
        instrument=instrument,
        form=form,
        errors=reader.errors,
        kinds={key: text for key, text in catalog_names().instruments.items() if key != "sight"},
        technicians=technicians_of(None),
    )
