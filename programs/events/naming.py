"""By which name a host or a desk reads somebody who answered: as far as that person is shown to them."""

from collections.abc import Iterable
from dataclasses import dataclass

from accounts.users.models import User
from alumni.companies.models import Enrolment
from alumni.companies.queries import desks_of
from alumni.profiles.queries import shown
from programs.events.models import Event


@dataclass(frozen=True)
class Named:
    """Empty where the viewer may read neither."""

    name: str = ""
    reading: str = ""


def names_for(viewer: User, event: Event, people: Iterable[int]) -> dict[int, Named]:
    """Whoever is shown to the viewer, with the reading if that is open too; at the company's desk also its own record.

    Everybody asked for has an entry: who isn't shown has an empty one. One query, at a desk two.
    """
    wanted = set(people)
    found = {person: Named(card.name, card.reading) for person, card in shown(viewer, wanted).items()}
    if event.company_id in [company.pk for company in desks_of(viewer)]:
        rows = Enrolment.objects.filter(company=event.company_id, person__in=wanted).order_by("pk")
        for row in rows:
            reading = f"{row.family_kana} {row.given_kana}".strip()
            found[row.person_id] = Named(row.name, reading)  # type: ignore[index]
    return {person: found.get(person, Named()) for person in wanted}
