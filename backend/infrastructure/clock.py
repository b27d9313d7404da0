"""The one place that reads the time. Operations take `now`; edges get it here."""

from __future__ import annotations

from datetime import UTC, datetime


def utc_now() -> datetime:
    """Timezone-aware UTC, to the millisecond: what the wire and both databases keep alike."""
    now = datetime.now(UTC)
    return now.replace(microsecond=now.microsecond // 1000 * 1000)


def iso(moment: datetime) -> str:
    """UTC ISO 8601 with milliseconds and Z, as the wire writes instants."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def parse_iso(text: str) -> datetime:
    """An instant from ISO 8601 with an offset. Raises ValueError without one, or for another age."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("an offset such as Z is needed")
    if not 1900 <= moment.year < 2200:  # an offset would carry the first and last year beyond the calendar
        raise ValueError("a year from 1900 to 2199 is needed")
    return moment.astimezone(UTC)
