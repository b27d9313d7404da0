from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from backend.accounts.models import User
from backend.accounts.passwords import DEMO_PASSWORD, password_matches
from backend.app import create_app
from backend.care.models import Complaint
from backend.catalog.operations import publish_seed
from backend.config import ConfigError
from backend.customers.models import Appliance, Customer, Hazard
from backend.demo.households import create_homes
from backend.demo.load import load_demo
from backend.demo.people import create_staff, usernames
from backend.demo.plan import in_turn, plan_jobs
from backend.infrastructure.clock import utc_now
from backend.infrastructure.database import db
from backend.infrastructure.transaction import transaction
from backend.jobs.models import Job
from backend.reports.models import Report, ReportSummary, ReviewItem
from backend.reports.versions import read_signed
from tests.factories import bearer_header


def count(model: type) -> int:
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def groups(column: object) -> set[str]:
    return set(db.session.scalars(select(column).distinct()))


def test_the_demo_is_whole_and_loading_it_twice_changes_nothing(app: Flask, client: FlaskClient) -> None:
    now = utc_now()
    first = load_demo(now=now)
    second = load_demo(now=now + timedelta(days=1))

    assert (first.fresh, second.fresh) == (True, False)
    assert first.passwords == second.passwords == dict.fromkeys(first.passwords, DEMO_PASSWORD)
    assert count(Customer) == 60
    assert count(Job) >= 120  # and one for each finding that a customer booked
    assert groups(Job.type) == {"installation", "repair", "maintenance", "inspection"}
    assert {"requested", "assessed", "scheduled", "assigned", "accepted", "completed", "refused", "second_visit",
            "on_hold", "cancelled"} <= groups(Job.state)  # fmt: skip
    _finished_visits_are_sound()
    _every_kind_of_visit_is_there()
    _customers_have_spoken(client, first.customer_page)
    _the_first_technician_has_a_full_day(client)


def _finished_visits_are_sound() -> None:
    assert set(db.session.scalars(select(Report.receipt))) == {"accepted"}
    assert count(ReportSummary) >= 24
    assert groups(ReportSummary.server_verdict) >= {"pass", "advise", "fail", "refuse", "not_tested"}
    assert groups(ReportSummary.language) == {"zh", "en"}
    assert groups(ReviewItem.reason) == set()  # no verdict differs, nothing failed, nothing is left unexplained
    assert count(Report) == db.session.scalar(select(func.count()).where(Report.completed_at.is_not(None)))


def _every_kind_of_visit_is_there() -> None:
    contents = [read_signed(body).content for body in db.session.scalars(select(Report.body))]
    jobs = [job for content in contents for job in content["jobs"]]
    assert any(len(content["jobs"]) == 2 for content in contents)
    assert any(content["hazards"] and content["jobs"][0]["work"]["result"] == "refused" for content in contents)
    assert any(hazard["decision"] == "declined" for content in contents for hazard in content["hazards"])
    assert any(reading["attempt"] == 2 for job in jobs for reading in job["safety"]["readings"])
    assert any(part["old_returned"] for job in jobs for part in job["parts"])


def _customers_have_spoken(client: FlaskClient, page: str) -> None:
    assert groups(Complaint.state) == {"open", "in_progress", "answered", "closed"}
    assert groups(Complaint.source) == {"service_not_done", "contradicted", "signature_disputed"}
    assert client.get(page.removeprefix("http://localhost")).status_code == 200


def _the_first_technician_has_a_full_day(client: FlaskClient) -> None:
    technician = db.session.scalars(select(User).where(User.username == "tech1")).one()
    due = [instrument.due or "" for instrument in technician.instruments]
    assert all(day > utc_now().date().isoformat() for day in due), "calibration is counted from the day of loading"
    jobs = client.get("/api/v1/pull", headers=bearer_header(technician)).json["jobs"]
    today = utc_now().astimezone(ZoneInfo("Asia/Shanghai")).date().isoformat()
    open_today = [job for job in jobs if job["state"] in ("assigned", "accepted")]
    assert len(open_today) >= 8, today
    keys = [job["visit_key"] for job in jobs if job["visit_key"]]
    assert (len(keys), len(set(keys))) == (2, 1)
    assert any(job["customer"]["vip"] and job["hazards"] for job in open_today)
    assert any(job["window_end"] < utc_now().isoformat() for job in open_today)
    assert any(appliance["history"] for job in jobs for appliance in job["appliances"])


def test_a_server_that_others_can_reach_has_no_known_password(app: Flask, settings: object, tmp_path: Path) -> None:
    load_demo(now=utc_now())
    reachable = create_app(replace(settings, host="0.0.0.0"))
    with reachable.app_context():
        passwords = load_demo(now=utc_now()).passwords
        users = {user.username: user for user in db.session.scalars(select(User))}
        assert set(passwords) == set(users)
        assert not any(password_matches(user.password_hash, DEMO_PASSWORD) for user in users.values())
        assert password_matches(users["admin"].password_hash, passwords["admin"])
        assert load_demo(now=utc_now()).passwords == {}
        db.session.remove()
        db.engine.dispose()


def test_production_has_no_demo(app: Flask) -> None:
    app.extensions["fuwuka_settings"] = replace(app.extensions["fuwuka_settings"], env="production")

    with pytest.raises(ConfigError):
        load_demo(now=utc_now())

    assert count(User) == count(Appliance) == count(Hazard) == 0


def test_who_gets_which_job_does_not_depend_on_the_hour(app: Flask) -> None:
    morning = utc_now().replace(hour=23, minute=10) - timedelta(days=1)  # ten past seven in Hangzhou
    with transaction():
        publish_seed(morning)
        staff = create_staff(
            dict.fromkeys(usernames(), DEMO_PASSWORD), hired=morning - timedelta(days=400), today=morning.date()
        )
        homes = create_homes(staff, Random(1), now=morning)

    def planned(hours: float) -> list[tuple[str, str, str]]:
        now = morning + timedelta(hours=hours)
        jobs = plan_jobs(homes, Random(2), now=now, time_zone="Asia/Shanghai")
        return [(one.home.customer.name, one.appliance.category, one.reach) for one in in_turn(jobs, now=now)]

    assert planned(0) == planned(2.5) == planned(7) == planned(16)
