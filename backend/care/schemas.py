"""Wire shapes of private links."""

from __future__ import annotations

from marshmallow import Schema, fields, validate

from backend.infrastructure.schemas import Instant


class SignLinkInSchema(Schema):
    """`key_hash`: SHA-256, in hex, of the 26 characters that the phone made and showed as a QR code."""

    key_hash = fields.String(required=True, validate=validate.Regexp(r"^[0-9a-f]{64}\Z"))


class SignLinkSchema(Schema):
    """`used_at`: when the customer signed, or said why not. `revoked_at`: when the office withdrew it."""

    id = fields.UUID(required=True)
    expires_at = Instant(required=True)
    used_at = Instant(required=True, allow_none=True)
    revoked_at = Instant(required=True, allow_none=True)


class NewSignLinkSchema(SignLinkSchema):
    """`url` is told this once; only the hash of its key is stored."""

    url = fields.String(required=True)
