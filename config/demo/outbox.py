"""The demo's mails as files: the list, one mail taken apart, its attachments. PURE: knows folders, no Django."""

import email
import email.policy
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage, MIMEPart
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote


@dataclass(frozen=True)
class Part:
    number: int
    name: str
    kind: str
    content: bytes


class Mail:
    """One file of the outbox; its name tells when it came and for whom, the rest is read when asked for."""

    def __init__(self, path: Path) -> None:
        self.path = path
        stamp, rest, names = path.stem.split("-", 2)
        self.key = f"{stamp}-{rest}"
        self.came_at = datetime.strptime(stamp, "%Y%m%dT%H%M%S%f").replace(tzinfo=UTC)
        self.to = unquote(names)

    @cached_property
    def message(self) -> EmailMessage:
        with self.path.open("rb") as file:
            return email.message_from_binary_file(file, policy=email.policy.default)

    @property
    def subject(self) -> str:
        return str(self.message.get("Subject", ""))

    @property
    def sender(self) -> str:
        return str(self.message.get("From", ""))

    @property
    def headers(self) -> list[tuple[str, str]]:
        return [(name, str(value)) for name, value in self.message.items()]

    @property
    def text(self) -> str:
        return self._body("plain")

    @property
    def html(self) -> str:
        return self._body("html")

    @property
    def parts(self) -> list[Part]:
        """Everything beside the two bodies: calendar entries, files."""
        return [
            Part(number, _name(part, number), part.get_content_type(), _bytes_of(part))
            for number, part in enumerate(self._leaves())
            if part.get_filename() or part.get_content_type() not in {"text/plain", "text/html"}
        ]

    def _leaves(self) -> Iterator[EmailMessage]:
        return (part for part in self.message.walk() if not part.is_multipart())

    def _body(self, kind: str) -> str:
        part = self.message.get_body(preferencelist=(kind,))
        if part is None:
            return ""
        return _bytes_of(part).decode(part.get_content_charset() or "utf-8", "replace")


def listing(folder: Path, wanted: str = "") -> list[Mail]:
    """Newest first; `wanted` is any piece of a recipient's address. Opens no file."""
    found = [path for path in folder.glob("*.eml") if path.stem.count("-") >= 2]
    mails = [Mail(path) for path in sorted(found, key=lambda path: path.name, reverse=True)]
    return [mail for mail in mails if wanted.lower() in mail.to.lower()]


def one(folder: Path, key: str) -> Mail | None:
    """The key is compared, never made into a path."""
    return next((Mail(path) for path in folder.glob("*.eml") if path.name.startswith(f"{key}-")), None)


def recipients(mails: list[Mail]) -> list[str]:
    return sorted({name for mail in mails for name in mail.to.split(",") if name})


def _bytes_of(part: MIMEPart) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _name(part: EmailMessage, number: int) -> str:
    if part.get_content_type() == "text/calendar":
        method = part["Content-Type"].params.get("method", "part")
        return part.get_filename() or f"{method.lower()}-{number}.ics"
    return part.get_filename() or f"part-{number}.bin"
