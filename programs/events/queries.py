"""Reading gatherings: whom one is for, who comes, and what a calendar must know of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db.models import (
    BooleanField,
    Case,
    Count,
    Exists,
    ExpressionWrapper,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
    Window,
)
from django.db.models.functions import Coalesce, RowNumber
from django.urls import reverse
from django.utils import timezone

from accounts.users.models import User
from alumni.companies.models import Company, Department, StaffRole
from alumni.companies.queries import desks_of, lineage_of
from alumni.directory.queries import Circle, circle_of, relations
from alumni.directory.standing import people_of, standing_of
from alumni.profiles.queries import in_sight, people_visible_to, ties_to
from alumni.tenures.models import Tenure
from programs.events import ics, rules
from programs.events.models import Event, Reply
from programs.events.parts import Session
from programs.events.reply_models import Question, Told

Answer, OpenTo = Reply.Answer, Event.OpenTo
# The order in which a host reads the answers.
ROLL = (
    Answer.ASKED, Answer.YES, Answer.OFFERED, Answer.WAITING, Answer.MAYBE, Answer.NO, Answer.DECLINED,
)  # fmt: skip
# Who has said yes in some way: these may still bring fewer after the deadline, and the host hears when they leave.
STANDS = (Answer.YES, Answer.WAITING, Answer.OFFERED, Answer.ASKED)
# Who must hear of a change: whoever comes, thinks of it, waits, or has asked.
CONCERNED = (Answer.YES, Answer.MAYBE, Answer.WAITING, Answer.OFFERED, Answer.ASKED)


def audience_of(event: Event) -> QuerySet[User]:
    """Everybody the event is meant for: the mirror of EventQuerySet.visible_to, a test holds them together."""
    named = Q(pk__in=event.invites.values("person"))
    if event.open_to == OpenTo.PEOPLE:
        return User.objects.active().filter(named)
    circle = circle_posts(
        event.open_to, companies_of(event), event.department_id, (event.years_from, event.years_until)
    )
    return User.objects.active().filter(named | Q(pk__in=circle.values("person")))


def companies_of(event: Event) -> list[int]:
    """The companies whose people are meant: the one that holds it, and those whose HR agreed."""
    agreed = event.circle.agreed().values_list("company", flat=True) if event.open_to == OpenTo.COMPANIES else ()  # type: ignore[attr-defined]
    return sorted({event.company_id, *agreed})


def people_of_company(event: Event, company_id: int) -> QuerySet[User]:
    """Those of one further company whom the gathering takes in."""
    years = (event.years_from, event.years_until)
    return User.objects.active().filter(
        pk__in=circle_posts(event.open_to, [company_id], None, years).values("person")
    )


def circle_posts(
    open_to: str, companies: list[int], unit_id: int | None, years: tuple[int | None, int | None]
) -> QuerySet[Tenure]:
    """The verified posts that this circle takes in, whether or not a gathering for it exists yet."""
    posts = Tenure.objects.verified().filter(person__isnull=False)
    if open_to == OpenTo.NETWORK:
        return posts
    units = sorted(lineage_of(companies[0]).family(unit_id)) if unit_id else None
    meant = Q(pk__in=[])
    for company in companies:
        meant |= people_of(company, units, years)
    return posts.filter(meant)


def people_meant(
    company_id: int, unit_id: int | None, years: tuple[int | None, int | None], open_to: str = "company"
) -> QuerySet[User]:
    """Everybody whom this circle takes in, as long as no other company has agreed."""
    posts = circle_posts(open_to, [company_id], unit_id, years)
    return User.objects.active().filter(pk__in=posts.values("person"))


def those_who(event: Event, *answers: str) -> QuerySet[User]:
    """The people who gave one of these answers."""
    return User.objects.active().filter(pk__in=event.replies.filter(answer__in=answers).values("person"))


def those_to_remind(event: Event, *, also_silent: bool) -> QuerySet[User]:
    """Those who come or think of it; `also_silent` adds whoever is invited and hasn't answered."""
    wanted = Q(pk__in=event.replies.filter(answer__in=[Answer.YES, Answer.MAYBE]).values("person"))
    if also_silent:
        answered = event.replies.values("person")
        silent = audience_of(event)
        if event.turn and event.turn > 1:
            # They were told of the series once; only who has answered one of its gatherings is asked about the next.
            silent = silent.filter(pk__in=Reply.objects.filter(event__series=event.series_id).values("person"))
        wanted |= Q(pk__in=silent.values("pk")) & ~Q(pk__in=answered)
    return User.objects.active().filter(wanted)


def concerned(event: Event) -> QuerySet[User]:
    """Those who must hear of a change: whoever comes, thinks of it, waits, or has asked."""
    return those_who(event, *CONCERNED)


def concerned_by(events: Iterable[Event]) -> QuerySet[User]:
    """Those who must hear of a change of any of these gatherings, each once."""
    counts = Reply.objects.filter(event__in=[event.pk for event in events], answer__in=CONCERNED)
    return User.objects.active().filter(pk__in=counts.values("person"))


def names_told_to(viewer: User, event: Event) -> Q:
    """Answers whose persons are named to this viewer at the desk and on the roll.

    To whoever holds the gathering everybody who answered; to the company's desk its own people and whoever it may
    see anyway. People of another company came to their host, not to this company's HR.
    """
    if event.host_id == viewer.pk or rules.holds_with_others(viewer, event):
        return Q()
    desks = [desk.pk for desk in desks_of(viewer)]
    own = Tenure.objects.verified().filter(company__in=desks, person__isnull=False)
    return Q(person__in=own.values("person")) | Q(person__in=people_visible_to(viewer).values("pk"))


def roll_of(event: Event) -> QuerySet[Reply]:
    """All answers: who comes, who waits (with their `turn`), who thinks of it, who can't.

    In the order in which they answered: an order by reading would tell readings that aren't shown to the host.
    """
    order = Case(*(When(answer=answer, then=n) for n, answer in enumerate(ROLL)), default=len(ROLL))
    rests = ExpressionWrapper(Q(passed_at__isnull=False), output_field=BooleanField())
    turn = Window(RowNumber(), partition_by=["answer", rests], order_by=["waiting_since", "pk"])
    rows = event.replies.select_related("person").annotate(
        order=order, turn=Case(When(answer=Answer.WAITING, passed_at=None, then=turn), default=None)
    )
    return rows.order_by("order", "waiting_since", "at", "pk")


def silent(event: Event) -> QuerySet[Reply]:
    """Who has a seat, was asked whether they still come to this start, and hasn't said so."""
    rows = event.replies.filter(answer=Answer.YES)
    if event.reconfirm_for is None or event.reconfirm_for != event.starts_at:
        return rows.none()
    return rows.filter(Q(confirmed_for=None) | ~Q(confirmed_for=event.starts_at))


def own_reply(person: User, event: Event) -> Reply | None:
    """The person's own answer, with how many required questions it leaves open (`missing`)."""
    said = Told.objects.filter(reply=OuterRef("pk"), question__required=True, question__retired_at=None)
    asked = Question.objects.asked().filter(event=OuterRef("event"), required=True)
    return event.replies.filter(person=person).annotate(missing=_many(asked) - _many(said)).first()


def missing(mine: Reply) -> int:
    """How many required questions this person, who has or wishes a seat, hasn't answered yet."""
    if mine.answer not in STANDS:
        return 0
    asked = Question.objects.asked().filter(event=mine.event_id, required=True)
    return asked.exclude(told__reply=mine).count()


def _many(rows: QuerySet[Any]) -> Coalesce:
    counted = rows.order_by().annotate(all=Value(1)).values("all").annotate(many=Count("pk")).values("many")
    return Coalesce(Subquery(counted), 0)


def own_time(viewer: User, event: Event) -> tuple[date, date | None] | None:
    """The viewer's own time in the event's company, from which the relations are told; no end while it lasts."""
    posts = [
        p.tenure for p in standing_of(viewer).posts if p.tenure.company_id == event.company_id and p.tenure.since
    ]
    if not posts:
        return None
    ends = [post.until for post in posts]
    return min(post.since for post in posts), None if None in ends else max(ends)  # type: ignore[return-value, type-var]


def place_in_line(reply: Reply) -> int:
    """From 1: how many stand in the waiting list up to this one."""
    line = Reply.objects.filter(event=reply.event_id, answer=Answer.WAITING, passed_at=None)
    ahead = Q(waiting_since__lt=reply.waiting_since) | Q(waiting_since=reply.waiting_since, pk__lt=reply.pk)
    return line.filter(ahead).count() + 1


def going(person: User) -> Q:
    """Events to which this person comes, thinks of coming, or waits for."""
    counts = Reply.objects.filter(person=person).exclude(answer=Answer.NO)
    return Q(pk__in=counts.values("event"))


def named_to(viewer: User) -> Q:
    """Replies whose persons may be named to this viewer, as far as they are in sight: the host chose who reads the
    list, and each person whether they stand in it."""
    coming = Reply.objects.filter(person=viewer, answer=Answer.YES).values("event")
    held = Event.objects.held_by(viewer).values("pk")
    told = Q(event__guest_list="invited") | Q(event__guest_list="coming", event__in=coming) | Q(event__in=held)
    return Q(unseen=False) & told


@dataclass(frozen=True)
class Table:
    """Who comes to one gathering, as one viewer may know it."""

    mine: Reply | None
    circle: Circle
    unseen: int
    guests: int
    waiting: int
    place: int


def table_of(viewer: User, event: Event) -> Table:
    """Those the viewer may see stand in relation to them; the others are only counted."""
    replies = event.replies.aggregate(
        coming=Count("pk", filter=Q(answer=Answer.YES) & ~Q(person=viewer)),
        guests=Sum("guests", filter=Q(answer=Answer.YES), default=0),
        waiting=Count("pk", filter=Q(answer=Answer.WAITING)),
    )
    there = Q(person__in=event.replies.filter(named_to(viewer), answer=Answer.YES).values("person"))
    seen = list(in_sight(viewer).filter(there).exclude(person=viewer))
    mine = own_reply(viewer, event)
    waits = mine is not None and mine.answer == Answer.WAITING
    return Table(
        mine=mine,
        circle=circle_of(viewer, seen),
        unseen=replies["coming"] - len(seen),
        guests=replies["guests"],
        waiting=replies["waiting"],
        place=place_in_line(mine) if mine and waits else 0,
    )


@dataclass
class Meet:
    """How many come, and how many of them the viewer worked with or could meet for the first time."""

    coming: int = 0
    near: int = 0
    new: int = 0


def meets_of(viewer: User, events: Iterable[Event]) -> dict[int, Meet]:
    """For each of these events whom the viewer would meet there: three queries, however many events."""
    found = {event.pk: Meet() for event in events}
    rows = Reply.objects.filter(event__in=found, answer=Answer.YES).exclude(person=viewer)
    named = ExpressionWrapper(named_to(viewer), BooleanField())
    pairs = list(rows.annotate(named=named).values_list("event_id", "person_id", "named"))
    seen = ties_to(viewer, {person for _event, person, named in pairs if named})
    known = relations(viewer, seen, seen)
    for event, person, named in pairs:
        meet = found[event]
        meet.coming += 1
        if not named:
            continue
        if relation := known.get(person):
            meet.near += relation.near
            meet.new += relation.new_here
    return found


def companies_to_host(user: User) -> list[Company]:
    """Where this person may hold a gathering: at one's desks, and where members may."""
    found = {company.pk: company for company in desks_of(user)}
    for post in standing_of(user).posts:
        if post.tenure.company.members_may_host:
            found.setdefault(post.tenure.company_id, post.tenure.company)
    return sorted(found.values(), key=lambda company: company.name)


def role_of_host(event: Event) -> tuple[str, bool]:
    """What the host does for the company, in words, and whether the host verifiably is or was there."""
    there = Tenure.objects.verified().filter(person=OuterRef("pk"), company=event.company_id)
    roles = StaffRole.objects.standing().filter(company=event.company_id).filter(user=OuterRef("pk")).order_by("pk")
    host = User.objects.annotate(
        desk=Subquery(roles.values("role")[:1]),
        desk_title=Subquery(roles.values("title")[:1]),
        was_there=Exists(there),
    )
    role, title, verified = host.values_list("desk", "desk_title", "was_there").get(pk=event.host_id)
    return title or (str(StaffRole.Role(role).label) if role else ""), verified


def units_of(company_id: int) -> list[tuple[Department, int]]:
    """The company's units in the order of its tree, each with its depth."""
    by_parent: dict[int | None, list[Department]] = {}
    for unit in Department.objects.filter(company=company_id).order_by("name"):
        by_parent.setdefault(unit.parent_id, []).append(unit)
    found: list[tuple[Department, int]] = []
    todo = [(unit, 0) for unit in reversed(by_parent.get(None, []))]
    while todo:
        unit, depth = todo.pop()
        found.append((unit, depth))
        todo += [(child, depth + 1) for child in reversed(by_parent.get(unit.pk, []))]
    return found


def calendar_file(event: Event, person: User, method: str, *, with_link: bool) -> bytes:
    """The gathering, with all its sittings, in one file."""
    entry, *more = calendar_entries(event, person, with_link=with_link)
    return ics.calendar(entry, method, *more)


def calendar_files(event: Event, person: User, method: str, *, with_link: bool) -> list[bytes]:
    """The same for a mail: one file for each sitting."""
    return [ics.calendar(entry, method) for entry in calendar_entries(event, person, with_link=with_link)]


def calendar_entries(event: Event, person: User, *, with_link: bool, **more: Any) -> list[ics.Entry]:
    """One entry; of a gathering with several sittings one for each, with its own time and place."""
    whole = calendar_entry(event, person, with_link=with_link, **more)
    sessions = list(event.sessions.all())
    return [_sitting(whole, session, number) for number, session in enumerate(sessions, start=1)] or [whole]


def called_off(event: Event, person: User, gone: Iterable[Mapping[str, Any]]) -> list[bytes]:
    """One file for each entry that the person's calendar may hold and that is no more; 0: the gathering as a whole.

    (A subscribed feed is read as a whole: what isn't in it any more goes by itself.)
    """
    whole = calendar_entry(event, person, with_link=False)
    entries = [
        replace(
            whole,
            uid=_uid_of(whole, one["session"]) if one["session"] else whole.uid,
            title=" ".join(filter(None, [whole.title, one["title"]])),
            starts_at=datetime.fromisoformat(one["starts_at"]),
            ends_at=datetime.fromisoformat(one["ends_at"]),
        )
        for one in gone
    ]
    return [ics.calendar(entry, ics.CANCEL) for entry in entries]


def _uid_of(whole: ics.Entry, session: int) -> str:
    return whole.uid.replace("-person-", f"-session-{session}-person-")


def _sitting(whole: ics.Entry, session: Session, number: int) -> ics.Entry:
    title = " ".join(filter(None, [f"{whole.title} ({number})", session.title]))
    return replace(
        whole,
        uid=_uid_of(whole, session.pk),
        title=title,
        place=session.place or whole.place,
        starts_at=session.starts_at,
        ends_at=session.ends_at,
    )


def calendar_entry(event: Event, person: User, *, with_link: bool, **more: Any) -> ics.Entry:
    """What this person's calendar knows of the gathering: one UID for ever, a sequence that grows with each revision.

    `more` replaces single fields.
    """
    page = settings.SITE_URL + reverse("events:detail", args=[event.pk])
    words = "\n".join(filter(None, [event.lead, event.online_url if with_link else "", page]))
    fields: dict[str, Any] = dict(
        uid=f"event-{event.pk}-person-{person.pk}@{settings.MAIL_DOMAIN}",
        sequence=event.revision,
        stamp=timezone.now(),
        starts_at=event.starts_at,
        ends_at=event.ends_at,
        zone=event.time_zone,
        title=event.title,
        place=" ".join(filter(None, [event.place, event.address])) or (event.online_url if with_link else ""),
        words=words,
        url=page,
        organizer=f"no-reply@{settings.MAIL_DOMAIN}",
        organizer_name=str(event.company),
        attendee=person.email,
        attendee_name=person.name,
    )
    return ics.Entry(**{**fields, **more})


def met_at_events(person: User) -> QuerySet[Reply, int]:
    """Everybody with whom this person has been at a gathering (they said yes, both, and it is over).

    Whoever came unseen has met nobody: being remembered would tell that they were there.
    """
    here = Reply.objects.filter(answer=Answer.YES, unseen=False)
    over = Event.objects.published().filter(ends_at__lte=timezone.now())
    mine = over.filter(pk__in=here.filter(person=person).values("event"))
    return here.filter(event__in=mine).exclude(person=person).values_list("person_id", flat=True)
