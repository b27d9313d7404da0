"""The signed payload, version 2: what belongs to one job of a visit (see content_v2.py for the whole).

Version 1 had one appliance, one work text and one safety test for every job of a visit.
"""

from __future__ import annotations

from marshmallow import Schema, fields, validate

from backend.domain import vocabulary as words
from backend.reports.content_v1 import InstrumentV1
from backend.reports.payload_fields import (
    day,
    decimal,
    instant,
    many,
    nullable_text,
    one,
    one_of,
    prose,
    sha256,
    uuid,
    whole,
)

_TEXT = 2000


class ApplianceV2(Schema):
    """The appliance a job is about, as found on site. `age_text` as shown to the customer."""

    id = uuid(allow_none=True)
    category = prose(40, minimum=1)
    category_text = prose(80, minimum=1)
    brand = prose(60)
    model = prose(60)
    serial = prose(120)
    room = prose(40)
    rated_power_w = whole(allow_none=True)
    protection_class = fields.String(required=True, validate=validate.OneOf(["0", "0I", "I", "II", "III"]))
    purchased_on = day(allow_none=True)
    installed_on = day(allow_none=True)
    life_years = whole(0, 99, allow_none=True)
    age_text = prose(120)


class WarrantyV2(Schema):
    """`explanation`: why, and what the customer pays, in the words that were shown before the work began."""

    state = one_of(words.WarrantyState)
    reason = prose(240)
    explanation = prose(600)


class WorkV2(Schema):
    """`minutes` of work against the catalog's standard. `grade`: the fault's difficulty, 1-5.

    `reason` is the catalog's code of a second visit or refusal, `reason_text` its words; `first_time`: the
    first visit for this fault put it right; null when it is not yet right.
    """

    reported = prose(_TEXT)
    symptom = prose(60)
    symptom_text = prose(240)
    found = prose(_TEXT)
    fault_code = prose(40)
    fault_text = prose(240)
    cause = prose(_TEXT)
    done = prose(_TEXT)
    grade = whole(1, 5, allow_none=True)
    result = one_of(words.WorkResult)
    reason = prose(40)
    reason_text = prose(_TEXT)
    first_time = fields.Boolean(required=True, allow_none=True)
    started_at = instant(allow_none=True)
    ended_at = instant(allow_none=True)
    minutes = whole(0, 100_000)
    standard_minutes = whole(0, 100_000, allow_none=True)
    over_reason = prose(240)


class CircumstanceV2(Schema):
    """What a limit depended on: cord length, RCD rating, breaker … by the catalog's name, as shown."""

    name = prose(40, minimum=1)
    value = prose(40, minimum=1)
    text = prose(120)


class VerdictV2(Schema):
    """As the phone judged. `plain`: the sentence for the customer; `next`: what to do now."""

    level = one_of(words.Level)
    limit = prose(60)
    why = prose(400)
    plain = prose(400)
    next = prose(400)


class ReadingV2(Schema):
    """One attempt at one quantity, or not taken with a reason; the last attempt of a test decides.

    `photo`: of the instrument's display. `limit_text`, `standard`, `clause`: as shown.
    """

    test = prose(60, minimum=1)
    attempt = whole(1, 20)
    phase = fields.String(required=True, validate=validate.OneOf(["supply", "appliance"]))
    title = prose(120, minimum=1)
    taken = fields.Boolean(required=True)
    value = nullable_text(40)
    value_text = prose(60)
    unit = prose(12)
    not_taken_reason = prose(200)
    method = fields.String(required=True, validate=validate.OneOf(["typed", "sight", "adapter", "none"]))
    instrument = nullable_text(40)
    photo = sha256(allow_none=True)
    at = instant(allow_none=True)
    limit_text = prose(120)
    standard = prose(160)
    clause = prose(60)
    verdict = one(VerdictV2)


class WiringV2(Schema):
    """Diagnosis from the three voltages: candidates in the catalog's names, and how to tell them apart."""

    candidates = fields.List(prose(40, minimum=1), required=True, validate=validate.Length(max=20))
    text = prose(400)
    check = prose(600)


class AskedV2(Schema):
    """A reading that looked wrong was asked about at once, and what the technician answered."""

    id = prose(60, minimum=1)
    test = prose(60)
    text = prose(400, minimum=1)
    answer = fields.String(required=True, validate=validate.OneOf(["confirmed", "corrected", "open"]))
    at = instant(allow_none=True)


class SafetyV2(Schema):
    profile = prose(40)
    limits_version = whole(1)
    earthing = fields.String(required=True, validate=validate.OneOf(["TN", "TT", "unknown"]))
    location = fields.String(required=True, validate=validate.OneOf(["dry", "wet"]))
    circumstances = many(CircumstanceV2, 40)
    wiring = one(WiringV2)
    readings = many(ReadingV2, 160)
    instruments = many(InstrumentV1, 20)
    asked = many(AskedV2, 60)
    verdict = one(VerdictV2)


class TickedV2(Schema):
    """A line of a checklist. `at`: when it was ticked; `before` and `after`: the state found and left."""

    id = prose(60, minimum=1)
    text = prose(240, minimum=1)
    done = fields.Boolean(required=True)
    at = instant(allow_none=True)
    before = prose(120)
    after = prose(120)
    note = prose(240)


class ChecklistV2(Schema):
    items = many(TickedV2, 60)
    note = prose(500)


class PartV2(Schema):
    """A part that was fitted. `old_returned`: the replaced one goes back to the center."""

    id = uuid()
    code = prose(40)
    name = prose(120, minimum=1)
    quantity = decimal()
    serial_new = prose(120)
    serial_old = prose(120)
    old_returned = fields.Boolean(required=True)


class ServedJobV2(Schema):
    """A job this visit served, with its own appliance. `number` is null for one made in the field."""

    id = uuid()
    number = nullable_text(24)
    type = one_of(words.JobType)
    appliance = one(ApplianceV2)
    warranty = one(WarrantyV2)
    work = one(WorkV2)
    safety = one(SafetyV2)
    guidance = one(ChecklistV2)
    maintenance = one(ChecklistV2)
    parts = many(PartV2, 40)
