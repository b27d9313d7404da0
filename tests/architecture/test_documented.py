"""What an operator or an integrator can use is written down."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

from click import Command, Group
from flask import Flask

from backend.config import Settings, environment_name

DOCS = Path(__file__).parents[2] / "docs"
LIBRARY_COMMANDS = {"db", "openapi", "run", "shell", "routes"}


def test_every_setting_is_in_the_operating_guide() -> None:
    guide = (DOCS / "operating.md").read_text(encoding="utf-8")
    missing = [name for name in map(environment_name, (f.name for f in fields(Settings))) if f"| `{name}`" not in guide]
    assert missing == [], f"add a row to the table of settings in docs/operating.md for {missing}"


def test_the_operating_guide_names_no_setting_that_does_not_exist() -> None:
    guide = (DOCS / "operating.md").read_text(encoding="utf-8")
    known = {environment_name(field.name) for field in fields(Settings)}
    assert set(re.findall(r"^\| `([A-Z_0-9]+)`", guide, re.MULTILINE)) <= known


def _commands(command: Command, path: str) -> list[str]:
    if isinstance(command, Group):
        return [leaf for name, child in command.commands.items() for leaf in _commands(child, f"{path} {name}".strip())]
    return [path]


def test_every_command_is_in_the_operating_guide(app: Flask) -> None:
    guide = (DOCS / "operating.md").read_text(encoding="utf-8")
    ours = [
        c
        for name, command in app.cli.commands.items()
        if name not in LIBRARY_COMMANDS
        for c in _commands(command, name)
    ]
    missing = [command for command in ours if f"flask --app wsgi {command}" not in guide]
    assert missing == [], f"say in docs/operating.md what `flask --app wsgi …` does for {missing}"


def test_every_call_of_the_api_is_in_the_protocol(app: Flask) -> None:
    protocol = re.sub(r"\{[^}]*\}", "{}", (DOCS / "protocol.md").read_text(encoding="utf-8"))
    missing = []
    for rule in app.url_map.iter_rules():
        if not rule.rule.startswith("/api/v1/"):
            continue
        path = re.escape(re.sub(r"<[^>]*>", "{}", rule.rule.removeprefix("/api/v1/")))
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}:
            if not re.search(rf"\b{method}\b[^`|]*?[ /]{path}(?![\w/{{-])", protocol):
                missing.append(f"{method} {rule.rule}")
    assert missing == [], f"add to the calls in docs/protocol.md: {missing}"
