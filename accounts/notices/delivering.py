"""Mail leaves: a batch is claimed, looked at again, written, and sent message by message over one kept connection."""

import logging
import os
import secrets
import socket
import time
from collections import Counter
from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings
from django.db import InterfaceError, OperationalError, connection
from django.utils import timezone

from accounts.notices import kinds, outbox
from accounts.notices.expanding import scopes_of
from accounts.notices.kinds import HOLD
from accounts.notices.letters import Letter
from accounts.notices.models import Delivery, Fact, Preference, Suppression
from accounts.notices.outbox import Settlement
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


class Round:
    """One claimed batch, from its rows to its marks."""

    def __init__(self, owner: str, post: Post, counts: Counter[str]) -> None:
        self.owner, self.post, self.counts = owner, post, counts
        self.settled: Settlement | None = None

    def deliver(self, pks: list[int]) -> bool:
        """False when the mail server can't be reached: there is no use in claiming more now."""
        letters = self._write(load(pks))
        for number, (mail, content) in enumerate(letters):
            if (fault := self.post.reach()) is not None:
                self._mark(None)
                rest = [mail.pk for mail, _ in letters[number:]]
                outbox.give_back(self.owner, rest, reason=fault.reason, code=fault.code, wait=RELAY_PAUSE)
                return False
            self._send(mail, content)
        self._mark(None)
        forget(mail for mail, _ in letters)
        return True

    def _write(self, mails: list[Delivery]) -> list[tuple[Delivery, bytes]]:
        """What is slow or may raise comes before any mark; one mail that can't be written doesn't stop the others."""
        writer, letters, unwanted = Writer(), [], Unwanted(mails)
        for mail in mails:
            try:
                if reason := unwanted.why(mail):
                    self._end(mail, Delivery.State.OBSOLETE, reason)
                else:
                    letters.append((mail, writer.write(mail)))
            except (OperationalError, InterfaceError):
                raise
            except Exception as fault:
                log.exception("notice %s of kind %s can't be written", mail.pk, mail.fact.kind)
                self._end(mail, Delivery.State.FAILED, f"{type(fault).__name__}: {fault}")
        return letters

    def _end(self, mail: Delivery, state: str, reason: str) -> None:
        self.counts[state] += outbox.end(self.owner, [mail.pk], state, reason)

    def _send(self, mail: Delivery, content: bytes) -> None:
        until = time.monotonic() + settings.MAIL_LEASE * 0.8
        if not self._mark(mail.pk):
            return
        outcome = self.post.send(envelope_sender(), mail.address, content, until=until)
        self.settled = settlement(mail, outcome)
        self.counts[outcome.kind] += 1
        if outcome.dead:
            suppress(mail.address, f"{outcome.code}")

    def _mark(self, started: int | None) -> bool:
        """Retried as long as this process lives: what has been sent and isn't marked would be sent again."""
        settled, self.settled, begun = self.settled, None, time.monotonic()
        while True:
            try:
                return outbox.mark(self.owner, settled, started)
            except (OperationalError, InterfaceError):
                if connection.in_atomic_block or time.monotonic() - begun > LONGEST_MARK:
                    raise
                connection.close()
                time.sleep(0.2)


class Unwanted:
    """Looks again right before sending: what was wanted when it was written may not be any more."""

    def __init__(self, mails: list[Delivery]) -> None:
        people = {mail.person_id for mail in mails if mail.person_id}
        muted = Preference.objects.filter(person__in=people, pace=Preference.Pace.NEVER)
        self.muted = set(muted.values_list("person", "category"))
        held = Suppression.objects.filter(address_key__in={mailbox(mail.address) for mail in mails})
        self.held = set(held.values_list("address_key", "scope"))

    def why(self, mail: Delivery) -> str:
        fact, kind, person = mail.fact, kinds.get(mail.fact.kind), mail.person
        if person is not None and not person.is_active:
            return "inactive"
        if kind.can_mute and (mail.person_id, kind.category) in self.muted:
            return "muted"
        if any((mailbox(mail.address), scope) in self.held for scope in scopes_of(fact, kind)):
            return "suppressed"
        return "" if kind.still_relevant(fact, person) else "no longer relevant"


def load(pks: list[int]) -> list[Delivery]:
    """The rows in order, each fact once, with what their kinds need: a constant number of queries."""
    found = Delivery.objects.filter(pk__in=pks).select_related("person").order_by("priority", "not_before", "id")
    mails = list(found)
    facts = Fact.objects.in_bulk({mail.fact_id for mail in mails})
    for mail in mails:
        mail.fact = facts[mail.fact_id]
    for code in {fact.kind for fact in facts.values()}:
        mine = [mail for mail in mails if mail.fact.kind == code]
        people = {mail.person_id: mail.person for mail in mine if mail.person}
        kinds.get(code).prepare([fact for fact in facts.values() if fact.kind == code], list(people.values()))
    return mails


def settlement(mail: Delivery, outcome: Outcome) -> Settlement:
    """What is written about a message that was tried."""
    if outcome.kind == SENT:
        return Settlement(mail.pk, Delivery.State.SENT, outcome.code)
    too_old = timezone.now() - (mail.fact.not_before or mail.fact.at) > outbox.GIVE_UP_AFTER
    if outcome.kind == NEVER or (outcome.kind == LATER and too_old):
        return Settlement(mail.pk, Delivery.State.FAILED, outcome.code, outcome.reason)
    doubt = outcome.kind == DOUBT
    if doubt and kinds.get(mail.fact.kind).on_doubt == HOLD:
        return Settlement(mail.pk, Delivery.State.DOUBT, outcome.code, outcome.reason, doubt=True)
    again = timezone.now() + timedelta(seconds=outbox.delay(mail.attempts))
    return Settlement(mail.pk, Delivery.State.WAITING, outcome.code, outcome.reason, again, doubt)


def suppress(address: str, reason: str) -> None:
    """Nobody writes to this mailbox any more; the row outlives the account."""
    row = Suppression(address_key=mailbox(address), scope="", reason=reason)
    Suppression.objects.bulk_create([row], ignore_conflicts=True)


def forget(mails: Iterable[Delivery]) -> None:
    """A code that has been sent doesn't stay behind."""
    letters = {mail.fact_id for mail in mails if mail.fact.kind == Letter.code}
    if letters:
        unsent = Delivery.objects.filter(fact__in=letters).exclude(state=Delivery.State.SENT)
        Fact.objects.filter(pk__in=letters).exclude(pk__in=unsent.values("fact")).update(data={})
