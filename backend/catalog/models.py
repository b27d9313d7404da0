"""Every version of the catalog is kept for ever: a report names the one it used."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from backend.infrastructure.database import Model, UtcDateTime


class CatalogVersion(Model):
    """One published catalog. `body` is canonical JSON, `sha256` its digest."""

    __tablename__ = "catalog_versions"

    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    sha256: Mapped[str] = mapped_column(String(64))
    body: Mapped[str] = mapped_column(Text)
    published_at: Mapped[datetime] = mapped_column(UtcDateTime)
