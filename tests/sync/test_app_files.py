"""The built phone app as the server hands it out."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from flask import Flask

from backend.sync import app_files


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A build with a shell, a screen, the reader's worker and its WebAssembly."""
    assets = tmp_path / "assets"
    assets.mkdir()
    (tmp_path / "index.html").write_text("<!doctype html>")
    (assets / "screen-1.js").write_text("export {}")
    (assets / "zxing.worker-1.js").write_text("self.onmessage = null")
    (assets / "zxing_reader-1.wasm").write_bytes(b"\0asm" + bytes(4000))
    monkeypatch.setattr(app_files, "BUILT", tmp_path)
    return tmp_path


@pytest.mark.usefixtures("built")
def test_only_the_worker_that_reads_codes_may_compile_webassembly(app: Flask) -> None:
    def may_compile(name: str) -> bool:
        policy = app.test_client().get(f"/app/{name}").headers["Content-Security-Policy"]
        assert "default-src 'self'" in policy
        assert "'unsafe-eval'" not in policy
        return "'wasm-unsafe-eval'" in policy

    assert may_compile("assets/zxing.worker-1.js")
    assert not [name for name in ("", "assets/screen-1.js", "assets/zxing_reader-1.wasm") if may_compile(name)]


@pytest.mark.usefixtures("built")
def test_webassembly_travels_compressed_and_under_its_own_type(app: Flask) -> None:
    answer = app.test_client().get("/app/assets/zxing_reader-1.wasm", headers={"Accept-Encoding": "gzip"})
    assert answer.mimetype == "application/wasm"  # browsers compile it while it arrives only under this type
    assert gzip.decompress(answer.data).startswith(b"\0asm")
    assert len(answer.data) < 1000


def test_the_smallest_form_that_a_browser_takes_travels(app: Flask, built: Path) -> None:
    (built / "assets" / "screen-1.js.br").write_bytes(b"as the build compressed it")

    def sent(accepted: str) -> tuple[str | None, bytes]:
        answer = app.test_client().get("/app/assets/screen-1.js", headers={"Accept-Encoding": accepted})
        assert "Accept-Encoding" in answer.headers["Vary"]
        return answer.headers.get("Content-Encoding"), answer.data

    assert sent("gzip, deflate, br") == ("br", b"as the build compressed it")
    assert sent("gzip, br;q=0")[0] == "gzip"
    assert sent("identity") == (None, b"export {}")
    answer = app.test_client().get("/app/", headers={"Accept-Encoding": "br, gzip"})
    assert answer.headers["Content-Encoding"] == "gzip", "what the build did not compress is compressed here"


def test_each_form_of_a_file_is_known_again_by_its_own_mark(app: Flask, built: Path) -> None:
    (built / "assets" / "screen-1.js.br").write_bytes(b"as the build compressed it")
    client, forms = app.test_client(), ("identity", "gzip", "br")
    marks = {
        form: client.get("/app/assets/screen-1.js", headers={"Accept-Encoding": form}).headers["ETag"] for form in forms
    }
    assert len(set(marks.values())) == len(forms)
    for form in forms:
        for other in forms:
            asked = {"Accept-Encoding": form, "If-None-Match": marks[other]}
            status = client.get("/app/assets/screen-1.js", headers=asked).status_code
            assert status == (304 if form == other else 200), (form, other)


@pytest.mark.parametrize("ending", ["br", "gz", "map"])
def test_what_lies_beside_a_file_is_not_handed_out_by_name(app: Flask, built: Path, ending: str) -> None:
    (built / "assets" / f"screen-1.js.{ending}").write_bytes(b"beside it")
    assert app.test_client().get(f"/app/assets/screen-1.js.{ending}").status_code == 404
