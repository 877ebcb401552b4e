"""Reading a person's calendar: whose address it is, and which gatherings stand in it now."""

import hashlib
from datetime import timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.users.models import User
from programs.calendars.models import Feed
from programs.calendars.sources import sources
from programs.events import ics
from programs.events.models import Event, Reply
from programs.events.queries import calendar_entries
from programs.events.rules import can_see_link

Answer = Reply.Answer
KEPT = timedelta(days=180)


def hash_of(token: str) -> bytes:
    return hashlib.sha256(token.encode(errors="replace")).digest()


def feed_behind(token: str) -> Feed | None:
    """None for an address that never was, was renewed or ended, or whose person is no longer active."""
    found = Feed.objects.filter(token_hash=hash_of(token), person__in=User.objects.active())
    return found.select_related("person").first()


def calendar_of(person: User) -> bytes:
    """What the person comes to, thinks of or holds, as they may see it now; the same content is the same bytes."""
    since = timezone.now() - KEPT
    own = Q(host=person) | Q(replies__person=person, replies__answer__in=[Answer.YES, Answer.MAYBE])
    seen = Event.objects.visible_to(person).shown().filter(own, ends_at__gt=since).distinct()
    events = list(
        seen.with_hold_of(person).select_related("company").prefetch_related("sessions").order_by("starts_at", "pk")
    )
    answers = {reply.event_id: reply for reply in Reply.objects.filter(person=person, event__in=events)}
    entries = [entry for event in events for entry in _entries(event, person, answers.get(event.pk))]
    entries += [entry for source in sources for entry in source(person) if entry.ends_at > since]
    return ics.feed(entries, _("叶え: わたしの予定"))


def _entries(event: Event, person: User, mine: Reply | None) -> list[ics.Entry]:
    answer = mine.answer if mine else ""
    tentative = answer == Answer.MAYBE or event.is_postponed
    status = ics.CANCELLED if event.is_cancelled else ics.TENTATIVE if tentative else ics.CONFIRMED
    linked = not event.is_cancelled and can_see_link(person, event, answer)
    # A stamp of "now" would make every reading look like news.
    return calendar_entries(
        event, person, with_link=linked, status=status, stamp=event.published_at or event.created_at
    )
