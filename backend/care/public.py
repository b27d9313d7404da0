"""Public edge: /c/{key}. The customer's private page of one visit: what was done, and their word about it."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from flask import Blueprint, Flask, Response, redirect, request

from backend.audit.operations import record
from backend.cards.queries import latest_card, photos_of
from backend.care import sign_page
from backend.care.files import card_file, photo_file, photos_here
from backend.care.links import use_once
from backend.care.models import CareLink
from backend.care.page import assets, count_miss, keep_secret, render, speak, words_of_problem
from backend.care.presentation import customer_has_signed, present_visit, wording_for
from backend.care.queries import (
    Visit,
    complaints_of,
    events_of,
    find_link,
    get_visit,
    is_superseded,
    new_edition_coming,
)
from backend.care.supervision import (
    contradict_service,
    dispute_signature,
    may_answer_back,
    may_speak,
    rate_visit,
    speak_again,
)
from backend.domain.complaints import UNSETTLED
from backend.domain.errors import InvalidInputError, NotFoundError
from backend.domain.satisfaction import LEVELS, Index, read_rating
from backend.domain.vocabulary import LinkPurpose
from backend.infrastructure.auth import guard
from backend.infrastructure.clock import utc_now
from backend.infrastructure.errors import preferred_language
from backend.infrastructure.transaction import transaction
from backend.reports.listing import feedback_of

SAID = ("contradicted", "disputed", "again", "rated", "skipped", "signed", "refused")

blueprint = Blueprint("care_page", __name__, url_prefix="/c")
keep_secret(blueprint)


def connect_care(app: Flask) -> None:
    """The customer's pages; the office's are registered with the office."""
    for each in (assets, blueprint, sign_page.blueprint):
        app.register_blueprint(each)


def _enter(key: str, now: datetime) -> tuple[CareLink, Visit]:
    """Raises NotFoundError, GoneError, TooManyRequestsError."""
    try:
        link = find_link(key, LinkPurpose.CUSTOMER, now=now)
        visit = get_visit(link.report_id)
    except NotFoundError:
        count_miss()
        raise
    speak(visit.content["language"])
    return link, visit


@blueprint.get("/<key>")
@guard("public")
def visit_page(key: str) -> Response:
    now = utc_now()
    link, visit = _enter(key, now)
    if link.used_at is None:
        with transaction():
            use_once(link, now=now)
    return _page(key, visit, now)


def _page(key: str, visit: Visit, now: datetime, *, problem: str = "", status: int = 200) -> Response:
    report_id, language = visit.report.id, preferred_language()
    card, said = latest_card(report_id), request.args.get("said", "")
    complaints, events = complaints_of(report_id), events_of(report_id)
    return render(
        "care/visit.html",
        status=status,
        key=key,
        visit=present_visit(visit, language, number=card.number if card else "", photos=photos_here(report_id)),
        words=wording_for(visit, language),
        content=visit.content,
        until=visit.supervised_until,
        open_to_speak=may_speak(visit, now),
        signed=customer_has_signed(visit),
        complaints=[(each, events[each.id], may_answer_back(visit, each, now)) for each in complaints],
        complained={each.key for each in complaints},
        unsettled=UNSETTLED,
        feedback=feedback_of(report_id),
        indices=list(Index),
        levels=list(LEVELS),
        card=card,
        card_coming=new_edition_coming(report_id),
        photos_missing=photos_of(report_id)[1],
        superseded=is_superseded(report_id),
        said=said if said in SAID else "",
        problem=problem,
        typed=request.form,
    )


def _done(key: str, said: str, anchor: str) -> Any:
    lang = request.form.get("lang", "")
    chosen = f"&lang={lang}" if lang in ("zh", "en") else ""
    return redirect(f"/c/{key}?said={said}{chosen}#{anchor}", 303)


@blueprint.post("/<key>/contradict")
@guard("public")
def contradict(key: str) -> Any:
    """`service` (A-E) or `signature`, and `text`."""
    now = utc_now()
    _, visit = _enter(key, now)
    service, text = request.form.get("service", ""), request.form.get("text", "")
    try:
        with transaction():
            if service == "signature":
                dispute_signature(visit, text=text, now=now)
            else:
                contradict_service(visit, service, text=text, now=now)
    except InvalidInputError as error:
        return _page(key, visit, now, problem=words_of_problem(error), status=422)
    return _done(key, "disputed" if service == "signature" else "contradicted", "matters")


@blueprint.post("/<key>/complaints/<uuid:complaint_id>")
@guard("public")
def say_more(key: str, complaint_id: UUID) -> Any:
    now = utc_now()
    _, visit = _enter(key, now)
    try:
        with transaction():
            speak_again(visit, complaint_id, text=request.form.get("text", ""), now=now)
    except InvalidInputError as error:
        return _page(key, visit, now, problem=words_of_problem(error), status=422)
    return _done(key, "again", "matters")


@blueprint.post("/<key>/rating")
@guard("public")
def rate(key: str) -> Any:
    """The five indices by name (1-5), `comment`; or `skip`."""
    now = utc_now()
    _, visit = _enter(key, now)
    form, skipped = request.form, "skip" in request.form
    given = {} if skipped else {index.value: form.get(index.value, "") for index in Index}
    try:
        if any(value and value not in map(str, LEVELS) for value in given.values()):
            raise InvalidInputError(field="scores")
        scores = {name: int(value) for name, value in given.items() if value}
        rating = read_rating(scores, "" if skipped else form.get("comment", ""), skipped=skipped)
        with transaction():
            rate_visit(visit, rating, now=now)
    except InvalidInputError as error:
        return _page(key, visit, now, problem=words_of_problem(error), status=422)
    return _done(key, "skipped" if skipped else "rated", "rate")


@blueprint.get("/<key>/card.pdf")
@guard("public")
def card_pdf(key: str) -> Response:
    now = utc_now()
    link, _ = _enter(key, now)
    card = latest_card(link.report_id)
    if card is None:
        raise NotFoundError
    with transaction():
        record(
            "care.card",
            actor=None,
            now=now,
            subject_type="report",
            subject_id=link.report_id,
            center_id=card.center_id,
            edition=card.edition,
        )
    return card_file(card)


@blueprint.get("/<key>/photos/<sha256>")
@guard("public")
def photo(key: str, sha256: str) -> Response:
    link, _ = _enter(key, utc_now())
    return photo_file(link.report_id, sha256)
