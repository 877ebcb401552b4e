"""The drill sorts mails that came twice by the relay's log: here real senders die in the one and in the other window."""

import signal
import subprocess
import sys
import time
from collections.abc import Callable

import pytest

from benchmarks.room import Relay

SENDER = """
import smtplib, sys, time
line = smtplib.SMTP("127.0.0.1", int(sys.argv[1]))
line.ehlo()
line.mail("kanae@example.test")
line.rcpt("reader@example.test")
line.docmd("DATA")
line.send(b"Message-ID: <d1@kanae>\\r\\n\\r\\nhello\\r\\n.\\r\\n")
if sys.argv[2] == "hears":
    line.getreply()
print("now", flush=True)
time.sleep(60)
"""


def send_and_die(relay: Relay, how: str) -> None:
    """A process of its own that is killed right after its dot, or right after it has heard the 250."""
    before = len(relay.taken)
    command = [sys.executable, "-c", SENDER, str(relay.port), how]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as sender:
        assert sender.stdout is not None
        assert sender.stdout.readline() == b"now\n"
        wait_for(lambda: len(relay.taken) > before)
        sender.send_signal(signal.SIGKILL)


def wait_for(true: Callable[[], bool]) -> None:
    ends = time.monotonic() + 20
    while not true():
        assert time.monotonic() < ends, "took too long"
        time.sleep(0.01)


@pytest.fixture(scope="module")
def relay() -> Relay:
    return Relay(pause=0.5).start()


def test_a_mail_whose_sender_died_before_the_250_is_sorted_into_the_window_of_smtp(relay):
    relay.taken.clear()
    send_and_die(relay, "dies")
    time.sleep(1)
    assert [one.answered for one in relay.taken] == [None]
    send_and_die(relay, "hears")
    unheard, heard = relay.doubles()
    assert (unheard, heard) == (relay.taken[:1], [])


def test_a_mail_whose_sender_died_after_the_250_is_ours(relay):
    relay.taken.clear()
    send_and_die(relay, "hears")
    send_and_die(relay, "hears")
    unheard, heard = relay.doubles()
    assert (unheard, heard) == ([], relay.taken[:1])
    assert 0.4 < (heard[0].answered or 0) - heard[0].dot < 5
