"""What became of an announcement, counted from what is known anyway: no pixel, no followed link."""

from datetime import timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q
from django.db.models.functions import Lower
from django.utils import timezone

from accounts.audit.actions import move
from accounts.consent.models import Consent
from accounts.notices.models import Delivery, Fact, Notice, Preference, Suppression
from alumni.companies.purpose import NEWS
from programs.announcements.models import TOLD, Announcement
from programs.events.models import Reply

# Bounces and answers come within days; after two months nothing is counted again, and the mails go after three.
FRESH, KEPT, OFTEN, SELDOM = timedelta(days=2), timedelta(days=60), timedelta(minutes=5), timedelta(hours=6)
CATEGORY = "news"


def settle() -> int:
    """What has been told to everybody counts as sent; the figures of the last two months are counted anew."""
    now, moved = timezone.now(), 0
    for one in Announcement.objects.filter(state=Announcement.State.SCHEDULED, send_at__lte=now).select_related(
        "company"
    ):
        if Fact.objects.filter(dedupe_key=one.key, expanded_at__isnull=False).exists():
            move(one, to=Announcement.State.SENT, by=None, scope=one.company.scope, sent_at=now)
            moved += 1
    sent = Announcement.objects.filter(state=Announcement.State.SENT, sent_at__gt=now - KEPT)
    fresh = Q(sent_at__gt=now - FRESH, counted_at__lt=now - OFTEN)
    for one in sent.filter(Q(counted_at=None) | Q(counted_at__lt=now - SELDOM) | fresh).select_related("company"):
        count(one)
    return moved


def count(announcement: Announcement) -> None:
    """The figures stand in the row as they are now."""
    told = Notice.objects.filter(fact__in=_facts(announcement))
    found = {
        "told": told.count(),
        "stopped": told.filter(_stopped(announcement)).count(),
        "answered": told.filter(_answered(announcement)).count() if announcement.event_id else 0,
        **_mails(announcement),
        "counted_at": timezone.now(),
    }
    Announcement.objects.filter(pk=announcement.pk).update(**found)
    for name, value in found.items():
        setattr(announcement, name, value)


def _facts(announcement: Announcement) -> Any:
    return Fact.objects.filter(kind=TOLD, about=announcement.ref, dedupe_key=announcement.key)


def _mails(announcement: Announcement) -> dict[str, int]:
    """Taken by the receiving server; still to go (digests, quiet hours, retries); refused then or sent back since."""
    states = Delivery.State
    dead = Suppression.objects.filter(
        scope="", address_key=Lower(OuterRef("address")), at__gte=announcement.send_at
    ).exclude(reason__in=["asked", "complained"])
    mails = Delivery.objects.filter(fact__in=_facts(announcement)).annotate(back=Exists(dead))
    went = Q(state__in=[states.SENT, states.DOUBT])
    return mails.aggregate(
        mailed=Count("pk", filter=went & Q(back=False)),
        waiting=Count("pk", filter=Q(state__in=[states.WAITING, states.LEASED, states.SENDING])),
        bounced=Count("pk", filter=Q(state=states.FAILED) | (went & Q(back=True))),
    )


def _stopped(announcement: Announcement) -> Q:
    """Took back their yes to this company's news since, or stopped the mails of all such news."""
    mine = {"person": OuterRef("person")}
    news = Consent.objects.filter(**mine, document__scope=announcement.company.scope, document__purpose=NEWS)
    left = Q(Exists(news.filter(withdrawn_at__gte=announcement.send_at))) & ~Q(Exists(news.standing()))
    stops = Preference.objects.filter(**mine, category=CATEGORY, kind="", changed_at__gte=announcement.send_at)
    return left | Q(Exists(stops.filter(pace=Preference.Pace.APP)))


def _answered(announcement: Announcement) -> Q:
    since = Reply.objects.filter(event=announcement.event_id, at__gte=announcement.send_at, person=OuterRef("person"))
    return Q(Exists(since))
