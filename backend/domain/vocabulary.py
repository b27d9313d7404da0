"""Every enumeration of the product, once. Wire, tables, screens and cards use these values."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """What a person may do. Office roles see their centers; an administrator sees all."""

    TECHNICIAN = "technician"
    DISPATCHER = "dispatcher"
    MANAGER = "manager"
    ADMINISTRATOR = "administrator"


class Grade(StrEnum):
    """Technician's grade; D may not yet work alone."""

    A_PLUS = "A+"
    A = "A"
    B = "B"
    C = "C"
    D = "D"


class Language(StrEnum):
    ZH = "zh"
    EN = "en"


class JobType(StrEnum):
    INSTALLATION = "installation"
    REPAIR = "repair"
    MAINTENANCE = "maintenance"
    INSPECTION = "inspection"


class JobState(StrEnum):
    """The life of a job (product.md). `domain/job_states.py` says who may move it and how."""

    REQUESTED = "requested"
    ASSESSED = "assessed"
    SCHEDULED = "scheduled"
    ASSIGNED = "assigned"
    ACCEPTED = "accepted"
    EN_ROUTE = "en_route"
    ON_SITE = "on_site"
    COMPLETED = "completed"
    SECOND_VISIT = "second_visit"
    ON_HOLD = "on_hold"
    REFUSED = "refused"
    FOLLOWED_UP = "followed_up"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class JobEventKind(StrEnum):
    """What a phone may report of a job while it is offline."""

    ACCEPTED = "accepted"
    DECLINED = "declined"
    EN_ROUTE = "en_route"
    ARRIVED = "arrived"
    ON_HOLD = "on_hold"


class Service(StrEnum):
    """The five services of every visit, by their letter."""

    ELECTRICAL_TEST = "A"
    GUIDANCE = "B"
    MAINTENANCE = "C"
    OTHER_APPLIANCES = "D"
    CLEANUP = "E"


class Answer(StrEnum):
    """The customer's answer to one of the five services."""

    DONE = "done"
    NOT_DONE = "not_done"
    DECLINED = "declined"


class Level(StrEnum):
    """Verdict on a reading, in the order of severity from none to worst; refuse stops the work."""

    PASS = "pass"
    NOT_TESTED = "not_tested"
    ADVISE = "advise"
    FAIL = "fail"
    REFUSE = "refuse"


class WorkResult(StrEnum):
    DONE = "done"
    SECOND_VISIT = "second_visit"
    REFUSED = "refused"


class Urgency(StrEnum):
    """Code of a finding: danger now, potentially dangerous, improve, investigate further."""

    C1 = "C1"
    C2 = "C2"
    C3 = "C3"
    FI = "FI"


class Decision(StrEnum):
    """The customer's decision on a finding."""

    FIX_NOW = "fix_now"
    BOOK = "book"
    DECLINED = "declined"


class PhotoRole(StrEnum):
    BEFORE = "before"
    DURING = "during"
    AFTER = "after"
    NAMEPLATE = "nameplate"
    METER = "meter"
    DAMAGE = "damage"
    CLEANED = "cleaned"


class Signer(StrEnum):
    CUSTOMER = "customer"
    TECHNICIAN = "technician"
    HELPER = "helper"


class SignedHow(StrEnum):
    """`unable`: there and willing, but cannot. `only_minor`: nobody is there who may sign. Both since version 2."""

    DRAWN = "drawn"
    REFUSED = "refused"
    ABSENT = "absent"
    UNABLE = "unable"
    ONLY_MINOR = "only_minor"
    BY_LINK = "by_link"
    DEVICE_KEY = "device_key"


class SignedDocument(StrEnum):
    """What a signature stands under."""

    REPORT = "report"
    HAZARD_NOTICE = "hazard_notice"


class HazardMeasure(StrEnum):
    """What the technician did about a danger before leaving."""

    NONE = "none"
    ADVISED = "advised"
    ISOLATED = "isolated"
    FIXED = "fixed"


class ReceiptState(StrEnum):
    """What the server says when it has stored a report."""

    ACCEPTED = "accepted"
    NEEDS_REVIEW = "needs_review"
    QUARANTINED = "quarantined"


class ReportState(StrEnum):
    """Where a report is, as `POST reports/status` tells it."""

    UNKNOWN = "unknown"
    STORED = "stored"
    COMPLETE = "complete"
    HELD = "held"
    QUARANTINED = "quarantined"
    SEALED = "sealed"


class ReviewReason(StrEnum):
    """Why a person must look at a report. Work that was done is a fact: none of these refuses it."""

    JOB_UNKNOWN = "job_unknown"
    JOB_CANCELLED = "job_cancelled"
    JOB_REASSIGNED = "job_reassigned"
    JOB_COMPLETED = "job_completed"
    OLD_FORM = "old_form"
    QUARANTINED = "quarantined"
    DIGEST_MISMATCH = "digest_mismatch"
    VERDICT_DIFFERS = "verdict_differs"
    SERVICE_MISSING = "service_missing"  # of old reports; today the complaint alone says it
    PROJECTION_FAILED = "projection_failed"
    SUPERSEDES_TWICE = "supersedes_twice"
    CLOCK_SKEW = "clock_skew"
    CARD_FAILED = "card_failed"
    SIGNATURE = "signature"
    IDENTICAL_READINGS = "identical_readings"
    HASTY = "hasty"
    PHOTO_REUSED = "photo_reused"
    FAR_AWAY = "far_away"
    UNEXPLAINED = "unexplained"


class WarrantyState(StrEnum):
    IN = "in"
    OUT = "out"
    UNKNOWN = "unknown"


class Bearer(StrEnum):
    """Who pays a line of the charges."""

    CUSTOMER = "customer"
    MAKER = "maker"
    INCLUDED = "included"


class Payment(StrEnum):
    NONE_DUE = "none_due"
    UNPAID = "unpaid"
    CASH = "cash"
    MOBILE = "mobile"
    TRANSFER = "transfer"


class RemovedReason(StrEnum):
    """Why a job left a technician's phone."""

    REASSIGNED = "reassigned"
    CANCELLED = "cancelled"
    CLOSED = "closed"


class LinkPurpose(StrEnum):
    """What a private link opens: the customer's page of a visit, or the one page to sign it."""

    CUSTOMER = "customer"
    SIGN = "sign"


class ComplaintSource(StrEnum):
    """Where a complaint came from."""

    SERVICE_NOT_DONE = "service_not_done"
    CONTRADICTED = "contradicted"
    SIGNATURE_DISPUTED = "signature_disputed"
    OFFICE = "office"


class ComplaintState(StrEnum):
    OPEN = "open"
    IN_PROGRESS = "in_progress"
    ANSWERED = "answered"
    CLOSED = "closed"


class MessageKind(StrEnum):
    """What a customer is told without having asked."""

    CARD_READY = "card_ready"
    COMPLAINT_ANSWERED = "complaint_answered"


class MessageState(StrEnum):
    """`failed`: the gateway gave up, a person decides."""

    WAITING = "waiting"
    SENT = "sent"
    FAILED = "failed"


class FeedbackVia(StrEnum):
    """Where a rating was given: on the technician's phone, or on the customer's private page."""

    PHONE = "phone"
    LINK = "link"
