"""/metrics for Prometheus: requests by route and how long they took, and figures asked from the database.

Several web processes count into files of one folder (backend/serve.py), so that any of them can answer
for all; figures come from the database, which all share.
"""

from __future__ import annotations

import hmac
import ipaddress
import os
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import structlog
from flask import Flask, Response, g, request
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector
from sqlalchemy.exc import SQLAlchemyError

from backend.domain.errors import NotAllowedError
from backend.domain.permissions import PUBLIC
from backend.infrastructure.auth import guard

if TYPE_CHECKING:
    from backend.config import Settings

log = structlog.get_logger(__name__)
BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.5, 1.0, 2.5, 10.0)


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A gauge: its values by the value of one label, or under the empty text when it has none."""

    name: str
    help: str
    label: str = ""
    values: dict[str, float] = field(default_factory=dict)


Figures = Callable[[], Iterable[Figure]]


class _FigureCollector(Collector):
    def __init__(self, figures: Iterable[Figure]) -> None:
        self.figures = figures

    def collect(self) -> Iterator[GaugeMetricFamily]:
        for figure in self.figures:
            family = GaugeMetricFamily(figure.name, figure.help, labels=[figure.label] if figure.label else [])
            for label, value in figure.values.items():
                family.add_metric([label] if figure.label else [], value)
            yield family


def connect_metrics(app: Flask, settings: Settings, *, figures: Figures) -> None:
    registry = CollectorRegistry()
    seconds = Histogram(
        "fuwuka_request_seconds", "Time to answer", ["method", "route"], registry=registry, buckets=BUCKETS
    )
    answers = Counter("fuwuka_requests", "Answers by status", ["method", "route", "status"], registry=registry)

    @app.after_request
    def count(answer: Response) -> Response:
        route = request.url_rule.rule if request.url_rule else "none"
        began = getattr(g, "began", None)
        if began is not None:
            seconds.labels(request.method, route).observe(time.perf_counter() - began)
        answers.labels(request.method, route, str(answer.status_code)).inc()
        return answer

    @guard(PUBLIC)
    def metrics() -> Response:
        """Figures for Prometheus; loopback, or `Authorization: Bearer METRICS_TOKEN`."""
        if not _may_read(settings):
            raise NotAllowedError
        shown = registry
        if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
            shown = CollectorRegistry()
            MultiProcessCollector(shown)  # type: ignore[no-untyped-call]  # the library is untyped here
        text = generate_latest(shown) + _figures_text(figures)
        return Response(text, content_type=CONTENT_TYPE_LATEST)

    app.add_url_rule("/metrics", view_func=metrics)


def _figures_text(figures: Figures) -> bytes:
    """The figures; without a database the scrape still succeeds, and says so."""
    try:
        answered, up = list(figures()), 1.0
    except SQLAlchemyError as fault:
        log.error("figures_failed", error=type(fault).__name__)
        answered, up = [], 0.0
    answered.append(Figure(name="fuwuka_database_up", help="1 when the database answers", values={"": up}))
    registry = CollectorRegistry()
    registry.register(_FigureCollector(answered))
    return generate_latest(registry)


def _may_read(settings: Settings) -> bool:
    token = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if settings.metrics_token and token:
        return hmac.compare_digest(token.encode(), settings.metrics_token.encode())
    # Behind a reverse proxy on the same machine everybody comes from loopback: then only the token opens.
    forwarded = "X-Forwarded-For" in request.headers or "Forwarded" in request.headers
    try:
        return not forwarded and ipaddress.ip_address(request.remote_addr or "").is_loopback
    except ValueError:
        return False
