"""The signed payload, version 1.

Append-only: phones that were never updated send this for ever, and cards made from it are verified for
ever. Never change the meaning of a field, never remove one; a new field is a new version beside this one
(tests/vectors/reports/ holds the golden corpus).

Rules of the wire: the body of `PUT reports/{uuid}` is RFC 8785 canonical JSON of `{v, content,
attestations}`. No floats: measured values and quantities are decimal strings, money is an integer of
minor units, strokes are integers. Instants are UTC ISO 8601 with `Z`. Every text is in `content.language`,
frozen as the customer saw it. Unknown fields are refused (the bytes are quarantined, never dropped).
"""

from __future__ import annotations

from marshmallow import Schema, fields, validate

from backend.domain import vocabulary as words
from backend.reports.payload_fields import (
    Strokes,
    day,
    decimal,
    instant,
    many,
    nullable_text,
    one,
    one_of,
    pattern,
    prose,
    sha256,
    uuid,
    whole,
)

VERSION = 1

_TEXT = 2000


class CatalogReferenceV1(Schema):
    version = whole(1)
    sha256 = sha256()


class OrganisationV1(Schema):
    """Who promises: as shown on the notice card."""

    name = prose(120, minimum=1)
    center_id = uuid()
    center_name = prose(80)
    hotline = prose(40)


class ReportedJobV1(Schema):
    """A job this visit served. `number` is null for one made in the field and not yet numbered."""

    id = uuid()
    number = nullable_text(24)
    type = one_of(words.JobType)


class WindowV1(Schema):
    start = instant()
    end = instant()


class VisitV1(Schema):
    id = uuid()
    time_zone = prose(40, minimum=1)
    window = one(WindowV1, allow_none=True)
    en_route_at = instant(allow_none=True)
    arrived_at = instant()
    finished_at = instant()


class CertificateV1(Schema):
    name = prose(80)
    valid_until = day(allow_none=True)


class TechnicianV1(Schema):
    id = uuid()
    name = prose(80, minimum=1)
    staff_no = prose(20)
    grade = prose(2)
    certificates = many(CertificateV1, 12)


class HelperV1(Schema):
    name = prose(80, minimum=1)
    staff_no = prose(20)


class CustomerV1(Schema):
    """`phone` is masked already (138****1234): the card need not show more."""

    id = uuid(allow_none=True)
    name = prose(120, minimum=1)
    phone = prose(20)
    address = prose(240)


class ApplianceV1(Schema):
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
    life_years = whole(0, 99, allow_none=True)


class WarrantyV1(Schema):
    state = one_of(words.WarrantyState)
    reason = prose(240)


class WorkV1(Schema):
    """`minutes` of work; `reason` is the catalog's code of a second visit or refusal, `reason_text` its words."""

    reported = prose(_TEXT)
    found = prose(_TEXT)
    cause = prose(_TEXT)
    done = prose(_TEXT)
    fault_code = prose(40)
    result = one_of(words.WorkResult)
    reason = prose(40)
    reason_text = prose(_TEXT)
    minutes = whole(0, 100_000)


class InstrumentV1(Schema):
    """`id` is how readings name it. `expired` is as on the day of the visit."""

    id = prose(40, minimum=1)
    name = prose(80)
    serial = prose(60)
    due = day(allow_none=True)
    expired = fields.Boolean(required=True)


class VerdictV1(Schema):
    """As the phone judged. The server judges again; both are kept."""

    level = one_of(words.Level)
    limit = prose(60)
    why = prose(400)


class ReadingV1(Schema):
    """One measured quantity, or not taken with a reason. `limit_text`, `standard`, `clause`: as shown."""

    test = prose(60, minimum=1)
    phase = fields.String(required=True, validate=validate.OneOf(["supply", "appliance"]))
    title = prose(120, minimum=1)
    taken = fields.Boolean(required=True)
    value = nullable_text(40)
    value_text = prose(60)
    unit = prose(12)
    not_taken_reason = prose(200)
    method = fields.String(required=True, validate=validate.OneOf(["typed", "sight", "adapter", "none"]))
    instrument = nullable_text(40)
    at = instant(allow_none=True)
    limit_text = prose(120)
    standard = prose(160)
    clause = prose(60)
    verdict = one(VerdictV1)


class WiringV1(Schema):
    """Diagnosis from the three voltages: what they fit, in the catalog's names."""

    candidates = fields.List(prose(40, minimum=1), required=True, validate=validate.Length(max=20))
    text = prose(400)


class SafetyV1(Schema):
    profile = prose(40)
    limits_version = whole(1)
    earthing = fields.String(required=True, validate=validate.OneOf(["TN", "TT", "unknown"]))
    location = fields.String(required=True, validate=validate.OneOf(["dry", "wet"]))
    wiring = one(WiringV1)
    readings = many(ReadingV1, 80)
    instruments = many(InstrumentV1, 20)
    verdict = one(VerdictV1)


class TickedV1(Schema):
    """A line of a checklist: nothing is ticked until the technician ticks it."""

    id = prose(60, minimum=1)
    text = prose(240, minimum=1)
    done = fields.Boolean(required=True)
    note = prose(240)


class ChecklistV1(Schema):
    items = many(TickedV1, 60)
    note = prose(500)


class FindingV1(Schema):
    check = prose(60, minimum=1)
    text = prose(400, minimum=1)
    level = fields.String(required=True, validate=validate.OneOf(["ok", "advise", "fail", "na"]))
    urgency = one_of(words.Urgency, allow_none=True)
    decision = one_of(words.Decision, allow_none=True)


class OtherApplianceV1(Schema):
    """Another appliance of the home. `declined`: the customer did not want it checked."""

    id = uuid(allow_none=True)
    category = prose(40, minimum=1)
    category_text = prose(80, minimum=1)
    room = prose(40)
    model_text = prose(120)
    age_text = prose(120)
    state = fields.String(required=True, validate=validate.OneOf(["checked", "not_checked", "declined"]))
    findings = many(FindingV1, 30)


class PhotoV1(Schema):
    sha256 = sha256()
    size = whole(1, 10 * 1024 * 1024)
    media_type = fields.String(required=True, validate=validate.OneOf(["image/jpeg", "image/png"]))
    width = whole(1, 20_000)
    height = whole(1, 20_000)
    role = one_of(words.PhotoRole)
    caption = prose(120)
    taken_at = instant()


class ChargeV1(Schema):
    """One line: a part, labour or other. Prices in minor units; `quantity` is a decimal string."""

    kind = fields.String(required=True, validate=validate.OneOf(["part", "labour", "other"]))
    name = prose(120, minimum=1)
    code = prose(40)
    quantity = decimal()
    unit_price = whole(0, 10**10)
    bearer = one_of(words.Bearer)
    amount = whole(0, 10**11)


class ChargesV1(Schema):
    """`amount` and `total` are what the customer pays, in minor units of `currency` (ISO 4217)."""

    currency = pattern(r"^[A-Z]{3}\Z")
    rows = many(ChargeV1, 60)
    total = whole(0, 10**12)
    agreed_at = instant(allow_none=True)
    payment = one_of(words.Payment)


class ConfirmationV1(Schema):
    service = one_of(words.Service)
    answer = one_of(words.Answer)
    at = instant()
    note = prose(240)


class ConsentV1(Schema):
    version = prose(20, minimum=1)
    text = prose(600, minimum=1)


class ContentV1(Schema):
    """Exactly what the customer was shown. Its canonical bytes give `content_digest`."""

    report_id = uuid()
    supersedes = uuid(allow_none=True)
    supersedes_reason = prose(400)
    language = one_of(words.Language)
    verification_code = pattern(r"^[0-9A-HJKMNP-TV-Z]{26}\Z")
    salt = pattern(r"^[0-9a-f]{32}\Z")
    frozen_at = instant()
    app_version = prose(40)
    catalog = one(CatalogReferenceV1)
    organisation = one(OrganisationV1)
    jobs = many(ReportedJobV1, 20, minimum=1)
    visit = one(VisitV1)
    technician = one(TechnicianV1)
    helper = one(HelperV1, allow_none=True)
    customer = one(CustomerV1)
    appliance = one(ApplianceV1)
    warranty = one(WarrantyV1)
    work = one(WorkV1)
    safety = one(SafetyV1)
    guidance = one(ChecklistV1)
    maintenance = one(ChecklistV1)
    others = many(OtherApplianceV1, 60)
    cleanup = one(ChecklistV1)
    photos = many(PhotoV1, 40)
    charges = one(ChargesV1)
    confirmations = many(ConfirmationV1, 5, minimum=5)
    consent = one(ConsentV1)


class PadV1(Schema):
    """The sign pad's size, in the unit of the strokes."""

    width = whole(1, 100_000)
    height = whole(1, 100_000)


class AttestationV1(Schema):
    """A signature, or an honest word that there is none.

    `strokes`: one list a stroke, of points `[x, y, t, p]`: x and y in tenths of a CSS pixel, t in
    milliseconds since the first point, p pressure 0-1000. Empty unless `how` is `drawn`, or `by_link` and
    drawn by the customer on their own device.
    """

    id = uuid()
    who = one_of(words.Signer)
    how = fields.String(required=True, validate=validate.OneOf(["drawn", "refused", "absent", "by_link", "device_key"]))
    name = prose(120)
    at = instant()
    content_digest = sha256()
    pad = one(PadV1, allow_none=True)
    strokes = Strokes(required=True)
    reason = prose(240)


class ReportBodyV1(Schema):
    """The body of `PUT reports/{uuid}`."""

    v = fields.Integer(required=True, strict=True, validate=validate.Equal(VERSION))
    content = one(ContentV1)
    attestations = many(AttestationV1, 6)
