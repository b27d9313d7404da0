"""Finished visits: whole reports, made as a phone makes them and sent through the same acceptance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from sqlalchemy import select

from backend.accounts.models import Center, User
from backend.demo.households import Home
from backend.demo.pictures import PAD, Photo, draw_photo, draw_signature
from backend.demo.safety import safety_section
from backend.demo.tables import table
from backend.domain.canonical import canonical_bytes, sha256_hex
from backend.domain.satisfaction import Index, read_rating
from backend.domain.vocabulary import FeedbackVia, Level, Service, WorkResult
from backend.infrastructure.clock import iso
from backend.infrastructure.database import db
from backend.infrastructure.ids import new_id
from backend.infrastructure.masking import mask_phone
from backend.infrastructure.storage import content_key
from backend.infrastructure.wiring import settings, storage
from backend.jobs.models import Job
from backend.reports.blobs import advance
from backend.reports.judgement import circumstances_of
from backend.reports.models import ReportBlob
from backend.reports.operations import Author, accept_feedback, accept_report
from backend.reports.queries import own_report

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_ROLES = ("before", "meter", "after", "nameplate", "cleaned")


@dataclass(frozen=True, kw_only=True)
class Finished:
    """How a visit ended. `scenario` of safety.py; `missing`: services that the customer says were not done."""

    job: Job
    home: Home
    technician: User
    center: Center
    scenario: str = "sound"
    result: WorkResult = WorkResult.DONE
    missing: Sequence[Service] = ()
    signed: bool = True


_REFUSALS = {"no_earth": "no_earth", "no_rcd": "no_rcd", "leakage": "appliance_unsafe"}


def send_report(visit: Finished, catalog: dict[str, Any], random: Random) -> UUID:
    """Store the report with its photos as if the phone had sent them just after the visit."""
    content, photos, ended = make_content(visit, catalog, random)
    body = {"v": 1, "content": content, "attestations": _signatures(visit, content, random)}
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
    """ContentV1, its photos, and when the visit ended."""
    job, home, language = visit.job, visit.home, visit.home.customer.language
    assert job.window_start is not None and job.window_end is not None  # noqa: S101 - the plan gives every visit one
    arrived = job.window_start + timedelta(minutes=random.randint(3, 25))
    minutes = random.randint(35, 55) if job.type != "installation" else random.randint(70, 115)
    ended = arrived + timedelta(minutes=minutes)
    category = _category(catalog, job.category)
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
        "jobs": [{"id": str(job.id), "number": job.number, "type": job.type}],
        "visit": {
            "id": str(new_id()),
            "time_zone": visit.center.time_zone,
            "window": {"start": iso(job.window_start), "end": iso(job.window_end)},
            "en_route_at": iso(arrived - timedelta(minutes=random.randint(12, 35))),
            "arrived_at": iso(arrived),
            "finished_at": iso(ended - timedelta(minutes=2)),
        },
        "technician": _technician(visit.technician, language),
        "helper": None,
        "customer": {
            "id": str(home.customer.id),
            "name": home.customer.name,
            "phone": mask_phone(home.customer.phone),
            "address": home.address.line,
        },
        "appliance": _appliance(visit, category, language),
        "warranty": {"state": job.warranty, "reason": job.warranty_reason},
        "work": _work(visit, catalog, language, minutes),
    }
    content["safety"] = {"location": "wet" if category["wet"] else "dry", "earthing": "TN"}
    content["safety"] = safety_section(
        catalog, visit.scenario, circumstances_of(content, catalog), technician=visit.technician, language=language,
        at=arrived + timedelta(minutes=8), random=random,
    )  # fmt: skip
    if content["safety"]["verdict"]["level"] == Level.REFUSE:  # nobody hands over what the test refuses
        visit = replace(visit, result=WorkResult.REFUSED)
        content["work"] = _work(visit, catalog, language, minutes)
    photos = _photos(content["safety"], random)
    stopped = visit.result is WorkResult.REFUSED
    content |= {
        "guidance": _ticks(category["guidance"][:4], language),
        "maintenance": _ticks(() if stopped else category["maintenance"][:3], language),
        "others": [] if stopped else _others(visit, catalog, language, random),
        "cleanup": _ticks((*catalog["cleanup"][:3], *category["cleanup"][:1]), language),
        "photos": [_photo(photo, arrived + timedelta(minutes=5 + 9 * place)) for place, photo in enumerate(photos)],
        "charges": _charges(visit, catalog, language, agreed=arrived + timedelta(minutes=15)),
        "confirmations": [
            {"service": service.value, "answer": "not_done" if service in visit.missing else "done",
             "at": iso(ended - timedelta(minutes=1)), "note": ""}
            for service in Service
        ],
        "consent": {"version": catalog["consent"]["version"], "text": catalog["consent"]["text"][language]},
    }  # fmt: skip
    return content, photos, ended


def _category(catalog: dict[str, Any], wanted: str) -> dict[str, Any]:
    return next(category for category in catalog["categories"] if category["id"] == wanted)


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


def _room(room: str, language: str) -> str:
    return room if language == "zh" else str(table("texts")["rooms"].get(room, room))


def _appliance(visit: Finished, category: dict[str, Any], language: str) -> dict[str, Any]:
    ours = next(appliance for appliance in visit.home.appliances if appliance.id == visit.job.appliance_id)
    return {
        "id": str(ours.id),
        "category": ours.category,
        "category_text": category["text"][language],
        "brand": ours.brand,
        "model": ours.model,
        "serial": ours.serial,
        "room": _room(ours.room, language),
        "rated_power_w": ours.rated_power_w,
        "protection_class": ours.protection_class,
        "purchased_on": ours.purchased_on.isoformat() if ours.purchased_on else None,
        "life_years": category["life_years"],
    }


def _work(visit: Finished, catalog: dict[str, Any], language: str, minutes: int) -> dict[str, Any]:
    job, texts = visit.job, table("texts")
    fault = next((row for row in catalog["faults"] if row["id"] == job.fault_code), None)
    found = fault["causes"][language] if fault else texts["found"].get(job.type, {}).get(language, "")
    kind = job.type if visit.result is WorkResult.DONE else visit.result.value
    reasons = {
        WorkResult.DONE: ("", []),
        WorkResult.SECOND_VISIT: ("parts", catalog["second_visit_reasons"]),
        WorkResult.REFUSED: (_REFUSALS.get(visit.scenario, "unsafe_supply"), catalog["refusal_reasons"]),
    }
    reason, choices = reasons[visit.result]
    return {
        "reported": job.fault_text,
        "found": found,
        "cause": "",
        "done": texts["done"][kind][language],
        "fault_code": job.fault_code,
        "result": visit.result.value,
        "reason": reason,
        "reason_text": next((row["text"][language] for row in choices if row["id"] == reason), ""),
        "minutes": minutes,
    }


def _ticks(rows: Sequence[dict[str, Any]], language: str) -> dict[str, Any]:
    items = [{"id": row["id"], "text": row["text"][language], "done": True, "note": ""} for row in rows]
    return {"items": items, "note": ""}


def _others(visit: Finished, catalog: dict[str, Any], language: str, random: Random) -> list[dict[str, Any]]:
    rows = []
    for appliance in [one for one in visit.home.appliances if one.id != visit.job.appliance_id][:4]:
        state = random.choices(("checked", "declined"), (9, 1))[0]
        checks = catalog["common_checks"][:3] if state == "checked" else []
        rows.append(
            {
                "id": str(appliance.id),
                "category": appliance.category,
                "category_text": _category(catalog, appliance.category)["text"][language],
                "room": _room(appliance.room, language),
                "model_text": f"{appliance.brand} {appliance.model}",
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
        "check": check["id"],
        "text": f"{check['text'][language]}{'：' if language == 'zh' else ': '}{result['text'][language]}",
        "level": level,
        "urgency": urgency,
        "decision": random.choice(("book", "declined")) if urgency else None,
    }


def _photos(safety: dict[str, Any], random: Random) -> list[Photo]:
    measured = next((row["value"] for row in safety["readings"] if row["test"] == "supply.u_ln"), "220.0")
    count = random.randint(1, 4)
    return [draw_photo(role, random, reading=measured) for role in _ROLES[:count]]


def _photo(photo: Photo, at: datetime) -> dict[str, Any]:
    return {"sha256": photo.sha256, "size": len(photo.data), "media_type": "image/jpeg", "width": 960, "height": 720,
            "role": photo.role, "caption": "", "taken_at": iso(at)}  # fmt: skip


def _charges(visit: Finished, catalog: dict[str, Any], language: str, *, agreed: datetime) -> dict[str, Any]:
    free = visit.job.warranty == "in" or visit.job.type == "installation"
    rows = []
    for price in _priced(visit, catalog):
        bearer = (
            "customer" if not free or price["consumable"] else "maker" if visit.job.warranty == "in" else "included"
        )
        rows.append(
            {"kind": price["kind"], "name": price["text"][language], "code": price["code"], "quantity": "1",
             "unit_price": price["price"], "bearer": bearer,
             "amount": price["price"] if bearer == "customer" else 0}
        )  # fmt: skip
    total = sum(row["amount"] for row in rows)
    return {"currency": catalog["currency"], "rows": rows, "total": total, "agreed_at": iso(agreed) if rows else None,
            "payment": "mobile" if total else "none_due"}  # fmt: skip


def _priced(visit: Finished, catalog: dict[str, Any]) -> list[dict[str, Any]]:
    if visit.result is not WorkResult.DONE:
        return []
    labour = {"repair": "LAB-2", "installation": "INST", "maintenance": "CLEAN", "inspection": "INSP"}[visit.job.type]
    chosen = [price for price in catalog["prices"] if price["code"] == labour]
    parts = [
        price for price in catalog["prices"] if price["kind"] == "part" and visit.job.category in price["categories"]
    ]
    return chosen + (parts[:1] if visit.job.type == "repair" else [])


def _signatures(visit: Finished, content: dict[str, Any], random: Random) -> list[dict[str, Any]]:
    digest = sha256_hex(canonical_bytes(content))
    signers = (("customer", content["customer"]["name"], visit.signed), ("technician", visit.technician.name, True))
    return [
        {"id": str(new_id()), "who": who, "how": "drawn" if drawn else "absent", "name": name,
         "at": content["frozen_at"], "content_digest": digest, "pad": PAD if drawn else None,
         "strokes": draw_signature(random) if drawn else [], "reason": "" if drawn else "absent"}
        for who, name, drawn in signers
    ]  # fmt: skip


def _rate(visit: Finished, report_id: UUID, random: Random, *, now: datetime) -> None:
    if not visit.signed or random.random() < 0.3:
        return
    best = 3 if visit.missing else 5
    scores = {index.value: random.randint(best - 1, best) for index in Index}
    report = own_report(report_id, author_id=visit.technician.id)
    accept_feedback(report, read_rating(scores), via=FeedbackVia.PHONE, now=now)
