"""The signed payload, version 2: a visit may serve several jobs, each with its own appliance and test.

Append-only like version 1, whose shapes it keeps where nothing changed; the rules of the wire stand in
content_v1.py. New: parts, hazards with their notice, re-tests, what a limit depended on, questions that
were asked at once, times of ticks, the customer's private link, the phone's own signature.
"""

from __future__ import annotations

from marshmallow import Schema, fields, validate

from backend.domain import vocabulary as words
from backend.reports.content_v1 import (
    CatalogReferenceV1,
    ConfirmationV1,
    ConsentV1,
    CustomerV1,
    HelperV1,
    OrganisationV1,
    PadV1,
    TechnicianV1,
    VisitV1,
)
from backend.reports.content_v2_job import ChecklistV2, ServedJobV2
from backend.reports.payload_fields import (
    Strokes,
    day,
    decimal,
    instant,
    many,
    one,
    one_of,
    pattern,
    prose,
    sha256,
    uuid,
    whole,
)

VERSION = 2


class FindingV2(Schema):
    """`id` is made on the phone: a finding that the customer books becomes the job of this id."""

    id = uuid()
    check = prose(60, minimum=1)
    text = prose(400, minimum=1)
    level = fields.String(required=True, validate=validate.OneOf(["ok", "advise", "fail", "na"]))
    urgency = one_of(words.Urgency, allow_none=True)
    decision = one_of(words.Decision, allow_none=True)


class OtherApplianceV2(Schema):
    """Another appliance of the home. `identified`: known before, scanned, read off a plate, or typed."""

    id = uuid(allow_none=True)
    category = prose(40, minimum=1)
    category_text = prose(80, minimum=1)
    room = prose(40)
    brand = prose(60)
    model = prose(60)
    serial = prose(120)
    purchased_on = day(allow_none=True)
    identified = fields.String(required=True, validate=validate.OneOf(["known", "scanned", "nameplate", "typed"]))
    age_text = prose(120)
    state = fields.String(required=True, validate=validate.OneOf(["checked", "not_checked", "declined"]))
    findings = many(FindingV2, 30)


class HazardV2(Schema):
    """What the hazard notice says: one danger, what it means, what must be done by when, what was decided.

    `source`: the rule, limit or check that found it. `measure`: what the technician did about it now.
    """

    id = uuid()
    job_id = uuid(allow_none=True)
    appliance_id = uuid(allow_none=True)
    appliance_text = prose(160)
    source = prose(60, minimum=1)
    urgency = one_of(words.Urgency)
    refuses_work = fields.Boolean(required=True)
    hazard = prose(400, minimum=1)
    reading_text = prose(160)
    limit_text = prose(160)
    standard = prose(160)
    consequence = prose(400)
    remedy = prose(400)
    deadline = day(allow_none=True)
    measure = one_of(words.HazardMeasure)
    measure_text = prose(400)
    decision = one_of(words.Decision, allow_none=True)
    at = instant()


class PhotoV2(Schema):
    """`of`: what it shows: "" | job:{id} | reading:{job id}:{test}:{attempt} | other:{id} | hazard:{id}."""

    sha256 = sha256()
    size = whole(1, 10 * 1024 * 1024)
    media_type = fields.String(required=True, validate=validate.OneOf(["image/jpeg", "image/png"]))
    width = whole(1, 20_000)
    height = whole(1, 20_000)
    role = one_of(words.PhotoRole)
    caption = prose(120)
    taken_at = instant()
    of = prose(160)


class ChargeV2(Schema):
    """One line, for one job or (null) the visit. Prices in minor units; `quantity` is a decimal string."""

    job_id = uuid(allow_none=True)
    kind = fields.String(required=True, validate=validate.OneOf(["part", "labour", "other"]))
    name = prose(120, minimum=1)
    code = prose(40)
    quantity = decimal()
    unit_price = whole(0, 10**10)
    bearer = one_of(words.Bearer)
    amount = whole(0, 10**11)


class ChargesV2(Schema):
    """`amount` and `total` are what the customer pays, in minor units of `currency` (ISO 4217).

    `agreed_at`: when the customer agreed to them; `agreed_before`: that was before the work began.
    """

    currency = pattern(r"^[A-Z]{3}\Z")
    rows = many(ChargeV2, 80)
    total = whole(0, 10**12)
    agreed_at = instant(allow_none=True)
    agreed_before = fields.Boolean(required=True)
    payment = one_of(words.Payment)


class OnSiteV2(Schema):
    """From arrival to leaving, against the standards of the served jobs together.

    `over_reason` stands for the visit; empty where a job's own reason says it, or nothing was exceeded.
    """

    minutes = whole(0, 100_000)
    standard_minutes = whole(0, 100_000)
    over_reason = prose(240)


class ContentV2(Schema):
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
    visit = one(VisitV1)
    technician = one(TechnicianV1)
    helpers = many(HelperV1, 6)
    customer = one(CustomerV1)
    jobs = many(ServedJobV2, 20, minimum=1)
    others = many(OtherApplianceV2, 60)
    hazards = many(HazardV2, 40)
    cleanup = one(ChecklistV2)
    photos = many(PhotoV2, 60)
    charges = one(ChargesV2)
    confirmations = many(ConfirmationV1, 5, minimum=5)
    consent = one(ConsentV1)
    on_site = fields.Nested(OnSiteV2)  # apps before it did not say


class PhoneSignatureV2(Schema):
    """ECDSA P-256 with SHA-256 over the ASCII of `content_digest`; `key`: SHA-256 of the public key's SPKI."""

    key = sha256()
    value = pattern(r"^[A-Za-z0-9_-]{86}\Z")


class AttestationV2(Schema):
    """A signature, or an honest word that there is none.

    `document`: a customer signs the report, and the hazard notice apart; both are bound to the same
    content. `strokes` as in version 1. `phone` is null unless `how` is `device_key`.
    """

    id = uuid()
    document = one_of(words.SignedDocument)
    who = one_of(words.Signer)
    how = one_of(words.SignedHow)
    name = prose(120)
    at = instant()
    content_digest = sha256()
    pad = one(PadV1, allow_none=True)
    strokes = Strokes(required=True)
    reason = prose(240)
    phone = one(PhoneSignatureV2, allow_none=True)


class ReportBodyV2(Schema):
    """The body of `PUT reports/{uuid}`. `customer_link`: SHA-256 of the key in the customer's private link."""

    v = fields.Integer(required=True, strict=True, validate=validate.Equal(VERSION))
    content = one(ContentV2)
    attestations = many(AttestationV2, 10)
    customer_link = sha256(allow_none=True)
