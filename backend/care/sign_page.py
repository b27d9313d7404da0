"""Public edge: /s/{key}. The whole report, and a pad to sign it, on the customer's own device; once."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask import Blueprint, Response, redirect, request

from backend.care.files import photo_file, photos_here
from backend.care.links import open_customer_link
from backend.care.models import CareLink
from backend.care.page import count_miss, keep_secret, render, speak, words_of_problem
from backend.care.presentation import digest_of, present_visit, wording_for
from backend.care.queries import Visit, find_link, get_visit
from backend.care.signing import LONGEST_REASON, Signed, check_signable, read_drawing, sign_by_link
from backend.domain.errors import InvalidInputError, NotFoundError
from backend.domain.vocabulary import LinkPurpose
from backend.infrastructure.auth import guard
from backend.infrastructure.clock import utc_now
from backend.infrastructure.errors import preferred_language
from backend.infrastructure.transaction import transaction

_CANNOT_GO_ON = frozenset({"other_content"})

blueprint = Blueprint("care_sign", __name__, url_prefix="/s")
keep_secret(blueprint)


def _enter(key: str, now: datetime) -> tuple[CareLink, Visit]:
    """Raises NotFoundError, GoneError, ConflictError, TooManyRequestsError."""
    try:
        link = find_link(key, LinkPurpose.SIGN, now=now)
        visit = get_visit(link.report_id)
    except NotFoundError:
        count_miss()
        raise
    speak(visit.content["language"])
    check_signable(link, visit)
    return link, visit


@blueprint.get("/<key>")
@guard("public")
def sign_page(key: str) -> Response:
    return _page(key, *_enter(key, utc_now()))


def _page(key: str, link: CareLink, visit: Visit, *, problem: str = "", status: int = 200) -> Response:
    language = preferred_language()
    return render(
        "care/sign.html",
        status=status,
        key=key,
        link=link,
        visit=present_visit(visit, language, number="", photos=photos_here(visit.report.id)),
        words=wording_for(visit, language),
        content=visit.content,
        digest=digest_of(visit),
        longest_reason=LONGEST_REASON,
        problem=problem,
        typed=request.form,
    )


@blueprint.post("/<key>")
@guard("public")
def sign(key: str) -> Any:
    """`content_digest` with `strokes` and `pad` (JSON, as AttestationV1), or with `refused` and `reason`.

    Whoever has signed comes to a private page of their own.
    """
    now = utc_now()
    link, visit = _enter(key, now)
    try:
        signed = _read_form()
        with transaction():
            sign_by_link(link, visit, signed, now=now)
            own_page = open_customer_link(visit.report.id, None, now=now)
    except InvalidInputError as error:
        if error.code in _CANNOT_GO_ON:
            raise
        return _page(key, link, visit, problem=words_of_problem(error), status=error.status)
    path = f"/c/{(own_page or '').rpartition('/')[2]}"
    return redirect(f"{path}?said={'refused' if signed.refused else 'signed'}&lang={preferred_language()}", 303)


def _read_form() -> Signed:
    form = request.form
    digest = form.get("content_digest", "")
    if "refused" in form:
        return Signed(content_digest=digest, strokes=[], reason=form.get("reason", ""), refused=True)
    strokes, pad = read_drawing(form.get("strokes", ""), form.get("pad", ""))
    return Signed(content_digest=digest, strokes=strokes, pad=pad)


@blueprint.get("/<key>/photos/<sha256>")
@guard("public")
def photo(key: str, sha256: str) -> Response:
    link, _ = _enter(key, utc_now())
    return photo_file(link.report_id, sha256)
