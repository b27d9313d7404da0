"""The fields signed payloads are made of, shared by every version (content_v1.py and those after it).

Phones that were never updated send old versions for ever: a builder here never becomes stricter. A version
that needs another rule gets another builder, or gives the maximum it wants.

No floats anywhere: measured values and quantities are decimal strings, instants are UTC ISO 8601 with `Z`.
Every field is required; what may be absent is `null` (`allow_none=True`).
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from marshmallow import Schema, fields, validate


def prose(maximum: int = 200, *, minimum: int = 0, **kwargs: Any) -> fields.String:
    return fields.String(required=True, validate=validate.Length(min=minimum, max=maximum), **kwargs)


def nullable_text(maximum: int = 200) -> fields.String:
    return prose(maximum, allow_none=True)


def one_of(enum: type[StrEnum], **kwargs: Any) -> fields.String:
    return fields.String(required=True, validate=validate.OneOf([member.value for member in enum]), **kwargs)


class Whole(fields.Integer):
    """A JSON number; Python alone would take `true` for 1."""

    def _validated(self, value: Any) -> int:
        if isinstance(value, bool):
            raise self.make_error("invalid", input=value)
        found: int = super()._validated(value)
        return found


def whole(minimum: int = 0, maximum: int = 2**31, **kwargs: Any) -> Whole:
    return Whole(required=True, strict=True, validate=validate.Range(min=minimum, max=maximum), **kwargs)


def pattern(expression: str, **kwargs: Any) -> fields.String:
    # JSON Schema speaks ECMA 262, which has no \Z
    metadata = {"pattern": expression.replace("\\Z", "$")}
    return fields.String(required=True, validate=validate.Regexp(expression), metadata=metadata, **kwargs)


def uuid(**kwargs: Any) -> fields.String:
    return pattern(r"^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\Z", **kwargs)


def sha256(**kwargs: Any) -> fields.String:
    return pattern(r"^[0-9a-f]{64}\Z", **kwargs)


def decimal(**kwargs: Any) -> fields.String:
    return pattern(r"^-?[0-9]{1,9}(\.[0-9]{1,6})?\Z", **kwargs)


def instant(**kwargs: Any) -> fields.String:
    return pattern(r"^[0-9]{4}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-6][0-9](\.[0-9]{1,6})?Z\Z", **kwargs)


def day(**kwargs: Any) -> fields.String:
    return pattern(r"^[0-9]{4}-[01][0-9]-[0-3][0-9]\Z", **kwargs)


def many(schema: type[Schema], maximum: int, *, minimum: int = 0) -> fields.List[Any]:
    return fields.List(fields.Nested(schema), required=True, validate=validate.Length(min=minimum, max=maximum))


def one(schema: type[Schema], **kwargs: Any) -> fields.Nested:
    return fields.Nested(schema, required=True, **kwargs)


class Strokes(fields.Field[list[list[list[int]]]]):
    """At most 400 strokes of at most 5,000 points `[x, y, t, p]`, integers of -100,000 to 10,000,000.

    One field instead of four nested ones: a signature has a thousand numbers, and acceptance is timed.
    """

    default_error_messages = {"invalid": "Strokes are lists of points [x, y, t, p] of whole numbers."}

    def __init__(self, **kwargs: Any) -> None:
        point = {
            "type": "array",
            "items": {"type": "integer", "minimum": -100_000, "maximum": 10_000_000},
            "minItems": 4,
            "maxItems": 4,
        }
        stroke = {"type": "array", "items": point, "minItems": 1, "maxItems": 5000}
        super().__init__(metadata={"type": "array", "items": stroke, "maxItems": 400}, **kwargs)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> list[list[list[int]]]:
        if not isinstance(value, list) or len(value) > 400 or not all(map(self._is_stroke, value)):
            raise self.make_error("invalid")
        return value

    @staticmethod
    def _is_stroke(stroke: Any) -> bool:
        return (
            isinstance(stroke, list)
            and 1 <= len(stroke) <= 5000
            and all(isinstance(point, list) and len(point) == 4 for point in stroke)
            and all(type(n) is int and -100_000 <= n <= 10_000_000 for point in stroke for n in point)
        )
