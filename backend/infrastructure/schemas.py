"""Building blocks of wire shapes: strict fields that say the same in marshmallow, OpenAPI and TypeScript."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from marshmallow import Schema, fields, validate

from backend.infrastructure.clock import iso, parse_iso


class Instant(fields.Field[datetime]):
    """A timezone-aware instant; UTC ISO 8601 with `Z` on the wire."""

    default_error_messages = {"invalid": "An instant such as 2026-11-22T08:00:00Z is needed."}

    def __init__(self, **kwargs: Any) -> None:
        """Says its type to OpenAPI, which can't guess it: without it, TypeScript would get `unknown`."""
        super().__init__(**kwargs)
        self.metadata = {
            "type": ["string", "null"] if self.allow_none else "string",
            "format": "date-time",
            **self.metadata,
        }

    def _serialize(self, value: datetime | None, attr: str | None, obj: Any, **kwargs: Any) -> str | None:
        return None if value is None else iso(value)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> datetime:
        try:
            return parse_iso(value)
        except (TypeError, ValueError):
            raise self.make_error("invalid") from None


def enum_field(enum: type[StrEnum], **kwargs: Any) -> fields.String:
    kwargs.setdefault("required", True)
    return fields.String(validate=validate.OneOf([member.value for member in enum]), **kwargs)


def sized(maximum: int, *, minimum: int = 0, **kwargs: Any) -> fields.String:
    kwargs.setdefault("required", True)
    return fields.String(validate=validate.Length(min=minimum, max=maximum), **kwargs)


class BilingualSchema(Schema):
    """A text in both languages."""

    zh = fields.String(required=True)
    en = fields.String(required=True)


class ProblemSchema(Schema):
    """RFC 9457. `detail` is a sentence a person can use, in the language asked for; `code` is stable."""

    type = fields.String(required=True)
    title = fields.String(required=True)
    status = fields.Integer(required=True)
    detail = fields.String(required=True)
    code = fields.String(required=True)
    field = fields.String(allow_none=True)
    errors = fields.Dict(keys=fields.String(), values=fields.Raw())
    request_id = fields.String()
