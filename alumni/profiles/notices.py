"""What is told of profiles: once a year the question whether all is still right."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.notices.kinds import Kind, register
from accounts.notices.models import Fact
from accounts.users.models import User
from alumni.profiles import yearly
from alumni.profiles.models import Profile


@register
class StillRight(Kind):
    code = "profiles.still_right"
    label = _("年に一度の「いまも、このままで合っていますか」")
    category = "membership"

    def still_relevant(self, fact: Fact, person: User | None) -> bool:
        """Not once they have said so or put something right since."""
        asked = parse_datetime(fact.data["asked"])
        return not Profile.objects.filter(person=person, confirmed_at__gte=asked).exists()

    def url(self, fact: Fact, person: User | None) -> str:
        return reverse("profiles:edit")

    def line(self, fact: Fact, person: User | None) -> str:
        return gettext("いまも、このままで合っていますか")

    def context(self, fact: Fact, person: User | None) -> dict[str, Any]:
        assert person is not None
        edit = settings.SITE_URL + self.url(fact, person)
        return {"recorded": yearly.recorded(person), "link": yearly.link_for(person), "edit": edit}
