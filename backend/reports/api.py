"""JSON edge: reports, their photos, later signatures, ratings."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Response, jsonify, request

from backend.domain.errors import InvalidInputError, NotFoundError, TooLargeError
from backend.domain.satisfaction import Rating, read_rating
from backend.domain.vocabulary import FeedbackVia
from backend.infrastructure.auth import Principal, guard, principal
from backend.infrastructure.clock import utc_now
from backend.infrastructure.database import db
from backend.infrastructure.digests import check_content_digest
from backend.infrastructure.incoming import Blueprint
from backend.infrastructure.transaction import transaction
from backend.reports.blobs import advance, check_piece, restart, write_piece
from backend.reports.models import ReportBlob
from backend.reports.operations import (
    Author,
    Receipt,
    accept_attestation,
    accept_feedback,
    accept_report,
)
from backend.reports.queries import own_blob, own_report
from backend.reports.schemas import AttestationReceiptSchema, FeedbackInSchema, ReceiptSchema

blp = Blueprint("reports", __name__, url_prefix="/api/v1", description="Reports, photos, signatures")

MAX_REPORT = 1024 * 1024
MAX_ATTESTATION = 256 * 1024

# These bodies are read as bytes, so the contract is told of them here.
_DIGEST = {
    "in": "header",
    "name": "Content-Digest",
    "required": True,
    "description": "`sha-256=:<base64>:` of the whole body (RFC 9530)",
    "schema": {"type": "string"},
}
_OFFSET = {"description": "How many bytes of the photo have arrived", "schema": {"type": "integer", "minimum": 0}}
_LENGTH = {"description": "How many bytes it has", "schema": {"type": "integer", "minimum": 1}}
_FILLED = {"Upload-Offset": _OFFSET, "Upload-Length": _LENGTH}


def _canonical(schema: str) -> dict[str, Any]:
    """What PUT sends: canonical JSON of this shape."""
    shape = {"schema": {"$ref": f"#/components/schemas/{schema}"}}
    return {"required": True, "description": "Canonical JSON (RFC 8785)", "content": {"application/json": shape}}


def author_of(who: Principal) -> Author:
    device_id = who.device.id if who.device else who.session.device_id if who.session else None
    return Author(user_id=who.id, center_id=who.user.center_id, device_id=device_id)


def read_body(limit: int) -> bytes:
    """The whole body. Raises TooLargeError."""
    if (request.content_length or 0) > limit:
        raise TooLargeError
    data = request.get_data(cache=False)
    if len(data) > limit:
        raise TooLargeError
    return data


@blp.route("/reports/<uuid:report_id>", methods=["PUT"])
@guard("report:write")
@blp.doc(requestBody=_canonical("ReportBodyV2"), parameters=[_DIGEST])
@blp.response(201, ReceiptSchema)
@blp.alt_response(200, schema=ReceiptSchema, description="Stored before: the same receipt")
def put_report(report_id: UUID) -> Response:
    """Store a report: canonical JSON of `{v, content, attestations, customer_link}` (ReportBodyV2; V1 is still read)."""
    data = read_body(MAX_REPORT)
    check_content_digest(request.headers.get("Content-Digest"), data)
    author, now = author_of(principal()), utc_now()
    with transaction():
        receipt = accept_report(report_id, data, author=author, now=now)
    if receipt.conflict is not None:
        raise receipt.conflict
    return _receipt_answer(receipt)


def _receipt_answer(receipt: Receipt) -> Response:
    report = receipt.report
    body = ReceiptSchema().dump(
        {
            "id": report.id,
            "digest": report.digest,
            "state": report.receipt,
            "why": report.why,
            "received_at": report.received_at,
            "blobs_missing": receipt.blobs_missing,
        }
    )
    answer = jsonify(body)
    answer.status_code = 201 if receipt.created else 200
    return answer


def _upload_answer(blob: ReportBlob, offset: int, status: int) -> Response:
    answer = Response(status=status)
    answer.headers["Upload-Offset"] = str(offset)
    answer.headers["Upload-Length"] = str(blob.size)
    answer.headers["Cache-Control"] = "no-store"
    return answer


@blp.route("/reports/<uuid:report_id>/blobs/<sha256>", methods=["HEAD"])
@guard("report:write")
@blp.response(200, headers=_FILLED)
def head_blob(report_id: UUID, sha256: str) -> Response:
    """How much of a photo has arrived: `Upload-Offset` of `Upload-Length`."""
    blob = own_blob(report_id, sha256, author_id=principal().id)
    return _upload_answer(blob, blob.size if blob.received_at else blob.received_bytes, 200)


@blp.route("/reports/<uuid:report_id>/blobs/<sha256>", methods=["PATCH"])
@guard("report:write")
@blp.doc(
    requestBody={
        "required": True,
        "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
    },
    parameters=[{"in": "header", "name": "Upload-Offset", "required": True} | _OFFSET],
)
@blp.response(204, headers=_FILLED)
def patch_blob(report_id: UUID, sha256: str) -> Response:
    """Append a piece of a photo at `Upload-Offset` (JPEG or PNG, 10 MB at most)."""
    blob = own_blob(report_id, sha256, author_id=principal().id)
    offset = _offset_header()
    if blob.received_at is not None and offset == blob.size:
        return _upload_answer(blob, blob.size, 204)
    if (request.content_length or 0) > blob.size:
        raise TooLargeError
    piece = request.get_data(cache=False)
    check_piece(blob, offset, piece)
    db.session.commit()  # the read is over: no transaction stays open while the disk works
    try:
        write_piece(blob, offset, piece)
    except (InvalidInputError, NotFoundError):
        with transaction():
            restart(blob)
        raise
    with transaction():
        end = advance(blob, offset, len(piece), now=utc_now())
    return _upload_answer(blob, end, 204)


def _offset_header() -> int:
    raw = request.headers.get("Upload-Offset", "")
    if not raw.isascii() or not raw.isdigit() or len(raw) > 9:
        raise InvalidInputError(
            zh="缺少 Upload-Offset 头。", en="The Upload-Offset header is missing.", field="Upload-Offset"
        )
    return int(raw)


@blp.route("/reports/<uuid:report_id>/attestations/<uuid:attestation_id>", methods=["PUT"])
@guard("report:write")
@blp.doc(requestBody=_canonical("AttestationV2"), parameters=[_DIGEST])
@blp.response(201, AttestationReceiptSchema)
@blp.alt_response(200, schema=AttestationReceiptSchema, description="Stored before: the same receipt")
def put_attestation(report_id: UUID, attestation_id: UUID) -> Response:
    """Store a signature that was given after its report, under it or its hazard notice (AttestationV2; V1 is still read)."""
    report = own_report(report_id, author_id=principal().id)
    data = read_body(MAX_ATTESTATION)
    check_content_digest(request.headers.get("Content-Digest"), data)
    with transaction():
        stored, created = accept_attestation(report, attestation_id, data, author=author_of(principal()), now=utc_now())
    answer = jsonify(AttestationReceiptSchema().dump(stored))
    answer.status_code = 201 if created else 200
    return answer


@blp.route("/reports/<uuid:report_id>/feedback", methods=["PUT"])
@guard("report:write")
@blp.arguments(FeedbackInSchema)
@blp.response(204)
def put_feedback(body: dict[str, Any], report_id: UUID) -> Response:
    """Store the customer's rating; it is beside the report, never in it."""
    report = own_report(report_id, author_id=principal().id)
    rating = read_rating(**body) if body["scores"] or body["comment"].strip() else Rating(skipped=True)
    with transaction():
        accept_feedback(report, rating, via=FeedbackVia.PHONE, now=utc_now())
    return Response(status=204)
