"""Command for operators: `flask --app wsgi catalog publish`."""

from __future__ import annotations

import click
from flask import Flask
from flask.cli import AppGroup

from backend.catalog.operations import publish_seed
from backend.domain.errors import InvalidInputError
from backend.infrastructure.clock import utc_now
from backend.infrastructure.transaction import transaction

catalog_cli = AppGroup("catalog", help="The catalog that phones carry.")


def connect_catalog_commands(app: Flask) -> None:
    app.cli.add_command(catalog_cli)


@catalog_cli.command("publish")
def publish() -> None:
    """Publish the catalog of this release with the thresholds of POLICY_FILE, if either has changed."""
    try:
        with transaction():
            version = publish_seed(utc_now()).version
    except InvalidInputError as wrong:
        raise click.ClickException(wrong.en) from wrong
    click.echo(f"the catalog is version {version}")
