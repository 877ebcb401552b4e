"""The signed link at the foot of a mail that stops one category, for one person or one address, without log-in."""

from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse

from accounts.notices.expanding import stop_scope
from accounts.notices.kinds import CATEGORIES, Kind
from accounts.notices.models import Fact
from accounts.users.mailbox import mailbox
from accounts.users.models import User

ALL = "all"  # a digest holds notices of every category, and its way out stops them all
HOLE = "token"
signer = Signer(salt="accounts.notices.ways_out")


@dataclass(frozen=True)
class WayOut:
    """Either a person and a category, or an address and a scope. It never expires: old mail must lead out too.

    What a person asked one company for carries the purpose and scope of that consent too: leaving ends it alone.
    """

    person: int = 0
    category: str = ""
    address: str = ""
    scope: str = ""
    purpose: str = ""
    sender: str = ""


def token(fact: Fact, kind: Kind, person: User | None) -> str:
    if person is not None and kind.asked_for:
        asked = [kind.category, fact.scope, kind.asked_for, kind.sender(fact).name]
        return signer.sign_object(["c", person.pk, asked])
    if person is not None:
        return signer.sign_object(["p", person.pk, kind.category])
    return signer.sign_object(["a", mailbox(fact.address), stop_scope(fact, kind)])


def read(text: str) -> WayOut | None:
    """What the link stands for; None when it was not made by us."""
    try:
        what, who, which = signer.unsign_object(text)
    except (BadSignature, ValueError, TypeError):
        return None
    if what == "p":
        return WayOut(person=who, category=which) if which in (*CATEGORIES, ALL) else None
    if what == "c":
        category, scope, purpose, sender = which
        return WayOut(person=who, category=category, scope=scope, purpose=purpose, sender=sender)
    return WayOut(address=who, scope=which)


def link(fact: Fact, kind: Kind, person: User | None) -> str:
    """The full address of the page with the button; empty for what one can't be without."""
    if not kind.can_mute:
        return ""
    return settings.SITE_URL + _page().replace(HOLE, token(fact, kind, person))


@cache  # to look an address up for every mail cost more than to sign it
def _page() -> str:
    return reverse("notices:stop", args=[HOLE])
