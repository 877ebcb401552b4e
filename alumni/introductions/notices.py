"""What is told of introductions and vouching: never the words themselves, never that somebody said no."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.notices.kinds import Kind, Sender, key_of, register
from accounts.notices.models import Fact
from accounts.users.models import User
from alumni.arrivals.models import Invitation
from alumni.arrivals.notices import Invited
from alumni.companies.models import StaffRole
from alumni.companies.queries import desks_of
from alumni.introductions.models import Introduction, Vouch


class OfIntroduction(Kind):
    category = "membership"
    about_model = Introduction
    states: tuple[str, ...] = ()

    def prepare(self, facts: Sequence[Fact], people: Sequence[User]) -> None:
        rows = Introduction.objects.with_block().select_related("asker", "middle", "other", "company")
        found = rows.in_bulk({key_of(fact) for fact in facts})
        for fact in facts:
            fact.thing = found.get(key_of(fact))

    def still_relevant(self, fact: Fact, person: User | None) -> bool:
        row = fact.thing
        if row is None or row.blocked:
            return False
        return row.state in self.states and (row.is_pending or row.state == "accepted")

    def url(self, fact: Fact, person: User | None) -> str:
        return reverse("introductions:one", args=[fact.thing.pk])

    def context(self, fact: Fact, person: User | None) -> dict[str, Any]:
        return {"asker": fact.thing.asker.name, "middle": fact.thing.middle.name}


@register
class Asked(OfIntroduction):
    code = "introductions.asked"
    label = _("紹介のお願い")
    states = ("asked",)

    def line(self, fact: Fact, person: User | None) -> str:
        return gettext("%sさんから、紹介のお願いが届きました") % fact.thing.asker.name


@register
class Passed(OfIntroduction):
    code = "introductions.passed"
    label = _("紹介")
    states = ("passed",)

    def line(self, fact: Fact, person: User | None) -> str:
        return gettext("%sさんが、ある方をあなたに引き合わせたいそうです") % fact.thing.middle.name


@register
class Accepted(OfIntroduction):
    code = "introductions.accepted"
    label = _("紹介がつながりました")
    states = ("accepted",)

    def line(self, fact: Fact, person: User | None) -> str:
        return gettext("%sさんの紹介で、新しいつながりができました") % fact.thing.middle.name


class OfVouch(Kind):
    category = "membership"
    about_model = Vouch
    states: tuple[str, ...] = ()

    def prepare(self, facts: Sequence[Fact], people: Sequence[User]) -> None:
        found = Vouch.objects.select_related("voucher", "company").in_bulk({key_of(fact) for fact in facts})
        for fact in facts:
            fact.thing = found.get(key_of(fact))

    def still_relevant(self, fact: Fact, person: User | None) -> bool:
        return fact.thing is not None and fact.thing.state in self.states

    def sender(self, fact: Fact) -> Sender:
        company = fact.thing.company
        return Sender(str(company), company.postal_address, company.contact_email)

    def context(self, fact: Fact, person: User | None) -> dict[str, Any]:
        return {"company": fact.thing.company, "voucher": fact.thing.voucher.name}


@register
class VouchWaits(OfVouch):
    code = "introductions.vouch_waits"
    label = _("思い出した人への便り")
    category = "desk"
    by_mail = False
    states = ("waiting",)

    def recipients(self, fact: Fact) -> QuerySet[User]:
        staff = StaffRole.objects.standing().filter(company=fact.thing.company)
        return User.objects.filter(pk__in=staff.values("user"))

    def may_reach(self, person: User) -> bool:
        return bool(desks_of(person))

    def url(self, fact: Fact, person: User | None) -> str:
        return reverse("introductions:desk_one", args=[fact.thing.company.slug, fact.thing.pk])

    def line(self, fact: Fact, person: User | None) -> str:
        return gettext("%sさんが、いっしょに働いた方へのことばを預けました") % fact.thing.voucher.name


@register
class VouchAnswered(OfVouch):
    code = "introductions.vouch_answered"
    label = _("お預かりしたことばのお返事")
    states = ("confirmed", "declined")

    def url(self, fact: Fact, person: User | None) -> str:
        return reverse("introductions:vouches")

    def line(self, fact: Fact, person: User | None) -> str:
        return gettext("%sから、お預けになったことばについてお返事が届きました") % fact.thing.company


@register
class Remembered(OfVouch):
    """To somebody who is here already: the same words, without an invitation."""

    code = "introductions.remembered"
    label = _("あなたを思い出した方のことば")
    states = ("confirmed",)

    def url(self, fact: Fact, person: User | None) -> str:
        return reverse("introductions:quiet")

    def line(self, fact: Fact, person: User | None) -> str:
        return gettext("%sさんが、あなたを思い出してことばを送りました") % fact.thing.voucher.name


@register
class Vouched(Invited):
    """The invitation in the voucher's own words, to the one address they gave."""

    code = "introductions.vouched"
    label = _("仲間からの便り")
    about_model = Invitation
    related = ("company", "enrolment", "by", "vouch")

    def still_relevant(self, fact: Fact, person: User | None) -> bool:
        return super().still_relevant(fact, person) and hasattr(fact.thing, "vouch")

    def context(self, fact: Fact, person: User | None) -> dict[str, Any]:
        return {**super().context(fact, person), "vouch": fact.thing.vouch}
