"""Cards as one ZIP: streamed while it is made, so that ten thousand cards need the memory of one."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from zipstream import ZIP_STORED, ZipStream

from backend.cards.listing import state_of
from backend.infrastructure.masking import mask_name
from backend.infrastructure.storage import Storage, content_key

BYTE_ORDER_MARK = "\ufeff"  # spreadsheets take a CSV without it for the local code page
_UNSAFE = str.maketrans(dict.fromkeys('\\/:*?"<>|', "_"))
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
COLUMNS = (
    "file",
    "card",
    "edition",
    "signed_at",
    "center",
    "technician",
    "customer",
    "job_type",
    "appliance",
    "result",
    "verdict",
    "services_missing",
    "state",
    "content_digest",
    "pdf_sha256",
    "hazard_notice",
)


def file_name(number: str, customer: str, *, taken: set[str]) -> str:
    """`AH-HZ-261122-0031 王_.pdf`; numbered when two would be alike."""
    shown = "".join(sign if sign.isprintable() else "_" for sign in mask_name(customer))  # no bidi tricks, no NUL
    base = f"{number} {shown}".translate(_UNSAFE).strip(" .")
    name, count = f"{base}.pdf", 2
    while name in taken:
        name, count = f"{base} ({count}).pdf", count + 1
    taken.add(name)
    return name


def _cell(value: object) -> str:
    """A spreadsheet must not take a customer's text for a formula."""
    text = str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def _line(values: Iterable[object]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow([_cell(value) for value in values])
    return line.getvalue()


def _index_row(row: Any, name: str, notice: str) -> tuple[object, ...]:
    summary, card = row.ReportSummary, row.Card
    return (
        name,
        card.number if card else "",
        card.edition if card else "",
        summary.signed_at.isoformat(),
        row.Center.code,
        row.technician,
        mask_name(summary.customer_name),
        summary.job_type,
        summary.appliance,
        summary.result,
        summary.server_verdict or summary.verdict,
        summary.services_missing,
        state_of(row).value,
        summary.content_digest,
        card.sha256 if card else "",
        notice,
    )


def stream_cards(rows: Iterable[Any], *, storage: Storage, finished: Callable[[int], None]) -> Iterator[bytes]:
    """Bytes of the ZIP: every card that exists, each with its hazard notice, then index.csv of all reports.

    `finished` is told how many cards were written.
    """
    archive = ZipStream(compress_type=ZIP_STORED)  # a PDF is compressed already
    taken: set[str] = set()
    index, written = [BYTE_ORDER_MARK, _line(COLUMNS)], 0
    for row in rows:
        names = {}
        for paper in (row.Card, row.HazardNotice):
            if paper is not None and storage.exists(key := content_key("cards", paper.sha256)):
                names[paper.document] = file_name(paper.number, row.ReportSummary.customer_name, taken=taken)
                archive.add(storage.stream(key), names[paper.document])
                yield from archive.all_files()
        written += "card" in names
        index.append(_line(_index_row(row, names.get("card", ""), names.get("hazard_notice", ""))))
    archive.add("".join(index).encode(), "index.csv")
    yield from archive.all_files()
    yield from archive.finalize()
    finished(written)
