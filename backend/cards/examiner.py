"""`python -m backend.cards.examiner`: parse one PDF under limits, say what it shows, end.

On stdin a line of JSON with the trusted roots, then the file; on stdout a line of JSON (inspection.Inspection).
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import logging
import resource
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from asn1crypto import pem, x509
from asn1crypto.parser import peek
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from backend.cards.inspection import SECONDS, Inspection

MEMORY = 1024 * 1024 * 1024  # bytes of address space; the libraries alone map about a quarter
_MAX_ATTACHMENT = 2 * 1024 * 1024
_MAX_ATTACHMENTS = 4


def _limit() -> None:
    for kind, amount in ((resource.RLIMIT_CPU, SECONDS), (resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_FSIZE, 0)):
        with contextlib.suppress(ValueError, OSError):  # macOS refuses RLIMIT_AS; time is bounded all the same
            resource.setrlimit(kind, (amount, amount))


def _examine(data: bytes, roots: Sequence[str]) -> Inspection:
    found: dict[str, Any] = {"readable": False}
    try:
        reader = PdfFileReader(io.BytesIO(data), strict=False)
        found |= {"signatures": len(reader.embedded_regular_signatures), "readable": True}
    except Exception:  # noqa: BLE001 - any failure to parse is an answer
        return Inspection(**found)
    with contextlib.suppress(Exception):
        found["title"] = str(reader.trailer["/Info"]["/Title"])[:200]
    with contextlib.suppress(Exception):
        found |= _attached(reader)
    with contextlib.suppress(Exception):
        found |= _seal(reader, data, roots)
    return Inspection(**found)


def _attached(reader: Any) -> dict[str, str]:
    for spec in list(_file_specifications(reader))[:_MAX_ATTACHMENTS]:
        raw = spec.get_object()["/EF"]["/F"].data[:_MAX_ATTACHMENT]
        with contextlib.suppress(ValueError):
            report = json.loads(raw)
            if isinstance(report, dict) and "verification_code" in report:
                return {
                    "content_digest": hashlib.sha256(raw).hexdigest(),
                    "code": str(report["verification_code"])[:26],
                }
    return {}


def _file_specifications(reader: Any) -> Iterator[Any]:
    """Attached files, by either of the two ways a PDF may name them (ISO 32000-2, 7.11.4 and 14.13)."""
    with contextlib.suppress(KeyError):
        yield from reader.root["/AF"]
    with contextlib.suppress(KeyError):
        yield from list(reader.root["/Names"]["/EmbeddedFiles"]["/Names"])[1::2]


def _seal(reader: Any, data: bytes, roots: Sequence[str]) -> dict[str, Any]:
    signature = reader.embedded_regular_signatures[0]
    trust = [x509.Certificate.load(pem.unarmor(root.encode())[2]) for root in roots]
    context = ValidationContext(trust_roots=trust, allow_fetching=False)
    status = validate_pdf_signature(signature, context, skip_diff=True)
    alone = len(reader.embedded_regular_signatures) == 1
    return {
        "intact": bool(status.intact and status.valid),
        "trusted": bool(status.trusted),
        "whole": bool(
            alone and status.coverage == SignatureCoverageLevel.ENTIRE_FILE and _padding_is_zero(signature, data)
        ),
        "signer": str(status.signing_cert.subject.native.get("common_name", ""))[:100],
    }


def _padding_is_zero(signature: Any, data: bytes) -> bool:
    """The reserved space is not covered by the seal: whatever hides there, beyond the signature, is foreign."""
    start, end = int(signature.byte_range[1]), int(signature.byte_range[2])
    reserved = bytes.fromhex(data[start + 1 : end - 1].decode("ascii"))
    return not any(reserved[peek(reserved) :])


def main() -> None:
    """Read roots and file from stdin, answer on stdout."""
    logging.disable(logging.CRITICAL)
    _limit()
    roots = json.loads(sys.stdin.buffer.readline())
    json.dump(asdict(_examine(sys.stdin.buffer.read(), roots)), sys.stdout)


if __name__ == "__main__":
    main()
