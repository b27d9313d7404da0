"""Phone numbers as people write them, kept as E.164 (ITU-T E.164: at most 15 digits)."""

from __future__ import annotations

import re

from backend.domain.errors import InvalidInputError

_E164 = re.compile(r"^\+[1-9][0-9]{6,14}\Z")
_SEPARATORS = re.compile(r"[\s().\-]")
_HOME = "+86"


def e164(text: str) -> str:
    """`138 1234 1234` -> `+8613812341234`; a leading 0 of an area code falls away. Raises InvalidInputError."""
    digits = _SEPARATORS.sub("", text)
    if digits.startswith("00"):
        digits = "+" + digits[2:]
    if not digits.startswith("+"):
        digits = _HOME + digits.removeprefix("0")
    if not _E164.match(digits):
        raise InvalidInputError(
            zh="电话号码不正确，例如 138 1234 1234。",
            en="The phone number is not valid; write it like 138 1234 1234.",
            field="phone",
        )
    return digits
