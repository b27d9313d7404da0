"""Whether strokes are a signature. The phone's twin is `isSignature` of pwa/src/domain/strokes.ts."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

SHORTEST = 250  # tenths of a CSS pixel: an empty pad, a dot and a slip of the finger are shorter


def ink_length(strokes: Sequence[Sequence[Sequence[int]]]) -> float:
    """How far the finger went with the pen down, in tenths of a CSS pixel; points are `[x, y, t, p]`."""
    return sum(math.dist(a[:2], b[:2]) for stroke in strokes for a, b in pairwise(stroke))


def is_signature(strokes: Sequence[Sequence[Sequence[int]]]) -> bool:
    return ink_length(strokes) >= SHORTEST
