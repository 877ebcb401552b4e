"""What the platform's admins are told: somebody has looked at more people in a day than anybody needs to."""

from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.notices.kinds import Kind, register
from accounts.notices.models import Fact
from accounts.users.models import User


@register
class QuotaReached(Kind):
    code = "directory.quota"
    label = _("閲覧が多いときの知らせ")
    category = "account"
    can_mute = False
    about_model = User

    def may_reach(self, person: User) -> bool:
        return person.is_superuser

    def recipients(self, fact: Fact) -> QuerySet[User]:
        return User.objects.active().filter(is_superuser=True)

    def context(self, fact: Fact, person: User | None) -> dict[str, Any]:
        return {"day": fact.data.get("day", ""), "link": settings.SITE_URL + self.url(fact, person)}

    def url(self, fact: Fact, person: User | None) -> str:
        return f"{reverse('admin:alumni_sighting_changelist')}?day__gte={fact.data.get('day', '')}"

    def line(self, fact: Fact, person: User | None) -> str:
        return gettext("1日に見られる人数の上限に達した人がいます")
