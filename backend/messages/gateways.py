"""Ways out of the house: the operator's own program, or a mail server in front of a text-message gateway.

Both use the standard library alone. A gateway is asked with everything it needs and answers by succeeding; what it
says when it fails is kept in the message, cut short, since it may repeat the number.
"""

from __future__ import annotations

import json
import shlex
import smtplib
import ssl
import subprocess
from collections.abc import Callable, Mapping
from email.message import EmailMessage
from urllib.parse import parse_qs, unquote, urlsplit

from backend.config import Settings
from backend.domain.errors import InvalidInputError

SECONDS = 30  # a gateway that takes longer counts as failed
Wire = Mapping[str, str]  # id, kind, to (E.164), language, text
Gateway = Callable[[Wire], None]


class GatewayError(Exception):
    """The message did not leave; it is tried again later."""


def open_gateway(settings: Settings) -> Gateway | None:
    """The operator's gateway; None when they have set none. Raises InvalidInputError for one that makes no sense."""
    if settings.message_command:
        return by_command(settings.message_command)
    return by_mail(settings.smtp_url) if settings.smtp_url else None


def by_command(command: str) -> Gateway:
    """`command` gets the message as one JSON object on its standard input; exit code 0 = sent."""
    words = shlex.split(command)

    def send(message: Wire) -> None:
        sent = json.dumps(dict(message), ensure_ascii=False).encode()
        try:
            ended = subprocess.run(words, input=sent, capture_output=True, timeout=SECONDS, check=False)
        except (OSError, subprocess.TimeoutExpired) as error:
            raise GatewayError(type(error).__name__) from None
        if ended.returncode != 0:
            raise GatewayError(f"exit code {ended.returncode}")

    return send


def by_mail(url: str) -> Gateway:
    """`smtp(s)://user:password@host:port/?from=a@b.example&to={phone}@sms.example`; `{phone}` without its plus.

    smtp speaks STARTTLS where the server offers it; a certificate must be valid for the host. Raises InvalidInputError when `from` or `to` is missing.
    """
    parts = urlsplit(url)
    asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
    complete = parts.hostname and asked.get("from") and "{phone}" in asked.get("to", "")
    if parts.scheme not in ("smtp", "smtps") or not complete:
        raise InvalidInputError(
            zh="SMTP_URL 应为 smtp://用户:密码@主机:端口/?from=地址&to={phone}@网关。",
            en="SMTP_URL: smtp://user:password@host:port/?from=ADDRESS&to={phone}@GATEWAY is needed.",
        )
    host, port, user = parts.hostname, parts.port or 0, unquote(parts.username or "")

    def send(message: Wire) -> None:
        mail = EmailMessage()
        mail["From"], mail["To"] = asked["from"], asked["to"].replace("{phone}", message["to"].lstrip("+"))
        mail["Subject"] = message["id"]  # gateways send the body alone
        mail.set_content(message["text"])
        try:
            with _connect(host, port, tls=parts.scheme == "smtps") as server:
                if user:
                    server.login(user, unquote(parts.password or ""))
                server.send_message(mail)
        except (OSError, smtplib.SMTPException) as error:
            raise GatewayError(type(error).__name__) from None

    return send


def _connect(host: str, port: int, *, tls: bool) -> smtplib.SMTP:
    """A connection that is private wherever the server can; a certificate that is not its own ends it (RFC 3207).

    Raises OSError, smtplib.SMTPException.
    """
    context = ssl.create_default_context()
    if tls:
        return smtplib.SMTP_SSL(host, port, timeout=SECONDS, context=context)
    server = smtplib.SMTP(host, port, timeout=SECONDS)
    try:
        server.ehlo_or_helo_if_needed()  # what it offers is known only after
        if server.has_extn("starttls"):
            server.starttls(context=context)
    except BaseException:
        server.close()
        raise
    return server
