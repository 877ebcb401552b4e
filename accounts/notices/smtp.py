"""One kept SMTP connection, and what became of each message: sent, again later, never, or in doubt.

A server may think for long after the final dot (filters, a slow disk). Whoever hangs up then can't know whether it took
the mail, and sends it twice: so after the dot the whole lease is waited for, before it only the usual patience.
"""

import re
import smtplib
import socket
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings

SENT, LATER, NEVER, DOUBT = "sent", "later", "never", "doubt"
DEAD_MAILBOX = (550, 551, 553, 554)
LONGEST_REASON = 300
DOT_AT_FRONT = re.compile(rb"(?m)^\.")


@dataclass(frozen=True)
class Outcome:
    kind: str
    code: int | None = None
    reason: str = ""
    # The mailbox doesn't exist: nobody writes to it again.
    dead: bool = False


class Connection(smtplib.SMTP):
    """Says commands and reads their answers one by one, and knows whether the final dot may have left."""

    dotted = False
    said = 0  # commands whose answers haven't been read
    # Until when (monotonic) an answer to the final dot is waited for.
    until = 0.0

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        made = super()._get_socket(host, port, timeout)  # type: ignore[misc]
        # Without it every message waits for Nagle's timer: 20 a second instead of 1,000.
        made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return made

    def begin(self, until: float) -> None:
        """The next message."""
        self.dotted, self.until = False, until
        if self.sock is not None:
            self.sock.settimeout(self.timeout)

    def say(self, *commands: str) -> None:
        """Commands in one piece; each gets its own answer()."""
        self.said += len(commands)
        self.send("".join(f"{command}\r\n" for command in commands).encode(self.command_encoding))

    def hand_over(self, message: bytes) -> None:
        """A mail (its headers come first, so never a dot) with the final dot, in one piece.

        From here on the server may have it; its answer is waited for as long as the lease lasts.
        """
        self.dotted = True
        left = self.until - time.monotonic()
        if self.sock is not None and left > (self.sock.gettimeout() or left):
            self.sock.settimeout(left)
        self.said += 1
        if b"\n." in message:
            message = DOT_AT_FRONT.sub(b"..", message)
        self.send(message + b"\r\n" * (message[-2:] != b"\r\n") + b".\r\n")

    def answer(self) -> tuple[int, bytes]:
        if self.sock is None:
            raise smtplib.SMTPServerDisconnected("the line was cut")
        self.said -= 1
        return self.getreply()


class SecureConnection(Connection, smtplib.SMTP_SSL):
    """TLS from the first byte (port 465)."""


class Post:
    """`with Post(seconds) as post: post.send(...)`: the connection is opened when needed, and again after a fault."""

    def __init__(self, patience: float = 15.0) -> None:
        self.patience = patience
        self.line: Connection | None = None

    def __enter__(self) -> "Post":
        return self

    def __exit__(self, *_: object) -> None:
        self.hang_up()

    def reach(self) -> Outcome | None:
        """None when a server is on the line; otherwise why not."""
        if self.line is not None:
            return None
        try:
            self.line = _dial(self.patience)
        except smtplib.SMTPResponseException as refusal:
            return Outcome(LATER, refusal.smtp_code, _words(refusal.smtp_error))
        except (OSError, smtplib.SMTPException) as fault:
            return Outcome(LATER, None, _words(fault))
        return None

    def send(
        self, sender: str, to: str, message: bytes, *, until: float, meanwhile: Callable[[], object] = int
    ) -> Outcome:
        """One message to one mailbox. After `until` (monotonic) nothing leaves: somebody else may hold it by then.

        `meanwhile` is done before the body leaves, while the server makes itself ready for it: whoever dies there has
        sent nothing.
        """
        if (unreachable := self.reach()) is not None:
            return unreachable
        assert self.line is not None
        self.line.begin(until)
        try:
            return self._say(self.line, sender, to, message, meanwhile)
        except (OSError, smtplib.SMTPException) as fault:
            dotted = self.line.dotted
            self.hang_up(politely=False)
            return Outcome(DOUBT if dotted else LATER, None, _words(fault))
        except BaseException:
            self.hang_up(politely=False)
            raise

    def _say(
        self, line: Connection, sender: str, to: str, message: bytes, meanwhile: Callable[[], object]
    ) -> Outcome:
        if reason := _impossible(line, to):
            return Outcome(NEVER, None, reason)
        wide = not to.isascii()
        line.command_encoding = "utf-8" if wide else "ascii"
        options = " SMTPUTF8" * wide + " BODY=8BITMIME" * line.has_extn("8bitmime")
        both, at_once = [f"MAIL FROM:<{sender}>{options}", f"RCPT TO:<{to}>"], line.has_extn("pipelining")
        line.say(*both[: 2 if at_once else 1])
        code, words = line.answer()
        if code != 250:
            return self._refused(code, words, "mail")
        if not at_once:
            line.say(both[1])
        code, words = line.answer()
        if code not in (250, 251):
            return self._refused(code, words, "rcpt")
        line.say("DATA")
        meanwhile()
        code, words = line.answer()
        if code != 354:
            return self._refused(code, words, "data")
        if time.monotonic() > line.until:
            self.hang_up(politely=False)
            return Outcome(LATER, None, "woke up after the lease had run out")
        line.hand_over(message)
        code, words = line.answer()
        return Outcome(SENT, code) if code == 250 else self._refused(code, words, "data")

    def _refused(self, code: int, words: bytes, at: str) -> Outcome:
        """Back to a clean line; 421 means that the server is hanging up."""
        if code == 421:
            self.hang_up(politely=False)
        else:
            try:
                assert self.line is not None
                while self.line.said:
                    self.line.answer()
                self.line.rset()
            except (OSError, smtplib.SMTPException):
                self.hang_up(politely=False)
        return outcome_of(code, _words(words), at)

    def hang_up(self, *, politely: bool = True) -> None:
        line, self.line = self.line, None
        if line is None:
            return
        try:
            if politely:
                line.quit()
        except (OSError, smtplib.SMTPException):
            pass
        finally:
            line.close()


def outcome_of(code: int, words: str, at: str) -> Outcome:
    """What a refusal means. A 5xx to our own name is a fault of the set-up, and no reason to give anybody up."""
    if code < 500 or (at == "mail" and code != 552):
        return Outcome(LATER, code, words)
    status = re.match(r"5\.(\d)\.\d+", words)
    subject = status[1] if status else ""
    # 5.7.x is policy ("relaying denied", spam): one wrong setting must not strike out everybody's address.
    dead = subject == "1" or (at == "rcpt" and code in DEAD_MAILBOX and subject != "7")
    return Outcome(NEVER, code, words, dead)


def _dial(patience: float) -> Connection:
    kind = SecureConnection if settings.EMAIL_USE_SSL else Connection
    line = kind(settings.EMAIL_HOST, settings.EMAIL_PORT, settings.MAIL_DOMAIN, timeout=patience)
    try:
        if settings.EMAIL_USE_TLS:
            line.starttls(context=ssl.create_default_context())
        if settings.EMAIL_HOST_USER:
            line.login(settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD)
        line.ehlo_or_helo_if_needed()
    except BaseException:
        line.close()
        raise
    return line


def _impossible(line: Connection, to: str) -> str:
    if not to.isascii() and not line.has_extn("smtputf8"):
        return "the mail server takes no such address (SMTPUTF8)"
    return "an address with a line break" if "\r" in to or "\n" in to else ""


def _words(what: object) -> str:
    text = what.decode("utf-8", "replace") if isinstance(what, bytes) else f"{type(what).__name__}: {what}"
    return " ".join(text.split())[:LONGEST_REASON]
