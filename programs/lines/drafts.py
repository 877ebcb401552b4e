"""What the lower rooms know to have been given lately, told to the ledger, which makes drafts of it.

(Here, because gatherings stand above the ledger, and introductions know nothing of it.) Of career talks no draft is
kept: one of the two sees it while reading their own ledger, and the database learns of it only what they choose to tell.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts.users.models import User
from alumni.companies.models import Company
from alumni.introductions.models import Introduction
from alumni.profiles.queries import people_visible_to
from programs.checkins.queries import people_who_came
from programs.cohorts.models import Program
from programs.events.models import Event
from programs.ledger.models import Contribution
from programs.ledger.sources import Happened, sources, unkept
from programs.ledger.suggesting import LATELY
from programs.lines.models import Pause
from programs.mentoring import rooms
from programs.mentoring.models import CareerSession

Kind = Contribution.Kind
# Of a small gathering each guest can say what the host gave them; of a large one they'd only be counted.
SMALL = 12
# A program is closed by hand, perhaps long after its last day.
LATE = timedelta(days=120)


def gatherings(since: date) -> Iterator[Happened]:
    """Whoever held one gave their company time; at a small one, its guests got the host's time.

    So did whoever led a session of a program; its people tell of the whole when it closes. Of small talks nothing.
    """
    now = timezone.now()
    over = Event.objects.published().filter(ends_at__lte=now, ends_at__date__gte=since)
    for event in over.exclude(kind=Event.Kind.TALK).select_related("company", "host"):
        on, about = timezone.localtime(event.starts_at).date(), f"event:{event.pk}"
        led = event.kind == Event.Kind.SESSION
        said = _("「{title}」を進行しました") if led else _("「{title}」をひらきました")
        words = format_lazy(said, title=event.title)
        yield Happened(event.host, Kind.TIME, event.host, event.company, words, on, about)
        if led:
            continue
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
    over = Program.objects.filter(state=Program.State.CLOSED, ends_on__gte=since - LATE).select_related("company")
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


def lately(since: date) -> Iterator[Happened]:
    """All of it, but for lines that somebody lets rest: they aren't asked about them."""
    resting = set(Pause.objects.standing().values_list("person", "company"))
    for source in (gatherings, introductions, programs):
        for one in source(since):
            other = one.receiver if one.to == one.giver else one.giver
            if not (isinstance(other, Company) and (one.to.pk, other.pk) in resting):
                yield one


def career_talks(viewer: User) -> list[Happened]:
    """Talks of the last days, read from under their seal by one of the two: nothing of them is written anywhere."""
    since = timezone.now() - LATELY
    over = rooms.of(viewer).filter(ends_at__gt=since, ends_at__lte=timezone.now())
    met = rooms.rooms(viewer, over.exclude(state__in=(CareerSession.State.CANCELLED, CareerSession.State.MISSED)))
    others = people_visible_to(viewer).in_bulk({room.other.pk for room in met if room.other}) if met else {}
    told = Contribution.objects.told_by_side(viewer).filter(told_at__gt=since) if others else ()
    done = {(key, row.on) for row in told for key in (row.giver_id, row.receiver_id)}
    found = []
    for room in met:
        day = timezone.localtime(room.session.starts_at).date()
        if room.other is None or room.other.pk not in others or (room.other.pk, day) in done:
            continue
        two = (viewer, room.other) if room.gives else (room.other, viewer)
        words = _("ゆっくり話を聞きました") if room.gives else _("ゆっくり話を聞いてもらいました")
        found.append(Happened(viewer, Kind.TIME, *two, words, day))
    return found


sources.append(lately)
unkept.append(career_talks)
