"""The page of a report of several jobs, with dangers, re-tests and parts."""

from __future__ import annotations

import json
from pathlib import Path
from uuid import UUID, uuid4

from backend.accounts.models import User
from backend.infrastructure.clock import utc_now
from backend.infrastructure.transaction import transaction
from backend.reports.operations import Author, accept_report
from backend.reports.projection import project_report, read_report
from tests.factories import canonical, digest_of
from tests.office.conftest import Browser

CORPUS = Path(__file__).parents[1] / "vectors" / "reports" / "v2"


def corpus_body(name: str, technician: User) -> bytes:
    """A golden report as this technician's phone would have sent it now."""
    body = json.loads((CORPUS / f"{name}.json").read_text(encoding="utf-8"))
    author = body["content"]["technician"] | {"id": str(technician.id)}
    content = body["content"] | {"report_id": str(uuid4()), "technician": author}
    attestations = [each | {"content_digest": digest_of(content)} for each in body["attestations"]]
    return canonical(body | {"content": content, "attestations": attestations})


def page_of(name: str, office: Browser, technician: User) -> str:
    body = corpus_body(name, technician)
    report_id = UUID(json.loads(body)["content"]["report_id"])
    author = Author(user_id=technician.id, center_id=technician.center_id)
    with transaction():
        accept_report(report_id, body, author=author, now=utc_now())
    with transaction():
        project_report(read_report(report_id), now=utc_now())
    return office.page(f"/office/reports/{report_id}")


def test_each_job_of_a_visit_has_its_own_work_test_and_parts(office: Browser, technician: User) -> None:
    page = page_of("two-jobs-en", office, technician)
    for words in ("J-261119-0047", "J-261119-0051", "1.2 kg of scale", "Magnesium anode", "breaker C16", "RCD 30 mA"):
        assert words in page, words
    assert page.count('class="jobhead"') == 2
    assert "Bartholomew Featherstonehaugh-Cholmondeley" in page


def test_dangers_stand_on_the_page_with_what_was_done_about_them(office: Browser, technician: User) -> None:
    page = page_of("refused-with-hazard-zh", office, technician)
    for words in ("插座没有保护接地", "2026-11-29", "isolated", "declined", "Hazard notice"):
        assert words in page, words


def test_a_re_test_stands_beside_what_failed_first(office: Browser, technician: User) -> None:
    page = page_of("repair-zh", office, technician)
    for words in ("re-test 1", "0.08", "186", "EH20-2608-00417", "fixed on the first visit"):
        assert words in page, words
