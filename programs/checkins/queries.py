"""Reading who came: the roll of a gathering, what a person was at, and whom they met there."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Concat
from django.utils import timezone

from accounts.users.models import User
from alumni.profiles.encounters import sources
from alumni.profiles.queries import people_visible_to
from programs.checkins import tickets
from programs.checkins.models import Attendance
from programs.events.models import Event, Reply
from programs.events.queries import met_at_events
from programs.events.tokens import ticket_token

Answer = Reply.Answer
FOUND = 8


@dataclass(frozen=True)
class Line:
    """One line at the desk: somebody expected, somebody who came unexpected, or a guest."""

    name: str
    reading: str
    person: int | None
    guests: int
    came: Attendance | None
    token: str = ""
    code: str = ""


def desk_of(event: Event) -> list[Line]:
    """Everybody who said yes, with their ticket; then who came besides. Two queries."""
    here = Attendance.objects.standing().filter(event=event).select_related("person", "by").order_by("at", "pk")
    came = list(here)
    by_person = {one.person_id: one for one in came if one.person_id}
    expected = event.replies.filter(answer=Answer.YES, person__is_active=True).select_related("person")
    lines = []
    for reply in expected.order_by("person__family_kana", "person__given_kana", "pk"):
        who = reply.person
        signed = {"token": ticket_token(reply), "code": tickets.code_of(reply)}
        lines.append(Line(who.name, who.reading, who.pk, reply.guests, by_person.pop(who.pk, None), **signed))
    besides = [one for one in came if one.person_id is None or one.person_id in by_person]
    return lines + [_besides(one) for one in besides]


def _besides(came: Attendance) -> Line:
    who = came.person
    return Line(who.name if who else came.guest_name, who.reading if who else "", came.person_id, 0, came)


def reply_with(event: Event, code: str) -> list[Reply]:
    """Whose short code this is: one, none, or (hardly ever) two."""
    wanted = tickets.said(code)
    expected = event.replies.filter(answer=Answer.YES).select_related("person")
    return [reply for reply in expected if tickets.code_of(reply) == wanted]


def may_walk_in(by: User, event: Event) -> QuerySet[User]:
    """Whom somebody at this desk may write down: whoever answered, and whoever they may see anyway."""
    seen = people_visible_to(by).values("pk")
    return User.objects.active().filter(Q(pk__in=seen) | Q(pk__in=event.replies.values("person")))


def found_by_name(by: User, event: Event, words: str) -> list[User]:
    """Members by a part of their name or its reading, who aren't here yet."""
    wanted = "".join(words.split())
    if not wanted:
        return []
    here = Attendance.objects.standing().filter(event=event, person__isnull=False).values("person")
    named = may_walk_in(by, event).annotate(
        whole=Concat("family_name", "given_name", Value(" "), "family_kana", "given_kana")
    )
    return list(named.filter(whole__icontains=wanted).exclude(pk__in=here).order_by("family_kana", "pk")[:FOUND])


def own_arrival(person: User, event: Event) -> Attendance | None:
    return Attendance.objects.standing().filter(event=event, person=person).first()


# Who came to what: for the rooms above, and for who has met whom


def recorded() -> QuerySet[Event]:
    """Gatherings at which arrivals were written down: there the roll says who came, and a yes alone says nothing."""
    rows = Attendance.objects.standing().filter(event=OuterRef("pk"))
    return Event.objects.published().filter(Exists(rows))


def events_attended(person: User) -> QuerySet[Event]:
    """What the person really was at: written down, or said yes to where nobody wrote anything down."""
    here = Attendance.objects.standing().filter(person=person).values("event")
    said = Reply.objects.filter(person=person, answer=Answer.YES).values("event")
    over = Q(pk__in=said, ends_at__lte=timezone.now()) & ~Q(pk__in=recorded().values("pk"))
    return Event.objects.published().filter(Q(pk__in=here) | over)


def people_who_came(event: Event) -> QuerySet[User]:
    """Members who really were there, by the same measure."""
    here = Attendance.objects.standing().filter(event=event, person__isnull=False)
    if Attendance.objects.standing().filter(event=event).exists():
        return User.objects.active().filter(pk__in=here.values("person"))
    if event.ends_at > timezone.now():
        return User.objects.none()
    return User.objects.active().filter(pk__in=event.replies.filter(answer=Answer.YES).values("person"))


def came_to(person: User, event: Event) -> bool:
    return events_attended(person).filter(pk=event.pk).exists()


def met_at_desk(person: User) -> QuerySet[Attendance, int | None]:
    """Whoever was written down where this person was written down too; who came unseen has met nobody."""
    unseen = Reply.objects.filter(event=OuterRef("event"), person=OuterRef("person"), unseen=True)
    rows = Attendance.objects.standing().filter(~Exists(unseen), person__isnull=False)
    mine = rows.filter(person=person, event__in=Event.objects.published()).values("event")
    return rows.filter(event__in=mine).exclude(person=person).values_list("person_id", flat=True)


def met_by_answer(person: User) -> QuerySet[Reply, int]:
    """Where no arrivals were written down, a yes to what has taken place counts."""
    return met_at_events(person).exclude(event__in=recorded().values("pk"))


sources.extend([met_at_desk, met_by_answer])
