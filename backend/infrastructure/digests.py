"""`Content-Digest` of RFC 9530: the hash of a body, in its header."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import re

from backend.domain.errors import DigestError

_SHA256 = re.compile(r"(?:^|,)\s*sha-256=:([A-Za-z0-9+/]+={0,2}):")


def check_content_digest(header: str | None, data: bytes) -> None:
    """Raises DigestError when the header is missing, unreadable, or does not fit the body."""
    if not header:
        raise DigestError(
            code="digest_missing",
            zh="缺少 Content-Digest 头，未保存。",
            en="The Content-Digest header is missing. Nothing was kept.",
        )
    match = _SHA256.search(header)
    try:
        claimed = base64.b64decode(match.group(1), validate=True) if match else b""
    except binascii.Error:
        claimed = b""
    if not hmac.compare_digest(claimed, hashlib.sha256(data).digest()):
        raise DigestError


def content_digest_header(data: bytes) -> str:
    return f"sha-256=:{base64.b64encode(hashlib.sha256(data).digest()).decode()}:"
