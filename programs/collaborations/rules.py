"""Who may do what with a collaboration: pure reading."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.users.models import User
from alumni.blocks.queries import stands_between
from alumni.companies.models import Company, StaffRole
from alumni.companies.queries import desks_of
from alumni.profiles.queries import visible_people
from alumni.talks.reasons import ground_between
from programs.collaborations.models import Collaboration, Party

MOST_SIDES = 6
PROPOSED_A_DAY = 10


def speaks_for(user: User, party: Party) -> bool:
    """The person themself, or somebody of the company's desk now."""
    if party.person_id is not None:
        return party.person_id == user.pk
    return any(desk.pk == party.company_id for desk in desks_of(user))


def can_act(user: User, party: Party) -> bool:
    """Takes part: who declined or left reads what they signed, and changes nothing."""
    return party.is_standing and speaks_for(user, party)


def can_work(user: User, party: Party) -> bool:
    """Has signed once: parts, roles, milestones and all that follows."""
    return party.state == Party.State.JOINED and speaks_for(user, party)


def may_ask(user: User, person: User) -> bool:
    """Somebody to whom this person may write now, and no block of either side."""
    if user.pk == person.pk or not person.is_active or stands_between(user.pk, person.pk):
        return False
    low, high = sorted((user.pk, person.pk))
    seen = visible_people(user, [person.pk]) and visible_people(person, [user.pk])
    return bool(seen and ground_between(low, high))


def has_desk(company: Company) -> bool:
    """On the network: somebody answers for it."""
    return StaffRole.objects.standing().filter(company=company, user__is_active=True).exists()


def require(may: bool, why_not: str = "") -> None:
    if not may:
        raise ValidationError(why_not or _("いまは、この操作はできません。ページを開きなおして確かめてください。"))


def require_going(collaboration: Collaboration) -> None:
    require(not collaboration.is_over, _("この仕事は、もうおわっています。"))
