"""Logs: one line a request, each with its request id; text for people, JSON for collectors.

No personal data: the route's pattern is logged, never the address with its codes and searches.
"""

from __future__ import annotations

import logging
import re
import secrets
import sys
import time
from typing import TYPE_CHECKING, Any, TextIO, cast

import structlog
from flask import Flask, Response, g, request

if TYPE_CHECKING:
    from backend.config import Settings

HEADER = "X-Request-ID"
SLOW_SECONDS = 1.0
_GIVEN = re.compile(r"[A-Za-z0-9._-]{8,64}\Z")
_QUIET = frozenset({"/healthz", "/readyz", "/metrics"})


def get_log(name: str) -> structlog.stdlib.BoundLogger:
    return cast("structlog.stdlib.BoundLogger", structlog.get_logger(name))


def configure_logs(settings: Settings, *, stream: TextIO | None = None) -> None:
    """Once a process, to standard error unless `stream` is given. Other libraries' records come out in the same shape."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    last: Any = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if settings.log_format == "json"
        else structlog.dev.ConsoleRenderer(
            colors=sys.stderr.isatty(),
            exception_formatter=structlog.dev.plain_traceback,  # the prettier ones print local variables: secrets
        )
    )
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    tail: list[Any] = [structlog.processors.format_exc_info] if settings.log_format == "json" else []
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *tail, last],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.INFO)
    for talkative in ("fontTools", "weasyprint", "pyhanko", "botocore", "uvicorn", "alembic"):
        logging.getLogger(talkative).setLevel(logging.WARNING)


def connect_logs(app: Flask) -> None:
    log = get_log(__name__)

    @app.before_request
    def begin() -> None:
        g.began = time.perf_counter()
        given = request.headers.get(HEADER, "")
        g.request_id = given if _GIVEN.match(given) else secrets.token_hex(8)
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=g.request_id)

    @app.after_request
    def end(answer: Response) -> Response:
        answer.headers[HEADER] = g.request_id
        route = request.url_rule.rule if request.url_rule else "no such route"
        seconds = time.perf_counter() - g.began
        if route not in _QUIET or answer.status_code >= 500:
            write = log.error if answer.status_code >= 500 else log.warning if seconds > SLOW_SECONDS else log.info
            write(
                "request",
                method=request.method,
                route=route,
                status=answer.status_code,
                ms=round(seconds * 1000, 1),
            )
        return answer
