"""Technicians' phones, for whoever looks after them."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, redirect, render_template, request
from werkzeug.wrappers import Response

from backend.accounts.listing import attention_first, phone_matches
from backend.accounts.operations import revoke_device
from backend.accounts.queries import get_device_for, list_devices
from backend.infrastructure.auth import guard, principal
from backend.infrastructure.clock import utc_now
from backend.infrastructure.notes import leave_note
from backend.infrastructure.transaction import transaction

blueprint = Blueprint("office_accounts", __name__, url_prefix="/office")


@blueprint.get("/phones")
@guard("office")
def phones() -> str:
    who, now = principal(), utc_now()
    text, view = request.args.get("q", "").strip(), request.args.get("view", "")
    everything = attention_first(list_devices(who.center_ids), now=now)
    using = [phone for phone in everything if not phone.device.revoked_at]
    views = {
        "": using,
        "silent": [phone for phone in using if phone.silent],
        "unsent": [phone for phone in using if phone.device.unsent],
        "storage": [phone for phone in using if phone.short_of_storage],
        "revoked": [phone for phone in everything if phone.device.revoked_at],
    }
    shown = [phone for phone in views.get(view, using) if phone_matches(phone, text)]
    return render_template("accounts/phones.html", phones=shown, views=views, view=view, text=text)


@blueprint.get("/phones/<uuid:device_id>")
@guard("office")
def phone_page(device_id: UUID) -> str:
    device = get_device_for(principal(), device_id)
    phone = attention_first([device], now=utc_now())[0]
    return render_template("accounts/phone.html", phone=phone)


@blueprint.post("/phones/<uuid:device_id>/revoke")
@guard("device:revoke")
def revoke_phone(device_id: UUID) -> Response:
    who = principal()
    with transaction():
        revoke_device(get_device_for(who, device_id), actor=who.user, now=utc_now())
    leave_note("phones.revoked_now")
    return redirect(f"/office/phones/{device_id}", 303)
