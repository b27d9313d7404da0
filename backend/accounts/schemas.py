"""Wire shapes of signing in, devices and people."""

from __future__ import annotations

from marshmallow import Schema, fields, validate

from backend.domain.vocabulary import Grade, Language, Role
from backend.infrastructure.schemas import Instant, enum_field, sized


class DeviceInSchema(Schema):
    """The phone that signs in. `id` is made on the phone once and kept."""

    id = fields.UUID(required=True)
    name = sized(120)
    app_version = sized(40, required=False, load_default="")


class SignInSchema(Schema):
    """`client: api` asks for a bearer token instead of a cookie; `device` is needed for an upload token."""

    username = sized(60, minimum=1)
    password = sized(200, minimum=1)
    device = fields.Nested(DeviceInSchema, required=False, load_default=None, allow_none=True)
    client = fields.String(load_default="browser", validate=validate.OneOf(["browser", "api"]))


class CertificateSchema(Schema):
    kind = fields.String(required=True)
    number = fields.String(required=True)
    valid_until = fields.String(required=True, allow_none=True)


class InstrumentSchema(Schema):
    """A measuring instrument a technician carries; `due` is the day its calibration runs out.

    `name`: the kind in words; `model`: maker and model.
    """

    id = fields.String(required=True)
    kind = fields.String(required=True)
    name = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    model = fields.String(required=True)
    serial = fields.String(required=True)
    due = fields.String(required=True, allow_none=True)


class InstrumentTextSchema(Schema):
    zh = fields.String(required=True, validate=validate.Length(1, 80))
    en = fields.String(required=True, validate=validate.Length(1, 80))


class InstrumentInSchema(Schema):
    """What a technician registers or changes of an own instrument; `retired`: it is not used any more."""

    kind = fields.String(required=True, validate=validate.Regexp(r"^[a-z_]{1,40}\Z"))
    name = fields.Nested(InstrumentTextSchema, required=True)
    model = fields.String(required=True, validate=validate.Length(max=60))
    serial = fields.String(required=True, validate=validate.Length(1, 60))
    due = fields.Date(required=True, allow_none=True)
    retired = fields.Boolean(required=True)


class InstrumentReceiptSchema(Schema):
    """The register's row now. `mine`: this technician carries it and it is in use."""

    id = fields.String(required=True)
    mine = fields.Boolean(required=True)
    instrument = fields.Nested(InstrumentSchema, required=True)


class CenterSchema(Schema):
    id = fields.UUID(required=True)
    code = fields.String(required=True)
    name_zh = fields.String(required=True)
    name_en = fields.String(required=True)
    time_zone = fields.String(required=True)
    phone = fields.String(required=True)
    address = fields.String(required=True)


class MeSchema(Schema):
    """The signed-in person, as a phone needs them to work offline."""

    id = fields.UUID(required=True)
    username = fields.String(required=True)
    name = fields.String(required=True)
    role = enum_field(Role)
    language = enum_field(Language)
    staff_no = fields.String(required=True, allow_none=True)
    grade = enum_field(Grade, allow_none=True)
    must_change_password = fields.Boolean(required=True)
    center = fields.Nested(CenterSchema, required=True, allow_none=True)
    certificates = fields.List(fields.Nested(CertificateSchema), required=True)
    instruments = fields.List(fields.Nested(InstrumentSchema), required=True)


class DeviceSchema(Schema):
    id = fields.UUID(required=True)
    name = fields.String(required=True)


class SessionSchema(Schema):
    """`token` only for `client: api`; `upload_token` only for technicians with a device, shown once.

    `csrf_token` goes into the `X-CSRF-Token` header of every write that the cookie authenticates.
    """

    user = fields.Nested(MeSchema, required=True)
    device = fields.Nested(DeviceSchema, required=True, allow_none=True)
    upload_token = fields.String(required=True, allow_none=True)
    upload_token_expires_at = Instant(required=True, allow_none=True)
    csrf_token = fields.String(required=True)
    token = fields.String(required=True, allow_none=True)
    expires_at = Instant(required=True)


class PasswordChangeSchema(Schema):
    current = sized(200, minimum=1)
    new = sized(200, minimum=10)
