"""docs/examples/client.py, run as an integrator would run it, against a live server."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.conftest import PASSWORD, ROOT, LiveServer

pytestmark = pytest.mark.browser


def test_the_example_client_gets_a_genuine_card(live_server: LiveServer, tmp_path: Path) -> None:
    card = tmp_path / "card.pdf"
    ran = subprocess.run(
        [
            sys.executable, "-I", str(ROOT / "docs/examples/client.py"), "--url", live_server.url,
            "--username", "tech6", "--password", PASSWORD, "--out", str(card), "--wait", "90",
        ],
        capture_output=True, text=True, cwd=tmp_path, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "sent again: the same receipt" in ran.stdout
    assert "verified: genuine" in ran.stdout
    assert card.read_bytes().startswith(b"%PDF-")
    seal = subprocess.run(["pdfsig", "-nocert", str(card)], capture_output=True, text=True, check=False).stdout
    assert "Signature is Valid" in seal
    assert "Total document signed" in seal
