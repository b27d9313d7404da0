"""Numbers that people read: `J-261122-0061`, counted per day of the job's center."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from backend.infrastructure.database import db
from backend.infrastructure.upsert import insert_into
from backend.jobs.models import Counter


def next_in(series: str) -> int:
    """1, 2, 3 … of a series. The row stays locked until the transaction ends, so no number comes twice."""
    statement = insert_into(Counter).values(series=series, value=1)
    counted = statement.on_conflict_do_update(
        index_elements=[Counter.series], set_={"value": Counter.value + 1}
    ).returning(Counter.value)
    return int(db.session.execute(counted).scalar_one())


def next_job_number(*, time_zone: str, now: datetime) -> str:
    """One series for all centers: a number alone, read over the telephone, must find one job."""
    day = now.astimezone(ZoneInfo(time_zone)).strftime("%y%m%d")
    return f"J-{day}-{next_in(f'job:{day}'):04d}"
