"""A signature as it was drawn: strokes of a finger become filled vector outlines, never a bitmap."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

Point = tuple[float, float, float]  # x, y, half width; the unit is a CSS pixel of the pad

_THINNEST, _THICKEST = 0.4, 1.3  # half widths in CSS pixels
_MARGIN = 4.0
_STEPS = 320  # points nearer than this part of the drawing's size add bytes and nothing to see


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """An SVG path and its box, and what the strokes tell: number of points and seconds."""

    path: str
    view_box: str
    points: int
    seconds: str


def draw_strokes(strokes: Sequence[Sequence[Sequence[int]]]) -> Drawing | None:
    """Outlines of `[x, y, t, p]` points (content_v1.AttestationV1); None when nothing was drawn."""
    points = [point for stroke in strokes for point in stroke]
    if not points:
        return None
    left, right = min(p[0] for p in points) / 10, max(p[0] for p in points) / 10
    top, bottom = min(p[1] for p in points) / 10, max(p[1] for p in points) / 10
    size = max(right - left, bottom - top, 1.0)
    scale = max(size / 200, 0.6)  # a small signature keeps a fine pen, a large one a visible one
    pressure = len({p[3] for p in points}) > 1
    outlines = [
        _outline(_points(stroke, size / _STEPS, scale=scale, pressure=pressure)) for stroke in strokes if stroke
    ]
    margin = _MARGIN * scale
    times = [p[2] for p in points]
    return Drawing(
        path="".join(outlines),
        view_box=f"{left - margin:.1f} {top - margin:.1f} {right - left + 2 * margin:.1f} {bottom - top + 2 * margin:.1f}",
        points=len(points),
        seconds=f"{(max(times) - min(times)) / 1000:.1f}",
    )


def _points(stroke: Sequence[Sequence[int]], nearest: float, *, scale: float, pressure: bool) -> list[Point]:
    """Thinned points with half widths: from pressure where the screen feels it, else from speed."""
    kept: list[Point] = []
    before = stroke[0]
    for index, (x, y, t, p) in enumerate(stroke):
        here = (x / 10, y / 10)
        if kept and index < len(stroke) - 1 and math.dist(here, kept[-1][:2]) < nearest:
            continue
        force = p / 1000 if pressure else _force_of_speed(before, (x, y, t))
        half = (_THINNEST + (_THICKEST - _THINNEST) * min(max(force, 0.0), 1.0)) * scale
        kept.append((*here, (kept[-1][2] + half) / 2 if kept else half))
        before = (x, y, t, p)
    return kept


def _force_of_speed(before: Sequence[int], now: Sequence[int]) -> float:
    """A pen that hurries draws thinner: 1 at rest, towards 0 above 3 pixels a millisecond."""
    elapsed = max(now[2] - before[2], 1)
    return 1 - min(math.dist(before[:2], now[:2]) / 10 / elapsed / 3, 1.0)


def _outline(points: Sequence[Point]) -> str:
    x, y, half = points[0]
    if len(points) == 1 or all(math.dist(p[:2], (x, y)) < half / 2 for p in points):
        return f"M{x - half:.1f} {y:.1f}a{half:.1f} {half:.1f} 0 1 0 {2 * half:.1f} 0a{half:.1f} {half:.1f} 0 1 0 {-2 * half:.1f} 0Z"
    sides = [_sides(points, index) for index in range(len(points))]
    way = [side[0] for side in sides]
    back = [side[1] for side in reversed(sides)]
    first, last = points[0][2], points[-1][2]
    return (
        f"M{_path(way)}A{last:.1f} {last:.1f} 0 0 1 {back[0][0]:.1f} {back[0][1]:.1f}L{_path(back[1:])}"
        f"A{first:.1f} {first:.1f} 0 0 1 {way[0][0]:.1f} {way[0][1]:.1f}Z"
    )


def _path(points: Sequence[tuple[float, float]]) -> str:
    return "L".join(f"{x:.1f} {y:.1f}" for x, y in points)


def _sides(points: Sequence[Point], index: int) -> tuple[tuple[float, float], tuple[float, float]]:
    x, y, half = points[index]
    before, after = points[max(index - 1, 0)], points[min(index + 1, len(points) - 1)]
    dx, dy = after[0] - before[0], after[1] - before[1]
    length = math.hypot(dx, dy) or 1.0
    nx, ny = -dy / length * half, dx / length * half
    return (x - nx, y - ny), (x + nx, y + ny)
