"""Public edge: /verify. Anybody may ask whether a card is genuine; nobody learns whose it is."""

from __future__ import annotations

import threading
from pathlib import Path
from urllib.parse import urlencode

from flask import (
    Blueprint,
    Flask,
    Response,
    current_app,
    g,
    jsonify,
    render_template,
    request,
)
from werkzeug.exceptions import RequestEntityTooLarge

from backend.cards.keys import seal_certificates
from backend.cards.queries import Paper
from backend.cards.verification import Answer, verify_code, verify_file
from backend.cards.verify_wording import as_json, describe, load_texts, title_of
from backend.domain.errors import (
    FuwukaError,
    InvalidInputError,
    NotFoundError,
    TooLargeError,
    TooManyRequestsError,
)
from backend.infrastructure.assets import Assets
from backend.infrastructure.auth import guard
from backend.infrastructure.context import remote_address
from backend.infrastructure.errors import preferred_language, problem
from backend.infrastructure.serving import MAX_FILE
from backend.infrastructure.throttle import throttle
from backend.infrastructure.wiring import settings, storage
from backend.reports.queries import body_of
from backend.reports.versions import Content, read_signed

ASSETS = Assets(Path(__file__).with_name("static"), "/verify/assets")
_CODES, _FILES = 30, 10  # how many of each an address may ask in a minute
_KEY = "fuwuka_verify_parsing"

blueprint = Blueprint("verify", __name__, url_prefix="/verify")


def connect_verification(app: Flask) -> None:
    app.extensions[_KEY] = threading.BoundedSemaphore(2)
    app.register_blueprint(blueprint)


@blueprint.get("/assets/<path:name>")
@guard("public")
def asset(name: str) -> Response:
    return ASSETS.send(name)


@blueprint.get("/root.pem")
@guard("public")
def root() -> Response:
    """The certificate to trust, for whoever checks seals with tools of their own."""
    return Response(seal_certificates(settings()).root_pem, mimetype="application/x-pem-file")


@blueprint.get("/")
@guard("public")
def form() -> Response:
    return _page(None)


@blueprint.get("/<code>")
@guard("public")
def by_code(code: str) -> Response:
    throttle().take("code", remote_address.get(), _CODES)
    return _answer(verify_code(code[:80], storage()))


@blueprint.post("", strict_slashes=False)
@blueprint.post("/")
@guard("public")
def by_form() -> Response:
    """`code` or `file` of a form, or a PDF as the body."""
    if request.mimetype == "application/pdf":
        return _by_file(request.get_data(cache=False))
    upload = request.files.get("file")
    if upload is not None:
        return _by_file(upload.stream.read(MAX_FILE + 1))
    code = (request.form.get("code") or "").strip()[:80]
    if not code:
        if _wants_json():
            raise InvalidInputError(field="code")
        return _page(None, problem_key="empty", status=422)
    throttle().take("code", remote_address.get(), _CODES)
    return _answer(verify_code(code, storage()))


def _by_file(data: bytes) -> Response:
    if len(data) > MAX_FILE:
        raise TooLargeError
    throttle().take("file", remote_address.get(), _FILES)
    parsing: threading.BoundedSemaphore = current_app.extensions[_KEY]  # two at a time: parsing keeps a core busy
    if not parsing.acquire(timeout=10):
        raise TooManyRequestsError(retry_after=10)
    try:
        return _answer(verify_file(data, settings()))
    finally:
        parsing.release()


@blueprint.errorhandler(RequestEntityTooLarge)
@blueprint.errorhandler(TooLargeError)
def too_large(_error: Exception) -> Response:
    return _refusal(TooLargeError(), "too_large")


@blueprint.errorhandler(TooManyRequestsError)
def too_many(error: TooManyRequestsError) -> Response:
    answer = _refusal(error, "too_many")
    answer.headers["Retry-After"] = str(error.retry_after)
    return answer


def _refusal(error: FuwukaError, problem_text: str) -> Response:
    """In the page's own words; the form stays at hand. The request's body may be unreadable: it is not asked."""
    language = _language_of(request.args.get("lang"))
    if _wants_json():
        detail = texts_of_page(language)[problem_text]
        return problem(status=error.status, code=error.code, detail=detail, extra=error.extra)
    return _page(None, problem_key=problem_text, status=error.status, language=language)


def _language() -> str:
    return _language_of(request.args.get("lang") or (request.form.get("lang") if request.method == "POST" else None))


def _language_of(asked: str | None) -> str:
    if asked in ("zh", "en"):
        g.language = asked
    return preferred_language()


def _organisation(language: str) -> str:
    return settings().organisation_en if language == "en" else settings().organisation_zh


def _wants_json() -> bool:
    return request.accept_mimetypes.best_match(["text/html", "application/json"], "text/html") == "application/json"


def _content_of(card: Paper | None) -> Content | None:
    if card is None:
        return None
    try:
        return read_signed(body_of(card.report_id)).content
    except (NotFoundError, ValueError, KeyError, TypeError):
        return None


def _answer(answer: Answer) -> Response:
    if _wants_json():
        language = _language()
        texts = load_texts(language)
        return jsonify(
            as_json(answer, texts, organisation=_organisation(language), seal=seal_certificates(settings()).name)
        )
    return _page(answer)


def _page(answer: Answer | None, *, problem_key: str = "", status: int = 200, language: str | None = None) -> Response:
    language = language or _language()
    texts, organisation = texts_of_page(language), _organisation(language)
    described = answer and describe(
        answer,
        texts,
        language=language,
        organisation=organisation,
        seal=seal_certificates(settings()).name,
        facts=_content_of(answer.card),
    )
    page = render_template(
        "verify/page.html",
        T=texts,
        language=language,
        title=title_of(answer, texts) if answer else texts["form_title"],
        organisation=organisation,
        hotline=settings().hotline,
        answer=described,
        problem=texts[problem_key] if problem_key else "",
        typed=answer.code if answer else "",
        other_language=_other_language(answer, texts["other_lang"]),
        asset=ASSETS.url,
        max_file=MAX_FILE,
    )
    return Response(page, status, mimetype="text/html")


def texts_of_page(language: str) -> dict[str, str]:
    """The page's words, with the size of file that is really taken."""
    texts = load_texts(language)
    size = f"{MAX_FILE // 1024**2} MB"
    return texts | {key: texts[key].replace("{}", size) for key in ("small", "too_large")}


def _other_language(answer: Answer | None, language: str) -> str:
    """An answer to an upload cannot be asked for again by an address: then the way leads to the form."""
    path = (
        request.path if request.method == "GET" else f"/verify/{answer.code}" if answer and answer.code else "/verify/"
    )
    return f"{path}?{urlencode({'lang': language})}"
