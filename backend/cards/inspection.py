"""Look into a PDF that a stranger sent, in a process of its own (examiner.py) with limits on time and memory."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass

SECONDS = 5  # of processor time; twice that by the clock, on a machine with other work


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
    """Never raises for what is in the file; takes at most 2 * SECONDS."""
    if b"%PDF-" not in data[:1024]:
        return Inspection()
    head = json.dumps([root.decode("ascii") for root in roots]).encode() + b"\n"
    try:
        done = subprocess.run(
            [sys.executable, "-I", "-c", _START.format(path=[p for p in sys.path if p]), "backend.cards.examiner"],
            input=head + data,
            capture_output=True,
            timeout=2 * SECONDS,
            check=True,
        )
        return Inspection(**json.loads(done.stdout))
    except (subprocess.SubprocessError, ValueError, TypeError):
        return Inspection()


# -I keeps the environment out; the path is the parent's own, so that the same code runs.
_START = "import sys, runpy; sys.path[:] = {path!r}; runpy.run_module(sys.argv[1], run_name='__main__')"
