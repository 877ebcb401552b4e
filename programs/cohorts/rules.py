"""Who may post, shape, lead and join a program, and what a program must be before it stands: pure reading."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.users.models import User
from alumni.companies.models import Company, StaffRole
from alumni.companies.queries import desks_of
from alumni.directory.standing import standing_of
from programs.cohorts.models import Nomination, Program
from programs.cohorts.partner_models import Partner, Steward

# What has to be said in words before anybody is asked.
SAID = {
    "theme": gettext_lazy("テーマ"),
    "outcome": gettext_lazy("めざす成果"),
    "companies_bring": gettext_lazy("会社が持ちよるもの"),
    "companies_get": gettext_lazy("会社が受けとるもの"),
    "people_bring": gettext_lazy("参加する人と進行役が持ちよるもの"),
    "people_get": gettext_lazy("参加する人と進行役が受けとるもの"),
}


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
    """Lets people in, plans sessions and makes the groups."""
    return Steward.objects.standing().filter(program=program, person=user, leads=True).exists()


def stands_in_the_way(person: User, program: Program) -> bool:
    """Answers for a company of a program in which other companies take part: may neither lead nor join it.

    Otherwise somebody's HR would read people of another company after all (decision 15).
    """
    table = set(Partner.objects.at_the_table().filter(program=program).values_list("company", flat=True))
    roles = StaffRole.objects.standing().filter(user=person, company__in=table)
    return len(table) > 1 and roles.exists()


def officers_inside(program: Program, company: Company) -> bool:
    """Would the wall run through somebody who leads or takes part, once this company joins?"""
    table = {*Partner.objects.at_the_table().filter(program=program).values_list("company", flat=True), company.pk}
    officers = StaffRole.objects.standing().filter(company__in=table).values("user")
    leads = Steward.objects.standing().filter(program=program, leads=True, person__in=officers)
    inside = Nomination.objects.filter(program=program, state__in=[*Nomination.ON_THE_WAY, "in"], person__in=officers)
    return len(table) > 1 and (leads.exists() or inside.exists())


def can_nominate(user: User, partner: Partner) -> bool:
    joined = partner.state == Partner.State.JOINED
    return joined and partner.program.takes_people and keeps_desk(user, partner.company_id)


def company_to_apply_for(user: User, program: Program) -> Partner | None:
    """Through which company this person may apply: one they verifiably work or worked for; the present one first."""
    if not (program.takes_people and program.may_apply) or _too_late(program):
        return None
    posts = sorted(standing_of(user).posts, key=lambda post: (not post.tenure.open, post.tenure.company_id))
    partners = {p.company_id: p for p in Partner.objects.joined().filter(program=program).select_related("company")}
    for post in posts:
        company = post.tenure.company_id
        narrow = company == program.company_id and program.department_id is not None
        if company in partners and not (narrow and program.department_id not in post.reach):
            return partners[company]
    return None


def _too_late(program: Program) -> bool:
    return program.apply_by is not None and program.apply_by < timezone.localdate()


def can_approve(user: User, nomination: Nomination) -> bool:
    """The person's own company, by somebody else than the person."""
    return keeps_desk(user, nomination.company_id) and nomination.person_id != user.pk


def can_let_in(user: User, nomination: Nomination) -> bool:
    return can_lead(user, nomination.program) and nomination.person_id != user.pk


def can_read_reason(user: User, nomination: Nomination) -> bool:
    """The person, whoever wrote it, and who leads; a desk reads what it wrote itself."""
    return user.pk in (nomination.person_id, nomination.ended_by_id) or can_lead(user, nomination.program)


def problems(program: Program) -> dict[str, str]:
    """What contradicts itself, by field."""
    found = {}
    if program.starts_on and program.ends_on and program.ends_on < program.starts_on:
        found["ends_on"] = _("おわりの日は、はじまりの日よりあとにしてください。")
    if program.apply_by and program.ends_on and program.apply_by > program.ends_on:
        found["apply_by"] = _("締切は、プログラムがおわる日までにしてください。")
    if program.department and program.department.company_id != program.company_id:
        found["department"] = _("この会社の部署から選んでください。")
    return found


def problems_of_publishing(program: Program) -> dict[str, str]:
    """What is still missing before companies and people can be asked."""
    found = problems(program)
    for name, words in SAID.items():
        if not getattr(program, name).strip():
            found[name] = _("「%s」を書いてください。両方の側のことばがそろうと公開できます。") % words
    if program.kind == Program.Kind.DIALOGUE and program.department_id is None:
        found["department"] = _("対話シリーズをひらく部署を選んでください。")
    if program.is_draft and program.ends_on < timezone.localdate():
        found["ends_on"] = _("おわりの日が過ぎています。これからの日に直してください。")
    if not Steward.objects.standing().filter(program=program, leads=True).exists():
        found["leads"] = _("進行役がまだ決まっていません。引き受けてくれる人にお願いしてください。")
    return found
