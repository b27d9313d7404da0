"""The organisation's seal: PAdES B-B (ETSI EN 319 142-1) over the whole file, ECDSA P-256, invisible field.

The first run makes a local authority and a sealing certificate below DATA_DIR/keys, so that cards are
sealed at once; production points SEAL_PKCS12 at a key of its own. With TIMESTAMP_URL a trusted time is
added (B-T); without one no trusted time is claimed.
"""

from __future__ import annotations

import io
import os
import shutil
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from asn1crypto import pem
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko.sign.timestamps import HTTPTimeStamper

from backend.config import Settings

FIELD = "Seal"
RESERVED = 8192  # bytes for the signature: enough for a chain of three and a time stamp, no second pass to measure
_ROOT_YEARS, _SEAL_YEARS = 25, 10
_NAME_LENGTH = 64  # ub-common-name, RFC 5280 appendix A
_ROOT_FILE, _KEY_FILE, _CERTIFICATE_FILE = "root.pem", "seal.key", "seal.pem"


class SealError(RuntimeError):
    """The sealing key cannot be used; the text says why."""


@dataclass(frozen=True, kw_only=True)
class Seal:
    """The organisation's key, ready to seal, and what a reader must trust to believe it."""

    signer: signers.SimpleSigner
    name: str  # as a PDF reader shows it
    root_pem: bytes
    timestamp_url: str = ""


def seal_pdf(pdf: bytes, seal: Seal) -> bytes:
    """`pdf` with one signature that covers all of it and permits no change (DocMDP 1)."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    meta = signers.PdfSignatureMetadata(
        field_name=FIELD,
        md_algorithm="sha256",
        subfilter=fields.SigSeedSubFilter.PADES,
        name=seal.name,
        certify=True,
        docmdp_permissions=fields.MDPPerm.NO_CHANGES,
    )
    stamper = HTTPTimeStamper(seal.timestamp_url) if seal.timestamp_url else None
    out = signers.sign_pdf(writer, meta, seal.signer, timestamper=stamper, bytes_reserved=RESERVED)
    return bytes(out.getvalue())


def open_seal(settings: Settings) -> Seal:
    """The seal of this installation, made on first use unless SEAL_PKCS12 is set. Raises SealError."""
    if settings.seal_pkcs12:
        return _from_pkcs12(settings)
    return _local(local_keys(settings), settings.timestamp_url)


def read_root(settings: Settings) -> bytes:
    """PEM of the certificate that a reader must trust. Raises SealError."""
    if settings.seal_pkcs12:
        return _from_pkcs12(settings).root_pem
    return (local_keys(settings) / _ROOT_FILE).read_bytes()


def _from_pkcs12(settings: Settings) -> Seal:
    signer = signers.SimpleSigner.load_pkcs12(
        settings.seal_pkcs12, passphrase=settings.seal_passphrase.encode() or None
    )
    if signer is None:
        raise SealError(f"SEAL_PKCS12={settings.seal_pkcs12}: the file or SEAL_PASSPHRASE is wrong.")
    certificates = [*signer.cert_registry, signer.signing_cert]
    root = next((each for each in certificates if each.self_issued), signer.signing_cert)
    return Seal(
        signer=signer,
        name=_common_name(signer.signing_cert),
        root_pem=pem.armor("CERTIFICATE", root.dump()),
        timestamp_url=settings.timestamp_url,
    )


def _local(folder: Path, timestamp_url: str) -> Seal:
    signer = signers.SimpleSigner.load(
        str(folder / _KEY_FILE), str(folder / _CERTIFICATE_FILE), ca_chain_files=[str(folder / _ROOT_FILE)]
    )
    if signer is None:
        raise SealError(f"The sealing key in {folder} cannot be read.")
    return Seal(
        signer=signer,
        name=_common_name(signer.signing_cert),
        root_pem=(folder / _ROOT_FILE).read_bytes(),
        timestamp_url=timestamp_url,
    )


def _common_name(certificate: asn1_x509.Certificate) -> str:
    return str(certificate.subject.native.get("common_name", "")) or str(certificate.subject.human_friendly)


def local_keys(settings: Settings) -> Path:
    """DATA_DIR/keys/seal with root, key and certificate; made once, however many processes begin at once."""
    folder = settings.data_dir / "keys" / "seal"
    if (folder / _CERTIFICATE_FILE).exists():
        return folder
    folder.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = Path(tempfile.mkdtemp(prefix=".new-", dir=folder.parent))
    _make_keys(fresh, settings)
    try:
        fresh.rename(folder)  # fails when another process was first: then theirs is the seal
    except OSError:
        shutil.rmtree(fresh)
        if not (folder / _CERTIFICATE_FILE).exists():
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
    _write(folder / _ROOT_FILE, root.public_bytes(serialization.Encoding.PEM))
    _write(folder / _KEY_FILE, seal_key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()))
    _write(folder / _CERTIFICATE_FILE, seal.public_bytes(serialization.Encoding.PEM))


def _named(common_name: str, settings: Settings) -> x509.Name:
    return x509.Name([
        x509.NameAttribute(NameOID.COMMON_NAME, common_name[:_NAME_LENGTH]),
        x509.NameAttribute(NameOID.ORGANIZATION_NAME, settings.organisation_zh[:_NAME_LENGTH]),
    ])


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
        digital_signature=not certificates, content_commitment=not certificates, key_cert_sign=certificates,
        crl_sign=certificates, key_encipherment=False, data_encipherment=False, key_agreement=False,
        encipher_only=False, decipher_only=False,
    )


def _write(path: Path, data: bytes) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
