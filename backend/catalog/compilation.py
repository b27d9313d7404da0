"""From the readable seed files to the wire shape of a catalog (schemas.py). Reads only files of this package."""

from __future__ import annotations

import pickle
from functools import cache
from importlib.resources import files
from typing import Any, cast

import yaml

from backend.catalog.policy import put_numbers
from backend.catalog.warranty import wire_period
from backend.domain.canonical import canonical_bytes, sha256_hex

Row = dict[str, Any]

NOT_CHECKABLE = {"level": "na", "text": {"zh": "不适用/无法检查", "en": "Not applicable or not accessible"}}
TEST_DEFAULTS: Row = {
    "unit": "", "decimals": 0, "input": "number", "choices": [], "classes": [], "categories": [],
    "job_types": [], "needs": {}, "required": False,
}  # fmt: skip
LIMIT_DEFAULTS: Row = {
    "min": None, "max": None, "values": [], "reference": None, "tolerance": None, "per_kw": None, "cap": None,
    "when": {},
}  # fmt: skip
PLAUSIBLE_DEFAULTS: Row = {"zero": False}
PRICE_DEFAULTS: Row = {"categories": [], "consumable": False, "grade": None, "call_out": False}


def compile_seed(organisation: Row) -> Row:
    """The catalog of the seed files, without `version` and `sha256`. `organisation`: `{name: {zh, en}, hotline}`."""
    texts = _read("texts")
    categories = _read("categories")
    safety = _read("safety")
    return {
        **texts,
        "profiles": safety["profiles"],
        "plain": safety["plain"],
        "policy": [_setting(row) for row in safety["policy"]],
        "hazards": safety["hazards"],
        "questions": safety["questions"],
        "plausible": [PLAUSIBLE_DEFAULTS | row for row in safety["plausible"]],
        "organisation": organisation,
        "tests": [_test(row) for row in _read("tests")["tests"]],
        "limits": [_limit(row) for row in _read("limits")["limits"]],
        "wiring": _read("wiring")["wiring"],
        "rules": _read("rules")["rules"],
        "categories": [_category(row) for row in categories["categories"]],
        "common_checks": [_check(row, "common") for row in categories["common_checks"]],
        "cleanup": [_choice(row, "common") for row in categories["cleanup"]],
        "faults": _read("faults")["faults"],
        "prices": [PRICE_DEFAULTS | row for row in _read("prices")["prices"]],
        "warranty_periods": [wire_period(row) for row in _read("warranty")["warranty_periods"]],
    }


def stamp(catalog: Row, version: int) -> Row:
    """The catalog with its version and the digest of its canonical JSON without the digest itself."""
    versioned = {**catalog, "version": version}
    return {**versioned, "sha256": sha256_hex(canonical_bytes(versioned))}


def _read(name: str) -> Row:
    """A fresh value each time: whoever compiles may change it."""
    return cast(Row, pickle.loads(_parsed(name)))  # noqa: S301 - our own bytes, a line below


@cache
def _parsed(name: str) -> bytes:
    # the safe loader, in C: ten times faster, and still most of publishing a catalog
    text = files("backend.catalog.seed").joinpath(f"{name}.yaml").read_text(encoding="utf-8")
    return pickle.dumps(yaml.load(text, Loader=yaml.CSafeLoader))


def _text(row: Row) -> Row:
    return {"zh": row["zh"], "en": row["en"]}


def _choice(row: Row, owner: str) -> Row:
    """Checklist ids carry their category, so that an id means one thing in the whole catalog."""
    return {"id": f"{owner}.{row['id']}", "text": _text(row)}


def _test(row: Row) -> Row:
    phase = "supply" if row["id"].startswith("supply.") else "appliance"
    choices = [{"id": choice["id"], "text": _text(choice)} for choice in row.get("choices", [])]
    return {**TEST_DEFAULTS, **row, "phase": phase, "choices": choices}


def _limit(row: Row) -> Row:
    checked = _clause_was_checked(row)
    wire = {**LIMIT_DEFAULTS, **row, "print_clause": checked, "clause": row["clause"] if checked else ""}
    for seed_only in ("source", "clause_read_in"):
        wire.pop(seed_only, None)
    return put_numbers(wire)


def _setting(row: Row) -> Row:
    return {"bands": False, **row, "default": row["value"]}


def _clause_was_checked(row: Row) -> bool:
    """A clause number stands on a customer's card only if somebody read it, in the edition that is named."""
    return (
        row["confidence"] == "high"
        and row["source"] in ("found", "both")
        and row["clause"] != "-"
        and "clause_read_in" not in row
    )


def _check(row: Row, owner: str) -> Row:
    results = [{"level": level, "text": text} for level, text in row["results"].items()]
    return {"id": f"{owner}.{row['id']}", "text": _text(row), "results": [*results, NOT_CHECKABLE]}


def _category(row: Row) -> Row:
    owner = row["id"]
    lists = {name: [_choice(item, owner) for item in row[name]] for name in ("guidance", "maintenance", "cleanup")}
    kept = ("id", "protection_class", "life_years", "life_standard", "scrap_years", "wet")
    return {
        **{name: row[name] for name in kept},
        "text": _text(row),
        "checks": [_check(check, owner) for check in row["checks"]],
        **lists,
    }
