"""Reading what a member's first page shows: a constant number of queries, however much there is."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Min, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from accounts.notices.queries import Line, lines_of, page_of
from accounts.users.models import User
from alumni.arrivals.models import JoinRequest
from alumni.companies.models import Company
from alumni.companies.queries import desks_of
from alumni.connections.models import Connection
from alumni.directory.people import PersonSeen
from alumni.directory.queries import Circle, circle_of
from alumni.imports.models import HrImport
from alumni.introductions.models import LIFE, Introduction, Vouch
from alumni.profiles.models import Profile
from alumni.profiles.queries import in_sight
from alumni.tenures.standing import standing_of
from programs.events.models import Event, Reply
from programs.events.queries import named_to

GATHERINGS_READ, PEOPLE_READ, NOTICES_READ = 30, 400, 3


@dataclass(frozen=True)
class Gatherings:
    """The next gathering of a viewer with who is there, and those that still wait for an answer."""

    next: Event | None
    circle: Circle | None
    awaiting: list[Event]

    @property
    def going(self) -> bool:
        return self.next is not None and self.next.my_answer == Reply.Answer.YES  # type: ignore[attr-defined]


@dataclass(frozen=True)
class DeskWork:
    """What waits at one desk."""

    company: Company
    requests: int
    oldest: datetime | None
    imports: int
    vouches: int = 0

    @property
    def waits(self) -> bool:
        return bool(self.requests or self.imports or self.vouches)


@dataclass(frozen=True)
class Near:
    """How a member stands to the others: seen by nobody yet, and who waits for their word."""

    unseen: bool = False
    connections: int = 0
    introductions: int = 0

    @property
    def waits(self) -> bool:
        return bool(self.connections or self.introductions)


def gatherings_of(viewer: User) -> Gatherings:
    """Three queries at most: the gatherings, who comes to the next one, how they stand to the viewer."""
    coming = list(_upcoming(viewer)[:GATHERINGS_READ])
    for event in coming:
        event.my_answer_words = Reply.Answer(event.my_answer).label if event.my_answer else ""  # type: ignore[attr-defined]
    awaiting = [event for event in coming if not event.my_answer and _can_answer(event, viewer)]  # type: ignore[attr-defined]
    mine = [e for e in coming if e.host_id == viewer.pk or e.my_answer not in (None, Reply.Answer.NO)]  # type: ignore[attr-defined]
    first = next(iter(mine or awaiting), None)
    circle = circle_of(viewer, coming_to(first, viewer)) if first else None
    return Gatherings(first, circle, [event for event in awaiting if event != first])


def _upcoming(viewer: User):  # type: ignore[no-untyped-def]
    answers = Reply.objects.filter(event=OuterRef("pk"), person=viewer).values("answer")[:1]
    meant = Event.objects.invited(viewer) | Event.objects.filter(host=viewer)
    later = meant.published().filter(ends_at__gt=timezone.now()).select_related("company")
    return later.annotate(my_answer=Subquery(answers)).order_by("starts_at", "id")


def _can_answer(event: Event, viewer: User) -> bool:
    return event.host_id != viewer.pk and (event.reply_by is None or event.reply_by > timezone.now())


def coming_to(event: Event, viewer: User) -> list[Profile]:
    """Those who come and whom this viewer may see."""
    coming = event.replies.filter(named_to(viewer), answer=Reply.Answer.YES)
    return list(in_sight(viewer).filter(person__in=coming.values("person")).order_by("id")[:PEOPLE_READ])


def desk_work_of(viewer: User) -> list[DeskWork]:
    """What waits at each desk of this person: one query, none for who has no desk."""
    desks = desks_of(viewer)
    if not desks:
        return []
    waiting = JoinRequest.objects.waiting().filter(company=OuterRef("pk")).order_by().values("company")
    reviews = HrImport.objects.filter(company=OuterRef("pk"), state=HrImport.State.PREVIEW).order_by()
    vouches = Vouch.objects.waiting().filter(company=OuterRef("pk")).order_by()
    counted = Company.objects.filter(pk__in=[desk.pk for desk in desks]).annotate(
        requests=Subquery(waiting.annotate(n=Count("pk")).values("n")),
        oldest=Subquery(waiting.annotate(first=Min("asked_at")).values("first")),
        reviews=Subquery(reviews.values("company").annotate(n=Count("pk")).values("n")),
        remembered=Subquery(vouches.values("company").annotate(n=Count("pk")).values("n")),
    )
    return [DeskWork(c, c.requests or 0, c.oldest, c.reviews or 0, c.remembered or 0) for c in counted]


def near_of(viewer: User) -> Near:
    """One query: whether anybody sees the viewer, and how many of those the viewer may read wait for an answer."""
    asking = Connection.objects.visible_to(viewer).filter(state=Connection.State.ASKED).exclude(asked_by=viewer)
    State, since = Introduction.State, timezone.now() - LIFE
    mine = Q(middle=viewer, state=State.ASKED) | Q(other=viewer, state=State.PASSED)
    open_ones = Introduction.objects.visible_to(viewer).filter(mine, asked_at__gt=since)
    row = Profile.objects.filter(person=viewer).values_list(
        "seen_by",
        _number(asking.filter(asked_by__is_active=True)),
        _number(open_ones),
    )
    seen_by, connections, introductions = row.first() or (Profile.SeenBy.NOBODY, 0, 0)
    return Near(seen_by == Profile.SeenBy.NOBODY, connections, introductions)


def _number(rows: QuerySet[Any]) -> Coalesce:
    """How many there are, as a part of another query."""
    counted = rows.order_by().annotate(all=Value(1)).values("all").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted), 0)


def requests_of(member: User) -> list[JoinRequest]:
    """A member's requests to further companies that wait, or wait for their next step, the newest first."""
    State = JoinRequest.State
    open_ones = Q(state=State.WAITING) | Q(state=State.ACCEPTED, enrolment__isnull=False, enrolment__person=None)
    asked = JoinRequest.objects.filter(open_ones, person=member).select_related("company")
    return list(asked.order_by("-asked_at")[:3])


def latest_notices(person: User) -> list[Line]:
    """The newest notices, as the kinds say them: one query, and one for each kind among them."""
    return lines_of(page_of(person)[0][:NOTICES_READ], person)


def shared_gatherings(viewer: User, seen: PersonSeen) -> list[Event]:
    """What is still to come and meant for both, by the posts that the other tells this viewer; nothing for oneself."""
    person = seen.profile.person
    if viewer.pk == person.pk:
        return []
    told = [post for post in standing_of(person).posts if post.tenure.pk in seen.clear]
    both = Event.objects.published().invited(viewer) & Event.objects.published().invited_through(told)
    return list(both.filter(ends_at__gt=timezone.now()).order_by("starts_at", "id")[:3])
