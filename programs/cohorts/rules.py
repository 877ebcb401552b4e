"""Who may post, shape, lead and join a program, and what a program must be before it stands: pure reading."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.users.models import User
from alumni.companies.models import Company
from alumni.companies.queries import desks_of
from alumni.directory.standing import standing_of
from programs.cohorts.models import Nomination, Partner, Program, Steward

# What has to be said in words before anybody is asked.
SAID = ("outcome", "companies_bring", "companies_get", "people_bring", "people_get")
BOTH_SIDES = {
    "outcome": gettext_lazy("めざす成果"), "companies_bring": gettext_lazy("会社が持ちよるもの"), "companies_get": gettext_lazy("会社が受けとるもの"),
    "people_bring": gettext_lazy("参加する人と進行役が持ちよるもの"), "people_get": gettext_lazy("参加する人と進行役が受けとるもの"),
}  # fmt: skip


def keeps_desk(user: User, company_id: int) -> bool:
    return any(company.pk == company_id for company in desks_of(user))


def can_post(user: User, company: Company) -> bool:
    """The company's desk, and whoever verifiably worked there: they propose, and the desk publishes."""
    return keeps_desk(user, company.pk) or company.pk in standing_of(user).company_ids


def holds(user: User, program: Program) -> bool:
    """A steward who agreed, whatever their part."""
    return Steward.objects.standing().filter(program=program, person=user).exists()


def can_shape(user: User, program: Program) -> bool:
    """The host's desk and the stewards; the mirror of ProgramQuerySet.held_by."""
    return keeps_desk(user, program.company_id) or holds(user, program)


def can_publish(user: User, program: Program) -> bool:
    """Only the host's desk: a program is the company's word."""
    return keeps_desk(user, program.company_id)


def can_lead(user: User, program: Program) -> bool:
    """Reads everybody who is in, lets people in, and makes the groups."""
    return Steward.objects.standing().filter(program=program, person=user, leads=True).exists()


def can_nominate(user: User, partner: Partner) -> bool:
    return keeps_desk(user, partner.company_id) and partner.state == Partner.State.JOINED


def company_to_apply_for(user: User, program: Program) -> Partner | None:
    """Through which company this person may apply: one they verifiably work or worked for; the present one first."""
    if not (program.takes_people and program.may_apply):
        return None
    own = standing_of(user).company_ids
    partners = {p.company_id: p for p in Partner.objects.joined().filter(program=program, company__in=own)}
    return next((partners[company] for company in own if company in partners), None)


def can_approve(user: User, nomination: Nomination) -> bool:
    """The person's own company, by somebody else than the person."""
    return keeps_desk(user, nomination.company_id) and nomination.person_id != user.pk


def can_let_in(user: User, nomination: Nomination) -> bool:
    return can_lead(user, nomination.program) and nomination.person_id != user.pk


def problems(program: Program) -> dict[str, str]:
    """What contradicts itself, by field."""
    found = {}
    if program.starts_on and program.ends_on and program.ends_on < program.starts_on:
        found["ends_on"] = _("おわりの日は、はじまりの日よりあとにしてください。")
    if program.apply_by and program.ends_on and program.apply_by > program.ends_on:
        found["apply_by"] = _("締切は、プログラムがおわる日までにしてください。")
    return found


def problems_of_publishing(program: Program) -> dict[str, str]:
    """What is still missing before companies and people can be asked."""
    found = problems(program)
    for name in SAID:
        if not getattr(program, name).strip():
            found[name] = _("「%s」を書いてください。両方の側のことばがそろうと公開できます。") % BOTH_SIDES[name]
    if program.kind == Program.Kind.DIALOGUE and program.department_id is None:
        found["department"] = _("対話シリーズをひらく部署を選んでください。")
    return found
