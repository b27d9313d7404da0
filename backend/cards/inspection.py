"""Look into a PDF that a stranger sent, in a process of its own with limits on time and memory.

`inspect_pdf` is what the web process calls; `python -m backend.cards.inspection` is the process: a line
of JSON with the trusted roots, then the file on stdin; a line of JSON on stdout.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import logging
import resource
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

SECONDS = 5
MEMORY = 1024 * 1024 * 1024  # bytes of address space; the libraries alone map about a quarter
_MAX_ATTACHMENT = 2 * 1024 * 1024
_MAX_ATTACHMENTS = 4


@dataclass(frozen=True, kw_only=True)
class Inspection:
    """What a file shows of itself. Everything is false or empty when it could not be read in time."""

    readable: bool = False
    signatures: int = 0
    intact: bool = False  # what the seal covers is as it was sealed
    trusted: bool = False  # by one of our roots
    whole: bool = False  # the seal covers the file to its last byte, nothing appended, zero padding
    signer: str = ""
    content_digest: str = ""  # SHA-256 of the attached report.json
    code: str = ""  # verification code in it
    title: str = ""


def inspect_pdf(data: bytes, roots: Sequence[bytes]) -> Inspection:
    """Never raises for what is in the file; takes at most SECONDS."""
    if b"%PDF-" not in data[:1024]:
        return Inspection()
    head = json.dumps([root.decode("ascii") for root in roots]).encode() + b"\n"
    try:
        done = subprocess.run(
            [sys.executable, "-I", "-c", _START.format(path=[p for p in sys.path if p]), __name__],
            input=head + data, capture_output=True, timeout=SECONDS, check=True,
        )
        return Inspection(**json.loads(done.stdout))
    except (subprocess.SubprocessError, ValueError, TypeError):
        return Inspection()


# -I keeps the environment out; the path is the parent's own, so that the same code runs.
_START = "import sys, runpy; sys.path[:] = {path!r}; runpy.run_module(sys.argv[1], run_name='__main__')"


def _limit() -> None:
    for kind, amount in ((resource.RLIMIT_CPU, SECONDS), (resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_FSIZE, 0)):
        with contextlib.suppress(ValueError, OSError):  # macOS refuses RLIMIT_AS; time is bounded all the same
            resource.setrlimit(kind, (amount, amount))


def _examine(data: bytes, roots: Sequence[str]) -> Inspection:
    from pyhanko.pdf_utils.reader import PdfFileReader

    found: dict[str, Any] = {"readable": False}
    try:
        reader = PdfFileReader(io.BytesIO(data), strict=False)
        found |= {"signatures": len(reader.embedded_regular_signatures), "readable": True}
        found["title"] = str(reader.trailer.get("/Info", {}).get("/Title", ""))[:200]
    except Exception:  # noqa: BLE001 - any failure to parse is an answer
        return Inspection(**found)
    with contextlib.suppress(Exception):
        found |= _attached(reader)
    with contextlib.suppress(Exception):
        found |= _seal(reader, data, roots)
    return Inspection(**found)


def _attached(reader: Any) -> dict[str, str]:
    for spec in list(_file_specifications(reader))[:_MAX_ATTACHMENTS]:
        raw = spec["/EF"]["/F"].data[:_MAX_ATTACHMENT]
        with contextlib.suppress(ValueError):
            report = json.loads(raw)
            if isinstance(report, dict) and "verification_code" in report:
                return {"content_digest": hashlib.sha256(raw).hexdigest(), "code": str(report["verification_code"])[:26]}
    return {}


def _file_specifications(reader: Any) -> Iterator[Any]:
    yield from reader.root.get("/AF", [])
    names = reader.root.get("/Names", {}).get("/EmbeddedFiles", {}).get("/Names", [])
    yield from list(names)[1::2]


def _seal(reader: Any, data: bytes, roots: Sequence[str]) -> dict[str, Any]:
    from asn1crypto import pem, x509
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko.sign.validation.status import SignatureCoverageLevel
    from pyhanko_certvalidator import ValidationContext

    signature = reader.embedded_regular_signatures[0]
    trust = [x509.Certificate.load(pem.unarmor(root.encode())[2]) for root in roots]
    context = ValidationContext(trust_roots=trust, allow_fetching=False)
    status = validate_pdf_signature(signature, context, skip_diff=True)
    alone = len(reader.embedded_regular_signatures) == 1
    return {
        "intact": bool(status.intact and status.valid),
        "trusted": bool(status.trusted),
        "whole": bool(alone and status.coverage == SignatureCoverageLevel.ENTIRE_FILE and _padding_is_zero(signature, data)),
        "signer": str(status.signing_cert.subject.native.get("common_name", ""))[:100],
    }


def _padding_is_zero(signature: Any, data: bytes) -> bool:
    """The reserved space is not covered by the seal: whatever hides there, beyond the signature, is foreign."""
    from asn1crypto.parser import peek

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
