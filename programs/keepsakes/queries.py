"""Reading what remains: photos, answers without names, wishes, and the figures of the hosts' page."""

import hashlib
from collections import Counter
from dataclasses import dataclass, field

from django.db.models import QuerySet

from accounts.users.models import User
from alumni.profiles.disclosure import ShownProfile
from alumni.profiles.queries import shown
from programs.checkins.models import Attendance
from programs.checkins.queries import people_who_came
from programs.events.models import Event, Reply
from programs.keepsakes.models import EventOutcome, EventPhoto, Feedback, MeetAgain


def photos_of(viewer: User, event: Event) -> QuerySet[EventPhoto]:
    return EventPhoto.objects.visible_to(viewer).filter(event=event).select_related("by")


def taken_down_by(viewer: User, event: Event) -> QuerySet[EventPhoto]:
    """What this person took down and may bring back."""
    return EventPhoto.objects.filter(event=event, hidden_by=viewer).exclude(hidden_at=None)


def helpers_of(event: Event) -> QuerySet[User]:
    """Whom one thanks: the host and whoever held it with them."""
    others = event.roles.accepted().values("person")
    return User.objects.active().filter(pk__in=[event.host_id]) | User.objects.active().filter(pk__in=others)


def companions_of(viewer: User, event: Event) -> list[ShownProfile]:
    """Whom one can have met there: those who came, not unseen, and whom the viewer may see."""
    unseen = Reply.objects.filter(event=event, unseen=True).values("person")
    there = people_who_came(event).exclude(pk__in=unseen).exclude(pk=viewer.pk)
    found = shown(viewer, there.values_list("pk", flat=True))
    return sorted(found.values(), key=lambda one: (one.name, one.person))


def wished_by(viewer: User, event: Event) -> set[int]:
    return set(MeetAgain.objects.visible_to(viewer).filter(event=event).values_list("to", flat=True))


def is_mutual(event: Event, one: int, other: int) -> bool:
    pair = [one, other]
    return MeetAgain.objects.filter(event=event, by__in=pair, to__in=pair).count() == 2


@dataclass
class Voices:
    """Feedback as the hosts read it."""

    named: list[Feedback] = field(default_factory=list)
    unnamed: list[Feedback] = field(default_factory=list)
    glad: list[tuple[str, int]] = field(default_factory=list)
    again: list[tuple[str, int]] = field(default_factory=list)
    waits: bool = False


def voices_of(event: Event) -> Voices:
    """Named ones one by one; the others by fives, in an order that tells nothing, and counted only as shown."""
    rows = list(event.feedback.select_related("person"))
    told = [row for row in rows if row.told]
    glad, again = Counter(row.glad for row in told), Counter(row.again for row in told)
    return Voices(
        named=[row for row in told if row.person_id],
        unnamed=sorted((row for row in told if not row.person_id), key=_mixed),
        glad=[(str(label), glad[value]) for value, label in Feedback.Glad.choices] if told else [],
        again=[(str(label), again[value]) for value, label in Feedback.Again.choices] if told else [],
        waits=len(told) < len(rows),
    )


def _mixed(row: Feedback) -> str:
    return hashlib.sha256(row.pk.bytes).hexdigest()


@dataclass(frozen=True)
class Figures:
    said_yes: int
    came: int
    guests: int
    recorded: bool
    photos: int


def figures_of(event: Event) -> Figures:
    """Counts alone: a gathering isn't weighed against another, and nobody in it is."""
    here = Attendance.objects.standing().filter(event=event)
    return Figures(
        said_yes=event.replies.filter(answer=Reply.Answer.YES).count(),
        came=people_who_came(event).count(),
        guests=here.filter(person=None).count(),
        recorded=here.exists(),
        photos=EventPhoto.objects.standing().filter(event=event).count(),
    )


def outcome_of(event: Event) -> EventOutcome | None:
    return EventOutcome.objects.filter(event=event).first()


def confirmed_by(outcome: EventOutcome) -> set[int]:
    """Who said yes to the words as they stand now."""
    return set(outcome.yeses.filter(revision=outcome.revision).values_list("person", flat=True))
