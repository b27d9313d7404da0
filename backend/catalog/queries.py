"""Reads of the catalog. Published versions never change, so each process keeps the ones it used."""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from flask import current_app
from sqlalchemy import func, select

from backend.catalog.models import CatalogVersion
from backend.domain.errors import NotFoundError
from backend.infrastructure.database import db

Catalog = dict[str, Any]  # the shape of schemas.CatalogSchema

_KEPT = "fuwuka_catalogs"
_KEEP = 4  # phones and reports speak of the newest few; older ones are read again


@dataclass(frozen=True)
class PublishedCatalog:
    """One version as it is served: `body` is its canonical JSON."""

    version: int
    sha256: str
    body: bytes

    @cached_property
    def packed(self) -> bytes:
        """`body` as gzip: packed once a process, since every phone asks for the same bytes."""
        return gzip.compress(self.body, mtime=0)

    @cached_property
    def content(self) -> Catalog:
        """The catalog itself. Shared between callers: read it, never change it."""
        return json.loads(self.body)  # type: ignore[no-any-return]  # published by us as an object

    @property
    def etag(self) -> str:
        """The version, and a piece of the digest: after a restore a version may be published anew."""
        return f"{self.version}-{self.sha256[:16]}"


def newest_version() -> int | None:
    """The number of the newest catalog; None before the first is published."""
    return db.session.scalar(select(func.max(CatalogVersion.version)))


def published_catalog(version: int | None = None) -> PublishedCatalog:
    """One version, the newest if none is named. Raises NotFoundError."""
    wanted = version if version is not None else newest_version()
    row = db.session.execute(
        select(CatalogVersion.version, CatalogVersion.sha256).where(CatalogVersion.version == wanted)
    ).one_or_none()
    if row is None:
        raise NotFoundError(zh="目录尚未发布。", en="The catalog has not been published.")
    kept: dict[str, PublishedCatalog] = current_app.extensions.setdefault(_KEPT, {})
    catalog = kept.get(row.sha256) or _load(row.version, row.sha256)
    if len(kept) >= _KEEP and row.sha256 not in kept:
        kept.clear()
    kept[row.sha256] = catalog
    return catalog


def current_catalog() -> Catalog:
    """The newest catalog. Shared between callers: read it, never change it. Raises NotFoundError."""
    return published_catalog().content


def catalog_of_version(version: int) -> Catalog:
    """The catalog that a report names. Raises NotFoundError."""
    return published_catalog(version).content


def _load(version: int, sha256: str) -> PublishedCatalog:
    body = db.session.scalars(select(CatalogVersion.body).where(CatalogVersion.version == version)).one()
    return PublishedCatalog(version=version, sha256=sha256, body=body.encode())
