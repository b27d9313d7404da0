"""The one place that reads the time. Operations take `now`; edges get it here."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, tzinfo

# A day inside the calendar, so that every zone on earth can still show it.
_FIRST, _LAST = (
    datetime.min.replace(tzinfo=UTC) + timedelta(days=1),
    datetime.max.replace(tzinfo=UTC) - timedelta(days=1),
)


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


def parse_signed(text: str) -> datetime:
    """An instant of a signed report in UTC: whatever year, 1 to 9999, the phone's clock stood at.

    Raises ValueError, which quotes it, for one that no calendar has, such as 30 February.
    """
    try:
        return datetime.fromisoformat(text).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise ValueError(f"{text} is no instant of the calendar: {error}") from None


def storable(moment: datetime) -> datetime:
    """The nearest instant that both databases and every zone can hold; all but the calendar's two ends stay."""
    return min(max(moment, _FIRST), _LAST)


def in_zone(moment: datetime, zone: tzinfo) -> datetime:
    """The instant as that zone tells it, or in UTC where the zone would leave the calendar."""
    try:
        return moment.astimezone(zone)
    except OverflowError:
        return moment.astimezone(UTC)
