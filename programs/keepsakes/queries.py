"""Reading what remains: photos, answers without names, wishes, and the figures of the hosts' page."""

import hashlib
from collections import Counter
from dataclasses import dataclass, field

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from accounts.users.models import User
from alumni.blocks.queries import apart
from alumni.profiles.disclosure import ShownProfile
from alumni.profiles.queries import card, in_sight
from programs.checkins.models import Attendance
from programs.checkins.queries import people_who_came, with_presence_of
from programs.events.models import Event, Reply
from programs.keepsakes.models import EventPhoto, Feedback, FeedbackGiven, MeetAgain, OutcomeYes


def remaining(viewer: User) -> QuerySet[Event]:
    """Gatherings with all that their page asks of them: whether this person was there, holds it, has answered and
    confirmed, and how many confirmed what came of it (`was_there`, `is_held`, `has_answered`, `has_confirmed`, `yeses`).
    """
    given = FeedbackGiven.objects.filter(event=OuterRef("pk"), person=viewer)
    yeses = OutcomeYes.objects.filter(outcome=OuterRef("outcome"), revision=OuterRef("outcome__revision"))
    counted = yeses.order_by().values("revision").annotate(many=Count("pk")).values("many")
    seen = Event.objects.visible_to(viewer).shown().select_related("company", "outcome").with_hold_of(viewer)
    return with_presence_of(seen, viewer).annotate(
        has_answered=Exists(given),
        has_confirmed=Exists(yeses.filter(person=viewer)),
        yeses=Coalesce(Subquery(counted), 0),
    )


def photos_of(viewer: User, event: Event) -> QuerySet[EventPhoto]:
    return EventPhoto.objects.visible_to(viewer).filter(event=event)


def taken_down_by(viewer: User, event: Event) -> QuerySet[EventPhoto]:
    """What this person took down and may bring back."""
    return EventPhoto.objects.filter(event=event, hidden_by=viewer).exclude(hidden_at=None)


def album_of(viewer: User, event: Event) -> tuple[list[EventPhoto], list[EventPhoto]]:
    """What is shown to this viewer, and what they took down and may bring back: one query."""
    rows = list(photos_of(viewer, event) | taken_down_by(viewer, event))
    return [row for row in rows if row.hidden_at is None], [row for row in rows if row.hidden_at]


def helpers_of(viewer: User, event: Event) -> QuerySet[User]:
    """Whom one thanks: the host and whoever held it with them, but nobody between whom and oneself a block stands."""
    helped = Q(pk=event.host_id) | Q(pk__in=event.roles.accepted().values("person"))
    return User.objects.active().filter(helped).exclude(pk=viewer.pk).exclude(apart(viewer, "pk")).order_by("pk")


def companions_of(viewer: User, event: Event) -> list[ShownProfile]:
    """Whom one can have met there: those who came, not unseen, and whom the viewer may see."""
    return [one for one, _wished in companions_and_wishes(viewer, event)]


def companions_and_wishes(viewer: User, event: Event) -> list[tuple[ShownProfile, bool]]:
    """The same, and whom of them the viewer wishes to meet again: one query."""
    unseen = Reply.objects.filter(event=event, unseen=True).values("person")
    there = people_who_came(event).exclude(pk__in=unseen).exclude(pk=viewer.pk)
    wished = MeetAgain.objects.visible_to(viewer).filter(event=event, to=OuterRef("person"))
    rows = in_sight(viewer).filter(person__in=there.values("pk")).annotate(is_wished=Exists(wished))
    found = [(card(viewer, row), row.is_wished) for row in rows]
    return sorted(found, key=lambda pair: (pair[0].name, pair[0].person))


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
