"""Complaints in the office: the list, one of them with its history, and the steps to settle it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import Blueprint, redirect, render_template, request
from werkzeug.datastructures import MultiDict

from backend.accounts.queries import centers_of
from backend.audit.operations import record
from backend.care.complaints import (
    OFFICE,
    add_words,
    answer_complaint,
    close_complaint,
    reopen_complaint,
    take_complaint,
)
from backend.care.listing import (
    NOBODY,
    WAITING,
    ComplaintFilter,
    find_complaint,
    history_of,
    list_complaints,
    owners_of,
)
from backend.care.queries import get_visit
from backend.care.supervision import may_answer_back
from backend.domain.complaints import Step, may
from backend.domain.errors import FuwukaError, NotFoundError
from backend.domain.vocabulary import ComplaintSource, ComplaintState
from backend.infrastructure.auth import guard, principal
from backend.infrastructure.clock import utc_now
from backend.infrastructure.forms import FormReader, parse_day, parse_uuid
from backend.infrastructure.notes import leave_note
from backend.infrastructure.paging import Place
from backend.infrastructure.transaction import transaction

blueprint = Blueprint("office_complaints", __name__, url_prefix="/office/complaints")


def read_filter(sent: MultiDict[str, str]) -> ComplaintFilter:
    """What an address asks for; what makes no sense is ignored rather than refused."""

    def known(name: str, allowed: Any) -> str:
        value = sent.get(name, "")
        return value if value in set(allowed) else ""

    owner = sent.get("owner", "")
    return ComplaintFilter(
        state=known("state", {*ComplaintState, WAITING}),
        source=known("source", ComplaintSource),
        center_id=parse_uuid(sent.get("center")),
        owner=owner if owner == NOBODY or parse_uuid(owner) else "",
        report_id=parse_uuid(sent.get("report")),
        first=parse_day(sent.get("from")),
        last=parse_day(sent.get("to")),
        search=sent.get("q", "").strip()[:80],
        zone=principal().zone,
    )


@blueprint.get("")
@guard("complaint:handle")
def complaints() -> str:
    who = principal()
    sent = request.args or MultiDict({"state": WAITING})
    place = Place(after=sent.get("after"), before=sent.get("before"))
    return render_template(
        "care/complaints.html",
        page=list_complaints(who.center_ids, read_filter(sent), place=place),
        sent=sent,
        states=list(ComplaintState),
        sources=list(ComplaintSource),
        centers=centers_of(who.center_ids),
        owners=owners_of(who.center_ids),
        me=who.user,
        nobody=NOBODY,
        waiting=WAITING,
    )


def _row(complaint_id: UUID) -> Any:
    row = find_complaint(complaint_id, principal().center_ids)
    if row is None:
        raise NotFoundError
    return row


@blueprint.get("/<uuid:complaint_id>")
@guard("complaint:handle")
def complaint(complaint_id: UUID) -> str:
    row = _row(complaint_id)
    with transaction():
        record(
            "complaint.view",
            actor=principal().user,
            now=utc_now(),
            subject_type="complaint",
            subject_id=complaint_id,
            center_id=row.Complaint.center_id,
        )
    return _page(_row(complaint_id), FormReader({}))


def _page(row: Any, reader: FormReader) -> str:
    each = row.Complaint
    return render_template(
        "care/complaint.html",
        row=row,
        each=each,
        report=row.ReportSummary,
        history=history_of(each.id),
        can={step.value: may(step, each.state) for step in (Step.TAKE, Step.ANSWER, Step.CLOSE, Step.REOPEN)},
        mine=each.owner_id == principal().id,
        reads=may_answer_back(get_visit(each.report_id), each, utc_now()),
        errors=reader.errors,
        sent=request.form,
    )


def _act(complaint_id: UUID, step: Callable[[], object], note: str) -> Any:
    """One step of a complaint that the reader may see; what was typed stays when it is refused."""
    reader = FormReader(request.form)
    _row(complaint_id)
    try:
        with transaction():
            step()
    except FuwukaError as error:
        reader.blame(error)
        return _page(_row(complaint_id), reader), error.status
    leave_note(note)
    return redirect(f"/office/complaints/{complaint_id}", 303)


@blueprint.post("/<uuid:complaint_id>/take")
@guard("complaint:handle")
def take(complaint_id: UUID) -> Any:
    who = principal().user
    return _act(complaint_id, lambda: take_complaint(complaint_id, actor=who, now=utc_now()), "complaints.taken")


@blueprint.post("/<uuid:complaint_id>/answer")
@guard("complaint:handle")
def answer(complaint_id: UUID) -> Any:
    """`answer`: words that the customer reads on their private page."""
    who, words = principal().user, request.form.get("answer", "")
    return _act(
        complaint_id,
        lambda: answer_complaint(complaint_id, answer=words, actor=who, now=utc_now()),
        "complaints.answered",
    )


@blueprint.post("/<uuid:complaint_id>/note")
@guard("complaint:handle")
def note(complaint_id: UUID) -> Any:
    """`text`: for colleagues; the customer does not read it."""
    who, words = principal().user, request.form.get("text", "")
    return _act(
        complaint_id,
        lambda: add_words(complaint_id, by=OFFICE, text=words, actor=who, now=utc_now()),
        "complaints.noted",
    )


@blueprint.post("/<uuid:complaint_id>/close")
@guard("complaint:handle")
def close(complaint_id: UUID) -> Any:
    """`close_reason`: for the office's record."""
    who, words = principal().user, request.form.get("close_reason", "")
    return _act(
        complaint_id,
        lambda: close_complaint(complaint_id, reason=words, actor=who, now=utc_now()),
        "complaints.closed",
    )


@blueprint.post("/<uuid:complaint_id>/reopen")
@guard("complaint:handle")
def reopen(complaint_id: UUID) -> Any:
    who = principal().user
    return _act(
        complaint_id,
        lambda: reopen_complaint(complaint_id, by=OFFICE, actor=who, now=utc_now()),
        "complaints.reopened",
    )
