"""What a worker does about messages: one at a time, taken by a lease, tried again later when it fails."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

import structlog
from sqlalchemy import select

from backend.customers.models import Customer
from backend.domain.vocabulary import MessageState
from backend.infrastructure.database import db
from backend.infrastructure.masking import mask_phone
from backend.infrastructure.transaction import transaction
from backend.infrastructure.wiring import settings
from backend.messages.gateways import Gateway, GatewayError, Wire, open_gateway
from backend.messages.models import Message
from backend.messages.operations import mark_sent
from backend.messages.wording import whole

log = structlog.get_logger(__name__)

LEASE = timedelta(minutes=5)  # longer than a gateway may take: nobody else tries meanwhile
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 480))  # after each failure but the last
FRESH = timedelta(days=7)  # what waited longer, because there was no gateway, is a person's to decide
BATCH = 20
INTERRUPTED = "interrupted"  # the worker ended while it was sending


def send_due(now: datetime) -> int:
    """Send what is due by the operator's gateway. Returns how many were tried; 0 without a gateway."""
    gateway = open_gateway(settings())
    if gateway is None:
        return 0
    tried = 0
    while tried < BATCH and (wire := _take(now)) is not None:
        _send(gateway, wire, now=now)
        tried += 1
    return tried


def _take(now: datetime) -> Wire | None:
    """Lease the message that waits longest. The attempt counts when it begins: a crash is an attempt too."""
    with transaction():
        while (row := _due(now)) is not None:
            message, phone = row
            if message.attempts > len(PAUSES):  # the last attempt began, and nobody wrote how it ended
                _failed(message, INTERRUPTED, now=now)
                continue
            message.attempts, message.next_at = message.attempts + 1, now + LEASE
            return {
                "id": str(message.id),
                "kind": message.kind,
                "to": phone,
                "language": message.language,
                "text": whole(message.text, message.link),
            }
    return None


def _due(now: datetime) -> tuple[Message, str] | None:
    """The message that waits longest, locked, with the number it goes to."""
    due = (
        select(Message, Customer.phone)
        .join(Customer, Customer.id == Message.customer_id)
        .where(
            Message.state == MessageState.WAITING.value,
            Message.next_at <= now,
            Message.created_at > now - FRESH,
            Customer.phone != "",
            Customer.messages.is_(True),
        )
        .order_by(Message.next_at, Message.id)
        .limit(1)
        .with_for_update(skip_locked=True, of=Message)
    )
    row = db.session.execute(due).one_or_none()
    return (row[0], row[1]) if row else None


def _send(gateway: Gateway, wire: Wire, *, now: datetime) -> None:
    try:
        gateway(wire)
    except Exception as error:  # noqa: BLE001 - whatever it is, the message has not left and the others wait
        # What a gateway did not foresee is named by its kind alone: its words may repeat the number.
        why = str(error) if isinstance(error, GatewayError) else type(error).__name__
        log.warning("message_not_sent", message=wire["id"], to=mask_phone(wire["to"]), why=why)
        with transaction():
            _failed(db.session.get_one(Message, UUID(wire["id"])), why, now=now)
        return
    log.info("message_sent", message=wire["id"], to=mask_phone(wire["to"]))
    with transaction():
        message = db.session.get_one(Message, UUID(wire["id"]))
        if message.state != MessageState.SENT:  # somebody sent it by hand meanwhile
            mark_sent(message, now=now)


def _failed(message: Message, error: str, *, now: datetime) -> None:
    if message.state == MessageState.SENT:
        return
    message.last_error = error[:200]
    if message.attempts > len(PAUSES):
        message.state = MessageState.FAILED.value
    else:
        message.next_at = now + PAUSES[message.attempts - 1]
    db.session.flush()
