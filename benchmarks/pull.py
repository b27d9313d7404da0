"""How long a phone waits for its jobs: GET /api/v1/pull for a technician with 50 jobs among many.

    python -m benchmarks.pull [--jobs 100000] [--database sqlite|postgresql|both] [--seconds 8]

Four callers on this machine ask as fast as they can, each time for a snapshot (the whole of the 50 jobs
with homes and history) and, in a second row, for what changed since (the usual, nearly empty pull).
"""

from __future__ import annotations

import argparse
import json
import secrets
import statistics
import threading
import time
from datetime import timedelta
from http.client import HTTPConnection
from typing import Any
from uuid import UUID

from flask import Flask
from sqlalchemy import insert, text

from backend.accounts.models import Center, User, UserSession
from backend.customers.models import Address, Appliance, Customer
from backend.infrastructure.auth import new_token, token_hash
from backend.infrastructure.clock import utc_now
from backend.infrastructure.database import db
from backend.infrastructure.ids import new_id
from backend.infrastructure.transaction import transaction
from backend.jobs.models import Job, JobFeed
from backend.reports.models import Report, ReportSummary
from benchmarks.figures import Figure, show
from benchmarks.running import percentile, running_server

PULL = "/api/v1/pull"
CALLERS = 4
JOBS_OF_ONE = 50
BATCH = 2000
WRITTEN = 20_000  # jobs made here; the database itself multiplies those of the other technicians
# What a copied row may not share with its original: identities (and the technician that is not copied), texts.
COPIED: dict[type[Any], tuple[set[str], set[str]]] = {
    Customer: ({"id"}, set()),
    Address: ({"id", "customer_id"}, set()),
    Appliance: ({"id", "customer_id", "address_id"}, set()),
    Report: ({"id"}, set()),
    ReportSummary: ({"report_id", "job_id", "customer_id"}, {"verification_code"}),
    Job: ({"id", "customer_id", "address_id", "appliance_id", "report_id"}, {"number"}),
    JobFeed: ({"job_id"}, set()),
}


def fill(app: Flask, jobs: int) -> str:
    """Make the data; returns the token of the technician who asks."""
    now = utc_now()
    with app.app_context():
        token = new_token()
        with transaction():
            center = Center(code="B", name_zh="测试", name_en="Bench")
            db.session.add(center)
            db.session.flush()
            people = [
                User(id=new_id(), username=f"t{n}", name=f"T{n}", role="technician", center_id=center.id, password_hash="-",
                     created_at=now)
                for n in range(max(2, jobs // 2000))
            ]  # fmt: skip
            db.session.add_all(people)
            db.session.flush()
            db.session.add(
                UserSession(token_hash=token_hash(token), user_id=people[0].id, created_at=now,
                            expires_at=now + timedelta(days=1))
            )  # fmt: skip
        ids = [person.id for person in people]
        written = min(jobs, WRITTEN)
        for start in range(0, written, BATCH):
            _add_jobs(center.id, ids, range(start, min(start + BATCH, written)), every=max(1, written // JOBS_OF_ONE))
        for copy in range(1, jobs // written):
            _copy_jobs(ids[0], copy)
        with db.engine.connect() as connection:
            connection.execute(text("ANALYZE"))
            connection.commit()
        db.session.remove()
        db.engine.dispose()
    return token


def _add_jobs(center_id: UUID, people: list[UUID], numbers: range, *, every: int) -> None:
    """Every `every`-th job is the asking technician's, the others are spread; half have been visited before."""
    now = utc_now()
    rows: dict[type[Any], list[dict[str, Any]]] = {
        model: [] for model in (Customer, Address, Appliance, Report, ReportSummary, Job, JobFeed)
    }
    for number in numbers:
        technician = people[0] if number % every == 0 else people[1 + number % (len(people) - 1)]
        customer, address, job = new_id(), new_id(), new_id()
        appliances = [new_id() for _ in range(4)]
        rows[Customer].append({"id": customer, "center_id": center_id, "name": f"客户{number}", "phone": "+8613900000000",
                               "created_at": now})  # fmt: skip
        rows[Address].append({"id": address, "customer_id": customer, "line": f"杭州市滨江区闻涛路 {number} 号"})
        rows[Appliance] += [
            {"id": one, "customer_id": customer, "address_id": address, "category": "tv"} for one in appliances
        ]
        report = new_id() if number // every % 2 else None
        if report:
            rows[Report].append({"id": report, "author_id": technician, "digest": secrets.token_hex(32), "body": b"{}", "size": 2,
                                 "version": 1, "receipt": "accepted", "received_at": now, "projected_at": now})  # fmt: skip
            rows[ReportSummary].append(
                {"report_id": report, "center_id": center_id, "technician_id": technician, "job_id": job,
                 "customer_id": customer, "content_digest": "0" * 64, "verification_code": secrets.token_hex(13),
                 "language": "zh", "signed_at": now, "visit_date": now.date(), "job_type": "repair", "category": "tv",
                 "customer_name": "客户", "result": "done", "verdict": "pass", "server_verdict": "pass",
                 "confirmations": {}, "customer_signed": "drawn"}
            )  # fmt: skip
        rows[Job].append({"id": job, "number": f"B-{number}", "center_id": center_id, "customer_id": customer,
                          "address_id": address, "appliance_id": appliances[0], "type": "repair", "state": "accepted",
                          "technician_id": technician, "category": "tv", "created_at": now, "updated_at": now,
                          "window_start": now, "window_end": now, "report_id": report})  # fmt: skip
        rows[JobFeed].append({"technician_id": technician, "job_id": job, "xid": 0, "seq": number + 1})
    with transaction():
        for model, values in rows.items():
            if values:
                db.session.execute(insert(model), values)
        if db.engine.dialect.name == "postgresql":  # settled long ago, as rows of earlier transactions are
            db.session.execute(text("update job_feed set xid = 3 where xid = 0"))


def _copy_jobs(asking: UUID, copy: int) -> None:
    """Every written row once more, but those of the asking technician's feed.

    A copy's identities differ in their first two digits alone, which for all that is made in our years are 01
    (UUIDv7): so rows that belong together still do.
    """
    postgres, sign = db.engine.dialect.name == "postgresql", f"{copy + 1:02x}"
    identity = "overlay({}::text placing '{}' from 1 for 2)::uuid" if postgres else "'{1}' || substr({0}, 3)"
    written = "left({}::text, 2) = '01'" if postgres else "substr({}, 1, 2) = '01'"
    with transaction():
        for model, (identities, texts) in COPIED.items():
            columns = [column.name for column in model.__table__.columns]
            values = [
                identity.format(name, sign) if name in identities
                else f"substr({name}, 3) || '{sign}'" if name in texts
                else name
                for name in columns
            ]  # fmt: skip
            wanted = written.format(next(name for name in columns if name in identities))
            if model is JobFeed:
                wanted += " and technician_id <> :asking"
            db.session.execute(
                text(
                    f"insert into {model.__tablename__} ({', '.join(columns)})"
                    f" select {', '.join(values)} from {model.__tablename__} where {wanted}"
                ),
                {"asking": asking if postgres else asking.hex} if model is JobFeed else {},
            )


def ask(port: int, token: str, path: str, *, seconds: float) -> tuple[list[float], int]:
    """Durations in ms of all callers, and the size of one answer."""
    took: list[float] = []
    sizes: list[int] = []
    end = time.monotonic() + seconds

    def call() -> None:
        connection = HTTPConnection("127.0.0.1", port, timeout=30)
        while time.monotonic() < end:
            start = time.perf_counter()
            connection.request("GET", path, headers={"Authorization": f"Bearer {token}"})
            answer = connection.getresponse()
            body = answer.read()
            if answer.status != 200:
                raise RuntimeError(body.decode())
            took.append((time.perf_counter() - start) * 1000)
            sizes.append(len(body))

    callers = [threading.Thread(target=call) for _ in range(CALLERS)]
    for caller in callers:
        caller.start()
    for caller in callers:
        caller.join()
    return took, sizes[-1]


def cursor_of(port: int, token: str) -> str:
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", "/api/v1/pull", headers={"Authorization": f"Bearer {token}"})
    answer = json.loads(connection.getresponse().read())
    assert len(answer["jobs"]) == JOBS_OF_ONE, len(answer["jobs"])
    return str(answer["cursor"])


def measure(kind: str, *, jobs: int, seconds: float) -> list[Figure]:
    with running_server(kind, CARD_WORKERS="0") as server:
        token = fill(server.app, jobs)
        ask(server.port, token, PULL, seconds=1)
        snapshot, size = ask(server.port, token, PULL, seconds=seconds)
        usual, _ = ask(server.port, token, f"{PULL}?cursor={cursor_of(server.port, token)}", seconds=seconds)
    name = f"pull, {kind}, 50 of {jobs:,} jobs"
    print(f"{name}: {len(snapshot) / seconds:.0f}/s of {size / 1000:.1f} kB, p50 {statistics.median(snapshot):.1f} ms")
    return [
        Figure(f"{name}: p95", percentile(snapshot, 0.95), 40, unit="ms"),
        Figure(f"{name}, nothing new: p95", percentile(usual, 0.95), 40, unit="ms"),
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--jobs", type=int, default=100_000)
    parser.add_argument("--database", choices=["sqlite", "postgresql", "both"], default="both")
    parser.add_argument("--seconds", type=float, default=8)
    chosen = parser.parse_args()
    kinds = ("sqlite", "postgresql") if chosen.database == "both" else (chosen.database,)
    show(figure for kind in kinds for figure in measure(kind, jobs=chosen.jobs, seconds=chosen.seconds))


if __name__ == "__main__":
    main()
