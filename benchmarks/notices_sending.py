"""Mails a second: a raw loop, Celery's workers over the outbox, and one Celery task a recipient, over as many lines.

Every way starts with its work lying ready and its processes waiting, and is measured at the mail server: the seconds
from the first mail it takes to the last.
"""

import multiprocessing
import multiprocessing.synchronize
import os
import signal
import smtplib
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import redis

from benchmarks import room

LINES = 4
QUIET = ["--without-gossip", "--without-mingle", "--without-heartbeat", "--loglevel", "ERROR"]
STAGED, SINGLES = "staged", "singles"


class Office:
    """The mail servers of `notices_relay`, and what they have taken."""

    def __init__(self) -> None:
        command = [sys.executable, "-m", "benchmarks.notices_relay"]
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=room.ROOT
        )
        self.ports = dict(zip(("quick", "slow"), map(int, self._line().split()), strict=True))

    def _line(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline()

    def ask(self, name: str, word: str = "count") -> tuple[int, float]:
        assert self.process.stdin is not None
        self.process.stdin.write(f"{name} {word}\n")
        self.process.stdin.flush()
        count, seconds = self._line().split()
        return int(count), float(seconds)

    def rate(self, name: str, count: int, begin: Callable[[], object], patience: float = 900) -> float:
        """Mails a second of whatever `begin` sets going."""
        self.ask(name, "new")
        begun = time.monotonic()
        begin()
        while (taken := self.ask(name))[0] < count:
            if time.monotonic() - begun > patience:
                raise TimeoutError(f"{taken[0]} of {count} mails after {patience} s")
            time.sleep(0.2)
        return (count - 1) / taken[1]


def raw_line(port: int, ready: list[tuple[str, bytes]], go: multiprocessing.synchronize.Event) -> None:
    from accounts.notices.smtp import Connection

    line: smtplib.SMTP = Connection("127.0.0.1", port)
    line.ehlo()
    go.wait()
    for address, content in ready:
        line.sendmail("kanae@example.test", [address], content)
    line.quit()


def raw(office: Office, name: str, ready: list[tuple[str, bytes]]) -> float:
    """A bare smtplib loop over what is written already, in a process for each line."""
    fork = multiprocessing.get_context("fork")
    go = fork.Event()
    shares = [ready[n::LINES] for n in range(LINES)]
    loops = [fork.Process(target=raw_line, args=(office.ports[name], share, go)) for share in shares]
    for loop in loops:
        loop.start()
    time.sleep(0.5)
    found = office.rate(name, len(ready), go.set)
    for loop in loops:
        loop.join()
    return found


@contextmanager
def workers(home: Path) -> Iterator[None]:
    """Two mail workers of two, one for the rest, and the clock, as in an installation."""
    celery = [sys.executable, "-m", "celery", "-A", "benchmarks.mail_app"]
    worker = [*celery, "worker", *QUIET]
    commands = [
        [*worker, "-Q", f"mail,{SINGLES}", "-n", "mail1@%h", "-c", str(LINES // 2)],
        [*worker, "-Q", f"mail,{SINGLES}", "-n", "mail2@%h", "-c", str(LINES // 2)],
        [*worker, "-Q", "default", "-n", "rest@%h", "-c", "1"],
        [*celery, "beat", "--pidfile=", "--loglevel", "ERROR"],
    ]
    with (home / "workers.log").open("ab") as log:
        running = [
            subprocess.Popen(command, cwd=room.ROOT, stdout=log, stderr=log, start_new_session=True)
            for command in commands
        ]
    try:
        time.sleep(10)
        yield
    finally:
        for group in running:
            os.killpg(group.pid, signal.SIGKILL)
            group.wait()


def ours(office: Office, name: str, count: int) -> float:
    """The rows are expanded and fall due all at once; from there on the tick, Redis and the workers."""
    from django.utils import timezone

    from accounts.notices.models import Delivery

    found = office.rate(name, count, lambda: Delivery.objects.update(not_before=timezone.now()))
    while Delivery.objects.exclude(state="sent").exists():
        time.sleep(0.1)
    return found


def one_by_one(office: Office, name: str, pks: list[int]) -> float:
    """A task for each recipient; all lie in Redis, under a name that nobody reads, when the workers are let in."""
    from benchmarks.mail_app import send_one

    for pk in pks:
        send_one.apply_async([pk], queue=STAGED)
    store = redis.Redis.from_url(os.environ["REDIS_URL"])
    return office.rate(name, len(pks), lambda: store.rename(STAGED, SINGLES))


def lie_ready(kind: str, count: int) -> list[int]:
    """Rows of the outbox for the first `count` readers, which don't fall due by themselves."""
    from django.db import connection, transaction
    from django.utils import timezone

    from accounts.notices import actions, expanding
    from accounts.notices.models import Delivery
    from accounts.users.models import User

    readers = list(User.objects.filter(email__startswith="reader").order_by("pk")[:count])
    with transaction.atomic():  # the workers see none of it before it is whole
        with connection.cursor() as cursor:
            cursor.execute("TRUNCATE accounts_fact, accounts_notice, accounts_delivery")
        actions.send(kind, to=readers)
        expanding.expand_batch(count + 1)
        Delivery.objects.update(not_before=timezone.now() + timedelta(hours=1))
    return list(Delivery.objects.order_by("pk").values_list("pk", flat=True))


def written() -> list[tuple[str, bytes]]:
    from accounts.notices.models import Delivery
    from accounts.notices.writing import Writer

    writer = Writer()
    return [(m.address, writer.write([m])) for m in Delivery.objects.select_related("fact", "person")]


def rates(home: Path, office: Office, name: str, kinds: list[str], count: int, turns: int) -> list[list[float]]:
    """Mails a second of the raw loop, of the outbox, and of one task a recipient, for each kind; then the outbox to
    the raw loop and to the tasks. Medians of turns, the ratios those of the same turn: a machine's pace changes."""
    os.environ["EMAIL_URL"] = f"smtp://127.0.0.1:{office.ports[name]}"
    found: list[list[float]] = []
    with workers(home):
        for kind in kinds:
            seen: list[list[float]] = []
            for _ in range(turns):
                lie_ready(kind, count)
                plain, own = raw(office, name, written()), ours(office, name, count)
                singles = one_by_one(office, name, lie_ready(kind, max(200, count // 5)))
                seen.append([plain, own, singles, own / plain, own / singles])
                print(f"{name} {kind}: {plain:.0f} {own:.0f} {singles:.0f} mails/s", flush=True)
            found.append([statistics.median(one) for one in zip(*seen, strict=True)])
    return found
