"""A certificate authority for trying the phone app on real phones, which demand https.

It is name-constrained (RFC 5280 section 4.2.1.10): who trusts it trusts it for this machine's addresses
and names only, so that a stolen key opens nothing else.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

AUTHORITY_DAYS = 730
SERVER_DAYS = 390  # phones refuse server certificates that live longer than 398 days
RENEW_BEFORE = timedelta(days=30)

Key = ec.EllipticCurvePrivateKey


@dataclass(frozen=True, kw_only=True)
class LocalTls:
    """Files for the server, and the authority that phones must trust."""

    certificate: Path
    key: Path
    authority: x509.Certificate

    @property
    def fingerprint(self) -> str:
        """SHA-256 as settings screens show it, for comparing by eye."""
        return self.authority.fingerprint(hashes.SHA256()).hex(":").upper()


def prepare_tls(folder: Path, *, addresses: Sequence[str], names: Sequence[str], now: datetime) -> LocalTls:
    """Make, or take again, an authority and a server certificate for these addresses and names."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    ips = [ipaddress.ip_address(address) for address in sorted({*addresses, "127.0.0.1", "::1"})]
    hosts = sorted({*names, "localhost"})
    authority, authority_key = _authority(folder, ips, hosts, now)
    certificate, key = folder / "server.crt", folder / "server.key"
    server_key = ec.generate_private_key(ec.SECP256R1())
    server = _sign_server(server_key, authority, authority_key, ips, hosts, now)
    chain = server.public_bytes(serialization.Encoding.PEM) + authority.public_bytes(serialization.Encoding.PEM)
    certificate.write_bytes(chain)
    _write_key(key, server_key)
    return LocalTls(certificate=certificate, key=key, authority=authority)


IpAddress = ipaddress.IPv4Address | ipaddress.IPv6Address


def _constraints(ips: Sequence[IpAddress], hosts: Sequence[str]) -> x509.NameConstraints:
    networks = [x509.IPAddress(ipaddress.ip_network(f"{ip}/{ip.max_prefixlen}")) for ip in ips]
    return x509.NameConstraints([*map(x509.DNSName, hosts), *networks], None)


def _authority(
    folder: Path, ips: Sequence[IpAddress], hosts: Sequence[str], now: datetime
) -> tuple[x509.Certificate, Key]:
    """The stored authority if it still permits exactly these, else a new one (phones must trust it anew)."""
    certificate, key = folder / "authority.crt", folder / "authority.key"
    wanted = _constraints(ips, hosts)
    if certificate.exists() and key.exists():
        stored = x509.load_pem_x509_certificate(certificate.read_bytes())
        permitted = stored.extensions.get_extension_for_class(x509.NameConstraints).value
        if permitted == wanted and stored.not_valid_after_utc > now + RENEW_BEFORE:
            loaded = serialization.load_pem_private_key(key.read_bytes(), password=None)
            assert isinstance(loaded, ec.EllipticCurvePrivateKey)  # noqa: S101 - we wrote it
            return stored, loaded
    made_key = ec.generate_private_key(ec.SECP256R1())
    made = _sign_authority(made_key, wanted, now)
    certificate.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    _write_key(key, made_key)
    return made, made_key


def _builder(subject: x509.Name, issuer: x509.Name, key: Key, *, days: int, now: datetime) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(days=days))
    )


def _usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _sign_authority(key: Key, constraints: x509.NameConstraints, now: datetime) -> x509.Certificate:
    made = now.astimezone(UTC).strftime("%Y-%m-%d")
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"Fuwuka trial, this machine only ({made})")])
    return (
        _builder(name, name, key, days=AUTHORITY_DAYS, now=now)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(signs_certificates=True), critical=True)
        .add_extension(constraints, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )


def _sign_server(
    key: Key,
    authority: x509.Certificate,
    authority_key: Key,
    ips: Sequence[IpAddress],
    hosts: Sequence[str],
    now: datetime,
) -> x509.Certificate:
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, hosts[0])])
    alternatives = x509.SubjectAlternativeName([*map(x509.DNSName, hosts), *map(x509.IPAddress, ips)])
    identifier = authority.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value
    return (
        _builder(subject, authority.subject, key, days=SERVER_DAYS, now=now)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs_certificates=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(alternatives, critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(identifier), critical=False)
        .sign(authority_key, hashes.SHA256())
    )


def _write_key(path: Path, key: Key) -> None:
    path.touch(mode=0o600)
    path.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
