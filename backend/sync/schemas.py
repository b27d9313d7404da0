"""Wire shapes of hello and pull."""

from __future__ import annotations

from marshmallow import Schema, fields

from backend.accounts.schemas import MeSchema
from backend.domain.vocabulary import RemovedReason
from backend.infrastructure.schemas import Instant, enum_field
from backend.jobs.schemas import PulledJobSchema


class HelloSchema(Schema):
    """ "Online" means that this content came back. `epoch` changes when a server was restored from a backup."""

    service = fields.String(required=True)
    epoch = fields.String(required=True)
    server_time = Instant(required=True)
    user = fields.Nested(MeSchema, required=True, allow_none=True)
    csrf_token = fields.String(required=True, allow_none=True)
    report_versions = fields.List(fields.Integer(), required=True)
    catalog_version = fields.Integer(required=True)
    public_url = fields.String(required=True)


class RemovedJobSchema(Schema):
    id = fields.UUID(required=True)
    reason = enum_field(RemovedReason)


class PullQuerySchema(Schema):
    cursor = fields.String(load_default="")


class PullSchema(Schema):
    """`cursor` is opaque; ask again with it at once while `more`. 410: forget the cursor, start anew."""

    epoch = fields.String(required=True)
    cursor = fields.String(required=True)
    jobs = fields.List(fields.Nested(PulledJobSchema), required=True)
    removed = fields.List(fields.Nested(RemovedJobSchema), required=True)
    more = fields.Boolean(required=True)
