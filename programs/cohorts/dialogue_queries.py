"""Reading a dialogue series: who heads the department, who may ask, and the questions as who leads reads them."""

from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.users.models import User
from alumni.companies.queries import lineage_of
from alumni.tenures.models import Tenure
from programs.cohorts import rules
from programs.cohorts.models import Program
from programs.cohorts.practice_models import Dialogue, DialogueQuestion

COUNTED_FROM = 5  # a smaller number of questions is said as "a few"


def heads_of(program: Program) -> list[User]:
    """Who verifiably heads the department now, or what it is part of."""
    if program.department_id is None:
        return []
    above = lineage_of(program.company_id).above(program.department_id)
    rows = Tenure.objects.verified().filter(department__in=above, heads=True, open=True, person__is_active=True)
    return [row.person for row in rows.select_related("person").order_by("-department__path", "pk") if row.person]


def people_of(program: Program) -> QuerySet[User]:
    """Who works in the department now."""
    if program.department_id is None:
        return User.objects.none()
    units = lineage_of(program.company_id).family(program.department_id)
    rows = Tenure.objects.verified().filter(company=program.company_id, department__in=units, open=True)
    return User.objects.active().filter(pk__in=rows.values("person"))


def dialogue_for(viewer: User, program: Program) -> Dialogue | None:
    """For whoever holds it, heads the department, works there or takes part; None: to this person there is none.

    Before the head has agreed, only the head and who holds it know of it.
    """
    if program.kind != Program.Kind.DIALOGUE:
        return None
    found = Dialogue.objects.filter(program=program).select_related("head").first() or Dialogue(program=program)
    if rules.can_shape(viewer, program) or found.head_id == viewer.pk:
        return found
    shown = program.state in Program.OPEN and found.agreed_at
    return found if shown and (_inside(viewer, program) or belongs(viewer, program)) else None


def belongs(viewer: User, program: Program) -> bool:
    return people_of(program).filter(pk=viewer.pk).exists()


def _inside(viewer: User, program: Program) -> bool:
    return program.nominations.inside().filter(person=viewer).exists()


def may_ask(viewer: User, program: Program) -> bool:
    """From the agreement until the day that was set; people of the department, and who takes part."""
    found = Dialogue.objects.filter(program=program, agreed_at__isnull=False).first()
    if found is None or program.state not in (Program.State.PUBLISHED, Program.State.RUNNING):
        return False
    if found.questions_until and found.questions_until < timezone.localdate():
        return False
    return _inside(viewer, program) or belongs(viewer, program)


def questions_for(viewer: User, program: Program, dialogue: Dialogue) -> list[DialogueQuestion]:
    """Only who leads reads them: unnamed ones in company with others, or when the time to ask is over; in no order."""
    if not rules.can_lead(viewer, program):
        return []
    over = dialogue.questions_until is not None and dialogue.questions_until < timezone.localdate()
    rows = program.questions.filter(Q() if over else Q(told=True))
    return list(rows.select_related("person").order_by("id"))


def many_questions(program: Program) -> int | None:
    """How many; None as long as they are so few that a number would point at somebody."""
    many = program.questions.count()
    return many if many >= COUNTED_FROM else None
