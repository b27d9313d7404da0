"""`flask --app wsgi demo load`"""

from __future__ import annotations

import click
from flask import Flask
from flask.cli import AppGroup

from backend.config import ConfigError
from backend.demo.load import load_demo
from backend.infrastructure.clock import utc_now

demo = AppGroup("demo", help="Invented data to try the product with.")


@demo.command("load")
def load() -> None:
    """Load centers, people, homes, jobs and finished visits, once; print who can sign in."""
    try:
        loaded = load_demo(now=utc_now())
    except ConfigError as error:
        raise click.ClickException(str(error)) from None
    click.echo("Demo data loaded." if loaded.fresh else "Demo data was loaded before.")
    for username, password in loaded.passwords.items():
        click.echo(f"  {username:8} {password}")
    if loaded.customer_page:
        click.echo(f"A customer's private page: {loaded.customer_page}")


def connect_demo(app: Flask) -> None:
    app.cli.add_command(demo)
