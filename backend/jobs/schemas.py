"""Wire shapes of jobs as phones see and make them."""

from __future__ import annotations

import re
from decimal import Decimal

from marshmallow import Schema, ValidationError, fields, validate

from backend.domain.vocabulary import JobEventKind, JobState, JobType, WarrantyState
from backend.infrastructure.schemas import BilingualSchema, Instant, enum_field, sized


class JobCustomerSchema(Schema):
    """`phone` is E.164: the technician calls it. It is masked on everything that is printed."""

    id = fields.UUID(required=True)
    name = fields.String(required=True)
    phone = fields.String(required=True)
    language = fields.String(required=True)
    vip = fields.Boolean(required=True)
    note = fields.String(required=True)


class JobAddressSchema(Schema):
    """`area` may be shown before the job is accepted; `line` only afterwards."""

    id = fields.UUID(required=True)
    area = fields.String(required=True)
    line = fields.String(required=True)
    access_note = fields.String(required=True)
    latitude = fields.String(required=True, allow_none=True)
    longitude = fields.String(required=True, allow_none=True)


class PastVisitSchema(Schema):
    """One earlier visit to an appliance."""

    report_id = fields.UUID(required=True)
    date = fields.Date(required=True)
    job_type = enum_field(JobType)
    result = fields.String(required=True)
    verdict = fields.String(required=True)
    technician = fields.String(required=True)


class JobApplianceSchema(Schema):
    id = fields.UUID(required=True)
    category = fields.String(required=True)
    brand = fields.String(required=True)
    model = fields.String(required=True)
    serial = fields.String(required=True)
    room = fields.String(required=True)
    rated_power_w = fields.Integer(required=True, allow_none=True)
    protection_class = fields.String(required=True)
    purchased_on = fields.Date(required=True, allow_none=True)
    installed_on = fields.Date(required=True, allow_none=True)
    history = fields.List(fields.Nested(PastVisitSchema), required=True)


class OpenHazardSchema(Schema):
    id = fields.UUID(required=True)
    appliance_id = fields.UUID(required=True, allow_none=True)
    level = fields.String(required=True)
    text = fields.Nested(BilingualSchema, required=True)
    found_on = fields.Date(required=True)
    decision = fields.String(required=True)


class PulledJobSchema(Schema):
    """A job with all that a visit needs offline. `appliances` are the household's, the job's own among them."""

    id = fields.UUID(required=True)
    number = fields.String(required=True)
    type = enum_field(JobType)
    state = enum_field(JobState)
    visit_key = fields.UUID(required=True, allow_none=True)
    category = fields.String(required=True)
    appliance_id = fields.UUID(required=True, allow_none=True)
    window_start = Instant(required=True, allow_none=True)
    window_end = Instant(required=True, allow_none=True)
    fault_code = fields.String(required=True)
    fault_text = fields.String(required=True)
    note = fields.String(required=True)
    warranty = enum_field(WarrantyState)
    warranty_reason = fields.String(required=True)
    report_id = fields.UUID(required=True, allow_none=True)
    customer = fields.Nested(JobCustomerSchema, required=True)
    address = fields.Nested(JobAddressSchema, required=True)
    appliances = fields.List(fields.Nested(JobApplianceSchema), required=True)
    hazards = fields.List(fields.Nested(OpenHazardSchema), required=True)
    updated_at = Instant(required=True)


class FieldCustomerSchema(Schema):
    """A walk-in customer, made on the phone."""

    id = fields.UUID(required=True)
    name = sized(120, minimum=1)
    phone = fields.String(required=True, validate=validate.Regexp(r"^\+[1-9][0-9]{6,14}\Z"))
    language = fields.String(load_default="zh", validate=validate.OneOf(["zh", "en"]))


class FieldAddressSchema(Schema):
    id = fields.UUID(required=True)
    line = sized(240, minimum=1)


class FieldApplianceSchema(Schema):
    id = fields.UUID(required=True)
    category = sized(40, minimum=1)
    brand = sized(60, load_default="", required=False)
    model = sized(60, load_default="", required=False)
    serial = sized(60, load_default="", required=False)
    room = sized(40, load_default="", required=False)


class FieldJobSchema(Schema):
    """A job made on the phone: for a known household (`customer_id`, `address_id`), or with a new one.

    `appliance_id` names a known appliance; `appliance` makes a new one.
    """

    type = enum_field(JobType)
    category = sized(40, minimum=1)
    fault_text = sized(1000, load_default="", required=False)
    customer_id = fields.UUID(load_default=None, allow_none=True)
    address_id = fields.UUID(load_default=None, allow_none=True)
    appliance_id = fields.UUID(load_default=None, allow_none=True)
    customer = fields.Nested(FieldCustomerSchema, load_default=None, allow_none=True)
    address = fields.Nested(FieldAddressSchema, load_default=None, allow_none=True)
    appliance = fields.Nested(FieldApplianceSchema, load_default=None, allow_none=True)
    visit_key = fields.UUID(load_default=None, allow_none=True)
    window_start = Instant(load_default=None, allow_none=True)
    window_end = Instant(load_default=None, allow_none=True)
    device_time = Instant(required=True)


class FieldJobReceiptSchema(Schema):
    id = fields.UUID(required=True)
    number = fields.String(required=True)


_DEGREES = re.compile(r"-?[0-9]{1,3}(\.[0-9]{1,7})?")


def _degrees(most: int) -> fields.String:
    def check(text: str) -> None:
        if not _DEGREES.fullmatch(text) or abs(Decimal(text)) > most:
            raise ValidationError(f"Degrees from -{most} to {most}, with at most 7 decimals.")

    return fields.String(required=True, validate=check)


class LocationSchema(Schema):
    """Where the phone was (WGS-84 degrees as decimal strings), sent only where its owner switched that on."""

    latitude = _degrees(90)
    longitude = _degrees(180)
    accuracy_m = fields.Integer(required=True, strict=True, validate=validate.Range(min=0, max=100_000))


class JobEventInSchema(Schema):
    """What happened to a job on the phone. `sequence` counts up per device and orders its events.

    `location` is kept for 30 days, to see whether an arrival was far from the address.
    """

    job_id = fields.UUID(required=True)
    kind = enum_field(JobEventKind)
    device_time = Instant(required=True)
    sequence = fields.Integer(required=True, strict=True, validate=validate.Range(min=0, max=2**31 - 1))
    why = sized(500, load_default="", required=False)
    location = fields.Nested(LocationSchema, load_default=None, required=False, allow_none=True)


class JobEventReceiptSchema(Schema):
    """Always stored; `applied` says whether it moved the job, `why` why not."""

    id = fields.UUID(required=True)
    applied = fields.Boolean(required=True)
    why = fields.String(required=True)
    state = fields.String(required=True)
    server_time = Instant(required=True)
