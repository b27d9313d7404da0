"""Reports and cards in the office: finding, opening, downloading."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from backend.accounts.models import Center, User
from backend.audit.models import AuditEntry
from backend.cards.listing import CardState
from backend.cards.models import Card
from backend.cards.zip import stream_cards
from backend.infrastructure.clock import utc_now
from backend.infrastructure.database import db
from backend.infrastructure.ids import new_id
from backend.infrastructure.storage import content_key
from backend.infrastructure.transaction import transaction
from backend.infrastructure.wiring import storage
from backend.reports.models import Report, ReportBlob, ReportSummary
from tests.factories import create_technician, create_user, dummy_content, dummy_photo
from tests.office.conftest import Browser, browse, seal

Deliver = Callable[..., UUID]


def with_words(**changes: dict[str, object]) -> dict[str, object]:
    """Parts of a content, each changed in some fields."""
    content = dummy_content()
    return {part: content[part] | fields for part, fields in changes.items()}


def test_a_report_shows_in_the_list_with_its_card(office: Browser, deliver: Deliver, center: Center) -> None:
    card = seal(deliver(), center)
    page = office.page("/office/reports")
    assert card.number in page
    assert "陈女士" not in page  # masked


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", True),
        ("q=欧阳", True),
        ("q=zz-77", True),
        ("q=nobody", False),
        ("verdict=pass", True),
        ("verdict=unsafe", False),
        ("result=done", True),
        ("result=refused", False),
        ("state=waiting", False),
        ("state=sealed", True),
        ("missing=1", False),
        ("from=2026-11-20&to=2026-11-20", True),
        ("from=2026-11-21", False),
        ("to=2026-11-19", False),
        ("type=installation", False),
        ("from=x&to=y&verdict=z&center=1", True),
    ],
)
def test_filters(office: Browser, deliver: Deliver, center: Center, query: str, found: bool) -> None:
    report_id = deliver(**with_words(customer={"name": "欧阳春晓"}, appliance={"serial": "ZZ-77"}))
    seal(report_id, center)
    assert (f"/office/reports/{report_id}" in office.page(f"/office/reports?{query}")) is found


def test_reports_of_other_centers_do_not_exist(office: Browser, deliver: Deliver, app: Flask) -> None:
    stranger = create_technician()
    report_id = deliver(by=stranger)
    assert str(report_id) not in office.page("/office/reports")
    for address in ("", "/card.pdf", f"/photos/{'0' * 64}"):
        assert office.get(f"/office/reports/{report_id}{address}").status_code == 404
    archive = office.post("/office/reports/zip", ids=str(report_id))
    assert zipfile.ZipFile(io.BytesIO(archive.data)).namelist() == ["index.csv"]


def test_the_page_of_a_report_shows_what_was_signed(office: Browser, deliver: Deliver, session: Session) -> None:
    report_id = deliver()
    page = office.page(f"/office/reports/{report_id}")
    for words in ("加热管绝缘失效", "电热水器", "¥208.00", "5 of 5 confirmed", 'role="img"', "bound to this content"):
        assert words in page
    assert "陈女士" not in page
    assert session.scalars(select(AuditEntry.action).where(AuditEntry.subject_id == report_id)).all() == ["report.view"]


def test_hostile_words_in_a_report_stay_words(office: Browser, deliver: Deliver) -> None:
    hostile = "<script>alert(1)</script>\"'"
    report_id = deliver(
        **with_words(
            customer={"name": hostile}, work={"found": hostile, "done": hostile}, appliance={"model": hostile[:30]}
        )
    )
    for address in (f"/office/reports/{report_id}", "/office/reports"):
        assert "<script>alert" not in office.page(address)


def test_a_photo_is_served_as_the_picture_it_is_and_nothing_else(
    office: Browser, deliver: Deliver, session: Session
) -> None:
    said, data = dummy_photo()
    report_id = deliver(photos=[said])
    address = f"/office/reports/{report_id}/photos/{said['sha256']}"
    assert office.get(address).status_code == 404  # not yet arrived
    storage().put(content_key("blobs", said["sha256"]), data)
    with transaction() as writing:
        blob = writing.get_one(ReportBlob, (report_id, said["sha256"]))
        blob.received_at = utc_now()
    answer = office.get(address)
    assert (answer.data, answer.mimetype) == (data, "image/jpeg")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert office.get(f"/office/reports/{report_id}/photos/{'0' * 64}").status_code == 404


def test_one_card_is_downloaded_and_that_is_recorded(
    office: Browser, deliver: Deliver, center: Center, session: Session
) -> None:
    report_id = deliver()
    assert office.get(f"/office/reports/{report_id}/card.pdf").status_code == 404
    card = seal(report_id, center, pdf=b"%PDF-1.7 mine")
    answer = office.get(f"/office/reports/{report_id}/card.pdf")
    assert answer.data.startswith(b"%PDF-1.7 mine")
    assert f'attachment; filename="{card.number}.pdf"' in answer.headers["Content-Disposition"]
    assert "card.download" in session.scalars(select(AuditEntry.action)).all()


def read_zip(data: bytes) -> tuple[zipfile.ZipFile, list[dict[str, str]]]:
    archive = zipfile.ZipFile(io.BytesIO(data))
    assert archive.testzip() is None
    text = archive.read("index.csv").decode("utf-8")
    assert text.startswith("\ufeff")
    return archive, list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def test_a_zip_of_the_selection_holds_these_cards_and_an_index(
    office: Browser, deliver: Deliver, center: Center, session: Session
) -> None:
    chosen, other, unsealed = deliver(), deliver(), deliver()
    card, _ = seal(chosen, center), seal(other, center)
    answer = office.post("/office/reports/zip", ids=[str(chosen), str(unsealed)])
    archive, index = read_zip(answer.data)
    assert [name for name in archive.namelist() if name.endswith(".pdf")] == [f"{card.number} 陈_.pdf"]
    assert {row["state"] for row in index} == {CardState.SEALED.value, CardState.WAITING.value} or len(index) == 2
    assert [row["card"] for row in index if row["file"]] == [card.number]
    assert {"card.zip", "card.zip_done"} <= set(session.scalars(select(AuditEntry.action)))


def test_a_zip_of_the_whole_result_follows_the_filter(office: Browser, deliver: Deliver, center: Center) -> None:
    seal(deliver(), center)
    old = deliver(frozen_at=utc_now() - timedelta(days=400))
    seal(old, center)
    answer = office.post("/office/reports/zip", scope="all", **{"from": "2026-11-01"})
    assert len(read_zip(answer.data)[1]) == 1


def test_nothing_selected_says_so(office: Browser) -> None:
    assert office.post("/office/reports/zip", scope="selected").location == "/office/reports"
    assert "No report is selected." in office.page("/office/reports")


def test_names_in_the_index_are_never_formulas(office: Browser, deliver: Deliver, center: Center) -> None:
    seal(deliver(**with_words(customer={"name": "=HYPERLINK(1)"}, appliance={"brand": "=1+1"})), center)
    _, index = read_zip(office.post("/office/reports/zip", scope="all").data)
    assert index[0]["appliance"].startswith("'=")


def test_a_zip_is_made_while_it_is_sent(deliver: Deliver, center: Center, app: Flask) -> None:
    class Row:
        def __init__(self, card: Card, summary: ReportSummary) -> None:
            self.Card, self.ReportSummary, self.Center, self.technician = card, summary, center, "x"
            self.superseded = self.flagged = False
            self.HazardNotice = None

    report_id = deliver()
    card = seal(report_id, center)
    summary = db.session.get_one(ReportSummary, report_id)
    taken = 0

    def rows() -> object:
        nonlocal taken
        for _ in range(1000):
            taken += 1
            yield Row(card, summary)

    sent = stream_cards(rows(), storage=storage(), finished=lambda count: None)  # type: ignore[arg-type]
    for _ in range(10):
        next(sent)
    assert taken < 20


def test_the_list_takes_the_same_number_of_queries_however_long(
    office: Browser, deliver: Deliver, center: Center
) -> None:
    def queries() -> int:
        counted: list[str] = []
        listen = lambda *args: counted.append(args[2])  # noqa: E731 - one line
        event.listen(db.engine, "before_cursor_execute", listen)
        office.page("/office/reports")
        event.remove(db.engine, "before_cursor_execute", listen)
        return len(counted)

    deliver()
    few = queries()
    for _ in range(5):
        seal(deliver(), center)
    assert queries() == few <= 18


def test_pages_of_reports_follow_each_other(
    office: Browser, deliver: Deliver, center: Center, technician: User
) -> None:
    first = db.session.get_one(ReportSummary, deliver())
    with transaction() as writing:
        report = writing.get_one(Report, first.report_id)
        for n in range(60):
            key = new_id()
            columns = {c.key: getattr(report, c.key) for c in Report.__table__.columns if c.key not in ("id", "body")}
            writing.add(Report(id=key, body=b"{}", **columns))
            values = {c.key: getattr(first, c.key) for c in ReportSummary.__table__.columns}
            writing.flush()
            writing.add(ReportSummary(**(values | {"report_id": key, "verification_code": f"{n:026}"})))
    page = office.page("/office/reports")
    assert page.count("data-row") == 50
    following = page.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    assert office.page("/office/reports" + following).count("data-row") == 11


def test_an_office_user_of_several_centers_sees_each(app: Flask, deliver: Deliver, center: Center) -> None:
    stranger = create_technician()
    here, there = deliver(), deliver(by=stranger)
    both = create_user(office_centers=[center, db.session.get_one(Center, stranger.center_id)])
    page = browse(app, both).page("/office/reports")
    assert str(here) in page
    assert str(there) in page
