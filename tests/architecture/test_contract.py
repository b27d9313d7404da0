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


def test_what_phones_send_as_bytes_is_described_too() -> None:
    paths, report = contract_document()["paths"], "/api/v1/reports/{report_id}"
    described = {
        (path.removeprefix(report), method): (
            [each["name"] for each in paths[path][method]["parameters"] if each["in"] == "header"],
            next(iter(paths[path][method]["requestBody"]["content"].values()))["schema"],
        )
        for path, method in (
            (report, "put"),
            (f"{report}/attestations/{{attestation_id}}", "put"),
            (f"{report}/blobs/{{sha256}}", "patch"),
        )
    }
    assert described == {
        ("", "put"): (["Content-Digest"], {"$ref": "#/components/schemas/ReportBodyV2"}),
        ("/attestations/{attestation_id}", "put"): (
            ["Content-Digest"],
            {"$ref": "#/components/schemas/AttestationV2"},
        ),
        ("/blobs/{sha256}", "patch"): (["Upload-Offset"], {"type": "string", "format": "binary"}),
    }
