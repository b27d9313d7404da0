"""A whole, valid report as a phone sends it (backend/reports/content_v1.py)."""

from __future__ import annotations

import base64
import hashlib
import io
import math
import secrets
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import rfc8785
from PIL import Image

from backend.accounts.models import User
from backend.domain.vocabulary import Service
from backend.infrastructure.clock import iso
from backend.infrastructure.ids import new_id
from backend.jobs.models import Job
from tests.factories.storing import next_number

CODE_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
FROZEN = datetime(2026, 11, 20, 3, 40, tzinfo=UTC)

WORDS: Mapping[str, Mapping[str, str]] = {
    "zh": {
        "organisation": "安禾家电服务有限公司",
        "center": "鼓楼服务网点",
        "technician": "李师傅",
        "certificate": "低压电工作业证",
        "customer": "陈女士",
        "address": "江苏省南京市鼓楼区清江花苑 3 栋 502 室",
        "category": "电热水器",
        "room": "卫生间",
        "reported": "通电后漏电保护器跳闸",
        "found": "加热管绝缘失效",
        "done": "更换加热管与密封圈，试机正常",
        "instrument": "数字万用表",
        "voltage": "相线-中性线电压",
        "topic": "使用前后断电的方法",
        "cleaned": "清理内胆水垢，检查镁棒",
        "site": "带走旧件与包装，擦净地面",
        "other": "冰箱",
        "finding": "电源线轻微老化发硬",
        "part": "加热管 2000 W",
        "labour": "维修工时",
        "consent": "我已逐项核对以上内容，确认属实。",
    },
    "en": {
        "organisation": "Anhe Appliance Service Co., Ltd.",
        "center": "Gulou service center",
        "technician": "Li Wei",
        "certificate": "Low-voltage electrician's certificate",
        "customer": "Ms Chen",
        "address": "Room 502, Building 3, Qingjiang Garden, Gulou, Nanjing",
        "category": "Electric water heater",
        "room": "Bathroom",
        "reported": "The residual-current device trips when it is switched on",
        "found": "The heating element has lost its insulation",
        "done": "Heating element and seal replaced, test run without fault",
        "instrument": "Digital multimeter",
        "voltage": "Line-neutral voltage",
        "topic": "How to switch off before and after use",
        "cleaned": "Scale removed from the tank, anode checked",
        "site": "Old parts and packaging taken away, floor wiped",
        "other": "Refrigerator",
        "finding": "The power cord has stiffened a little",
        "part": "Heating element 2000 W",
        "labour": "Repair work",
        "consent": "I have checked each of the above and confirm that it is true.",
    },
}


def canonical(value: Any) -> bytes:
    """RFC 8785 bytes, by a library the product does not use, so that both must agree."""
    return rfc8785.dumps(value)


def digest_of(value: Any) -> str:
    """SHA-256, in hex, of canonical bytes (a value) or of bytes as they are."""
    return hashlib.sha256(value if isinstance(value, bytes) else canonical(value)).hexdigest()


def digest_header(body: bytes) -> dict[str, str]:
    """`Content-Digest` (RFC 9530) of a body, and its content type."""
    digest = base64.b64encode(hashlib.sha256(body).digest()).decode()
    return {"Content-Digest": f"sha-256=:{digest}:", "Content-Type": "application/json"}


def dummy_strokes(*, strokes: int = 2, points: int = 30) -> list[list[list[int]]]:
    """Waves a finger could have drawn: `[x, y, t, p]`, tenths of a pixel, milliseconds, 0-1000."""
    return [
        [
            [200 + 40 * i, 600 + stroke * 200 + round(150 * math.sin(i / 3)), stroke * 900 + i * 16, 400 + i % 200]
            for i in range(points)
        ]
        for stroke in range(strokes)
    ]


def dummy_photo(
    *, width: int = 64, height: int = 48, role: str = "after", **overrides: Any
) -> tuple[dict[str, Any], bytes]:
    """What a report says of a photo, and the photo's bytes. Each is another picture."""
    shade = next_number() % 256
    file = io.BytesIO()
    Image.new("RGB", (width, height), (shade, 120, 255 - shade)).save(
        file, "JPEG", comment=secrets.token_hex(8).encode()
    )
    data = file.getvalue()
    said = {
        "sha256": hashlib.sha256(data).hexdigest(),
        "size": len(data),
        "media_type": "image/jpeg",
        "width": width,
        "height": height,
        "role": role,
        "caption": "",
        "taken_at": iso(FROZEN - timedelta(minutes=20)),
    }
    return said | overrides, data


def dummy_content(
    *,
    job: Job | None = None,
    technician: User | None = None,
    language: str = "zh",
    photos: Sequence[dict[str, Any]] = (),
    frozen_at: datetime = FROZEN,
    **overrides: Any,
) -> dict[str, Any]:
    """Valid `content`; top-level fields are replaced by `overrides`. Every service was done and passed."""
    words = WORDS[language]
    before = lambda minutes: iso(frozen_at - timedelta(minutes=minutes))  # noqa: E731 - shorter than a function here
    center_id = str(job.center_id if job else new_id())
    ticked = lambda name: {  # noqa: E731 - shorter than a function here
        "items": [{"id": name, "text": words[name], "done": True, "note": ""}],
        "note": "",
    }
    passed = {"level": "pass", "limit": "supply.u_ln", "why": "198 V ≤ 221.5 V ≤ 235.4 V"}
    content: dict[str, Any] = {
        "report_id": str(new_id()),
        "supersedes": None,
        "supersedes_reason": "",
        "language": language,
        "verification_code": "".join(secrets.choice(CODE_ALPHABET) for _ in range(26)),
        "salt": secrets.token_hex(16),
        "frozen_at": iso(frozen_at),
        "app_version": "1.0.0",
        "catalog": {"version": 1, "sha256": "0" * 64},
        "organisation": {
            "name": words["organisation"],
            "center_id": center_id,
            "center_name": words["center"],
            "hotline": "400-000-0105",
        },
        "jobs": [
            {
                "id": str(job.id if job else new_id()),
                "number": job.number if job else None,
                "type": job.type if job else "repair",
            }
        ],
        "visit": {
            "id": str(job.visit_key if job and job.visit_key else new_id()),
            "time_zone": "Asia/Shanghai",
            "window": {"start": before(100), "end": before(-20)},
            "en_route_at": before(90),
            "arrived_at": before(70),
            "finished_at": before(5),
        },
        "technician": {
            "id": str(technician.id if technician else new_id()),
            "name": technician.name if technician else words["technician"],
            "staff_no": (technician.staff_no or "") if technician else "T0001",
            "grade": "A",
            "certificates": [{"name": words["certificate"], "valid_until": "2029-05-01"}],
        },
        "helper": None,
        "customer": {
            "id": str(job.customer_id) if job else None,
            "name": words["customer"],
            "phone": "138****1234",
            "address": words["address"],
        },
        "appliance": {
            "id": str(job.appliance_id) if job and job.appliance_id else None,
            "category": job.category if job else "electric_water_heater",
            "category_text": words["category"],
            "brand": "安禾",
            "model": "AH-60D",
            "serial": "SN2021061800042",
            "room": words["room"],
            "rated_power_w": 2000,
            "protection_class": "I",
            "purchased_on": "2021-06-18",
            "life_years": 8,
        },
        "warranty": {"state": "out", "reason": ""},
        "work": {
            "reported": words["reported"],
            "found": words["found"],
            "cause": "",
            "done": words["done"],
            "fault_code": "",
            "result": "done",
            "reason": "",
            "reason_text": "",
            "minutes": 45,
        },
        "safety": {
            "profile": "CN-EN50678",
            "limits_version": 1,
            "earthing": "TN",
            "location": "wet",
            "wiring": {"candidates": [], "text": ""},
            "readings": [
                {
                    "test": "supply.u_ln",
                    "phase": "supply",
                    "title": words["voltage"],
                    "taken": True,
                    "value": "221.5",
                    "value_text": "221.5",
                    "unit": "V",
                    "not_taken_reason": "",
                    "method": "typed",
                    "instrument": "dm",
                    "at": before(65),
                    "limit_text": "198 – 235.4 V",
                    "standard": "GB/T 12325-2008",
                    "clause": "4.3",
                    "verdict": passed,
                }
            ],
            "instruments": [
                {"id": "dm", "name": words["instrument"], "serial": "DM-07", "due": "2029-03-31", "expired": False}
            ],
            "verdict": passed,
        },
        "guidance": ticked("topic"),
        "maintenance": ticked("cleaned"),
        "others": [
            {
                "id": None,
                "category": "refrigerator",
                "category_text": words["other"],
                "room": "",
                "model_text": "",
                "age_text": "",
                "state": "checked",
                "findings": [
                    {
                        "check": "plug_cord",
                        "text": words["finding"],
                        "level": "advise",
                        "urgency": "C3",
                        "decision": "declined",
                    }
                ],
            }
        ],
        "cleanup": ticked("site"),
        "photos": list(photos),
        "charges": {
            "currency": "CNY",
            "rows": [
                {
                    "kind": "part",
                    "name": words["part"],
                    "code": "HE-2000",
                    "quantity": "1",
                    "unit_price": 12800,
                    "bearer": "customer",
                    "amount": 12800,
                },
                {
                    "kind": "labour",
                    "name": words["labour"],
                    "code": "",
                    "quantity": "1",
                    "unit_price": 8000,
                    "bearer": "customer",
                    "amount": 8000,
                },
            ],
            "total": 20800,
            "agreed_at": before(50),
            "payment": "mobile",
        },
        "confirmations": [{"service": s.value, "answer": "done", "at": before(2), "note": ""} for s in Service],
        "consent": {"version": "1", "text": words["consent"]},
    }
    return content | overrides


def dummy_attestation(content: dict[str, Any], *, who: str = "customer", **overrides: Any) -> dict[str, Any]:
    """A drawn signature over `content`."""
    signed = {
        "id": str(new_id()),
        "who": who,
        "how": "drawn",
        "name": content["customer" if who == "customer" else "technician"]["name"],
        "at": content["frozen_at"],
        "content_digest": digest_of(content),
        "pad": {"width": 3200, "height": 1400},
        "strokes": dummy_strokes(),
        "reason": "",
    }
    return signed | overrides


def dummy_report_body(
    *,
    report_id: UUID | str | None = None,
    content: dict[str, Any] | None = None,
    attestations: Sequence[dict[str, Any]] | None = None,
    **kwargs: Any,
) -> bytes:
    """The canonical bytes of a valid report, signed by customer and technician; `kwargs` as in dummy_content.

    Send them with `digest_header(body)` and an upload token.
    """
    if report_id is not None:
        kwargs["report_id"] = str(report_id)
    content = content or dummy_content(**kwargs)
    if attestations is None:
        attestations = [dummy_attestation(content), dummy_attestation(content, who="technician")]
    return canonical({"v": 1, "content": content, "attestations": list(attestations)})
