"""Mail leaves: a batch is claimed, looked at again, written, and sent message by message over one kept connection."""

import logging
import os
import secrets
import socket
import time
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db import DatabaseError, InterfaceError, OperationalError, connection
from django.utils import timezone

from accounts.notices import kinds, outbox
from accounts.notices.kinds import HOLD
from accounts.notices.letters import Letter
from accounts.notices.looking import Unwanted, load
from accounts.notices.models import Delivery, Fact
from accounts.notices.outbox import Settlement
from accounts.notices.pacing import Paces
from accounts.notices.reports import suppress
from accounts.notices.smtp import DOUBT, LATER, NEVER, SENT, Outcome, Post
from accounts.notices.writing import Writer, envelope_sender
from accounts.users.mailbox import mailbox

log = logging.getLogger(__name__)
RELAY_PAUSE = 15.0  # seconds that everybody waits when the mail server itself can't be reached
LONGEST_MARK = 600.0


def drain(seconds: float = 20.0, limit: int = outbox.BATCH) -> Counter[str]:
    """Sends what is due until nothing is left or the time is over; how many ended in which way."""
    owner = f"{socket.gethostname()[:24]}.{os.getpid()}.{secrets.token_hex(4)}"
    ends, counts = time.monotonic() + seconds, Counter[str]()
    with Post(patience=max(1.0, settings.MAIL_LEASE / 8)) as post:
        while time.monotonic() < ends and (pks := outbox.claim(owner, limit)):
            if not Round(owner, post, counts).deliver(pks):
                break
    return counts


@dataclass(frozen=True)
class Parcel:
    """One message: a mail of its own, or the rows of one person's digest."""

    mails: list[Delivery]
    content: bytes

    @property
    def pks(self) -> list[int]:
        return [mail.pk for mail in self.mails]


class Round:
    """One claimed batch, from its rows to its marks."""

    def __init__(self, owner: str, post: Post, counts: Counter[str]) -> None:
        self.owner, self.post, self.counts = owner, post, counts
        self.settled: Settlement | None = None

    def deliver(self, pks: list[int]) -> bool:
        """False when the mail server can't be reached: there is no use in claiming more now.

        Each mail is written before its own mark, while the server still reads the body of the one before it.
        """
        mails = load(pks)
        wanted = self._wanted(mails)
        parcels, ahead = self._written(wanted), deque[Parcel | None]()
        parcel = next(parcels, None)
        while parcel is not None:
            if (fault := self.post.reach()) is not None:
                self._mark([])
                rest = [*parcel.pks, *(mail.pk for group in wanted for mail in group)]
                outbox.give_back(self.owner, rest, reason=fault.reason, code=fault.code, wait=RELAY_PAUSE)
                return False
            self._send(parcel, meanwhile=lambda: ahead.append(next(parcels, None)))
            parcel = ahead.popleft() if ahead else next(parcels, None)
        self._mark([])
        forget(mails)
        return True

    def _wanted(self, mails: list[Delivery]) -> deque[list[Delivery]]:
        """What is still to be sent, in order: a mail by itself, or the rows of one digest."""
        unwanted, paces = Unwanted(mails), Paces(mails)
        wanted: dict[int, list[Delivery]] = {}
        for mail in mails:
            with self._in_spite_of([mail]):
                if reason := unwanted.why(mail):
                    self._end([mail], Delivery.State.OBSOLETE, reason)
                elif later := paces.put_off(mail):
                    outbox.put_off(self.owner, mail.pk, until=later.until, bundle=later.bundle)
                else:
                    wanted.setdefault(mail.letter or mail.pk, []).append(mail)
        return deque(wanted.values())

    def _written(self, wanted: deque[list[Delivery]]) -> Iterator[Parcel]:
        """One mail that can't be written doesn't stop the others."""
        writer = Writer()
        while wanted:
            group, made = wanted.popleft(), None
            with self._in_spite_of(group):
                made = Parcel(group, writer.write(group))
            if made is not None:
                yield made

    @contextmanager
    def _in_spite_of(self, mails: list[Delivery]) -> Iterator[None]:
        """A mail whose kind raises fails by itself, with what was raised as its reason."""
        try:
            yield
        except Exception as fault:
            if cut_off(fault):
                raise
            log.exception("notice %s of kind %s can't be written", mails[0].pk, mails[0].fact.kind)
            self._end(mails, Delivery.State.FAILED, f"{type(fault).__name__}: {fault}")

    def _end(self, mails: list[Delivery], state: str, reason: str) -> None:
        self.counts[state] += outbox.end(self.owner, [mail.pk for mail in mails], state, reason)

    def _send(self, parcel: Parcel, meanwhile: Callable[[], object]) -> None:
        until = time.monotonic() + settings.MAIL_LEASE * 0.8
        if not self._mark(parcel.pks):
            return
        address = parcel.mails[0].address
        outcome = self.post.send(envelope_sender(), address, parcel.content, until=until, meanwhile=meanwhile)
        self.settled = settlement(parcel.mails, outcome)
        self.counts[outcome.kind] += 1
        if outcome.kind == DOUBT:
            log.warning("mail %s may have arrived or not: %s", parcel.pks, outcome.reason)
        if outcome.dead:
            suppress(mailbox(parcel.mails[0].address), f"{outcome.code}")

    def _mark(self, started: list[int]) -> bool:
        """Retried as long as this process lives: what has been sent and isn't marked would be sent again."""
        settled, self.settled, begun = self.settled, None, time.monotonic()
        while True:
            try:
                return outbox.mark(self.owner, settled, started)
            except (DatabaseError, InterfaceError) as fault:
                too_long = time.monotonic() - begun > LONGEST_MARK
                if not cut_off(fault) or connection.in_atomic_block or too_long:
                    raise
                connection.close()
                time.sleep(0.2)


def cut_off(fault: Exception) -> bool:
    """Whether the database went away instead of refusing something.

    A server that is stopped at once in the middle of a statement shows in psycopg2 as the bare DatabaseError.
    """
    return isinstance(fault, (OperationalError, InterfaceError)) or type(fault) is DatabaseError


def settlement(mails: list[Delivery], outcome: Outcome) -> Settlement:
    """What is written about a message that was tried."""
    pks, first = [mail.pk for mail in mails], mails[0]
    if outcome.kind == SENT:
        return Settlement(pks, Delivery.State.SENT, outcome.code)
    age = timezone.now() - (first.fact.not_before or first.fact.at)
    # What waited a week for its digest has not been tried for a week.
    too_old = first.attempts > outbox.MOST_ATTEMPTS if first.bundle else age > outbox.GIVE_UP_AFTER
    if outcome.kind == NEVER or (outcome.kind == LATER and too_old):
        return Settlement(pks, Delivery.State.FAILED, outcome.code, outcome.reason)
    doubt = outcome.kind == DOUBT
    if doubt and any(kinds.get(mail.fact.kind).on_doubt == HOLD for mail in mails):
        return Settlement(pks, Delivery.State.DOUBT, outcome.code, outcome.reason, doubt=True)
    again = timezone.now() + timedelta(seconds=outbox.delay(first.attempts))
    return Settlement(pks, Delivery.State.WAITING, outcome.code, outcome.reason, again, doubt)


def forget(mails: Iterable[Delivery]) -> None:
    """A code that has been sent doesn't stay behind."""
    letters = {mail.fact_id for mail in mails if mail.fact.kind == Letter.code}
    if letters:
        unsent = Delivery.objects.filter(fact__in=letters).exclude(state=Delivery.State.SENT)
        Fact.objects.filter(pk__in=letters).exclude(pk__in=unsent.values("fact")).update(data={})
