"""How a text message travels as a mail: the server it is handed to, from whom, and to which address of the gateway."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import parse_qs, unquote, urlsplit

PHONE = "{phone}"


@dataclass(frozen=True, kw_only=True)
class MailRoute:
    """`port` 0: the usual one. `user` empty: nobody signs in. `recipient` still holds `{phone}`."""

    tls: bool
    host: str
    port: int
    user: str
    password: str = field(repr=False)
    sender: str
    recipient: str

    def address_of(self, phone: str) -> str:
        """The gateway's mail address for a number in E.164, which stands in it without its plus."""
        return self.recipient.replace(PHONE, phone.lstrip("+"))


def read_mail_route(url: str) -> MailRoute:
    """`smtp(s)://user:password@host:port/?from=a@b.example&to={phone}@sms.example` (RFC 3986).

    Raises ValueError with a sentence that repeats nothing of the address: it may hold a password.
    """
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        raise ValueError("the host or the port can't be read") from None
    if parts.scheme not in ("smtp", "smtps") or not host:
        raise ValueError("smtp:// or smtps:// and a host are needed")
    asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
    sender, recipient = asked.get("from", ""), asked.get("to", "")
    if not _is_address(sender):
        raise ValueError("`from` must be a mail address")
    if not _is_address(recipient) or PHONE not in recipient:
        raise ValueError("`to` must be a mail address with {phone} in it")
    return MailRoute(
        tls=parts.scheme == "smtps",
        host=host,
        port=port or 0,
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        sender=sender,
        recipient=recipient,
    )


def _is_address(text: str) -> bool:
    """Enough to be written into a mail's head; whether it exists, the mail server says."""
    name, at, host = text.rpartition("@")
    return bool(name and at and host) and text.isprintable() and " " not in text
