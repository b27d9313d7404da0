"""The operator's own thresholds change the limits, their words and the wiring table, within sane ends."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from backend.catalog.compilation import compile_seed
from backend.catalog.policy import read_policy, with_policy
from backend.catalog.warranty import read_periods, with_periods
from backend.domain.electrical import Reading, diagnose_wiring, judge_test
from backend.domain.errors import InvalidInputError
from backend.domain.vocabulary import Level

ORGANISATION = {"name": {"zh": "安禾", "en": "Anhe"}, "hotline": "400-000-0105"}
FRIDGE = {"class": "I", "category": "refrigerator", "location": "dry", "earthing": "TN", "job_type": "repair"}


@pytest.fixture(scope="module")
def catalog() -> dict[str, Any]:
    return compile_seed(ORGANISATION)


def level_of(catalog: dict[str, Any], **readings: str) -> Level:
    taken = [Reading(test=test.replace("__", "."), value=value) for test, value in readings.items()]
    return judge_test(catalog, taken, circumstances=FRIDGE, phases=("supply",)).verdicts[taken[-1].test].level


def test_without_overrides_the_catalog_stays_as_it_is(catalog: dict[str, Any]) -> None:
    assert with_policy(catalog, {}) == catalog


def test_a_threshold_of_the_operator_decides_and_is_shown(catalog: dict[str, Any]) -> None:
    stricter = with_policy(catalog, {"u_npe_highest": "2"})
    assert level_of(catalog, supply__u_npe="3.0") is Level.PASS
    assert level_of(stricter, supply__u_npe="3.0") is Level.ADVISE
    assert next(it for it in stricter["limits"] if it["id"] == "supply.u_npe")["text"]["en"] == "≤ 2 V"
    assert next(it for it in stricter["policy"] if it["id"] == "u_npe_highest")["value"] == "2"
    assert with_policy(stricter, {"u_npe_highest": "5"}) == catalog


def test_a_parameter_of_a_formula_can_be_set(catalog: dict[str, Any]) -> None:
    colder = with_policy(catalog, {"zs_cold": "0.667"})
    readings = {"supply__breaker": "C16", "supply__zs": "1.0"}
    assert level_of(catalog, **readings) is Level.PASS
    assert level_of(colder, **readings) is Level.FAIL


def test_the_wiring_table_moves_with_the_voltages_it_stands_for(catalog: dict[str, Any]) -> None:
    wider = with_policy(catalog, {"u_ln_lowest": "180"})
    at = {"l_n": "184", "l_pe": "184", "n_pe": "1"}
    assert diagnose_wiring(catalog["wiring"], **at)[0].id == "abnormal_voltage"
    assert diagnose_wiring(wider["wiring"], **at)[0].id == "correct"


def test_the_operator_chooses_the_profile(catalog: dict[str, Any]) -> None:
    assert with_policy(catalog, {"profile": "UK"})["profile"] == "UK"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("no_such_threshold", "1"),
        ("u_npe_highest", "11"),
        ("u_npe_highest", "0.9"),
        ("u_npe_highest", "five"),
        ("u_npe_highest", "<5"),
        ("profile", "FR"),
    ],
)
def test_a_threshold_that_makes_no_sense_is_refused_by_its_name(catalog: dict[str, Any], name: str, value: str) -> None:
    with pytest.raises(InvalidInputError) as refused:
        with_policy(catalog, {name: value})
    assert refused.value.field == name
    assert value in refused.value.en or name in refused.value.en


def test_every_threshold_sets_something_lies_within_its_ends_and_is_shown(catalog: dict[str, Any]) -> None:
    limits = {limit["id"]: limit for limit in catalog["limits"]}
    limits |= {
        f"job_type.{row['id']}": {"standard_minutes": str(row["standard_minutes"])} for row in catalog["job_types"]
    }
    for setting in catalog["policy"]:
        assert Decimal(setting["lowest"]) <= Decimal(setting["value"]) <= Decimal(setting["highest"]), setting["id"]
        for target in setting["sets"]:
            limit, _, field = target.partition(":")
            outer, _, inner = field.partition(".")
            held = limits[limit][outer]
            assert (held[inner] if inner else held) == setting["value"], target


def test_every_number_that_is_only_policy_can_be_set(catalog: dict[str, Any]) -> None:
    settable = {target.partition(":")[0] for setting in catalog["policy"] for target in setting["sets"]}
    for limit in catalog["limits"]:
        if limit["basis"] == "policy" and limit["comparison"] != "in":
            assert limit["id"] in settable, limit["id"]


def test_every_threshold_and_profile_is_explained_to_the_operator(catalog: dict[str, Any]) -> None:
    guide = (Path(__file__).parents[2] / "docs" / "electrical.md").read_text(encoding="utf-8")
    for setting in catalog["policy"]:
        row = f"| `{setting['id']}` | {setting['default']} {setting['unit']}".removesuffix(" ×")
        assert row in guide, f"docs/electrical.md lacks: {row}"
        assert f"{setting['lowest']}–{setting['highest']} |" in guide, setting["id"]
    assert [row["id"] for row in catalog["profiles"] if f"| `{row['id']}`" not in guide] == []


def test_the_operators_file_is_a_plain_table(tmp_path: Path) -> None:
    file = tmp_path / "policy.yaml"
    file.write_text("profile: UK\nu_npe_highest: 2\nzs_cold: 0.70\n", encoding="utf-8")
    assert read_policy(file) == {"profile": "UK", "u_npe_highest": "2", "zs_cold": "0.70"}
    file.write_text("- not\n- a table\n", encoding="utf-8")
    with pytest.raises(InvalidInputError):
        read_policy(file)


def test_the_standard_times_are_the_operators(catalog: dict[str, Any]) -> None:
    quicker = with_policy(catalog, {"minutes_repair": "45"})
    assert {row["id"]: row["standard_minutes"] for row in quicker["job_types"]} == {
        "installation": 120, "repair": 45, "maintenance": 60, "inspection": 45,
    }  # fmt: skip


OWN = """
minutes_repair: 45
warranty_periods:
- {category: tv, whole: 2, main: 5, main_parts: {zh: 屏, en: display}}
- {category: tv, brand: Anhe, sold_from: "2025-01-01", whole: 6, main: 6, main_parts: {zh: 屏, en: display}, basis: card}
"""


def test_the_operators_own_warranty_replaces_ours_as_a_whole(catalog: dict[str, Any], tmp_path: Path) -> None:
    file = tmp_path / "policy.yaml"
    file.write_text(OWN, encoding="utf-8")
    assert read_policy(file) == {"minutes_repair": "45"}
    own = with_periods(catalog, read_periods(file))
    assert [(row["brand"], row["sold_from"], row["whole_years"]) for row in own["warranty_periods"]] == [
        ("", None, 2), ("Anhe", "2025-01-01", 6),
    ]  # fmt: skip
    file.write_text("u_npe_highest: 2", encoding="utf-8")
    assert with_periods(catalog, read_periods(file)) == catalog


@pytest.mark.parametrize(
    "row",
    [
        "{category: tv, whole: 2, main: 1, main_parts: {zh: 屏, en: display}}",
        "{category: tv, whole: 2, main: 3}",
        "{category: toaster, whole: 2, main: 3, main_parts: {zh: 屏, en: display}}",
        "{category: tv, whole: 99, main: 99, main_parts: {zh: 屏, en: display}}",
        "{category: tv, whole: 1, main: 1, main_parts: {zh: 屏, en: display}, sold_from: soon}",
        "{category: tv, years: 1, whole: 1, main: 1, main_parts: {zh: 屏, en: display}}",
        "tv",
    ],
)
def test_a_warranty_row_that_makes_no_sense_is_refused_by_its_place(
    catalog: dict[str, Any], tmp_path: Path, row: str
) -> None:
    file = tmp_path / "policy.yaml"
    file.write_text(f"warranty_periods:\n- {row}\n", encoding="utf-8")
    with pytest.raises(InvalidInputError) as refused:
        with_periods(catalog, read_periods(file))
    assert "row 1" in refused.value.en
