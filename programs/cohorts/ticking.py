"""What falls due by itself: a program begins on its day, a freed seat that nobody answered for goes on."""

from django.core.exceptions import ValidationError
from django.utils import timezone

from programs.cohorts import actions, joining
from programs.cohorts.models import Nomination, Program

AT_ONCE = 100


def begin() -> int:
    """Published programs whose first day has come are under way."""
    due = Program.objects.filter(state=Program.State.PUBLISHED, starts_on__lte=timezone.localdate())
    return sum(_quietly(actions.go_on, program=one, to=Program.State.RUNNING, by=None) for one in due[:AT_ONCE])


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
