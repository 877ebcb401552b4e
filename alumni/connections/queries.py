"""Reading connections: who is connected with whom, and what both say of each other."""

from dataclasses import dataclass

from django.db.models import Case, CharField, F, OuterRef, Q, Subquery, Value, When
from django.db.models.expressions import Combinable

from accounts.users.models import User
from alumni.connections.models import MIRROR, Connection, ConnectionQuerySet, Form
from alumni.profiles.disclosure import ShownProfile
from alumni.profiles.encounters import tellers
from alumni.profiles.queries import shown


def connected(viewer: User, person: User) -> bool:
    """Both have said yes, and neither rests it: one query."""
    return Connection.objects.between(viewer.pk, person.pk).live().exists()


def introduced(viewer: User, person: User) -> bool:
    """Connected through an introduction to which both said yes."""
    return Connection.objects.between(viewer.pk, person.pk).live().filter(through__isnull=False).exists()


def connected_ids(viewer: User) -> set[int]:
    """Everybody this person is connected with and neither rests: one query."""
    pairs = Connection.objects.of(viewer).live().values_list("first_id", "second_id")
    return {one if other == viewer.pk else other for one, other in pairs}


def standing_between(viewer: User, person: User) -> Connection | None:
    """The one connection of the two that isn't over, in whatever state."""
    return Connection.objects.between(viewer.pk, person.pk).standing().first()


def named(viewer: User, person: User) -> str:
    """The name as the viewer reads it; who has said that the two know each other is named by what they said so as."""
    card = shown(viewer, [person.pk]).get(person.pk)
    return card.name if card else person.name


@dataclass(frozen=True)
class Tie:
    """A connection as one of the two sees it. A declined question looks to who asked like one that waits."""

    row: Connection
    other: int
    name: str
    shown: ShownProfile | None
    says: str
    they_say: str
    hides: bool
    rests: bool
    mine: bool  # the viewer asked

    @property
    def waits_for_me(self) -> bool:
        return self.row.state == Connection.State.ASKED and not self.mine

    @property
    def form(self) -> str:
        return str(Form(self.says).label) if self.says else ""


@dataclass(frozen=True)
class Known:
    """Those who ask, those asked, and those connected."""

    asking: list[Tie]
    asked: list[Tie]
    connected: list[Tie]


def ties_of(viewer: User) -> Known:
    """Two queries, however many there are. Whoever said so keeps their name here, seen or unseen, unless blocked."""
    own = Connection.objects.visible_to(viewer).standing()
    both = own.filter(first__is_active=True, second__is_active=True)
    rows = list(both.select_related("first", "second").order_by("-asked_at", "-id"))
    cards = shown(viewer, [row.other_id(viewer) for row in rows])
    found = [_tie(row, viewer, cards.get(row.other_id(viewer))) for row in rows]
    State = Connection.State
    return Known(
        asking=[tie for tie in found if tie.waits_for_me],
        asked=[t for t in found if t.mine and t.shown and t.row.state in (State.ASKED, State.DECLINED)],
        connected=[tie for tie in found if tie.row.state == State.CONFIRMED],
    )


def _tie(row: Connection, viewer: User, card: ShownProfile | None) -> Tie:
    return Tie(
        row=row,
        other=row.other_id(viewer),
        name=card.name if card else row.other(viewer).name,
        shown=card,
        says=row.own(viewer, "says"),
        they_say=row.theirs(viewer, "says") if row.state == Connection.State.CONFIRMED else "",
        hides=row.own(viewer, "hides"),
        rests=row.own(viewer, "rests"),
        mine=row.asked_by_id == viewer.pk,
    )


def answer_to(says: str) -> str:
    """What the one who is asked most likely says: a boss answers with a report."""
    return str(MIRROR.get(Form(says), says)) if says else str(Form.WORKED)


def said_between(viewer: User) -> Combinable:
    """For an outer query on people's profiles: what both say the person is to this viewer ("boss", "project")."""
    first = Connection.objects.live().filter(first=viewer.pk, second=OuterRef("person"))
    second = Connection.objects.live().filter(second=viewer.pk, first=OuterRef("person"))
    told: ConnectionQuerySet = (first | second).annotate(
        own_word=Case(When(first=viewer.pk, then="first_says"), default="second_says"),
        other_word=Case(When(first=viewer.pk, then="second_says"), default="first_says"),
    )
    agreed = told.annotate(
        said=Case(
            When(own_word=Form.BOSS, other_word=Form.REPORT, then=Value("boss")),
            When(own_word=Form.REPORT, other_word=Form.BOSS, then=Value("report")),
            When(
                ~Q(first_project="") & Q(first_project__iexact=F("second_project")),
                then=Value("project"),
            ),
            default=Value(""),
            output_field=CharField(),
        )
    )
    return Subquery(agreed.values("said")[:1], output_field=CharField())


tellers.append(said_between)
