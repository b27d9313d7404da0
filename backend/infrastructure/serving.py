"""Our WSGI application behind an ASGI server, so that a slow phone never holds a thread.

Threads are few (four was the optimum); on a basement's 33 kB/s a photo takes minutes. So a request's
body is spooled first, by the event loop, and only then a thread is taken; a long answer is pulled
chunk by chunk, and no thread waits while the reader is slow.
"""

from __future__ import annotations

import asyncio
import contextvars
import sys
import tempfile
from collections.abc import Awaitable, Callable, Iterable, Iterator, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from typing import IO, Any

from flask import Flask, request
from werkzeug.middleware.proxy_fix import ProxyFix

from backend.domain.errors import BusyError, FuwukaError, StalledBodyError, TooLargeError

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
WsgiApp = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]

MAX_FILE = 10 * 1024 * 1024  # bytes of one file: a photo, a card to verify
MAX_BODY = MAX_FILE + 2 * 1024 * 1024  # a file and the form around it; reports have their own, smaller limit
IN_MEMORY = 1024 * 1024  # bytes of one body kept in memory before it moves to a temporary file
REFUSAL = "fuwuka.refusal"
AT_ONCE = 256 * 1024  # bytes of an answer gathered before the thread is given back


@dataclass(frozen=True, kw_only=True)
class Patience:
    """How long and how much we wait for a request's body."""

    limit: int  # bytes the application takes
    drained: int = 64 * 1024 * 1024  # bytes read and dropped so that the sender reads our refusal
    stall_seconds: float = 30.0  # without a single byte
    total_seconds: float = 1200.0  # a 10 MB photo at 10 kB/s
    bodies: int = 256  # arriving at the same time, per process


@dataclass(kw_only=True)
class Body:
    """A request's body after waiting for it."""

    file: IO[bytes]
    size: int = 0
    whole: bool = True  # False: the rest was never read, so the connection must close
    gone: bool = False  # the sender hung up
    refusal: FuwukaError | None = None

    def refuse(self, refusal: FuwukaError, *, whole: bool) -> None:
        self.refusal, self.whole, self.size = refusal, whole, 0
        self.file.seek(0)
        self.file.truncate()


class Served:
    """The ASGI application: `wsgi` with `threads` threads."""

    def __init__(self, wsgi: WsgiApp, *, threads: int, patience: Patience) -> None:
        self.wsgi = wsgi
        self.patience = patience
        self.pool = ThreadPoolExecutor(threads, thread_name_prefix="web")
        self.arriving = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        elif scope["type"] == "http":
            await self._answer(scope, receive, send)
        else:
            await send({"type": "websocket.close", "code": 1000})

    async def _live(self, receive: Receive, send: Send) -> None:
        await receive()
        await send({"type": "lifespan.startup.complete"})
        await receive()
        self.pool.shutdown(wait=False)
        await send({"type": "lifespan.shutdown.complete"})

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = dict(scope["headers"])
        with tempfile.SpooledTemporaryFile(max_size=IN_MEMORY) as file:
            body = Body(file=file)
            if b"transfer-encoding" in headers or headers.get(b"content-length", b"0") != b"0":
                await self._receive_body(body, headers, receive)
            if not body.gone:
                await self._hand_over(environment(scope, body), body, receive, send)

    async def _receive_body(self, body: Body, headers: dict[bytes, bytes], receive: Receive) -> None:
        said = int(headers.get(b"content-length", b"0"))
        # A sender that asks first (Expect) or brings far too much is told without reading it.
        if said > self.patience.drained or (said > self.patience.limit and b"expect" in headers):
            body.refuse(TooLargeError(), whole=False)
            return
        if self.arriving >= self.patience.bodies:
            body.refuse(BusyError(retry_after=10), whole=False)
            return
        self.arriving += 1
        try:
            async with asyncio.timeout(self.patience.total_seconds):
                await self._spool(body, receive)
        except TimeoutError:
            body.refuse(StalledBodyError(), whole=False)
        finally:
            self.arriving -= 1

    async def _spool(self, body: Body, receive: Receive) -> None:
        """Keep what arrives; over the limit drop it, and read on so that the sender gets to our answer."""
        more = True
        while more and body.size <= self.patience.drained:
            async with asyncio.timeout(self.patience.stall_seconds):
                message = await receive()
            if message["type"] == "http.disconnect":
                body.gone = True
                return
            more = message.get("more_body", False)
            chunk = message.get("body", b"")
            body.size += len(chunk)
            if body.size <= self.patience.limit:
                body.file.write(chunk)
        if body.size > self.patience.limit:
            body.refuse(TooLargeError(), whole=not more)
        body.file.seek(0)

    async def _hand_over(self, environ: dict[str, Any], body: Body, receive: Receive, send: Send) -> None:
        # One context for the whole answer: Flask's generators reset their context variables in it.
        context, loop = contextvars.copy_context(), asyncio.get_running_loop()

        def run(step: Callable[..., None], *given: Any) -> asyncio.Future[None]:
            return loop.run_in_executor(self.pool, partial(context.run, step, *given))

        answer = Answer()
        await run(answer.begin, self.wsgi, environ)
        if not body.whole:
            answer.headers.append((b"connection", b"close"))
        await send({"type": "http.response.start", "status": answer.status, "headers": answer.headers})
        if answer.finished:
            await send({"type": "http.response.body", "body": answer.gathered})
            return
        gone = asyncio.ensure_future(_departure(receive))
        try:
            while not gone.done() and not answer.finished:
                await send({"type": "http.response.body", "body": answer.gathered, "more_body": True})
                await run(answer.gather)
            if answer.finished:
                await send({"type": "http.response.body", "body": answer.gathered})
        finally:
            gone.cancel()
            if not answer.finished:
                await run(answer.close)


async def _departure(receive: Receive) -> None:
    """Return when the reader has hung up."""
    while (await receive())["type"] != "http.disconnect":
        pass


@dataclass
class Answer:
    """The application's answer, pulled in a thread."""

    status: int = 500
    headers: list[tuple[bytes, bytes]] = field(default_factory=list)
    gathered: bytes = b""
    finished: bool = False
    _chunks: Iterable[bytes] = ()
    _iterator: Iterator[bytes] = field(default_factory=lambda: iter(()))

    def begin(self, wsgi: WsgiApp, environ: dict[str, Any]) -> None:
        self._chunks = wsgi(environ, self._start)
        self._iterator = iter(self._chunks)
        self.gather()

    def _start(self, status: str, headers: list[tuple[str, str]], _error: Any = None) -> Callable[[bytes], None]:
        self.status = int(status.partition(" ")[0])
        self.headers = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers]
        return self._write

    def _write(self, chunk: bytes) -> None:
        self.gathered += chunk

    def gather(self) -> None:
        """Take chunks until there is enough to send; at the end close the application's iterable."""
        parts, size = [], 0
        for chunk in self._iterator:
            parts.append(chunk)
            size += len(chunk)
            if size >= AT_ONCE:
                self.gathered = b"".join(parts)
                return
        self.gathered = b"".join(parts)
        self.finished = True
        self.close()

    def close(self) -> None:
        close = getattr(self._chunks, "close", None)
        if close is not None:
            close()


def environment(scope: Scope, body: Body) -> dict[str, Any]:
    """PEP 3333's environ of an ASGI scope and a body that has arrived."""
    host, port = scope.get("server") or ("localhost", 80)
    environ: dict[str, Any] = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": "",
        "PATH_INFO": scope["path"].encode("utf-8").decode("latin-1"),
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "REQUEST_URI": scope.get("raw_path", b"").decode("latin-1"),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "SERVER_NAME": host,
        "SERVER_PORT": str(port or 0),
        "REMOTE_ADDR": (scope.get("client") or ("", 0))[0],
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.get("scheme", "http"),
        "wsgi.input": body.file,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    for raw_name, raw_value in scope["headers"]:
        if b"_" in raw_name:
            continue  # X_Forwarded_For must not pass for X-Forwarded-For
        name, value = raw_name.decode("latin-1").upper().replace("-", "_"), raw_value.decode("latin-1")
        key = name if name in ("CONTENT_TYPE", "CONTENT_LENGTH") else f"HTTP_{name}"
        if key in environ:
            value = environ[key] + ("; " if key == "HTTP_COOKIE" else ",") + value
        environ[key] = value
    environ.pop("HTTP_TRANSFER_ENCODING", None)  # the body is whole now: its length says all
    environ["CONTENT_LENGTH"] = str(body.size)
    if body.refusal is not None:
        environ[REFUSAL] = body.refusal
    return environ


def connect_serving(app: Flask, *, trusted_proxies: int) -> None:
    """Let the application answer for bodies that were refused, and believe its own reverse proxies only."""

    @app.before_request
    def refuse() -> None:
        refusal: FuwukaError | None = request.environ.get(REFUSAL)
        if refusal is not None:
            raise refusal

    if trusted_proxies:
        hops = dict.fromkeys(("x_for", "x_proto", "x_host"), trusted_proxies)
        app.wsgi_app = ProxyFix(app.wsgi_app, **hops)  # type: ignore[method-assign]  # Flask's documented way
