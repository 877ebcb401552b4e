"""Reading profiles: which people a viewer may see."""

from collections.abc import Iterable

from django.db.models import QuerySet

from accounts.users.models import User
from alumni.profiles.models import Profile


def visible_people(viewer: User, people_ids: Iterable[int]) -> set[int]:
    """Those of these people whom the viewer may see: one query (and the viewer's standing, once a request)."""
    profiles = Profile.objects.visible_to(viewer).filter(person__in=set(people_ids))
    return set(profiles.values_list("person_id", flat=True))


def people_visible_to(viewer: User) -> QuerySet[User]:
    """Everybody the viewer may see, as users with their profile."""
    seen = Profile.objects.visible_to(viewer).values("person")
    return User.objects.active().filter(pk__in=seen).select_related("profile")
