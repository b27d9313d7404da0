"""How fast reports are accepted: report and one 200 kB photo, both durable before the answer, 8 senders.

    python -m benchmarks.accept [--seconds 15] [--database both] [--card-workers 0]

Reports/s, the p95 of each of the two requests, with the load generator on the same cores; and the processor time
of server and senders, which says what a machine without neighbours would reach. Cards are made afterwards unless
`--card-workers` says otherwise.
"""

from __future__ import annotations

import argparse
import hashlib
import http.client
import multiprocessing
import os
import resource
import time
from typing import Any

from backend.infrastructure.clock import utc_now
from benchmarks.figures import Figure, show
from benchmarks.running import RunningServer, cpu_of_tree, percentile, running_server
from tests.factories.jobs import create_job
from tests.factories.people import create_technician
from tests.factories.reports import digest_header
from tests.factories.reports_v2 import dummy_content_v2, dummy_report_body_v2
from tests.factories.signing_in import upload_header

SENDERS = 8
PHOTO_BYTES = 200_000


def prepared(count: int) -> tuple[dict[str, str], list[tuple[str, bytes, str, bytes]]]:
    """One technician's upload header, and `count` reports with their photos."""
    technician = create_technician()
    job = create_job(technician=technician)
    header, items = upload_header(technician), []
    for _ in range(count):
        photo = b"\xff\xd8\xff" + os.urandom(PHOTO_BYTES - 3)
        sha256 = hashlib.sha256(photo).hexdigest()
        described = {
            "sha256": sha256, "size": len(photo), "media_type": "image/jpeg", "width": 1600, "height": 1200,
            "role": "after", "caption": "", "taken_at": "2026-11-22T08:00:00Z",
        }  # fmt: skip
        content = dummy_content_v2(technician=technician, job=job, photos=[described], frozen_at=utc_now())
        items.append((content["report_id"], dummy_report_body_v2(content=content), sha256, photo))
    return header, items


def send(port: int, header: dict[str, str], items: list[Any], seconds: float, results: Any) -> None:
    """One phone that sends as fast as it gets answers."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    report_times, photo_times, failures = [], [], 0
    begin = time.monotonic()
    for report_id, body, sha256, photo in items:
        if time.monotonic() - begin > seconds:
            break
        start = time.monotonic()
        status = _call(connection, "PUT", f"/api/v1/reports/{report_id}", body, header | digest_header(body))
        middle = time.monotonic()
        headers = header | {"Upload-Offset": "0"}
        sent = _call(connection, "PATCH", f"/api/v1/reports/{report_id}/blobs/{sha256}", photo, headers)
        report_times.append(middle - start)
        photo_times.append(time.monotonic() - middle)
        failures += (status, sent) != (201, 204)
    results.put((time.monotonic() - begin, report_times, photo_times, failures))


def _call(connection: http.client.HTTPConnection, method: str, path: str, body: bytes, headers: dict[str, str]) -> int:
    connection.request(method, path, body=body, headers=headers)
    answer = connection.getresponse()
    answer.read()
    return answer.status


def load(server: RunningServer, *, seconds: float, each: int) -> dict[str, float]:
    with server.app.app_context():
        phones = [prepared(each) for _ in range(SENDERS)]
    context = multiprocessing.get_context("fork")
    results = context.Queue()
    senders = [
        context.Process(target=send, args=(server.port, header, items, seconds, results)) for header, items in phones
    ]
    served, sent = cpu_of_tree(server.pid), resource.getrusage(resource.RUSAGE_CHILDREN)
    for sender in senders:
        sender.start()
    answers = [results.get(timeout=seconds + 60) for _ in senders]
    for sender in senders:
        sender.join()
    served, after = cpu_of_tree(server.pid) - served, resource.getrusage(resource.RUSAGE_CHILDREN)
    reports = [t for answer in answers for t in answer[1]]
    photos = [t for answer in answers for t in answer[2]]
    return {
        "reports": len(reports),
        "per_second": len(reports) / max(answer[0] for answer in answers),
        "report_p95_ms": percentile(reports, 0.95) * 1000,
        "photo_p95_ms": percentile(photos, 0.95) * 1000,
        "failures": sum(answer[3] for answer in answers),
        "server_cpu_ms": served * 1000 / len(reports),
        "sender_cpu_ms": (after.ru_utime + after.ru_stime - sent.ru_utime - sent.ru_stime) * 1000 / len(reports),
    }


def measure(kind: str, *, seconds: float, each: int, card_workers: int) -> list[Figure]:
    with running_server(kind, CARD_WORKERS=str(card_workers)) as server:
        row = load(server, seconds=seconds, each=each)
    if row["failures"]:
        raise RuntimeError(f"{row['failures']:.0f} reports were not accepted")
    name = f"accept, {kind}" + (", cards made meanwhile" if card_workers else "")
    return [
        Figure(f"{name}: reports", row["per_second"], 120, unit="/s", at_least=True),
        Figure(f"{name}: report p95", row["report_p95_ms"], 150, unit="ms"),
        Figure(f"{name}: photo p95", row["photo_p95_ms"], 150, unit="ms"),
        Figure(f"{name}: server's CPU of one report", row["server_cpu_ms"], unit="ms"),
        Figure(f"{name}: senders' CPU of one report", row["sender_cpu_ms"], unit="ms"),
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=15)
    parser.add_argument("--database", choices=["sqlite", "postgresql", "both"], default="both")
    parser.add_argument("--each", type=int, default=400, help="reports prepared for each of the 8 senders")
    parser.add_argument("--card-workers", type=int, default=0)
    wanted = parser.parse_args()
    kinds = ["sqlite", "postgresql"] if wanted.database == "both" else [wanted.database]
    show(
        figure
        for kind in kinds
        for figure in measure(kind, seconds=wanted.seconds, each=wanted.each, card_workers=wanted.card_workers)
    )


if __name__ == "__main__":
    main()
