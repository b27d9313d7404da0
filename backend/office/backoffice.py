"""Coming in and going out: the door, the own password, the own language, and where `/` leads."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, make_response, redirect, render_template, request
from werkzeug.wrappers import Response

from backend.accounts.competence import choose_language
from backend.accounts.models import User
from backend.accounts.operations import close_session
from backend.accounts.signing_in import change_own_password, sign_in
from backend.domain.errors import CsrfError, FuwukaError
from backend.domain.vocabulary import Language, Role
from backend.infrastructure.auth import clear_session_cookie, guard, optional_principal, principal, set_session_cookie
from backend.infrastructure.clock import utc_now
from backend.infrastructure.forms import FormReader
from backend.infrastructure.notes import leave_note
from backend.infrastructure.transaction import transaction
from backend.infrastructure.wiring import settings
from backend.office.shell import GUEST_LANGUAGE
from backend.office.translations import language

blueprint = Blueprint("office", __name__)

PHONE_APP = "/app/"
OFFICE = "/office/jobs"
DOOR = "/office/sign-in"


def home_of(user: User) -> str:
    return PHONE_APP if user.role == Role.TECHNICIAN else OFFICE


def safe_next(wish: str, user: User) -> str:
    """Where somebody wanted to go, if that is a page of the office they may open; else their home."""
    ours = wish.startswith("/office") and wish.isprintable() and "\\" not in wish
    return wish if ours and user.role != Role.TECHNICIAN else home_of(user)


def _from_elsewhere() -> bool:
    """A form on another site must not sign anybody in as somebody else (there is no session to carry a token).

    A sandboxed frame of theirs says `null`; our own pages never do, given our Referrer-Policy.
    """
    origin = request.headers.get("Origin", "")
    return bool(origin) and origin.partition("://")[2] != request.host


@blueprint.get("/")
@guard("public")
def home() -> Any:
    who = optional_principal()
    return redirect(home_of(who.user)) if who else _with_language(render_template("office/home.html"))


@blueprint.get("/office")
@blueprint.get("/office/")
@guard("office")
def office_home() -> Response:
    return redirect(OFFICE)


@blueprint.get(DOOR)
@guard("public")
def door() -> Any:
    who, wish = optional_principal(), request.args.get("next", "")
    if who is not None:
        return redirect(safe_next(wish, who.user))
    return _with_language(render_template("office/sign_in.html", errors={}, username="", wish=wish))


def _with_language(page: str) -> Response:
    """Keep the language a guest clicked."""
    answer = make_response(page)
    if request.args.get("lang") in set(Language):
        answer.set_cookie(GUEST_LANGUAGE, request.args["lang"], max_age=365 * 86400, samesite="Lax", httponly=True)
    return answer


@blueprint.post(DOOR)
@guard("public")
def enter() -> Any:
    if _from_elsewhere():
        raise CsrfError
    reader = FormReader(request.form)
    username = reader.words("username", maximum=60, required=True)
    password = request.form.get("password", "")
    if not password:
        reader.fail("password", "form.required")
    if reader.valid:
        try:
            address = request.remote_addr or ""
            signed_in = sign_in(username, password, address=address, phone=None, now=utc_now())
            answer = redirect(safe_next(request.form.get("next", ""), signed_in.user), 303)
            return set_session_cookie(answer, signed_in.token, settings())  # type: ignore[arg-type]  # a werkzeug response
        except FuwukaError as error:
            reader.blame(error)
            page = render_template(
                "office/sign_in.html", errors=reader.errors, username=username, wish=request.form.get("next", "")
            )
            return page, error.status
    return render_template(
        "office/sign_in.html", errors=reader.errors, username=username, wish=request.form.get("next", "")
    ), 422


@blueprint.post("/office/sign-out")
@guard("self", fresh_password=False)
def leave() -> Any:
    who = principal()
    if who.session is not None:
        with transaction():
            close_session(who.session, user=who.user, now=utc_now())
    return clear_session_cookie(redirect(DOOR, 303))  # type: ignore[arg-type]  # a werkzeug response


@blueprint.get("/office/password")
@guard("self", fresh_password=False)
def password_page() -> str:
    return render_template("office/password.html", errors={}, user=principal().user)


@blueprint.post("/office/password")
@guard("self", fresh_password=False)
def new_password() -> Any:
    who, reader = principal(), FormReader(request.form)
    if request.form.get("new", "") != request.form.get("again", ""):
        reader.fail("again", "password.differ")
    if reader.valid:
        try:
            change_own_password(
                who,
                current=request.form.get("current", ""),
                new=request.form.get("new", ""),
                address=request.remote_addr or "",
                now=utc_now(),
            )
            leave_note("password.changed")
            return redirect(home_of(who.user), 303)
        except FuwukaError as error:
            reader.blame(error)
    return render_template("office/password.html", errors=reader.errors, user=who.user), 422


@blueprint.post("/office/language")
@guard("self", fresh_password=False)
def other_language() -> Response:
    wanted = request.form.get("language", "")
    if wanted in set(Language) and wanted != language():
        with transaction():
            choose_language(principal().user, wanted)
    back = request.form.get("back", "").partition("#")[0]
    return redirect(safe_next(back, principal().user), 303)
