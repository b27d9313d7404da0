"""Dates, times, money and sizes as people in the office read them, in their language and the center's zone."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from backend.infrastructure.auth import DEFAULT_ZONE
from backend.infrastructure.clock import in_zone, utc_now
from backend.office.translations import language, translate

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAYS_EN = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_DAYS_ZH = "一二三四五六日"
_SIGNS = {"CNY": "¥", "USD": "$", "EUR": "€", "GBP": "£", "HKD": "HK$", "JPY": "¥"}
_WHOLE = frozenset({"JPY", "KRW", "VND"})  # currencies without minor units (ISO 4217)
_KB = 1024


def local(moment: datetime, zone: str | None = None) -> datetime:
    return in_zone(moment, ZoneInfo(zone or DEFAULT_ZONE))


def clock(moment: datetime, zone: str | None = None) -> str:
    return local(moment, zone).strftime("%H:%M")


def day(value: date | datetime, zone: str | None = None) -> str:
    """`11月22日` or `22 Nov`; with the year when it is not this one."""
    there = local(value, zone).date() if isinstance(value, datetime) else value
    year = there.year != local(utc_now(), zone).year
    if language() == "zh":
        return f"{there.year}年{there.month}月{there.day}日" if year else f"{there.month}月{there.day}日"
    return f"{there.day} {_MONTHS[there.month - 1]} {there.year}" if year else f"{there.day} {_MONTHS[there.month - 1]}"


def long_day(value: date) -> str:
    if language() == "zh":
        return f"{value.month}月{value.day}日 星期{_DAYS_ZH[value.weekday()]}"
    return f"{_DAYS_EN[value.weekday()]} {value.day} {_MONTHS[value.month - 1]}"


def relative_day(moment: datetime, zone: str | None = None) -> str:
    """Today, yesterday, tomorrow, or the day."""
    distance = (local(moment, zone).date() - local(utc_now(), zone).date()).days
    words = {0: "day.today", -1: "day.yesterday", 1: "day.tomorrow"}
    return translate(words[distance]) if distance in words else day(moment, zone)


def moment_text(moment: datetime | None, zone: str | None = None) -> str:
    """Day and time to the second: evidence."""
    if moment is None:
        return "—"
    return local(moment, zone).strftime("%Y-%m-%d %H:%M:%S")


def short_moment(moment: datetime | None, zone: str | None = None) -> str:
    return "—" if moment is None else f"{relative_day(moment, zone)} {clock(moment, zone)}"


def span(start: datetime | None, end: datetime | None, zone: str | None = None) -> str:
    """`09:00–11:00`, or a word that no window is agreed."""
    if start is None:
        return translate("jobs.no_window")
    return f"{clock(start, zone)}–{clock(end, zone)}" if end else clock(start, zone)


def lapse(seconds: float) -> str:
    """A length of time in its largest units: `3 h 12 min`."""
    minutes = max(0, int(seconds // 60))
    if minutes < 60:
        return translate("time.minutes", n=minutes)
    hours, rest = divmod(minutes, 60)
    if hours < 24:
        return translate("time.hours", n=hours, rest=rest)
    return translate("time.days", n=hours // 24)


def ago(moment: datetime | None) -> str:
    if moment is None:
        return translate("time.never")
    passed = utc_now() - moment
    if passed < timedelta(minutes=1):
        return translate("time.now")
    return translate("time.ago", lapse=lapse(passed.total_seconds()))


def money(amount: int, currency: str = "CNY") -> str:
    """Minor units of ISO 4217 to `¥68.00`."""
    sign = _SIGNS.get(currency, f"{currency} ")
    return f"{sign}{amount:,}" if currency in _WHOLE else f"{sign}{amount // 100:,}.{amount % 100:02d}"


def size(count: int | None) -> str:
    """Bytes to `250 kB`, `1.6 MB`, `22 GB`."""
    if count is None:
        return "—"
    if count < _KB:
        return f"{count} B"
    value, unit = float(count), ""
    for unit in ("kB", "MB", "GB", "TB"):  # noqa: B007 - the unit it stops at is the answer
        value /= _KB
        if value < _KB:
            break
    return f"{value:.0f} {unit}" if value >= 10 else f"{value:.1f} {unit}"


def fingerprint(hex_digest: str) -> str:
    """A digest in groups of four, which eyes can compare."""
    return " ".join(hex_digest[at : at + 4] for at in range(0, len(hex_digest), 4))
