"""Canonical bytes: one spelling for what is signed, and nothing that two programs could read differently."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from backend.domain.canonical import (
    MAX_INTEGER,
    CanonicalError,
    canonical_bytes,
    is_canonical,
    parse_strict,
    sha256_hex,
)

VECTORS = json.loads((Path(__file__).parents[1] / "vectors" / "canonical.json").read_text(encoding="utf-8"))

keys = st.text("abcXYZ019_.-", min_size=1, max_size=8)
leaves = (
    st.none()
    | st.booleans()
    | st.integers(-MAX_INTEGER, MAX_INTEGER)
    | st.text(st.characters(exclude_categories=["Cs"]))
)
values = st.recursive(leaves, lambda inner: st.lists(inner) | st.dictionaries(keys, inner), max_leaves=25)


@given(values)
def test_bytes_are_those_of_the_reference_implementation(value: Any) -> None:
    assert canonical_bytes(value) == rfc8785.dumps(value)


@given(values)
def test_reading_canonical_bytes_gives_the_value_again(value: Any) -> None:
    raw = canonical_bytes(value)
    assert parse_strict(raw) == value
    assert is_canonical(raw)


@pytest.mark.parametrize("case", VECTORS["canonical"], ids=lambda case: case["what"])
def test_the_shared_vectors_hold(case: dict[str, str]) -> None:
    assert canonical_bytes(json.loads(case["json"])).decode() == case["canonical"]
    assert is_canonical(case["canonical"].encode())


@pytest.mark.parametrize("case", VECTORS["refused_values"], ids=lambda case: case["what"])
def test_values_that_two_programs_could_read_differently_are_refused(case: dict[str, str]) -> None:
    with pytest.raises(CanonicalError):
        canonical_bytes(json.loads(case["json"]))
    with pytest.raises(CanonicalError):
        parse_strict(case["json"].encode())


@pytest.mark.parametrize(
    "raw",
    [
        b'{"a":1,"a":1}', b'{"a":{"b":1,"b":2}}', b"NaN", b"[Infinity]", b"1e3", b"1.0", b"-0.0", b"", b"{", b"[1,]",
        b"\xff", b"\xef\xbb\xbf{}", b'"\xed\xa0\x80"', "{}".encode("utf-16"), b"[" * 100_000, b"[" * 80 + b"]" * 80,
        b"1" * 5000, b'{"a":1} x',
    ],
)  # fmt: skip
def test_bytes_that_are_not_strict_json_are_refused(raw: bytes) -> None:
    with pytest.raises(CanonicalError):
        parse_strict(raw)
    assert not is_canonical(raw)


@pytest.mark.parametrize("raw", [b'{"a": 1}', b'{"b":1,"a":2}', b"-0", b'"\\u0041"', b'"\\/"', b'"\\u001F"', b"[1]\n"])
def test_another_spelling_of_a_good_value_is_not_canonical(raw: bytes) -> None:
    parse_strict(raw)
    assert not is_canonical(raw)


@pytest.mark.parametrize("case", VECTORS["digests"], ids=lambda case: case["sha256"][:8])
def test_digests_are_sha_256_in_lower_case(case: dict[str, str]) -> None:
    assert sha256_hex(case["text"].encode()) == case["sha256"]
