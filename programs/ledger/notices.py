"""What is told of the ledger: that something waits or was confirmed. Never the words, and never by number."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.notices.kinds import Kind, key_of, register
from accounts.notices.models import Fact
from accounts.users.models import User
from alumni.blocks.queries import stands_between
from alumni.companies.models import Company
from alumni.companies.queries import desks_of
from programs.ledger import rules
from programs.ledger.models import Contribution


class OfEntry(Kind):
    category = "membership"
    about_model = Contribution
    states: tuple[str, ...] = ()

    def prepare(self, facts: Sequence[Fact], people: Sequence[User]) -> None:
        rows = Contribution.objects.select_related("giver", "giver_company", "receiver", "receiver_company")
        found = rows.in_bulk({key_of(fact) for fact in facts})
        for fact in facts:
            fact.thing = found.get(key_of(fact))

    def side(self, entry: Contribution) -> User | Company:
        """Whom this is told to."""
        return entry.teller

    def still_relevant(self, fact: Fact, person: User | None) -> bool:
        entry = fact.thing
        if entry is None or person is None or entry.state not in self.states:
            return False
        other = self.named(entry)
        between = isinstance(other, User) and self.side(entry) == person
        return rules.speaks_for(person, self.side(entry)) and not (between and stands_between(person.pk, other.pk))

    def named(self, entry: Contribution) -> User | Company:
        return entry.other if self.side(entry) == entry.teller else entry.teller

    def name(self, fact: Fact) -> str:
        other = self.named(fact.thing)
        return str(other) if isinstance(other, Company) else gettext("%sさん") % other.name

    def context(self, fact: Fact, person: User | None) -> dict[str, Any]:
        return {"other": self.name(fact)}

    def url(self, fact: Fact, person: User | None) -> str:
        return reverse("ledger:one", args=[fact.thing.pk])


@register
class Waits(OfEntry):
    code = "ledger.waits"
    label = _("かなえたことの確かめ")
    states = ("told",)

    def side(self, entry: Contribution) -> User | Company:
        return entry.other

    def line(self, fact: Fact, person: User | None) -> str:
        return gettext("%sが、かなえたことを書きとめました。確かめてもらえますか") % self.name(fact)


@register
class WaitsForDesk(Waits):
    code = "ledger.waits_for_desk"
    label = _("会社として確かめる、かなえたこと")
    category = "desk"
    by_mail = False

    def may_reach(self, person: User) -> bool:
        return bool(desks_of(person))


@register
class Confirmed(OfEntry):
    """Good news, kept in the product."""

    code = "ledger.confirmed"
    label = _("かなえたことが確かめられたとき")
    by_mail = False
    states = ("confirmed",)

    def line(self, fact: Fact, person: User | None) -> str:
        return gettext("%sも「そのとおりです」と言っています") % self.name(fact)


@register
class Answered(OfEntry):
    code = "ledger.answered"
    label = _("かなえたことへの返事")
    states = ("answered",)

    def line(self, fact: Fact, person: User | None) -> str:
        return gettext("%sから、かなえたことに返事が届きました") % self.name(fact)
