"""What templates ask of data: pairs for selects, words for lists, the clock of a job."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from markupsafe import Markup, escape

from backend.accounts.models import Center, User
from backend.catalog.names import CatalogNames
from backend.customers.models import Address, Appliance
from backend.domain.vocabulary import Grade, JobState
from backend.infrastructure.clock import parse_signed, utc_now
from backend.infrastructure.wiring import settings
from backend.jobs.listing import COMING
from backend.jobs.models import Job
from backend.office import formatting
from backend.office.audit_words import audit_details
from backend.office.translations import in_language, language, name_of, translate

Pairs = list[tuple[str, str]]
GRADES = [grade.value for grade in Grade]  # best first
SOON = timedelta(hours=2)


def initials(name: str) -> str:
    """`Zhou Lan` -> ZL; `周兰` -> 周."""
    parts = name.split()
    return "".join(part[0] for part in parts[:2]).upper() if name.isascii() else name[:1]


def names_of_centers(centers: Iterable[Center]) -> Pairs:
    return [(str(each.id), each.name_en if language() == "en" else each.name_zh) for each in centers]


def pair_id_name(user: User) -> tuple[str, str]:
    return str(user.id), user.name


def pair_id_line(address: Address) -> tuple[str, str]:
    return str(address.id), address.line


def words(values: Iterable[object], kind: str) -> Pairs:
    """Each value of a vocabulary with its word."""
    return [(str(value), name_of(kind, value)) for value in values]


def text_pairs(texts: Mapping[str, dict[str, str]]) -> Pairs:
    return [(key, in_language(text)) for key, text in texts.items()]


def appliance_pairs(appliances: Iterable[Appliance], names: CatalogNames) -> Pairs:
    return [
        (str(each.id), " ".join(filter(None, (in_language(names.category(each.category)), each.brand, each.model))))
        for each in appliances
        if not each.retired
    ]


def visit_pairs(jobs: Iterable[Job]) -> Pairs:
    """Visits to join: window, whose it is, which job was first."""
    return [(str(job.id), " · ".join(_visit_line(job))) for job in jobs]


def _visit_line(job: Job) -> list[str]:
    return [_window_of(job), *([job.technician.name] if job.technician else []), job.number]


def _window_of(job: Job) -> str:
    zone = job.center.time_zone
    if job.window_start is None or job.window_end is None:
        return ""
    return (
        f"{formatting.relative_day(job.window_start, zone)} {formatting.span(job.window_start, job.window_end, zone)}"
    )


def number_in(key: str, numbers: Mapping[str, int]) -> int:
    return numbers.get(key, 0)


def days_before(day: date, number: int) -> date:
    return day - timedelta(days=number)


def wire_moment(instant: str, zone: str) -> str:
    """An instant as it stands in signed content."""
    return formatting.moment_text(parse_signed(instant), zone)


def below(grade: str, wanted: str) -> bool:
    return GRADES.index(grade) > GRADES.index(wanted)


def window_form(job: Job) -> dict[str, str]:
    """A job's window as the form shows it, in the center's zone; a new one begins at nine tomorrow."""
    zone = job.center.time_zone
    if job.window_start is None or job.window_end is None:
        tomorrow = formatting.local(utc_now(), zone).date() + timedelta(days=1)
        return {"window_day": tomorrow.isoformat(), "window_from": "09:00", "window_to": "11:00"}
    return {
        "window_day": formatting.local(job.window_start, zone).date().isoformat(),
        "window_from": formatting.clock(job.window_start, zone),
        "window_to": formatting.clock(job.window_end, zone),
    }


def clock_of(job: Job) -> Markup:
    """Late, soon, or when it is due: what a dispatcher looks for."""
    now, zone = utc_now(), job.center.time_zone
    if JobState(job.state) not in COMING or job.window_end is None or job.window_start is None:
        return Markup("—") if job.state != JobState.COMPLETED else escape(formatting.clock(job.updated_at, zone))
    if now > job.window_end:
        return _coloured("late", "jobs.clock.late", now - job.window_end)
    if now > job.window_end - SOON:
        return _coloured("soon", "jobs.clock.left", job.window_end - now)
    return escape(translate("jobs.clock.due", at=formatting.clock(job.window_end, zone)))


def _coloured(kind: str, key: str, lapse: timedelta) -> Markup:
    text = translate(key, lapse=formatting.lapse(lapse.total_seconds()))
    return Markup('<span class="{}">{}</span>').format(kind, text)


def flash_text(message: Any) -> str:
    """A note of infrastructure/notes.py in the reader's language."""
    return translate(message["key"], **{name: value for name, value in message.items() if name not in ("key", "undo")})


def organisation() -> str:
    return settings().organisation_en if language() == "en" else settings().organisation_zh


FILTERS = (
    initials,
    names_of_centers,
    pair_id_name,
    pair_id_line,
    words,
    text_pairs,
    appliance_pairs,
    visit_pairs,
    number_in,
    days_before,
    wire_moment,
)
FUNCTIONS = (audit_details, below, window_form, clock_of, flash_text, organisation)
