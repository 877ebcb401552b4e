"""A yes is something two people have in common: they may talk, as long as both see each other."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.users.models import User
from alumni.profiles.grounds import Ground, grounds
from programs.exchange.asking_models import Ask


def said_yes(viewer: User) -> QuerySet:
    """With whom there is a yes: whoever asked, and whoever answered it."""
    yes = Ask.objects.filter(state=Ask.State.YES)
    asked, answered = yes.filter(by=viewer).values("answered_by"), yes.filter(answered_by=viewer).values("by")
    return User.objects.filter(Q(pk__in=asked) | Q(pk__in=answered)).values("pk")


def yes_between(one: int, other: int) -> str:
    """The latest yes of the two."""
    pairs = Q(by=one, answered_by=other) | Q(by=other, answered_by=one)
    found = Ask.objects.filter(pairs, state=Ask.State.YES).order_by("-pk").values_list("pk", flat=True).first()
    return f"exchange:{found}" if found else ""


grounds["exchange"] = Ground(_("願いと持ちよりで、はいと答えあいました"), said_yes, yes_between)
