"""`python -m backend.serve`: one listening socket, the web processes, the card workers.

A process that dies is started again (later each time it dies young); SIGTERM stops all of them in order.
"""

from __future__ import annotations

import ctypes
import errno
import importlib.util
import os
import shutil
import signal
import socket
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import uvicorn

from backend.config import ConfigError, Settings, load_settings, prepare_data_dir
from backend.infrastructure.logs import configure_logs, get_log

METRICS_FOLDER = "PROMETHEUS_MULTIPROC_DIR"  # read by prometheus_client
CARD_WORKER = "backend.cards.worker"
GRACE = 25  # seconds for requests and cards to finish after SIGTERM
YOUNG = 10.0  # a process that lives shorter than this many seconds is started again with a delay
LONGEST_DELAY = 30.0
STOPPING = {signal.SIGTERM, signal.SIGINT, signal.SIGHUP}
WATCHED = STOPPING | {signal.SIGCHLD, signal.SIGALRM}


@dataclass
class Child:
    """One process that ought to run. `pid` is 0 while it does not."""

    name: str
    work: Callable[[], None]
    pid: int = 0
    started: float = 0.0
    early_deaths: int = 0
    due: float = 0.0


@dataclass
class Supervisor:
    """Keeps the children running until a signal says stop. Single-threaded, so that fork is safe."""

    children: list[Child]
    stopping: bool = False

    def run(self) -> None:
        # Started with nohup, the end of the terminal is nothing to us.
        unmoved = {signal.SIGHUP} if signal.getsignal(signal.SIGHUP) is signal.SIG_IGN else set()
        signal.pthread_sigmask(signal.SIG_BLOCK, WATCHED - unmoved)
        signal.signal(signal.SIGCHLD, lambda *_: None)  # where its default is "ignore", sigwait would miss it
        for child in self.children:
            self._start(child)
        while True:
            received = signal.sigwait(WATCHED)
            if received in STOPPING:
                break
            self._bury()
            self._start_what_is_due()
        self._stop()

    def _start(self, child: Child) -> None:
        parent = os.getpid()
        child.started = time.monotonic()
        child.pid = os.fork()
        if child.pid == 0:
            _become(child, parent)

    def _bury(self) -> None:
        while True:
            try:
                pid, status = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                return
            if pid == 0:
                return
            for child in self.children:
                if child.pid == pid:
                    self._mourn(child, os.waitstatus_to_exitcode(status))

    def _mourn(self, child: Child, code: int) -> None:
        _forget_figures(child.pid)
        child.pid = 0
        if self.stopping:
            return
        young = time.monotonic() - child.started < YOUNG
        child.early_deaths = child.early_deaths + 1 if young else 0
        delay = min(LONGEST_DELAY, 2.0 ** (child.early_deaths - 1)) if young else 0.1
        child.due = time.monotonic() + delay
        get_log(__name__).warning("process_ended", process=child.name, code=code, again_in_seconds=delay)

    def _start_what_is_due(self) -> None:
        now = time.monotonic()
        waiting = [child for child in self.children if not child.pid]
        for child in waiting:
            if child.due <= now:
                self._start(child)
        later = [child.due - now for child in waiting if not child.pid]
        signal.setitimer(signal.ITIMER_REAL, max(0.01, min(later)) if later else 0)

    def _stop(self) -> None:
        """Ask everybody to finish; after GRACE seconds, or at a second signal, insist."""
        self.stopping = True
        self._tell(signal.SIGTERM)
        signal.setitimer(signal.ITIMER_REAL, GRACE)
        while any(child.pid for child in self.children):
            if signal.sigwait(WATCHED) != signal.SIGCHLD:
                self._tell(signal.SIGKILL)
            self._bury()

    def _tell(self, what: signal.Signals) -> None:
        for child in self.children:
            if child.pid:
                os.kill(child.pid, what)


def _become(child: Child, parent: int) -> None:
    """The rest of a child's life. A dead supervisor takes its children along."""
    code = 1
    try:
        os.setpgid(0, 0)  # Ctrl-C reaches the supervisor alone, which ends us in order
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, WATCHED)
        if sys.platform == "linux":
            ctypes.CDLL(None).prctl(1, signal.SIGTERM)  # PR_SET_PDEATHSIG
            if os.getppid() != parent:
                os._exit(0)
        child.work()
        code = 0
    except SystemExit as leaving:
        code = leaving.code if isinstance(leaving.code, int) else 1
    except KeyboardInterrupt:
        code = 0
    finally:
        os._exit(code)


def _serve_web(listener: socket.socket, settings: Settings) -> None:
    from backend.app import create_app  # noqa: PLC0415 - loaded once, before the fork (see main)
    from backend.infrastructure.serving import Patience, Served  # noqa: PLC0415 - as above

    app = create_app(settings)
    patience = Patience(limit=int(app.config["MAX_CONTENT_LENGTH"]))
    config = uvicorn.Config(
        Served(app.wsgi_app, threads=settings.web_threads, patience=patience),
        interface="asgi3",
        access_log=False,  # logs.py writes one line a request
        log_config=None,
        server_header=False,
        proxy_headers=False,  # TRUSTED_PROXIES says whom to believe
        timeout_keep_alive=20,
        timeout_graceful_shutdown=GRACE - 5,
        ssl_certfile=settings.tls_cert or None,
        ssl_keyfile=settings.tls_key or None,
    )
    uvicorn.Server(config).run(sockets=[listener])


def _make_cards() -> None:
    os.execv(sys.executable, [sys.executable, "-m", CARD_WORKER])  # noqa: S606 - our own module


def listen(settings: Settings) -> socket.socket:
    """The socket that all web processes share. Raises ConfigError when the address can't be had."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((settings.host, settings.port))
        listener.listen(1024)
    except OSError as problem:
        listener.close()
        raise ConfigError(
            f"HOST={settings.host} PORT={settings.port}: {problem.strerror}. {_advice(problem)}"
        ) from None
    listener.set_inheritable(True)
    return listener


def _advice(problem: OSError) -> str:
    if problem.errno == errno.EADDRINUSE:
        return "Another program listens there: stop it, or choose another PORT."
    if problem.errno == errno.EACCES:
        return "Ports below 1024 are for administrators: choose a higher PORT."
    return "HOST must be an address of this machine, or 0.0.0.0 for all of them."


def _prepare_figures(settings: Settings) -> None:
    """Processes count into one folder, so that any of them answers /metrics for all."""
    folder = settings.data_dir / "run" / f"metrics-{settings.port}"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    os.environ[METRICS_FOLDER] = str(folder)


def _forget_figures(pid: int) -> None:
    from prometheus_client import multiprocess  # noqa: PLC0415 - reads METRICS_FOLDER when imported

    multiprocess.mark_process_dead(pid)  # type: ignore[no-untyped-call]  # the library is untyped here


def plan(settings: Settings, listener: socket.socket) -> list[Child]:
    web = settings.web_processes or os.cpu_count() or 1
    children = [Child(f"web-{n + 1}", partial(_serve_web, listener, settings)) for n in range(web)]
    if importlib.util.find_spec(CARD_WORKER):
        children += [Child(f"cards-{n + 1}", _make_cards) for n in range(settings.card_workers)]
    return children


def main() -> None:
    os.umask(0o077)  # as in wsgi.py; inherited by all processes
    try:
        settings = load_settings()
        prepare_data_dir(settings)
        listener = listen(settings)
    except ConfigError as problem:
        sys.exit(f"fuwuka: {problem}")
    configure_logs(settings)
    _prepare_figures(settings)
    import backend.app  # noqa: F401, PLC0415 - the children share the loaded code; after METRICS_FOLDER is set

    children = plan(settings, listener)
    get_log(__name__).info("serving", address=settings.base_url, processes=[child.name for child in children])
    Supervisor(children).run()


if __name__ == "__main__":
    main()
