"""Times, money and numbers of a card in the words of its language. Pure."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from backend.infrastructure.clock import in_zone, parse_signed

LABELS = Path(__file__).with_name("labels.json")
_SYMBOLS = {"CNY": "¥", "EUR": "€", "USD": "$", "GBP": "£"}
_MINOR_DIGITS = {"JPY": 0, "KRW": 0, "VND": 0, "KWD": 3, "BHD": 3}  # ISO 4217; every other currency has 2


def load_labels() -> dict[str, dict[str, str]]:
    labels: dict[str, dict[str, str]] = json.loads(LABELS.read_text(encoding="utf-8"))
    return labels


def zone_named(name: str) -> ZoneInfo:
    """The zone, or UTC when a phone named one that does not exist: the card says which it used."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # unknown, malformed, or the name of a folder
        return ZoneInfo("UTC")


@dataclass(frozen=True, kw_only=True)
class Wording:
    """Labels of one language, and the zone in which its times are told."""

    labels: dict[str, str]
    zone: ZoneInfo

    def say(self, key: str, *values: object) -> str:
        text = self.labels[key]
        for value in values:
            text = text.replace("{}", str(value), 1)
        return text

    def local(self, instant: str | datetime) -> datetime:
        return in_zone(parse_signed(instant) if isinstance(instant, str) else instant, self.zone)

    def day(self, instant: str | datetime) -> str:
        return self.local(instant).date().isoformat()

    def clock(self, instant: str | datetime) -> str:
        return f"{self.local(instant):%H:%M}"

    def second(self, instant: str | datetime) -> str:
        return f"{self.local(instant):%H:%M:%S}"

    def moment(self, instant: str | datetime) -> str:
        return f"{self.local(instant):%Y-%m-%d %H:%M}"

    def exact(self, instant: str | datetime) -> str:
        """Date, time to the second, and the offset, so that it means one instant everywhere."""
        local = self.local(instant)
        offset = f"{local:%z}"
        hours = f"{offset[0]}{int(offset[1:3])}" + (f":{offset[3:5]}" if offset[3:5] != "00" else "")
        return f"{local:%Y-%m-%d %H:%M:%S} (UTC{hours})"

    def span(self, instants: list[str]) -> str:
        """`14:12–14:19` of the first and last; one time when they are the same; empty of none."""
        if not instants:
            return ""
        first, last = self.clock(min(instants)), self.clock(max(instants))
        return first if first == last else f"{first}–{last}"

    def minutes(self, total: int) -> str:
        hours, rest = divmod(total, 60)
        if not hours:
            return self.say("minutes", rest)
        return self.say("hours_minutes", hours, rest) if rest else self.say("hours", hours)

    def money(self, minor: int, currency: str, *, symbol: bool = False) -> str:
        digits = _MINOR_DIGITS.get(currency, 2)
        whole, part = divmod(minor, 10**digits)
        text = f"{whole:,}" + (f".{part:0{digits}d}" if digits else "")
        return f"{_SYMBOLS.get(currency, currency + ' ')}{text}" if symbol else text

    def age(self, bought: date, on: date) -> str:
        months = max((on.year - bought.year) * 12 + on.month - bought.month - (on.day < bought.day), 0)
        years, months = divmod(months, 12)
        if not years:
            return self.say("age_months", months) if months else self.say("age_new")
        return self.say("age_years_months", years, months) if months else self.say("age_years", years)

    def joined(self, *parts: Any) -> str:
        return self.separator.join(str(part) for part in parts if part)

    @cached_property
    def separator(self) -> str:
        return self.labels["sep"]


def grouped(text: str, size: int, *, mark: str = " ") -> str:
    return mark.join(text[start : start + size] for start in range(0, len(text), size))
