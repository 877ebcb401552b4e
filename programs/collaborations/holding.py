"""What every action of a collaboration does: lock it, know for whom somebody speaks, write the step, tell people."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.audit.actions import move
from accounts.notices.actions import send
from accounts.users.models import User
from alumni.companies.queries import hr_of
from programs.collaborations import rules
from programs.collaborations.models import Collaboration, Decision, Party


def locked(collaboration: Collaboration) -> Collaboration:
    """One at a time: each step reads what the step before has written."""
    return Collaboration.objects.select_for_update(of=("self",)).get(pk=collaboration.pk)


def party_for(party: Party, by: User) -> Party:
    """The side as it stands now, if this person speaks for it."""
    fresh = Party.objects.get(pk=party.pk)
    if not rules.speaks_for(by, fresh):
        raise ValidationError(_("ほかの側の代わりに答えることはできません。"))
    return fresh


def step(
    row: Collaboration, to: str, *, by: User | None, party: Party | None = None, why: str = "", **changes: Any
) -> None:
    """The state and the line of the log that tells who and why; "proposed" is where it begins."""
    if to != Collaboration.State.PROPOSED:
        move(row, to=to, by=by, **changes)
    Decision.objects.create(collaboration=row, party=party, to=to, why=why.strip(), by=by)


def people_of(parties: Iterable[Party]) -> list[User]:
    """Who reads for these sides: the person, or whoever keeps the company's desk now."""
    found: dict[int, User] = {}
    for party in parties:
        for user in [party.person] if party.person else hr_of(party.company) if party.company else []:
            if user.is_active:
                found[user.pk] = user
    return list(found.values())


def tell(kind: str, row: Collaboration, parties: Iterable[Party], *, by: User | None, **data: Any) -> None:
    """Each of these sides hears of it, but for whoever did it. Only ids and numbers go along, never words."""
    people = [person for person in people_of(parties) if by is None or person.pk != by.pk]
    if people:
        send(f"collaborations.{kind}", about=row, to=people, by=by, data=data)
