"""Reading a series: the gatherings that follow one, whom they are meant for, and who hears when they are called off."""

from collections.abc import Iterable

from django.db.models import QuerySet
from django.utils import timezone

from accounts.users.models import User
from programs.events import queries
from programs.events.models import Event


def following(event: Event, viewer: User) -> QuerySet[Event]:
    """The later gatherings of the same series that this person may see and still answer."""
    if event.series_id is None:
        return Event.objects.none()
    later = Event.objects.visible_to(viewer).filter(series=event.series_id, turn__gt=event.turn)
    return later.published().filter(starts_at__gt=timezone.now()).order_by("turn")


def meant_later(event: Event, people: Iterable[User]) -> list[tuple[Event, set[int]]]:
    """The later gatherings of the same series that stand as this one does, each with those of these people whom it is
    meant for: the circle of each may be another. Whoever hosts it counts, who looks at the invitation as it will be."""
    if event.series_id is None:
        return []
    ids = [person.pk for person in people]
    later = Event.objects.filter(series=event.series_id, turn__gt=event.turn, state=event.state)
    coming = later.filter(starts_at__gt=timezone.now()).order_by("turn")
    meant = {one: queries.audience_of(one).filter(pk__in=ids).values_list("pk", flat=True) for one in coming}
    return [(one, {*found, one.host_id}) for one, found in meant.items()]


def to_call_off_with(event: Event) -> list[Event]:
    """The later gatherings of the same series that can be called off with this one: not drafts, nor what has begun."""
    if event.series_id is None:
        return []
    rows = Event.objects.filter(series=event.series_id, turn__gt=event.turn, state__in=["published", "postponed"])
    return [one for one in rows.order_by("turn") if not one.has_begun]


def told_of_end(events: list[Event], by: User) -> int:
    """How many people hear of it when these are called off: each once, and without whoever does it."""
    return queries.concerned_by(events).exclude(pk=by.pk).count()
