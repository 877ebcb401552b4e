"""Who speaks for which side of an entry: a person for themself, somebody of the desk for a company."""

from accounts.users.models import User
from alumni.companies.models import Company
from alumni.companies.queries import desks_of
from programs.ledger.models import Contribution

MOST_WAITING = 20  # from one side to one other: whoever is asked to confirm isn't buried


def speaks_for(user: User, side: User | Company) -> bool:
    if isinstance(side, Company):
        return any(desk.pk == side.pk for desk in desks_of(user))
    return side.pk == user.pk


def is_teller(user: User, entry: Contribution) -> bool:
    """May change and take back what stands there. Never for a company about themself."""
    return speaks_for(user, entry.teller) and user != entry.other


def can_confirm(user: User, entry: Contribution) -> bool:
    """Stands on the other side, and is neither the one who told it nor the person whom the desk has before it."""
    waits = entry.state in (Contribution.State.TOLD, Contribution.State.ANSWERED)
    return waits and speaks_for(user, entry.other) and user.pk != entry.told_by_id and user != entry.teller


def can_answer(user: User, entry: Contribution) -> bool:
    return entry.state == Contribution.State.TOLD and can_confirm(user, entry)


def can_revise(user: User, entry: Contribution) -> bool:
    return entry.state in (Contribution.State.TOLD, Contribution.State.ANSWERED) and is_teller(user, entry)


can_take_back = can_revise


def can_use_draft(user: User, entry: Contribution) -> bool:
    return entry.state == Contribution.State.DRAFT and is_teller(user, entry)


def side_of(user: User, entry: Contribution) -> str:
    """`giver` or `receiver`: on which side this person stands; empty for nobody's. Themself before their desk."""
    sides = (("giver", entry.given_by), ("receiver", entry.got_by))
    if own := [name for name, side in sides if side == user]:
        return own[0]
    return next((name for name, side in sides if speaks_for(user, side)), "")
