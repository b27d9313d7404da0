#!/usr/bin/env python3
"""A complete Fuwuka client over plain HTTP, with nothing but Python's standard library.

It does what a phone or an integration does: signs in as a technician, pulls jobs, builds a valid report with a
photo for one of them, sends it (twice, to show that nothing is stored twice), sends the photo, waits for the sealed
card, saves it, and lets the server verify the file.

    python3 client.py --url http://127.0.0.1:8000 --username tech1 --password fuwuka-demo --out card.pdf

docs/protocol.md explains each step. Every function here can be taken into a program of your own.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import json
import secrets
import sys
import time
import urllib.error
import urllib.request
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
# A small JPEG, so that the example needs no file; give --photo for one of yours.
SAMPLE_PHOTO = base64.b64decode(
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABQODxIPDRQSEBIXFRQYHjIhHhwcHj0sLiQySUBMS0dARkVQWnNiUFVtVkVGZIhlbXd7"
    "gYKBTmCNl4x9lnN+gXz/2wBDARUXFx4aHjshITt8U0ZTfHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8"
    "fHx8fHx8fHz/wAARCAB4AKADASIAAhEBAxEB/8QAGgABAQADAQEAAAAAAAAAAAAAAAQDBQYCAf/EADkQAAIBAwACDwUJAQAAAAAA"
    "AAABAgMEERUhBQYSEzFBUVNUYZOisdHhFDRzwfAjMjVCRHF0gYIi/8QAFwEBAQEBAAAAAAAAAAAAAAAAAAECA//EABoRAQACAwEA"
    "AAAAAAAAAAAAAAABEQIDMTL/2gAMAwEAAhEDEQA/AOqABUAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAHmc4wi5TkoxXC28ImeyVpFtO"
    "stXJFv5AVgk0nac93X5DSdpz3dfkBWCTSdpz3dfkNJ2nPd1+QFYJNJ2nPd1+Q0nac93X5AVgk0nac93X5DSdpz3dfkBWCTSdpz3d"
    "fkUwqQqLNOcZrgzF5A9AAAAAAAAHmclCEpyeIxWW+o9EmybcbCq02uBav3QHu1tndP2m6/6hLXSpP7qXE2uXH1ybCMVGKjFJJLCS"
    "4hGKjFRikklhJcR9IoAAAAAAAAAABBdWLilVsVGlVj+RaozXI18/pXgCKjVjXpRqQzuZcpkJbHV7TFaoxrzUVxJciKioAAAAABJs"
    "p+H1f68UVkmyn4fV/rxQG0ABFAAAAAAAAAAAAAGssvvXf8iZUS2X3rv+RMqKgAAAAAE99SdazqwjnOMrCznGvBQAMtvWVehTqxxi"
    "cU8J5x1GQ1qp1rWrOrbfaRm8yot4y+VPi+uo96TxqnaXKkuHcwys9TzrBa8EGlI9Eu+z9RpSPRLvs/UlFrwQaUj0S77P1GlI9Eu+"
    "z9RRa8EGlI9Eu+z9RpSPRLvs/UUWvBBpSPRLvs/UaUj0S77P1FFrz5KSjFyk0kllt8RDpSPRLvs/Ux1Y177EbiO8UU9dNSy5/u1x"
    "fXIWizY9N0Z1WnHfqkqm5fFkqAAAAAAAAAAAAAQbJ7I6P3r7LfN3n82MYx1dZeaLbL+m/wBfIxnMxjcN4RE5VLc0Km/UKdXG53cV"
    "LGeDKMhPY+42/wAKPgig1HGZ6AAqNZsdst7fXlS3ne8R3Wd3njXV1mzOa2ue/wBT4T8UdKdNmMY5VDGEzMXIADm2AAAAAAAAAAAA"
    "ABotsv6b/XyN6aXbDQq1vZ96pTqY3WdzFvHAc9nmW9fqGysfcbf4UfBFBgs4uNlQjJNSVOKafCtRnNxxmegAKjmtrnv9T4T8UdKc"
    "/sBb16N7OVWjUhF02syi0uFHQHXb6c9fkABydAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAH//2Q=="
)


@dataclass
class Answer:
    """Status, headers and body of a response; `json` when it is JSON."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


class Client:
    """Talks to one server. `token` is the bearer token, `upload_token` the phone's."""

    def __init__(self, url: str) -> None:
        self.url = url.rstrip("/")
        self.token = ""
        self.upload_token = ""

    def call(
        self,
        method: str,
        path: str,
        *,
        data: bytes | None = None,
        token: str = "",
        headers: dict[str, str] | None = None,
    ) -> Answer:
        """One request; HTTP errors are answers too, only a broken connection raises."""
        request = urllib.request.Request(self.url + path, data=data, method=method)
        request.add_header("Accept", "application/json")
        if token:
            request.add_header("Authorization", f"Bearer {token}")
        for name, value in (headers or {}).items():
            request.add_header(name, value)
        try:
            with urllib.request.urlopen(request, timeout=30) as response:
                return Answer(response.status, lower(response.headers), response.read())
        except urllib.error.HTTPError as error:
            return Answer(error.code, lower(error.headers), error.read())

    def call_json(self, method: str, path: str, body: Any = None, *, token: str = "") -> Any:
        """A JSON request that must succeed; a problem (RFC 9457) ends the program with its sentence."""
        data = None if body is None else json.dumps(body).encode()
        answer = self.call(method, path, data=data, token=token, headers={"Content-Type": "application/json"})
        if answer.status >= 300:
            sys.exit(f"{method} {path}: {answer.status} {answer.body.decode(errors='replace')[:500]}")
        return answer.json if answer.body else None

    def sign_in(self, username: str, password: str) -> Any:
        """The device id would be kept by a real client: made once, used at every sign-in."""
        session = self.call_json(
            "POST",
            "/api/v1/session",
            {
                "username": username,
                "password": password,
                "client": "api",
                "device": {"id": str(uuid.uuid4()), "name": "example client", "app_version": "1.0"},
            },
        )
        self.token, self.upload_token = session["token"], session["upload_token"]
        return session["user"]

    def pull_jobs(self) -> list[dict[str, Any]]:
        """All jobs of the technician. A real client keeps the cursor and asks only for what changed."""
        jobs: list[dict[str, Any]] = []
        cursor, more = "", True
        while more:
            page = self.call_json("GET", f"/api/v1/pull?cursor={cursor}", token=self.token)
            jobs += page["jobs"]
            cursor, more = page["cursor"], page["more"]
        return jobs

    def send_report(self, report_id: str, body: bytes) -> Any:
        """Success is a receipt with our id and our digest, and nothing else."""
        answer = self.call(
            "PUT",
            f"/api/v1/reports/{report_id}",
            data=body,
            token=self.upload_token,
            headers={"Content-Type": "application/json", "Content-Digest": content_digest_header(body)},
        )
        if answer.status not in (200, 201):
            sys.exit(f"report refused: {answer.status} {answer.body.decode(errors='replace')}")
        receipt = answer.json
        if receipt["id"] != report_id or receipt["digest"] != sha256(body):
            sys.exit("this is not a receipt for our report")
        return receipt

    def send_photo(self, report_id: str, photo: bytes, *, piece: int = 256 * 1024) -> None:
        """In pieces, from the offset that the server has."""
        path = f"/api/v1/reports/{report_id}/blobs/{sha256(photo)}"
        offset = int(self.call("HEAD", path, token=self.upload_token).headers["upload-offset"])
        while offset < len(photo):
            answer = self.call(
                "PATCH",
                path,
                data=photo[offset : offset + piece],
                token=self.upload_token,
                headers={"Upload-Offset": str(offset), "Content-Type": "application/offset+octet-stream"},
            )
            if answer.status != 204:
                sys.exit(f"photo refused: {answer.status} {answer.body.decode(errors='replace')}")
            offset = int(answer.headers["upload-offset"])

    def status(self, report_id: str, digest: str) -> Any:
        asked = {"items": [{"id": report_id, "digest": digest}]}
        return self.call_json("POST", "/api/v1/reports/status", asked, token=self.upload_token)["items"][0]

    def wait_for_card(self, report_id: str, *, seconds: float) -> bytes:
        """202 means: being made; the server says when to ask again."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            answer = self.call("GET", f"/api/v1/reports/{report_id}/card.pdf", token=self.token)
            if answer.status == 200:
                return answer.body
            if answer.status != 202:
                sys.exit(f"no card: {answer.status} {answer.body.decode(errors='replace')}")
            time.sleep(min(float(answer.headers.get("retry-after", "1")), 2))
        sys.exit(f"the card was not ready within {seconds:.0f} s")

    def verify(self, pdf: bytes) -> Any:
        """Upload the file, as anybody may."""
        boundary = uuid.uuid4().hex
        head = (
            f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="card.pdf"\r\n'
            "Content-Type: application/pdf\r\n\r\n"
        )
        body = head.encode() + pdf + f"\r\n--{boundary}--\r\n".encode()
        answer = self.call(
            "POST", "/verify", data=body, headers={"Content-Type": f"multipart/form-data; boundary={boundary}"}
        )
        return answer.json


def lower(headers: Any) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def content_digest_header(data: bytes) -> str:
    """RFC 9530."""
    return f"sha-256=:{base64.b64encode(hashlib.sha256(data).digest()).decode()}:"


def canonical(value: Any) -> bytes:
    """RFC 8785 for values without floats and with ASCII keys: Python's own encoder writes just that."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def verification_code() -> str:
    """128 random bits in 26 characters of Crockford's base 32."""
    number = secrets.randbits(128)
    return "".join(CROCKFORD[number >> shift & 31] for shift in range(125, -1, -5))


def instant(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def masked(phone: str) -> str:
    digits = phone.removeprefix("+86")
    return f"{digits[:3]}****{digits[-4:]}"


# What this example "measured"; every other required test is honestly reported as not taken.
MEASURED = {"supply.u_ln": "221.4", "supply.u_lpe": "220.9", "supply.u_npe": "0.6"}
WORDS = {
    "zh": {"found": "插头端子松动。", "cause": "长期振动。", "done": "清洁并紧固端子，试机 30 分钟正常。", "meter": "万用表"},
    "en": {
        "found": "Loose terminal at the plug.", "cause": "Vibration.",
        "done": "Terminal cleaned and tightened; 30 minutes of test run.", "meter": "Multimeter",
    },
}  # fmt: skip


def build_readings(
    catalog: dict[str, Any], *, circumstances: dict[str, str], language: str, at: str
) -> list[dict[str, Any]]:
    """One row for each required test that applies here: taken, or not taken with a reason (never a pass)."""
    limits = {limit["test"]: limit for limit in reversed(catalog["limits"])}
    reason = catalog["not_taken_reasons"][0]["text"][language]
    rows = []
    for test in catalog["tests"]:
        scopes = ((test["classes"], "class"), (test["categories"], "category"), (test["job_types"], "job_type"))
        in_scope = all(not allowed or circumstances[name] in allowed for allowed, name in scopes)
        if not test["required"] or test["needs"] or not in_scope:
            continue
        value, limit = MEASURED.get(test["id"]), limits.get(test["id"])
        rows.append(
            {
                "test": test["id"], "phase": test["phase"], "title": test["title"][language], "taken": value is not None,
                "attempt": 1, "photo": None,
                "value": value, "unit": test["unit"], "value_text": f"{value} {test['unit']}" if value else "",
                "not_taken_reason": "" if value else reason, "method": "typed" if value else "none",
                "instrument": "1" if value else None, "at": at if value else None,
                "limit_text": limit["text"][language] if limit else "",
                "standard": limit["standard"] if limit else "",
                "clause": limit["clause"] if limit and limit["print_clause"] else "",
                "verdict": {
                    "level": "pass" if value else "not_tested", "limit": limit["id"] if limit else "",
                    "why": "" if value else reason, "plain": "", "next": "",
                },
            }
        )  # fmt: skip
    return rows


def ticked(rows: list[dict[str, Any]], language: str, *, at: str) -> dict[str, Any]:
    """A checklist of the catalog with every line done."""
    items = [
        {"id": row["id"], "text": row["text"][language], "done": True, "at": at, "before": "", "after": "", "note": ""}
        for row in rows
    ]
    return {"items": items, "note": ""}


def build_job(
    job: dict[str, Any], catalog: dict[str, Any], *, language: str, started: datetime, finished: datetime
) -> dict[str, Any]:
    """One job of the visit with its own appliance, work, test and lists; a visit may have several (ServedJobV2)."""
    category = next(c for c in catalog["categories"] if c["id"] == job["category"])
    own = next((a for a in job["appliances"] if a["id"] == job["appliance_id"]), None) or {}
    words, minutes = WORDS[language], round((finished - started).total_seconds() / 60)
    return {
        "id": job["id"],
        "number": job["number"],
        "type": job["type"],
        "appliance": {
            "id": job["appliance_id"], "category": job["category"], "category_text": category["text"][language],
            "brand": own.get("brand", ""), "model": own.get("model", ""), "serial": own.get("serial", ""),
            "room": own.get("room", ""), "rated_power_w": own.get("rated_power_w"),
            "protection_class": own.get("protection_class", "I"), "purchased_on": own.get("purchased_on"),
            "installed_on": None, "life_years": category["life_years"], "age_text": "",
        },
        "warranty": {"state": job["warranty"], "reason": job["warranty_reason"], "explanation": ""},
        "work": {
            "reported": job["fault_text"], "symptom": "", "symptom_text": "", "found": words["found"],
            "fault_code": job["fault_code"], "fault_text": "", "cause": words["cause"], "done": words["done"],
            "grade": None, "result": "done", "reason": "", "reason_text": "", "first_time": None,
            "started_at": instant(started), "ended_at": instant(finished), "minutes": minutes,
            "standard_minutes": None, "over_reason": "",
        },
        "safety": {
            "profile": catalog["profile"],
            "limits_version": catalog["version"],
            "earthing": "TN",
            "location": "dry",
            "circumstances": [],
            "wiring": {"candidates": ["correct"], "text": "", "check": ""},
            "readings": build_readings(
                catalog,
                circumstances={
                    "class": own.get("protection_class", "I"), "category": job["category"], "job_type": job["type"],
                },
                language=language,
                at=instant(started),
            ),
            "instruments": [
                {"id": "1", "name": words["meter"], "serial": "DM-0001", "due": None, "expired": False}
            ],
            "asked": [],
            "verdict": {"level": "not_tested", "limit": "", "why": "", "plain": "", "next": ""},
        },
        "guidance": ticked(category["guidance"][:3], language, at=instant(finished)),
        "maintenance": ticked(category["maintenance"][:3], language, at=instant(finished)),
        "parts": [],
    }  # fmt: skip


def build_content(
    job: dict[str, Any], me: dict[str, Any], catalog: dict[str, Any], photo: bytes, *, now: datetime
) -> dict[str, Any]:
    """What the customer is shown, in their language, every text frozen (ContentV2 of the contract)."""
    language = job["customer"]["language"]
    arrived, finished = now - timedelta(minutes=50), now - timedelta(minutes=4)
    started, center = now - timedelta(minutes=45), me["center"]

    return {
        "report_id": str(uuid.uuid4()),
        "supersedes": None,
        "supersedes_reason": "",
        "language": language,
        "verification_code": verification_code(),
        "salt": secrets.token_hex(16),
        "frozen_at": instant(now),
        "app_version": "example 1.0",
        "catalog": {"version": catalog["version"], "sha256": catalog["sha256"]},
        "organisation": {
            "name": catalog["organisation"]["name"][language],
            "center_id": center["id"],
            "center_name": center[f"name_{language}"],
            "hotline": catalog["organisation"]["hotline"],
        },
        "visit": {
            "id": str(uuid.uuid4()),
            "time_zone": center["time_zone"],
            "window": {"start": job["window_start"], "end": job["window_end"]} if job["window_start"] else None,
            "en_route_at": instant(arrived - timedelta(minutes=20)),
            "arrived_at": instant(arrived),
            "finished_at": instant(finished),
        },
        "technician": {
            "id": me["id"], "name": me["name"], "staff_no": me["staff_no"] or "", "grade": me["grade"] or "",
            "certificates": [],
        },
        "helpers": [],
        "customer": {
            "id": job["customer"]["id"], "name": job["customer"]["name"],
            "phone": masked(job["customer"]["phone"]), "address": job["address"]["line"],
        },
        "jobs": [build_job(job, catalog, language=language, started=started, finished=finished)],
        "others": [],
        "hazards": [],
        "cleanup": ticked(catalog["cleanup"], language, at=instant(finished)),
        "photos": [
            {
                "sha256": sha256(photo), "size": len(photo), "media_type": "image/jpeg", "width": 160, "height": 120,
                "role": "after", "caption": "", "taken_at": instant(finished), "of": f"job:{job['id']}",
            }
        ],
        "charges": {
            "currency": catalog["currency"], "rows": [], "total": 0, "agreed_at": None,
            "agreed_before": False, "payment": "none_due",
        },
        "confirmations": [
            {"service": letter, "answer": "done", "at": instant(now - timedelta(seconds=60)), "note": ""}
            for letter in "ABCDE"
        ],
        "consent": {"version": catalog["consent"]["version"], "text": catalog["consent"]["text"][language]},
    }  # fmt: skip


def signature(who: str, name: str, digest: str, *, now: datetime) -> dict[str, Any]:
    """A drawn signature: strokes of [x, y, t, p] in integers, bound to the content by its digest."""
    stroke = [[400 + 60 * i, 500 + (220 if i % 2 else -180), 16 * i, 500] for i in range(24)]
    return {
        "id": str(uuid.uuid4()), "document": "report", "who": who, "how": "drawn", "name": name, "at": instant(now),
        "content_digest": digest, "pad": {"width": 3280, "height": 1800}, "strokes": [stroke], "reason": "", "phone": None,
    }  # fmt: skip


def build_body(content: dict[str, Any], *, now: datetime) -> bytes:
    digest = sha256(canonical(content))
    people = (("customer", content["customer"]["name"]), ("technician", content["technician"]["name"]))
    attestations = [signature(who, name, digest, now=now) for who, name in people]
    return canonical({"v": 2, "content": content, "attestations": attestations, "customer_link": None})


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--url", default="http://127.0.0.1:8000")
    parser.add_argument("--username", default="tech1")
    parser.add_argument("--password", default="fuwuka-demo")
    parser.add_argument("--photo", help="a JPEG of at most 10 MB")
    parser.add_argument("--out", default="card.pdf")
    parser.add_argument("--wait", type=float, default=60, help="seconds to wait for the card")
    options = parser.parse_args()

    client = Client(options.url)
    me = client.sign_in(options.username, options.password)
    print(f"signed in as {me['name']}")
    jobs = [job for job in client.pull_jobs() if job["state"] in ("assigned", "accepted", "en_route", "on_site")]
    if not jobs:
        sys.exit("no open job for this technician")
    catalog = client.call_json("GET", "/api/v1/catalog", token=client.token)
    photo = open(options.photo, "rb").read() if options.photo else SAMPLE_PHOTO  # noqa: SIM115 - read at once
    now = datetime.now(UTC)
    content = build_content(jobs[0], me, catalog, photo, now=now)
    report_id, body = content["report_id"], build_body(content, now=now)
    print(f"job {jobs[0]['number']}: report {report_id}, {len(body)} bytes, digest {sha256(body)[:16]}…")

    receipt = client.send_report(report_id, body)
    print(f"stored: {receipt['state']} {receipt['received_at']}")
    again = client.send_report(report_id, body)
    if again["received_at"] != receipt["received_at"]:
        sys.exit("the second receipt differs from the first")
    print("sent again: the same receipt")
    client.send_photo(report_id, photo)
    print(f"photo sent; report is {client.status(report_id, sha256(body))['state']}")
    pdf = client.wait_for_card(report_id, seconds=options.wait)
    with open(options.out, "wb") as file:
        file.write(pdf)
    print(f"card saved: {options.out}, {len(pdf)} bytes")
    verdict = client.verify(pdf)
    print(f"verified: {verdict['state']}")
    if verdict["state"] != "genuine":
        sys.exit(1)


if __name__ == "__main__":
    main()
