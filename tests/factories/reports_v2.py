"""A whole, valid report of payload version 2 as a phone sends it (backend/reports/content_v2.py).

Version 1's factory stays beside this one: phones that were never updated still send it. Where both say the
same (words, strokes, photos, organisation, visit), this one takes it from there.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from backend.accounts.models import User
from backend.infrastructure.clock import iso
from backend.infrastructure.ids import new_id
from backend.jobs.models import Job
from tests.factories.reports import FROZEN, WORDS, canonical, dummy_attestation, dummy_content

LATER_WORDS = {
    "zh": {
        "insulation": "绝缘电阻",
        "part": "加热管 2000 W",
        "hazard": "插座无保护接地",
        "consequence": "电器漏电时外壳带电，有触电危险",
        "remedy": "由持证电工恢复保护接地后复检",
        "measure": "已断电并贴停用标识",
    },
    "en": {
        "insulation": "Insulation resistance",
        "part": "Heating element 2000 W",
        "hazard": "The socket has no protective earth",
        "consequence": "With a fault in the appliance its case becomes live: danger of electric shock",
        "remedy": "Have a qualified electrician restore the protective earth, then have it tested again",
        "measure": "Switched off and labelled as out of use",
    },
}
NO_WORDS = {"plain": "", "next": ""}


def dummy_reading_v2(*, frozen_at: datetime = FROZEN, language: str = "zh", **overrides: Any) -> dict[str, Any]:
    """A line-neutral voltage that passed. `verdict` may be given in part: `verdict={"level": "fail"}`."""
    base = dummy_content(language=language, frozen_at=frozen_at)["safety"]["readings"][0]
    verdict = base["verdict"] | NO_WORDS
    base |= {"attempt": 1, "photo": None}
    return base | overrides | {"verdict": verdict | overrides.get("verdict", {})}


def dummy_insulation_v2(*, value: str = "200", level: str = "pass", **overrides: Any) -> dict[str, Any]:
    """The insulation of the appliance, in megohms."""
    language = overrides.get("language", "zh")
    values = {
        "test": "app.riso",
        "phase": "appliance",
        "title": LATER_WORDS[language]["insulation"],
        "value": value,
        "value_text": value,
        "unit": "MΩ",
        "limit_text": "≥ 1 MΩ",
        "standard": "EN 50678:2020; EN 50699:2020",
        "clause": "5.4",
        "verdict": {"level": level, "limit": "app.riso.c1", "why": ""},
    }
    return dummy_reading_v2(**(values | overrides))


def dummy_ticked_v2(text: str, *, done: bool = True, **overrides: Any) -> dict[str, Any]:
    """A line of a checklist, ticked just before the end."""
    at = iso(FROZEN - timedelta(minutes=10)) if done else None
    return {"id": "line", "text": text, "done": done, "at": at, "before": "", "after": "", "note": ""} | overrides


def dummy_part_v2(*, language: str = "zh", **overrides: Any) -> dict[str, Any]:
    values = {
        "id": str(new_id()),
        "code": "HE-2000",
        "name": LATER_WORDS[language]["part"],
        "quantity": "1",
        "serial_new": "HE26-004711",
        "serial_old": "HE21-001903",
        "old_returned": True,
    }
    return values | overrides


def dummy_hazard_v2(*, language: str = "zh", frozen_at: datetime = FROZEN, **overrides: Any) -> dict[str, Any]:
    """A danger of the installation that was made safe for now and that the customer will have mended."""
    words = LATER_WORDS[language]
    values = {
        "id": str(new_id()),
        "job_id": None,
        "appliance_id": None,
        "appliance_text": WORDS[language]["category"],
        "source": "earth_missing",
        "urgency": "C1",
        "refuses_work": True,
        "hazard": words["hazard"],
        "reading_text": "U(L-PE) 3.1 V",
        "limit_text": "198 – 235.4 V",
        "standard": "GB/T 16895.21",
        "consequence": words["consequence"],
        "remedy": words["remedy"],
        "deadline": (frozen_at + timedelta(days=7)).date().isoformat(),
        "measure": "isolated",
        "measure_text": words["measure"],
        "decision": "book",
        "at": iso(frozen_at - timedelta(minutes=30)),
    }
    return values | overrides


def dummy_served_job(
    *, job: Job | None = None, language: str = "zh", frozen_at: datetime = FROZEN, **overrides: Any
) -> dict[str, Any]:
    """One job of a visit, done and passed. A dict given for a part is merged: `work={"result": "refused"}`."""
    old = dummy_content(job=job, language=language, frozen_at=frozen_at)
    words = WORDS[language]
    served: dict[str, Any] = old["jobs"][0] | {
        "appliance": old["appliance"] | {"installed_on": "2021-06-20", "age_text": ""},
        "warranty": old["warranty"] | {"explanation": ""},
        "work": old["work"]
        | {
            "symptom": "",
            "symptom_text": "",
            "fault_text": "",
            "grade": None,
            "first_time": True,
            "started_at": iso(frozen_at - timedelta(minutes=60)),
            "ended_at": iso(frozen_at - timedelta(minutes=15)),
            "standard_minutes": 60,
            "over_reason": "",
        },
        "safety": old["safety"]
        | {
            "circumstances": [],
            "wiring": {"candidates": [], "text": "", "check": ""},
            "readings": [dummy_reading_v2(language=language, frozen_at=frozen_at)],
            "asked": [],
            "verdict": old["safety"]["verdict"] | NO_WORDS,
        },
        "guidance": {"items": [dummy_ticked_v2(words["topic"])], "note": ""},
        "maintenance": {"items": [dummy_ticked_v2(words["cleaned"])], "note": ""},
        "parts": [],
    }
    return merged(served, overrides)


def merged(value: dict[str, Any], overrides: dict[str, Any]) -> dict[str, Any]:
    """`value` with `overrides`; where both are objects, they are merged one level deep."""
    both = {
        key: value[key] | given if isinstance(given, dict) and isinstance(value.get(key), dict) else given
        for key, given in overrides.items()
    }
    return value | both


def dummy_content_v2(
    *,
    job: Job | None = None,
    jobs: Sequence[dict[str, Any]] | None = None,
    technician: User | None = None,
    language: str = "zh",
    photos: Sequence[dict[str, Any]] = (),
    hazards: Sequence[dict[str, Any]] = (),
    frozen_at: datetime = FROZEN,
    **overrides: Any,
) -> dict[str, Any]:
    """Valid `content`; every service was done and passed.

    `jobs`: as of dummy_served_job, by default one for `job`. `photos` may be of version 1: they show
    nothing in particular then. Other top-level fields are merged one level deep: `charges={"rows": []}`.
    """
    old = dummy_content(job=job, technician=technician, language=language, frozen_at=frozen_at)
    of_a_job = ("appliance", "warranty", "work", "safety", "guidance", "maintenance", "helper")
    content = {key: value for key, value in old.items() if key not in of_a_job}
    other = {key: value for key, value in old["others"][0].items() if key != "model_text"} | {
        "brand": "",
        "model": "",
        "serial": "",
        "purchased_on": None,
        "identified": "typed",
        "findings": [finding | {"id": str(new_id())} for finding in old["others"][0]["findings"]],
    }
    charges = old["charges"] | {
        "rows": [row | {"job_id": None} for row in old["charges"]["rows"]],
        "agreed_before": True,
    }
    content |= {
        "helpers": [],
        "jobs": list(jobs) if jobs else [dummy_served_job(job=job, language=language, frozen_at=frozen_at)],
        "others": [other],
        "hazards": list(hazards),
        "cleanup": {"items": [dummy_ticked_v2(WORDS[language]["site"])], "note": ""},
        "photos": [{"of": ""} | photo for photo in photos],
        "charges": charges,
    }
    return merged(content, overrides)


def dummy_attestation_v2(
    content: dict[str, Any], *, who: str = "customer", document: str = "report", **overrides: Any
) -> dict[str, Any]:
    """A drawn signature over `content`, for one of its documents."""
    return dummy_attestation(content, who=who) | {"document": document, "phone": None} | overrides


def dummy_report_body_v2(
    *,
    report_id: UUID | str | None = None,
    content: dict[str, Any] | None = None,
    attestations: Sequence[dict[str, Any]] | None = None,
    customer_link: str | None = None,
    **kwargs: Any,
) -> bytes:
    """The canonical bytes of a valid report; `kwargs` as in dummy_content_v2.

    Signed by customer and technician; with hazards, the customer signs the hazard notice as well.
    """
    if report_id is not None:
        kwargs["report_id"] = str(report_id)
    content = content or dummy_content_v2(**kwargs)
    if attestations is None:
        attestations = [dummy_attestation_v2(content), dummy_attestation_v2(content, who="technician")]
        if content["hazards"]:
            attestations.append(dummy_attestation_v2(content, document="hazard_notice"))
    return canonical({"v": 2, "content": content, "attestations": list(attestations), "customer_link": customer_link})
