"""What a person decides about being suggested: whether and how often, for what, and what they don't want to see."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.audit.actions import move, record
from accounts.users.models import User
from alumni.profiles.models import Skill
from programs.exchange import actions
from programs.exchange.asking_models import Aside
from programs.exchange.models import Listing, Openness
from programs.exchange.private_models import WorkWish

NOT_NOW = timedelta(days=30)
LEAST, MOST = 1, 10


@transaction.atomic
def be_open(*, person: User, open: bool, capacity: int, by: User) -> Openness:
    """From now on this person is suggested (or isn't), and asked at most so often in a month. Holds at once."""
    if not LEAST <= capacity <= MOST:
        raise ValidationError({"capacity": _("ひと月に1件から10件のあいだで選んでください。")})
    found, _new = Openness.objects.update_or_create(person=person, defaults={"open": open, "capacity": capacity})
    Listing.objects.of(person).update(**found.switches)
    record("openness.opened" if open else "openness.closed", found, by=by)
    return found


@transaction.atomic
def lean(*, person: User, near: Iterable[int], far: Iterable[int], by: User) -> None:
    """Though the person may not be open to everybody, they are suggested inside or outside these companies; or no more.

    It leaves no trace in the history: that somebody's business ends is nobody's to read there.
    """
    found, _new = Openness.objects.update_or_create(
        person=person, defaults={"near": sorted(near), "far": sorted(far)}
    )
    Listing.objects.of(person).update(**found.switches)


def standing_of(person: User) -> Listing | None:
    """For what the person is open to being suggested beside their offers."""
    return Listing.objects.filter(person=person, standing=True).first()


@transaction.atomic
def stand_by(*, person: User, by: User, **fields: Any) -> Listing:
    """What the person can give and would like back, in nobody's list; found only by who needs it."""
    kept = Listing.objects.select_for_update().filter(person=person, standing=True).first()
    if kept is None:
        made = actions.offer(by=person, opened=False, standing=True, **fields)
        return actions.open_(listing=made, by=by)
    actions.change(listing=kept, by=by, **fields)
    return actions.renew(listing=kept, by=by)


@transaction.atomic
def stand_down(*, person: User, by: User) -> None:
    """Only what the person offers by itself is suggested."""
    for kept in Listing.objects.filter(person=person, standing=True, state=Listing.State.OPEN):
        move(kept, to=Listing.State.PAUSED, by=by)


@transaction.atomic
def set_aside(
    *, person: User, by: User, listing: Listing | None = None, other: User | None = None, theme: Skill | None = None,
    for_now: bool = False,
) -> Aside:  # fmt: skip
    """It isn't suggested any more: for a month (`for_now`), or never. Somebody who is set aside isn't told."""
    until: date | None = timezone.localdate() + NOT_NOW if for_now else None
    what = {"listing": listing} if listing else {"other": other} if other else {"theme": theme}
    made, _new = Aside.objects.update_or_create(person=person, **what, defaults={"until": until})
    return made


@transaction.atomic
def bring_back(*, aside: Aside, by: User) -> None:
    """It may be suggested again."""
    Aside.objects.filter(pk=aside.pk, person=by).delete()


@transaction.atomic
def keep_to_oneself(*, person: User, thinks_of_it: bool, words: str, by: User) -> WorkWish | None:
    """A note for oneself; nothing said is nothing kept. It leaves no trace in the history."""
    words = words.replace("\x00", "").strip()[:600]
    if not thinks_of_it and not words:
        WorkWish.objects.filter(person=person).delete()
        return None
    said = {"thinks_of_it": thinks_of_it, "words": words}
    return WorkWish.objects.update_or_create(person=person, defaults=said)[0]
