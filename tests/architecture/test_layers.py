"""The layers of pyproject.toml are the architecture's (lint-imports checks the code against them)."""

from __future__ import annotations

import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_every_part_of_the_backend_has_its_place() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    layers = next(contract for contract in contracts if contract["type"] == "layers")["layers"]
    placed = {name.strip(" ()") for layer in layers for name in layer.split("|")}
    parts = {p.stem for p in (ROOT / "backend").iterdir() if p.suffix == ".py" or (p / "__init__.py").exists()}
    assert parts - placed - {"__init__"} == set(), "say in pyproject.toml (importlinter) what lies below and above it"
