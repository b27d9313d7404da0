"""Serves the built phone app at /app/: the scope of its service worker."""

from __future__ import annotations

import gzip
import mimetypes
from functools import lru_cache
from pathlib import Path

from flask import Blueprint, Response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from backend.domain.errors import NotFoundError
from backend.infrastructure.auth import guard
from backend.infrastructure.security_headers import READER_POLICY

BUILT = Path(__file__).parents[2] / "pwa" / "dist"
# Vite puts a hash of the content into these names, so they never change.
HASHED_FOLDER = "assets/"
# The worker that reads barcodes with WebAssembly: pwa/src/features/visit/scan/zxing.worker.ts.
READER = "assets/zxing.worker-"
COMPRESSIBLE = (
    "text/", "application/javascript", "application/json", "application/manifest+json", "application/wasm",
    "image/svg+xml",
)  # fmt: skip
# What lies beside a file for the server or for whoever looks for a fault; nobody asks for it by name.
BESIDE = frozenset({".br", ".gz", ".map"})
mimetypes.add_type("application/manifest+json", ".webmanifest")
mimetypes.add_type("text/javascript", ".js")
mimetypes.add_type("application/wasm", ".wasm")

bp = Blueprint("app_files", __name__)


@bp.route("/app")
@guard("public")
def app_without_slash() -> AnyResponse:
    """The app's address as people type it."""
    return redirect("/app/", 308)


@bp.route("/app/")
@bp.route("/app/<path:name>")
@guard("public")
def app_file(name: str = "index.html") -> AnyResponse:
    """One built file. An address of the app's own router gets the shell, as the service worker does offline."""
    path = _built(name)
    if path is None and "." not in name.rpartition("/")[2]:
        path = _built("index.html")
    if path is None:
        raise NotFoundError
    return _answer(path)


def _built(name: str) -> Path | None:
    path = (BUILT / name).resolve()
    if path.suffix in BESIDE or not path.is_relative_to(BUILT.resolve()):
        return None
    return path if path.is_file() else None


def _answer(path: Path) -> AnyResponse:
    media_type = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    answer = Response(mimetype=media_type)
    stamp = path.stat().st_mtime_ns
    encoding = _encoding(path, media_type)
    if encoding == "br":
        answer.set_data(_brotli(path).read_bytes())
    elif encoding == "gzip":
        answer.set_data(_compressed(path, stamp))
    else:
        answer.set_data(path.read_bytes())
    if encoding:
        answer.headers["Content-Encoding"] = encoding
    answer.headers["Vary"] = "Accept-Encoding"
    relative = path.relative_to(BUILT.resolve()).as_posix()
    answer.headers["Cache-Control"] = (
        "public, max-age=31536000, immutable" if relative.startswith(HASHED_FOLDER) else "no-cache"
    )
    if relative.startswith(READER):
        answer.headers["Content-Security-Policy"] = READER_POLICY
    answer.set_etag(
        f"{stamp:x}-{encoding or 'whole'}"
    )  # a strong one names these bytes, not the file (RFC 9110, 8.8.3)
    return answer.make_conditional(request)


def _encoding(path: Path, media_type: str) -> str:
    """The smallest form that the browser takes; "" is the file as it is."""
    if not media_type.startswith(COMPRESSIBLE):
        return ""
    if request.accept_encodings["br"] > 0 and _brotli(path).is_file():
        return "br"
    return "gzip" if request.accept_encodings["gzip"] > 0 else ""


def _brotli(path: Path) -> Path:
    """Written by the build (pwa/vite/compressed.ts)."""
    return path.with_name(f"{path.name}.br")


@lru_cache(maxsize=256)
def _compressed(path: Path, _stamp: int) -> bytes:
    """The stamp is in the key so that a new build is compressed anew."""
    return gzip.compress(path.read_bytes(), 9)
