"""What a report may hold, however odd, still becomes a card that is genuine and shows text as text."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable
from typing import Any

import pytest
from pypdf import PdfReader

from backend.cards.render import shrink_photo
from tests.cards.conftest import Visit
from tests.factories.reports import dummy_content

MARKUP = "<svg/onload=alert(1)><img src=file:///etc/passwd>{{ 7*7 }}"


@pytest.mark.parametrize(
    "text", [MARKUP, "\x01\x08\x0b\x1f\x7f\ufffe\uffff", "\u202egnp.exe\u2066\u200b\ufeff", "👩‍👩‍👧 𠮷 é" * 20]
)
def test_odd_text_is_printed_as_text_on_a_genuine_card(
    visit: Visit, verify: Callable[..., dict[str, Any]], text: str
) -> None:
    content = dummy_content(technician=visit.technician)
    _card, pdf = visit.make_card(
        customer=content["customer"] | {"name": text[:100]}, work=content["work"] | {"found": text, "done": text}
    )
    answer = verify(file=pdf)
    assert answer["state"] == "genuine"
    assert {check["outcome"] for check in answer["checks"]} == {"pass"}
    shown = "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    if text is MARKUP:
        assert "7*7" in shown.replace(" ", "")
        assert "root:" not in shown


def _bomb(side: int) -> bytes:
    """A PNG of a few bytes that claims `side` x `side` pixels."""
    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(b"\0" * 1000)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )


@pytest.mark.parametrize("side", [7000, 10_000, 20_000, 2**31 - 1])
def test_a_picture_that_would_fill_the_memory_is_left_out(side: int) -> None:
    assert shrink_photo(_bomb(side)) is None


def test_bytes_that_only_begin_like_a_picture_are_left_out() -> None:
    for junk in (b"\xff\xd8\xff" + bytes(range(256)) * 40, b"\x89PNG\r\n\x1a\n" + b"\0" * 999):
        assert shrink_photo(junk) is None
