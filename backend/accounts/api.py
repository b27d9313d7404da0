"""JSON edge: signing in and out, passwords, revoking a phone."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Response, jsonify, request

from backend.accounts.instruments import InstrumentDetails, keep_own_instrument
from backend.accounts.operations import PhoneIdentity, SignedIn, close_session, revoke_device
from backend.accounts.queries import get_device_for
from backend.accounts.schemas import (
    InstrumentInSchema,
    InstrumentReceiptSchema,
    PasswordChangeSchema,
    SessionSchema,
    SignInSchema,
)
from backend.accounts.signing_in import change_own_password, sign_in
from backend.infrastructure.auth import clear_session_cookie, csrf_token, guard, principal, set_session_cookie
from backend.infrastructure.clock import utc_now
from backend.infrastructure.incoming import Blueprint
from backend.infrastructure.transaction import transaction
from backend.infrastructure.wiring import settings

blp = Blueprint(
    "accounts", __name__, url_prefix="/api/v1", description="Sign in and out, passwords, phones, instruments"
)


@blp.route("/session", methods=["POST"])
@guard("public")
@blp.arguments(SignInSchema)
@blp.response(200, SessionSchema)
def create_session(body: dict[str, Any]) -> Response:
    """Sign in. Sets an HttpOnly cookie, or with `client: api` answers a bearer token."""
    phone = PhoneIdentity(**body["device"]) if body["device"] else None
    signed_in = sign_in(
        body["username"], body["password"], address=request.remote_addr or "", phone=phone, now=utc_now()
    )
    by_token = body["client"] == "api"
    answer = jsonify(SessionSchema().dump(_session_answer(signed_in, show_token=by_token)))
    answer.headers["Cache-Control"] = "no-store"
    return answer if by_token else set_session_cookie(answer, signed_in.token, settings())


def _session_answer(signed_in: SignedIn, *, show_token: bool) -> dict[str, Any]:
    return {
        "user": signed_in.user,
        "device": signed_in.device,
        "upload_token": signed_in.upload_token,
        "upload_token_expires_at": signed_in.device.upload_token_expires_at if signed_in.device else None,
        "csrf_token": csrf_token(signed_in.session),
        "token": signed_in.token if show_token else None,
        "expires_at": signed_in.session.expires_at,
    }


@blp.route("/session", methods=["DELETE"])
@guard("self", fresh_password=False)
@blp.response(204)
def delete_session() -> Response:
    """Sign out. Upload tokens stay: unsent reports must still arrive."""
    who = principal()
    with transaction():
        if who.session is not None:
            close_session(who.session, user=who.user, now=utc_now())
    return clear_session_cookie(Response(status=204))


@blp.route("/session/password", methods=["PUT"])
@guard("self", fresh_password=False)
@blp.arguments(PasswordChangeSchema)
@blp.response(204)
def put_password(body: dict[str, str]) -> Response:
    """Change the own password; other sessions end."""
    change_own_password(
        principal(), current=body["current"], new=body["new"], address=request.remote_addr or "", now=utc_now()
    )
    return Response(status=204)


@blp.route("/devices/<uuid:device_id>", methods=["DELETE"])
@guard("device:revoke")
@blp.response(204)
def delete_device(device_id: UUID) -> Response:
    """Revoke a phone with its upload token."""
    who = principal()
    with transaction():
        revoke_device(get_device_for(who, device_id), actor=who.user, now=utc_now())
    return Response(status=204)


@blp.route("/instruments/<uuid:instrument_id>", methods=["PUT"])
@guard("instrument:own")
@blp.arguments(InstrumentInSchema)
@blp.response(200, InstrumentReceiptSchema)
def put_instrument(body: dict[str, Any], instrument_id: UUID) -> dict[str, Any]:
    """Register, change or retire an own measuring instrument; idempotent."""
    who = principal()
    details = InstrumentDetails(
        kind=body["kind"],
        name=body["name"],
        model=body["model"].strip(),
        serial=body["serial"].strip(),
        due=body["due"].isoformat() if body["due"] else None,
        user_id=who.id,
    )
    with transaction():
        instrument = keep_own_instrument(instrument_id, details, retired=body["retired"], actor=who.user, now=utc_now())
        return {"id": instrument.id, "mine": instrument.retired_at is None, "instrument": instrument}
