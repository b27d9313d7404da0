"""Paging by keyset: a page begins after a position, so page 2,000 costs what page 1 costs."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, or_
from sqlalchemy.orm import InstrumentedAttribute

from backend.infrastructure.clock import iso, parse_iso
from backend.infrastructure.database import db

PAGE_SIZE = 50

T = TypeVar("T")


@dataclass(frozen=True)
class Position:
    """Where a row stands in a list ordered by moment, then key."""

    moment: datetime
    key: UUID


@dataclass(frozen=True)
class Page(Generic[T]):
    """One page; `next` and `previous` are opaque cursors, None at the ends."""

    rows: Sequence[T]
    next: str | None
    previous: str | None


@dataclass(frozen=True, kw_only=True)
class Order:
    """The two columns a list is ordered by."""

    moment: ColumnElement[Any] | InstrumentedAttribute[Any]
    key: ColumnElement[Any] | InstrumentedAttribute[Any]
    descending: bool = True


@dataclass(frozen=True, kw_only=True)
class Place:
    """Which page is wanted: after a cursor, before one, or the first."""

    after: str | None = None
    before: str | None = None


def encode_position(position: Position) -> str:
    raw = json.dumps([iso(position.moment), position.key.hex]).encode()
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def decode_position(text: str | None) -> Position | None:
    """None for no cursor, and for one that was tampered with: the list then starts at its beginning."""
    if not text:
        return None
    try:
        moment, key = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        return Position(parse_iso(moment), UUID(key))
    except (ValueError, TypeError, AttributeError, binascii.Error):
        return None


def beyond(order: Order, position: Position, *, descending: bool) -> ColumnElement[bool]:
    """Rows that come after `position`. The first condition lets the index find the place."""
    if descending:
        return and_(
            order.moment <= position.moment,
            or_(order.moment < position.moment, order.key < position.key),
        )
    return and_(order.moment >= position.moment, or_(order.moment > position.moment, order.key > position.key))


def sorted_by(query: Select[Any], order: Order, *, descending: bool) -> Select[Any]:
    if descending:
        return query.order_by(order.moment.desc(), order.key.desc())
    return query.order_by(order.moment.asc(), order.key.asc())


def fetch_page(
    query: Select[Any],
    order: Order,
    *,
    place: Place,
    position_of: Callable[[Any], Position],
    size: int = PAGE_SIZE,
) -> Page[Any]:
    """Run `query` (rows, not scalars) for one page in one statement."""
    after, before = decode_position(place.after), decode_position(place.before)
    backwards = after is None and before is not None
    descending = order.descending != backwards
    start = before if backwards else after
    if start is not None:
        query = query.where(beyond(order, start, descending=descending))
    found = list(db.session.execute(sorted_by(query, order, descending=descending).limit(size + 1)).all())
    more, rows = len(found) > size, found[:size]
    if backwards:
        rows.reverse()
    if not rows:
        return Page(rows, None, None)
    first, last = encode_position(position_of(rows[0])), encode_position(position_of(rows[-1]))
    has_next = backwards or more
    has_previous = more if backwards else start is not None
    return Page(rows, last if has_next else None, first if has_previous else None)
