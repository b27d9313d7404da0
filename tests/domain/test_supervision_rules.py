"""Ratings, complaints and signatures as rules, without a database."""

from __future__ import annotations

import pytest

from backend.care.keys import ALPHABET, new_key, read_key
from backend.domain.complaints import Step, may, next_state
from backend.domain.errors import ConflictError, InvalidInputError
from backend.domain.satisfaction import Index, Rating, read_rating
from backend.domain.signature import SHORTEST, is_signature
from backend.domain.vocabulary import ComplaintState


def test_the_five_indices_are_those_of_the_phone() -> None:
    assert [index.value for index in Index] == ["quality", "attitude", "response", "efficiency", "overall"]


def test_whoever_rates_has_not_skipped() -> None:
    assert read_rating({"overall": 3}, skipped=True) == Rating(scores={"overall": 3})
    assert read_rating({}, " words ") == Rating(comment="words")
    assert read_rating({}, " ", skipped=True) == Rating(skipped=True)


@pytest.mark.parametrize("scores", [{"overall": 0}, {"overall": 6}, {"price": 3}, {}])
def test_what_is_no_rating_is_refused(scores: dict[str, int]) -> None:
    with pytest.raises(InvalidInputError):
        read_rating(scores)


@pytest.mark.parametrize(
    ("step", "state", "then"),
    [
        (Step.TAKE, "open", "in_progress"),
        (Step.TAKE, "in_progress", "in_progress"),
        (Step.ANSWER, "open", "answered"),
        (Step.ANSWER, "answered", "answered"),
        (Step.CLOSE, "answered", "closed"),
        (Step.REOPEN, "closed", "open"),
        (Step.REOPEN, "answered", "open"),
        (Step.TAKE, "closed", None),
        (Step.ANSWER, "closed", None),
        (Step.CLOSE, "closed", None),
        (Step.REOPEN, "open", None),
    ],
)
def test_a_complaint_moves_as_the_table_says(step: Step, state: str, then: str | None) -> None:
    assert may(step, state) == (then is not None)
    if then is None:
        with pytest.raises(ConflictError):
            next_state(step, state)
    else:
        assert next_state(step, state) is ComplaintState(then)


def test_a_line_is_a_signature_and_a_dot_is_none() -> None:
    line = [[0, 0, 0, 500], [SHORTEST, 0, 80, 500]]
    assert is_signature([line])
    assert not is_signature([[line[0], [SHORTEST - 1, 0, 80, 500]]])
    assert not is_signature([[[5, 5, 0, 500]], [[900, 900, 5, 500]]])  # two dots, however far apart
    assert not is_signature([])


def test_a_key_is_26_characters_that_people_can_read_back() -> None:
    keys = {new_key() for _ in range(200)}
    assert len(keys) == 200
    for key in keys:
        assert len(key) == 26
        assert set(key) <= set(ALPHABET)
        assert key[0] in "01234567"  # 128 bits
        assert read_key(f" {key.lower()[:13]}-{key[13:]} ") == key
    assert read_key("U" * 26) is None
    assert read_key("0" * 25) is None
