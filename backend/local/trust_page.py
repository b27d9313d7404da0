"""The plain-http page where a phone fetches the trial's authority, with the steps in both languages."""

from __future__ import annotations

import plistlib
import uuid
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from cryptography.hazmat.primitives import serialization
from jinja2 import Environment, PackageLoader, select_autoescape

from backend.infrastructure.assets import SHARED
from backend.local.authority import LocalTls

PROFILE, CERTIFICATE = "/trust/fuwuka.mobileconfig", "/trust/fuwuka.crt"


def apple_profile(tls: LocalTls) -> bytes:
    """A configuration profile that installs the authority on iPhone and iPad."""
    kept = uuid.uuid5(uuid.NAMESPACE_OID, tls.fingerprint)
    payload = {
        "PayloadType": "com.apple.security.root",
        "PayloadVersion": 1,
        "PayloadIdentifier": f"fuwuka.trial.{kept}",
        "PayloadUUID": str(kept).upper(),
        "PayloadDisplayName": "Fuwuka 服务卡",
        "PayloadCertificateFileName": "fuwuka.crt",
        "PayloadContent": tls.authority.public_bytes(serialization.Encoding.DER),
    }
    profile = {
        "PayloadType": "Configuration",
        "PayloadVersion": 1,
        "PayloadIdentifier": f"fuwuka.trial.profile.{kept}",
        "PayloadUUID": str(uuid.uuid5(kept, "profile")).upper(),
        "PayloadDisplayName": "Fuwuka 服务卡",
        "PayloadDescription": "Trusts one computer of this network, for trying Fuwuka. 仅信任本网络中的一台电脑，供试用。",
        "PayloadContent": [payload],
    }
    return plistlib.dumps(profile)


def trust_server(tls: LocalTls, *, app_url: str, host: str, port: int) -> ThreadingHTTPServer:
    """A server for this page only; call `serve_forever()`."""
    page = Environment(loader=PackageLoader("backend.local"), autoescape=select_autoescape()).get_template("trust.html")
    colours = (SHARED / "colours.css").read_text(encoding="utf-8")
    files = {
        PROFILE: ("application/x-apple-aspen-config", apple_profile(tls)),
        CERTIFICATE: ("application/x-x509-ca-cert", tls.authority.public_bytes(serialization.Encoding.DER)),
    }

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked = urlsplit(self.path)
            if asked.path in files:
                self._send(*files[asked.path])
            elif asked.path in ("/", "/trust", "/trust/"):
                language = parse_qs(asked.query).get("lang", [self._wished()])[0]
                text = page.render(
                    language="en" if language == "en" else "zh",
                    app_url=app_url,
                    fingerprint=tls.fingerprint,
                    profile=PROFILE,
                    certificate=CERTIFICATE,
                    colours=colours,
                )
                self._send("text/html; charset=utf-8", text.encode())
            else:
                self.send_error(404)

        def _wished(self) -> str:
            return "en" if self.headers.get("Accept-Language", "").lower().startswith("en") else "zh"

        def _send(self, kind: str, body: bytes) -> None:
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_parts: Any) -> None:
            """Say nothing: the terminal shows the server's own lines."""

    return ThreadingHTTPServer((host, port), Handler)
