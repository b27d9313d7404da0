"""What the customer's pages have in common: language, headers that keep the link secret, and clear refusals."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

from flask import Blueprint, Response, g, render_template, request
from werkzeug.exceptions import RequestEntityTooLarge

from backend.cards.public import ASSETS as VERIFY_ASSETS
from backend.care.words import TEXTS, say, texts_in
from backend.domain.errors import FuwukaError, InvalidInputError, TooManyRequestsError
from backend.infrastructure.assets import Assets
from backend.infrastructure.auth import guard
from backend.infrastructure.context import remote_address
from backend.infrastructure.errors import preferred_language
from backend.infrastructure.throttle import throttle
from backend.infrastructure.wiring import settings

ASSETS = Assets(Path(__file__).with_name("static"), "/c/assets")
_READS, _PHOTOS, _WRITES, _MISSES = 60, 400, 20, 20  # an address may ask in a minute

assets = Blueprint("care_assets", __name__, url_prefix="/c/assets")


@assets.get("/<path:name>")
@guard("public")
def asset(name: str) -> Response:
    return ASSETS.send(name)


def keep_secret(blueprint: Blueprint) -> None:
    """The address is the key: no other site, cache or search engine may learn it. Refusals become pages."""

    @blueprint.before_request
    def count() -> None:
        if request.method == "POST":
            throttle().take("care-write", remote_address.get(), _WRITES)
        photo = (request.endpoint or "").endswith(".photo")
        throttle().take("care-photo" if photo else "care", remote_address.get(), _PHOTOS if photo else _READS)

    @blueprint.after_request
    def hide(answer: Response) -> Response:
        answer.headers["Referrer-Policy"] = "no-referrer"
        answer.headers["X-Robots-Tag"] = "noindex, nofollow"
        answer.headers["Cache-Control"] = "private, no-store"
        return answer

    blueprint.register_error_handler(FuwukaError, refusal)


def count_miss() -> None:
    """Guessing 128 bits is hopeless; it need not be free either. Raises TooManyRequestsError."""
    throttle().take("care-miss", remote_address.get(), _MISSES)


def speak(language: str) -> None:
    """The reader's choice, else the language of the report."""
    asked = request.values.get("lang")
    g.language = asked if asked in ("zh", "en") else language


def _sent() -> Mapping[str, str]:
    """What the page sent; of a body that is too large only what stands in the address."""
    try:
        return request.values
    except RequestEntityTooLarge:
        return request.args


def refusal(error: FuwukaError) -> Response:
    """In the customer's words, with the hotline at hand."""
    code = "unknown" if error.status == 404 else error.code
    known = f"{code}_title" in TEXTS
    sent = _sent()
    asked = sent.get("lang")
    language = asked if asked in ("zh", "en") else preferred_language()
    texts = texts_in(language)
    detail = texts[code] if known else (error.en if language == "en" else error.zh)
    title = texts[f"{code}_title" if known else "problem_title"]
    kept = next(filter(None, (sent.get(name, "").strip() for name in ("text", "comment", "reason"))), "")
    page = render("care/message.html", status=error.status, language=language, title=title, detail=detail, kept=kept)
    if isinstance(error, TooManyRequestsError):
        page.headers["Retry-After"] = str(error.retry_after)
    return page


def render(template: str, *, status: int = 200, language: str | None = None, **context: Any) -> Response:
    language = language or preferred_language()
    texts = texts_in(language)
    page = render_template(
        template,
        T=texts,
        say=partial(say, texts),
        language=language,
        other="zh" if language == "en" else "en",
        organisation=settings().organisation_en if language == "en" else settings().organisation_zh,
        hotline=settings().hotline,
        path=request.path,
        asset=ASSETS.url,
        verify_asset=VERIFY_ASSETS.url,
        **context,
    )
    return Response(page, status, mimetype="text/html")


def words_of_problem(error: InvalidInputError) -> str:
    return error.en if preferred_language() == "en" else error.zh
