"""The epochs of this installation: a restore from a backup begins a new one."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from backend.infrastructure.database import Model, UtcDateTime


class Epoch(Model):
    """The row with the highest number holds; older ones tell a restored database from a foreign one."""

    __tablename__ = "epochs"
    __table_args__ = (UniqueConstraint("epoch"),)

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    epoch: Mapped[str] = mapped_column(String(32))
    why: Mapped[str] = mapped_column(String(12))  # first | foreign | restore
    began_at: Mapped[datetime] = mapped_column(UtcDateTime)
