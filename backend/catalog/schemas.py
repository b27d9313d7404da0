"""Wire shape of the catalog: everything a phone needs to run a visit offline, in both languages."""

from __future__ import annotations

from marshmallow import Schema, fields, validate

from backend.domain.vocabulary import JobType, Level, Service, Urgency
from backend.infrastructure.schemas import BilingualSchema, enum_field


def both() -> fields.Nested:
    return fields.Nested(BilingualSchema, required=True)


def strings() -> fields.List[str]:
    return fields.List(fields.String(), required=True)


class ChoiceSchema(Schema):
    """One of a closed list: `id` goes into reports, `text` onto screens."""

    id = fields.String(required=True)
    text = both()


class ServiceTextSchema(Schema):
    id = enum_field(Service)
    title = both()
    promise = both()


class JobTypeSchema(Schema):
    """`standard_minutes`: how long the work, and the visit for it, should take (install 120, repair 60)."""

    id = enum_field(JobType)
    text = both()
    standard_minutes = fields.Integer(required=True)


class TestSchema(Schema):
    """One thing to measure or look at. Empty `classes`, `categories`, `job_types` mean: all.

    `input` number: a decimal with `decimals` places; choice: one of `choices`. `needs`: asked only when
    each named test has one of these values (the trip test needs an RCD); empty = always. `profiles`: the
    test profiles that ask it; absent = all.
    """

    id = fields.String(required=True)
    phase = fields.String(required=True, validate=validate.OneOf(["supply", "appliance"]))
    group = fields.String(required=True)
    title = both()
    short = both()
    hint = both()
    unit = fields.String(required=True)
    decimals = fields.Integer(required=True)
    input = fields.String(required=True, validate=validate.OneOf(["number", "choice"]))
    choices = fields.List(fields.Nested(ChoiceSchema), required=True)
    instrument = fields.String(required=True)  # kind of instrument, or "sight"
    classes = strings()
    categories = strings()
    job_types = strings()
    needs = fields.Dict(keys=fields.String(), values=strings(), required=True)
    required = fields.Boolean(required=True)
    profiles = fields.List(fields.String())


class BoundSchema(Schema):
    """A formula for the maximum (domain/bounds.py): `by` names it, the rest are its parameters and inputs.

    An input with a dot is the reading of that test, any other a circumstance. `ask`: what to say while an
    input is missing, instead of assuming the limit's own maximum.
    """

    by = fields.String(required=True, validate=validate.OneOf(["times", "over", "loop", "cord"]))
    of = fields.String()
    factor = fields.String()
    least = fields.String()
    cap = fields.String()
    numerator = fields.String()
    voltage = fields.String()
    cold = fields.String()
    factors = fields.Dict(keys=fields.String(), values=fields.String())
    length = fields.String()
    csa = fields.String()
    base = fields.String()
    free_m = fields.String()
    step = fields.String()
    step_m = fields.String()
    thick_over = fields.String()
    thick_base = fields.String()
    rho = fields.String()
    ask = fields.Nested(BilingualSchema)


class ExcuseSchema(Schema):
    """An unmet limit is accepted at these loads if the reading of test `by` passes."""

    load_ = fields.List(fields.String(), required=True, data_key="load")
    by = fields.String(required=True)


class LimitSchema(Schema):
    """A rule as data. Numbers are decimal strings; arithmetic is decimal, never floating.

    `comparison`: between (min, max) | lte (max) | gte (min) | in (values) | near (tolerance around the
    reading of test `reference`). `per_kw`, `cap`: the maximum grows with the rated power, up to the cap.
    `when`: the circumstances it needs, each a list of allowed values (class, category, location, earthing,
    load, or the reading of another test); absent = any. `severity` is the verdict when it is not met.
    Limits of one test stand from the everyday one to the most drastic.
    `clause` is there only where it was checked (`print_clause`); elsewhere the standard's number stands alone.
    Absent where they say nothing: `profiles` (absent = all), `bound` with its `template` of words, `excused`,
    `customer` (what it means, for somebody who is no electrician), `hazard` (what a hazard notice says).
    """

    id = fields.String(required=True)
    test = fields.String(required=True)
    comparison = fields.String(required=True, validate=validate.OneOf(["between", "lte", "gte", "in", "near"]))
    min = fields.String(required=True, allow_none=True)
    max = fields.String(required=True, allow_none=True)
    values = strings()
    reference = fields.String(required=True, allow_none=True)
    tolerance = fields.String(required=True, allow_none=True)
    per_kw = fields.String(required=True, allow_none=True)
    cap = fields.String(required=True, allow_none=True)
    when = fields.Dict(keys=fields.String(), values=fields.List(fields.String()), required=True)
    severity = enum_field(Level)
    text = both()
    why = both()
    action = both()
    standard = fields.String(required=True)
    clause = fields.String(required=True)
    print_clause = fields.Boolean(required=True)
    basis = fields.String(required=True, validate=validate.OneOf(["standard", "guidance", "policy"]))
    confidence = fields.String(required=True, validate=validate.OneOf(["high", "medium", "low"]))
    profiles = fields.List(fields.String())
    bound = fields.Nested(BoundSchema)
    template = fields.Nested(BilingualSchema)
    excused = fields.Nested(ExcuseSchema)
    customer = fields.Nested(BilingualSchema)
    hazard = fields.String()


class ProfileSchema(Schema):
    """The test by the rules of another country or purpose: it selects limits and tests."""

    id = fields.String(required=True)
    title = both()


class PolicySchema(Schema):
    """A threshold of the operator: `value` in use, `default` ours, within [lowest, highest].

    `sets`: limit and field, as "limit:field", or "job_type.<id>:standard_minutes"; `bands`: the wiring table draws a line at the same voltage.
    """

    id = fields.String(required=True)
    title = both()
    unit = fields.String(required=True)
    value = fields.String(required=True)
    default = fields.String(required=True)
    lowest = fields.String(required=True)
    highest = fields.String(required=True)
    bands = fields.Boolean(required=True)
    sets = strings()


class HazardSchema(Schema):
    """What a hazard notice says. `deadline_days` 0 = at once. Hazards of one `cause` in one test are one danger."""

    id = fields.String(required=True)
    hazard = both()
    consequence = both()
    remedy = both()
    deadline_days = fields.Integer(required=True)
    cause = fields.String()  # absent: its own


class DisplayUnitSchema(Schema):
    """A unit that a display may show, and the factor to ours."""

    unit = fields.String(required=True)
    factor = fields.String(required=True)


class PlausibleSchema(Schema):
    """What is usual (from, to) and possible (least, most) for a test; `zero`: exactly 0 is asked about."""

    test = fields.String(required=True)
    from_ = fields.String(required=True, data_key="from")
    to = fields.String(required=True)
    least = fields.String(required=True)
    most = fields.String(required=True)
    zero = fields.Boolean(required=True)
    units = fields.List(fields.Nested(DisplayUnitSchema), required=True)


class VoltageBandSchema(Schema):
    """A set of half-open ranges [from, to) in volts; null = unbounded."""

    from_ = fields.String(required=True, allow_none=True, data_key="from")
    to = fields.String(required=True, allow_none=True)


class WiringFaultSchema(Schema):
    """What three voltages at a socket may mean. Bands are empty where voltages cannot tell (by sight).

    `check`: what to do next to tell it from its look-alikes. `role`, where it is no pattern: unseen (voltages
    neither show nor exclude it), nothing_else (no pattern fits), contradiction (no such voltages exist).
    """

    id = fields.String(required=True)
    title = both()
    severity = enum_field(Level)
    why = both()
    action = both()
    check = both()
    l_n = fields.List(fields.Nested(VoltageBandSchema), required=True)
    l_pe = fields.List(fields.Nested(VoltageBandSchema), required=True)
    n_pe = fields.List(fields.Nested(VoltageBandSchema), required=True)
    wires = fields.Dict(
        keys=fields.String(), values=fields.String(), required=True
    )  # l, n, pe -> ok|open|swapped|live|unknown
    role = fields.String(validate=validate.OneOf(["unseen", "nothing_else", "contradiction"]))


class DecisionRuleSchema(Schema):
    """A rule over the whole test (R01-R18): `all` conditions must hold; `severity` then applies."""

    id = fields.String(required=True)
    all = fields.List(fields.Dict(keys=fields.String(), values=fields.Raw()), required=True)
    severity = enum_field(Level)
    text = both()
    hazard = fields.String()


class CheckResultSchema(Schema):
    level = fields.String(required=True, validate=validate.OneOf(["ok", "advise", "fail", "na"]))
    text = both()


class CheckSchema(Schema):
    id = fields.String(required=True)
    text = both()
    results = fields.List(fields.Nested(CheckResultSchema), required=True)


class CategorySchema(Schema):
    """One of the appliance categories, with what is explained, maintained, checked and cleaned."""

    id = fields.String(required=True)
    text = both()
    protection_class = fields.String(required=True)
    life_years = fields.Integer(required=True, allow_none=True)
    life_standard = fields.String(required=True)
    scrap_years = fields.Integer(required=True, allow_none=True)
    wet = fields.Boolean(required=True)
    guidance = fields.List(fields.Nested(ChoiceSchema), required=True)
    maintenance = fields.List(fields.Nested(ChoiceSchema), required=True)
    checks = fields.List(fields.Nested(CheckSchema), required=True)
    cleanup = fields.List(fields.Nested(ChoiceSchema), required=True)


class FaultSchema(Schema):
    id = fields.String(required=True)
    category = fields.String(required=True)
    code = fields.String(required=True)
    brand = fields.String(required=True)
    text = both()
    causes = both()
    check = both()
    parts = both()
    note = both()  # which series; empty when it holds for all
    grade = fields.Integer(required=True)
    confidence = fields.String(required=True)


class PriceSchema(Schema):
    """A part, labour or other charge; `price` in minor units of the catalog's currency.

    `grade`: the difficulty of a fault whose repair this labour pays for; `call_out`: what coming costs. Both are
    absent from catalogs that were published before they existed.
    """

    code = fields.String(required=True)
    kind = fields.String(required=True, validate=validate.OneOf(["part", "labour", "other"]))
    text = both()
    price = fields.Integer(required=True)
    categories = strings()
    consumable = fields.Boolean(required=True)
    grade = fields.Integer(allow_none=True)
    call_out = fields.Boolean()


class WarrantyPeriodSchema(Schema):
    """How long a kind of appliance is usually covered, in years from the day of the invoice.

    `brand` "" = any maker; `sold_from`: the first day of sale that a maker's promise holds for, null = any.
    """

    category = fields.String(required=True)
    brand = fields.String(required=True)
    sold_from = fields.Date(required=True, allow_none=True)
    whole_years = fields.Integer(required=True)
    main_years = fields.Integer(required=True)
    main_parts = both()
    basis = fields.String(required=True)


class ConsentSchema(Schema):
    version = fields.String(required=True)
    text = both()


class NoticeSchema(Schema):
    """The promise shown at the door."""

    title = both()
    promise = both()
    foot = both()


class UrgencySchema(Schema):
    id = enum_field(Urgency)
    text = both()


class CatalogOrganisationSchema(Schema):
    name = both()
    hotline = fields.String(required=True)


class CatalogSchema(Schema):
    """`sha256` is the digest of the catalog's canonical JSON without `sha256` itself.

    `profiles`, `plain` (level -> a sentence for the customer), `policy`, `hazards`, `questions`, `plausible` and
    `warranty_periods` are absent from catalogs that were published before they existed; a phone may still carry one.
    """

    version = fields.Integer(required=True)
    sha256 = fields.String(required=True)
    profile = fields.String(required=True)
    profiles = fields.List(fields.Nested(ProfileSchema))
    plain = fields.Dict(keys=fields.String(), values=fields.Nested(BilingualSchema))
    policy = fields.List(fields.Nested(PolicySchema))
    hazards = fields.List(fields.Nested(HazardSchema))
    questions = fields.Dict(keys=fields.String(), values=fields.Nested(BilingualSchema))
    plausible = fields.List(fields.Nested(PlausibleSchema))
    currency = fields.String(required=True)
    organisation = fields.Nested(CatalogOrganisationSchema, required=True)
    services = fields.List(fields.Nested(ServiceTextSchema), required=True)
    job_types = fields.List(fields.Nested(JobTypeSchema), required=True)
    tests = fields.List(fields.Nested(TestSchema), required=True)
    limits = fields.List(fields.Nested(LimitSchema), required=True)
    wiring = fields.List(fields.Nested(WiringFaultSchema), required=True)
    rules = fields.List(fields.Nested(DecisionRuleSchema), required=True)
    categories = fields.List(fields.Nested(CategorySchema), required=True)
    common_checks = fields.List(fields.Nested(CheckSchema), required=True)
    cleanup = fields.List(fields.Nested(ChoiceSchema), required=True)
    urgencies = fields.List(fields.Nested(UrgencySchema), required=True)
    not_taken_reasons = fields.List(fields.Nested(ChoiceSchema), required=True)
    second_visit_reasons = fields.List(fields.Nested(ChoiceSchema), required=True)
    refusal_reasons = fields.List(fields.Nested(ChoiceSchema), required=True)
    unsigned_reasons = fields.List(fields.Nested(ChoiceSchema), required=True)
    faults = fields.List(fields.Nested(FaultSchema), required=True)
    prices = fields.List(fields.Nested(PriceSchema), required=True)
    warranty_periods = fields.List(fields.Nested(WarrantyPeriodSchema))
    certificates = fields.List(fields.Nested(ChoiceSchema), required=True)
    instruments = fields.List(fields.Nested(ChoiceSchema), required=True)
    notice = fields.Nested(NoticeSchema, required=True)
    consent = fields.Nested(ConsentSchema, required=True)
