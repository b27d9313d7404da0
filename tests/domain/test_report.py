"""Questions about a report that need nothing but the report."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.domain.report import (
    attestation_problems,
    code_as_typed,
    content_digest,
    is_signature,
    printed_code,
    services_missing,
    verification_code,
)
from backend.domain.vocabulary import Service

LINE = [[[0, 0, 0, 500], [300, 0, 100, 500]]]
CODE = "7ZZZZZZZZZZZZZZZZZZZZZZZZZ"


def dummy_content(**overrides: Any) -> dict[str, Any]:
    answers = overrides.pop("answers", {})
    return {
        "report_id": "r",
        "confirmations": [{"service": it.value, "answer": answers.get(it.value, "done")} for it in Service],
        **overrides,
    }


def dummy_attestation(content: dict[str, Any], **overrides: Any) -> dict[str, Any]:
    usual = {
        "who": "customer",
        "how": "drawn",
        "strokes": LINE,
        "reason": "",
        "content_digest": content_digest(content),
    }
    return usual | overrides


def problems(**overrides: Any) -> list[str]:
    content = dummy_content()
    customer = dummy_attestation(content, **overrides)
    return [
        it.code
        for it in attestation_problems(
            content_digest(content), [customer, dummy_attestation(content, who="technician")]
        )
    ]


def test_a_code_of_random_bytes_has_26_characters_that_cannot_be_misread() -> None:
    assert verification_code(b"\xff" * 16) == CODE
    assert verification_code(b"\0" * 15 + b"\x21") == "0" * 24 + "11"
    with pytest.raises(ValueError, match="16"):
        verification_code(b"short")


@given(st.binary(min_size=16, max_size=16))
def test_a_printed_code_is_found_again_however_it_is_typed(random_bytes: bytes) -> None:
    code = verification_code(random_bytes)
    printed = printed_code(code)
    misread = printed.lower().replace("0", "o").replace("1", "l").replace("-", " ")
    assert code_as_typed(printed) == code
    assert code_as_typed(f"  {misread}\n") == code
    assert code_as_typed(code.replace("1", "I").replace("-", "—")) == code


@pytest.mark.parametrize("typed", ["", "hello", CODE[:-1], CODE + "0", "U" + CODE[1:], "8" + CODE[1:], "卡" * 26])
def test_what_cannot_be_a_code_is_none(typed: str) -> None:
    assert code_as_typed(typed) is None


def test_codes_are_printed_in_groups_of_four() -> None:
    assert printed_code(CODE) == "7ZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZ"


def test_a_service_not_done_is_missing_and_one_declined_is_not() -> None:
    content = dummy_content(answers={"B": "not_done", "D": "declined"})
    assert services_missing(content) == [Service.GUIDANCE]


def test_an_unanswered_service_counts_as_not_done() -> None:
    content = dummy_content()
    content["confirmations"].pop()
    assert services_missing(content) == [Service.CLEANUP]


@pytest.mark.parametrize("strokes", [[], [[[5, 5, 0, 500]]], [[[5, 5, 0, 500], [6, 6, 9, 500]]], [[[5, 5, 0, 0]]] * 9])
def test_an_empty_pad_dots_and_a_slip_are_no_signature(strokes: list[Any]) -> None:
    assert not is_signature(strokes)


def test_a_drawn_line_is_a_signature() -> None:
    assert is_signature(LINE)


def test_a_report_signed_by_both_has_no_problem() -> None:
    assert problems() == []


def test_a_customer_who_is_absent_with_a_reason_is_no_problem() -> None:
    assert problems(how="absent", strokes=[], reason="用户不在场") == []


@pytest.mark.parametrize(
    ("overrides", "problem"),
    [
        ({"content_digest": "0" * 64}, "unbound"),
        ({"strokes": []}, "empty_strokes"),
        ({"how": "refused", "reason": "不愿意"}, "strokes_unsaid"),
        ({"how": "absent", "strokes": [], "reason": " "}, "no_reason"),
        ({"how": "unable", "strokes": [], "reason": ""}, "no_reason"),
        ({"how": "only_minor", "strokes": [], "reason": ""}, "no_reason"),
    ],
)
def test_each_fault_of_a_signature_is_named(overrides: dict[str, Any], problem: str) -> None:
    assert problems(**overrides) == [problem]


def test_a_report_without_any_signature_says_who_is_missing() -> None:
    assert [it.code for it in attestation_problems(content_digest(dummy_content()), [])] == [
        "customer_unsaid",
        "technician_unsigned",
    ]
