"""Photos and signatures that nobody took: drawn, so that cards have something to show."""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass
from math import cos, pi, sin
from random import Random

from PIL import Image, ImageDraw, ImageOps

SIZE = (960, 720)
PAD = {"width": 3200, "height": 1200}
_WALLS = {"before": ("#6f6a61", "#b9b2a4"), "after": ("#8a9aa3", "#dfe7ea"), "cleaned": ("#93a58f", "#e6eee2"),
          "meter": ("#4b5560", "#8b97a3"), "nameplate": ("#767b80", "#c9cdd1")}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Photo:
    """JPEG bytes and what a report says of them."""

    data: bytes
    role: str

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


def draw_photo(role: str, random: Random, *, reading: str = "") -> Photo:
    """A wall, an appliance on it, and what the role is about; `reading` stands on the meter's display."""
    dark, light = _WALLS[role]
    wall = ImageOps.colorize(Image.linear_gradient("L").resize(SIZE), light, dark)
    pen = ImageDraw.Draw(wall)
    {"meter": _meter, "nameplate": _nameplate}.get(role, _appliance)(pen, role, random, reading)
    file = io.BytesIO()
    wall.save(file, "JPEG", quality=78)
    return Photo(data=file.getvalue(), role=role)


def _appliance(pen: ImageDraw.ImageDraw, role: str, random: Random, _reading: str) -> None:
    left, top = 300 + random.randint(-60, 60), 90 + random.randint(-20, 30)
    body = "#d9d6cf" if role == "before" else "#f4f6f7"
    pen.rectangle((0, 610, *SIZE), fill="#8d8478" if role == "before" else "#b8ada0")
    pen.rounded_rectangle((left, top, left + 380, 640), radius=36, fill=body, outline="#7b8186", width=4)
    pen.rounded_rectangle((left + 40, top + 40, left + 340, top + 130), radius=14, fill="#2f3a44")
    pen.ellipse((left + 60, top + 62, left + 106, top + 108), fill="#57d08a" if role != "before" else "#e06a52")
    for row in range(5):
        pen.line((left + 60, top + 200 + row * 34, left + 320, top + 200 + row * 34), fill="#aab0b4", width=6)
    if role == "before":
        for _ in range(14):
            x, y, r = left + random.randint(10, 360), random.randint(top + 150, 640), random.randint(5, 26)
            pen.ellipse((x - r, y - r, x + r, y + r), fill=random.choice(["#8f8270", "#a39782", "#776c5c"]))


_SEGMENTS = {"0": "abcdef", "1": "bc", "2": "abged", "3": "abgcd", "4": "fgbc", "5": "afgcd", "6": "afgedc",
             "7": "abc", "8": "abcdefg", "9": "abcdfg", "-": "g"}  # fmt: skip


def _meter(pen: ImageDraw.ImageDraw, _role: str, random: Random, reading: str) -> None:
    left = 290 + random.randint(-30, 30)
    pen.rounded_rectangle((left, 60, left + 380, 680), radius=40, fill="#e2a72e", outline="#6b5420", width=6)
    pen.rounded_rectangle((left + 36, 100, left + 344, 270), radius=12, fill="#c3cfae", outline="#54603f", width=4)
    x = left + 56
    for character in reading[:6] or "0":
        if character == ".":
            pen.ellipse((x - 12, 232, x - 2, 242), fill="#20261a")
            continue
        _digit(pen, x, _SEGMENTS.get(character, ""))
        x += 58
    pen.ellipse((left + 110, 340, left + 270, 500), fill="#3a3f44", outline="#1d2023", width=6)
    pen.line((left + 190, 420, left + 190 + 60 * cos(pi / 5), 420 - 60 * sin(pi / 5)), fill="#f2f2f2", width=8)
    for place, color in enumerate(("#1f2225", "#c0392b", "#1f2225")):
        pen.ellipse((left + 70 + place * 100, 560, left + 120 + place * 100, 610), fill=color)


def _digit(pen: ImageDraw.ImageDraw, x: int, segments: str) -> None:
    ends = {"a": (0, 0, 36, 0), "b": (36, 0, 36, 48), "c": (36, 48, 36, 96), "d": (0, 96, 36, 96),
            "e": (0, 48, 0, 96), "f": (0, 0, 0, 48), "g": (0, 48, 36, 48)}  # fmt: skip
    for segment in segments:
        x1, y1, x2, y2 = ends[segment]
        pen.line((x + x1, 138 + y1, x + x2, 138 + y2), fill="#20261a", width=9)


def _nameplate(pen: ImageDraw.ImageDraw, _role: str, random: Random, _reading: str) -> None:
    pen.rounded_rectangle((150, 130, 810, 590), radius=20, fill="#f1f2f3", outline="#5d6368", width=5)
    pen.rectangle((190, 170, 420, 220), fill="#23415c")
    for row in range(7):
        pen.rectangle((190, 260 + row * 42, 190 + random.randint(120, 260), 276 + row * 42), fill="#7a8085")
        pen.rectangle((500, 260 + row * 42, 500 + random.randint(80, 250), 276 + row * 42), fill="#9aa0a5")
    for bar in range(34):
        pen.rectangle((500 + bar * 8, 165, 500 + bar * 8 + random.randint(2, 6), 225), fill="#2b2e31")


def draw_signature(random: Random) -> list[list[list[int]]]:
    """Two to four strokes `[x, y, t, p]` that run like handwriting, in tenths of a pixel on PAD."""
    strokes, x, clock = [], 380.0, 0
    for _ in range(random.randint(2, 4)):
        loops, height, width = random.uniform(1.4, 3.2), random.uniform(180, 330), random.uniform(420, 760)
        phase, points = random.uniform(0, pi), []
        for step in range(46):
            along = step / 45
            angle = phase + along * loops * 2 * pi
            points.append([
                round(x + along * width + 70 * cos(angle)),
                round(600 + height * sin(angle) * (1 - 0.55 * along) + 60 * along),
                clock,
                round(420 + 330 * abs(cos(angle))),
            ])  # fmt: skip
            clock += random.randint(9, 15)
        strokes.append(points)
        x, clock = x + width * 0.82, clock + random.randint(90, 190)
        if x > PAD["width"] - 900:
            break
    return strokes
