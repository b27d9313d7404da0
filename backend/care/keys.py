"""Keys of private links: 128 random bits as 26 characters of Crockford's base32, on a phone or here."""

from __future__ import annotations

import hashlib
import re
import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 26
_KEY = re.compile(rf"[{ALPHABET}]{{{LENGTH}}}\Z")
_HASH = re.compile(r"[0-9a-f]{64}\Z")
_MISREAD = str.maketrans("OIL", "011", "- ")  # Crockford's readings of what people mistake


def new_key() -> str:
    value = secrets.randbits(128)
    return "".join(ALPHABET[value >> 5 * place & 31] for place in reversed(range(LENGTH)))


def read_key(typed: str) -> str | None:
    """The key as it was made, from what was typed or scanned; None when it cannot be one."""
    key = typed.strip().upper().translate(_MISREAD)
    return key if _KEY.match(key) else None


def hash_key(key: str) -> str:
    """What is stored of a key: 128 random bits need no slow hash."""
    return hashlib.sha256(key.encode()).hexdigest()


def is_hash(text: str) -> bool:
    return bool(_HASH.match(text))
