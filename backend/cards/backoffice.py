"""Reports and cards in the office: the list, one PDF, and a ZIP of what was chosen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, redirect, render_template, request, stream_with_context
from werkzeug.datastructures import MultiDict

from backend.accounts.queries import centers_of, technicians_of
from backend.audit.operations import record
from backend.cards.listing import (
    MOST_COUNTED,
    CardState,
    ReportFilter,
    all_reports,
    count_reports,
    editions_of,
    find_row,
    list_reports,
    notices_of,
    state_of,
)
from backend.cards.queries import Paper
from backend.cards.zip import stream_cards
from backend.catalog.names import catalog_names
from backend.domain.errors import NotFoundError
from backend.domain.vocabulary import JobType, Level, WorkResult
from backend.infrastructure.auth import guard, principal
from backend.infrastructure.clock import utc_now
from backend.infrastructure.forms import parse_day, parse_uuid
from backend.infrastructure.notes import leave_note
from backend.infrastructure.paging import Place
from backend.infrastructure.storage import content_key
from backend.infrastructure.transaction import transaction
from backend.infrastructure.wiring import storage

MOST_SELECTED = 500  # ticked boxes in one form; more is what "the whole result" is for
VERDICTS = (*(level.value for level in Level), "unsafe")

blueprint = Blueprint("office_cards", __name__, url_prefix="/office/reports")


def read_filter(sent: MultiDict[str, str]) -> ReportFilter:
    """What an address or a form asks for; what makes no sense is ignored rather than refused."""

    def known(name: str, allowed: Any) -> str:
        value = sent.get(name, "")
        return value if value in set(allowed) else ""

    return ReportFilter(
        first=parse_day(sent.get("from")),
        last=parse_day(sent.get("to")),
        center_id=parse_uuid(sent.get("center")),
        technician_id=parse_uuid(sent.get("technician")),
        job_id=parse_uuid(sent.get("job")),
        verdict=known("verdict", VERDICTS),
        state=known("state", CardState),
        result=known("result", WorkResult),
        job_type=known("type", JobType),
        service_missing=sent.get("missing") == "1",
        search=sent.get("q", "").strip()[:80],
        zone=principal().zone,
    )


@blueprint.get("")
@guard("report:read")
def reports() -> str:
    who, sent = principal(), request.args
    wanted = read_filter(sent)
    page = list_reports(who.center_ids, wanted, place=Place(after=sent.get("after"), before=sent.get("before")))
    return render_template(
        "cards/list.html",
        page=page,
        total=count_reports(who.center_ids, wanted),
        most=MOST_COUNTED,
        wanted=wanted,
        sent=sent,
        today=utc_now().astimezone(wanted.zone).date(),
        state_of=state_of,
        states=list(CardState),
        verdicts=VERDICTS,
        results=list(WorkResult),
        types=list(JobType),
        centers=centers_of(who.center_ids),
        technicians=technicians_of(who.center_ids),
        names=catalog_names(),
    )


def row_or_404(report_id: UUID) -> Any:
    row = find_row(report_id, principal().center_ids)
    if row is None:
        raise NotFoundError
    return row


@blueprint.get("/<uuid:report_id>/card.pdf")
@guard("card:read")
def card_pdf(report_id: UUID) -> Response:
    """The latest edition of a card, or `?edition=`; `?show=1` opens it in the browser."""
    row = row_or_404(report_id)
    card = _wanted(editions_of(report_id))
    if card is None:
        raise NotFoundError(zh="这份报告还没有这一版服务卡。", en="There is no such card of this report yet.")
    return _paper(card, row, kind="card")


@blueprint.get("/<uuid:report_id>/hazard-notice.pdf")
@guard("card:read")
def hazard_notice_pdf(report_id: UUID) -> Response:
    """The hazard notice beside a card; `?edition=` and `?show=1` as for the card."""
    row = row_or_404(report_id)
    notice = _wanted(notices_of(report_id))
    if notice is None:
        raise NotFoundError(zh="这份报告没有这一版隐患告知书。", en="There is no such hazard notice of this report.")
    return _paper(notice, row, kind="notice")


def _wanted(editions: Sequence[Paper]) -> Paper | None:
    wanted = request.args.get("edition", "")
    return next((paper for paper in editions if wanted in ("", str(paper.edition))), None)


def _paper(card: Paper, row: Any, *, kind: str) -> Response:
    show = request.args.get("show") == "1"
    note_sight(f"{kind}.view" if show else f"{kind}.download", row, edition=card.edition)
    answer = Response(storage().stream(content_key("cards", card.sha256)), mimetype="application/pdf")
    disposition = "inline" if show else "attachment"
    answer.headers["Content-Disposition"] = f'{disposition}; filename="{card.number}.pdf"'
    answer.headers["Content-Length"] = str(card.size)
    answer.headers["Cache-Control"] = "private, no-store"
    if show:  # the office's own preview may frame it, nobody else
        answer.headers["X-Frame-Options"] = "SAMEORIGIN"
        answer.headers["Content-Security-Policy"] = "default-src 'none'; object-src 'self'; frame-ancestors 'self'"
    return answer


def note_sight(action: str, row: Any, **detail: Any) -> None:
    """Into the audit trail: who looked at this report or took something of it."""
    with transaction():
        record(
            action,
            actor=principal().user,
            now=utc_now(),
            subject_type="report",
            subject_id=row.ReportSummary.report_id,
            center_id=row.ReportSummary.center_id,
            **detail,
        )


@blueprint.post("/zip")
@guard("card:read")
def card_zip() -> Any:
    """Cards of the ticked rows, or of everything that the filter finds (`scope=all`)."""
    who, wanted = principal(), read_filter(request.form)
    if request.form.get("scope") != "all":
        chosen = [found for found in map(parse_uuid, request.form.getlist("ids")) if found][:MOST_SELECTED]
        if not chosen:
            leave_note("reports.nothing_selected", kind="warn")
            return redirect("/office/reports", 303)
        wanted = ReportFilter(ids=chosen, zone=wanted.zone)
    return _zip_answer(wanted, who.center_ids)


def _zip_answer(wanted: ReportFilter, centers: Any) -> Response:
    who, started = principal(), utc_now()
    with transaction():  # before the first byte: a download that breaks off was a download
        record("card.zip", actor=who.user, now=started, subject_type="report", filter=said(wanted))

    def finished(count: int) -> None:
        with transaction():
            record("card.zip_done", actor=who.user, now=utc_now(), subject_type="report", cards=count)

    def body() -> Iterator[bytes]:
        yield from stream_cards(all_reports(centers, wanted), storage=storage(), finished=finished)

    answer = Response(stream_with_context(body()), mimetype="application/zip")
    name = f"cards-{started.astimezone(wanted.zone):%Y%m%d-%H%M}.zip"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["Cache-Control"] = "private, no-store"
    ticket = request.form.get("ticket", "")
    if ticket.isalnum() and len(ticket) <= 32:  # the page waits for this cookie to know that the download began
        answer.set_cookie(f"zip-{ticket}", "1", max_age=60, path="/office", samesite="Strict")
    return answer


def said(wanted: ReportFilter) -> dict[str, Any]:
    """The filter for the audit trail; a search may hold a name, so only that there was one is kept."""
    said = {
        "from": wanted.first, "to": wanted.last, "center": wanted.center_id, "technician": wanted.technician_id,
        "verdict": wanted.verdict, "state": wanted.state, "result": wanted.result, "search": bool(wanted.search),
        "selected": len(wanted.ids) if wanted.ids is not None else None,
    }  # fmt: skip
    return {name: value if isinstance(value, bool | int) else str(value) for name, value in said.items() if value}
