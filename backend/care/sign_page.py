"""Public edge: /s/{key}. The whole report, or the hazard notice, and a pad to sign it, on the customer's own device."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import Blueprint, Response, redirect, request

from backend.care.files import photo_file, photos_here
from backend.care.links import open_customer_link
from backend.care.models import CareLink
from backend.care.page import count_miss, keep_secret, render, speak, words_of_problem
from backend.care.presentation import digest_of, present_hazard_notice, present_visit, wording_for
from backend.care.queries import Visit, documents_answered, find_link, get_visit
from backend.care.signing import LONGEST_REASON, Signed, check_signable, read_drawing, sign_by_link
from backend.domain.errors import InvalidInputError, NotFoundError
from backend.domain.vocabulary import LinkPurpose, SignedDocument
from backend.infrastructure.auth import guard
from backend.infrastructure.clock import utc_now
from backend.infrastructure.errors import preferred_language
from backend.infrastructure.transaction import transaction

_CANNOT_GO_ON = frozenset({"other_content"})

blueprint = Blueprint("care_sign", __name__, url_prefix="/s")
keep_secret(blueprint)


@dataclass(frozen=True, kw_only=True)
class _Entered:
    link: CareLink
    visit: Visit
    documents: list[SignedDocument]  # still to be signed, the first of them now


def _enter(key: str, now: datetime) -> _Entered:
    """Raises NotFoundError, GoneError, ConflictError, TooManyRequestsError."""
    try:
        link = find_link(key, LinkPurpose.SIGN, now=now)
        visit = get_visit(link.report_id)
    except NotFoundError:
        count_miss()
        raise
    speak(visit.content["language"])
    return _Entered(link=link, visit=visit, documents=check_signable(link, visit))


@blueprint.get("/<key>")
@guard("public")
def sign_page(key: str) -> Response:
    return _page(key, _enter(key, utc_now()))


def _page(key: str, entered: _Entered, *, problem: str = "", status: int = 200) -> Response:
    language, visit, document = preferred_language(), entered.visit, entered.documents[0]
    photos = photos_here(visit.report.id)
    if document is SignedDocument.HAZARD_NOTICE:
        shown: dict[str, Any] = {"notice": present_hazard_notice(visit, language, photos=photos)}
    else:
        shown = {"visit": present_visit(visit, language, number="", photos=photos)}
    return render(
        "care/sign_notice.html" if document is SignedDocument.HAZARD_NOTICE else "care/sign.html",
        status=status,
        **shown,
        key=key,
        link=entered.link,
        document=document.value,
        more=entered.documents[1:],
        after_report=bool(visit.content["hazards"]) and SignedDocument.REPORT in documents_answered(entered.link),
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
    """`document` and `content_digest` with `strokes` and `pad` (JSON, as AttestationV1), or `refused` and `reason`.

    Whoever has signed the last document comes to a private page of their own, else to the next document.
    """
    now = utc_now()
    entered = _enter(key, now)
    try:
        signed = _read_form()
        with transaction():
            last = sign_by_link(entered.link, entered.visit, signed, now=now)
            own_page = open_customer_link(entered.visit.report.id, None, now=now) if last else None
    except InvalidInputError as error:
        if error.code in _CANNOT_GO_ON:
            raise
        return _page(key, entered, problem=words_of_problem(error), status=error.status)
    if own_page is None:
        return redirect(f"/s/{key}?lang={preferred_language()}", 303)
    path = f"/c/{own_page.rpartition('/')[2]}"
    return redirect(f"{path}?said={'refused' if signed.refused else 'signed'}&lang={preferred_language()}", 303)


def _read_form() -> Signed:
    form = request.form
    digest = form.get("content_digest", "")
    try:
        document = SignedDocument(form.get("document", SignedDocument.REPORT.value))
    except ValueError:
        raise InvalidInputError(field="document") from None
    if "refused" in form:
        return Signed(document=document, content_digest=digest, strokes=[], reason=form.get("reason", ""), refused=True)
    strokes, pad = read_drawing(form.get("strokes", ""), form.get("pad", ""))
    return Signed(document=document, content_digest=digest, strokes=strokes, pad=pad)


@blueprint.get("/<key>/photos/<sha256>")
@guard("public")
def photo(key: str, sha256: str) -> Response:
    return photo_file(_enter(key, utc_now()).link.report_id, sha256)
