"""Photos arrive in pieces, at an offset (as in tus), and are whole only when their hash says so."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam, exists, select, update

from backend.domain.canonical import sha256_hex
from backend.domain.errors import ConflictError, InvalidInputError
from backend.infrastructure.database import db
from backend.infrastructure.events import publish
from backend.infrastructure.storage import content_key
from backend.infrastructure.transaction import after_commit
from backend.infrastructure.wiring import queue, storage
from backend.reports.events import ReportCompleted
from backend.reports.models import Report, ReportBlob

_MAGIC = {"image/jpeg": b"\xff\xd8\xff", "image/png": b"\x89PNG\r\n\x1a\n"}

# Built once, for the path that every photo takes.
_ADVANCE = (
    update(ReportBlob.__table__)  # type: ignore[arg-type]  # a table, though typed wider
    .where(
        ReportBlob.report_id == bindparam("id_of_report"),
        ReportBlob.sha256 == bindparam("hash_of_photo"),
        ReportBlob.received_bytes == bindparam("offset"),
        ReportBlob.received_at.is_(None),
    )
    .values(received_bytes=bindparam("received_bytes"), received_at=bindparam("received_at"))
)
_LOCK_REPORT = (
    select(Report.completed_at, Report.projected_at).where(Report.id == bindparam("id_of_report")).with_for_update()
)
_COMPLETE = (
    update(Report.__table__)  # type: ignore[arg-type]
    .where(
        Report.id == bindparam("id_of_report"),
        ~exists().where(ReportBlob.report_id == Report.id, ReportBlob.received_at.is_(None)),
    )
    .values(completed_at=bindparam("completed_at"))
)


def part_key(blob: ReportBlob, offset: int) -> str:
    return f"parts/{blob.report_id}/{blob.sha256}/{offset:012d}"


def check_piece(blob: ReportBlob, offset: int, piece: bytes) -> None:
    """Raises ConflictError with the true offset, InvalidInputError when it would be too long."""
    if blob.received_at is not None or offset != blob.received_bytes:
        raise ConflictError(
            code="wrong_offset",
            zh="续传位置不一致，请从服务器给出的位置继续。",
            en="The upload offset differs; go on from the offset the server gives.",
            extra={"offset": blob.size if blob.received_at else blob.received_bytes},
        )
    if not piece or offset + len(piece) > blob.size:
        raise InvalidInputError(
            code="wrong_length",
            zh="照片长度与报告所写不符。",
            en="The photo's length differs from what the report says.",
        )


def write_piece(blob: ReportBlob, offset: int, piece: bytes) -> bool:
    """Make one piece durable before the database knows of it. True when the photo is now whole.

    Runs outside the write transaction: no lock is held while the disk works.
    Raises InvalidInputError when the whole does not have its hash (the upload then starts anew).
    """
    whole = offset + len(piece) == blob.size
    if not whole:
        storage().put(part_key(blob, offset), piece)
        return False
    data = b"".join([*_pieces(blob, offset), piece])
    if sha256_hex(data) != blob.sha256 or not data.startswith(_MAGIC[blob.media_type]):
        raise InvalidInputError(
            code="wrong_hash",
            zh="照片内容与报告所写的摘要不符，请重新发送。",
            en="The photo does not have the hash that the report names. Send it again from the start.",
        )
    storage().put(content_key("blobs", blob.sha256), data)
    return True


def _pieces(blob: ReportBlob, end: int) -> list[bytes]:
    offset, found = 0, []
    while offset < end:
        piece = storage().get(part_key(blob, offset))
        found.append(piece)
        offset += len(piece)
    return found


def advance(blob: ReportBlob, offset: int, length: int, *, now: datetime) -> int:
    """Move the offset if nobody else did. Raises ConflictError. Returns the new offset."""
    end = offset + length
    values = {"received_bytes": end, "received_at": now if end == blob.size else None}
    named = {"id_of_report": blob.report_id, "hash_of_photo": blob.sha256, "offset": offset}
    if not db.session.connection().execute(_ADVANCE, values | named).rowcount:
        raise ConflictError(code="wrong_offset", en="Another upload of this photo is under way.")
    if end == blob.size:
        complete_if_whole(blob.report_id, now=now)
        after_commit(lambda: forget_pieces(blob, offset))
    return end


def restart(blob: ReportBlob) -> None:
    """Forget the pieces of a photo whose whole was wrong."""
    end = blob.received_bytes
    blob.received_bytes = 0
    db.session.flush()
    after_commit(lambda: forget_pieces(blob, end))


def forget_pieces(blob: ReportBlob, end: int) -> None:
    offset = 0
    while offset < end and storage().exists(part_key(blob, offset)):
        key = part_key(blob, offset)
        offset += storage().size(key)
        storage().delete(key)


def complete_if_whole(report_id: UUID, *, now: datetime) -> None:
    """When no photo is missing any more, the report is complete.

    The report's row is locked first: two last photos in two transactions would each miss the other.
    """
    connection = db.session.connection()
    report = connection.execute(_LOCK_REPORT, {"id_of_report": report_id}).first()
    if report is None or report.completed_at is not None:
        return
    if not connection.execute(_COMPLETE, {"id_of_report": report_id, "completed_at": now}).rowcount:
        return
    if report.projected_at is not None:
        publish(ReportCompleted(report_id=report_id, at=now))
    after_commit(queue().hint)
