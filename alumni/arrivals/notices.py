"""What is told of coming in: the invitation itself, who has joined, who asks, who waits, what HR answered."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from accounts.notices.kinds import Kind, Sender, key_of, register
from accounts.notices.models import Fact
from accounts.users.models import User
from alumni.arrivals import tokens
from alumni.arrivals.models import Invitation, JoinRequest
from alumni.companies.models import Company, Enrolment, StaffRole
from alumni.companies.queries import desks_of


def company_of(thing: Any) -> Company:
    return thing if isinstance(thing, Company) else thing.company


class OfArrival(Kind):
    """What they share: the row with its company, which is also the sender."""

    category = "membership"
    related: tuple[str, ...] = ("company",)

    def prepare(self, facts: Sequence[Fact], people: Sequence[User]) -> None:
        assert self.about_model is not None
        rows = self.about_model._default_manager.select_related(*self.related) if self.related else None
        found = (rows or self.about_model._default_manager).in_bulk({key_of(fact) for fact in facts})  # type: ignore[union-attr]
        for fact in facts:
            fact.thing = found.get(key_of(fact))

    def sender(self, fact: Fact) -> Sender:
        company = company_of(fact.thing)
        return Sender(str(company), company.postal_address, company.contact_email)

    def context(self, fact: Fact, person: User | None) -> dict[str, Any]:
        return {
            "thing": fact.thing,
            "company": company_of(fact.thing),
            "link": settings.SITE_URL + self.url(fact, person),
        }


class ForTheDesk(OfArrival):
    category = "desk"

    def recipients(self, fact: Fact) -> QuerySet[User]:
        staff = StaffRole.objects.standing().filter(company=company_of(fact.thing))
        return User.objects.filter(pk__in=staff.values("user"))

    def may_reach(self, person: User) -> bool:
        return bool(desks_of(person))


@register
class Invited(OfArrival):
    """To an address that has no account; nothing is stored with which the link could be opened."""

    code = "arrivals.invited"
    label = _("招待")
    legal = "invitation"
    in_app = False
    about_model = Invitation
    related: tuple[str, ...] = ("company", "enrolment", "by")

    def may_reach(self, person: User) -> bool:
        """Whoever has an account has come in already."""
        return False

    def still_relevant(self, fact: Fact, person: User | None) -> bool:
        """Not when it was answered, withdrawn, sent anew, or when its link can't be derived any more."""
        letter = fact.thing
        if letter is None or not letter.is_open or fact.data.get("sent") != letter.sent_at.isoformat():
            return False
        return tokens.hash_of(self.token(letter)) == bytes(letter.token_hash)

    def token(self, letter: Invitation) -> str:
        return tokens.derive(letter.enrolment_id, letter.address, letter.sent_at)

    def url(self, fact: Fact, person: User | None) -> str:
        return reverse("arrivals:invitation", args=[self.token(fact.thing)])

    def context(self, fact: Fact, person: User | None) -> dict[str, Any]:
        no = reverse("arrivals:decline", args=[self.token(fact.thing)])
        return {**super().context(fact, person), "letter": fact.thing, "no_link": settings.SITE_URL + no}


@register
class Joined(ForTheDesk):
    code = "arrivals.joined"
    label = _("参加のお知らせ")
    by_mail = False
    about_model = Enrolment

    def url(self, fact: Fact, person: User | None) -> str:
        return reverse("arrivals:people", args=[fact.thing.company.slug]) + "?state=joined"

    def line(self, fact: Fact, person: User | None) -> str:
        return gettext("%sさんが参加しました") % fact.thing.name


@register
class Asked(ForTheDesk):
    code = "arrivals.asked"
    label = _("参加の申し込み")
    by_mail = False
    about_model = JoinRequest
    related = ("company", "person")

    def still_relevant(self, fact: Fact, person: User | None) -> bool:
        return fact.thing is not None and fact.thing.state == JoinRequest.State.WAITING

    def url(self, fact: Fact, person: User | None) -> str:
        return reverse("arrivals:request", args=[fact.thing.company.slug, fact.thing.pk])

    def line(self, fact: Fact, person: User | None) -> str:
        return gettext("%sさんから参加の申し込みが届きました") % fact.thing.person


@register
class Ageing(ForTheDesk):
    code = "arrivals.ageing"
    label = _("お返事を待っている申し込み")
    about_model = Company
    related = ()

    def still_relevant(self, fact: Fact, person: User | None) -> bool:
        return fact.thing is not None and JoinRequest.objects.waiting().filter(company=fact.thing).exists()

    def url(self, fact: Fact, person: User | None) -> str:
        return reverse("arrivals:requests", args=[fact.thing.slug])

    def line(self, fact: Fact, person: User | None) -> str:
        n = fact.data.get("count", 1)
        words = ngettext(
            "%d件の申し込みが、3営業日をこえて返事を待っています",
            "%d件の申し込みが、3営業日をこえて返事を待っています",
            n,
        )
        return words % n

    def context(self, fact: Fact, person: User | None) -> dict[str, Any]:
        return {**super().context(fact, person), "count": fact.data.get("count", 1)}


@register
class Answered(OfArrival):
    code = "arrivals.answered"
    label = _("申し込みへのお返事")
    can_mute = False
    about_model = JoinRequest
    related = ("company", "person", "enrolment")

    def still_relevant(self, fact: Fact, person: User | None) -> bool:
        answers = (JoinRequest.State.ACCEPTED, JoinRequest.State.DECLINED)
        return fact.thing is not None and fact.thing.state in answers

    def url(self, fact: Fact, person: User | None) -> str:
        return reverse("arrivals:status")

    def line(self, fact: Fact, person: User | None) -> str:
        if fact.thing.state == JoinRequest.State.ACCEPTED:
            return gettext("%sに参加できるようになりました。あと3つ、お答えください") % fact.thing.company
        return gettext("%sから、申し込みへのお返事が届きました") % fact.thing.company

    def context(self, fact: Fact, person: User | None) -> dict[str, Any]:
        accepted = fact.thing.state == JoinRequest.State.ACCEPTED
        return {**super().context(fact, person), "accepted": accepted, "reason": fact.thing.reason}
