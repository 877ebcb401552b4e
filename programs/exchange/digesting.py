"""Once a week at most, a person who is open to it hears of needs that fit what they offer."""

from datetime import timedelta

from django.db.models import Exists, OuterRef
from django.utils import timezone

from accounts.notices import actions as notices
from accounts.notices.models import Fact
from accounts.users.models import User
from programs.exchange import keeping, queries
from programs.exchange.models import Listing, Openness
from programs.exchange.notices import DIGEST

A_WEEK, AT_ONCE, FEW = timedelta(days=7), 100, 3


def tell(*, by: None = None) -> int:
    """A hundred people at a time, those who wait longest first; who has nothing new this week isn't written to."""
    now = timezone.now()
    week = f"{now.isocalendar().year}-{now.isocalendar().week}"
    live = Listing.objects.live().offers().filter(person=OuterRef("person"), company=None)
    due = Openness.objects.filter(Exists(live), open=True, person__is_active=True, looked_at__lt=now - A_WEEK)
    told = 0
    for one in due.select_related("person").order_by("looked_at", "pk")[:AT_ONCE]:
        told += _tell(one.person, week)
        Openness.objects.filter(pk=one.pk).update(looked_at=now)
    return told


def _tell(person: User, week: str) -> int:
    before = Fact.objects.filter(kind=DIGEST, to=[person.pk]).order_by("-pk").values_list("data", flat=True)[:4]
    known = {key for data in before for key in data["needs"]}
    fits = [fit for fit in queries.fits_for(person) if fit.pk not in known][:FEW]
    if not fits:
        return 0
    notices.send(DIGEST, to=[person], data={"needs": [fit.pk for fit in fits]}, key=f"{DIGEST}:{person.pk}:{week}")
    keeping.show(person, fits)
    return 1
