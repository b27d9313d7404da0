"""A card's PDF, not yet sealed: content, attestations and photos -> bytes."""

from __future__ import annotations

import io
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import segno
from jinja2 import Environment, FileSystemLoader
from PIL import Image, ImageOps

from backend.cards.notice import photos_of_hazards, present_notice
from backend.cards.presentation import LEVEL_SHAPES, Issue, present_card
from backend.cards.visit_lists import MISSING, SHOWN, UNREADABLE
from backend.cards.wording import load_labels
from backend.infrastructure.fonts import prepare_typefaces
from backend.infrastructure.pdf import PdfPress
from backend.reports.versions import SignedReport

TEMPLATES = Path(__file__).parents[1] / "templates"
SOURCE_NAME = "report.json"
_STYLES = ("card.css", "hazard_notice.css")
_IN_SERIF = ("title", "notice_title", "stop_refused", "stop_now", "stop_deadline", "stop_fixed")
_PRINT_SIZE = (436, 315)  # pixels: 43.6 x 31.5 mm at 254 dpi
_MAX_PIXELS = 40_000_000
_QUALITY = 78


class CardPress:
    """Template, style sheet and typefaces, prepared once for many cards."""

    def __init__(self, data_dir: Path) -> None:
        """Raises FontError when a typeface or the subsetter is not installed."""
        titles = "".join(labels[key] for labels in load_labels().values() for key in _IN_SERIF)
        css = "".join((TEMPLATES / "cards" / name).read_text(encoding="utf-8") for name in _STYLES)
        self._press = PdfPress(css, prepare_typefaces(data_dir, serif_text=titles))
        environment = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, trim_blocks=True)
        self._template = environment.get_template("cards/card.html")
        self._notice = environment.get_template("cards/hazard_notice.html")

    def page(self, report: SignedReport, issue: Issue, *, photos: Mapping[str, str]) -> str:
        """The card as HTML. `photos`: SHA-256 -> missing | unreadable | shown."""
        return self._template.render(present_card(report, issue, photos=photos), shapes=LEVEL_SHAPES)

    def print(self, report: SignedReport, issue: Issue, *, photos: Mapping[str, bytes]) -> bytes:
        """The PDF with `report.json`, the canonical bytes that were signed, attached as its source.

        `photos`: SHA-256 -> original bytes; one that is absent here is printed as not received.
        """
        resources, states = prepare_photos(report.content, photos)
        return self._paper(self.page(report, issue, photos=states), report, issue, resources)

    def print_notice(self, report: SignedReport, issue: Issue, *, photos: Mapping[str, bytes]) -> bytes:
        """The hazard notice, with the same source and verification code. Raises ValueError without hazards."""
        resources, states = prepare_photos({"photos": photos_of_hazards(report.content)}, photos)
        html = self._notice.render(present_notice(report, issue, photos=states))
        return self._paper(html, report, issue, resources)

    def _paper(self, html: str, report: SignedReport, issue: Issue, resources: dict[str, tuple[bytes, str]]) -> bytes:
        code = report.content["verification_code"]
        resources["qr:"] = (qr_code(f"{issue.verify_url}/{code}"), "image/png")
        return self._press.print(html, resources=resources, source=report.signed, source_name=SOURCE_NAME)


def qr_code(text: str) -> bytes:
    """A QR code as a 1-bit PNG: 8 % of a card's time less than as vectors."""
    out = io.BytesIO()
    segno.make(text, error="m", micro=False).save(out, kind="png", scale=4, border=0)
    return out.getvalue()


def prepare_photos(
    content: dict[str, Any], photos: Mapping[str, bytes]
) -> tuple[dict[str, tuple[bytes, str]], dict[str, str]]:
    resources: dict[str, tuple[bytes, str]] = {}
    states: dict[str, str] = {}
    for digest in {photo["sha256"] for photo in content["photos"]}:
        if digest not in photos:
            states[digest] = MISSING
            continue
        small = shrink_photo(photos[digest])
        states[digest] = SHOWN if small else UNREADABLE
        if small:
            resources[f"photo:{digest}"] = (small, "image/jpeg")
    return resources, states


def shrink_photo(data: bytes) -> bytes | None:
    """The photo at print size, cropped to the card's frame, without metadata; None if it can't be read.

    Photos are strangers' bytes: only JPEG and PNG are opened, and none beyond 40 megapixels.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=("JPEG", "PNG")) as image:
                if image.width * image.height > _MAX_PIXELS:
                    return None
                image.draft("RGB", (_PRINT_SIZE[0], _PRINT_SIZE[0]))  # either way up
                upright = ImageOps.exif_transpose(image).convert("RGB")
    except Exception:  # noqa: BLE001 - decoders raise all kinds of errors; one bad photo must not cost the card
        return None
    small = ImageOps.fit(upright, _PRINT_SIZE, Image.Resampling.BILINEAR)
    out = io.BytesIO()
    small.save(out, "JPEG", quality=_QUALITY, optimize=False)
    return out.getvalue()
