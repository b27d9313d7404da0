"""Write reports/v2/*.json: the golden corpus of payload version 2, grown from that of version 1.

Run `python -m tests.vectors.make_reports_v2` after a deliberate change and review the diff: phones, server and
cards are held to these bytes. Every id is fixed, so the same code writes the same files.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any
from uuid import UUID

from backend.reports.versions import latest_attestation, latest_content
from tests.factories.reports import digest_of

OLD, NEW = (Path(__file__).parent / "reports" / version for version in ("v1", "v2"))
Content = dict[str, Any]
CATALOG_NAMES = {  # as the catalog calls today what the old corpus called otherwise
    "app.riso.c1_heat": "app.riso", "app.rpe.en50678": "app.rpe", "supply.earth_resistance.tn": "supply.earth",
    "app.riso.c1": "app.riso", "supply.rcd.rating": "supply.rcd", "supply.insulation.wiring": "supply.insulation",
}  # fmt: skip
CATEGORIES = {"water_heater_electric": "electric_water_heater"}


def uuid(number: int) -> str:
    return str(UUID(int=0x019AB000_0000_7000_8000_000000000000 + number))


def grown(name: str, number: int) -> tuple[Content, list[dict[str, Any]]]:
    """A golden report of version 1 in the new shape, under names of its own."""
    body = json.loads((OLD / f"{name}.json").read_text(encoding="utf-8"))
    content = copy.deepcopy(latest_content(body["content"], 1))  # jobs shared their parts
    content |= {"report_id": uuid(number), "verification_code": content["verification_code"][::-1]}
    content["charges"]["agreed_before"] = bool(content["charges"]["agreed_at"])
    for place, job in enumerate(content["jobs"], 1):
        job["id"] = uuid(number + place)
        job["appliance"]["category"] = CATEGORIES.get(job["appliance"]["category"], job["appliance"]["category"])
        for reading in job["safety"]["readings"]:
            reading["test"] = CATALOG_NAMES.get(reading["test"], reading["test"])
    for place, finding in enumerate(find for other in content["others"] for find in other["findings"]):
        finding["id"] = uuid(number + 100 + place)
    return content, [latest_attestation(each) for each in body["attestations"]]


def reading_of(job: dict[str, Any], test: str, attempt: int = 1) -> dict[str, Any]:
    rows: Iterable[dict[str, Any]] = job["safety"]["readings"]
    return next(row for row in rows if row["test"] == test and row["attempt"] == attempt)


def circumstance(name: str, value: str, text: str) -> dict[str, str]:
    return {"name": name, "value": value, "text": text}


def repair_zh() -> tuple[Content, list[dict[str, Any]]]:
    """A leaking element replaced and measured again; parts, questions, a phone's key."""
    content, said = grown("repair-zh", 0x1000)
    (job,) = content["jobs"]
    job["appliance"] |= {"installed_on": "2023-05-20", "age_text": "已用 3 年 6 个月，建议使用 8 年"}
    job["warranty"]["explanation"] = (
        "整机 1 年、加热管 5 年，自 2023-05-14 起算：加热管、密封圈与人工由厂家承担；镁棒为耗材，由您承担。"
    )
    job["work"] |= {
        "symptom": "rcd_trips", "symptom_text": "漏电保护跳闸", "fault_text": "加热管对地漏电", "grade": 3,
        "first_time": True, "started_at": "2026-11-20T06:20:00Z", "ended_at": "2026-11-20T07:08:00Z",
        "standard_minutes": 40, "over_reason": "水垢多，清内胆多用 8 分钟。",
    }  # fmt: skip
    job["safety"] |= {
        "circumstances": [
            circumstance("cord_m", "1.5", "电源线 1.5 m"),
            circumstance("breaker", "C20", "断路器 C20"),
            circumstance("rcd_ma", "30", "漏保 30 mA"),
        ],
        "asked": [
            {"id": "riso_low", "test": "app.riso", "text": "0.08 MΩ 低于限值：断开负载后再测一次？",
             "answer": "confirmed", "at": "2026-11-20T06:25:00Z"},
        ],
    }  # fmt: skip
    job["safety"]["wiring"]["check"] = "断电后逐线核对端子，可区分零线与地线是否对调。"
    job["safety"]["verdict"] |= {
        "plain": "可以正常使用。",
        "next": "请物业或持证电工在 30 天内紧固配电箱接线端子，之后复测。",
    }
    failed = reading_of(job, "app.riso")
    failed |= {"photo": content["photos"][1]["sha256"]}
    failed["verdict"] |= {"plain": "热水器的加热管漏电。", "next": "已断电并更换加热管，复测见下一行。"}
    content["photos"][1]["of"] = f"reading:{job['id']}:app.riso:1"
    job["maintenance"]["items"][1] |= {"at": "2026-11-20T06:50:00Z", "before": "水垢约 0.6 kg", "after": "已清出"}
    job["parts"] = [
        {"id": uuid(0x1051), "code": "AHP-EH20-02", "name": "加热管 2000 W", "quantity": "1",
         "serial_new": "EH20-2608-00417", "serial_old": "EH20-2304-11830", "old_returned": True},
        {"id": uuid(0x1052), "code": "AHP-MG21", "name": "镁棒 21 × 210", "quantity": "1",
         "serial_new": "", "serial_old": "", "old_returned": False},
    ]  # fmt: skip
    for row in content["charges"]["rows"]:
        row["job_id"] = job["id"]
    key = {"key": "5e" * 32, "value": "A" * 86}
    said.append(said[1] | {"id": uuid(0x1060), "how": "device_key", "pad": None, "strokes": [], "phone": key})
    return content, said


def two_jobs_en() -> tuple[Content, list[dict[str, Any]]]:
    """An installation and the maintenance of another appliance in one visit, each with its own test."""
    content, said = grown("installation-en", 0x2000)
    installed = content["jobs"][0]
    installed["work"] |= {"first_time": True, "standard_minutes": 120}
    installed["warranty"]["explanation"] = (
        "The voucher covers the unit and standard installation; bracket, extra pipe and work at height are yours."
    )
    installed["safety"]["circumstances"] = [
        circumstance("breaker", "C16", "breaker C16"), circumstance("cable_csa", "2.5", "copper 2.5 mm²"),
    ]  # fmt: skip
    heater = copy.deepcopy(installed)
    heater |= {"id": uuid(0x2002), "number": "J-261119-0051", "type": "maintenance"}
    heater["appliance"] |= {
        "id": uuid(0x2003), "category": "electric_water_heater", "category_text": "Electric storage water heater",
        "brand": "Anhe", "model": "AH-E80Q5", "serial": "AHE80Q5-1905-300112", "room": "Bathroom",
        "rated_power_w": 2100, "purchased_on": "2019-05-02", "installed_on": "2019-05-06", "life_years": 8,
        "age_text": "7 years 6 months old, recommended life 8 years",
    }  # fmt: skip
    heater["warranty"] = {
        "state": "out", "reason": "bought 2019-05-02", "explanation": "Out of warranty since 2022: work and parts are yours.",
    }  # fmt: skip
    heater["work"] |= {
        "reported": "“Please look after the water heater as well.”", "found": "Anode used up, 1.2 kg of scale.",
        "done": "Drained, descaled, anode replaced; the element is worn and must be ordered.",
        "result": "second_visit", "reason": "parts", "reason_text": "The element is not on the van; it comes on 25 November.",
        "minutes": 55, "standard_minutes": 45, "over_reason": "More scale than usual.", "first_time": None,
    }  # fmt: skip
    rows = [
        row
        for row in heater["safety"]["readings"]
        if row["test"] in ("supply.u_ln", "supply.u_npe", "app.riso", "app.rpe")
    ]
    heater["safety"] |= {
        "location": "wet", "readings": rows, "wiring": {"candidates": [], "text": "", "check": ""},
        "circumstances": [circumstance("rcd_ma", "30", "RCD 30 mA")],
        "verdict": {"level": "pass", "limit": "", "why": "", "plain": "Safe to use.", "next": ""},
    }  # fmt: skip
    used = {row["instrument"] for row in rows}
    heater["safety"]["instruments"] = [tool for tool in installed["safety"]["instruments"] if tool["id"] in used]
    heater["guidance"] = {
        "items": [ticked("rcd", "Press the RCD’s test button once a month", "2026-11-21T04:02:00Z")], "note": "",
    }  # fmt: skip
    heater["maintenance"] = {
        "items": [
            ticked("scale", "Tank descaled", "2026-11-21T03:50:00Z", before="1.2 kg of scale", after="clean"),
            ticked("anode", "Anode replaced", "2026-11-21T03:55:00Z", before="used up", after="new"),
        ],
        "note": "Next due November 2027",
    }  # fmt: skip
    heater["parts"] = [
        {"id": uuid(0x2051), "code": "AHP-MG21", "name": "Magnesium anode 21 × 210", "quantity": "1",
         "serial_new": "", "serial_old": "", "old_returned": True},
    ]  # fmt: skip
    content["jobs"].append(heater)
    content["helpers"].append({"name": "Bartholomew Featherstonehaugh-Cholmondeley", "staff_no": "HZ-0312"})
    for row in content["charges"]["rows"]:
        row["job_id"] = installed["id"]
    content["charges"]["rows"].append(
        {"job_id": heater["id"], "kind": "part", "name": "Magnesium anode 21 × 210", "code": "AHP-MG21",
         "quantity": "1", "unit_price": 6800, "bearer": "customer", "amount": 6800}
    )  # fmt: skip
    content["charges"]["total"] += 6800
    for photo in content["photos"]:
        photo["of"] = f"job:{installed['id']}"
    content["photos"][2]["of"] = f"job:{heater['id']}"
    return content, said


def ticked(name: str, text: str, at: str, *, before: str = "", after: str = "") -> dict[str, Any]:
    return {"id": name, "text": text, "done": True, "at": at, "before": before, "after": after, "note": ""}


def refused_with_hazard_zh() -> tuple[Content, list[dict[str, Any]]]:
    """Nothing was installed: the socket has no earth. The customer signs neither report nor notice."""
    content, said = grown("refused-zh", 0x3000)
    (job,) = content["jobs"]
    job["safety"]["verdict"] |= {
        "plain": "这个插座不安全，不能安装热水器。",
        "next": "请持证电工恢复接地并更换线路后，致电热线免费复检。",
    }
    job["safety"]["wiring"]["check"] = "断电后量地线端子到总等电位的通断。"
    job["safety"]["asked"] = [
        {"id": "u_lpe_zero", "test": "supply.u_lpe", "text": "相线–地线约为 0 V：换一个插座复核过吗？",
         "answer": "confirmed", "at": "2026-11-22T08:12:00Z"},
    ]  # fmt: skip
    common = {"job_id": job["id"], "appliance_id": None, "at": "2026-11-22T08:14:00Z"}
    content["hazards"] = [
        common | {
            "id": uuid(0x3051), "appliance_text": "卫生间热水器插座", "source": "supply.u_lpe", "urgency": "C1",
            "refuses_work": True, "hazard": "插座没有保护接地，地线断开",
            "reading_text": "相线–地线电压 0.4 V", "limit_text": "与 L–N 相差不超过 10 V", "standard": "运营方规定",
            "consequence": "电器一旦漏电，外壳与出水带电，洗澡的人可能触电身亡。",
            "remedy": "由持证电工从配电箱敷设保护接地线至该插座，接地电阻不大于 4 Ω，完成后复检。",
            "deadline": "2026-11-29", "measure": "isolated", "measure_text": "断开该插座回路，贴“停用”标签",
            "decision": "book",
        },
        common | {
            "id": uuid(0x3052), "appliance_text": "卫生间支路", "source": "supply.cable_csa", "urgency": "C2",
            "refuses_work": False, "hazard": "支路为 1.5 mm² 铝线，带不动 2000 W",
            "reading_text": "铝线 1.5 mm²", "limit_text": "铜线不小于 2.5 mm²", "standard": "GB 50096-2011",
            "consequence": "长时间过载发热，接头松动后起火。", "remedy": "改为独立的 2.5 mm² 铜线回路，配 C16 断路器。",
            "deadline": "2026-12-22", "measure": "advised", "measure_text": "", "decision": "declined",
        },
    ]  # fmt: skip
    content["photos"][0]["of"] = f"hazard:{uuid(0x3051)}"
    refusal = said[0] | {"id": uuid(0x3060), "document": "hazard_notice", "reason": "要先问房东"}
    return content, [*said, refusal]


def minimal_en() -> tuple[Content, list[dict[str, Any]]]:
    """As little as a report may say."""
    return grown("minimal-en", 0x4000)


REPORTS: dict[str, Callable[[], tuple[Content, list[dict[str, Any]]]]] = {
    "repair-zh": repair_zh,
    "two-jobs-en": two_jobs_en,
    "refused-with-hazard-zh": refused_with_hazard_zh,
    "minimal-en": minimal_en,
}


def main() -> None:
    NEW.mkdir(exist_ok=True)
    for name, make in REPORTS.items():
        content, said = make()
        digest = digest_of(content)
        body = {
            "v": 2,
            "content": content,
            "attestations": [each | {"content_digest": digest} for each in said],
            "customer_link": None,
        }
        text = json.dumps(body, ensure_ascii=False, indent=1)
        (NEW / f"{name}.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
