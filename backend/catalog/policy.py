"""The operator's own thresholds: what no standard fixes may be set otherwise, within sane ends.

The seed defines each setting with its default (seed/safety.yaml, `policy`); a file of overrides changes them
(POLICY_FILE). A changed catalog is a new version, so every verdict keeps the thresholds it was made with.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from backend.catalog.warranty import PERIODS
from backend.domain.errors import InvalidInputError
from backend.domain.measured import read_measured
from backend.domain.profiles import known_profiles
from backend.domain.rows import fill

Row = dict[str, Any]


def read_policy(path: Path) -> dict[str, str]:
    """Setting -> value out of a YAML file. Raises InvalidInputError if it cannot be read as a plain table.

    Numbers stay as they are written: a threshold is a decimal, never a float.
    """
    try:
        given = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader) or {}  # noqa: S506 - text only
    except (OSError, yaml.YAMLError) as broken:
        raise InvalidInputError(zh=f"无法读取 {path}：{broken}", en=f"Cannot read {path}: {broken}") from broken
    if not isinstance(given, dict):
        raise InvalidInputError(
            zh=f"{path} 应为“设置: 值”的列表。", en=f"{path} should be a table of `setting: value`."
        )
    return {str(name): str(value) for name, value in given.items() if name != PERIODS}


def with_policy(catalog: Row, overrides: Mapping[str, str]) -> Row:
    """The catalog with the operator's thresholds, and the profile if `profile` is among them.

    Raises InvalidInputError, naming the setting, for one that does not exist or lies outside its ends.
    """
    settings = {setting["id"]: setting for setting in catalog["policy"]}
    chosen = {name: value for name, value in overrides.items() if name != "profile"}
    for name, value in chosen.items():
        _check(settings.get(name), name, value)
    changed = {
        target: value for name, value in chosen.items() for target in settings[name]["sets"]
    }  # "limit:field" -> value
    bands = {settings[name]["value"]: value for name, value in chosen.items() if settings[name].get("bands")}
    return {
        **catalog,
        "profile": _profile(catalog, overrides.get("profile")),
        "policy": [{**row, "value": chosen.get(row["id"], row["value"])} for row in catalog["policy"]],
        "job_types": [_with_minutes(row, changed) for row in catalog["job_types"]],
        "limits": [_with_numbers(limit, changed) for limit in catalog["limits"]],
        "wiring": [_with_bands(fault, bands) for fault in catalog["wiring"]],
    }


def put_numbers(limit: Row) -> Row:
    """The limit with its own numbers in its words, unless a formula decides them case by case."""
    if "template" not in limit or "bound" in limit:
        return limit
    numbers = {name: limit[name] or "" for name in ("min", "max", "tolerance")}
    return {**limit, "text": fill(limit["template"], numbers)}


def _check(setting: Row | None, name: str, value: str) -> None:
    if setting is None:
        raise InvalidInputError(
            zh=f"没有名为“{name}”的阈值。", en=f'There is no threshold called "{name}".', field=name
        )
    measured = read_measured(value)
    lowest, highest = Decimal(setting["lowest"]), Decimal(setting["highest"])
    if measured is None or measured.low != measured.high or measured.low is None:
        raise InvalidInputError(zh=f"{name}：“{value}”不是数字。", en=f'{name}: "{value}" is not a number.', field=name)
    if not lowest <= measured.low <= highest:
        ends = f"{setting['lowest']}–{setting['highest']} {setting['unit']}"
        raise InvalidInputError(
            zh=f"{name}：{value} 超出允许范围 {ends}。",
            en=f"{name}: {value} lies outside {ends}.",
            field=name,
        )


def _profile(catalog: Row, chosen: str | None) -> str:
    known = known_profiles(catalog)
    if chosen is not None and chosen not in known:
        raise InvalidInputError(
            zh=f"未知的测试规范“{chosen}”，可用：{'、'.join(known)}。",
            en=f'The test profile "{chosen}" is unknown; there are: {", ".join(known)}.',
            field="profile",
        )
    return chosen or str(catalog["profile"])


def _with_numbers(limit: Row, changed: Mapping[str, str]) -> Row:
    own = {target.partition(":")[2]: value for target, value in changed.items() if target.startswith(f"{limit['id']}:")}
    plain: Row = {field: value for field, value in own.items() if "." not in field}
    inner = {field.partition(".")[2]: value for field, value in own.items() if "." in field}
    if inner:
        plain["bound"] = {**limit["bound"], **inner}
    return put_numbers({**limit, **plain}) if plain else limit


def _with_minutes(job_type: Row, changed: Mapping[str, str]) -> Row:
    minutes = changed.get(f"job_type.{job_type['id']}:standard_minutes")
    return {**job_type, "standard_minutes": int(Decimal(minutes))} if minutes else job_type


def _with_bands(fault: Row, bands: Mapping[str, str]) -> Row:
    """The lines between "live" and "too low" in the wiring table move with the voltages they stand for."""
    moved = {
        name: [{end: bands.get(bound, bound) for end, bound in band.items()} for band in fault[name]]
        for name in ("l_n", "l_pe", "n_pe")
    }
    return {**fault, **moved}
