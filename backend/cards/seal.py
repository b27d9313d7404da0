"""The organisation's seal: PAdES B-B (ETSI EN 319 142-1) over the whole file, ECDSA P-256, invisible field.

With TIMESTAMP_URL a trusted time is added (B-T); without one no trusted time is claimed.
"""

from __future__ import annotations

import io
from dataclasses import dataclass

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko.sign.timestamps import HTTPTimeStamper

from backend.cards.keys import (
    CERTIFICATE_FILE,
    KEY_FILE,
    ROOT_FILE,
    SealCertificates,
    SealError,
    local_keys,
    seal_certificates,
)
from backend.config import Settings

FIELD = "Seal"
RESERVED = 8192  # bytes for the signature: enough for a chain of three and a time stamp, no second pass to measure


@dataclass(frozen=True, kw_only=True)
class Seal:
    """The organisation's key, ready to seal."""

    signer: signers.SimpleSigner
    certificates: SealCertificates
    timestamp_url: str = ""


def open_seal(settings: Settings) -> Seal:
    """The seal of this installation, made on first use unless SEAL_PKCS12 is set. Raises SealError."""
    certificates = seal_certificates(settings)
    if settings.seal_pkcs12:
        signer = signers.SimpleSigner.load_pkcs12(  # type: ignore[no-untyped-call]  # pyhanko types only some
            settings.seal_pkcs12, passphrase=settings.seal_passphrase.encode() or None
        )
    else:
        folder = local_keys(settings)
        signer = signers.SimpleSigner.load(  # type: ignore[no-untyped-call]  # pyhanko types only some
            str(folder / KEY_FILE), str(folder / CERTIFICATE_FILE), ca_chain_files=[str(folder / ROOT_FILE)]
        )
    if signer is None:
        raise SealError("The sealing key cannot be read.")
    return Seal(signer=signer, certificates=certificates, timestamp_url=settings.timestamp_url)


def seal_pdf(pdf: bytes, seal: Seal) -> bytes:
    """`pdf` with one signature that covers all of it and permits no change (DocMDP 1)."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    meta = signers.PdfSignatureMetadata(
        field_name=FIELD,
        md_algorithm="sha256",
        subfilter=fields.SigSeedSubFilter.PADES,
        name=seal.certificates.name,
        certify=True,
        docmdp_permissions=fields.MDPPerm.NO_CHANGES,
    )
    stamper = HTTPTimeStamper(seal.timestamp_url) if seal.timestamp_url else None
    out = signers.sign_pdf(writer, meta, seal.signer, timestamper=stamper, bytes_reserved=RESERVED)
    return bytes(out.getvalue())
