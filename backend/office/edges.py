"""Every page of the office in one list, for app.py."""

from __future__ import annotations

from flask import Flask

from backend.accounts import backoffice as accounts
from backend.audit import backoffice as audit
from backend.cards import backoffice as cards
from backend.cards import report_page
from backend.care import backoffice as complaints
from backend.care import report_page as customer_side
from backend.config import Settings
from backend.customers import backoffice as customers
from backend.jobs import backoffice as jobs
from backend.jobs import intake_page
from backend.messages import backoffice as messages
from backend.office import assets, backoffice, customer_page, instruments, people
from backend.office.shell import connect_shell
from backend.reports import backoffice as review

PAGES = (
    assets,
    backoffice,
    jobs,
    intake_page,
    cards,
    report_page,
    review,
    complaints,
    customer_side,
    messages,
    customers,
    customer_page,
    accounts,
    people,
    instruments,
    audit,
)


def connect_office(app: Flask, settings: Settings) -> None:
    """Register the pages, and give the templates their words and formats."""
    for page in PAGES:
        app.register_blueprint(page.blueprint)
    app.config.update(
        SESSION_COOKIE_NAME="fuwuka_notes",  # flash messages only; who is signed in stands in its own cookie
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.https,
        SESSION_COOKIE_PATH="/office",
    )
    connect_shell(app)
