"""Reading programs: what is open to somebody, who is in as this viewer reads them, and how far things are."""

from dataclasses import dataclass, field

from django.db.models import Count, OuterRef, Prefetch, Q, QuerySet, Subquery, Sum, Value, Window
from django.db.models.functions import Coalesce, Concat, RowNumber
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.users.models import User
from alumni.companies.models import Company
from alumni.companies.queries import desks_of
from alumni.directory.standing import standing_of
from alumni.profiles.disclosure import ShownProfile
from alumni.profiles.grounds import Ground, grounds
from alumni.profiles.queries import people_visible_to, shown
from alumni.tenures.models import Tenure
from programs.checkins.models import Attendance
from programs.cohorts.models import Nomination, Program
from programs.cohorts.partner_models import Partner, Steward
from programs.cohorts.round_models import ProgramSession
from programs.events.models import Event, Reply

AT_MOST = 20
State = Nomination.State


# Companies


def companies_to_post(user: User) -> list[Company]:
    """Where this person may draw up a program: at one's desks, and where one verifiably worked."""
    found = {company.pk: company for company in desks_of(user)}
    for post in standing_of(user).posts:
        found.setdefault(post.tenure.company_id, post.tenure.company)
    return sorted(found.values(), key=lambda company: company.name)


def companies_to_ask(program: Program) -> QuerySet[Company]:
    """Who can be asked: has a desk that could answer, and isn't asked or in yet."""
    known = program.partners.at_the_table().values("company")  # type: ignore[attr-defined]
    return (
        Company.objects.exclude(pk__in=known)
        .filter(staff_roles__revoked_at=None, staff_roles__isnull=False)
        .distinct()
        .order_by("name")
    )


def works_at(company: Company, person: User) -> bool:
    return staff_of(company).filter(pk=person.pk).exists()


def staff_of(company: Company) -> QuerySet[User]:
    """Members who verifiably work there now."""
    there = Tenure.objects.verified().filter(company=company, open=True, person__isnull=False)
    return User.objects.active().filter(pk__in=there.values("person"))


def candidates(partner: Partner, asked: str) -> list[User]:
    """Whom the desk may put forward: its present people by name, those who are involved already left out."""
    known = Nomination.objects.filter(program=partner.program_id).exclude(state__in=[State.DECLINED, State.DROPPED])
    people = staff_of(partner.company).exclude(pk__in=known.values("person"))
    people = people.annotate(
        whole=Concat("family_name", Value(" "), "given_name"), kana=Concat("family_kana", Value(" "), "given_kana")
    )
    for word in asked.split()[:5]:
        people = people.filter(Q(whole__icontains=word) | Q(kana__icontains=word))
    return list(people.order_by("family_kana", "given_kana", "pk")[:AT_MOST])


def to_hold(viewer: User, program: Program, asked: str) -> list[ShownProfile]:
    """Members in sight who could be asked to hold it, by name."""
    if not (words := asked.split()[:5]):
        return []
    known = Steward.objects.filter(program=program, ended_at=None).values("person")
    people = people_visible_to(viewer).exclude(pk__in=known)
    people = people.annotate(whole=Concat("family_name", Value(" "), "given_name"))
    for word in words:
        people = people.filter(whole__icontains=word)
    ids = list(people.order_by("family_kana", "given_kana", "pk").values_list("pk", flat=True)[:AT_MOST])
    seen = shown(viewer, ids)
    return [seen[pk] for pk in ids if pk in seen]


# Lists


def listed(viewer: User) -> QuerySet[Program]:
    """What this viewer sees, with `my_state`, `companies` and `seated` beside: a constant number of queries."""
    mine = Nomination.objects.filter(program=OuterRef("pk"), person=viewer).values("state")[:1]
    joined = Partner.objects.joined().filter(program=OuterRef("pk")).order_by().values("program")
    rows = Program.objects.visible_to(viewer).select_related("company", "department")
    return rows.annotate(
        my_state=Subquery(mine),
        companies=Coalesce(Subquery(joined.annotate(n=Count("pk")).values("n")), 0),
        seated=Coalesce(Subquery(joined.annotate(n=Sum("taken")).values("n")), 0),
    )


@dataclass
class Shelf:
    """A member's programs: what is theirs, what they could come into, what has been."""

    mine: list[Program] = field(default_factory=list)
    open: list[Program] = field(default_factory=list)
    past: list[Program] = field(default_factory=list)


def shelf_of(viewer: User) -> Shelf:
    held = set(Steward.objects.filter(person=viewer, ended_at=None).values_list("program", flat=True))
    found = Shelf()
    for program in listed(viewer).order_by("starts_on", "pk"):
        going = program.my_state not in (None, State.DECLINED, State.DROPPED)  # type: ignore[attr-defined]
        if program.is_over:
            found.past.append(program)
        elif going or program.pk in held:
            found.mine.append(program)
        elif not program.is_draft and program.takes_people:
            found.open.append(program)
    found.past.reverse()
    return found


def at_desk(company: Company) -> QuerySet[Partner]:
    """The programs in which this company takes part or is asked to, each with how many of its own are where."""
    own = Nomination.objects.filter(program=OuterRef("program"), company=company).order_by().values("program")
    todo = own.filter(state=State.APPLIED).annotate(n=Count("pk")).values("n")
    waits = own.filter(state=State.WAITING).annotate(n=Count("pk")).values("n")
    rows = Partner.objects.filter(company=company).exclude(state=Partner.State.LEFT)
    rows = rows.exclude(~Q(program__company=company), program__state=Program.State.DRAFT)
    rows = rows.select_related("program__company", "program__department")
    return rows.annotate(todo=Coalesce(Subquery(todo), 0), waits=Coalesce(Subquery(waits), 0)).order_by(
        "-program__starts_on", "-pk"
    )


# One program


@dataclass
class Person:
    """Somebody of a program as this viewer reads them: the row, and what their profile shows beside the name."""

    nomination: Nomination
    seen: ShownProfile | None = None
    turn: int | None = None
    came: int = 0

    @property
    def name(self) -> str:
        return self.nomination.person.name


def people_of(viewer: User, program: Program, *states: str) -> list[Person]:
    """Those of a program whom this viewer reads, through the wall; by company, then by name."""
    rows = Nomination.objects.visible_to(viewer).filter(program=program).select_related("person", "company")
    if states:
        rows = rows.filter(state__in=states)
    found = list(rows.order_by("company__name", "company", "person__family_kana", "person__given_kana", "pk"))
    seen = shown(viewer, [one.person_id for one in found]) if found else {}
    turns = turns_of(program) if any(one.state == State.WAITING for one in found) else {}
    return [Person(one, seen.get(one.person_id), turns.get(one.pk)) for one in found]


def turns_of(program: Program) -> dict[int, int]:
    """Whose turn it is, from 1, in the line of each company."""
    line = Nomination.objects.filter(program=program, state=State.WAITING).order_by()
    turn = Window(RowNumber(), partition_by=["company"], order_by=["waiting_since"])
    return dict(line.annotate(turn=turn).values_list("pk", "turn"))


def own_of(viewer: User, program: Program) -> Nomination | None:
    return Nomination.objects.filter(program=program, person=viewer).select_related("company", "nominated_by").first()


def partners_of(program: Program) -> list[Partner]:
    """The host first, then in the order in which they were asked; those that left aren't told."""
    rows = program.partners.select_related("company").exclude(state=Partner.State.LEFT)  # type: ignore[attr-defined]
    return sorted(rows, key=lambda one: (one.company_id != program.company_id, one.pk))


def stewards_of(viewer: User, program: Program) -> list[dict[str, object]]:
    """Who holds it or is asked to; their names are told to whoever sees the program: they stand for it."""
    rows = list(
        Steward.objects.filter(program=program, ended_at=None).select_related("person").order_by("-leads", "pk")
    )
    seen = shown(viewer, [one.person_id for one in rows]) if rows else {}
    return [{"steward": one, "seen": seen.get(one.person_id)} for one in rows]


# Sessions


def sessions_of(viewer: User, program: Program) -> list[ProgramSession]:
    """The sessions in the order of their days, each with this viewer's answer (`mine`)."""
    mine = Reply.objects.filter(person=viewer)
    rows = ProgramSession.objects.filter(program=program).exclude(event__state=Event.State.CANCELLED)
    rows = rows.select_related("event__company").prefetch_related(
        Prefetch("event__replies", mine, to_attr="of_viewer")
    )
    found = list(rows.order_by("event__starts_at", "pk"))
    for one in found:
        one.mine = next(iter(one.event.of_viewer), None)  # type: ignore[attr-defined]
    return found


def held_sessions(program: Program) -> list[ProgramSession]:
    rows = ProgramSession.objects.filter(program=program, event__state=Event.State.PUBLISHED)
    return list(rows.filter(event__ends_at__lte=timezone.now()).select_related("event").order_by("event__starts_at"))


def presence(program: Program, people: list[int]) -> dict[int, set[int]]:
    """Who of these people was at which session that is over: by the roll where one was kept, else by their yes."""
    events = [one.event_id for one in held_sessions(program)]
    found: dict[int, set[int]] = {person: set() for person in people}
    rolls = Attendance.objects.standing().filter(event__in=events)
    kept = set(rolls.values_list("event", flat=True))
    said = Reply.objects.filter(answer=Reply.Answer.YES, event__in=set(events) - kept)
    for rows in (rolls, said):
        for person, event in rows.filter(person__in=people).values_list("person", "event"):  # type: ignore[attr-defined]
            found[person].add(event)
    return found


# Something two people have in common: they may talk, as long as both see each other


def learning_with(viewer: User) -> QuerySet:
    """Everybody who is in a program with this person; after its end, too: its people stay a circle."""
    here = Nomination.objects.inside().filter(person=viewer).values("program")
    return Nomination.objects.inside().filter(program__in=here).exclude(person=viewer).values("person")


def program_between(one: int, other: int) -> str:
    """The latest program that both are in."""
    both = Program.objects.filter(pk__in=Nomination.objects.inside().filter(person=one).values("program"))
    both = both.filter(pk__in=Nomination.objects.inside().filter(person=other).values("program"))
    found = both.exclude(state=Program.State.WITHDRAWN).order_by("-pk").values_list("pk", flat=True).first()
    return f"program:{found}" if found else ""


grounds["program"] = Ground(_("同じプログラムに参加しています"), learning_with, program_between)
