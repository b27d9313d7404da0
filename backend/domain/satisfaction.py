"""The customer's rating: five indices, five levels, or a skip that is recorded as one.

One vocabulary for the phone and for the customer's private page; the phone's twin is `RATING_INDICES` of
pwa/src/domain/draft.ts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from backend.domain.errors import InvalidInputError

LEVELS = range(1, 6)  # 1 very poor … 5 excellent
LONGEST_COMMENT = 1000


class Index(StrEnum):
    """What is rated, in the order it is asked."""

    QUALITY = "quality"
    ATTITUDE = "attitude"
    RESPONSE = "response"
    EFFICIENCY = "efficiency"
    OVERALL = "overall"


@dataclass(frozen=True, kw_only=True)
class Rating:
    """What the customer gave; an index that was left out is absent. `skipped`: they chose to give none."""

    scores: Mapping[str, int] = field(default_factory=dict)
    comment: str = ""
    skipped: bool = False


def read_rating(scores: Mapping[str, int], comment: str = "", *, skipped: bool = False) -> Rating:
    """The rating that this says. Raises InvalidInputError for an unknown index or level, or when it says nothing.

    Somebody who rates has not skipped, whatever else was sent.
    """
    comment = comment.strip()
    if any(name not in set(Index) or level not in LEVELS for name, level in scores.items()):
        raise InvalidInputError(field="scores")
    if len(comment) > LONGEST_COMMENT:
        raise InvalidInputError(
            zh="留言太长，最多 1000 字。", en="The comment is too long: 1,000 characters.", field="comment"
        )
    if scores or comment:
        return Rating(scores=dict(scores), comment=comment)
    if not skipped:
        raise InvalidInputError(
            zh="请至少给一项打分，或选择“不评价”。",
            en="Rate at least one of the five, or choose “Do not rate”.",
            field="scores",
        )
    return Rating(skipped=True)
