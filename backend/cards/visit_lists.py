"""What a card says once a visit: other appliances, photos by what they show, charges by job. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from backend.cards.served_jobs import JobGroup
from backend.cards.wording import Wording

MISSING, UNREADABLE, SHOWN = "missing", "unreadable", "shown"
_SHAPES = {"ok": "pass", "advise": "advise", "fail": "fail", "na": "untested"}
URGENCY_SHAPES = {"C1": "refuse", "C2": "fail", "C3": "advise", "FI": "advise"}
_SEEN = ("scanned", "nameplate")  # identified on the appliance itself: worth saying


def present_other(appliance: Mapping[str, Any], words: Wording) -> dict[str, Any]:
    """One appliance with its rows of findings; all that is well stands in one row."""
    fine = [finding["text"] for finding in appliance["findings"] if finding["level"] == "ok"]
    rows = [_finding(finding, words) for finding in appliance["findings"] if finding["level"] != "ok"]
    if fine:
        text = words.say("comma").join(fine)
        rows.insert(0, {"text": text, "shape": "pass", "level": words.say("level_ok"), "decision": words.say("none")})
    if appliance["state"] != "checked":
        declined = words.say("declined_check") if appliance["state"] == "declined" else words.say("none")
        rows = [
            {
                "text": words.say(f"state_{appliance['state']}"),
                "shape": "untested",
                "level": words.say("not_checked_level"),
                "decision": declined,
            }
        ]
    elif not rows:
        rows = [
            {
                "text": words.say("checked_plain"),
                "shape": "untested",
                "level": words.say("not_tested"),
                "decision": words.say("none"),
            }
        ]
    seen = appliance["identified"]
    return {
        "name": appliance["category_text"],
        "room": appliance["room"],
        "model": " ".join(filter(None, (appliance["brand"], appliance["model"]))) or words.say("none"),
        "age": words.joined(
            appliance["age_text"], appliance["serial"], words.say(f"identified_{seen}") if seen in _SEEN else ""
        ),
        "rows": rows,
    }


def _finding(finding: Mapping[str, Any], words: Wording) -> dict[str, str]:
    urgency = finding["urgency"]
    return {
        "text": finding["text"],
        "shape": URGENCY_SHAPES[urgency] if urgency else _SHAPES[finding["level"]],
        "level": words.say(urgency) if urgency else words.say(f"level_{finding['level']}"),
        "decision": words.say(f"decision_{finding['decision']}") if finding["decision"] else words.say("none"),
    }


def present_photos(
    content: Mapping[str, Any], groups: Sequence[JobGroup], states: Mapping[str, str], words: Wording
) -> list[dict[str, Any]]:
    """Groups of photos; `title` is empty when all show one thing. `states`: SHA-256 -> missing | unreadable | shown."""
    titles = _titles(content, groups, words)
    grouped: dict[str, list[dict[str, str]]] = {}
    for photo in content["photos"]:
        title = titles.get(_shown(photo["of"]), "")
        grouped.setdefault(title, []).append(_photo(photo, states.get(photo["sha256"], MISSING), content, words))
    ordered = [title for title in dict.fromkeys(["", *titles.values()]) if title in grouped]
    if len(ordered) == 1:
        return [{"title": "", "photos": grouped[ordered[0]]}]
    return [{"title": title or words.say("photos_visit"), "photos": grouped[title]} for title in ordered]


def _shown(of: str) -> str:
    """`job:{id}` of a photo of the job or of one of its readings; else as it was said."""
    kind, _, rest = of.partition(":")
    return f"job:{rest.partition(':')[0]}" if kind in ("job", "reading") else of


def _titles(content: Mapping[str, Any], groups: Sequence[JobGroup], words: Wording) -> dict[str, str]:
    """What a photo shows -> the title of its group; with one section of jobs, theirs are those of the visit."""
    titles: dict[str, str] = {}
    for place, group in enumerate(groups, 1):
        title = words.joined(group.types(words), group.shared["appliance"]["category_text"])
        titles |= {f"job:{job['id']}": f"{place} {title}" if len(groups) > 1 else "" for job in group.jobs}
    hazards, others = words.say("h_hazards"), words.say("h_d")
    titles |= {f"hazard:{hazard['id']}": hazards for hazard in content["hazards"]}
    return titles | {f"other:{other['id']}": others for other in content["others"] if other["id"]}


def _photo(photo: Mapping[str, Any], state: str, content: Mapping[str, Any], words: Wording) -> dict[str, str]:
    role = words.say(f"role_{photo['role']}")
    caption = words.say("colon").join(part for part in (role, photo["caption"] or _subject(photo, content)) if part)
    digest = photo["sha256"]
    return {
        "state": state,
        "source": f"photo:{digest}",
        "alt": words.say("photo_alt", caption),
        "caption": caption,
        "fine": words.joined(words.clock(photo["taken_at"]), f"{digest[:4]}…{digest[-4:]}"),
        "instead": "" if state == SHOWN else words.say(f"photo_{state}"),
    }


def _subject(photo: Mapping[str, Any], content: Mapping[str, Any]) -> str:
    """What a photo without a caption shows: the reading, the appliance or the danger by its name."""
    kind, *of = photo["of"].split(":")
    if kind == "reading" and len(of) == 3:
        readings = (row for job in content["jobs"] if job["id"] == of[0] for row in job["safety"]["readings"])
        return next((row["title"] for row in readings if row["test"] == of[1] and str(row["attempt"]) == of[2]), "")
    if kind == "other" and of:
        return next((other["category_text"] for other in content["others"] if other["id"] == of[0]), "")
    if kind == "hazard" and of:
        return next((hazard["hazard"][:60] for hazard in content["hazards"] if hazard["id"] == of[0]), "")
    return ""


def present_charges(content: Mapping[str, Any], groups: Sequence[JobGroup], words: Wording) -> dict[str, Any]:
    """Lines of the bill; with several sections of jobs, each line names the one it is for."""
    charges = content["charges"]
    currency = charges["currency"]
    several = len(groups) > 1
    places = {job["id"]: str(place) for place, group in enumerate(groups, 1) for job in group.jobs}
    rows = [
        {
            "name": row["name"],
            "job": words.say("for_job", places[row["job_id"]]) if several and row["job_id"] in places else "",
            "code": row["code"] or words.say("none"),
            "quantity": row["quantity"],
            "price": words.money(row["unit_price"], currency),
            "bearer": words.say(f"bearer_{row['bearer']}"),
            "amount": words.money(row["amount"], currency),
        }
        for row in charges["rows"]
    ]
    return {
        "rows": rows,
        "total": words.money(charges["total"], currency, symbol=True),
        "payment": words.say(f"payment_{charges['payment']}"),
        "agreed": _agreed(charges, words) if rows else "",
    }


def _agreed(charges: Mapping[str, Any], words: Wording) -> str:
    """That it was before the work began is said only where the report says so."""
    if not charges["agreed_at"]:
        return words.say("agreed_none") if charges["total"] else ""
    return words.say("agreed" if charges["agreed_before"] else "agreed_at", words.clock(charges["agreed_at"]))
