"""Profiles: the same test by the rules of another country or purpose. A profile selects limits and tests.

A limit or test without `profiles` holds in all of them. Catalogs from before profiles know only their own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from backend.domain.errors import InvalidInputError
from backend.domain.rows import Row, Text


@dataclass(frozen=True, kw_only=True)
class LimitSet:
    """The limits of one profile in one version of the catalog. `plain`: level -> a sentence for the customer."""

    profile: str
    version: int
    limits: Sequence[Row]
    plain: Mapping[str, Text]


def known_profiles(catalog: Row) -> list[str]:
    rows = catalog.get("profiles") or [{"id": catalog["profile"]}]
    return [row["id"] for row in rows]


def limit_set(catalog: Row, profile: str | None = None) -> LimitSet:
    """The limits of `profile`; of the one that the operator chose if none is named. Raises InvalidInputError."""
    chosen = catalog["profile"] if profile is None else profile
    known = known_profiles(catalog)
    if chosen not in known:
        raise InvalidInputError(
            zh=f"未知的测试规范“{chosen}”，可用：{'、'.join(known)}。",
            en=f'The test profile "{chosen}" is unknown; there are: {", ".join(known)}.',
            field="profile",
        )
    return LimitSet(
        profile=chosen,
        version=catalog.get("version", 0),
        limits=[limit for limit in catalog["limits"] if in_profile(limit, chosen)],
        plain=catalog.get("plain") or {},
    )


def in_profile(row: Row, profile: str) -> bool:
    return not row.get("profiles") or profile in row["profiles"]
