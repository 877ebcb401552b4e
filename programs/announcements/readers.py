"""Whom of the desk's own list a sample may be written for, and what of them it may show: what the desk knows already.

Why not their language and time zone, and why nothing tells whether they would get the mail: docs/decisions/0018.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch

from accounts.users.models import User
from alumni.arrivals import roll
from alumni.companies.models import Company, Enrolment
from alumni.profiles.queries import people_visible_to
from alumni.tenures.models import Tenure
from programs.events.models import Event
from programs.events.queries import OpenTo, circle_posts

MOST = 8
JOINED = "joined"


@dataclass(frozen=True)
class Reader:
    """One record of the list. `name` is the person's own where the desk's officer sees them, else the company's."""

    row: Enrolment
    family_name: str
    given_name: str
    in_sight: bool

    @property
    def key(self) -> str:
        return str(self.row.pk)

    @property
    def name(self) -> str:
        return f"{self.family_name} {self.given_name}".strip()


def found(company: Company, words: str) -> tuple[Sequence[Enrolment], bool]:
    """Those who take part, by the search of the desk's list, each with its posts; and whether there are more."""
    posts = Prefetch(
        "tenures", Tenure.objects.select_related("department").order_by("-since", "-id"), to_attr="posts"
    )
    rows = list(roll.people(company, roll.Filter(q=words, state=JOINED)).prefetch_related(posts)[: MOST + 1])
    return rows[:MOST], len(rows) > MOST


def one(company: Company, key: str, *, viewer: User) -> Reader | None:
    """The record of this company's list under this key; another company's, or one of nobody yet, is none."""
    if not (key.isascii() and key.isdecimal()) or len(key) > 15:
        return None
    rows = roll.people(company, roll.Filter(state=JOINED)).select_related("person")
    if (row := rows.filter(pk=int(key)).first()) is None:
        return None
    in_sight = people_visible_to(viewer).filter(pk__in=[row.person_id]).exists()
    named = row.person if in_sight and row.person else row
    return Reader(row, named.family_name, named.given_name, in_sight)


def is_invited(reader: Reader, event: Event) -> bool:
    """As far as the desk can know: by the posts that it verified itself, or by name where the person is in sight."""
    if reader.in_sight and event.invites.filter(person=reader.row.person_id).exists():  # type: ignore[attr-defined]
        return True
    if event.open_to == OpenTo.PEOPLE:
        return False
    company, years = reader.row.company_id, (event.years_from, event.years_until)
    posts = circle_posts(event.open_to, [company], event.department_id, years)
    return posts.filter(company=company, person=reader.row.person_id).exists()
