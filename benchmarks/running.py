"""A real server on a fresh database, for the benchmarks: `with running_server("sqlite") as server:`."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from flask import Flask
from flask_migrate import upgrade

from backend.app import create_app
from backend.config import load_settings
from tests.postgres_server import PLAIN, running_postgres

MIGRATIONS = Path(__file__).parents[1] / "migrations"


@dataclass(frozen=True)
class RunningServer:
    """`app` shares the server's database and storage, to put rows there before the load begins."""

    port: int
    app: Flask
    pid: int


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running_server(kind: str, **settings: str) -> Iterator[RunningServer]:
    """Start `python -m backend.serve` on SQLite or PostgreSQL; stop it and forget everything afterwards.

    PostgreSQL runs with its own settings: what it acknowledges is on the disk.
    """
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="fuwuka-bench-")))
        url = "" if kind == "sqlite" else stack.enter_context(running_postgres(PLAIN)).create("fuwuka")
        environ = os.environ | {
            "DATA_DIR": str(folder / "data"),
            "DATABASE_URL": url,
            "PORT": str(free_port()),
            "HOST": "127.0.0.1",
            **settings,
        }
        app = create_app(load_settings(environ))
        with app.app_context():
            upgrade(str(MIGRATIONS))
        server = subprocess.Popen([sys.executable, "-m", "backend.serve"], env=environ, stdout=subprocess.DEVNULL)
        stack.callback(server.wait, 40)
        stack.callback(server.terminate)
        port = int(environ["PORT"])
        _wait(port)
        yield RunningServer(port=port, app=app, pid=server.pid)


def _wait(port: int) -> None:
    end = time.monotonic() + 30
    while True:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=1).close()
            return
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)


def cpu_of_tree(root: int) -> float:
    """Seconds of user and system time of a process and all its descendants, living or waited for."""
    ticks = os.sysconf("SC_CLK_TCK")
    total, found, parents = 0, {root}, {}
    stats = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            parents[int(entry.name)] = int(fields[1])
            stats[int(entry.name)] = sum(map(int, fields[11:15]))
    grown = True
    while grown:
        children = {pid for pid, parent in parents.items() if parent in found} - found
        found |= children
        grown = bool(children)
    for pid in found:
        total += stats.get(pid, 0)
    return total / ticks


def percentile(values: list[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
