"""Names out of the current catalog, for lists and forms: read and parsed once per version."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from flask import current_app
from sqlalchemy import func, select

from backend.catalog.models import CatalogVersion
from backend.infrastructure.database import db

_KEY = "fuwuka_catalog_names"

Text = dict[str, str]


@dataclass(frozen=True)
class CatalogNames:
    """Words of one catalog version, each `{zh, en}`. Empty when no catalog was published yet."""

    version: int
    categories: dict[str, Text]
    faults: list[dict[str, Any]]
    certificates: dict[str, Text]
    instruments: dict[str, Text]

    def category(self, key: str) -> Text:
        return self.categories.get(key, {"zh": key, "en": key})


def _by_id(body: dict[str, Any], part: str) -> dict[str, Text]:
    return {item["id"]: item["text"] for item in body.get(part, ())}


def _read(version: int) -> CatalogNames:
    raw = db.session.scalar(select(CatalogVersion.body).where(CatalogVersion.version == version)) or "{}"
    body = json.loads(raw)
    return CatalogNames(
        version,
        _by_id(body, "categories"),
        list(body.get("faults", ())),
        _by_id(body, "certificates"),
        _by_id(body, "instruments"),
    )


def catalog_names() -> CatalogNames:
    """One query when nothing changed: the newest version's number."""
    version = db.session.scalar(select(func.max(CatalogVersion.version))) or 0
    kept: CatalogNames | None = current_app.extensions.get(_KEY)
    if kept is None or kept.version != version:
        kept = _read(version)
        current_app.extensions[_KEY] = kept
    return kept
