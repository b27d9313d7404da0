"""docs/openapi.json is what the schemas say."""

from __future__ import annotations

import json
from pathlib import Path

from backend.contract import contract_document

CONTRACT = Path(__file__).parents[2] / "docs" / "openapi.json"


def test_the_contract_in_the_repository_is_the_applications() -> None:
    spoken = contract_document()
    written = json.loads(CONTRACT.read_text(encoding="utf-8"))
    assert json.loads(json.dumps(spoken)) == written, "make contract"
