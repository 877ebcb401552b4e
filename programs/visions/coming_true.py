"""Steps that came true because a real thing has happened: told once, to those of the two who may see that thing."""

from datetime import timedelta

from django.db import transaction

from accounts.notices.actions import send
from accounts.users.models import User
from programs.visions import links
from programs.visions.part_models import Step

# A tick that was missed for a day or two loses nothing; the fact's key makes it once.
WITHIN = timedelta(days=3)


@transaction.atomic
def tell() -> int:
    """Nothing is stored on the step: that it is lit is asked of the thing itself, whenever somebody looks."""
    refs = links.just_happened(WITHIN)
    told = 0
    for step in Step.objects.filter(link__in=refs, done_at=None).select_related("sheet__person"):
        two = [step.sheet.person, *(row.person for row in step.sheet.counterparts.agreed().select_related("person"))]
        to = [one for one in two if _sees(one, step)]
        if to:
            send("visions.true", about=step.sheet, to=to, key=f"visions.true:{step.pk}")
            told += 1
    return told


def _sees(person: User, step: Step) -> bool:
    if not Step.objects.visible_to(person).filter(pk=step.pk).exists():
        return False
    return any(thing.happened for thing in links.things(person, [step.link]).values())
