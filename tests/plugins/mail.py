"""A real SMTP server for tests, and the outbox worked through in this process: `mailbox` and `deliver_all`."""

import asyncio
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.smtp import SMTP, Envelope, Session

from accounts.notices import delivering, expanding
from accounts.notices.models import Delivery

Answer = str | Callable[[SMTP, Envelope], str]


class Sink:
    """Keeps what it took. `at_mail`, `at_rcpt` and `at_data` are answers to give instead, used up from the left."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.at_mail: list[str] = []
        self.at_rcpt: list[str] = []
        self.at_data: list[str] = []
        self.pause = 0.0
        self.pipelining = False
        self.lock = threading.Lock()

    async def handle_EHLO(
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        session.host_name = hostname
        return [*responses[:-1], "250-PIPELINING", responses[-1]] if self.pipelining else responses

    async def handle_MAIL(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: Any
    ) -> str:
        if self.at_mail and (answer := self.at_mail.pop(0)):
            return answer
        envelope.mail_from, envelope.mail_options = address, list(options)
        return "250 OK"

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: Any
    ) -> str:
        answer = self.at_rcpt.pop(0) if self.at_rcpt else ""
        if answer == "drop":
            server.transport.abort()
        if not answer or answer == "drop":
            envelope.rcpt_tos.append(address)
        return answer if answer and answer != "drop" else "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if self.pause:
            await asyncio.sleep(self.pause)
        answer = self.at_data.pop(0) if self.at_data else ""
        if answer and answer != "drop":
            return answer
        with self.lock:
            self.mails.append(message_from_bytes(envelope.original_content, policy=policy.default))
        if answer == "drop":
            server.transport.abort()
        return "250 OK"

    def to(self, address: str) -> list[EmailMessage]:
        return [mail for mail in self.mails if address in mail["To"]]

    def counts(self) -> Counter[str]:
        """How many mails came to each address."""
        return Counter(mail["To"].addresses[0].addr_spec for mail in self.mails)


def text_of(mail: EmailMessage) -> str:
    part = mail.get_body(("plain",))
    assert part is not None
    return part.get_content().replace("\r\n", "\n")


def html_of(mail: EmailMessage) -> str:
    part = mail.get_body(("html",))
    assert part is not None
    return part.get_content().replace("\r\n", "\n")


@pytest.fixture(scope="session")
def _sink_server() -> Iterator[tuple[Sink, int]]:
    sink, loop = Sink(), asyncio.new_event_loop()
    make = loop.create_server(lambda: SMTP(sink, hostname="sink", enable_SMTPUTF8=True, loop=loop), "127.0.0.1", 0)
    server = loop.run_until_complete(make)
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    yield sink, server.sockets[0].getsockname()[1]
    loop.call_soon_threadsafe(loop.stop)
    thread.join()
    server.close()
    loop.close()


@pytest.fixture
def smtp_sink(_sink_server: tuple[Sink, int], settings: Any) -> Sink:
    """Mail of this test goes to a server that listens on loopback; `EMAIL_PORT` is its port."""
    sink, port = _sink_server
    sink.mails, sink.at_mail, sink.at_rcpt, sink.at_data = [], [], [], []
    sink.pause, sink.pipelining = 0.0, False
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    return sink


@pytest.fixture
def deliver_all(smtp_sink: Sink) -> Callable[..., None]:
    """What is due is told to everybody and sent. `hurry=True`: also what waits for its next try."""

    def work(hurry: bool = False) -> None:
        for _ in range(12):
            if hurry:
                Delivery.objects.filter(state="waiting").update(not_before="2000-01-01T00:00Z")
            if not (expanding.expand() + sum(delivering.drain().values())):
                return

    return work


@pytest.fixture
def mailbox(smtp_sink: Sink) -> list[EmailMessage]:
    """The mails that arrived, parsed, oldest first."""
    return smtp_sink.mails
