"""The electrical test of a card: rows with notes a, b … and instruments by number. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from backend.cards.wording import Wording
from backend.domain.limits import worst
from backend.domain.vocabulary import Level

_COUNTED = (Level.REFUSE, Level.FAIL, Level.ADVISE, Level.NOT_TESTED)
_PHASES = ("supply", "appliance")
EXPIRED_MARK = "†"


def present_verdict(safeties: Sequence[Mapping[str, Any]], wording: Wording) -> dict[str, str]:
    """All tests of a visit in a word, and what it must not hide: `Pass` · `1 advice, 1 not tested`."""
    level = worst(Level(safety["verdict"]["level"]) for safety in safeties)
    counts = Counter(each for safety in safeties for each in _final_levels(safety["readings"]))
    word = wording.say(Level.PASS if level is Level.ADVISE and counts[Level.ADVISE] else level)
    counted = [wording.say(f"n_{each}", counts[each]) for each in _COUNTED if counts[each]]
    return {"level": level.value, "word": word, "counts": wording.say("comma").join(counted)}


def _final_levels(readings: Sequence[Mapping[str, Any]]) -> Iterable[str]:
    """A failure that was put right and measured again stands in the table alone."""
    ordered = sorted(readings, key=lambda reading: int(reading["attempt"]))
    return {(reading["phase"], reading["test"]): reading["verdict"]["level"] for reading in ordered}.values()


def present_test(safety: dict[str, Any], wording: Wording) -> dict[str, Any]:
    """Groups of rows, the notes they point to, and the instruments. See templates/cards/card.html."""
    numbers = {tool["id"]: number for number, tool in enumerate(safety["instruments"], 1)}
    expired = {tool["id"] for tool in safety["instruments"] if tool["expired"]}
    marks = _Marks()
    groups = [
        group
        for phase in _PHASES
        if (group := _group(phase, safety["readings"], marks, wording, numbers=numbers, expired=expired))
    ]
    return {
        "setting": wording.joined(
            wording.say(f"earthing_{safety['earthing']}"),
            wording.say(f"location_{safety['location']}"),
            wording.say("limits", safety["profile"]) if safety["profile"] else "",
            wording.say("limits_version", safety["limits_version"]),
        ),
        "circumstances": _circumstances(safety, wording),
        "groups": groups,
        "notes": [*marks.notes, *_expired_notes(safety["instruments"], numbers, wording)],
        "advice": _advice(safety["verdict"]),
        "wiring": _wiring(safety["wiring"], wording),
        "asked": [_asked(question, wording) for question in safety["asked"]],
        "instruments": [_instrument(tool, numbers[tool["id"]], wording) for tool in safety["instruments"]],
    }


def _circumstances(safety: Mapping[str, Any], wording: Wording) -> str:
    """What limits depended on: cord length, protection upstream … as shown to the customer."""
    shown = (each["text"] or f"{each['name']} {each['value']}" for each in safety["circumstances"])
    text = wording.joined(*shown)
    return wording.say("circumstances", text) if text else ""


def _advice(verdict: Mapping[str, Any]) -> dict[str, str] | None:
    """The sentence for the customer about the whole test, and what to do now."""
    if not verdict["plain"] and not verdict["next"]:
        return None
    return {"plain": verdict["plain"], "next": verdict["next"]}


def _wiring(wiring: Mapping[str, Any], wording: Wording) -> str:
    parts = (
        wording.say("wiring", wiring["text"]) if wiring["text"] else "",
        wording.say("wiring_check", wiring["check"]) if wiring["check"] else "",
    )
    return " ".join(filter(None, parts))


def _asked(question: Mapping[str, Any], wording: Wording) -> dict[str, str]:
    answer = wording.say(f"asked_{question['answer']}")
    return {
        "text": question["text"],
        "answer": wording.joined(answer, wording.clock(question["at"]) if question["at"] else ""),
    }


class _Marks:
    """Notes a, b, c …; one text has one mark, however many readings point to it."""

    def __init__(self) -> None:
        self._marks: dict[str, str] = {}

    def mark(self, text: str) -> str:
        if not text:
            return ""
        return self._marks.setdefault(text, _letters(len(self._marks)))

    @property
    def notes(self) -> list[dict[str, str]]:
        return [{"mark": mark, "text": text} for text, mark in self._marks.items()]


def _letters(number: int) -> str:
    """0 -> a, 25 -> z, 26 -> aa."""
    text = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(ord("a") + rest) + text
    return text


def _group(
    phase: str,
    readings: list[dict[str, Any]],
    marks: _Marks,
    wording: Wording,
    *,
    numbers: dict[str, int],
    expired: set[str],
) -> dict[str, Any] | None:
    mine = [reading for reading in readings if reading["phase"] == phase]
    if not mine:
        return None
    rows = []
    for reading in mine:
        row = _row(reading, marks, wording)
        row["instrument"] = _by_what(reading, numbers, expired, wording)
        rows.append(row)
    times = [reading["at"] for reading in mine if reading["at"]]
    return {"title": wording.joined(wording.say(f"phase_{phase}"), wording.span(times)), "rows": rows}


def _row(reading: dict[str, Any], marks: _Marks, wording: Wording) -> dict[str, Any]:
    taken = reading["taken"]
    level = reading["verdict"]["level"]
    if not taken and level == Level.PASS:
        level = Level.NOT_TESTED.value  # what was not measured can't have passed
    return {
        "title": _title(reading, wording),
        "value": _value(reading) if taken else wording.say("not_taken"),
        "photo": wording.say("display_photo") if reading.get("photo") else "",
        "limit": reading["limit_text"] or wording.say("none"),
        "level": level,
        "word": wording.say(level),
        "basis": " ".join(part for part in (reading["standard"], reading["clause"]) if part),
        "mark": marks.mark(_note(reading, level, wording)),
    }


def _title(reading: Mapping[str, Any], wording: Wording) -> str:
    if reading["attempt"] == 1 or not reading["taken"]:
        return str(reading["title"])
    if reading["attempt"] == 2:
        return wording.say("retest", reading["title"])
    return wording.say("retest_again", reading["title"], reading["attempt"] - 1)


def _note(reading: Mapping[str, Any], level: str, wording: Wording) -> str:
    """Why, what it means, what to do: of whatever has not passed."""
    verdict, parts = reading["verdict"], []
    if level not in (Level.PASS, Level.NOT_TESTED):
        parts = [verdict["why"], "" if verdict["plain"] == verdict["why"] else verdict["plain"]]
        parts.append(wording.say("next", verdict["next"]) if verdict["next"] else "")
    if not reading["taken"] and reading["not_taken_reason"]:
        parts.append(wording.say("not_taken_why", reading["not_taken_reason"]))
    return " ".join(filter(None, parts))


def _value(reading: dict[str, Any]) -> str:
    text, unit = reading["value_text"] or reading["value"] or "—", reading["unit"]
    return text if not unit or text.endswith(unit) else f"{text} {unit}"


def _by_what(reading: dict[str, Any], numbers: dict[str, int], expired: set[str], wording: Wording) -> str:
    if not reading["taken"]:
        return wording.say("none")
    tool = reading["instrument"]
    if tool in numbers:
        return f"{numbers[tool]} {EXPIRED_MARK}" if tool in expired else str(numbers[tool])
    return wording.say("sight") if reading["method"] == "sight" else wording.say("none")


def _instrument(tool: dict[str, Any], number: int, wording: Wording) -> dict[str, Any]:
    due = tool["due"]
    if tool["expired"]:
        calibration = wording.say("cal_expired", due) if due else wording.say("cal_expired_unknown")
    else:
        calibration = wording.say("calibrated", due) if due else wording.say("cal_unknown")
    name = " ".join(part for part in (tool["name"], tool["serial"]) if part)
    return {"number": number, "name": name, "calibration": calibration, "expired": tool["expired"]}


def _expired_notes(tools: list[dict[str, Any]], numbers: dict[str, int], wording: Wording) -> Iterator[dict[str, str]]:
    gone = [str(numbers[tool["id"]]) for tool in tools if tool["expired"]]
    if gone:
        yield {"mark": EXPIRED_MARK, "text": wording.say("cal_note", wording.say("comma").join(gone))}
