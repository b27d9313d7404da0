"""One table turns errors into answers: problem+json (RFC 9457) on the API, a page elsewhere."""

from __future__ import annotations

from typing import Any

import structlog
from flask import Flask, Response, g, json, render_template, request
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from backend.domain.errors import FuwukaError, NotFoundError, StorageFullError, TooLargeError

log = structlog.get_logger(__name__)
API_PREFIX = "/api/"
FOR_MACHINES = frozenset({"/metrics", "/healthz", "/readyz"})
_HTTP_WORDS = {
    400: ("请求格式有误。", "The request is malformed."),
    404: ("没有找到。", "Not found."),
    405: ("此地址不接受这种方法。", "This address does not take that method."),
    413: (TooLargeError.zh, TooLargeError.en),
    415: ("不支持这种内容类型。", "This kind of content is not supported."),
    422: ("填写的内容有误。", "Something in the input is not valid."),
}


def preferred_language() -> str:
    """zh or en: the user's choice if known, else the browser's wish, else zh."""
    chosen = getattr(g, "language", None)
    return chosen or request.accept_languages.best_match(["zh", "en", "zh-CN", "en-US"], "zh")[:2]


def wants_problem() -> bool:
    return request.path.startswith(API_PREFIX) or request.path in FOR_MACHINES


def problem(
    *,
    status: int,
    code: str,
    detail: str,
    field: str | None = None,
    errors: Any = None,
    extra: dict[str, object] | None = None,
) -> Response:
    body: dict[str, object] = {
        "type": f"/api/problems/{code}",
        "title": code.replace("_", " "),
        "status": status,
        "detail": detail,
        "code": code,
        "request_id": getattr(g, "request_id", ""),
        **(extra or {}),
    }
    if field:
        body["field"] = field
    if errors:
        body["errors"] = errors
    answer = Response(json.dumps(body, ensure_ascii=False), status, mimetype="application/problem+json")
    retry_after = (extra or {}).get("retry_after")
    if retry_after is not None:
        answer.headers["Retry-After"] = str(retry_after)
    return answer


def _answer(status: int, code: str, zh: str, en: str, **kwargs: Any) -> Response:
    detail = en if preferred_language() == "en" else zh
    if wants_problem():
        return problem(status=status, code=code, detail=detail, **kwargs)
    page = render_template("error.html", status=status, detail=detail, request_id=getattr(g, "request_id", ""))
    return Response(page, status, mimetype="text/html")


def _known(error: FuwukaError) -> Response:
    return _answer(error.status, error.code, error.zh, error.en, field=error.field, extra=error.extra)


def _http(error: HTTPException) -> Response:
    if error.response is not None:
        return error.response  # type: ignore[return-value]  # werkzeug types it as its own base class
    if isinstance(error, RequestEntityTooLarge):
        return _known(TooLargeError())
    if error.code == 404:
        return _known(NotFoundError())
    status = error.code or 500
    zh, en = _HTTP_WORDS.get(status, ("请求无法处理。", "The request could not be handled."))
    errors = getattr(error, "data", {}).get("messages") if hasattr(error, "data") else None
    field = (
        next(iter(next(iter(errors.values()))), None) if status == 422 and isinstance(errors, dict) and errors else None
    )
    code = "invalid_input" if status == 422 else error.name.lower().replace(" ", "_")
    return _answer(status, code, zh, en, errors=errors, field=field if isinstance(field, str) else None)


def _database(error: OperationalError) -> Response:
    if "full" in str(error.orig).lower():
        log.error("storage_full", error=str(error.orig))
        return _known(StorageFullError())
    return _unexpected(error)


def _unexpected(error: Exception) -> Response:
    route = request.url_rule.rule if request.url_rule else ""  # an address may hold a card's code
    log.exception("unexpected_error", route=route)  # noqa: LOG004 - Flask calls this inside its handler
    return _answer(
        500,
        "internal_error",
        "服务器出错，已记录。请稍后重试，您的内容没有丢失。",
        "The server had a fault; it is logged. Try again later, nothing of yours is lost.",
    )


def connect_errors(app: Flask) -> None:
    app.register_error_handler(FuwukaError, _known)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(OperationalError, _database)
    app.register_error_handler(Exception, _unexpected)
