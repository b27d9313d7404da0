"""Names out of the current catalog, for the office's lists and forms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from backend.catalog.queries import current_catalog
from backend.domain.errors import NotFoundError

Text = dict[str, str]


@dataclass(frozen=True)
class CatalogNames:
    """Words of one catalog version, each `{zh, en}`. Empty when no catalog was published yet."""

    categories: dict[str, Text]
    faults: list[dict[str, Any]]
    certificates: dict[str, Text]
    instruments: dict[str, Text]

    def category(self, key: str) -> Text:
        return self.categories.get(key, {"zh": key, "en": key})


def catalog_names() -> CatalogNames:
    try:
        catalog = current_catalog()
    except NotFoundError:
        return CatalogNames({}, [], {}, {})
    return CatalogNames(
        {each["id"]: each["text"] for each in catalog["categories"]},
        catalog["faults"],
        {each["id"]: each["text"] for each in catalog["certificates"]},
        {each["id"]: each["text"] for each in catalog["instruments"]},
    )
