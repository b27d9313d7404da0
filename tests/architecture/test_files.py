"""What lies in the repository speaks of the product, on any machine."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TEXTS = {
    ".py",
    ".ts",
    ".tsx",
    ".js",
    ".css",
    ".html",
    ".md",
    ".json",
    ".yaml",
    ".yml",
    ".toml",
    ".txt",
    ".sh",
    ".mako",
    ".ini",
    "",
}

FORBIDDEN = {
    "a path of one machine": re.compile(r"(?<![\w.])/(?:work|root|home|Users)/\w"),
    "a host of a package registry": re.compile(r"registry\.npm|pypi\.org|pythonhosted|npmmirror|artifactory|jfrog"),
    "an unfinished note": re.compile(r"\b(?:TODO|FIXME|XXX|HACK)\b"),
}


@cache
def texts() -> tuple[Path, ...]:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    ).stdout.decode()
    files = (ROOT / name for name in listed.split("\0") if name)
    return tuple(file for file in files if file.suffix in TEXTS and file.is_file() and file != Path(__file__))


def found(pattern: re.Pattern[str]) -> Iterator[str]:
    for file in texts():
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            if pattern.search(line):
                yield f"{file.relative_to(ROOT)}:{number}"


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_file_contains(what: str) -> None:
    places = list(found(FORBIDDEN[what]))
    assert places == [], f"{what} in {places}"


def test_no_file_has_a_name_that_says_nothing() -> None:
    vague = [str(f.relative_to(ROOT)) for f in texts() if {"utils.py", "helpers.py", "utils.ts"} & {f.name}]
    assert vague == [], "name the thing that the file is about"
