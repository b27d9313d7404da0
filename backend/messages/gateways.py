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

from backend.config import Settings
from backend.domain.mail_route import MailRoute, read_mail_route

SECONDS = 30  # a gateway that takes longer counts as failed
Wire = Mapping[str, str]  # id, kind, to (E.164), language, text
Gateway = Callable[[Wire], None]


class GatewayError(Exception):
    """The message did not leave; it is tried again later."""


def open_gateway(settings: Settings) -> Gateway | None:
    """The operator's gateway; None when they have set none. Their settings were checked at the start (config.py)."""
    if settings.message_command:
        return by_command(settings.message_command)
    return by_mail(read_mail_route(settings.smtp_url)) if settings.smtp_url else None


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


def by_mail(route: MailRoute) -> Gateway:
    """One mail a message; smtp speaks STARTTLS where the server offers it."""

    def send(message: Wire) -> None:
        mail = EmailMessage()
        mail["From"], mail["To"] = route.sender, route.address_of(message["to"])
        mail["Subject"] = message["id"]  # gateways send the body alone
        mail.set_content(message["text"])
        try:
            with _connect(route) as server:
                if route.user:
                    server.login(route.user, route.password)
                server.send_message(mail)
        except (OSError, smtplib.SMTPException) as error:
            raise GatewayError(type(error).__name__) from None

    return send


def _connect(route: MailRoute) -> smtplib.SMTP:
    """A connection that is private wherever the server can; a certificate that is not its own ends it (RFC 3207).

    Raises OSError, smtplib.SMTPException.
    """
    context = ssl.create_default_context()
    if route.tls:
        return smtplib.SMTP_SSL(route.host, route.port, timeout=SECONDS, context=context)
    server = smtplib.SMTP(route.host, route.port, timeout=SECONDS)
    try:
        server.ehlo_or_helo_if_needed()  # what it offers is known only after
        if server.has_extn("starttls"):
            server.starttls(context=context)
    except BaseException:
        server.close()
        raise
    return server
