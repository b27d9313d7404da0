"""JSON edge: links with which a customer signs later, on their own device."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from backend.care.links import make_link, open_link
from backend.care.models import CareLink
from backend.care.queries import center_of
from backend.care.schemas import NewSignLinkSchema, SignLinkInSchema, SignLinkSchema
from backend.domain.vocabulary import LinkPurpose
from backend.infrastructure.auth import guard, principal
from backend.infrastructure.clock import utc_now
from backend.infrastructure.incoming import Blueprint
from backend.infrastructure.transaction import transaction
from backend.reports.queries import report_for

blp = Blueprint("care", __name__, url_prefix="/api/v1", description="Links for customers")


def _told(link: CareLink) -> dict[str, Any]:
    return {name: getattr(link, name) for name in ("id", "expires_at", "used_at", "revoked_at")}


@blp.route("/reports/<uuid:report_id>/sign-link", methods=["POST"])
@guard("report:share")
@blp.response(201, NewSignLinkSchema)
def post_sign_link(report_id: UUID) -> dict[str, Any]:
    """Make a link with which the customer signs this report once, within SIGN_LINK_HOURS."""
    who = principal()
    report = report_for(who, report_id)
    with transaction():
        link, url = make_link(
            report.id, LinkPurpose.SIGN, actor=who.user, center_id=center_of(report.id), now=utc_now()
        )
    return _told(link) | {"url": url}


@blp.route("/reports/<uuid:report_id>/sign-link", methods=["PUT"])
@guard("report:share")
@blp.arguments(SignLinkInSchema)
@blp.response(200, SignLinkSchema)
def put_sign_link(body: dict[str, Any], report_id: UUID) -> dict[str, Any]:
    """Store the link that the phone made while it was offline: `{public_url}/s/{key}`. The same again changes nothing."""
    report = report_for(principal(), report_id)
    with transaction():
        link = open_link(report.id, LinkPurpose.SIGN, key_hash=body["key_hash"], now=utc_now())
    return _told(link)
