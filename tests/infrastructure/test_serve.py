"""`python -m backend.serve` as an operator meets it: it starts, heals, counts for all, and stops when told."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.waiting import wait_for

ROOT = Path(__file__).parents[2]
PATIENCE = 30.0


def get(port: int, path: str) -> tuple[int, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    finally:
        connection.close()


def until(true: Callable[[], bool]) -> None:
    """Wait for it; a server that does not answer yet is asked again."""

    def holds() -> bool:
        try:
            return true()
        except (OSError, http.client.HTTPException):
            return False

    wait_for(holds, seconds=PATIENCE, what="the processes")


def children(pid: int) -> set[int]:
    found = subprocess.run(["ps", "-o", "pid=,ppid=", "-e"], capture_output=True, text=True, check=True).stdout
    return {int(line.split()[0]) for line in found.splitlines() if int(line.split()[1]) == pid}


@pytest.fixture
def port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


@pytest.fixture
def environment(tmp_path: Path, port: int, database_url: str) -> dict[str, str]:
    chosen = {
        "PORT": str(port),
        "DATA_DIR": str(tmp_path),
        "DATABASE_URL": database_url,
        "WEB_PROCESSES": "2",
        "CARD_WORKERS": "0",
    }
    return {"PATH": os.environ["PATH"], "HOST": "127.0.0.1"} | chosen


@pytest.fixture
def server(environment: dict[str, str], port: int) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen([sys.executable, "-m", "backend.serve"], cwd=ROOT, env=environment)
    try:
        until(lambda: get(port, "/healthz")[0] == 200)
        yield process
    finally:
        process.send_signal(signal.SIGKILL if process.poll() is None else 0)
        process.wait()


def test_a_process_that_dies_is_replaced_and_sigterm_stops_all(server: subprocess.Popen[bytes], port: int) -> None:
    before = children(server.pid)
    assert len(before) == 2
    os.kill(min(before), signal.SIGKILL)
    until(lambda: len(children(server.pid) - before) == 1)
    until(lambda: get(port, "/healthz")[0] == 200)
    server.send_signal(signal.SIGTERM)
    assert server.wait(timeout=PATIENCE) == 0
    with pytest.raises(ConnectionRefusedError):
        get(port, "/healthz")


def test_each_process_tells_the_requests_of_all(server: subprocess.Popen[bytes], port: int) -> None:
    for _ in range(30):
        get(port, "/healthz")
    _, text = get(port, "/metrics")
    counted = [line for line in text.splitlines() if line.startswith("fuwuka_requests_total") and "/healthz" in line]
    assert sum(float(line.split()[-1]) for line in counted) >= 30
    assert "fuwuka_cards_due 0.0" in text


def test_children_do_not_outlive_a_killed_supervisor(server: subprocess.Popen[bytes]) -> None:
    orphans = children(server.pid)
    server.kill()
    server.wait()
    until(lambda: not any(Path(f"/proc/{pid}/cmdline").exists() for pid in orphans))


def test_a_taken_port_is_said_in_one_line(environment: dict[str, str], port: int) -> None:
    with socket.create_server(("127.0.0.1", port)):
        said = subprocess.run(
            [sys.executable, "-m", "backend.serve"],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
    assert said.returncode == 1
    assert "in use" in said.stderr
    assert "Traceback" not in said.stderr
