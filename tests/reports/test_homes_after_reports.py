"""What a report leaves behind in the home: appliances found, dangers told or put right, visits booked."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from flask import current_app
from flask.testing import FlaskClient
from sqlalchemy import select

from backend.catalog.operations import publish_seed
from backend.catalog.queries import current_catalog
from backend.customers.models import Appliance, ApplianceCheck, Hazard
from backend.infrastructure.clock import utc_now
from backend.infrastructure.database import db
from backend.infrastructure.ids import new_id
from backend.infrastructure.transaction import transaction
from backend.jobs.models import Job
from backend.reports.models import Report
from backend.reports.projection import project_due, project_report, read_report
from tests.factories import create_administrator, create_job
from tests.factories.reports_v2 import dummy_content_v2, dummy_hazard_v2, dummy_report_body_v2, dummy_served_job
from tests.factories.signing_in import bearer_header
from tests.office.conftest import browse
from tests.reports.test_accepting_reports import Phone


@pytest.fixture
def phone(client: FlaskClient) -> Phone:
    with transaction():
        publish_seed(utc_now())
    return Phone(client)


def other(**overrides: Any) -> dict[str, Any]:
    """A gas hob that stands in the same home."""
    return {
        "id": str(new_id()),
        "category": "gas_hob",
        "category_text": "燃气灶",
        "room": "厨房",
        "brand": "海韵",
        "model": "JZT-9",
        "serial": "G-1",
        "purchased_on": "2019-02-31",
        "identified": "scanned",
        "age_text": "",
        "state": "checked",
        "findings": [],
    } | overrides


def finding(**overrides: Any) -> dict[str, Any]:
    usual = {
        "id": str(new_id()),
        "check": "hose",
        "text": "软管开裂",
        "level": "fail",
        "urgency": "C2",
        "decision": "book",
    }
    return usual | overrides


def send(phone: Phone, **overrides: Any) -> UUID:
    content = dummy_content_v2(technician=phone.technician, job=phone.job, **overrides)
    content["customer"]["id"] = str(phone.job.customer_id)
    answer = phone.put(content["report_id"], dummy_report_body_v2(content=content))
    assert answer.json["state"] in ("accepted", "needs_review"), answer.json
    assert project_due(utc_now()) == 1
    db.session.expire_all()
    return UUID(content["report_id"])


def found(appliance_id: str) -> Appliance | None:
    return db.session.get(Appliance, UUID(appliance_id))


def hazards() -> list[Hazard]:
    return list(db.session.scalars(select(Hazard).order_by(Hazard.id)))


def booked() -> list[Job]:
    return list(db.session.scalars(select(Job).where(Job.origin == "finding")))


def test_an_appliance_that_was_found_belongs_to_the_home_from_now_on(phone: Phone) -> None:
    hob = other()
    send(phone, others=[hob])
    appliance = found(hob["id"])
    assert appliance is not None
    assert (appliance.customer_id, appliance.category, appliance.serial) == (phone.job.customer_id, "gas_hob", "G-1")
    assert appliance.purchased_on is None  # the thirty-first of February is no day


def test_a_phone_fills_in_what_was_empty_and_overwrites_nothing(phone: Phone) -> None:
    with transaction():
        known = Appliance(customer_id=phone.job.customer_id, address_id=phone.job.address_id, category="gas_hob",
                          brand="安禾", serial="")  # fmt: skip
        db.session.add(known)
    send(phone, others=[other(id=str(known.id), brand="海韵", serial="G-7")])
    appliance = found(str(known.id))
    assert appliance is not None
    assert (appliance.brand, appliance.serial) == ("安禾", "G-7")


def test_a_finding_that_was_booked_becomes_one_job_however_often_it_is_projected(phone: Phone) -> None:
    wish = finding()
    report_id = send(phone, others=[other(findings=[wish])])
    with transaction():
        project_report(read_report(report_id), now=utc_now())
    (job,) = booked()
    assert (str(job.id), job.state, job.customer_id) == (wish["id"], "requested", phone.job.customer_id)
    assert (job.category, job.fault_text, job.technician_id) == ("gas_hob", "软管开裂", None)
    assert job.number != phone.job.number


def test_a_declined_finding_is_booked_by_nobody_but_stays_a_hazard(phone: Phone) -> None:
    send(phone, others=[other(findings=[finding(decision="declined")])])
    assert booked() == []
    (hazard,) = hazards()
    assert (hazard.level, hazard.decision, hazard.closed_at) == ("C2", "declined", None)


def test_a_hazard_is_over_when_the_same_check_is_in_order_later(phone: Phone) -> None:
    hob = other(findings=[finding(decision="declined")])
    send(phone, others=[hob])
    again = hob | {"findings": [finding(level="ok", urgency=None, decision=None)]}
    send(phone, others=[again])
    (hazard,) = hazards()
    assert hazard.closed_at is not None


def test_the_wish_to_have_it_fixed_now_is_no_repair(phone: Phone) -> None:
    hob = other(findings=[finding(decision="declined")])
    send(phone, others=[hob])
    send(phone, others=[hob | {"findings": [finding(decision="fix_now")]}])
    assert [(each.decision, each.closed_at) for each in hazards()] == [("declined", None), ("fix_now", None)]
    send(phone, others=[hob | {"findings": [finding(level="ok", urgency=None, decision=None)]}])
    assert all(hazard.closed_at is not None for hazard in hazards())


def test_an_older_hazard_is_over_when_a_later_notice_says_that_it_was_put_right(phone: Phone) -> None:
    hob = other(findings=[finding(decision="fix_now")])
    send(phone, others=[hob])
    fixed = dummy_hazard_v2(appliance_id=hob["id"], source="hose", measure="fixed", decision="fix_now")
    send(phone, others=[hob | {"findings": [finding(urgency="C1", decision="fix_now")]}], hazards=[fixed])
    assert [hazard.closed_at is None for hazard in hazards()] == [False, False]


def test_a_hazard_of_the_test_is_told_before_the_next_visit(phone: Phone) -> None:
    told = dummy_hazard_v2(job_id=str(phone.job.id), decision="book")
    send(phone, hazards=[told])
    (hazard,) = hazards()
    assert (str(hazard.id), hazard.level, hazard.closed_at) == (told["id"], "C1", None)
    (job,) = booked()
    assert told["hazard"] in job.fault_text


@pytest.mark.parametrize(
    ("words", "zh", "en"),
    [
        ("{hose}", "{hose}", "{hose_en}"),
        ("{hose}（阀门旁）", "{hose}（阀门旁）", "{hose_en} (阀门旁)"),
        ("软管我看不行", "软管我看不行", "软管我看不行"),
    ],
)
def test_what_the_catalog_says_of_a_hazard_is_kept_in_both_languages(
    phone: Phone, words: str, zh: str, en: str
) -> None:
    (check,) = [
        each
        for category in current_catalog()["categories"]
        if category["id"] == "gas_hob"
        for each in category["checks"]
        if "管" in each["text"]["zh"]
    ][:1]
    bad = next(result for result in check["results"] if result["level"] == "fail")
    known = {
        "hose": f"{check['text']['zh']}：{bad['text']['zh']}",
        "hose_en": f"{check['text']['en']}: {bad['text']['en']}",
    }
    send(phone, others=[other(findings=[finding(check=check["id"], text=words.format_map(known))])])
    (hazard,) = hazards()
    assert (hazard.text_zh, hazard.text_en) == (zh.format_map(known), en.format_map(known))


@pytest.mark.parametrize("added", ["", "请看照片。"])
def test_sentences_of_the_test_are_kept_in_both_languages_unless_a_person_changed_them(
    phone: Phone, added: str
) -> None:
    first, second = (row["hazard"] for row in current_catalog()["hazards"][:2])
    said = first["zh"] + second["zh"] + added
    send(phone, hazards=[dummy_hazard_v2(hazard=said)])
    (hazard,) = hazards()
    assert (hazard.text_zh, hazard.text_en) == (said, said if added else f"{first['en']} {second['en']}")


def test_a_hazard_that_was_put_right_is_kept_as_closed(phone: Phone) -> None:
    send(phone, hazards=[dummy_hazard_v2(measure="fixed", decision="fix_now")])
    (hazard,) = hazards()
    assert hazard.closed_at is not None


def test_another_customers_appliance_is_left_alone(phone: Phone) -> None:
    stranger = Phone(phone.client).job
    with transaction():
        theirs = Appliance(
            customer_id=stranger.customer_id, address_id=stranger.address_id, category="gas_hob", serial=""
        )
        db.session.add(theirs)
    send(phone, others=[other(id=str(theirs.id), serial="G-9")])
    appliance = found(str(theirs.id))
    assert appliance is not None
    assert (appliance.serial, appliance.customer_id) == ("", stranger.customer_id)


def test_each_job_of_a_visit_moves_by_its_own_result(phone: Phone) -> None:
    second = Phone(phone.client).job
    with transaction():
        db.session.merge(second)
        second.technician_id = phone.technician.id
    jobs = [
        dummy_served_job(job=phone.job),
        dummy_served_job(job=second, work={"result": "second_visit", "reason": "parts"}),
    ]
    report_id = send(phone, jobs=jobs)
    states = {job.id: job.state for job in db.session.scalars(select(Job))}
    assert (states[phone.job.id], states[second.id]) == ("completed", "second_visit")
    assert db.session.get_one(Report, report_id).projection_error == ""


def history_on_the_phone(phone: Phone, appliance_id: str) -> list[dict[str, Any]]:
    jobs = phone.client.get("/api/v1/pull", headers=bearer_header(phone.technician)).json["jobs"]
    (found,) = [each for job in jobs for each in job["appliances"] if each["id"] == appliance_id]
    return found["history"]


def test_a_check_beside_the_job_stands_in_the_appliances_own_history(phone: Phone) -> None:
    hob = other(findings=[finding(level="advise", urgency="C3"), finding(check="age", level="ok", urgency=None)])
    report_id = send(phone, others=[hob, other(state="declined")])
    (check,) = db.session.scalars(select(ApplianceCheck)).all()
    assert (str(check.appliance_id), check.report_id, check.level) == (hob["id"], report_id, "advise")
    with transaction():
        job = create_job(
            technician=phone.technician, customer_id=phone.job.customer_id, address_id=phone.job.address_id,
            appliance_id=check.appliance_id,
        )  # fmt: skip
    (visit,) = history_on_the_phone(phone, hob["id"])
    assert (visit["report_id"], visit["job_type"], visit["verdict"]) == (str(report_id), "inspection", "advise")
    assert visit["technician"] == phone.technician.name
    office = browse(current_app._get_current_object(), create_administrator(language="en"))
    for page in (f"/office/jobs/{job.id}", f"/office/customers/{phone.job.customer_id}"):
        text = office.get(page).text
        assert "checked on another job’s visit" in text
        assert f"/office/reports/{report_id}" in text


@pytest.mark.parametrize("levels", [[], ["na"], ["ok", "na"]])
def test_an_appliance_of_which_a_check_says_nothing_has_passed_nothing(phone: Phone, levels: list[str]) -> None:
    checks = [finding(check=f"c{place}", level=level, urgency=None) for place, level in enumerate(levels)]
    send(phone, others=[other(findings=checks)])
    (check,) = db.session.scalars(select(ApplianceCheck)).all()
    assert check.level == "not_tested"


def test_a_corrected_report_corrects_the_history_and_says_it_once(phone: Phone) -> None:
    hob = other(findings=[finding(level="fail")])
    first = send(phone, others=[hob])
    visit = read_report(first).content["visit"]
    better = hob | {"findings": [finding(level="ok", urgency=None, decision=None)]}
    again = send(phone, others=[better], visit=visit, supersedes=str(first), supersedes_reason="wrong level")
    (check,) = db.session.scalars(select(ApplianceCheck)).all()
    assert (check.report_id, check.level) == (again, "pass")
    with transaction():
        project_report(read_report(first), now=utc_now())
    db.session.expire_all()
    (check,) = db.session.scalars(select(ApplianceCheck)).all()
    assert check.report_id == again, "reading the old report again takes nothing back"
