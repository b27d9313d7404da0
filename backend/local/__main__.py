"""`python -m backend.local`: bring the database up to date, fill an empty one, say where to go, and serve."""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from io import StringIO
from pathlib import Path

import segno
from sqlalchemy import URL, inspect, select
from sqlalchemy.exc import OperationalError

from backend.config import ConfigError, Settings, load_settings, prepare_data_dir
from backend.infrastructure.clock import utc_now
from backend.infrastructure.logs import configure_logs
from backend.local.addresses import host_names, network_address
from backend.local.authority import LocalTls, prepare_tls
from backend.local.trust_page import trust_server
from backend.serve import listen

PASSWORDS = "demo-passwords.json"
ANYWHERE = ("0.0.0.0", "::")  # noqa: S104 - asked for by TLS=1 or HOST


def main() -> None:
    os.umask(0o077)  # as in wsgi.py
    try:
        environment, tls = surroundings(os.environ)
        settings = load_settings(environment)
        _find_free(settings, tls)
        os.environ.update(environment)
        configure_logs(settings)
        passwords = prepare(settings)
    except ConfigError as problem:
        sys.exit(f"fuwuka: {problem}")
    print(greeting(settings, passwords), flush=True)
    if tls is not None:
        print(invitation(settings, tls), flush=True)
        _offer_trust(settings, tls)
    os.execv(sys.executable, [sys.executable, "-m", "backend.serve"])  # noqa: S606 - our own module


def surroundings(
    environ: Mapping[str, str], *, find_address: Callable[[], str | None] = network_address
) -> tuple[dict[str, str], LocalTls | None]:
    """The environment with what TLS=1 and an open HOST imply; the trial's authority when there is one."""
    chosen = dict(environ)
    wanted = chosen.get("TLS", "") in ("1", "true", "yes") and not chosen.get("TLS_CERT")
    if wanted:
        chosen.setdefault("HOST", ANYWHERE[0])
    settings = load_settings(chosen)
    reached = find_address() if settings.host in ANYWHERE else settings.host
    if not chosen.get("PUBLIC_URL") and not settings.loopback:
        chosen["PUBLIC_URL"] = f"{'https' if wanted else 'http'}://{reached or 'localhost'}:{settings.port}"
    if not wanted:
        return chosen, None
    folder = settings.data_dir / "tls"
    tls = prepare_tls(folder, addresses=[reached] if reached else [], names=host_names(), now=utc_now())
    chosen |= {"TLS_CERT": str(tls.certificate), "TLS_KEY": str(tls.key)}
    return chosen, tls


def _find_free(settings: Settings, tls: LocalTls | None) -> None:
    """Raises ConfigError now rather than after a minute's work, and after passwords were made new."""
    prepare_data_dir(settings)
    listen(settings).close()
    if tls is not None:
        listen(replace(settings, port=settings.port + 1)).close()


def prepare(settings: Settings) -> Mapping[str, str]:
    """Migrate, and load demo data unless this is production. Returns passwords by user name.

    Raises ConfigError when the database can't be reached, or when the operator's thresholds make no sense, or,
    before anything is written, when the database holds the demo and this is production.
    """
    from flask_migrate import upgrade  # noqa: PLC0415 - two seconds of imports, after the settings were found good

    from backend.accounts.models import User  # noqa: PLC0415 - as above
    from backend.app import create_app  # noqa: PLC0415 - as above
    from backend.catalog.operations import publish_seed  # noqa: PLC0415 - as above
    from backend.demo.load import load_demo  # noqa: PLC0415 - as above
    from backend.demo.people import demo_users, still_known_passwords  # noqa: PLC0415 - as above
    from backend.domain.errors import InvalidInputError  # noqa: PLC0415 - as above
    from backend.infrastructure.database import db  # noqa: PLC0415 - as above
    from backend.infrastructure.transaction import transaction  # noqa: PLC0415 - as above

    app = create_app(settings)
    with app.app_context():
        try:
            if settings.production and inspect(db.engine).has_table(User.__tablename__):
                _refuse_the_demo(still_known_passwords())
                db.session.remove()  # what was read is let go: a migration may have to change that table
            upgrade()
            with transaction():
                publish_seed(utc_now())
            if settings.production:
                return {}
            if db.session.scalar(select(User.id).limit(1)) and not demo_users():
                return {}  # somebody's own data
            print("▸ 演示数据 Demo data", flush=True)
            return _remembered(dict(load_demo(now=utc_now()).passwords), settings.data_dir / PASSWORDS)
        except InvalidInputError as wrong:
            raise ConfigError(f"POLICY_FILE={settings.policy_file}: {wrong.en}") from None
        except OperationalError as problem:
            raise ConfigError(_unreachable(db.engine.url, problem)) from None
        finally:
            db.session.remove()
            db.engine.dispose()  # the server makes connections of its own


def _unreachable(url: URL, problem: OperationalError) -> str:
    where = url.render_as_string(hide_password=True)
    return f"DATABASE_URL={where}: the database can't be used.\n  {str(problem.orig).strip()}"


def _refuse_the_demo(accounts: Mapping[str, str]) -> None:
    if accounts:
        raise ConfigError(
            f"There is no demo in production, but this database holds its accounts: {' '.join(accounts)}. "
            "Choose another DATA_DIR or DATABASE_URL."
        )


def _remembered(passwords: dict[str, str], file: Path) -> dict[str, str]:
    """Random passwords are told at their making only: keep them where their owner finds them again."""
    if len(set(passwords.values())) > 1:
        file.touch(mode=0o600)
        file.write_text(json.dumps(passwords, indent=1), encoding="utf-8")
    elif not passwords and file.exists():
        passwords = json.loads(file.read_text(encoding="utf-8"))
    return passwords


def greeting(settings: Settings, passwords: Mapping[str, str]) -> str:
    lines = [
        "",
        f"  Fuwuka 服务卡   {settings.base_url}",
        f"  手机 phone      {settings.base_url}/app/",
        f"  后台 office     {settings.base_url}/office/",
        *_accounts(passwords),
    ]
    return "\n".join([*lines, "", "  Ctrl-C 停止 stops it.", ""])


def _accounts(passwords: Mapping[str, str]) -> list[str]:
    if not passwords:
        return []
    if len(set(passwords.values())) == 1:
        names, password = " ".join(passwords), next(iter(passwords.values()))
        return ["", f"  账号 accounts   {names}", f"  密码 password   {password}"]
    return ["", "  账号 accounts   密码 password", *(f"  {name:15} {password}" for name, password in passwords.items())]


def trust_url(settings: Settings) -> str:
    return f"http://{settings.base_url.partition('://')[2].rpartition(':')[0]}:{settings.port + 1}/trust"


def invitation(settings: Settings, tls: LocalTls) -> str:
    """What a terminal shows so that a phone on the same network gets in."""
    picture = StringIO()
    segno.make(trust_url(settings), error="m").terminal(picture, compact=True)
    return "\n".join(
        [
            picture.getvalue(),
            f"  用手机扫码，先信任证书 Scan with a phone, to trust the certificate first: {trust_url(settings)}",
            f"  指纹 fingerprint (SHA-256): {tls.fingerprint}",
            "",
        ]
    )


def _offer_trust(settings: Settings, tls: LocalTls) -> None:
    """Serve the trust page from a child that ends with this process."""
    parent = os.getpid()
    try:
        server = trust_server(tls, app_url=f"{settings.base_url}/app/", host=settings.host, port=settings.port + 1)
    except OSError as problem:
        sys.exit(f"fuwuka: port {settings.port + 1}: {problem}")
    if os.fork():
        server.socket.close()
        return
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    server.timeout = 1.0
    while os.getppid() == parent:
        server.handle_request()
    os._exit(0)


if __name__ == "__main__":
    main()
