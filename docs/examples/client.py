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
from email.message import Message
from pathlib import Path
from typing import Any

Json = dict[str, Any]
CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
# A small JPEG, so that the example needs no file; give --photo for one of yours.
SAMPLE_PHOTO = base64.b64decode(
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAEMuMjoyKkM6NjpLR0NPZKZsZFxcZMySmnmm8dT++u3U6eX//////////+Xp//////////////////"
    "//////////wAALCAAwAEABAREA/8QAGAABAQEBAQAAAAAAAAAAAAAAAAIBAwT/xAAcEAEAAgIDAQAAAAAAAAAAAAAAAQIRURIxMiH/2gAIAQEA"
    "AD8A9QAADaxmVcY0cY0m0Yn4wBtfUOgi/aQG19Q6CL9pAbX1DoIv2kAMzuTM7kB//9k="
)


@dataclass
class Answer:
    """Status, headers and body of a response; `json` when it is JSON."""

    status: int
    headers: Message  # names in any case
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


class Client:
    """Talks to one server. `token` is the bearer token, `upload_token` the phone's."""

    def __init__(self, url: str) -> None:
        self.url = url.rstrip("/")
        self.token = self.upload_token = ""

    def call(
        self, method: str, path: str, *, data: bytes | None = None, token: str = "",
        ok: tuple[int, ...] = (200, 201, 204), **headers: str,
    ) -> Answer:  # fmt: skip
        """One request; Content_Type stands for Content-Type. A refusal (RFC 9457) ends the program in its words."""
        request = urllib.request.Request(self.url + path, data=data, method=method)
        sent = {"Accept": "application/json", **({"Authorization": f"Bearer {token}"} if token else {}), **headers}
        for name, value in sent.items():
            request.add_header(name.replace("_", "-"), value)
        try:
            with urllib.request.urlopen(request, timeout=30) as response:
                answer = Answer(response.status, response.headers, response.read())
        except urllib.error.HTTPError as error:
            answer = Answer(error.code, error.headers, error.read())
        if answer.status not in ok:
            sys.exit(f"{method} {path}: {answer.status} {answer.body.decode(errors='replace')[:500]}")
        return answer

    def call_json(self, method: str, path: str, body: Any = None, *, token: str = "") -> Any:
        data = None if body is None else json.dumps(body).encode()
        return self.call(method, path, data=data, token=token, Content_Type="application/json").json

    def sign_in(self, username: str, password: str) -> Any:
        """The device id would be kept by a real client: made once, used at every sign-in."""
        device = {"id": str(uuid.uuid4()), "name": "example client", "app_version": "1.0"}
        asked = {"username": username, "password": password, "client": "api", "device": device}
        session = self.call_json("POST", "/api/v1/session", asked)
        self.token, self.upload_token = session["token"], session["upload_token"]
        return session["user"]

    def pull_jobs(self) -> list[Json]:
        """All jobs of the technician. A real client keeps the cursor and asks only for what changed."""
        jobs, page = [], {"cursor": "", "more": True}
        while page["more"]:
            page = self.call_json("GET", f"/api/v1/pull?cursor={page['cursor']}", token=self.token)
            jobs += page["jobs"]
        return jobs

    def send_report(self, report_id: str, body: bytes) -> Any:
        """Success is a receipt with our id and our digest, and nothing else."""
        digest = f"sha-256=:{base64.b64encode(hashlib.sha256(body).digest()).decode()}:"  # RFC 9530
        path, kind = f"/api/v1/reports/{report_id}", "application/json"
        answer = self.call("PUT", path, data=body, token=self.upload_token, Content_Type=kind, Content_Digest=digest)
        receipt = answer.json
        if receipt["id"] != report_id or receipt["digest"] != sha256(body):
            sys.exit("this is not a receipt for our report")
        return receipt

    def send_photo(self, report_id: str, photo: bytes, *, piece: int = 256 * 1024) -> None:
        """In pieces, from the offset that the server has."""
        path, kind = f"/api/v1/reports/{report_id}/blobs/{sha256(photo)}", "application/offset+octet-stream"
        answer = self.call("HEAD", path, token=self.upload_token)
        while (offset := int(answer.headers["upload-offset"])) < len(photo):
            data, at = photo[offset : offset + piece], str(offset)
            answer = self.call("PATCH", path, data=data, token=self.upload_token, Content_Type=kind, Upload_Offset=at)

    def status(self, report_id: str, digest: str) -> Any:
        asked = {"items": [{"id": report_id, "digest": digest}]}
        return self.call_json("POST", "/api/v1/reports/status", asked, token=self.upload_token)["items"][0]

    def wait_for_card(self, report_id: str, *, seconds: float) -> bytes:
        """202 means: being made; the server says when to ask again."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            answer = self.call("GET", f"/api/v1/reports/{report_id}/card.pdf", token=self.token, ok=(200, 202))
            if answer.status == 200:
                return answer.body
            time.sleep(min(float(answer.headers.get("retry-after", "1")), 2))
        sys.exit(f"the card was not ready within {seconds:.0f} s")

    def verify(self, pdf: bytes) -> Any:
        """Upload the file, as anybody may."""
        boundary = uuid.uuid4().hex
        part = 'Content-Disposition: form-data; name="file"; filename="card.pdf"\r\nContent-Type: application/pdf'
        body = f"--{boundary}\r\n{part}\r\n\r\n".encode() + pdf + f"\r\n--{boundary}--\r\n".encode()
        return self.call("POST", "/verify", data=body, Content_Type=f"multipart/form-data; boundary={boundary}").json


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def canonical(value: Any) -> bytes:
    """RFC 8785 for values without floats and with ASCII keys: Python's own encoder writes just that."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def verification_code() -> str:
    """128 random bits in 26 characters of Crockford's base 32."""
    number = secrets.randbits(128)
    return "".join(CROCKFORD[number >> shift & 31] for shift in range(125, -1, -5))


def instant(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


# What this example "measured"; every other required test is honestly reported as not taken.
MEASURED = {"supply.u_ln": "221.4", "supply.u_lpe": "220.9", "supply.u_npe": "0.6"}
WORDS = {
    "zh": {
        "found": "插头端子松动。", "cause": "长期振动。", "done": "清洁并紧固端子，试机 30 分钟正常。", "meter": "万用表",
    },
    "en": {
        "found": "Loose terminal at the plug.", "cause": "Vibration.",
        "done": "Terminal cleaned and tightened; 30 minutes of test run.", "meter": "Multimeter",
    },
}  # fmt: skip


def build_readings(catalog: Json, *, circumstances: dict[str, str], language: str, at: str) -> list[Json]:
    """One row for each required test that applies here: taken, or not taken with a reason (never a pass)."""
    limits = {limit["test"]: limit for limit in reversed(catalog["limits"])}
    rows, reason = [], catalog["not_taken_reasons"][0]["text"][language]
    for test in catalog["tests"]:
        scopes = ((test["classes"], "class"), (test["categories"], "category"), (test["job_types"], "job_type"))
        in_scope = all(not allowed or circumstances[name] in allowed for allowed, name in scopes)
        if not test["required"] or test["needs"] or not in_scope:
            continue
        value, limit = MEASURED.get(test["id"]), limits.get(test["id"])
        rows.append(
            {
                "test": test["id"], "phase": test["phase"], "title": test["title"][language],
                "taken": value is not None, "attempt": 1, "photo": None,
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


def ticked(rows: list[Json], language: str, *, at: str) -> Json:
    """A checklist of the catalog with every line done."""
    items = [
        {"id": row["id"], "text": row["text"][language], "done": True, "at": at, "before": "", "after": "", "note": ""}
        for row in rows
    ]
    return {"items": items, "note": ""}


def build_job(job: Json, catalog: Json, *, language: str, started: datetime, finished: datetime) -> Json:
    """One job of the visit with its own appliance, work, test and lists; a visit may have several (ServedJobV2)."""
    category = next(c for c in catalog["categories"] if c["id"] == job["category"])
    own = next((a for a in job["appliances"] if a["id"] == job["appliance_id"]), None) or {}
    words, minutes = WORDS[language], round((finished - started).total_seconds() / 60)
    protection = own.get("protection_class", "I")
    circumstances = {"class": protection, "category": job["category"], "job_type": job["type"]}
    return {
        "id": job["id"], "number": job["number"], "type": job["type"],
        "appliance": {
            "id": job["appliance_id"], "category": job["category"], "category_text": category["text"][language],
            "brand": own.get("brand", ""), "model": own.get("model", ""), "serial": own.get("serial", ""),
            "room": own.get("room", ""), "rated_power_w": own.get("rated_power_w"),
            "protection_class": protection, "purchased_on": own.get("purchased_on"),
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
            "profile": catalog["profile"], "limits_version": catalog["version"],
            "earthing": "TN", "location": "dry", "circumstances": [],
            "wiring": {"candidates": ["correct"], "text": "", "check": ""},
            "readings": build_readings(catalog, circumstances=circumstances, language=language, at=instant(started)),
            "instruments": [{"id": "1", "name": words["meter"], "serial": "DM-0001", "due": None, "expired": False}],
            "asked": [],
            "verdict": {"level": "not_tested", "limit": "", "why": "", "plain": "", "next": ""},
        },
        "guidance": ticked(category["guidance"][:3], language, at=instant(finished)),
        "maintenance": ticked(category["maintenance"][:3], language, at=instant(finished)),
        "parts": [],
    }  # fmt: skip


def build_content(job: Json, me: Json, catalog: Json, photo: bytes, *, now: datetime) -> Json:
    """What the customer is shown, in their language, every text frozen (ContentV2 of the contract)."""
    language, phone = job["customer"]["language"], job["customer"]["phone"].removeprefix("+86")
    arrived, finished = now - timedelta(minutes=50), now - timedelta(minutes=4)
    started, center, organisation = now - timedelta(minutes=45), me["center"], catalog["organisation"]
    return {
        "report_id": str(uuid.uuid4()), "supersedes": None, "supersedes_reason": "", "language": language,
        "verification_code": verification_code(), "salt": secrets.token_hex(16),
        "frozen_at": instant(now), "app_version": "example 1.0",
        "catalog": {"version": catalog["version"], "sha256": catalog["sha256"]},
        "organisation": {
            "name": organisation["name"][language], "hotline": organisation["hotline"],
            "center_id": center["id"], "center_name": center[f"name_{language}"],
        },
        "visit": {
            "id": str(uuid.uuid4()), "time_zone": center["time_zone"],
            "window": {"start": job["window_start"], "end": job["window_end"]} if job["window_start"] else None,
            "en_route_at": instant(arrived - timedelta(minutes=20)),
            "arrived_at": instant(arrived), "finished_at": instant(finished),
        },
        "technician": {
            "id": me["id"], "name": me["name"], "staff_no": me["staff_no"] or "", "grade": me["grade"] or "",
            "certificates": [],
        },
        "customer": {
            "id": job["customer"]["id"], "name": job["customer"]["name"],
            "phone": f"{phone[:3]}****{phone[-4:]}", "address": job["address"]["line"],
        },
        "jobs": [build_job(job, catalog, language=language, started=started, finished=finished)],
        "helpers": [], "others": [], "hazards": [],
        "cleanup": ticked(catalog["cleanup"], language, at=instant(finished)),
        "photos": [{
            "sha256": sha256(photo), "size": len(photo), "media_type": "image/jpeg", "width": 64, "height": 48,
            "role": "after", "caption": "", "taken_at": instant(finished), "of": f"job:{job['id']}",
        }],
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


def signature(who: str, name: str, digest: str, *, now: datetime) -> Json:
    """A drawn signature: strokes of [x, y, t, p] in integers, bound to the content by its digest."""
    stroke = [[400 + 60 * i, 500 + (220 if i % 2 else -180), 16 * i, 500] for i in range(24)]
    return {
        "id": str(uuid.uuid4()), "document": "report", "who": who, "how": "drawn", "name": name,
        "at": instant(now), "content_digest": digest, "reason": "", "phone": None,
        "pad": {"width": 3280, "height": 1800}, "strokes": [stroke],
    }  # fmt: skip


def build_body(content: Json, *, now: datetime) -> bytes:
    digest = sha256(canonical(content))
    attestations = [signature(who, content[who]["name"], digest, now=now) for who in ("customer", "technician")]
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
    photo = Path(options.photo).read_bytes() if options.photo else SAMPLE_PHOTO
    now = datetime.now(UTC)
    content = build_content(jobs[0], me, catalog, photo, now=now)
    report_id, body = content["report_id"], build_body(content, now=now)
    print(f"job {jobs[0]['number']}: report {report_id}, {len(body)} bytes, digest {sha256(body)[:16]}…")

    receipt = client.send_report(report_id, body)
    print(f"stored: {receipt['state']} {receipt['received_at']}")
    if client.send_report(report_id, body)["received_at"] != receipt["received_at"]:
        sys.exit("the second receipt differs from the first")
    print("sent again: the same receipt")
    client.send_photo(report_id, photo)
    print(f"photo sent; report is {client.status(report_id, sha256(body))['state']}")
    pdf = client.wait_for_card(report_id, seconds=options.wait)
    Path(options.out).write_bytes(pdf)
    print(f"card saved: {options.out}, {len(pdf)} bytes")
    verdict = client.verify(pdf)
    print(f"verified: {verdict['state']}")
    sys.exit(verdict["state"] != "genuine")


if __name__ == "__main__":
    main()
