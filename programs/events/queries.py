"""Reading gatherings: whom one is for."""

from django.db.models import QuerySet

from accounts.users.models import User
from alumni.companies.queries import lineage_of
from alumni.directory.standing import people_of
from alumni.tenures.models import Tenure
from programs.events.models import Event


def audience_of(event: Event) -> QuerySet[User]:
    """Everybody the event is meant for: the mirror of EventQuerySet.visible_to, a test holds them together."""
    units = sorted(lineage_of(event.company_id).family(event.department_id)) if event.department_id else None
    posts = Tenure.objects.verified().filter(
        people_of(event.company_id, units, (event.years_from, event.years_until)), person__isnull=False
    )
    return User.objects.active().filter(pk__in=posts.values("person"))
