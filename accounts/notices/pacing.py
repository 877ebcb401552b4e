"""Each person's own pace: when a mail may leave, and what is put off into their next digest."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Q
from django.utils import timezone

from accounts.notices import kinds
from accounts.notices.hours import DAILY, Hours, after_quiet, is_quiet, next_digest
from accounts.notices.models import Delivery, Fact, Rhythm
from accounts.users.models import User

RHYTHM = [f"person__mail_rhythm__{name}" for name in ("quiet_from", "quiet_until", "digest_at", "digest_day")]
WEEK = timedelta(days=7)


@dataclass(frozen=True)
class PutOff:
    """Not now: from this instant on, and in this bundle."""

    until: datetime
    bundle: str


def hours_of(person: User, rhythm: Rhythm | None) -> Hours:
    if rhythm is None:
        return Hours(person.time_zone)
    return Hours(person.time_zone, rhythm.quiet_from, rhythm.quiet_until, rhythm.digest_at, rhythm.digest_day)


def earliest(moment: datetime, hours: Hours, bundle: str) -> datetime:
    """When a mail of this bundle ("" = a mail of its own) may leave."""
    return next_digest(moment, hours, bundle) if bundle else after_quiet(moment, hours)


def set_times(fact: Fact, *, after: int, until: int) -> int:
    """The mails of this batch that keep to somebody's clock get their instant; people with one rhythm in one statement."""
    now = timezone.now()
    mine = Delivery.objects.filter(fact=fact, person__gt=after, person__lte=until, state=Delivery.State.WAITING)
    timed = mine.filter(~Q(bundle="") | Q(person__mail_rhythm__quiet_from__isnull=False))
    found: dict[tuple[Any, ...], list[int]] = {}
    for pk, *key in timed.values_list("pk", "bundle", "person__time_zone", *RHYTHM):
        found.setdefault(tuple(key), []).append(pk)
    return sum(
        Delivery.objects.filter(pk__in=pks).update(not_before=earliest(now, _hours(zone, rhythm), bundle))
        for (bundle, zone, *rhythm), pks in found.items()
    )


def _hours(zone: str, rhythm: Sequence[Any]) -> Hours:
    """As the row says; without a row (all of it None) as usual."""
    return Hours(zone) if rhythm[2] is None else Hours(zone, *rhythm)


class Paces:
    """Asked right before sending: has the quiet of the night begun, is the week's number of mails reached?"""

    def __init__(self, mails: Sequence[Delivery]) -> None:
        self.now = timezone.now()
        people = {mail.person_id for mail in mails if mail.person_id}
        self.rhythms = {rhythm.person_id: rhythm for rhythm in Rhythm.objects.filter(person__in=people)}
        capped = {mail.person_id for mail in mails if mail.person_id and counts_for_cap(mail)}
        self.sent = sent_this_week(capped, besides=[mail.pk for mail in mails])

    def put_off(self, mail: Delivery) -> PutOff | None:
        """None: it leaves now. What overflows waits for the digest; what one takes part in always leaves."""
        person, kind = mail.person, kinds.get(mail.fact.kind)
        if person is None or kind.urgent:
            return None
        rhythm = self.rhythms.get(person.pk)
        hours = hours_of(person, rhythm)
        if is_quiet(self.now, hours):
            return PutOff(after_quiet(self.now, hours), mail.bundle)
        if mail.bundle or not counts_for_cap(mail) or kind.takes_part(mail.fact, person):
            return None
        cap = rhythm.cap if rhythm else Rhythm.CAP
        if cap is not None and self.sent[person.pk] >= cap:
            return PutOff(next_digest(self.now, hours, DAILY), Delivery.Bundle.CAP)
        self.sent[person.pk] += 1
        return None


def counts_for_cap(mail: Delivery) -> bool:
    return not mail.bundle and kinds.get(mail.fact.kind).counts


def sent_this_week(people: Collection[int], *, besides: Collection[int] = ()) -> Counter[int]:
    """How many mails of their own that can wait each has had in the last seven days; a digest isn't counted.

    What another worker holds counts as sent, so that two at once don't pass the cap; `besides` is one's own batch.
    Should both look in the same instant, both put off: too little now is made good by the next digest.
    """
    if not people:
        return Counter()
    codes = [kind.code for kind in kinds.all() if kind.counts]
    recent = Q(state=Delivery.State.SENT, sent_at__gt=timezone.now() - WEEK)
    held = Q(state__in=[Delivery.State.LEASED, Delivery.State.SENDING]) & ~Q(pk__in=besides)
    had = Delivery.objects.filter(recent | held, person__in=people, bundle="", fact__kind__in=codes)
    counted = had.order_by().values_list("person").annotate(Count("pk"))
    return Counter({person: count for person, count in counted if person})
