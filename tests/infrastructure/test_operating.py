"""What an operator sees: health, figures, logs, headers."""

from __future__ import annotations

import io
import json
import logging
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest
from flask import Flask
from flask.testing import FlaskClient

from backend.app import create_app
from backend.config import Settings
from backend.infrastructure import fonts, health
from backend.infrastructure.auth import guard
from backend.infrastructure.database import db
from backend.infrastructure.health import run_check
from backend.infrastructure.logs import configure_logs
from backend.infrastructure.storage import FolderStorage


def test_a_sound_server_is_ready(client: FlaskClient) -> None:
    assert client.get("/healthz").text == "ok\n"
    assert client.get("/readyz").json == {"ready": True, "problems": {}}


def test_a_server_that_cannot_store_is_not_ready_and_says_why(client: FlaskClient, app: Flask, tmp_path: Path) -> None:
    blocked = tmp_path / "blocked"
    app.extensions["fuwuka_storage"] = FolderStorage(blocked)
    blocked.rmdir()
    blocked.write_text("a file where the folder should be")
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert list(answer.json["problems"]) == ["storage"]
    assert client.get("/healthz").status_code == 200


@pytest.mark.parametrize(
    ("module", "what", "missing", "problem", "words"),
    [
        (fonts, "FAMILIES", ("A typeface that nobody has",), "fonts", "Noto"),
        (health, "HARFBUZZ_SUBSET", ("libnobody-has-this.so.0",), "pdf", "libharfbuzz-subset0"),
    ],
)
def test_a_server_that_cannot_print_cards_is_not_ready_and_says_what_to_install(
    client: FlaskClient, module: ModuleType, what: str, missing: tuple[str, ...], problem: str, words: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(module, what, missing)
    answer = client.get("/readyz")
    assert (answer.status_code, list(answer.json["problems"])) == (503, [problem])
    assert words in answer.json["problems"][problem]


def test_a_check_that_breaks_is_an_answer() -> None:
    def broken() -> str | None:
        raise RuntimeError("the disk is upside down\nwith details")

    assert run_check(broken) == "RuntimeError: the disk is upside down"


def test_figures_speak_of_requests_reports_and_cards(client: FlaskClient) -> None:
    client.get("/healthz")
    text = client.get("/metrics").text
    assert 'fuwuka_requests_total{method="GET",route="/healthz",status="200"} 1.0' in text
    assert "fuwuka_cards_due 0.0" in text
    assert "fuwuka_database_up 1.0" in text


def test_figures_come_without_a_database_too(client: FlaskClient, session: object) -> None:
    db.drop_all()
    text = client.get("/metrics").text
    assert "fuwuka_database_up 0.0" in text


@pytest.mark.parametrize(
    ("address", "headers", "status"),
    [
        ("127.0.0.1", {}, 200),
        ("203.0.113.7", {}, 403),
        ("203.0.113.7", {"Authorization": "Bearer let-me-read"}, 200),
        ("203.0.113.7", {"Authorization": "Bearer something-else"}, 403),
        ("127.0.0.1", {"X-Forwarded-For": "203.0.113.7"}, 403),
    ],
)
def test_figures_are_for_loopback_or_the_token(
    settings: Settings, address: str, headers: dict[str, str], status: int
) -> None:
    app = create_app(replace(settings, metrics_token="let-me-read"))
    answer = app.test_client().get("/metrics", headers=headers, environ_base={"REMOTE_ADDR": address})
    assert answer.status_code == status
    with app.app_context():
        db.engine.dispose()


def test_every_answer_carries_the_headers_that_protect(client: FlaskClient) -> None:
    for path in ("/healthz", "/api/v1/hello", "/api/v1/nowhere"):
        headers = client.get(path).headers
        assert "default-src 'self'" in headers["Content-Security-Policy"]
        assert "unsafe" not in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"
        assert "Strict-Transport-Security" not in headers


@pytest.fixture
def logged(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> io.StringIO:
    """Everything that is logged, as JSON lines."""
    root, stream = logging.getLogger(), io.StringIO()
    monkeypatch.setattr(root, "handlers", [])
    monkeypatch.setattr(root, "level", root.level)
    configure_logs(replace(settings, log_format="json"), stream=stream)
    return stream


def test_a_request_is_one_line_with_its_id_and_without_its_address(logged: io.StringIO, client: FlaskClient) -> None:
    answer = client.get("/api/v1/hello?phone=13800000000", headers={"X-Request-ID": "from-the-proxy"})
    assert answer.headers["X-Request-ID"] == "from-the-proxy"
    lines = [json.loads(line) for line in logged.getvalue().splitlines()]
    assert [(line["event"], line["route"], line["request_id"]) for line in lines] == [
        ("request", "/api/v1/hello", "from-the-proxy")
    ]
    assert "13800000000" not in json.dumps(lines)


def test_a_request_id_that_could_forge_a_log_line_is_replaced(client: FlaskClient) -> None:
    answer = client.get("/healthz", headers={"X-Request-ID": "short"})
    assert len(answer.headers["X-Request-ID"]) == 16


def test_a_fault_is_logged_without_the_values_of_variables(
    logged: io.StringIO, app: Flask, client: FlaskClient
) -> None:
    @guard("public")
    def fault() -> str:
        secret = "the customer's " + "telephone"
        raise RuntimeError(f"something broke after {len(secret)}")

    app.add_url_rule("/api/v1/fault", view_func=fault)
    answer = client.get("/api/v1/fault")
    assert (answer.status_code, answer.json["code"]) == (500, "internal_error")
    written = logged.getvalue()
    assert "something broke" in written
    assert "customer's telephone" not in written
