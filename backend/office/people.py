"""Users, for administrators: accounts, roles, centers, and what technicians are certified for."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, redirect, render_template, request
from werkzeug.datastructures import MultiDict

from backend.accounts.competence import keep_competence
from backend.accounts.forms import BLANK_ROWS, details_of, read_certificates, read_user
from backend.accounts.listing import user_matches
from backend.accounts.operations import create_user, edit_user, reset_password
from backend.accounts.queries import centers_of, get_user, list_users
from backend.catalog.names import catalog_names
from backend.domain.errors import FuwukaError
from backend.domain.vocabulary import Grade, Language, Role
from backend.infrastructure.auth import guard, principal
from backend.infrastructure.clock import utc_now
from backend.infrastructure.forms import FormReader
from backend.infrastructure.notes import leave_note
from backend.infrastructure.transaction import transaction

blueprint = Blueprint("office_people", __name__, url_prefix="/office")


@blueprint.get("/users")
@guard("user:write")
def users() -> str:
    role, text = request.args.get("role", ""), request.args.get("q", "").strip()
    everybody = list_users()
    shown = [user for user in everybody if (not role or user.role == role) and user_matches(user, text)]
    numbers = {each.value: sum(user.role == each for user in everybody) for each in Role}
    return render_template("accounts/users.html", users=shown, role=role, text=text, numbers=numbers, roles=list(Role))


@blueprint.get("/users/new")
@guard("user:write")
def new_user() -> str:
    return _user_page(None, MultiDict({"role": request.args.get("role", "technician"), "active": "1"}), FormReader({}))


@blueprint.post("/users/new")
@guard("user:write")
def add_user() -> str | tuple[str, int]:
    reader = FormReader(request.form)
    details = read_user(reader, request.form)
    if details is not None:
        try:
            with transaction():
                user, password = create_user(details, actor=principal().user, now=utc_now())
            return render_template("accounts/password.html", user=user, password=password)
        except FuwukaError as error:
            reader.blame(error)
    return _user_page(None, request.form, reader), 422


@blueprint.get("/users/<uuid:user_id>")
@guard("user:write")
def user_page(user_id: UUID) -> str:
    user = get_user(user_id)
    return _user_page(user, details_of(user), FormReader({}))


@blueprint.post("/users/<uuid:user_id>")
@guard("user:write")
def save_user(user_id: UUID) -> Any:
    actor, now = principal().user, utc_now()
    user, reader = get_user(user_id), FormReader(request.form)
    details = read_user(reader, request.form)
    certificates = read_certificates(reader, request.form)
    if details is not None and reader.valid:
        try:
            with transaction():
                user = get_user(user_id)
                edit_user(user, details, actor=actor, now=now)
                if details.role is Role.TECHNICIAN:
                    keep_competence(user, certificates=certificates, actor=actor, now=now)
            leave_note("users.saved")
            return redirect(f"/office/users/{user_id}", 303)
        except FuwukaError as error:
            reader.blame(error)
            user = get_user(user_id)
    return _user_page(user, request.form, reader), 422


@blueprint.post("/users/<uuid:user_id>/password")
@guard("user:write")
def give_password(user_id: UUID) -> str:
    with transaction():
        user = get_user(user_id)
        password = reset_password(user, actor=principal().user, now=utc_now())
    return render_template("accounts/password.html", user=user, password=password)


def _user_page(user: Any, form: Any, reader: FormReader) -> str:
    certificates = (user.certificates if user else []) + [{}] * BLANK_ROWS
    return render_template(
        "accounts/user.html",
        user=user,
        form=form,
        errors=reader.errors,
        centers=centers_of(None),
        roles=list(Role),
        grades=list(Grade),
        languages=list(Language),
        certificates=certificates,
        names=catalog_names(),
    )
