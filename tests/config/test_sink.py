"""The demo's post office: what is sent over SMTP lies in the outbox, whole, before the sender hears 250."""

import smtplib
import socket
import subprocess
import sys
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest

from config import services
from config.demo import outbox
from config.engines import wait_until


@pytest.fixture
def office(tmp_path: Path) -> Iterator[tuple[int, Path]]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "config.demo.sink", str(port), str(tmp_path)]
    with subprocess.Popen(command, cwd=services.BASE_DIR) as process:
        assert wait_until(lambda: _open(port), 10)
        yield port, tmp_path
        process.terminate()


def _open(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def test_a_sent_mail_lies_in_the_outbox_as_it_was_sent(office: tuple[int, Path]) -> None:
    port, folder = office
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "kanae@localhost", "okada@demo.kanae.example", "葉山の集い"
    mail.set_content("「元気だった？」\n.\n..点で始まる行\n")
    with smtplib.SMTP("127.0.0.1", port) as connection:
        connection.send_message(mail, to_addrs=["okada@demo.kanae.example", "余所+b@demo.kanae.example"][:1])
        (kept,) = outbox.listing(folder)  # already there, the connection still open
    assert (kept.to, kept.subject) == ("okada@demo.kanae.example", "葉山の集い")
    assert kept.text.splitlines() == ["「元気だった？」", ".", "..点で始まる行"]


def test_many_recipients_and_strange_addresses_make_one_safe_file(office: tuple[int, Path]) -> None:
    port, folder = office
    to = ["a/../b@demo.kanae.example", *(f"{'x' * 40}{n}@demo.kanae.example" for n in range(20))]
    with smtplib.SMTP("127.0.0.1", port) as connection:
        connection.sendmail("kanae@localhost", to, b"Subject: hi\r\n\r\nhi\r\n")
    (kept,) = folder.iterdir()
    assert kept.suffix == ".eml"
    assert outbox.listing(folder, "a/../b@")[0].subject == "hi"
