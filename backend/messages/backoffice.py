"""Messages in the office: what waits, what was sent, and sending one by hand from one's own telephone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import quote
from uuid import UUID

from flask import Blueprint, redirect, render_template, request

from backend.domain.errors import NotFoundError
from backend.domain.vocabulary import MessageState
from backend.infrastructure.auth import guard, principal
from backend.infrastructure.clock import utc_now
from backend.infrastructure.notes import leave_note
from backend.infrastructure.paging import Place
from backend.infrastructure.transaction import transaction
from backend.infrastructure.wiring import settings
from backend.messages.gateways import open_gateway
from backend.messages.listing import find_message, list_messages
from backend.messages.models import Message
from backend.messages.operations import mark_sent, note_view, try_again
from backend.messages.wording import whole

blueprint = Blueprint("office_messages", __name__, url_prefix="/office/messages")


@blueprint.get("")
@guard("complaint:handle")
def messages() -> str:
    sent = request.args
    state = sent.get("state", MessageState.WAITING.value)
    state = state if state in set(MessageState) else ""
    return render_template(
        "messages/list.html",
        page=list_messages(
            principal().center_ids, state=state, place=Place(after=sent.get("after"), before=sent.get("before"))
        ),
        sent=sent,
        state=state,
        states=list(MessageState),
        gateway=open_gateway(settings()) is not None,
    )


def _row(message_id: UUID) -> Any:
    row = find_message(message_id, principal().center_ids)
    if row is None:
        raise NotFoundError
    return row


@blueprint.get("/<uuid:message_id>")
@guard("complaint:handle")
def message(message_id: UUID) -> str:
    """Shows the number and the private link, so that reading it is noted."""
    with transaction():
        note_view(_row(message_id).Message, actor=principal().user, now=utc_now())
    row = _row(message_id)
    words = whole(row.Message.text, row.Message.link)
    return render_template(
        "messages/message.html",
        row=row,
        each=row.Message,
        words=words,
        sms=f"sms:{row.Customer.phone}?body={quote(words)}",
        gateway=open_gateway(settings()) is not None,
    )


@blueprint.post("/<uuid:message_id>/sent")
@guard("complaint:handle")
def sent_by_hand(message_id: UUID) -> Any:
    return _act(message_id, lambda each: mark_sent(each, now=utc_now(), actor=principal().user), "messages.noted_sent")


@blueprint.post("/<uuid:message_id>/again")
@guard("complaint:handle")
def again(message_id: UUID) -> Any:
    return _act(message_id, lambda each: try_again(each, actor=principal().user, now=utc_now()), "messages.noted_again")


def _act(message_id: UUID, step: Callable[[Message], None], note: str) -> Any:
    with transaction():
        step(_row(message_id).Message)
    leave_note(note)
    return redirect("/office/messages", 303)
