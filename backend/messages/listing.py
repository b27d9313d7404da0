"""Messages as the office lists and opens them, within the reader's centers."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select

from backend.accounts.models import Center
from backend.customers.models import Customer
from backend.domain.vocabulary import MessageState
from backend.infrastructure.database import db
from backend.infrastructure.paging import Order, Page, Place, Position, fetch_page
from backend.messages.models import Message

Centers = AbstractSet[UUID] | None  # None = every center


def _rows(centers: Centers) -> Select[*tuple[Any, ...]]:
    query = (
        select(Message, Customer, Center)
        .join(Customer, Customer.id == Message.customer_id)
        .join(Center, Center.id == Message.center_id)
    )
    return query if centers is None else query.where(Message.center_id.in_(centers))


def list_messages(centers: Centers, *, state: str, place: Place) -> Page[Any]:
    """Those in a state, or all; the latest first."""
    query = _rows(centers).where(Message.state == state) if state else _rows(centers)
    order = Order(moment=Message.created_at, key=Message.id)
    return fetch_page(
        query, order, place=place, position_of=lambda row: Position(row.Message.created_at, row.Message.id)
    )


def find_message(message_id: UUID, centers: Centers) -> Any | None:
    """One row of the list; None also when it belongs to a center out of sight."""
    return db.session.execute(_rows(centers).where(Message.id == message_id)).one_or_none()


def count_to_send(centers: Centers) -> int:
    """What no gateway has taken, and what it gave up."""
    open_states = [MessageState.WAITING.value, MessageState.FAILED.value]
    query = select(func.count()).select_from(Message).where(Message.state.in_(open_states))
    return db.session.scalar(query if centers is None else query.where(Message.center_id.in_(centers))) or 0
