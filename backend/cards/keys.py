"""Where the sealing key comes from, and which certificates to trust. Loads no PDF library: web processes use it.

The first run makes a local authority and a sealing certificate below DATA_DIR/keys, so that cards are
sealed at once; production points SEAL_PKCS12 at a key of its own.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

from backend.config import Settings

ROOT_FILE, KEY_FILE, CERTIFICATE_FILE = "root.pem", "seal.key", "seal.pem"
_ROOT_YEARS, _SEAL_YEARS = 25, 10
_NAME_LENGTH = 64  # ub-common-name, RFC 5280 appendix A


class SealError(RuntimeError):
    """The sealing key cannot be used; the text says why."""


@dataclass(frozen=True, kw_only=True)
class SealCertificates:
    """What the public may have of the seal: its own certificate and the root that a reader must trust."""

    certificate: x509.Certificate
    root: x509.Certificate

    @property
    def name(self) -> str:
        """As a PDF reader shows it."""
        names = self.certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
        return str(names[0].value) if names else self.certificate.subject.rfc4514_string()

    @property
    def root_pem(self) -> bytes:
        return self.root.public_bytes(serialization.Encoding.PEM)

    @property
    def der(self) -> bytes:
        return self.certificate.public_bytes(serialization.Encoding.DER)


def seal_certificates(settings: Settings) -> SealCertificates:
    """Certificates of this installation's seal, which is made on first use. Raises SealError."""
    if settings.seal_pkcs12:
        return _from_pkcs12(settings)
    folder = local_keys(settings)
    root, certificate = (
        x509.load_pem_x509_certificate((folder / name).read_bytes()) for name in (ROOT_FILE, CERTIFICATE_FILE)
    )
    return SealCertificates(certificate=certificate, root=root)


def _from_pkcs12(settings: Settings) -> SealCertificates:
    try:
        data = Path(settings.seal_pkcs12).read_bytes()
        _key, certificate, others = pkcs12.load_key_and_certificates(data, settings.seal_passphrase.encode() or None)
    except (OSError, ValueError) as error:
        raise SealError(f"SEAL_PKCS12={settings.seal_pkcs12}: {error}") from error
    if certificate is None:
        raise SealError(f"SEAL_PKCS12={settings.seal_pkcs12} holds no certificate.")
    root = next((each for each in others if each.issuer == each.subject), certificate)
    return SealCertificates(certificate=certificate, root=root)


def trusted_roots(settings: Settings) -> Sequence[bytes]:
    """PEM of today's root, and of the roots of earlier seals: DATA_DIR/keys/trusted/*.pem."""
    earlier = sorted((settings.data_dir / "keys" / "trusted").glob("*.pem"))
    return [seal_certificates(settings).root_pem, *(path.read_bytes() for path in earlier)]


def local_keys(settings: Settings) -> Path:
    """DATA_DIR/keys/seal with root, key and certificate; made once, however many processes begin at once."""
    folder = settings.data_dir / "keys" / "seal"
    if (folder / CERTIFICATE_FILE).exists():
        return folder
    folder.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = Path(tempfile.mkdtemp(prefix=".new-", dir=folder.parent))
    _make_keys(fresh, settings)
    try:
        fresh.rename(folder)  # fails when another process was first: then theirs is the seal
    except OSError:
        shutil.rmtree(fresh)
        if not (folder / CERTIFICATE_FILE).exists():
            raise SealError(f"{folder} exists but holds no sealing certificate.") from None
    return folder


def _make_keys(folder: Path, settings: Settings) -> None:
    """The root's own key is not kept: nobody can make a second seal with it, not even with this disk."""
    now = datetime.now(UTC)
    root_key, seal_key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    root_name = _named(f"{settings.organisation_en} Root", settings)
    root = (
        _certificate(root_name, root_name, root_key.public_key(), now, years=_ROOT_YEARS)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(certificates=True), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(root_key.public_key()), critical=False)
        .sign(root_key, hashes.SHA256())
    )
    seal_name = _named(f"{settings.organisation_en} Electronic Seal", settings)
    seal = (
        _certificate(seal_name, root_name, seal_key.public_key(), now, years=_SEAL_YEARS)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(certificates=False), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(seal_key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(root_key.public_key()), critical=False)
        .sign(root_key, hashes.SHA256())
    )
    _write(folder / ROOT_FILE, root.public_bytes(serialization.Encoding.PEM))
    _write(
        folder / KEY_FILE,
        seal_key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        ),
    )
    _write(folder / CERTIFICATE_FILE, seal.public_bytes(serialization.Encoding.PEM))


def _named(common_name: str, settings: Settings) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COMMON_NAME, common_name[:_NAME_LENGTH]),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, settings.organisation_zh[:_NAME_LENGTH]),
        ]
    )


def _certificate(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey, now: datetime, *, years: int
) -> x509.CertificateBuilder:
    return x509.CertificateBuilder(
        subject_name=subject,
        issuer_name=issuer,
        public_key=key,
        serial_number=x509.random_serial_number(),
        not_valid_before=now - timedelta(hours=1),  # a verifier's clock may be a little behind
        not_valid_after=now + timedelta(days=365 * years),
    )


def _usage(*, certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not certificates,
        content_commitment=not certificates,
        key_cert_sign=certificates,
        crl_sign=certificates,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _write(path: Path, data: bytes) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
