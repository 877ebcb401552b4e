"""What the lower rooms know to have been given lately, told to the ledger, which makes drafts of it.

(Here, because gatherings stand above the ledger, and introductions know nothing of it.)
"""

from collections.abc import Iterable, Iterator
from datetime import date

from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from alumni.introductions.models import Introduction
from programs.checkins.queries import people_who_came
from programs.cohorts.models import Program
from programs.events.models import Event
from programs.ledger.models import Contribution
from programs.ledger.sources import Happened, sources

Kind = Contribution.Kind
# Of a small gathering each guest can say what the host gave them; of a large one they'd only be counted.
SMALL = 12


def gatherings(since: date) -> Iterator[Happened]:
    """Whoever held one gave their company time; at a small one, its guests got the host's time. Of small talks and of a program's turns nothing is drafted."""
    now = timezone.now()
    over = (
        Event.objects.published()
        .filter(ends_at__lte=now, ends_at__date__gte=since)
        .exclude(kind__in=(Event.Kind.TALK, Event.Kind.SESSION))
    )
    for event in over.select_related("company", "host"):
        on, about = timezone.localtime(event.starts_at).date(), f"event:{event.pk}"
        words = format_lazy(_("「{title}」をひらきました"), title=event.title)
        yield Happened(event.host, Kind.TIME, event.host, event.company, words, on, about)
        guests = list(people_who_came(event).exclude(pk=event.host_id)[: SMALL + 1])
        if len(guests) > SMALL:
            continue
        got = format_lazy(_("「{title}」に呼んでもらいました"), title=event.title)
        for guest in guests:
            yield Happened(guest, Kind.TIME, event.host, guest, got, on, about)


def introductions(since: date) -> Iterable[Happened]:
    """Who was brought together has got something from whoever stood between."""
    rows = Introduction.objects.filter(state=Introduction.State.ACCEPTED, answered_at__date__gte=since)
    for row in rows.select_related("asker", "middle", "other"):
        assert row.answered_at is not None
        on = timezone.localtime(row.answered_at).date()
        words = format_lazy(_("{name}さんを紹介してもらいました"), name=row.other.name)
        yield Happened(
            row.asker, Kind.INTRODUCTION, row.middle, row.asker, words, on, f"introduction:{row.pk}"
        )  # fmt: skip


def programs(since: date) -> Iterator[Happened]:
    """A program is closed: who led it gave its people and its company something, and had a place to do it in."""
    over = Program.objects.filter(state=Program.State.CLOSED, ends_on__gte=since).select_related("company")
    today = timezone.localdate()
    for program in over:
        on, about = min(program.ends_on, today), f"program:{program.pk}"
        leads = [one.person for one in program.stewards.standing().filter(leads=True).select_related("person")]
        inside = list(program.nominations.inside().select_related("person", "company"))
        led = format_lazy(_("「{title}」を進行しました"), title=program.title)
        place = format_lazy(_("「{title}」を試す場をもらいました"), title=program.title)
        learned = format_lazy(_("「{title}」で学びました"), title=program.title)
        sent = format_lazy(_("「{title}」に送り出してもらいました"), title=program.title)
        for lead in leads:
            yield Happened(lead, Kind.GROWTH, lead, program.company, led, on, about)
            yield Happened(lead, Kind.PLACE, program.company, lead, place, on, about)
            for one in inside:
                if one.person_id != lead.pk:
                    yield Happened(one.person, Kind.KNOWLEDGE, lead, one.person, learned, on, about)
        for one in inside:
            yield Happened(one.person, Kind.GROWTH, one.company, one.person, sent, on, about)


sources.extend([gatherings, introductions, programs])
