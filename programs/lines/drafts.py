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
from programs.events.models import Event
from programs.ledger.models import Contribution
from programs.ledger.sources import Happened, sources

Kind = Contribution.Kind
# Of a small gathering each guest can say what the host gave them; of a large one they'd only be counted.
SMALL = 12


def gatherings(since: date) -> Iterator[Happened]:
    """Whoever held one gave their company time; at a small one, its guests got the host's time. Small talks are nobody's draft."""
    now = timezone.now()
    over = Event.objects.published().filter(ends_at__lte=now, ends_at__date__gte=since).exclude(kind=Event.Kind.TALK)
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


sources.extend([gatherings, introductions])
