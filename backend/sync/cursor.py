"""The pull's cursor: opaque to phones, a place in the feed to us."""

from __future__ import annotations

from dataclasses import dataclass

from backend.domain.errors import GoneError

MARK = "v1"
_LARGEST = 2**63


@dataclass(frozen=True, kw_only=True)
class Cursor:
    """After row `(xid, seq)`. While a phone is being filled, `bound` tells what was there when that began
    (it wants nothing removed or old of it) from what changed since; -1 once it is filled.
    """

    xid: int = 0
    seq: int = 0
    bound: int = -1

    @property
    def filling(self) -> bool:
        return self.bound >= 0

    def text(self, epoch: str) -> str:
        return f"{MARK}.{epoch}.{self.xid}.{self.seq}.{self.bound if self.filling else ''}"


def read_cursor(text: str, *, epoch: str) -> Cursor:
    """Raises GoneError for another epoch's, or one that we never wrote: the phone then begins anew."""
    try:
        mark, written, *numbers = text.split(".")
        xid, seq, bound = (int(number or "-1") for number in numbers)
    except ValueError:
        raise GoneError from None
    if (mark, written) != (MARK, epoch) or min(xid, seq) < 0 or max(xid, seq, bound) >= _LARGEST:
        raise GoneError
    return Cursor(xid=xid, seq=seq, bound=max(bound, -1))
