"""What all sources know of the last days becomes drafts; however often this runs, each is suggested once."""

from datetime import timedelta

from django.utils import timezone, translation

from accounts.users.models import User
from programs.ledger.actions import suggest
from programs.ledger.sources import Happened, sources

LATELY = timedelta(days=14)


def suggest_lately() -> int:
    since = timezone.localdate() - LATELY
    return sum(_suggest(one) for source in sources for one in source(since))


def _suggest(one: Happened) -> bool:
    """In the language of whom it is for."""
    with translation.override(one.to.language if isinstance(one.to, User) else "ja"):
        made = suggest(
            kind=one.kind, giver=one.giver, receiver=one.receiver, words=str(one.words), on=one.on,
            to=one.to, about=one.about,
        )  # fmt: skip
    return made is not None
