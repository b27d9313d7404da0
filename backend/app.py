"""create_app(): named wiring steps and the table event -> handlers, nothing else."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Flask

from backend import contract_pages
from backend.accounts import models as _accounts  # noqa: F401 - tables are known before the first query
from backend.accounts import principals
from backend.audit import models as _audit  # noqa: F401 - tables
from backend.cards import models as _cards  # noqa: F401 - tables
from backend.cards.commands import connect_card_commands
from backend.cards.events import CardSealed
from backend.cards.operations import on_attestation_accepted, on_report_completed, on_report_projected
from backend.cards.public import connect_verification
from backend.care import models as _care  # noqa: F401 - tables
from backend.care.operations import on_report_projected as take_care
from backend.care.public import connect_care
from backend.care.telling import on_card_sealed
from backend.catalog import models as _catalog  # noqa: F401 - tables
from backend.catalog.commands import connect_catalog_commands
from backend.commands import connect_commands
from backend.config import Settings, load_settings
from backend.contract import JSON_EDGES
from backend.customers import models as _customers  # noqa: F401 - tables
from backend.customers.home import remember_home
from backend.demo.cli import connect_demo
from backend.infrastructure.auth import connect_auth
from backend.infrastructure.clock import utc_now
from backend.infrastructure.database import connect_database
from backend.infrastructure.errors import connect_errors
from backend.infrastructure.events import Handlers, connect_events
from backend.infrastructure.fonts import check_typefaces
from backend.infrastructure.health import Check, connect_health
from backend.infrastructure.incoming import IncomingRequest
from backend.infrastructure.logs import connect_logs
from backend.infrastructure.metrics import connect_metrics
from backend.infrastructure.migrations import connect_migrations
from backend.infrastructure.queue import open_queue
from backend.infrastructure.security_headers import connect_security_headers
from backend.infrastructure.serving import MAX_BODY, connect_serving
from backend.infrastructure.storage import open_storage
from backend.infrastructure.throttle import connect_throttle
from backend.insight.figures import operating_figures
from backend.jobs import models as _jobs  # noqa: F401 - tables
from backend.jobs.booking import book_findings
from backend.jobs.completion import complete_jobs
from backend.jobs.locations import forget_locations
from backend.messages import models as _messages  # noqa: F401 - tables
from backend.messages.sending import send_due
from backend.office.edges import connect_office
from backend.reports import models as _reports  # noqa: F401 - tables
from backend.reports.events import AttestationAccepted, ReportCompleted, ReportProjected
from backend.reports.projection import project_due
from backend.sync import app_files
from backend.sync import models as _sync  # noqa: F401 - tables

EVENTS: Handlers = {
    ReportProjected: (complete_jobs, remember_home, book_findings, on_report_projected, take_care),
    ReportCompleted: (on_report_completed,),
    AttestationAccepted: (on_attestation_accepted,),
    CardSealed: (on_card_sealed,),
}

# What a card worker does besides cards: each returns how much it did.
WORKER_HOOKS = (
    lambda: project_due(utc_now()),
    lambda: forget_locations(utc_now()),
    lambda: send_due(utc_now()),
)

# What /readyz asks beside the database and the storage: name -> check.
CHECKS: Mapping[str, Check] = {"fonts": check_typefaces}


def create_app(settings: Settings | None = None) -> Flask:
    """The application. Reads the environment unless `settings` are given. Raises ConfigError."""
    settings = settings or load_settings()
    app = Flask("backend", static_folder=None, template_folder="templates")
    app.request_class = IncomingRequest
    app.config["MAX_CONTENT_LENGTH"] = MAX_BODY
    app.extensions["fuwuka_settings"] = settings
    connect_database(app, settings.sqlalchemy_url)
    connect_migrations(app)
    app.extensions["fuwuka_storage"] = open_storage(settings)
    app.extensions["fuwuka_queue"] = open_queue(settings)
    connect_logs(app)
    connect_security_headers(app, production=settings.production)
    connect_serving(app, trusted_proxies=settings.trusted_proxies)
    connect_throttle(app)
    connect_events(app, EVENTS)
    connect_errors(app)
    connect_edges(app)
    connect_office(app, settings)
    connect_catalog_commands(app)
    connect_card_commands(app, WORKER_HOOKS)
    connect_commands(app)
    connect_health(app, CHECKS)
    connect_metrics(app, settings, figures=operating_figures)
    connect_auth(app, settings, accounts=principals)
    connect_demo(app)
    return app


def connect_edges(app: Flask) -> None:
    """Every slice's JSON and HTML edges."""
    for blueprint in (*JSON_EDGES, app_files.bp, contract_pages.bp):
        app.register_blueprint(blueprint)
    connect_verification(app)
    connect_care(app)
