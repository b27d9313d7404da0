"""Finished visits: whole reports, made as a phone makes them and sent through the same acceptance."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from sqlalchemy import select

from backend.accounts.models import Center, User
from backend.demo.dangers import hazards_of
from backend.demo.pictures import PAD, Photo, draw_photo, draw_signature
from backend.demo.served import Finished, category_of, room_in, served_job, ticks
from backend.demo.tables import table
from backend.domain.canonical import canonical_bytes, sha256_hex
from backend.domain.satisfaction import Index, read_rating
from backend.domain.vocabulary import FeedbackVia, Service, WorkResult
from backend.infrastructure.clock import iso
from backend.infrastructure.database import db
from backend.infrastructure.ids import new_id
from backend.infrastructure.masking import mask_phone
from backend.infrastructure.storage import content_key
from backend.infrastructure.wiring import settings, storage
from backend.jobs.models import Job
from backend.reports.blobs import advance
from backend.reports.models import ReportBlob
from backend.reports.operations import Author, accept_feedback, accept_report
from backend.reports.queries import own_report

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_ROLES = ("before", "meter", "after", "nameplate", "cleaned")


def send_report(visit: Finished, catalog: dict[str, Any], random: Random) -> UUID:
    """Store the report with its photos as if the phone had sent them just after the visit."""
    content, photos, ended = make_content(visit, catalog, random)
    body = {"v": 2, "content": content, "attestations": _signatures(visit, content, random), "customer_link": None}
    report_id = UUID(content["report_id"])
    author = Author(user_id=visit.technician.id, center_id=visit.technician.center_id)
    accept_report(report_id, canonical_bytes(body), author=author, now=ended + timedelta(minutes=4))
    for photo in photos:
        storage().put(content_key("blobs", photo.sha256), photo.data)
        blob = db.session.scalars(select(ReportBlob).filter_by(report_id=report_id, sha256=photo.sha256)).one()
        advance(blob, 0, len(photo.data), now=ended + timedelta(minutes=6))
    _rate(visit, report_id, random, now=ended + timedelta(minutes=5))
    return report_id


def make_content(
    visit: Finished, catalog: dict[str, Any], random: Random
) -> tuple[dict[str, Any], list[Photo], datetime]:
    """ContentV2, its photos, and when the visit ended."""
    job, home, language = visit.job, visit.home, visit.home.customer.language
    assert job.window_start is not None and job.window_end is not None  # noqa: S101 - the plan gives every visit one
    arrived = job.window_start + timedelta(minutes=random.randint(3, 25))
    minutes = random.randint(35, 55) if job.type != "installation" else random.randint(70, 115)
    served = [served_job(visit, job, catalog, random, arrived=arrived, minutes=minutes)]
    if visit.also:
        later = arrived + timedelta(minutes=minutes)
        served.append(served_job(visit, visit.also, catalog, random, arrived=later, minutes=random.randint(25, 40)))
        minutes += served[1]["work"]["minutes"]
    ended = arrived + timedelta(minutes=minutes)
    hazards = hazards_of(served[0], language, at=arrived + timedelta(minutes=14))
    photos = _photos(served, hazards, random)
    stopped = served[0]["work"]["result"] == WorkResult.REFUSED
    content: dict[str, Any] = {
        "report_id": str(new_id()),
        "supersedes": None,
        "supersedes_reason": "",
        "language": language,
        "verification_code": "".join(random.choices(ALPHABET, k=26)),
        "salt": f"{random.getrandbits(128):032x}",
        "frozen_at": iso(ended),
        "app_version": "1.0.0",
        "catalog": {"version": catalog["version"], "sha256": catalog["sha256"]},
        "organisation": _organisation(visit.center, language),
        "visit": {
            "id": str(job.visit_key or new_id()),
            "time_zone": visit.center.time_zone,
            "window": {"start": iso(job.window_start), "end": iso(job.window_end)},
            "en_route_at": iso(arrived - timedelta(minutes=random.randint(12, 35))),
            "arrived_at": iso(arrived),
            "finished_at": iso(ended - timedelta(minutes=2)),
        },
        "technician": _technician(visit.technician, language),
        "helpers": [],
        "customer": {
            "id": str(home.customer.id),
            "name": home.customer.name,
            "phone": mask_phone(home.customer.phone),
            "address": home.address.line,
        },
        "jobs": served,
        "others": _others(visit, catalog, language, random),
        "hazards": hazards,
        "cleanup": ticks(
            (*catalog["cleanup"][:3], *category_of(catalog, job.category)["cleanup"][:1]), language,
            at=ended - timedelta(minutes=4),
        ),
        "photos": [
            _photo(photo, of, arrived + timedelta(minutes=5 + 9 * place)) for place, (photo, of) in enumerate(photos)
        ],
        "charges": _charges(visit, served, catalog, language, agreed=arrived + timedelta(minutes=11)),
        "confirmations": [
            _confirmation(service, visit, language, stopped=stopped) | {"at": iso(ended - timedelta(minutes=1))}
            for service in Service
        ],
        "consent": {"version": catalog["consent"]["version"], "text": catalog["consent"]["text"][language]},
    }  # fmt: skip
    return content, [photo for photo, _of in photos], ended


def _confirmation(service: Service, visit: Finished, language: str, *, stopped: bool) -> dict[str, Any]:
    """Done, but for what this household is to complain of; what was not installed is not maintained."""
    if stopped and service is Service.MAINTENANCE:
        note = {"zh": "未安装通电，暂不需要保养", "en": "Not installed, so nothing to maintain yet"}[language]
        return {"service": service.value, "answer": "declined", "note": note}
    return {"service": service.value, "answer": "not_done" if service in visit.missing else "done", "note": ""}


def _organisation(center: Center, language: str) -> dict[str, Any]:
    ours = settings()
    return {
        "name": ours.organisation_zh if language == "zh" else ours.organisation_en,
        "center_id": str(center.id),
        "center_name": center.name_zh if language == "zh" else center.name_en,
        "hotline": ours.hotline,
    }


def _technician(user: User, language: str) -> dict[str, Any]:
    names = {"zh": table("texts")["certificates"], "en": {}}[language]
    held = [
        {"name": names.get(row["kind"], row["kind"].replace("_", " ").capitalize()), "valid_until": row["valid_until"]}
        for row in user.certificates
    ]
    return {"id": str(user.id), "name": user.name, "staff_no": user.staff_no or "", "grade": user.grade or "",
            "certificates": held}  # fmt: skip


def _others(visit: Finished, catalog: dict[str, Any], language: str, random: Random) -> list[dict[str, Any]]:
    rows = []
    served = {visit.job.appliance_id, visit.also.appliance_id if visit.also else None}
    for appliance in [one for one in visit.home.appliances if one.id not in served][:4]:
        state = random.choices(("checked", "declined"), (9, 1))[0]
        checks = catalog["common_checks"][:3] if state == "checked" else []
        rows.append(
            {
                "id": str(appliance.id),
                "category": appliance.category,
                "category_text": category_of(catalog, appliance.category)["text"][language],
                "room": room_in(appliance.room, language),
                "brand": appliance.brand,
                "model": appliance.model,
                "serial": appliance.serial,
                "purchased_on": appliance.purchased_on.isoformat() if appliance.purchased_on else None,
                "identified": "known",
                "age_text": str(appliance.purchased_on.year) if appliance.purchased_on else "",
                "state": state,
                "findings": [_finding(check, language, random) for check in checks],
            }
        )
    return rows


def _finding(check: dict[str, Any], language: str, random: Random) -> dict[str, Any]:
    level = random.choices(("ok", "advise", "fail"), (12, 3, 1))[0]
    result = next((row for row in check["results"] if row["level"] == level), check["results"][0])
    level = result["level"]
    urgency = {"advise": "C3", "fail": "C2"}.get(level)
    return {
        "id": str(new_id()),
        "check": check["id"],
        "text": f"{check['text'][language]}{'：' if language == 'zh' else ': '}{result['text'][language]}",
        "level": level,
        "urgency": urgency,
        "decision": random.choice(("book", "declined", "declined")) if urgency else None,
    }


def _photos(
    served: Sequence[dict[str, Any]], hazards: Sequence[dict[str, Any]], random: Random
) -> list[tuple[Photo, str]]:
    """Photos with what they show: the first job, the other job, the danger."""
    readings = served[0]["safety"]["readings"]
    measured = next((row["value"] for row in readings if row["test"] == "supply.u_ln"), "220.0")
    first = f"job:{served[0]['id']}"
    photos = [(draw_photo(role, random, reading=measured), first) for role in _ROLES[: random.randint(1, 4)]]
    photos += [(draw_photo("after", random, reading=measured), f"job:{job['id']}") for job in served[1:]]
    return photos + [
        (draw_photo("meter", random, reading=f"{random.uniform(0.1, 99):.1f}"), f"hazard:{row['id']}")
        for row in hazards[:1]
    ]


def _photo(photo: Photo, of: str, at: datetime) -> dict[str, Any]:
    return {"sha256": photo.sha256, "size": len(photo.data), "media_type": "image/jpeg", "width": 960, "height": 720,
            "role": photo.role, "caption": "", "taken_at": iso(at), "of": of}  # fmt: skip


def _charges(
    visit: Finished, served: Sequence[dict[str, Any]], catalog: dict[str, Any], language: str, *, agreed: datetime
) -> dict[str, Any]:
    jobs = [job for job in (visit.job, visit.also) if job]
    rows = [row for job, done in zip(jobs, served, strict=True) for row in _bill(job, done, catalog, language)]
    total = sum(row["amount"] for row in rows)
    return {"currency": catalog["currency"], "rows": rows, "total": total, "agreed_at": iso(agreed) if rows else None,
            "agreed_before": bool(rows), "payment": "mobile" if total else "none_due"}  # fmt: skip


def _bill(job: Job, served: dict[str, Any], catalog: dict[str, Any], language: str) -> Iterator[dict[str, Any]]:
    if served["work"]["result"] != WorkResult.DONE:
        return
    free = job.warranty == "in" or job.type == "installation"
    labour = {"repair": "LAB-2", "installation": "INST", "maintenance": "CLEAN", "inspection": "INSP"}[job.type]
    fitted = {part["code"] for part in served["parts"]}
    for price in [row for row in catalog["prices"] if row["code"] == labour or row["code"] in fitted]:
        bearer = "customer" if not free or price["consumable"] else "maker" if job.warranty == "in" else "included"
        yield {
            "job_id": str(job.id), "kind": price["kind"], "name": price["text"][language], "code": price["code"],
            "quantity": "1", "unit_price": price["price"], "bearer": bearer,
            "amount": price["price"] if bearer == "customer" else 0,
        }  # fmt: skip


def _signatures(visit: Finished, content: dict[str, Any], random: Random) -> list[dict[str, Any]]:
    digest = sha256_hex(canonical_bytes(content))
    customer = content["customer"]["name"]
    signers = [
        ("report", "customer", customer, visit.signed),
        ("report", "technician", visit.technician.name, True),
        *([("hazard_notice", "customer", customer, visit.signed)] if content["hazards"] else []),
    ]
    return [
        {"id": str(new_id()), "document": document, "who": who, "how": "drawn" if drawn else "absent", "name": name,
         "at": content["frozen_at"], "content_digest": digest, "pad": PAD if drawn else None,
         "strokes": draw_signature(random) if drawn else [], "reason": "" if drawn else "absent", "phone": None}
        for document, who, name, drawn in signers
    ]  # fmt: skip


def _rate(visit: Finished, report_id: UUID, random: Random, *, now: datetime) -> None:
    if not visit.signed or random.random() < 0.3:
        return
    best = 3 if visit.missing else 5
    scores = {index.value: random.randint(best - 1, best) for index in Index}
    report = own_report(report_id, author_id=visit.technician.id)
    accept_feedback(report, read_rating(scores), via=FeedbackVia.PHONE, now=now)
