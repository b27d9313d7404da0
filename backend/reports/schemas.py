"""Wire shapes around reports (their signed content is in content_v1.py)."""

from __future__ import annotations

from marshmallow import Schema, fields, validate

from backend.domain.satisfaction import LEVELS, LONGEST_COMMENT, Index
from backend.domain.vocabulary import ReceiptState, ReportState
from backend.infrastructure.schemas import Instant, enum_field, sized


class ReceiptSchema(Schema):
    """The server's proof that it has stored a report. `blobs_missing` are the photos still to come."""

    id = fields.UUID(required=True)
    digest = fields.String(required=True)
    state = enum_field(ReceiptState)
    why = fields.String(required=True)
    received_at = Instant(required=True)
    blobs_missing = fields.List(fields.String(), required=True)


class AttestationReceiptSchema(Schema):
    id = fields.UUID(required=True)
    digest = fields.String(required=True)
    received_at = Instant(required=True)


class StatusItemInSchema(Schema):
    id = fields.UUID(required=True)
    digest = fields.String(required=True, validate=validate.Regexp(r"^[0-9a-f]{64}\Z"))


class StatusDeviceSchema(Schema):
    """What the phone tells of itself: shown in the office, never trusted."""

    version = sized(40)
    unsent = fields.Integer(required=True, strict=True, validate=validate.Range(min=0, max=1_000_000))
    free = fields.Integer(required=True, strict=True, allow_none=True, validate=validate.Range(min=0, max=2**53))


class StatusInSchema(Schema):
    items = fields.List(fields.Nested(StatusItemInSchema), required=True, validate=validate.Length(max=500))
    device = fields.Nested(StatusDeviceSchema, load_default=None, allow_none=True)


class StatusItemSchema(Schema):
    """`state` of one report; `digest_matches` false when the server holds other bytes under this id."""

    id = fields.UUID(required=True)
    state = enum_field(ReportState)
    why = fields.String(required=True)
    digest_matches = fields.Boolean(required=True)
    blobs_missing = fields.List(fields.String(), required=True)
    card_number = fields.String(required=True, allow_none=True)


class StatusSchema(Schema):
    epoch = fields.String(required=True)
    server_time = Instant(required=True)
    items = fields.List(fields.Nested(StatusItemSchema), required=True)


class FeedbackInSchema(Schema):
    """The customer's rating, five indices of 1-5, or skipped. Unseen by the technician."""

    scores = fields.Dict(
        keys=fields.String(validate=validate.OneOf([index.value for index in Index])),
        values=fields.Integer(strict=True, validate=validate.Range(min=LEVELS[0], max=LEVELS[-1])),
        required=True,
    )
    comment = sized(LONGEST_COMMENT, load_default="", required=False)
    skipped = fields.Boolean(load_default=False)
