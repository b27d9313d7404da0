"""The server against slow, huge, stalled and departing senders, with real sockets."""

from __future__ import annotations

import http.client
import json
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import uvicorn
from flask import Flask, Response, request, stream_with_context

from backend.infrastructure.auth import guard
from backend.infrastructure.serving import MAX_BODY, Patience, Served
from tests.conftest import dummy_settings


@pytest.fixture
def database_url(tmp_path: Path) -> str:
    """These tests ask nothing of the database, so one kind is enough."""
    return f"sqlite:///{tmp_path / 'unused.sqlite'}"


@pytest.fixture
def settings(tmp_path: Path, database_url: str):
    return dummy_settings(tmp_path / "data", database_url=database_url)


@pytest.fixture
def app(app: Flask) -> Flask:
    @guard("public")
    def hello() -> dict[str, str]:
        return {"service": "fuwuka"}

    @guard("public")
    def measure() -> dict[str, int]:
        return {"size": len(request.get_data())}

    @guard("public")
    def long_answer() -> Response:
        @stream_with_context
        def chunks() -> Iterator[bytes]:
            for _ in range(64):
                yield request.method.encode() * 50_000

        return Response(chunks(), mimetype="application/octet-stream")

    app.add_url_rule("/api/v1/here", view_func=hello)
    app.add_url_rule("/api/v1/measure", view_func=measure, methods=["PUT", "POST"])
    app.add_url_rule("/api/v1/long", view_func=long_answer)
    return app


@contextmanager
def running(app: Flask, **patience: object) -> Iterator[int]:
    """The application on a port of loopback with the four threads that production has."""
    served = Served(app.wsgi_app, threads=4, patience=Patience(limit=MAX_BODY, **patience))
    server = uvicorn.Server(uvicorn.Config(served, interface="asgi3", log_config=None, timeout_graceful_shutdown=1))
    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            yield listener.getsockname()[1]
        finally:
            server.should_exit = True
            thread.join()


def ask(port: int, method: str, path: str, body: bytes | None = None, **headers: str) -> tuple[int, bytes, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        return answer.status, answer.read(), answer.headers.get_content_type()
    finally:
        connection.close()


def begin_upload(port: int, length: int) -> socket.socket:
    connection = socket.create_connection(("127.0.0.1", port), timeout=20)
    connection.sendall(f"PUT /api/v1/measure HTTP/1.1\r\nHost: x\r\nContent-Length: {length}\r\n\r\n".encode())
    return connection


@pytest.mark.measured
def test_twelve_slow_uploads_do_not_hold_up_the_next_person(app: Flask) -> None:
    stop = threading.Event()

    def trickle(connection: socket.socket) -> None:
        while not stop.wait(0.1):
            connection.sendall(b"x" * 3_300)  # 33 kB/s

    with running(app) as port:
        uploads = [begin_upload(port, 1_000_000) for _ in range(12)]
        senders = [threading.Thread(target=trickle, args=[upload]) for upload in uploads]
        for sender in senders:
            sender.start()
        waits = []
        for _ in range(20):
            began = time.monotonic()
            assert ask(port, "GET", "/api/v1/here")[0] == 200
            waits.append(time.monotonic() - began)
        stop.set()
        for sender in senders:
            sender.join()
        for upload in uploads:
            upload.close()
    assert max(waits) <= 0.2


def test_a_whole_photo_arrives(app: Flask) -> None:
    with running(app) as port:
        status, body, _ = ask(port, "PUT", "/api/v1/measure", b"p" * (10 * 1024 * 1024))
    assert (status, json.loads(body)) == (200, {"size": 10 * 1024 * 1024})


def test_a_body_without_a_length_is_counted(app: Flask) -> None:
    with running(app) as port:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        connection.request("PUT", "/api/v1/measure", iter([b"a" * 1000, b"b" * 500]), encode_chunked=True)
        assert json.loads(connection.getresponse().read()) == {"size": 1500}
        connection.close()


def test_the_sender_of_50_megabytes_reads_why_it_was_refused(app: Flask) -> None:
    with running(app) as port:
        status, body, kind = ask(port, "PUT", "/api/v1/measure", b"x" * 50_000_000, **{"Accept-Language": "en"})
    problem = json.loads(body)
    assert (status, kind, problem["code"]) == (413, "application/problem+json", "too_large")
    assert problem["detail"] == "The body is over the size limit."
    assert problem["request_id"]


def test_somebody_who_sends_50_megabytes_to_be_verified_reads_the_limit_on_the_page(app: Flask) -> None:
    with running(app) as port:
        status, page, kind = ask(
            port, "POST", "/verify/?lang=en", b"x" * 50_000_000, **{"Content-Type": "application/pdf"}
        )
    assert (status, kind) == (413, "text/html")
    assert "The file is over 10 MB" in page.decode()


def test_a_body_beyond_all_measure_is_refused_unread(app: Flask) -> None:
    with running(app) as port, begin_upload(port, 5_000_000_000) as upload:
        answer = upload.recv(65_536)
        assert answer.startswith(b"HTTP/1.1 413")
        assert b"connection: close" in answer.lower()


def test_a_sender_that_asks_first_is_told_before_it_sends(app: Flask) -> None:
    with running(app) as port, socket.create_connection(("127.0.0.1", port), timeout=20) as upload:
        head = "PUT /api/v1/measure HTTP/1.1\r\nHost: x\r\nContent-Length: 50000000\r\nExpect: 100-continue\r\n\r\n"
        upload.sendall(head.encode())
        assert upload.recv(65_536).startswith(b"HTTP/1.1 413")


def test_a_stalled_upload_is_given_up(app: Flask) -> None:
    with running(app, stall_seconds=0.2) as port, begin_upload(port, 1000) as upload:
        upload.sendall(b"half")
        answer = upload.recv(65_536)
    assert answer.startswith(b"HTTP/1.1 408")
    assert b"stalled_body" in answer


def test_more_uploads_than_we_hold_are_asked_to_come_back(app: Flask) -> None:
    with running(app, bodies=1) as port, begin_upload(port, 1000) as first:
        first.sendall(b"half")
        status, body, _ = ask(port, "GET", "/api/v1/here")
        assert status == 200
        status, body, _ = ask(port, "PUT", "/api/v1/measure", b"x")
        assert (status, json.loads(body)["code"]) == (503, "busy")
        first.sendall(b"x" * 996)
        assert first.recv(65_536).startswith(b"HTTP/1.1 200")


@pytest.mark.measured
def test_readers_that_do_not_read_hold_no_thread(app: Flask) -> None:
    with running(app) as port:
        readers = [socket.create_connection(("127.0.0.1", port), timeout=20) for _ in range(8)]
        for reader in readers:
            reader.sendall(b"GET /api/v1/long HTTP/1.1\r\nHost: x\r\n\r\n")
            assert reader.recv(100).startswith(b"HTTP/1.1 200")
        began = time.monotonic()
        assert ask(port, "GET", "/api/v1/here")[0] == 200
        assert time.monotonic() - began <= 0.2
        for reader in readers:
            reader.close()


def test_a_long_answer_comes_whole(app: Flask) -> None:
    with running(app) as port:
        status, body, _ = ask(port, "GET", "/api/v1/long")
    assert (status, body) == (200, b"GET" * 50_000 * 64)


def test_a_header_with_an_underscore_cannot_pose_as_another(app: Flask) -> None:
    @guard("public")
    def address() -> str:
        return request.headers.get("X-Forwarded-For", "none")

    app.add_url_rule("/api/v1/address", view_func=address)
    with running(app) as port:
        assert ask(port, "GET", "/api/v1/address", X_Forwarded_For="203.0.113.9")[1] == b"none"
