"""The typefaces of our papers: found on the system, cut down once, kept in DATA_DIR/cache/fonts.

A card needs Noto Sans CJK SC (or a namesake). Its collection holds 44,810 characters of five regions in
20 MB; laying out with a cut of the 8,000 that occur in reports is a quarter quicker and gives files 40 %
smaller (docs/decisions/card-typefaces.md). Rarer characters of names come from the whole font, then from
any font of the system; what no font has is printed as `[U+20BB7]`: never an empty box, never silence.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import hashlib
import sys
import tempfile
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from fontTools.ttLib import TTCollection, TTFont, TTLibError

FOLDERS = (
    Path("/usr/share/fonts"),
    Path("/usr/local/share/fonts"),
    Path("~/.fonts"),
    Path("~/.local/share/fonts"),
    Path("~/Library/Fonts"),
    Path("/Library/Fonts"),
    Path("/opt/homebrew/share/fonts"),
)
SUFFIXES = frozenset({".ttf", ".otf", ".ttc", ".otc"})
FAMILIES = ("Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Source Han Sans CN")
SERIF_FAMILIES = ("Noto Serif CJK SC", "Noto Serif SC", "Source Han Serif SC", "Source Han Serif CN")
_MISSING = "Noto Sans CJK SC is missing: install fonts-noto-cjk (Debian, Ubuntu) or font-noto-sans-cjk-sc (Homebrew)"
_CUT_VERSION = 1
_HB_KEEP_NO_HINTS, _HB_SET_LAYOUT_FEATURES = 0x1, 6
_RANGES = (
    (0x20, 0x17F),
    (0x370, 0x3FF),
    (0x2000, 0x206F),
    (0x20A0, 0x23FF),
    (0x2460, 0x24FF),
    (0x25A0, 0x27BF),
    (0x3000, 0x303F),
    (0xFF00, 0xFFEF),
)


class FontError(RuntimeError):
    """A typeface or the HarfBuzz subsetter is missing; the text says what to install."""


@dataclass(frozen=True, kw_only=True)
class FontFile:
    """One face: a file and its place in it, when the file is a collection."""

    path: Path
    index: int
    family: str

    @cached_property
    def characters(self) -> frozenset[int]:
        with TTFont(self.path, fontNumber=self.index, lazy=True) as font:
            return frozenset(font.getBestCmap() or ())


@dataclass(frozen=True, kw_only=True)
class Typefaces:
    """What a paper is set in. `files` maps names that its style sheet uses to cut font files."""

    files: dict[str, Path]
    whole: FontFile
    folders: tuple[Path, ...] = FOLDERS
    _known: dict[str, bool] = field(default_factory=dict)

    def css(self) -> str:
        """`@font-face` rules; the sources are `font:` addresses that only our fetcher understands."""
        rule = "@font-face{{font-family:'Fuwuka {0}';font-weight:{1};src:url(font:{2})}}"
        weights = {"sans": ("Sans", "normal"), "sans-bold": ("Sans", "bold"), "serif-bold": ("Serif", "bold")}
        return "".join(rule.format(*weights[name], name) for name in self.files)

    def printable(self, text: str) -> str:
        """`text` with every character that cannot be shown, or would hide something, written as `[U+XXXX]`."""
        if text.isascii() and text.isprintable():
            return text
        hidden = {ord(c): f"[U+{ord(c):04X}]" for c in set(text) if not self._shows(c)}
        return text.translate(hidden) if hidden else text

    def _shows(self, character: str) -> bool:
        if character not in self._known:
            self._known[character] = self._can_show(character)
        return self._known[character]

    def _can_show(self, character: str) -> bool:
        if character in "\n\t":
            return True
        # Controls, bidirectional overrides and private characters could make a paper read as other than signed.
        if unicodedata.category(character) in ("Cc", "Cf", "Co", "Cs", "Cn"):
            return False
        return ord(character) in self.whole.characters or any(
            ord(character) in other.characters for other in self._others
        )

    @cached_property
    def _others(self) -> tuple[FontFile, ...]:
        return tuple(face for path in font_files(self.folders) for face, _weight in _faces_in(path))


def font_files(folders: Iterable[Path] = FOLDERS) -> Iterator[Path]:
    for folder in folders:
        yield from sorted(p for p in folder.expanduser().rglob("*") if p.suffix.lower() in SUFFIXES)


def _faces_in(path: Path) -> list[tuple[FontFile, int]]:
    """Each face of a font file with its weight; nothing of a file that is no font."""
    try:
        with (
            TTCollection(path, lazy=True)
            if path.suffix.lower() in (".ttc", ".otc")
            else TTFont(path, lazy=True) as file
        ):
            return [
                (
                    FontFile(path=path, index=index, family=str(font["name"].getBestFamilyName())),
                    font["OS/2"].usWeightClass,
                )
                for index, font in enumerate(getattr(file, "fonts", [file]))
            ]
    except (OSError, KeyError, TTLibError):
        return []


def find_font(families: Iterable[str], *, bold: bool = False, folders: Iterable[Path] = FOLDERS) -> FontFile | None:
    """The regular (400) or bold (700) face of the first of `families` that is installed."""
    wanted = list(families)
    found: dict[str, FontFile] = {}
    for path in font_files(folders):
        if not any(family.replace(" ", "")[:8].lower() in path.name.replace(" ", "").lower() for family in wanted):
            continue  # opening every font of a machine takes seconds; their file names say enough
        for face, weight in _faces_in(path):
            if face.family in wanted and weight == (700 if bold else 400):
                found.setdefault(face.family, face)
    return next((found[family] for family in wanted if family in found), None)


def common_characters() -> frozenset[int]:
    """What nearly every report is written in: Latin, Greek, signs, and the 7,445 characters of GB 2312."""
    plain = {code for first, last in _RANGES for code in range(first, last + 1)}
    pairs = (bytes((row, cell)) for row in range(0xA1, 0xF8) for cell in range(0xA1, 0xFF))
    return frozenset(plain | {ord(c) for pair in pairs if (c := pair.decode("gb2312", errors="ignore"))})


def _harfbuzz() -> tuple[ctypes.CDLL, ctypes.CDLL]:
    def load(name: str, soname: str) -> ctypes.CDLL:
        for candidate in (soname, ctypes.util.find_library(name)):
            try:
                if candidate:
                    return ctypes.CDLL(candidate)
            except OSError:
                continue
        raise FontError(f"lib{name} is missing (Debian: libharfbuzz-subset0; macOS: brew install harfbuzz).")

    return load("harfbuzz", "libharfbuzz.so.0"), load("harfbuzz-subset", "libharfbuzz-subset.so.0")


def check_subsetter() -> None:
    """Raises FontError without libharfbuzz-subset: WeasyPrint would then take 18 s a card, with only a warning."""
    _harfbuzz()


def cut_font(source: FontFile, characters: Iterable[int]) -> bytes:
    """The font with only `characters` (hb-subset: 0.3 s where fontTools needs 12). Raises FontError."""
    base, subset = _harfbuzz()
    for library, names in (
        (base, ("hb_blob_create_from_file_or_fail", "hb_face_create", "hb_face_reference_blob")),
        (
            subset,
            (
                "hb_subset_input_create_or_fail",
                "hb_subset_input_unicode_set",
                "hb_subset_input_set",
                "hb_subset_or_fail",
            ),
        ),
    ):
        for name in names:
            getattr(library, name).restype = ctypes.c_void_p
    base.hb_blob_get_data.restype = ctypes.c_void_p
    pointer = ctypes.c_void_p
    blob = pointer(base.hb_blob_create_from_file_or_fail(str(source.path).encode()))
    face = pointer(base.hb_face_create(blob, ctypes.c_uint(source.index)))
    plan = pointer(subset.hb_subset_input_create_or_fail())
    wanted = pointer(subset.hb_subset_input_unicode_set(plan))
    for code in characters:
        base.hb_set_add(wanted, ctypes.c_uint(code))
    features = pointer(subset.hb_subset_input_set(plan, ctypes.c_int(_HB_SET_LAYOUT_FEATURES)))
    for tag in (b"palt", b"pwid", b"tnum"):
        base.hb_set_add(features, ctypes.c_uint(int.from_bytes(tag, "big")))
    subset.hb_subset_input_set_flags(plan, ctypes.c_uint(_HB_KEEP_NO_HINTS))
    result = subset.hb_subset_or_fail(face, plan)
    if not result:
        raise FontError(f"HarfBuzz could not cut {source.path}.")
    cut = pointer(base.hb_face_reference_blob(pointer(result)))
    length = ctypes.c_uint()
    data = base.hb_blob_get_data(cut, ctypes.byref(length))
    answer = ctypes.string_at(data, length.value)
    for free, what in (
        (base.hb_blob_destroy, cut),
        (base.hb_face_destroy, pointer(result)),
        (subset.hb_subset_input_destroy, plan),
        (base.hb_face_destroy, face),
        (base.hb_blob_destroy, blob),
    ):
        free(what)
    return answer


def _cached(source: FontFile, characters: frozenset[int], cache: Path) -> Path:
    stat = source.path.stat()
    parts = (_CUT_VERSION, source.path, source.index, stat.st_size, stat.st_mtime_ns, sorted(characters))
    target = cache / f"{hashlib.sha256(repr(parts).encode()).hexdigest()[:24]}.otf"
    if not target.exists():
        cache.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=cache, delete=False) as file:
            file.write(cut_font(source, characters))
        Path(file.name).replace(target)  # two workers may cut at once; either result is right
    return target


def prepare_typefaces(data_dir: Path, *, serif_text: str = "", folders: tuple[Path, ...] = FOLDERS) -> Typefaces:
    """Find and cut the fonts; quick when the cache has them. Raises FontError when one is not installed.

    `serif_text`: the characters of the one line that is set in serif, when such a font is installed.
    """
    regular = find_font(FAMILIES, folders=folders)
    bold = find_font(FAMILIES, bold=True, folders=folders)
    if regular is None or bold is None:
        raise FontError(_MISSING)
    cache = data_dir.resolve() / "cache" / "fonts"
    common = common_characters()
    files = {"sans": _cached(regular, common, cache), "sans-bold": _cached(bold, common, cache)}
    serif = find_font(SERIF_FAMILIES, bold=True, folders=folders) if serif_text else None
    if serif is not None:
        files["serif-bold"] = _cached(serif, frozenset(map(ord, serif_text)), cache)
    return Typefaces(files=files, whole=regular, folders=folders)


def check_typefaces() -> str | None:
    """For /readyz: nothing when the typefaces of our papers are installed, else what to install."""
    if find_font(FAMILIES) is None or find_font(FAMILIES, bold=True) is None:
        return _MISSING
    return None


def main() -> None:
    """Cut the fonts ahead of the first card: `python -m backend.infrastructure.fonts data`."""
    prepare_typefaces(Path(sys.argv[1] if len(sys.argv) > 1 else "data"))


if __name__ == "__main__":
    main()
