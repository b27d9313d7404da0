"""Dangers that were found, for the card's table and for the hazard notice. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from backend.cards.visit_lists import URGENCY_SHAPES
from backend.cards.wording import Wording
from backend.domain.vocabulary import HazardMeasure

_MEASURE_SHAPES = {HazardMeasure.FIXED: "pass", HazardMeasure.ISOLATED: "advise"}  # the danger itself is still there


def present_hazards(hazards: Sequence[Mapping[str, Any]], words: Wording) -> list[dict[str, Any]]:
    """Each danger in words; what the report left empty stays empty."""
    return [_hazard(hazard, words, place) for place, hazard in enumerate(hazards, 1)]


def _hazard(hazard: Mapping[str, Any], words: Wording, place: int) -> dict[str, Any]:
    measure = HazardMeasure(hazard["measure"])
    return {
        "place": str(place),
        "hazard": hazard["hazard"],
        "appliance": hazard["appliance_text"],
        "urgency": words.say(hazard["urgency"]),
        "shape": URGENCY_SHAPES[hazard["urgency"]],
        "stopped": words.say("work_refused") if hazard["refuses_work"] else "",
        "reading": hazard["reading_text"],
        "limit": hazard["limit_text"],
        "standard": hazard["standard"],
        "consequence": hazard["consequence"],
        "remedy": hazard["remedy"],
        "deadline": hazard["deadline"] or "",
        "measure": words.say(f"measure_{measure}"),
        "measure_shape": _MEASURE_SHAPES.get(measure, "fail"),
        "measure_text": hazard["measure_text"],
        "decision": words.say(f"decision_{hazard['decision']}" if hazard["decision"] else "decision_open"),
        "declined": hazard["decision"] == "declined",
        "found": words.clock(hazard["at"]),
    }
