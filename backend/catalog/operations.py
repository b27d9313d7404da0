"""Use cases of the catalog."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select

from backend.catalog.compilation import compile_seed, stamp
from backend.catalog.models import CatalogVersion
from backend.catalog.policy import read_policy, with_policy
from backend.catalog.warranty import read_periods, with_periods
from backend.domain.canonical import canonical_bytes
from backend.infrastructure.database import db
from backend.infrastructure.wiring import settings


def _with_own(catalog: dict[str, Any], policy_file: Path) -> dict[str, Any]:
    return with_periods(with_policy(catalog, read_policy(policy_file)), read_periods(policy_file))


def publish_seed(now: datetime) -> CatalogVersion:
    """Publish the catalog we ship as a new version, unless the newest one says the same already.

    The organisation's name, its hotline, its own thresholds and warranty periods (POLICY_FILE) come from the settings, so
    changing them publishes anew. Run it at every upgrade; it belongs inside the caller's transaction.
    Raises InvalidInputError, naming the threshold, for one that makes no sense.
    """
    chosen = settings()
    shipped = compile_seed(
        {"name": {"zh": chosen.organisation_zh, "en": chosen.organisation_en}, "hotline": chosen.hotline}
    )
    compiled = _with_own(shipped, Path(chosen.policy_file)) if chosen.policy_file else with_policy(shipped, {})
    newest = db.session.scalar(select(CatalogVersion).order_by(CatalogVersion.version.desc()).limit(1))
    if newest is not None and stamp(compiled, newest.version)["sha256"] == newest.sha256:
        return newest
    catalog = stamp(compiled, newest.version + 1 if newest else 1)
    row = CatalogVersion(
        version=catalog["version"],
        sha256=catalog["sha256"],
        body=canonical_bytes(catalog).decode(),
        published_at=now,
    )
    db.session.add(row)
    db.session.flush()
    return row
