"""Asking once a year whether what somebody told of themself is still right; and the link that answers from the mail."""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone, translation

from accounts.notices import actions as notices
from accounts.users.models import User
from alumni.profiles.models import Profile
from alumni.tenures.models import Tenure

SALT = "profiles.still_right"
A_YEAR, GOOD_FOR = timedelta(days=365), timedelta(days=60)
AN_HOUR, TIMES = 200, 2


def due() -> QuerySet[Profile]:
    """A year has passed since they said so, or else since they came; asked twice in vain, nobody is asked again."""
    a_year_ago = timezone.now() - A_YEAR
    waited = Q(asked_at=None) | Q(asked_at__lt=a_year_ago)
    since = Coalesce(F("confirmed_at"), F("person__date_joined"))
    people = Profile.objects.filter(waited, person__is_active=True, unanswered__lt=TIMES)
    return people.alias(since=since).filter(since__lt=a_year_ago).order_by("person__date_joined", "pk")


@transaction.atomic
def ask_due(most: int = AN_HOUR) -> int:
    """The next few who are due are asked, each once: a crowd that came on one day is asked over days. How many."""
    chosen = list(due().select_for_update(skip_locked=True, of=("self",)).select_related("person")[:most])
    if not chosen:
        return 0
    now = timezone.now()
    rows = Profile.objects.filter(pk__in=[profile.pk for profile in chosen])
    rows.update(asked_at=now, unanswered=F("unanswered") + 1)
    notices.send("profiles.still_right", to=[profile.person for profile in chosen], data={"asked": now.isoformat()})
    return len(chosen)


def path_for(person: User) -> str:
    return reverse("profiles:still_right", args=[signing.dumps(person.pk, salt=SALT)])


def link_for(person: User) -> str:
    return settings.SITE_URL + path_for(person)


def opened(token: str) -> User | None:
    """Whom the link lets answer; None when it is broken or too old."""
    try:
        pk = signing.loads(token, salt=SALT, max_age=GOOD_FOR)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return User.objects.active().filter(pk=pk).first()


@dataclass(frozen=True)
class Recorded:
    """What stands in the profile, in a few words for the person alone."""

    now: str
    place: str
    posts: list[str]


def recorded(person: User) -> Recorded:
    """Two queries."""
    profile = Profile.objects.filter(person=person).first() or Profile(person=person)
    language = translation.get_language() or "ja"
    tenures = Tenure.objects.of(person).select_related("company", "department")
    ordered = sorted(tenures, key=lambda tenure: (tenure.period.sort_key, tenure.pk))
    posts = [f"{tenure.company} {tenure.period.text(language)}" for tenure in ordered]
    return Recorded(profile.now, profile.place, posts)
