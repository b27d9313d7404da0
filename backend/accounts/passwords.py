"""Password hashing: argon2id with OWASP's minimum (19 MiB, two passes), about 20 ms."""

from __future__ import annotations

import secrets

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from backend.domain.errors import InvalidInputError

MINIMUM_LENGTH = 10
# Printed in the README for trying things out, so in production it opens no account, not even the demo's own.
DEMO_PASSWORD = "fuwuka-demo"
_HASHER = PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1)
# Verified when the user is unknown, so that time does not tell who exists.
_DECOY = _HASHER.hash("decoy")
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


def hash_password(password: str) -> str:
    return _HASHER.hash(password)


def password_matches(password_hash: str | None, password: str) -> bool:
    try:
        return _HASHER.verify(password_hash or _DECOY, password) and password_hash is not None
    except (VerificationError, InvalidHashError):
        return False


def temporary_password() -> str:
    """Twelve characters that can be read out on the telephone (60 bits)."""
    return "-".join("".join(secrets.choice(_ALPHABET) for _ in range(4)) for _ in range(3))


def check_strength(password: str, *, username: str) -> None:
    """Length is what counts (NIST SP 800-63B section 3.1.1.2). Raises InvalidInputError."""
    if len(password) < MINIMUM_LENGTH:
        raise InvalidInputError(
            zh=f"密码至少要 {MINIMUM_LENGTH} 个字符。",
            en=f"The password needs at least {MINIMUM_LENGTH} characters.",
            field="new",
        )
    if password == DEMO_PASSWORD or username.lower() in password.lower() or len(set(password)) < 4:
        raise InvalidInputError(zh="密码太容易被猜到。", en="This password is too easy to guess.", field="new")
