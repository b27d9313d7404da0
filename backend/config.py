"""Every setting, typed, with its reason and its default. docs/operating.md lists the same names."""

from __future__ import annotations

import ipaddress
import os
import secrets
import shlex
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, fields
from pathlib import Path

from backend.domain.mail_route import read_mail_route

LOCAL_SECRET_FILE = "secret.key"
DATABASES = ("sqlite:///", "postgresql://", "postgres://", "postgresql+psycopg://")
KNOWN_WEAK_SECRETS = frozenset({"", "change-me", "changeme", "secret", "fuwuka", "dev"})


class ConfigError(Exception):
    """A setting is missing or unsafe; the message says which and what to do."""


@dataclass(frozen=True, kw_only=True)
class Settings:
    """All settings of one installation. Environment variables carry the upper-case names."""

    env: str = "development"  # FUWUKA_ENV: development | test | production; production has no demo, no defaults
    host: str = "127.0.0.1"  # HOST: address to listen on; anything but loopback randomises demo passwords
    port: int = 8000  # PORT
    data_dir: Path = Path("data")  # DATA_DIR: database (SQLite), blobs, cards, keys; back this folder up
    database_url: str = ""  # DATABASE_URL: empty = SQLite in DATA_DIR; postgresql://… for PostgreSQL
    secret_key: str = ""  # SECRET_KEY: signs cookies; empty = made on first run in DATA_DIR (not in production)
    public_url: str = ""  # PUBLIC_URL: what QR codes and links begin with; empty = http(s)://HOST:PORT
    storage_url: str = ""  # STORAGE_URL: empty = folder in DATA_DIR; s3://bucket/prefix for S3-compatible storage
    s3_endpoint_url: str = ""  # S3_ENDPOINT_URL: for S3-compatible storage that is not AWS
    queue_url: str = ""  # QUEUE_URL: empty = SQLite file in DATA_DIR; redis://… for Redis
    web_processes: int = 0  # WEB_PROCESSES: 0 = one per core
    web_threads: int = 4  # WEB_THREADS: per process; more than 4 was slower (docs/performance.md)
    card_workers: int = 1  # CARD_WORKERS: processes that project reports and make cards
    card_wait_hours: int = 24  # CARD_WAIT_HOURS: after this a card is sealed with "photo not received"
    seal_pkcs12: str = ""  # SEAL_PKCS12: path of the organisation's key and certificate; empty = made locally
    seal_passphrase: str = ""  # SEAL_PASSPHRASE: passphrase of SEAL_PKCS12
    timestamp_url: str = ""  # TIMESTAMP_URL: RFC 3161 authority; empty = no trusted time is claimed
    organisation_zh: str = "安禾家电服务有限公司"  # ORGANISATION_ZH: printed on cards and notice cards
    organisation_en: str = "Anhe Appliance Service Co., Ltd."  # ORGANISATION_EN
    hotline: str = "400-000-0105"  # HOTLINE: supervision hotline on cards and notice cards
    policy_file: str = (
        ""  # POLICY_FILE: YAML of the operator's own thresholds and warranty; empty = ours (docs/electrical.md)
    )
    number_prefix: str = "AH"  # NUMBER_PREFIX: begins every card number
    metrics_token: str = ""  # METRICS_TOKEN: lets a scraper that is not on loopback read /metrics
    session_days: int = 14  # SESSION_DAYS: sign-in lasts this long
    upload_token_days: int = 90  # UPLOAD_TOKEN_DAYS: at least 60, so that a full outbox survives a holiday
    supervision_days: int = 7  # SUPERVISION_DAYS: so long a customer may contradict and rate a visit by their link
    customer_link_days: int = 365  # CUSTOMER_LINK_DAYS: so long a customer's private page and its card can be opened
    message_command: str = ""  # MESSAGE_COMMAND: program that sends a customer's message (JSON on stdin); empty = none
    smtp_url: str = ""  # SMTP_URL: mail server in front of a text-message gateway; empty = none (docs/operating.md)
    sign_link_hours: int = 72  # SIGN_LINK_HOURS: so long a link to sign later is good
    secure_cookies: bool = False  # SECURE_COOKIES: set behind https; always on in production
    trusted_proxies: int = 0  # TRUSTED_PROXIES: how many reverse proxies set X-Forwarded-*
    log_format: str = "text"  # LOG_FORMAT: text | json
    tls_cert: str = ""  # TLS_CERT: certificate chain file; with TLS_KEY the server speaks https itself
    tls_key: str = ""  # TLS_KEY

    @property
    def production(self) -> bool:
        return self.env == "production"

    @property
    def loopback(self) -> bool:
        if self.host in ("localhost", ""):
            return True
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False

    @property
    def sqlalchemy_url(self) -> str:
        url = self.database_url or f"sqlite:///{(self.data_dir / 'fuwuka.sqlite').resolve()}"
        for short in ("postgres://", "postgresql://"):
            if url.startswith(short):
                return "postgresql+psycopg://" + url[len(short) :]
        return url

    @property
    def base_url(self) -> str:
        if self.public_url:
            return self.public_url.rstrip("/")
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{'https' if self.tls_cert else 'http'}://{host}:{self.port}"

    @property
    def https(self) -> bool:
        return self.production or self.secure_cookies or bool(self.tls_cert)


def _convert(name: str, raw: str, default: object) -> object:
    if isinstance(default, bool):
        if raw.lower() not in ("0", "1", "true", "false", "yes", "no", ""):
            raise ConfigError(f"{name}={raw!r}: use 1 or 0.")
        return raw.lower() in ("1", "true", "yes")
    if isinstance(default, int):
        try:
            return int(raw)
        except ValueError:
            raise ConfigError(f"{name}={raw!r}: a whole number is needed.") from None
    if isinstance(default, Path):
        return Path(raw)
    return raw


def environment_name(field_name: str) -> str:
    return "FUWUKA_ENV" if field_name == "env" else field_name.upper()


def load_settings(environ: Mapping[str, str] = os.environ, **overrides: object) -> Settings:
    """Read settings from the environment; refuse unsafe ones in production. Raises ConfigError."""
    values: dict[str, object] = {}
    for field in fields(Settings):
        raw = environ.get(environment_name(field.name))
        if raw not in (None, ""):
            values[field.name] = _convert(environment_name(field.name), str(raw), field.default)
    values.update(overrides)
    settings = Settings(**values)  # type: ignore[arg-type]  # converted to each field's type just above
    return _with_secret(_checked(settings))


def _checked(settings: Settings) -> Settings:
    if settings.env not in ("development", "test", "production"):
        raise ConfigError(f"FUWUKA_ENV={settings.env!r}: use development, test or production.")
    if settings.upload_token_days < 60:
        raise ConfigError("UPLOAD_TOKEN_DAYS must be at least 60: a shorter one strands unsent reports.")
    if not 0 <= settings.port <= 65535:
        raise ConfigError(f"PORT={settings.port}: use 1 to 65535.")
    if not settings.sqlalchemy_url.startswith(DATABASES):
        raise ConfigError(
            "DATABASE_URL: use sqlite:///FILE or postgresql://USER:PASSWORD@HOST/DATABASE, or leave it empty."
        )
    _check_gateway(settings)
    if not settings.production:
        return settings
    if (
        len(settings.secret_key) < 32
        or len(set(settings.secret_key)) < 10
        or settings.secret_key.lower() in KNOWN_WEAK_SECRETS
    ):
        raise ConfigError(
            "SECRET_KEY must be set to at least 32 random characters in production, for example: "
            "python3 -c 'import secrets; print(secrets.token_urlsafe(48))'"
        )
    if not settings.public_url.startswith("https://"):
        raise ConfigError("PUBLIC_URL must be set to the https:// address of this installation in production.")
    return settings


def _check_gateway(settings: Settings) -> None:
    """Neither setting is repeated in the refusal: both may hold a password."""
    try:
        words = shlex.split(settings.message_command)
    except ValueError as wrong:
        raise ConfigError(f"MESSAGE_COMMAND: {wrong}; write it as in a shell, or leave it empty.") from None
    if settings.message_command and not words:
        raise ConfigError("MESSAGE_COMMAND: name a program, or leave it empty.")
    try:
        if settings.smtp_url:
            read_mail_route(settings.smtp_url)
    except ValueError as wrong:
        raise ConfigError(
            f"SMTP_URL: {wrong}; use smtp://USER:PASSWORD@HOST:PORT/?from=ADDRESS&to={{phone}}@GATEWAY."
        ) from None


def prepare_data_dir(settings: Settings) -> None:
    """Make the folder, or find that we may write in it. Raises ConfigError that says why not."""
    folder = settings.data_dir
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        tempfile.TemporaryFile(dir=folder).close()
    except OSError as problem:
        raise ConfigError(f"DATA_DIR={folder}: this folder can't be written ({problem.strerror}).") from None


def _make_secret(path: Path) -> None:
    """Whole from the moment it exists: a process that starts beside us must not read an empty key."""
    fresh = path.with_name(f".{path.name}-{secrets.token_hex(4)}")
    fresh.touch(mode=0o600)
    fresh.write_text(secrets.token_urlsafe(48), encoding="ascii")
    try:
        with suppress(FileExistsError):  # the other process was first: then theirs is the key
            path.hardlink_to(fresh)
    finally:
        fresh.unlink()


def _with_secret(settings: Settings) -> Settings:
    if settings.secret_key:
        return settings
    path = settings.data_dir / LOCAL_SECRET_FILE
    if not path.exists():
        prepare_data_dir(settings)
        _make_secret(path)
    values = {field.name: getattr(settings, field.name) for field in fields(Settings)}
    return Settings(**(values | {"secret_key": path.read_text(encoding="ascii").strip()}))
