"""Seals that an operator brings along: an own certificate (SEAL_PKCS12), a trusted time (TIMESTAMP_URL)."""

from __future__ import annotations

import io
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.timestamps import TimestampRequestError
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.status import PdfSignatureStatus
from pyhanko_certvalidator import ValidationContext

from backend.cards.inspection import inspect_pdf
from backend.cards.keys import SealError, trusted_roots
from backend.cards.render import CardPress
from backend.cards.seal import open_seal, seal_pdf
from tests.cards.authorities import as_pkcs12, make_certificate, make_root, time_stamp_authority
from tests.cards.conftest import dummy_issue, load_report
from tests.conftest import dummy_settings

STAMPED = datetime.now(UTC).replace(microsecond=0) - timedelta(days=2)  # not the clock of this machine


@pytest.fixture(scope="module")
def card(press: CardPress) -> bytes:
    report = load_report("v1/minimal-en")
    return press.print(report, dummy_issue(report), photos={})


def test_a_certificate_that_the_operator_brings_seals_cards(card: bytes, tmp_path: Path) -> None:
    root = make_root("Trade Root")
    bought = as_pkcs12(make_certificate("Anhe Seal 2026", root=root), root=root[0], passphrase="open sesame")
    file = tmp_path / "seal.p12"
    file.write_bytes(bought)
    settings = dummy_settings(tmp_path, seal_pkcs12=str(file), seal_passphrase="open sesame")
    sealed = seal_pdf(card, open_seal(settings))
    found = inspect_pdf(sealed, trusted_roots(settings))
    assert (found.intact, found.trusted, found.whole, found.signer) == (True, True, True, "Anhe Seal 2026")
    assert not inspect_pdf(sealed, trusted_roots(dummy_settings(tmp_path / "other"))).trusted
    (tmp_path / "card.pdf").write_bytes(sealed)
    said = subprocess.run(["pdfsig", str(tmp_path / "card.pdf")], capture_output=True, text=True, check=False).stdout
    assert "Signature is Valid" in said
    assert "Total document signed" in said
    assert "Common Name: Anhe Seal 2026" in said


def test_a_certificate_that_cannot_be_opened_stops_the_worker_and_names_the_setting(tmp_path: Path) -> None:
    root = make_root("Trade Root")
    file = tmp_path / "seal.p12"
    file.write_bytes(as_pkcs12(make_certificate("Seal", root=root), root=root[0], passphrase="open sesame"))
    for settings in (
        dummy_settings(tmp_path, seal_pkcs12=str(file), seal_passphrase="wrong"),
        dummy_settings(tmp_path, seal_pkcs12=str(tmp_path / "nowhere.p12")),
    ):
        with pytest.raises(SealError, match="SEAL_PKCS12="):
            open_seal(settings)


def test_a_time_stamp_authority_vouches_for_the_time_of_the_seal(card: bytes, tmp_path: Path) -> None:
    root = make_root("Time Root")
    clock = make_certificate("Time", root=root, time_stamps=True)
    with time_stamp_authority(clock, at=STAMPED) as address:
        settings = dummy_settings(tmp_path, timestamp_url=address)
        sealed = seal_pdf(card, open_seal(settings))
    status = status_of(sealed)
    assert status.timestamp_validity is not None
    assert status.timestamp_validity.timestamp == STAMPED
    assert (status.timestamp_validity.intact, status.timestamp_validity.valid) == (True, True)
    found = inspect_pdf(sealed, trusted_roots(settings))
    assert (found.intact, found.trusted, found.whole) == (True, True, True)


def test_without_an_authority_no_trusted_time_is_claimed(card: bytes, tmp_path: Path) -> None:
    assert status_of(seal_pdf(card, open_seal(dummy_settings(tmp_path)))).timestamp_validity is None


def test_no_card_is_sealed_without_the_time_that_was_asked_for(card: bytes, tmp_path: Path) -> None:
    with time_stamp_authority(make_root("Gone"), at=STAMPED) as address:
        pass
    with pytest.raises(TimestampRequestError):
        seal_pdf(card, open_seal(dummy_settings(tmp_path, timestamp_url=address)))


def status_of(sealed: bytes) -> PdfSignatureStatus:
    (signature,) = PdfFileReader(io.BytesIO(sealed)).embedded_regular_signatures
    nobody = ValidationContext(trust_roots=[], allow_fetching=False)
    return validate_pdf_signature(signature, nobody, ts_validation_context=nobody, skip_diff=True)
