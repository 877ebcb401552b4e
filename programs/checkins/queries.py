"""Reading who came: the roll of a gathering, what a person was at, and whom they met there."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import BooleanField, Count, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet
from django.db.models.functions import Concat
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.users.models import User
from alumni.directory.searching import suggestions
from alumni.profiles.encounters import sources
from alumni.profiles.grounds import Ground, grounds
from alumni.profiles.queries import people_visible_to, shown
from programs.checkins import tickets
from programs.checkins.models import Attendance
from programs.events import rules
from programs.events.models import Event, Reply
from programs.events.queries import met_at_events, names_told_to
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

    @property
    def order(self) -> tuple[bool, str, str, int]:
        """By reading as far as it is told, then by name."""
        return not self.reading, self.reading, self.name, self.person or 0


def desk_of(by: User, event: Event) -> list[Line]:
    """Everybody who said yes and is named to this viewer, with their ticket; then who came besides. Three queries."""
    here = Attendance.objects.standing().filter(event=event).select_related("person", "by").order_by("at", "pk")
    came = list(here)
    by_person = {one.person_id: one for one in came if one.person_id}
    expected = event.replies.filter(names_told_to(by, event), answer=Answer.YES, person__is_active=True)
    replies = list(expected.select_related("person").order_by("pk"))
    readings = _readings_told_to(by, {reply.person_id for reply in replies} | by_person.keys())
    lines = []
    for reply in replies:
        who = reply.person
        signed = {"token": ticket_token(reply), "code": tickets.code_of(reply)}
        there = by_person.pop(who.pk, None)
        lines.append(Line(who.name, readings.get(who.pk, ""), who.pk, reply.guests, there, **signed))
    known = set(may_walk_in(by, event).filter(pk__in=by_person).values_list("pk", flat=True)) if by_person else set()
    besides = [one for one in came if one.person_id is None or one.person_id in known]
    return sorted(lines, key=lambda line: line.order) + [_besides(one, readings) for one in besides]


def _readings_told_to(by: User, people: Iterable[int]) -> dict[int, str]:
    """A reading that somebody keeps from this viewer stands nowhere, sorts nothing and is found by nothing."""
    return {person: card.reading for person, card in shown(by, people).items()}


def numbers_of(event: Event) -> dict[str, int]:
    """How many are here (with guests) and how many said yes."""
    here = Attendance.objects.standing().filter(event=event)
    said = event.replies.filter(answer=Answer.YES, person__is_active=True)
    return {"here": here.count(), "expected": said.count()}


def _besides(came: Attendance, readings: Mapping[int, str]) -> Line:
    name = came.person.name if came.person else came.guest_name
    return Line(name, readings.get(came.person_id or 0, ""), came.person_id, 0, came)


def reply_with(event: Event, code: str) -> list[Reply]:
    """Whose short code this is: one, none, or (hardly ever) two."""
    wanted = tickets.said(code)
    expected = event.replies.filter(answer=Answer.YES).select_related("person")
    return [reply for reply in expected if tickets.code_of(reply) == wanted]


def may_walk_in(by: User, event: Event) -> QuerySet[User]:
    """Whom somebody at this desk may write down: who answered and is named to them, and whom they see anyway."""
    seen = people_visible_to(by).values("pk")
    named = event.replies.filter(names_told_to(by, event)).values("person")
    return User.objects.active().filter(Q(pk__in=seen) | Q(pk__in=named))


def found_by_name(by: User, event: Event, words: str) -> list[Line]:
    """Members whom the words may mean and who aren't here yet: as the directory finds them, and who answered besides."""
    wanted = "".join(words.split())
    if not wanted:
        return []
    here = Attendance.objects.standing().filter(event=event, person__isnull=False).values("person")
    told = event.replies.filter(names_told_to(by, event), person__is_active=True).exclude(person__in=here)
    named = told.annotate(whole=Concat("person__family_name", "person__given_name")).filter(whole__icontains=wanted)
    lines = [
        Line(reply.person.name, "", reply.person_id, 0, None) for reply in named.select_related("person")[:FOUND]
    ]
    gone, cards = {*here.values_list("person", flat=True)}, suggestions(by, words)
    found = [card.companion for card in cards if card.companion.person.pk not in gone]
    lines += [Line(one.shown.name, one.shown.reading, one.person.pk, 0, None) for one in found]
    return list({line.person: line for line in lines}.values())[:FOUND]


def own_arrival(person: User, event: Event) -> Attendance | None:
    return Attendance.objects.standing().filter(event=event, person=person).first()


# Who came to what: for the rooms above, and for who has met whom


def recorded() -> QuerySet[Event]:
    """Gatherings at which arrivals were written down: there the roll says who came, and a yes alone says nothing."""
    rows = Attendance.objects.standing().filter(event=OuterRef("pk"))
    return Event.objects.published().filter(Exists(rows))


def attended_by(person: User | int) -> Q:
    """Gatherings the person really was at: written down, or said yes to where nobody wrote anything down."""
    rows = Attendance.objects.standing()
    said = Reply.objects.filter(person=person, answer=Answer.YES).values("event")
    over = Q(pk__in=said, ends_at__lte=timezone.now()) & ~Exists(rows.filter(event=OuterRef("pk")))
    return Q(state=Event.State.PUBLISHED) & (Q(pk__in=rows.filter(person=person).values("event")) | over)  # type: ignore[return-value]


def events_attended(person: User | int) -> QuerySet[Event]:
    return Event.objects.filter(attended_by(person))


def with_presence_of(events: QuerySet[Event], person: User) -> QuerySet[Event]:
    """Adds `was_there`, by which `came_to` needs not ask again."""
    return events.annotate(was_there=ExpressionWrapper(attended_by(person), BooleanField()))


def people_who_came(event: Event) -> QuerySet[User]:
    """Members who really were there, by the same measure."""
    here = Attendance.objects.standing().filter(event=event)
    came = Q(pk__in=here.filter(person__isnull=False).values("person"))
    if event.ends_at <= timezone.now():
        came |= Q(pk__in=event.replies.filter(answer=Answer.YES).values("person")) & ~Exists(here)  # type: ignore[assignment]
    return User.objects.active().filter(came)


def came_to(person: User, event: Event) -> bool:
    """Was this person really there? (`with_presence_of` may have read it with the gathering.)"""
    if hasattr(event, "was_there"):
        return event.was_there
    return events_attended(person).filter(pk=event.pk).exists()


def seen_at_door(person: User, event: Event) -> bool | None:
    """Whether the roll names this person; None where nobody was written down."""
    here = Attendance.objects.standing().filter(event=event)
    found = here.aggregate(all=Count("pk"), mine=Count("pk", filter=Q(person=person)))
    return found["mine"] > 0 if found["all"] else None


rules.witnesses.append(seen_at_door)


def met_at_desk(person: User) -> QuerySet[Attendance, int | None]:
    """Whoever was written down where this person was written down too; who came unseen has met nobody."""
    unseen = Reply.objects.filter(event=OuterRef("event"), person=OuterRef("person"), unseen=True)
    rows = Attendance.objects.standing().filter(~Exists(unseen), person__isnull=False)
    mine = rows.filter(person=person, event__in=Event.objects.published()).values("event")
    return rows.filter(event__in=mine).exclude(person=person).values_list("person_id", flat=True)


def met_by_answer(person: User) -> QuerySet[Reply, int]:
    """Where no arrivals were written down, a yes to what is over counts."""
    return met_at_events(person).exclude(event__in=recorded().values("pk"))


sources.extend([met_at_desk, met_by_answer])


# What two have in common, so that they may write to each other


def sharing_events(person: User) -> QuerySet[User, int]:
    """Who was where this person was, and who comes to what they come to, as far as both are named there."""
    coming = Reply.objects.filter(answer=Answer.YES, unseen=False, event__in=_coming(person.pk).values("pk"))
    named = coming.filter(_named_to_both(person.pk, "event__") | Q(event__host=F("person"))).values("person")
    met = Q(pk__in=met_at_desk(person)) | Q(pk__in=met_by_answer(person))
    return User.objects.filter(met | Q(pk__in=named)).exclude(pk=person.pk).values_list("pk", flat=True)


def event_between(one: int, other: int) -> str:
    """The latest gathering where both were, or to which both come and read of each other."""
    was, comes = Q(pk__in=_was_seen_at(one)), Q(pk__in=_coming(one).values("pk"))
    was &= Q(pk__in=_was_seen_at(other))
    comes &= Q(pk__in=_coming(other).values("pk")) & (_named_to_both(one) | Q(host=other))
    found = Event.objects.filter(was | comes).order_by("-starts_at", "-pk").values_list("pk", flat=True).first()
    return f"event:{found}" if found else ""


def _named_to_both(person: int, at: str = "") -> Q:
    """Gatherings whose guests read who comes; the host and each guest know of each other anyway."""
    told = [Event.GuestList.INVITED, Event.GuestList.COMING]
    return Q(**{f"{at}guest_list__in": told}) | Q(**{f"{at}host": person})


def _coming(person: int) -> QuerySet[Event]:
    """What the person openly comes to and what isn't over yet."""
    said = Reply.objects.filter(person=person, answer=Answer.YES, unseen=False).values("event")
    return Event.objects.published().filter(ends_at__gt=timezone.now(), pk__in=said)


def _was_seen_at(person: int) -> QuerySet[Event, dict[str, int]]:
    unseen = Reply.objects.filter(person=person, unseen=True).values("event")
    return events_attended(person).exclude(pk__in=unseen).values("pk")  # type: ignore[return-value]


grounds["event"] = Ground(_("同じ集いに参加しています"), sharing_events, event_between)
