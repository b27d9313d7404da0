"""Pictures as cameras and code printers make them."""

from __future__ import annotations

import io
import random
from pathlib import Path

import segno
from PIL import Image, ImageDraw

# ISO/IEC 15417, table 1: widths of bars and spaces by value; 104 starts set B, 106 stops.
CODE_128 = """
212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 122231 113222 123122
123221 223211 221132 221231 213212 223112 312131 311222 321122 321221 312212 322112 322211 212123 212321 232121 111323
131123 131321 112313 132113 132311 211313 231113 231311 112133 112331 132131 113123 113321 133121 313121 211331 231131
213113 213311 213131 311123 311321 331121 312113 312311 332111 314111 221411 431111 111224 111422 121124 121421 141122
141221 112214 112412 122114 122411 142112 142211 241211 221114 413111 241112 134111 111242 121142 121241 114212 124112
124211 411212 421112 421211 212141 214121 412121 111143 111341 131141 114113 114311 411113 411311 113141 114131 311141
411131 211412 211214 211232 2331112
"""
START_B, STOP = 104, 106
TURNED_RIGHT = 6  # EXIF: the camera was held upright, the stored picture lies on its side


def two_halves(width: int, height: int, *, orientation: int = 1, quality: int = 88) -> bytes:
    """Red above blue as stored, with the maker's name and a place beside it."""
    picture = Image.new("RGB", (width, height), (200, 20, 20))
    picture.paste((20, 20, 200), (0, height // 2, width, height))
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = orientation, "Camera maker"
    place = exif.get_ifd(0x8825)
    place[1], place[2] = "N", (31.0, 14.0, 0.0)
    return _jpeg(picture, quality=quality, exif=exif)


def noise(seed: int, width: int = 1700, height: int = 1200) -> bytes:
    """A picture that cannot be compressed: a large photo however small it is drawn."""
    return _jpeg(Image.frombytes("RGB", (width, height), random.Random(seed).randbytes(width * height * 3)), quality=96)


def of_size(megabytes: int) -> bytes:
    """A JPEG of at least so many bytes."""
    kept = noise(5, 3600, 1800)
    # what editors leave behind the picture's end is part of the file, and of its size
    return kept + bytes(max(0, megabytes * 1_000_000 - len(kept)))


def plain(number: int) -> bytes:
    """A small picture unlike the others."""
    picture = Image.new("RGB", (640, 480), (number * 37 % 255, number * 91 % 255, number * 53 % 255))
    ImageDraw.Draw(picture).rectangle((40, 40, 40 + number * 60, 200), fill="white")
    return _jpeg(picture)


def heic() -> bytes:
    """The beginning of a HEIC file, which is all that Chromium looks at before it gives up."""
    return (24).to_bytes(4) + b"ftypheic\0\0\0\0mif1heic" + random.Random(7).randbytes(4000)


def code_128(text: str, *, module: int = 4) -> Image.Image:
    values = [START_B, *(ord(letter) - 32 for letter in text)]
    values += [sum(value * max(at, 1) for at, value in enumerate(values)) % 103, STOP]
    table = CODE_128.split()
    widths = [int(width) for value in values for width in table[value]]
    picture = Image.new("L", ((sum(widths) + 24) * module, 220), 255)
    draw, at = ImageDraw.Draw(picture), 12 * module
    for position, width in enumerate(widths):
        if position % 2 == 0:
            draw.rectangle((at, 30, at + width * module - 1, 190), fill=0)
        at += width * module
    return picture.convert("RGB")


def qr(text: str, *, scale: int = 9) -> Image.Image:
    kept = io.BytesIO()
    segno.make(text, error="m").save(kept, kind="png", scale=scale, border=4)
    return Image.open(kept).convert("RGB")


def photographed(*codes: Image.Image, width: int = 1280, height: int = 720) -> Image.Image:
    """Codes on a nameplate, one above the other, a little grey as in a kitchen."""
    plate = Image.new("RGB", (width, height), (214, 216, 214))
    at = (height - sum(code.height for code in codes)) // (len(codes) + 1)
    y = at
    for code in codes:
        plate.paste(code, ((width - code.width) // 2, y))
        y += code.height + at
    return plate


def jpeg_of(picture: Image.Image) -> bytes:
    return _jpeg(picture, quality=82)


def film(picture: Image.Image, to: Path) -> Path:
    """What the fake camera of Chromium shows: a Y4M of a few equal frames, played again and again."""
    width, height = picture.size
    luma, blue, red = picture.convert("YCbCr").split()
    half = (width // 2, height // 2)
    frame = b"FRAME\n" + luma.tobytes() + blue.resize(half).tobytes() + red.resize(half).tobytes()
    to.write_bytes(f"YUV4MPEG2 W{width} H{height} F10:1 Ip A1:1 C420jpeg\n".encode() + frame * 3)
    return to


def _jpeg(picture: Image.Image, *, quality: int = 85, exif: Image.Exif | None = None) -> bytes:
    kept = io.BytesIO()
    picture.save(kept, "JPEG", quality=quality, **({"exif": exif} if exif else {}))
    return kept.getvalue()
