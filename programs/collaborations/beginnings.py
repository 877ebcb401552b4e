"""What work together begins from: a question of the exchange that was answered with a yes gives it its first words."""

from django.utils.translation import gettext as _

from accounts.users.models import User
from programs.exchange.asking_models import Ask
from programs.exchange.models import Listing, Return

LONGEST = 600


def first_words(viewer: User, origin: str) -> dict[str, str]:
    """For the statement's form, by its fields ("brings_p12", "wants_c3"). Empty to whoever isn't one of the two."""
    kind, _colon, number = origin.partition(":")
    if kind != "ask" or not (number.isascii() and number.isdecimal()) or len(number) > 10:
        return {}
    yes = Ask.objects.visible_to(viewer).filter(pk=int(number), state=Ask.State.YES)
    found = yes.select_related("listing", "mine").first()
    if found is None:
        return {}
    return _said(found.listing) | (_said(found.mine) if found.mine else {})


def _said(listing: Listing) -> dict[str, str]:
    """Of a need what is wanted and what comes back; of an offer what is brought and what is hoped for."""
    key = f"c{listing.company_id}" if listing.company_id else f"p{listing.person_id}"
    returns = [str(Return(code).label) for code in listing.returns if code in Return.values]
    back = _("、").join(filter(None, [*returns, listing.back]))
    asked, given = ("wants", "brings") if listing.kind == Listing.Kind.NEED else ("brings", "wants")
    words = {f"{asked}_{key}": listing.words or listing.title, f"{given}_{key}": back}
    return {name: said[:LONGEST] for name, said in words.items() if said}
