"""What is told of reports: admins that one waits, and who made it that it was looked at. Never about what or whom."""

from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.notices.kinds import Kind, register
from accounts.notices.models import Fact
from accounts.users.models import User
from alumni.blocks.models import Report


class OfReport(Kind):
    category = "account"
    can_mute = False
    about_model = Report

    def context(self, fact: Fact, person: User | None) -> dict[str, Any]:
        return {"link": settings.SITE_URL + self.url(fact, person)}


@register
class Reported(OfReport):
    code = "blocks.reported"
    label = _("困りごとの知らせ（運営）")

    def recipients(self, fact: Fact) -> QuerySet[User]:
        return User.objects.active().filter(is_superuser=True)

    def may_reach(self, person: User) -> bool:
        return person.is_superuser

    def still_relevant(self, fact: Fact, person: User | None) -> bool:
        return fact.thing is not None and fact.thing.state == Report.State.WAITING

    def url(self, fact: Fact, person: User | None) -> str:
        return reverse("admin:alumni_report_change", args=[fact.thing.pk])

    def line(self, fact: Fact, person: User | None) -> str:
        return gettext("困りごとの知らせが届いています")


@register
class Answered(OfReport):
    code = "blocks.answered"
    label = _("お知らせいただいたことへのお返事")

    def url(self, fact: Fact, person: User | None) -> str:
        return reverse("blocks:list")

    def line(self, fact: Fact, person: User | None) -> str:
        return gettext("お知らせいただいたことを、確かめました")
