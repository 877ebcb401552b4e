"""A room of one's own for a measurement: servers in a throwaway folder, a fresh database, a mail server that counts."""

import asyncio
import os
import platform
import random
import re
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from multiprocessing.managers import BaseManager
from pathlib import Path
from typing import Any

from aiosmtpd.smtp import SMTP, Envelope, Session

from config import services

ROOT = Path(__file__).resolve().parent.parent
MESSAGE_ID = re.compile(rb"^Message-ID: (\S+)", re.M)


@dataclass
class Taken:
    """One mail as the relay's own log has it, by the clock that Python calls monotonic."""

    address: str
    message_id: str
    dot: float
    # None: the sender was gone before the 250 could be said.
    answered: float | None = None
    port: int = 0  # the sender's end of the line: by it one knows which process it was


class Relay:
    """Counts mails by address and Message-ID. `trouble` is the share of recipients it puts off with a 451, `refusing`
    the share it refuses with a 554; mailboxes in `gone` don't exist (550).

    It takes a mail at the final dot, and says its 250 after `pause`, unless the sender is gone by then: aiosmtpd
    cancels what it was about to answer. While `hanging` it answers nobody.
    """

    def __init__(self, pause: float = 0.0) -> None:
        self.got: Counter[tuple[str, str]] = Counter()
        self.taken: list[Taken] = []
        self.pause, self.trouble, self.put_off, self.port = pause, 0.0, 0, 0
        self.hanging, self.hung = False, 0
        self.refusing, self.gone = 0.0, set[str]()
        self.refused, self.missing = Counter[str](), Counter[str]()

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: Any
    ) -> str:
        if self.hanging:
            self.hung += 1
            await asyncio.sleep(60)
        if address in self.gone:
            self.missing[address] += 1
            return "550 5.1.1 no such mailbox"
        if random.random() < self.trouble:
            self.put_off += 1
            return "451 4.3.0 try again later"
        if random.random() < self.refusing:
            self.refused[address] += 1
            return "554 5.7.1 refused by policy"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        found = MESSAGE_ID.search(envelope.original_content or b"")
        one = Taken(envelope.rcpt_tos[0], found[1].decode() if found else "", time.monotonic(), port=session.peer[1])
        self.got[(one.address, one.message_id)] += 1
        self.taken.append(one)
        await asyncio.sleep(self.pause)
        one.answered = time.monotonic()
        return "250 OK"

    def count(self) -> int:
        return len(self.taken)

    def change(self, **how: Any) -> None:
        """`trouble`, `refusing`, `hanging`, `gone`: from now on."""
        vars(self).update(how)

    def whole(self) -> "Relay":
        """All it knows; from another process, a copy."""
        return self

    def doubles(self) -> tuple[list[Taken], list[Taken]]:
        """Mails that came once more later: those whose 250 nobody heard (SMTP's own window), and the others (ours)."""
        later: set[str] = set()
        unheard, heard = [], []
        for one in reversed(self.taken):
            if one.address in later:
                (unheard if one.answered is None else heard).append(one)
            later.add(one.address)
        return unheard, heard

    def start(self) -> "Relay":
        loop = asyncio.new_event_loop()
        made = loop.create_server(lambda: SMTP(self, hostname="relay", loop=loop), "127.0.0.1", 0)
        self.port = loop.run_until_complete(made).sockets[0].getsockname()[1]
        threading.Thread(target=loop.run_forever, daemon=True).start()
        return self


class Elsewhere(BaseManager):
    """A process of its own, so that a relay answers whatever this one is doing."""


Elsewhere.register("relay", Relay, exposed=("start", "count", "change", "whole"))


@contextmanager
def servers(*, lease: int = 120, home: Path | None = None) -> Iterator[Path]:
    """PostgreSQL and Redis run, and the settings of this process and its children name them.

    In a throwaway folder; or in `home`, which stays, so that the next run needn't make the tables again.
    """
    if home is not None:
        home.mkdir(mode=0o711, parents=True, exist_ok=True)
        with served(home, lease=lease):
            yield home
        return
    with tempfile.TemporaryDirectory(prefix="kanae-drill-", dir="/tmp") as name:
        home = Path(name)
        home.chmod(0o711)
        with served(home, lease=lease):
            yield home


@contextmanager
def served(home: Path, *, lease: int = 120) -> Iterator[None]:
    """The same in a folder of the caller's."""
    found = services.start(home, leash=True)
    os.environ |= {"DATABASE_URL": found.database_url, "REDIS_URL": found.redis_url, "DATA_DIR": str(home)}
    os.environ |= {
        "KANAE_ENV": "bench",
        "DEBUG": "0",
        "MAIL_LEASE": str(lease),
        "LOG_LEVEL": os.environ.get("LOG_LEVEL", "ERROR"),
    }
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    try:
        yield
    finally:
        services.stop(home)


def open_door(relay_port: int, *, empty: bool = True) -> None:
    """Django is set up, the database migrated (and emptied), and the measurement's own kinds are in the catalogue."""
    os.environ["EMAIL_URL"] = f"smtp://127.0.0.1:{relay_port}"
    import django
    from django.core.management import call_command
    from django.db import connection

    django.setup()
    call_command("migrate", verbosity=0, skip_checks=True)
    call_command("createcachetable", verbosity=0)
    if empty:  # what an earlier run left in a home that stayed
        with connection.cursor() as cursor:
            cursor.execute("TRUNCATE accounts_user, accounts_fact, accounts_suppression, accounts_mailbox CASCADE")
    know_the_kinds()


def know_the_kinds() -> None:
    from accounts.notices import kinds
    from tests.accounts.notices.sample import ALL

    for kind in ALL:
        kinds.register(kind)


def people(count: int) -> None:
    people_from(0, count)


def people_from(told: int, count: int) -> None:
    """Readers number `told` to `count`."""
    from accounts.users.models import User

    for first in range(told, count, 10_000):
        some = range(first, min(first + 10_000, count))
        User.objects.bulk_create(
            [User(email=f"reader{n}@example.test", family_name="読者", given_name=f"{n}") for n in some]
        )


def machine() -> str:
    """The day and the machine, as a line for the tables."""
    import django
    import psycopg2

    with psycopg2.connect(os.environ["DATABASE_URL"]) as connection:
        postgres = connection.info.server_version // 10_000
    words = f"{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"
    return f"{datetime.now(UTC):%Y-%m-%d}, {words}, Django {django.__version__}, PostgreSQL {postgres} (embedded)"


def table(head: list[str], rows: list[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)


def write_section(path: Path, title: str, body: str) -> None:
    """Replaces the section `## title` of the page, or adds it."""
    page = path.read_text() if path.exists() else f"# {path.stem.capitalize()}\n"
    section = f"## {title}\n\n{body}\n"
    pattern = re.compile(rf"^## {re.escape(title)}\n.*?(?=^## |\Z)", re.M | re.S)
    page = pattern.sub(lambda _: section + "\n", page) if pattern.search(page) else f"{page.rstrip()}\n\n{section}"
    path.write_text(page.rstrip() + "\n")
