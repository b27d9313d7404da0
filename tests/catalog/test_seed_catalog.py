"""The catalog we ship is complete, bilingual and consistent with itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest

from backend.catalog.compilation import compile_seed, stamp
from backend.catalog.schemas import CatalogSchema
from backend.domain.canonical import canonical_bytes, sha256_hex
from backend.domain.vocabulary import JobType, Service, Urgency

ORGANISATION = {"name": {"zh": "安禾", "en": "Anhe"}, "hotline": "400-000-0105"}
DECIMAL = re.compile(r"-?\d+(\.\d+)?\Z")


@pytest.fixture(scope="module")
def catalog() -> dict[str, Any]:
    return stamp(compile_seed(ORGANISATION), 1)


def texts(value: Any, path: str = "") -> Iterator[tuple[str, dict[str, str]]]:
    if isinstance(value, dict):
        if set(value) == {"zh", "en"}:
            yield path, value
            return
        for key, item in value.items():
            yield from texts(item, f"{path}.{key}")
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from texts(item, f"{path}[{item.get('id', number) if isinstance(item, dict) else number}]")


def test_the_seed_has_the_shape_that_phones_expect(catalog: dict[str, Any]) -> None:
    assert CatalogSchema().validate(catalog) == {}


def test_the_digest_covers_everything_but_itself(catalog: dict[str, Any]) -> None:
    without = {key: value for key, value in catalog.items() if key != "sha256"}
    assert catalog["sha256"] == sha256_hex(canonical_bytes(without))


def test_the_catalog_is_small_enough_for_a_phone(catalog: dict[str, Any]) -> None:
    assert len(canonical_bytes(catalog)) <= 350_000


def test_every_text_exists_in_both_languages(catalog: dict[str, Any]) -> None:
    may_be_empty = re.compile(r"\.faults\[.*\.(note|parts)\Z")
    one_sided = [path for path, text in texts(catalog) if bool(text["zh"].strip()) != bool(text["en"].strip())]
    empty = [path for path, text in texts(catalog) if not text["zh"].strip() and not may_be_empty.search(path)]
    assert one_sided == []
    assert empty == []


def test_english_texts_hold_no_chinese(catalog: dict[str, Any]) -> None:
    assert [
        path for path, text in texts(catalog) if re.search(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]", text["en"])
    ] == []


def _identity(row: dict[str, Any]) -> Any:
    """A warranty period has no id: it is the one of its category, maker and day."""
    return row.get("id") or row.get("code") or row.get("test") or (row["category"], row["brand"], row["sold_from"])


def test_ids_are_unique_within_their_list(catalog: dict[str, Any]) -> None:
    for name, rows in catalog.items():
        if isinstance(rows, list):
            ids = [_identity(row) for row in rows]
            assert len(ids) == len(set(ids)), name


def test_every_service_job_type_and_urgency_is_described(catalog: dict[str, Any]) -> None:
    assert [row["id"] for row in catalog["services"]] == [service.value for service in Service]
    assert [row["id"] for row in catalog["job_types"]] == [job_type.value for job_type in JobType]
    assert [row["id"] for row in catalog["urgencies"]] == [urgency.value for urgency in Urgency]


def test_every_test_names_a_known_instrument_and_is_judged_or_asked_for(catalog: dict[str, Any]) -> None:
    instruments = {row["id"] for row in catalog["instruments"]}
    limited = {limit["test"] for limit in catalog["limits"]}
    bounds = [limit["bound"] for limit in catalog["limits"] if "bound" in limit]
    asked_for = {bound.get(name) for bound in bounds for name in ("of", "length", "csa")}
    asked_for |= {condition.get("test") for rule in catalog["rules"] for condition in rule["all"]}
    for test in catalog["tests"]:
        assert test["instrument"] in instruments, test["id"]
        assert test["id"] in limited | asked_for, test["id"]
        assert bool(test["choices"]) == (test["input"] == "choice"), test["id"]
        assert bool(test["unit"]) == (test["input"] == "number"), test["id"]


def test_limits_speak_of_tests_choices_and_categories_that_exist(catalog: dict[str, Any]) -> None:
    tests = {test["id"]: test for test in catalog["tests"]}
    categories = {category["id"] for category in catalog["categories"]}
    for limit in catalog["limits"]:
        test = tests[limit["test"]]
        assert set(limit["values"]) <= {choice["id"] for choice in test["choices"]}, limit["id"]
        assert set(limit["when"].get("category", [])) <= categories, limit["id"]
        assert limit["reference"] is None or limit["reference"] in tests, limit["id"]
        for key, allowed in limit["when"].items():
            if key in tests:
                choices = {choice["id"] for choice in tests[key]["choices"]}
                assert set(allowed) <= choices | {""}, limit["id"]  # "": not taken


def test_limits_carry_the_numbers_that_their_comparison_needs(catalog: dict[str, Any]) -> None:
    needed = {"between": {"min", "max"}, "lte": {"max"}, "gte": {"min"}, "in": set(), "near": {"tolerance"}}
    for limit in catalog["limits"]:
        given = {name for name in ("min", "max", "tolerance") if limit[name] is not None}
        assert given == needed[limit["comparison"]], limit["id"]
        assert all(DECIMAL.match(limit[name]) for name in given), limit["id"]
        assert (limit["comparison"] == "in") == bool(limit["values"]), limit["id"]
        if limit["comparison"] == "between":
            assert Decimal(limit["min"]) < Decimal(limit["max"]), limit["id"]


def test_a_clause_is_printed_only_where_it_was_checked(catalog: dict[str, Any]) -> None:
    printed = {limit["id"] for limit in catalog["limits"] if limit["print_clause"]}
    assert "supply.rcd_time" in printed  # read, high confidence
    assert "supply.u_ln" not in printed  # from memory
    assert "app.rpe" not in printed  # read in an older edition
    for limit in catalog["limits"]:
        if limit["print_clause"]:
            assert limit["clause"] not in ("", "-"), limit["id"]
            assert limit["confidence"] == "high", limit["id"]
        else:
            assert limit["clause"] == "", limit["id"]


def test_formulas_ask_for_tests_and_circumstances_that_exist(catalog: dict[str, Any]) -> None:
    tests = {test["id"] for test in catalog["tests"]}
    for limit in catalog["limits"]:
        bound = limit.get("bound", {})
        assert limit["comparison"] == "lte" or not bound, limit["id"]
        for name in ("of", "length", "csa"):
            assert bound.get(name, "rated_power_w") in tests | {"rated_power_w"}, limit["id"]
        assert "template" in limit or not bound or limit["id"] == "app.leak", limit["id"]


def test_profiles_that_are_named_exist_and_every_one_tests_earth_insulation_and_leakage(
    catalog: dict[str, Any],
) -> None:
    profiles = {row["id"] for row in catalog["profiles"]}
    assert catalog["profile"] in profiles
    named = {name for row in [*catalog["limits"], *catalog["tests"]] for name in row.get("profiles", [])}
    assert named == profiles
    for profile in profiles:
        limited = {it["test"] for it in catalog["limits"] if profile in it.get("profiles", [profile])}
        assert {"app.rpe", "app.riso"} <= limited
        assert {"app.leak"} <= limited or {"app.ipe", "app.touch"} <= limited


def test_what_refuses_names_the_hazard_that_a_notice_is_made_from(catalog: dict[str, Any]) -> None:
    hazards = {row["id"] for row in catalog["hazards"]}
    for rule in catalog["rules"]:
        assert (rule.get("hazard") in hazards) is (rule["severity"] in ("refuse", "fail")), rule["id"]
    for limit in catalog["limits"]:
        assert (limit.get("hazard") in hazards) is (limit["severity"] == "refuse"), limit["id"]
    used = {row.get("hazard") for row in [*catalog["rules"], *catalog["limits"]]}
    assert hazards <= used
    assert all(row["deadline_days"] >= 0 for row in catalog["hazards"])


def test_what_is_asked_back_speaks_of_numbers_that_are_measured(catalog: dict[str, Any]) -> None:
    numbers = {test["id"] for test in catalog["tests"] if test["input"] == "number"}
    for row in catalog["plausible"]:
        assert row["test"] in numbers
        assert Decimal(row["least"]) <= Decimal(row["from"]) < Decimal(row["to"]) <= Decimal(row["most"]), row["test"]
    assert set(catalog["plain"]) == {"pass", "not_tested", "advise", "fail", "refuse"}


def test_rules_speak_of_limits_and_wirings_that_exist(catalog: dict[str, Any]) -> None:
    limits = {limit["id"] for limit in catalog["limits"]}
    wirings = {fault["id"] for fault in catalog["wiring"]}
    named = {condition for rule in catalog["rules"] for condition in (rule["id"].split(".")[0],)}
    assert named == {f"R{number:02}" for number in range(1, 19)}
    for rule in catalog["rules"]:
        for condition in rule["all"]:
            assert set(condition.get("limits", [])) <= limits, rule["id"]
            if condition["is"] == "wiring":
                assert set(condition["values"]) <= wirings, rule["id"]


def test_faults_and_prices_belong_to_known_categories(catalog: dict[str, Any]) -> None:
    categories = {category["id"] for category in catalog["categories"]}
    assert {fault["category"] for fault in catalog["faults"]} <= categories
    assert {owner for price in catalog["prices"] for owner in price["categories"]} <= categories
    assert categories <= {owner for price in catalog["prices"] for owner in price["categories"]}
