"""What is told of a post: the desk hears what a person says of themself, the person hears the desk's answer."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.notices.kinds import Kind, Sender, key_of, register
from accounts.notices.models import Fact
from accounts.users.models import User
from alumni.companies.models import StaffRole
from alumni.companies.queries import desks_of
from alumni.tenures.models import Tenure


class OfTenure(Kind):
    """What they share: the post with its company, which is also the sender. Neither reasons nor answers stand in a mail."""

    category = "membership"
    about_model = Tenure

    def prepare(self, facts: Sequence[Fact], people: Sequence[User]) -> None:
        rows = Tenure.objects.select_related("company", "person")
        found = rows.in_bulk({key_of(fact) for fact in facts})
        for fact in facts:
            fact.thing = found.get(key_of(fact))

    def sender(self, fact: Fact) -> Sender:
        company = fact.thing.company
        return Sender(str(company), company.postal_address, company.contact_email)

    def context(self, fact: Fact, person: User | None) -> dict[str, Any]:
        link = settings.SITE_URL + self.url(fact, person)
        return {"thing": fact.thing, "company": fact.thing.company, "link": link}


@register
class Said(OfTenure):
    code = "tenures.said"
    label = _("在籍の確認のお願い")
    category = "desk"
    by_mail = False

    def recipients(self, fact: Fact) -> QuerySet[User]:
        """Everybody at the desk but the person whose post it is."""
        staff = StaffRole.objects.standing().filter(company=fact.thing.company)
        return User.objects.active().filter(pk__in=staff.values("user")).exclude(pk=fact.thing.person_id)

    def may_reach(self, person: User) -> bool:
        return bool(desks_of(person))

    def still_relevant(self, fact: Fact, person: User | None) -> bool:
        return fact.thing is not None and fact.thing.person_id is not None and fact.thing.state == "claimed"

    def url(self, fact: Fact, person: User | None) -> str:
        return reverse("tenures:claim", args=[fact.thing.company.slug, fact.thing.pk])

    def line(self, fact: Fact, person: User | None) -> str:
        return gettext("%sさんの在籍が、確認を待っています") % fact.thing.person


@register
class Judged(OfTenure):
    code = "tenures.judged"
    label = _("在籍の確認の結果")

    def still_relevant(self, fact: Fact, person: User | None) -> bool:
        return fact.thing is not None and fact.thing.state != Tenure.State.CLAIMED

    def url(self, fact: Fact, person: User | None) -> str:
        return reverse("profiles:post_change", args=[fact.thing.pk])

    def line(self, fact: Fact, person: User | None) -> str:
        if fact.thing.state == Tenure.State.VERIFIED:
            return gettext("%sが、あなたの在籍を確認しました") % fact.thing.company
        return gettext("%sから、あなたの在籍についておたずねがあります") % fact.thing.company

    def context(self, fact: Fact, person: User | None) -> dict[str, Any]:
        return {**super().context(fact, person), "verified": fact.thing.state == Tenure.State.VERIFIED}
