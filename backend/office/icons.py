"""Icons and verdict shapes, drawn from one sprite file that the browser keeps."""

from __future__ import annotations

from markupsafe import Markup

from backend.domain.vocabulary import Level
from backend.office.assets import ASSETS

_APPLIANCES = {
    "refrigerator": "fridge",
    "freezer": "fridge",
    "washing_machine": "washer",
    "tumble_dryer": "washer",
    "dishwasher": "washer",
    "air_conditioner": "ac",
    "electric_water_heater": "heater",
    "gas_water_heater": "heater",
    "tv": "tv",
    "range_hood": "hood",
    "gas_hob": "hob",
    "water_purifier": "purifier",
}


def icon(name: str, *, small: bool = False) -> Markup:
    return Markup('<svg class="i{}" aria-hidden="true"><use href="{}#{}"/></svg>').format(
        " s" if small else "", ASSETS.url("icons.svg"), name
    )


def appliance_icon(category: str) -> Markup:
    return icon(_APPLIANCES.get(category, "parts"))


def shape(level: str) -> Markup:
    """The shape of a verdict: it says the same without colour."""
    name = "untested" if level in (Level.NOT_TESTED, "") else level
    kind = "" if level == Level.REFUSE else name
    return Markup('<svg class="shape {}" viewBox="0 0 24 24" aria-hidden="true"><use href="{}#v-{}"/></svg>').format(
        kind, ASSETS.url("icons.svg"), name
    )
