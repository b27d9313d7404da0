"""Tests that were taken more than once: the last attempt decides, the earlier ones are kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from backend.domain.decisions import Reason
from backend.domain.limits import Reading, Verdict
from backend.domain.rows import Row, Text
from backend.domain.vocabulary import Level

_SEVERITY = list(Level)


def attempts_of(readings: Iterable[Reading]) -> dict[str, list[Reading]]:
    """Test -> its readings, the one that decides last.

    An attempt that took no value never undoes one that did: leaving a test out must not heal a bad reading.
    """
    attempts: dict[str, list[Reading]] = {}
    for reading in sorted(readings, key=lambda it: (bool(it.value), it.attempt)):
        attempts.setdefault(reading.test, []).append(reading)
    return attempts


def retest_reasons(
    tests: Sequence[Row], attempts: Mapping[str, Sequence[Reading]], judge: Callable[[Reading], Verdict]
) -> list[Reason]:
    """At level pass: what was first measured and is better now, in the catalog's order."""
    found = []
    for test in tests:
        taken = [reading for reading in attempts.get(test["id"], ()) if reading.value]
        if len(taken) < 2:
            continue
        levels = [judge(reading).level for reading in taken]
        if max(map(_SEVERITY.index, levels[:-1])) > _SEVERITY.index(levels[-1]):
            text = _improved(test, taken)
            found.append(Reason(level=Level.PASS, source=test["id"], text=text))
    return found


def _improved(test: Row, taken: Sequence[Reading]) -> Text:
    first, now = _shown(test, taken[0].value), _shown(test, taken[-1].value)
    return {
        "zh": f"{test['short']['zh']}已复测：首次 {first['zh']}，现为 {now['zh']}。",
        "en": f"{test['short']['en']} re-tested: first {first['en']}, now {now['en']}.",
    }


def _shown(test: Row, value: str | None) -> Text:
    chosen = next((choice["text"] for choice in test["choices"] if choice["id"] == value), None)
    number = f"{value} {test['unit']}".strip()
    return chosen or {"zh": number, "en": number}
