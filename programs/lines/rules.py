"""Who may add what to a relation: pure reading."""

from django.db.models import Q

from accounts.users.models import User
from alumni.companies.models import Company
from alumni.companies.queries import desks_of
from alumni.tenures.models import Tenure
from alumni.tenures.standing import standing_of
from programs.ledger.models import Contribution
from programs.ledger.rules import speaks_for
from programs.lines.models import SharedMoment


def has_line(user: User, company: Company) -> bool:
    """Worked there (as far as the company doesn't deny it), or has something confirmed with it."""
    own = standing_of(user).tenures
    if any(t.company_id == company.pk and t.state != Tenure.State.REFUSED for t in own):
        return True
    rows = Contribution.objects.visible_to(user).of_person(user).fulfilled()
    return rows.filter(Q(giver_company=company) | Q(receiver_company=company)).exists()


def answers_for(user: User, moment: SharedMoment) -> bool:
    """Stands on the other side of it; never for a company about themself."""
    return user.pk != moment.person_id and speaks_for(user, moment.company or moment.other)  # type: ignore[arg-type]


def can_agree(user: User, moment: SharedMoment) -> bool:
    return moment.state == SharedMoment.State.ASKED and answers_for(user, moment)


def can_remove(user: User, moment: SharedMoment) -> bool:
    """Either of the two, at any time: nobody keeps a shared moment alone."""
    live = moment.state in (SharedMoment.State.ASKED, SharedMoment.State.AGREED)
    return live and (user.pk == moment.person_id or answers_for(user, moment))


def keeps_desk(user: User, company: Company) -> bool:
    return any(desk.pk == company.pk for desk in desks_of(user))
