"""Canonical bytes (RFC 8785) of the JSON that is signed, and the strict reading of them.

Our payloads need less than JSON allows, and every restriction removes a way in which two programs could
disagree about the same bytes: no floats (decimals are strings), whole numbers within ±(2^53 - 1), keys of
plain ASCII, no lone surrogates, no duplicate keys. Within that, the standard library's C encoder writes
exactly RFC 8785 (a property test compares it with the reference package). The phone's twin is
pwa/src/domain/canonical.ts; both run tests/vectors/canonical.json.
"""

from __future__ import annotations

import hashlib
import json
import re
from typing import Any, NoReturn

MAX_INTEGER = 2**53 - 1
MAX_DEPTH = 64  # our deepest payload has 8; a limit keeps hostile nesting from exhausting the stack
_KEY = re.compile(r"[A-Za-z0-9_.-]{1,100}\Z")


class CanonicalError(ValueError):
    """The value or the bytes cannot be canonical JSON of ours. The text says why, in English, for a log."""


def canonical_bytes(value: Any) -> bytes:
    """RFC 8785 bytes of a JSON value of ours. Raises CanonicalError."""
    _check(value, 0)
    return _encode(value)


def parse_strict(raw: bytes) -> Any:
    """The JSON value in `raw`, refusing whatever canonical JSON of ours cannot hold. Raises CanonicalError.

    White space and key order are free here; `is_canonical` is the stricter question.
    """
    try:
        value = json.loads(
            raw.decode("utf-8"),
            object_pairs_hook=_object_without_duplicates,
            parse_float=_refuse_number,
            parse_constant=_refuse_number,
        )
    except CanonicalError:
        raise
    except UnicodeDecodeError:
        raise CanonicalError("not UTF-8") from None
    except RecursionError:
        raise CanonicalError("nested too deeply") from None
    except ValueError as error:
        raise CanonicalError(f"not JSON: {error}") from None
    _check(value, 0)
    return value


def bytes_of_parsed(value: Any) -> bytes:
    """RFC 8785 bytes of a value, or a part of one, that `parse_strict` gave: it is not checked again."""
    return _encode(value)


def is_canonical(raw: bytes) -> bool:
    """Whether `raw` is byte for byte the canonical form of the value it holds."""
    try:
        return _encode(parse_strict(raw)) == raw
    except CanonicalError:
        return False


def sha256_hex(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()


def _encode(value: Any) -> bytes:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return text.encode("utf-8")


def _object_without_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise CanonicalError("duplicate key")
    return found


def _refuse_number(text: str) -> NoReturn:
    raise CanonicalError(f"number {text[:40]} is not a whole number: decimals are strings")


def _check(value: Any, depth: int) -> None:
    if depth > MAX_DEPTH:
        raise CanonicalError("nested too deeply")
    if isinstance(value, dict):
        for key, item in value.items():
            if not isinstance(key, str) or not _KEY.match(key):
                raise CanonicalError("key is not plain ASCII (letters, digits, _ . -)")
            _check(item, depth + 1)
    elif isinstance(value, list | tuple):
        for item in value:
            # strokes are thousands of whole numbers: asking each here takes a third of the time
            if type(item) is not int or not -MAX_INTEGER <= item <= MAX_INTEGER:
                _check(item, depth + 1)
    else:
        _check_leaf(value)


def _check_leaf(value: Any) -> None:
    if value is None or isinstance(value, bool):
        return
    if isinstance(value, str):
        _check_text(value)
    elif not isinstance(value, int):
        raise CanonicalError(f"{type(value).__name__} is not a JSON value of ours")
    elif not -MAX_INTEGER <= value <= MAX_INTEGER:
        raise CanonicalError("whole number beyond 2^53 - 1")


def _check_text(text: str) -> None:
    if text.isascii():
        return
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise CanonicalError("lone surrogate") from None
