"""The jobs of a visit as a card tells them: alike ones once, each other with its own appliance and work. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from backend.cards.readings import present_test
from backend.cards.wording import Wording
from backend.domain.vocabulary import WorkResult

Fact = tuple[str, str, str]  # label, the part in bold, the rest
_OWN = ("id", "number", "type")
# The catalog's refusal reasons that are dangers; the others are named by themselves (labels.json: refused_…).
_UNSAFE = frozenset({"unsafe_supply", "no_earth", "no_rcd", "gas_unsafe", "wall_or_bracket", "appliance_unsafe"})


@dataclass(frozen=True, kw_only=True)
class JobGroup:
    """Jobs that differ in nothing but number and type: one test and one work served them all."""

    jobs: Sequence[Mapping[str, Any]]

    @property
    def shared(self) -> Mapping[str, Any]:
        return self.jobs[0]

    def numbers(self, words: Wording) -> str:
        numbers = (job["number"] or words.say("job_unnumbered") for job in self.jobs)
        return words.say("comma").join(dict.fromkeys(numbers))

    def types(self, words: Wording) -> str:
        return " + ".join(dict.fromkeys(words.say(f"type_{job['type']}") for job in self.jobs))


def group_jobs(jobs: Sequence[Mapping[str, Any]]) -> list[JobGroup]:
    """In the order of the report."""
    groups: list[tuple[dict[str, Any], list[Mapping[str, Any]]]] = []
    for job in jobs:
        shared = {key: value for key, value in job.items() if key not in _OWN}
        mine = next((members for known, members in groups if known == shared), None)
        if mine is None:
            groups.append((shared, [job]))
        else:
            mine.append(job)
    return [JobGroup(jobs=members) for _shared, members in groups]


def subject_of(groups: Sequence[JobGroup], words: Wording) -> str:
    """`Repair · Electric water heater`; of several, `Repair Electric water heater + Maintenance Refrigerator`."""
    if len(groups) == 1:
        return words.joined(groups[0].types(words), groups[0].shared["appliance"]["category_text"])
    return " + ".join(f"{group.types(words)} {group.shared['appliance']['category_text']}" for group in groups)


def present_block(
    group: JobGroup, visit: Mapping[str, Any], words: Wording, *, place: int, several: bool
) -> dict[str, Any]:
    """One section of jobs. `heading` and `facts` only where there are several: else they stand at the head."""
    job = group.shared
    return {
        "heading": _heading(group, words, place) if several else None,
        "facts": appliance_facts(job, visit, words) if several else [],
        "work": _work(job, words),
        "test": present_test(job["safety"], words),
        "guidance": present_checklist(job["guidance"], words),
        "maintenance": present_checklist(job["maintenance"], words),
        "parts": [_part(part, words) for part in job["parts"]],
    }


def _heading(group: JobGroup, words: Wording, place: int) -> dict[str, str]:
    appliance = group.shared["appliance"]
    return {
        "place": str(place),
        "title": words.joined(group.types(words), appliance["category_text"]),
        "numbers": f"{words.say('job')} {group.numbers(words)}",
        "result": result_words([group.shared["work"]], words),
    }


def result_words(works: Sequence[Mapping[str, Any]], words: Wording) -> str:
    """How work ended that ended alike. Only what was left for safety is called unsafe; what differs is not named."""
    result = works[0]["result"]
    if result == WorkResult.REFUSED:
        kinds = {"unsafe" if work["reason"] in _UNSAFE else work["reason"] for work in works}
        named = words.labels.get(f"refused_{kinds.pop()}") if len(kinds) == 1 else None
        return named or words.say("result_refused")
    return words.say(f"result_{result}")


def appliance_facts(job: Mapping[str, Any], visit: Mapping[str, Any], words: Wording) -> list[list[Fact]]:
    """Two rows of two: appliance and serial, age and warranty."""
    appliance, warranty, none = job["appliance"], job["warranty"], words.say("none")
    watts = words.say("watts", appliance["rated_power_w"]) if appliance["rated_power_w"] else ""
    model = " ".join(part for part in (appliance["brand"], appliance["model"]) if part)
    return [
        [
            (
                words.say("appliance"),
                model or appliance["category_text"],
                words.joined(watts, words.say("class", appliance["protection_class"])),
            ),
            (words.say("serial"), "", words.joined(appliance["serial"], appliance["room"]) or none),
        ],
        [
            (words.say("age"), "", _age(appliance, visit, words) or none),
            (words.say("warranty"), words.say(f"warranty_{warranty['state']}"), warranty["reason"]),
        ],
    ]


def _age(appliance: Mapping[str, Any], visit: Mapping[str, Any], words: Wording) -> str:
    """As it was shown, else worked out from the day of purchase."""
    life, bought, text = appliance["life_years"], appliance["purchased_on"], appliance["age_text"]
    if text or not bought:
        dates = words.say("bought", bought) if bought else ""
        return words.joined(dates, _installed(appliance, words), text or (words.say("life_only", life) if life else ""))
    try:
        age = words.age(date.fromisoformat(bought), words.local(visit["arrived_at"]).date())
    except ValueError:  # a day such as 2026-02-31 passes the wire's pattern
        return words.say("bought", bought)
    used = words.say("life", age, life) if life else words.say("used", age)
    return words.joined(words.say("bought", bought), _installed(appliance, words), used)


def _installed(appliance: Mapping[str, Any], words: Wording) -> str:
    on = appliance["installed_on"]
    return words.say("installed", on) if on and on != appliance["purchased_on"] else ""


def _work(job: Mapping[str, Any], words: Wording) -> list[Fact]:
    work = job["work"]
    rows = [
        (words.say("reported"), work["symptom_text"], work["reported"]),
        (words.say("found"), "", work["found"]),
        (words.say("cause"), "", work["cause"]),
        (words.say("fault_row"), work["fault_text"], _fault(work, words) if work["fault_text"] else ""),
        (words.say("done"), "", work["done"]),
        (words.say("result"), result_words([work], words), _result(work, words)),
        (words.say("over"), "", work["over_reason"]),
        (words.say("warranty"), "", job["warranty"]["explanation"]),
    ]
    return [(label, bold, rest) for label, bold, rest in rows if bold or rest]


def _fault(work: Mapping[str, Any], words: Wording) -> str:
    return words.joined(
        words.say("fault", work["fault_code"]) if work["fault_code"] else "",
        words.say("difficulty", work["grade"]) if work["grade"] else "",
    )


def _result(work: Mapping[str, Any], words: Wording) -> str:
    first = {True: "first_time", False: "not_first_time"}.get(work["first_time"])
    return words.joined(
        work["reason_text"],
        _time(work, words),
        words.say(first) if first else "",
        "" if work["fault_text"] else _fault(work, words),
    )


def _time(work: Mapping[str, Any], words: Wording) -> str:
    if not work["minutes"]:
        return ""
    clock = [instant for instant in (work["started_at"], work["ended_at"]) if instant]
    spent = words.say("work_time", words.minutes(work["minutes"]))
    if len(clock) == 2:
        spent = f"{spent} {words.span(clock)}"
    standard = work["standard_minutes"]
    if not standard:
        return spent
    return words.say("comma").join((spent, words.say("standard_time", words.minutes(standard))))


def present_checklist(checklist: Mapping[str, Any], words: Wording) -> dict[str, Any]:
    """Lines with what was found and left, and why one was not done."""
    items = [
        {
            "done": item["done"],
            "text": item["text"],
            "note": words.say("comma").join(
                part
                for part in ("" if item["done"] else words.say("undone"), _states(item, words), item["note"])
                if part
            ),
        }
        for item in checklist["items"]
    ]
    return {"items": items, "note": checklist["note"]}


def _states(item: Mapping[str, Any], words: Wording) -> str:
    before, after = item["before"], item["after"]
    if before and after:
        return f"{before} → {after}"
    return words.say("state_before", before) if before else words.say("state_after", after) if after else ""


def _part(part: Mapping[str, Any], words: Wording) -> dict[str, str]:
    none = words.say("none")
    return {
        "name": part["name"],
        "code": part["code"] or none,
        "quantity": part["quantity"],
        "new": part["serial_new"] or none,
        "old": part["serial_old"] or none,
        "returned": words.say("old_returned" if part["old_returned"] else "old_kept"),
    }
