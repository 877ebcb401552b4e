"""A step of one's own V as a reason for a suggestion: told to oneself alone."""

from django.db.models import Q
from django.utils.translation import gettext

from accounts.users.models import User
from alumni.profiles.models import Skill
from programs.exchange import reasons
from programs.exchange.models import Listing
from programs.visions.models import Side
from programs.visions.part_models import Step

FEW = 30


def steps_named(viewer: User, listings: list[Listing]) -> dict[int, list[str]]:
    """Listings one of whose themes the viewer names in a step that is still ahead of them: two queries at most."""
    own = Q(sheet__person=viewer, sheet__closed_at=None, side=Side.PERSON)
    steps = list(Step.objects.filter(own, done_at=None).values_list("words", flat=True)[:FEW])
    if not steps:
        return {}
    wanted = {theme for listing in listings for theme in listing.themes}
    names = {skill.pk: {skill.name, skill.name_en} - {""} for skill in Skill.objects.filter(pk__in=wanted)}
    found = {}
    for listing in listings:
        words = [word for theme in listing.themes for word in names.get(theme, ())]
        if step := next((step for step in steps if any(word.lower() in step.lower() for word in words)), ""):
            found[listing.pk] = [gettext("あなたのVの一歩「%(step)s」") % {"step": step}]
    return found


reasons.sources.append(steps_named)
