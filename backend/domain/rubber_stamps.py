"""Signs that a report was filled in rather than lived through. Pure: content in the newest shape.

None of them proves anything and none refuses a report: a person looks, with the evidence beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import asin, cos, radians, sin, sqrt
from typing import Any

from backend.domain.canonical import canonical_bytes, sha256_hex
from backend.domain.measured import read_measured

Content = Mapping[str, Any]

FEWEST_VALUES = 4  # fewer measured values are the same in many homes
FEWEST_ENTRIES = 12
SHORTEST = timedelta(seconds=90)  # for that many readings and ticks by hand
BURST = timedelta(seconds=20)  # for that many one after the other, whatever the rest of the visit took
FARTHEST_M = 500
EARTH_RADIUS_M = 6_371_000


@dataclass(frozen=True, kw_only=True)
class Haste:
    """So many readings and ticks within so few seconds."""

    entries: int
    seconds: int


def readings_print(content: Content) -> str:
    """SHA-256 over what was measured, the same for the same numbers; empty when there are too few to compare."""
    values = sorted(
        (index, row["test"], row["attempt"], row["value"])
        for index, job in enumerate(content["jobs"])
        for row in job["safety"]["readings"]
        if row["taken"] and row["method"] != "sight" and row["value"] and read_measured(row["value"])
    )
    return sha256_hex(canonical_bytes(values)) if len(values) >= FEWEST_VALUES else ""


def haste_of(content: Content) -> Haste | None:
    """Readings and ticked lines too close together: in the whole visit, or in one burst of single taps.

    "All done" in one tap gives its lines the very same instant and is one entry, however long the list.
    """
    moments = sorted({datetime.fromisoformat(at) for at in _moments(content)})
    if len(moments) < FEWEST_ENTRIES:
        return None
    if moments[-1] - moments[0] < SHORTEST:
        return _haste(moments)
    bursts = ([at for at in moments[place:] if at - first < BURST] for place, first in enumerate(moments))
    most = max(bursts, key=len)
    return _haste(most) if len(most) >= FEWEST_ENTRIES else None


def _haste(moments: Sequence[datetime]) -> Haste:
    return Haste(entries=len(moments), seconds=int((moments[-1] - moments[0]).total_seconds()))


def _moments(content: Content) -> Iterable[str]:
    for job in content["jobs"]:
        yield from (row["at"] for row in job["safety"]["readings"] if row["taken"] and row["at"])
        for name in ("guidance", "maintenance"):
            yield from (line["at"] for line in job[name]["items"] if line["at"])
    yield from (line["at"] for line in content["cleanup"]["items"] if line["at"])


def distance_m(here: tuple[float, float], there: tuple[float, float]) -> int:
    """Metres between two places (WGS-84 degrees: latitude, longitude) along the great circle."""
    (lat1, lon1), (lat2, lon2) = (tuple(map(radians, place)) for place in (here, there))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return round(2 * EARTH_RADIUS_M * asin(sqrt(min(1.0, half))))
