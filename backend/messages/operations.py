"""Writing a message down, and what a person decides about it. Callers commit."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from backend.accounts.models import User
from backend.audit.operations import record
from backend.customers.models import Customer
from backend.domain.errors import ConflictError
from backend.domain.vocabulary import Language, MessageKind, MessageState
from backend.infrastructure.database import db
from backend.infrastructure.ids import new_id
from backend.infrastructure.upsert import insert_new
from backend.infrastructure.wiring import settings
from backend.messages.models import Message
from backend.messages.wording import words_of


def may_be_told(customer_id: UUID | None) -> bool:
    """Whether there is somebody with a telephone number who does not mind being sent messages."""
    customer = db.session.get(Customer, customer_id) if customer_id else None
    return customer is not None and customer.messages and bool(customer.phone)


def write_message(
    kind: MessageKind, *, key: str, customer_id: UUID, report_id: UUID, link: str, now: datetime, number: str = ""
) -> Message | None:
    """Put a message down to be sent; None when this matter was told before, or the customer may not be told.

    `key` names the matter. `link` opens the customer's private page: it is kept until the message is sent.
    """
    if not may_be_told(customer_id):
        return None
    customer = db.session.get_one(Customer, customer_id)
    language = Language(customer.language)
    chosen = settings()
    organisation = chosen.organisation_en if language is Language.EN else chosen.organisation_zh
    message_id = new_id()
    created = insert_new(
        Message,
        id=message_id,
        center_id=customer.center_id,
        customer_id=customer.id,
        kind=kind.value,
        key=key,
        language=language.value,
        text=words_of(kind, language, organisation=organisation, number=number, hotline=chosen.hotline),
        link=link,
        report_id=report_id,
        state=MessageState.WAITING.value,
        attempts=0,
        next_at=now,
        last_error="",
        created_at=now,
    )
    return db.session.get_one(Message, message_id) if created else None


def is_told(key: str) -> bool:
    """Whether a message about this matter was written before."""
    return bool(db.session.query(Message.id).filter(Message.key == key).first())


def mark_sent(message: Message, *, now: datetime, actor: User | None = None) -> None:
    """It has left: by the gateway, or by the hand of `actor`. Its link is forgotten."""
    if message.state == MessageState.SENT:
        raise ConflictError(zh="这条消息已经发过了。", en="This message has been sent already.")
    message.state, message.sent_at, message.last_error = MessageState.SENT.value, now, ""
    message.sent_by_id, message.link = (actor.id if actor else None), ""
    _note("message.sent", message, actor=actor, now=now)


def try_again(message: Message, *, actor: User, now: datetime) -> None:
    """A person lets the gateway try anew. Raises ConflictError for one that has been sent."""
    if message.state == MessageState.SENT:
        raise ConflictError(zh="这条消息已经发过了。", en="This message has been sent already.")
    message.state, message.attempts, message.next_at = MessageState.WAITING.value, 0, now
    _note("message.retry", message, actor=actor, now=now)


def note_view(message: Message, *, actor: User, now: datetime) -> None:
    """Somebody has seen the number and the private link."""
    _note("message.view", message, actor=actor, now=now)


def _note(action: str, message: Message, *, actor: User | None, now: datetime) -> None:
    record(
        action,
        actor=actor,
        now=now,
        subject_type="message",
        subject_id=message.id,
        center_id=message.center_id,
        kind=message.kind,
    )
    db.session.flush()
