"""What falls due by itself: a program begins on its day and draws to its close after its last, a freed seat that nobody answered for goes on."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from programs.cohorts import actions, closing, joining
from programs.cohorts.models import Nomination, Program

AT_ONCE = 100


def begin() -> int:
    """Published programs whose first day has come are under way."""
    due = Program.objects.filter(state=Program.State.PUBLISHED, starts_on__lte=timezone.localdate())
    return sum(_quietly(actions.go_on, program=one, to=Program.State.RUNNING, by=None) for one in due[:AT_ONCE])


def draw_to_close() -> int:
    """Programs whose last day is over look back, and whoever had a part is asked for their words."""
    due = Program.objects.filter(state=Program.State.RUNNING, ends_on__lt=timezone.localdate())
    return sum(_quietly(_close, program=one) for one in due.select_related("company")[:AT_ONCE])


@transaction.atomic
def _close(*, program: Program) -> Program:
    row = actions.go_on(program=program, to=Program.State.CLOSING, by=None)
    closing.ask_for_words(program=row, by=None)
    return row


def pass_on() -> int:
    """Offers that ran out go to who stands behind."""
    late = Nomination.objects.filter(state=Nomination.State.OFFERED, offered_until__lte=timezone.now())
    rows = late.select_related("program__company", "company").order_by("offered_until")
    return sum(_quietly(joining.pass_on, nomination=one, by=None) for one in rows[:AT_ONCE])


def _quietly(action, **words) -> bool:
    """Somebody was faster: then there is nothing left to do."""
    try:
        return bool(action(**words))
    except ValidationError:
        return False
