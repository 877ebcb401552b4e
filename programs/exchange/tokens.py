"""The link that renews one listing from a mail, without logging in: opening it shows, a button renews."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.core import signing
from django.urls import reverse

from accounts.users.models import User
from programs.exchange import rules
from programs.exchange.models import Listing

SALT = "exchange.renew"


@dataclass(frozen=True)
class Door:
    """Who may renew what by the link; `listing.expires_at` at the time of the mail makes it good once."""

    listing: Listing
    person: User
    used: bool


def path_for(listing: Listing, person: User) -> str:
    until = listing.expires_at.isoformat() if listing.expires_at else ""
    return reverse("exchange:renew_by_mail", args=[signing.dumps([listing.pk, person.pk, until], salt=SALT)])


def link_for(listing: Listing, person: User) -> str:
    return settings.SITE_URL + path_for(listing, person)


def opened(token: str) -> Door | None:
    """None when the link is broken, or the person doesn't keep the listing any more, or somebody ended it by hand."""
    try:
        listing_id, person_id, until = signing.loads(token, salt=SALT)
        until = datetime.fromisoformat(until)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    person = User.objects.active().filter(pk=person_id).first()
    rows = Listing.objects.filter(pk=listing_id).select_related("company", "person")
    found = rows.first() if person else None
    if person is None or found is None or not rules.can_keep(person, found):
        return None
    if found.state not in (Listing.State.OPEN, Listing.State.ENDED):
        return None
    return Door(found, person, found.expires_at is not None and found.expires_at > until)
