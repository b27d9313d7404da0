"""Customers are told that their card is ready and their complaint answered; nothing leaves without a gateway."""

from __future__ import annotations

import json
import socketserver
import ssl
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.accounts.models import User
from backend.audit.models import AuditEntry
from backend.cards.events import CardSealed
from backend.care.complaints import answer_complaint
from backend.care.models import Complaint
from backend.care.telling import on_card_sealed
from backend.config import ConfigError, load_settings
from backend.customers.models import Customer
from backend.infrastructure.clock import utc_now
from backend.infrastructure.transaction import transaction as in_transaction
from backend.local.authority import prepare_tls
from backend.messages.models import Message
from backend.messages.sending import LEASE, PAUSES, send_due
from backend.reports.models import ReportSummary
from tests.care.conftest import Deliver, center, customer, deliver, dispatcher, office, technician
from tests.factories import create_center, create_customer, create_dispatcher
from tests.office.conftest import Browser, browse

__all__ = ["center", "customer", "deliver", "dispatcher", "office", "technician"]


@pytest.fixture
def person(technician: User) -> Customer:
    return create_customer(
        center_id=technician.center_id, name="Eleanor Whitfield", phone="+8613812341234", language="en"
    )


@pytest.fixture
def report(deliver: Deliver, person: Customer, session: Session) -> UUID:
    report_id = deliver(answers={"C": "not_done"})
    with in_transaction():
        session.get_one(ReportSummary, report_id).customer_id = person.id
        for complaint in session.scalars(select(Complaint)):
            complaint.customer_id = person.id
    return report_id


def seal(report_id: UUID, edition: int = 1) -> None:
    with in_transaction():
        on_card_sealed(CardSealed(report_id=report_id, number="AH-26-000042", edition=edition, at=utc_now()))


def messages(session: Session) -> list[Message]:
    session.expire_all()
    return list(session.scalars(select(Message).order_by(Message.created_at)))


def with_gateway(app: Flask, **chosen: Any) -> None:
    app.extensions["fuwuka_settings"] = replace(app.extensions["fuwuka_settings"], **chosen)


def program(folder: Path, *, ends: int = 0) -> str:
    """A gateway that notes what it gets."""
    source = folder / "gateway.py"
    source.write_text(
        f"import sys\nopen({str(folder / 'got')!r}, 'ab').write(sys.stdin.buffer.read() + b'\\n')\nsys.exit({ends})\n"
    )
    return f"{sys.executable} {source}"


def test_a_sealed_card_is_told_once_with_a_link_to_the_private_page(
    report: UUID, customer: FlaskClient, session: Session
) -> None:
    seal(report)
    seal(report, edition=2)
    (message,) = messages(session)
    assert "AH-26-000042 is ready" in message.text
    assert (message.state, message.language) == ("waiting", "en")
    assert customer.get(message.link.removeprefix("http://localhost")).status_code == 200


def test_who_has_no_number_or_wants_no_messages_is_told_nothing(
    report: UUID, person: Customer, office: Browser, session: Session
) -> None:
    office.post(f"/office/customers/{person.id}/messages", wanted="")
    assert "wants no messages" in office.get(f"/office/customers/{person.id}").text
    seal(report)
    assert messages(session) == []
    office.post(f"/office/customers/{person.id}/messages", wanted="1")
    with in_transaction():
        session.get_one(Customer, person.id).phone = ""
    seal(report)
    assert messages(session) == []


def test_the_answer_to_a_complaint_is_told(report: UUID, dispatcher: User, session: Session) -> None:
    complaint = session.scalars(select(Complaint)).one()
    with in_transaction():
        answer_complaint(complaint.id, answer="We come tomorrow", actor=dispatcher, now=utc_now())
    (message,) = messages(session)
    assert message.kind == "complaint_answered"
    assert "We come tomorrow" not in message.text  # a text message is read over shoulders; the page has the words


def test_without_a_gateway_all_waits_for_a_person_who_sends_it_by_hand(
    report: UUID, office: Browser, session: Session
) -> None:
    seal(report)
    assert send_due(utc_now()) == 0
    (message,) = messages(session)
    page = office.get("/office/messages").text
    assert "138****1234" in page
    assert "+8613812341234" not in page
    assert "No gateway is connected" in page
    opened = office.get(f"/office/messages/{message.id}").text
    assert "sms:+8613812341234?body=" in opened
    assert message.link in opened
    assert office.post(f"/office/messages/{message.id}/sent").status_code == 303
    (message,) = messages(session)
    assert (message.state, message.link) == ("sent", "")
    assert message.sent_by_id is not None
    assert {"message.view", "message.sent"} <= set(session.scalars(select(AuditEntry.action)))


def test_the_operators_program_gets_the_message_and_it_is_sent_once(
    app: Flask, report: UUID, session: Session, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with_gateway(app, message_command=program(tmp_path))
    seal(report)
    link = messages(session)[0].link
    assert [send_due(utc_now()), send_due(utc_now())] == [1, 0]
    (line,) = (tmp_path / "got").read_bytes().splitlines()
    told = json.loads(line)
    assert (told["to"], told["kind"], told["language"]) == ("+8613812341234", "card_ready", "en")
    assert told["text"].endswith(f" {link}")
    assert messages(session)[0].state == "sent"
    assert "13812341234" not in capsys.readouterr().out


def test_what_fails_is_tried_again_later_and_then_left_to_a_person(
    app: Flask, report: UUID, office: Browser, session: Session, tmp_path: Path
) -> None:
    with_gateway(app, message_command=program(tmp_path, ends=75))
    seal(report)
    now = utc_now()
    assert [send_due(now), send_due(now)] == [1, 0]
    for pause in PAUSES:
        now += pause
        assert send_due(now) == 1
    (message,) = messages(session)
    assert (message.state, message.last_error, message.attempts) == ("failed", "exit code 75", len(PAUSES) + 1)
    assert message.link  # nothing is lost: a person can still send it
    with_gateway(app, message_command=program(tmp_path))
    office.post(f"/office/messages/{message.id}/again")
    assert send_due(utc_now() + timedelta(seconds=1)) == 1
    assert messages(session)[0].state == "sent"


def test_a_fault_that_nobody_foresaw_is_a_failed_attempt_and_holds_up_no_other_message(
    app: Flask, report: UUID, deliver: Deliver, person: Customer, session: Session
) -> None:
    another = deliver()
    with in_transaction():
        session.get_one(ReportSummary, another).customer_id = person.id
    for each in (report, another):
        seal(each)
    with_gateway(app, message_command="gateway \0")  # neither OSError nor a time-out: subprocess says ValueError
    now = utc_now()
    assert [send_due(now), send_due(now)] == [2, 0]
    assert {(each.state, each.attempts, each.last_error) for each in messages(session)} == {
        ("waiting", 1, "ValueError")
    }
    for pause in PAUSES:
        now += pause
        assert send_due(now) == 2
    assert {each.state for each in messages(session)} == {"failed"}


def test_a_worker_that_dies_while_sending_tries_no_oftener_than_one_that_lives(
    app: Flask, report: UUID, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("subprocess.run", die)
    with_gateway(app, message_command="gateway")
    seal(report)
    now = utc_now()
    for _ in range(len(PAUSES) + 1):
        with pytest.raises(KeyboardInterrupt):
            send_due(now)
        assert messages(session)[0].state == "waiting"
        now += LEASE
    assert send_due(now) == 0
    assert (messages(session)[0].state, messages(session)[0].last_error) == ("failed", "interrupted")


def test_what_waited_for_a_week_is_not_sent_when_a_gateway_comes(
    app: Flask, report: UUID, session: Session, tmp_path: Path
) -> None:
    seal(report)
    with_gateway(app, message_command=program(tmp_path))
    assert send_due(utc_now() + timedelta(days=8)) == 0
    assert messages(session)[0].state == "waiting"


class _Mailbox(socketserver.StreamRequestHandler):
    """Enough of RFC 5321 to take one mail, and of RFC 3207 to take it in private."""

    server: MailServer

    def handle(self) -> None:
        if self.server.tls and self.server.at_once:
            self._in_private(greeting=True)
        elif self._talk(self.rfile, self.wfile, offers=bool(self.server.tls), greeting=True):
            self._in_private(greeting=False)

    def _in_private(self, *, greeting: bool) -> None:
        assert self.server.tls is not None
        with (
            suppress(OSError),  # a client that trusts nobody hangs up
            self.server.tls.wrap_socket(self.connection, server_side=True) as tls,
            tls.makefile("rb") as lines,
            tls.makefile("wb", buffering=0) as answers,
        ):
            self.server.private = True
            self._talk(lines, answers, offers=False, greeting=greeting)

    def _talk(self, lines: Any, answers: Any, *, offers: bool, greeting: bool) -> bool:
        """Whether the client asks to go on in private."""
        body = False
        answers.write(b"220 here\r\n" if greeting else b"")
        for raw in lines:
            self.server.got.append(raw.decode())
            word = raw.strip().upper()
            if body and word != b".":
                continue
            body = word == b"DATA"
            if word == b"QUIT":
                answers.write(b"221 bye\r\n")
                return False
            if offers and word == b"STARTTLS":
                answers.write(b"220 go on\r\n")
                return True
            if offers and word.startswith(b"EHLO"):
                answers.write(b"250-here\r\n250 STARTTLS\r\n")
                continue
            answers.write(b"354 go on\r\n" if body else b"250 fine\r\n")
        return False


class MailServer(socketserver.ThreadingTCPServer):
    """What it got; with `tls` it offers STARTTLS, or with `at_once` begins with it."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Mailbox)
        self.got: list[str] = []
        self.tls: ssl.SSLContext | None = None
        self.at_once = self.private = False

    def url(self, scheme: str = "smtp") -> str:
        port = self.server_address[1]
        return f"{scheme}://127.0.0.1:{port}/?from=service@example.com&to={{phone}}@sms.example"

    def has_mail(self) -> bool:
        return any("MAIL FROM" in line.upper() for line in self.got)


@pytest.fixture
def mailbox() -> Iterator[MailServer]:
    with MailServer() as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def test_a_mail_to_the_gateway_carries_the_words(
    app: Flask, report: UUID, session: Session, mailbox: MailServer
) -> None:
    with_gateway(app, smtp_url=mailbox.url())
    seal(report)
    assert send_due(utc_now()) == 1
    got = "".join(mailbox.got)
    assert "rcpt TO:<8613812341234@sms.example>" in got
    assert "AH-26-000042" in got
    assert messages(session)[0].state == "sent"


@pytest.fixture
def private_mailbox(mailbox: MailServer, tmp_path: Path) -> MailServer:
    """It speaks TLS under a certificate of an authority that this machine does not know."""
    made = prepare_tls(tmp_path / "tls", addresses=[], names=[], now=utc_now())
    mailbox.tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    mailbox.tls.load_cert_chain(made.certificate, made.key)
    return mailbox


@pytest.mark.parametrize("scheme", ["smtp", "smtps"])
def test_a_mail_travels_in_private_where_the_server_can(
    app: Flask, report: UUID, private_mailbox: MailServer, scheme: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "tls" / "authority.crt"))
    private_mailbox.at_once = scheme == "smtps"
    with_gateway(app, smtp_url=private_mailbox.url(scheme))
    seal(report)
    assert send_due(utc_now()) == 1
    assert private_mailbox.private
    assert private_mailbox.has_mail()


@pytest.mark.parametrize("scheme", ["smtp", "smtps"])
def test_a_mail_server_that_cannot_prove_its_name_gets_nothing(
    app: Flask, report: UUID, session: Session, private_mailbox: MailServer, scheme: str
) -> None:
    private_mailbox.at_once = scheme == "smtps"
    with_gateway(app, smtp_url=private_mailbox.url(scheme))
    seal(report)
    assert send_due(utc_now()) == 1
    assert (messages(session)[0].state, messages(session)[0].last_error) == ("waiting", "SSLCertVerificationError")
    assert not private_mailbox.has_mail()


def test_a_mail_server_that_is_away_loses_nothing(app: Flask, report: UUID, session: Session) -> None:
    with_gateway(app, smtp_url="smtp://127.0.0.1:1/?from=a@b.example&to={phone}@sms.example")
    seal(report)
    assert send_due(utc_now()) == 1
    assert (messages(session)[0].state, messages(session)[0].last_error) == ("waiting", "ConnectionRefusedError")


@pytest.mark.parametrize(
    ("setting", "value", "words"),
    [
        ("MESSAGE_COMMAND", "/opt/send --as 'the service", "No closing quotation"),
        ("MESSAGE_COMMAND", "  ", "name a program"),
        ("SMTP_URL", "http://mail.example/?from=a@b.example&to={phone}@c.example", "smtp:// or smtps://"),
        ("SMTP_URL", "smtp:///?from=a@b.example&to={phone}@c.example", "a host"),
        ("SMTP_URL", "smtp://me:hunter2/2@mail.example/?from=a@b.example&to={phone}@c.example", "the port"),
        ("SMTP_URL", "smtp://mail.example:70000/?from=a@b.example&to={phone}@c.example", "the port"),
        ("SMTP_URL", "smtp://[mail.example/?from=a@b.example&to={phone}@c.example", "the host"),
        ("SMTP_URL", "smtp://mail.example/?from={phone}@b.example&to=me@c.example", "`to`"),
        ("SMTP_URL", "smtp://{phone}@mail.example/?from=a@b.example", "`to`"),
        ("SMTP_URL", "smtp://me@mail.example/?to={phone}@c.example", "`from`"),
        ("SMTP_URL", "smtp://mail.example/?from=a@b.example%0ABcc:x@y.example&to={phone}@c.example", "`from`"),
    ],
)
def test_a_gateway_that_makes_no_sense_stops_the_start(setting: str, value: str, words: str, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=f"{setting}.*{words}") as refused:
        load_settings({setting: value, "DATA_DIR": str(tmp_path)})
    assert "hunter2" not in str(refused.value)


def test_a_message_of_another_center_is_out_of_sight(report: UUID, app: Flask, session: Session) -> None:

    seal(report)
    elsewhere = browse(app, create_dispatcher(center=create_center()))
    (message,) = messages(session)
    assert elsewhere.get(f"/office/messages/{message.id}").status_code == 404
    assert str(message.id) not in elsewhere.get("/office/messages").text
