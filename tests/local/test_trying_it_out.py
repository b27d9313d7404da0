"""`make run` on one machine and for the phones of its network."""

from __future__ import annotations

import plistlib
import ssl
import threading
import urllib.request
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.x509.verification import PolicyBuilder, Store, VerificationError

from backend.local.__main__ import greeting, invitation, surroundings
from backend.local.authority import LocalTls, prepare_tls
from backend.local.trust_page import trust_server
from tests.conftest import dummy_settings

NOW = datetime(2026, 11, 22, 8, tzinfo=UTC)
ADDRESS = "192.168.1.20"


@pytest.fixture
def tls(tmp_path: Path) -> LocalTls:
    return prepare_tls(tmp_path / "tls", addresses=[ADDRESS], names=["workshop.local"], now=NOW)


def verified(tls: LocalTls, subject: x509.GeneralName) -> list[x509.Certificate]:
    certificate = x509.load_pem_x509_certificates(tls.certificate.read_bytes())[0]
    verifier = PolicyBuilder().store(Store([tls.authority])).time(NOW).build_server_verifier(subject)
    return verifier.verify(certificate, [])


def test_the_authority_permits_this_machine_and_nothing_else(tls: LocalTls) -> None:
    constraints = tls.authority.extensions.get_extension_for_class(x509.NameConstraints)
    assert constraints.critical
    permitted = {str(name.value) for name in constraints.value.permitted_subtrees or []}
    assert permitted == {"localhost", "workshop.local", "127.0.0.1/32", "::1/128", f"{ADDRESS}/32"}


def test_the_server_is_known_by_its_name_and_by_no_other(tls: LocalTls) -> None:
    assert verified(tls, x509.DNSName("workshop.local"))
    with pytest.raises(VerificationError):
        verified(tls, x509.DNSName("bank.example"))


def test_phones_need_not_trust_anew_until_the_address_changes(tls: LocalTls, tmp_path: Path) -> None:
    again = prepare_tls(tmp_path / "tls", addresses=[ADDRESS], names=["workshop.local"], now=NOW)
    assert again.fingerprint == tls.fingerprint
    moved = prepare_tls(tmp_path / "tls", addresses=["192.168.1.21"], names=["workshop.local"], now=NOW)
    assert moved.fingerprint != tls.fingerprint


def test_the_keys_are_for_their_owner_only(tls: LocalTls) -> None:
    for key in tls.key.parent.glob("*.key"):
        assert key.stat().st_mode & 0o077 == 0


def test_the_certificate_and_key_serve(tls: LocalTls) -> None:
    ssl.create_default_context(ssl.Purpose.CLIENT_AUTH).load_cert_chain(tls.certificate, tls.key)


@pytest.fixture
def trust_page(tls: LocalTls) -> Iterator[str]:
    server: ThreadingHTTPServer = trust_server(tls, app_url=f"https://{ADDRESS}:8000/app/", host="127.0.0.1", port=0)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    thread.join()
    server.server_close()


def fetch(url: str, **headers: str) -> tuple[str, bytes]:
    with urllib.request.urlopen(urllib.request.Request(url, headers=headers), timeout=5) as answer:
        return answer.headers.get_content_type(), answer.read()


@pytest.mark.parametrize(("language", "words"), [("zh-CN", "下载描述文件"), ("en-GB", "Download the profile")])
def test_the_trust_page_explains_in_the_readers_language(
    trust_page: str, tls: LocalTls, language: str, words: str
) -> None:
    _, page = fetch(f"{trust_page}/trust", **{"Accept-Language": language})
    text = page.decode()
    assert words in text
    assert tls.fingerprint in text
    assert f"https://{ADDRESS}:8000/app/" in text


def test_an_iphone_gets_a_profile_and_an_android_phone_a_certificate(trust_page: str, tls: LocalTls) -> None:
    kind, profile = fetch(f"{trust_page}/trust/fuwuka.mobileconfig")
    assert kind == "application/x-apple-aspen-config"
    inside = plistlib.loads(profile)["PayloadContent"][0]["PayloadContent"]
    kind, certificate = fetch(f"{trust_page}/trust/fuwuka.crt")
    assert kind == "application/x-x509-ca-cert"
    assert x509.load_der_x509_certificate(certificate) == tls.authority
    assert inside == certificate


def test_without_tls_only_this_machine_is_served(tmp_path: Path) -> None:
    chosen, tls = surroundings({"DATA_DIR": str(tmp_path)})
    assert tls is None
    assert "HOST" not in chosen
    assert "PUBLIC_URL" not in chosen


def test_tls_serves_the_network_by_https(tmp_path: Path) -> None:
    chosen, tls = surroundings({"DATA_DIR": str(tmp_path), "TLS": "1", "PORT": "8443"}, find_address=lambda: ADDRESS)
    assert tls is not None
    assert chosen["HOST"] == "0.0.0.0"
    assert chosen["PUBLIC_URL"] == f"https://{ADDRESS}:8443"
    assert Path(chosen["TLS_CERT"]) == tls.certificate


def test_the_greeting_says_where_to_go_and_who_may_enter(tmp_path: Path, tls: LocalTls) -> None:
    settings = replace(dummy_settings(tmp_path / "data"), public_url=f"https://{ADDRESS}:8000")
    text = greeting(settings, {"tech1": "same-word", "admin": "same-word"})
    assert f"https://{ADDRESS}:8000/office/" in text
    assert "tech1 admin" in text
    assert text.count("same-word") == 1
    assert "admin           another-word" in greeting(settings, {"tech1": "one-word", "admin": "another-word"})
    assert f"http://{ADDRESS}:8001/trust" in invitation(settings, tls)
