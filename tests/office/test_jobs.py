"""Jobs in the office: finding them, taking requests, moving them."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event, func, select
from sqlalchemy.orm import Session

from backend.accounts.models import Center, User
from backend.audit.models import AuditEntry
from backend.catalog.operations import publish_seed
from backend.customers.models import Appliance, Customer
from backend.domain.vocabulary import JobState
from backend.infrastructure.clock import utc_now
from backend.infrastructure.database import db
from backend.infrastructure.transaction import transaction
from backend.jobs.models import Job
from tests.factories import (
    create_address,
    create_appliance,
    create_center,
    create_customer,
    create_job,
    create_technician,
    create_user,
)
from tests.factories.signing_in import bearer_header
from tests.office.conftest import Browser, browse


def household(center: Center, **customer: object) -> Appliance:
    return create_appliance(create_address(create_customer(center_id=center.id, **customer)))


def test_the_list_shows_todays_jobs_masked(office: Browser, center: Center) -> None:
    now = utc_now()
    job = create_job(
        center_id=center.id, appliance=household(center, name="欧阳春晓", phone="+8613812347715"),
        window_start=now, window_end=now + timedelta(hours=2),
    )  # fmt: skip
    page = office.page("/office/jobs")
    assert job.number in page
    assert "欧*" in page
    assert "欧阳春晓" not in page
    assert "13812347715" not in page


@pytest.mark.parametrize("words", ["春晓", "7715", "文澜苑", "SN-4711", "欧阳", "文澜苑 欧阳", "6 西湖"])
def test_search_finds_by_name_phone_address_and_serial(office: Browser, center: Center, words: str) -> None:
    address = create_address(
        create_customer(center_id=center.id, name="欧阳春晓", phone="+8613812347715"), line="西湖区文澜苑 6 幢"
    )
    wanted = create_job(center_id=center.id, appliance=create_appliance(address, serial="sn-4711"))
    other = create_job(center_id=center.id)
    page = office.page(f"/office/jobs?q={words}")
    assert wanted.number in page
    assert other.number not in page


def test_percent_signs_are_searched_for_as_they_are(office: Browser, center: Center) -> None:
    job = create_job(center_id=center.id)
    assert job.number not in office.page("/office/jobs?q=%25%25")


def test_filters_narrow_the_list(office: Browser, center: Center, technician: User) -> None:
    repair = create_job(technician=technician, type="repair")
    check = create_job(center_id=center.id, type="inspection")
    base = "/office/jobs?view=all"
    assert check.number not in office.page(f"{base}&type=repair")
    assert check.number not in office.page(f"{base}&technician={technician.id}")
    assert check.number not in office.page(f"{base}&state=assigned")
    assert repair.number in office.page(f"{base}&state=assigned&type=repair&technician={technician.id}")
    assert repair.number not in office.page("/office/jobs?view=unassigned")


def test_nonsense_in_the_address_is_ignored(office: Browser) -> None:
    office.page("/office/jobs?view=x&type=y&state=z&center=1&technician=2&from=3&after=%00&q=%F0%9F")


def test_pages_follow_each_other_without_gaps_or_repeats(office: Browser, center: Center, session: Session) -> None:
    appliance, start = household(center), utc_now()
    for n in range(120):  # many begin at the same moment
        create_job(center_id=center.id, appliance=appliance, window_start=start + timedelta(hours=n // 40))
    seen: list[str] = []
    address: str | None = "/office/jobs?view=all"
    while address:
        page = office.page(address)
        seen += [part.split("<")[0] for part in page.split("data-open>")[1:]]
        after = page.split('rel="next" href="')
        address = "/office/jobs" + after[1].split('"')[0].replace("&amp;", "&") if len(after) > 1 else None
    assert len(seen) == len(set(seen)) == session.scalar(select(func.count()).select_from(Job))


def test_a_list_takes_the_same_number_of_queries_however_long(office: Browser, center: Center, app: Flask) -> None:
    def queries() -> int:
        counted: list[str] = []
        listen = lambda *args: counted.append(args[2])  # noqa: E731 - one line
        event.listen(db.engine, "before_cursor_execute", listen)
        office.page("/office/jobs?view=all")
        event.remove(db.engine, "before_cursor_execute", listen)
        return len(counted)

    create_job(technician=create_technician(center=center))
    few = queries()
    for _ in range(20):
        create_job(technician=create_technician(center=center))
    assert queries() == few <= 24


def test_another_centers_job_does_not_exist(office: Browser) -> None:
    foreign = create_job(center_id=create_center().id)
    assert foreign.number not in office.page("/office/jobs?view=all")
    assert office.get(f"/office/jobs/{foreign.id}").status_code == 404
    assert office.post(f"/office/jobs/{foreign.id}/cancel", why="x").status_code == 404
    assert office.post(f"/office/jobs/{foreign.id}/reveal", reveal_reason="x").status_code == 404


def test_hostile_words_stay_words(office: Browser, center: Center) -> None:
    hostile = "<script>alert(1)</script>\"'><img src=x onerror=y>"
    job = create_job(center_id=center.id, appliance=household(center, name=hostile), fault_text=hostile)
    for address in ("/office/jobs?view=all", f"/office/jobs/{job.id}", f"/office/jobs?q={hostile[:20]}"):
        assert "<script>alert" not in office.page(address)
        assert "<img src=x" not in office.page(address)


def new_job(center: Center, **changes: str) -> dict[str, str]:
    return {
        "name": "沈清", "phone": "138 1234 7715", "center_id": str(center.id), "language": "zh",
        "line": "西湖区文澜苑 6 幢 1102", "category": "", "type": "repair", "fault_text": "不加热",
        "warranty": "out", "window_day": "2026-12-01", "window_from": "09:00", "window_to": "11:00",
    } | changes  # fmt: skip


@pytest.fixture
def catalog(app: Flask) -> str:
    with transaction():
        publish_seed(utc_now())
    return "electric_water_heater"


def test_a_request_by_telephone_becomes_a_scheduled_job(
    office: Browser, center: Center, catalog: str, session: Session
) -> None:
    answer = office.post("/office/jobs/new", **new_job(center, category=catalog))
    assert answer.status_code == 303, answer.text
    job = session.scalars(select(Job)).one()
    assert (job.state, job.warranty, job.category) == (JobState.SCHEDULED, "out", catalog)
    assert job.window_start.isoformat() == "2026-12-01T01:00:00+00:00"  # nine o'clock in the center's zone
    assert session.scalars(select(Customer)).one().phone == "+8613812347715"


def test_what_was_typed_is_kept_when_something_is_wrong(
    office: Browser, center: Center, catalog: str, session: Session
) -> None:
    wrong = new_job(center, category=catalog, phone="12", fault_text="不加热 & <b>", window_to="08:00")
    answer = office.post("/office/jobs/new", **wrong)
    assert answer.status_code == 422
    assert "The end must be later than the start." in answer.text
    assert "不加热 &amp; &lt;b&gt;" in answer.text
    assert session.scalars(select(Job)).all() == []
    assert session.scalars(select(Customer)).all() == []  # everything or nothing


def test_a_known_household_gets_another_job(office: Browser, center: Center, session: Session) -> None:
    appliance = household(center, name="沈清")
    page = office.page("/office/jobs/new?q=沈清")
    assert f"customer={appliance.customer_id}" in page
    answer = office.post(
        "/office/jobs/new", customer_id=str(appliance.customer_id), address_id=str(appliance.address_id),
        appliance_id=str(appliance.id), type="maintenance",
    )  # fmt: skip
    assert answer.status_code == 303, answer.text
    assert session.scalars(select(Job)).one().appliance_id == appliance.id


def test_a_window_is_meant_in_the_zone_of_the_center_that_does_the_job(
    app: Flask, catalog: str, session: Session
) -> None:
    near, far = create_center(code="AA"), create_center(code="ZZ", time_zone="America/New_York")
    office = browse(app, create_user(language="en", role="dispatcher", office_centers=[near, far]))
    assert office.post("/office/jobs/new", **new_job(far, category=catalog)).status_code == 303
    job = session.scalars(select(Job)).one()
    assert job.window_start.isoformat() == "2026-12-01T14:00:00+00:00"

    again = {"customer_id": str(job.customer_id), "address_id": str(job.address_id)}
    assert office.post("/office/jobs/new", **new_job(near, category=catalog) | again).status_code == 303
    windows = session.scalars(select(Job.window_start)).all()
    assert {start.isoformat() for start in windows} == {"2026-12-01T14:00:00+00:00"}, "a known customer has a center"


def joined_by_form(office: Browser, first: Job, appliance: Appliance, **form: str) -> str:
    answer = office.post(
        "/office/jobs/new", customer_id=str(first.customer_id), appliance_id=str(appliance.id), type="maintenance",
        visit_of=str(first.id), **form,
    )  # fmt: skip
    assert answer.status_code == 303, answer.text
    return answer.headers["Location"]


def test_a_second_request_of_a_household_joins_the_visit_and_the_phone_sees_one(
    office: Browser, center: Center, technician: User, session: Session, client: FlaskClient
) -> None:
    now, appliance = utc_now(), household(center, name="沈清")
    window = {"window_start": now, "window_end": now + timedelta(hours=2)}
    first = create_job(technician=technician, appliance=appliance, visit_key=None, **window)
    assert str(first.id) in office.page(f"/office/jobs/new?customer={first.customer_id}")
    page = office.page(joined_by_form(office, first, appliance))
    assert first.number in page

    jobs = session.scalars(select(Job).order_by(Job.number)).all()
    assert {job.visit_key for job in jobs} == {first.id}, "the draft that a phone keeps under the first job stays found"
    assert len({(job.technician_id, job.window_start, job.window_end, job.address_id) for job in jobs}) == 1
    assert office.page("/office/jobs").count("one visit, 2 jobs") == 2

    pulled = client.get("/api/v1/pull", headers=bearer_header(technician)).json["jobs"]
    assert [job["visit_key"] for job in pulled] == [str(first.id)] * 2


def test_a_job_of_its_own_joins_a_visit_later(
    office: Browser, center: Center, technician: User, session: Session
) -> None:
    now, appliance = utc_now(), household(center)
    window = {"window_start": now, "window_end": now + timedelta(hours=2)}
    first = create_job(technician=technician, appliance=appliance, **window)
    alone = create_job(center_id=center.id, appliance=appliance)
    assert "Join a visit" in office.page(f"/office/jobs/{alone.id}")
    assert office.post(f"/office/jobs/{alone.id}/join", visit_of=str(first.id)).status_code == 303
    row = session.execute(select(Job.visit_key, Job.technician_id, Job.window_start).where(Job.id == alone.id)).one()
    assert tuple(row) == (first.visit_key, technician.id, first.window_start)


@pytest.mark.parametrize("case", ["another household", "another center", "already on site"])
def test_only_an_open_visit_to_the_same_home_can_be_joined(
    office: Browser, center: Center, technician: User, session: Session, case: str
) -> None:
    now, appliance = utc_now(), household(center)
    alone = create_job(center_id=center.id, appliance=appliance, visit_key=None)
    window = {"window_start": now, "window_end": now + timedelta(hours=2)}
    other = {
        "another household": lambda: create_job(technician=technician, appliance=household(center), **window),
        "another center": lambda: create_job(center_id=create_center().id, **window),
        "already on site": lambda: create_job(technician=technician, appliance=appliance, state="on_site", **window),
    }[case]()
    assert office.post(f"/office/jobs/{alone.id}/join", visit_of=str(other.id)).status_code in (404, 409, 422)
    assert session.scalars(select(Job.visit_key).where(Job.id == alone.id)).one() is None


@pytest.fixture
def joined(office: Browser, center: Center, technician: User, session: Session) -> list[Job]:
    """Two jobs of one household on one visit."""
    now, appliance = utc_now(), household(center, name="沈清")
    window = {"window_start": now, "window_end": now + timedelta(hours=2)}
    first = create_job(technician=technician, appliance=appliance, visit_key=None, **window)
    joined_by_form(office, first, appliance)
    jobs = list(session.scalars(select(Job)))
    return sorted(jobs, key=lambda job: job.id != first.id)


LATER = {"window_day": "2027-01-04", "window_from": "09:00", "window_to": "11:00"}


def test_a_joined_visit_is_told_and_moves_as_one(
    office: Browser, center: Center, joined: list[Job], session: Session
) -> None:
    first, second = joined
    page = office.page(f"/office/jobs/{first.id}")
    assert f"{first.number}, {second.number} move together" in page
    assert office.post(f"/office/jobs/{first.id}/schedule", **LATER).status_code == 303
    other = create_technician(center=center)
    assert office.post(f"/office/jobs/{second.id}/assign", technician_id=str(other.id)).status_code == 303
    session.expire_all()
    rows = session.execute(select(Job.visit_key, Job.technician_id, Job.window_start)).all()
    assert len(rows) == 2
    assert {tuple(row) for row in rows} == {(first.id, other.id, rows[0].window_start)}
    assert rows[0].window_start.isoformat() == "2027-01-04T01:00:00+00:00"


@pytest.mark.parametrize("place", [0, 1])
def test_one_job_alone_leaves_the_visit(office: Browser, joined: list[Job], session: Session, place: int) -> None:
    leaving, staying = joined[place], joined[1 - place]
    before = staying.window_start
    assert office.post(f"/office/jobs/{leaving.id}/schedule", alone="1", **LATER).status_code == 303
    session.expire_all()
    alone, stays = session.get_one(Job, leaving.id), session.get_one(Job, staying.id)
    assert stays.window_start == before
    assert stays.visit_key == joined[0].id
    assert (alone.visit_key or alone.id) != stays.visit_key
    assert "move together" not in office.page(f"/office/jobs/{leaving.id}")


def test_a_visit_that_has_begun_does_not_move_under_the_technicians_feet(
    office: Browser, joined: list[Job], session: Session
) -> None:
    first, second = joined
    before = first.window_start
    with transaction():
        session.get_one(Job, second.id).state = "on_site"
    answer = office.post(f"/office/jobs/{first.id}/schedule", **LATER)
    assert answer.status_code == 409
    assert f"{second.number} of the same visit has begun" in answer.text
    session.expire_all()
    assert session.get_one(Job, first.id).window_start == before
    assert office.post(f"/office/jobs/{first.id}/schedule", alone="1", **LATER).status_code == 303


def test_a_foreign_household_gets_no_job(office: Browser, session: Session) -> None:
    foreign = household(create_center())
    answer = office.post(
        "/office/jobs/new", customer_id=str(foreign.customer_id), address_id=str(foreign.address_id),
        appliance_id=str(foreign.id), type="repair",
    )  # fmt: skip
    assert answer.status_code == 404
    assert session.scalars(select(Job)).all() == []


def state_of(session: Session, job_id: UUID) -> str:
    return session.scalars(select(Job.state).where(Job.id == job_id)).one()


def test_a_job_is_assigned_taken_back_and_cancelled(
    office: Browser, center: Center, technician: User, session: Session
) -> None:
    job = create_job(center_id=center.id)
    assert office.post(f"/office/jobs/{job.id}/assign", technician_id=str(technician.id)).status_code == 303
    assert state_of(session, job.id) == JobState.ASSIGNED
    assert office.post(f"/office/jobs/{job.id}/unassign", why="ill").status_code == 303
    assert office.post(f"/office/jobs/{job.id}/cancel", why="customer bought a new one").status_code == 303
    assert state_of(session, job.id) == JobState.CANCELLED
    assert "customer bought a new one" in office.page(f"/office/jobs/{job.id}")


def test_cancelling_needs_a_reason(office: Browser, center: Center, session: Session) -> None:
    job = create_job(center_id=center.id)
    answer = office.post(f"/office/jobs/{job.id}/cancel", why="  ")
    assert answer.status_code == 422
    assert "Please fill this in." in answer.text
    assert state_of(session, job.id) == JobState.REQUESTED


def test_a_technician_of_another_center_cannot_be_chosen(office: Browser, center: Center, session: Session) -> None:
    job, stranger = create_job(center_id=center.id), create_technician()
    assert stranger.name not in office.page(f"/office/jobs/{job.id}")
    assert office.post(f"/office/jobs/{job.id}/assign", technician_id=str(stranger.id)).status_code == 422
    assert state_of(session, job.id) == JobState.REQUESTED


def test_a_move_that_is_no_longer_possible_is_told(office: Browser, center: Center) -> None:
    job = create_job(center_id=center.id, state="cancelled")
    assert office.post(f"/office/jobs/{job.id}/hold", why="parts").status_code == 409


def test_revealing_a_customer_asks_for_a_reason_and_is_recorded(
    office: Browser, center: Center, session: Session
) -> None:
    job = create_job(center_id=center.id, appliance=household(center, name="欧阳春晓", phone="+8613812347715"))
    assert "+8613812347715" not in office.page(f"/office/jobs/{job.id}")
    assert office.post(f"/office/jobs/{job.id}/reveal", reveal_reason="").status_code == 422
    assert "+8613812347715" in office.post(f"/office/jobs/{job.id}/reveal", reveal_reason="call back").text
    entry = session.scalars(select(AuditEntry).where(AuditEntry.action == "customer.reveal")).one()
    assert entry.detail == {"reason": "call back"}
