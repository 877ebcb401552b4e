"""What is told of relations: that somebody remembers, agrees, or is grateful. The words are read on the page only."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Model
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.notices.kinds import Kind, key_of, register
from accounts.notices.models import Fact
from accounts.users.models import User
from alumni.blocks.queries import stands_between
from alumni.companies.queries import desks_of
from programs.lines import rules
from programs.lines.models import Gratitude, SharedMoment


class OfTwo(Kind):
    """About a row between somebody and a person or a company; nothing of it crosses a block."""

    category = "membership"
    related: tuple[str, ...] = ()

    def prepare(self, facts: Sequence[Fact], people: Sequence[User]) -> None:
        model: type[Model] | None = self.about_model
        assert model is not None
        rows = model._default_manager.select_related(*self.related)
        found = rows.in_bulk({key_of(fact) for fact in facts})
        for fact in facts:
            fact.thing = found.get(key_of(fact))


class OfMoment(OfTwo):
    about_model = SharedMoment
    related = ("person", "other", "company")

    def url(self, fact: Fact, person: User | None) -> str:
        return reverse("lines:list")

    def context(self, fact: Fact, person: User | None) -> dict[str, Any]:
        return {"other": fact.thing.person.name}


@register
class MomentTold(OfMoment):
    code = "lines.moment"
    label = _("思い出の場面")

    def still_relevant(self, fact: Fact, person: User | None) -> bool:
        row = fact.thing
        if row is None or person is None or row.state != SharedMoment.State.ASKED:
            return False
        return rules.answers_for(person, row) and not (row.other_id and stands_between(row.person_id, row.other_id))

    def line(self, fact: Fact, person: User | None) -> str:
        return gettext("%sさんが、いっしょの場面を思い出しました") % fact.thing.person.name


@register
class MomentForDesk(MomentTold):
    code = "lines.moment_for_desk"
    label = _("会社との思い出の場面")
    category = "desk"
    by_mail = False

    def may_reach(self, person: User) -> bool:
        return bool(desks_of(person))

    def url(self, fact: Fact, person: User | None) -> str:
        return reverse("lines:desk", args=[fact.thing.company.slug])


@register
class MomentAgreed(OfMoment):
    code = "lines.moment_agreed"
    label = _("思い出の場面へのうなずき")
    by_mail = False

    def still_relevant(self, fact: Fact, person: User | None) -> bool:
        row = fact.thing
        if row is None or row.state != SharedMoment.State.AGREED:
            return False
        return not (row.other_id and stands_between(row.person_id, row.other_id))

    def line(self, fact: Fact, person: User | None) -> str:
        row = fact.thing
        name = str(row.company) if row.company else gettext("%sさん") % row.other.name
        return gettext("%sも、その場面を覚えていました") % name


class OfGratitude(OfTwo):
    about_model = Gratitude
    related = ("by", "to", "company")

    def still_relevant(self, fact: Fact, person: User | None) -> bool:
        row = fact.thing
        if row is None or person is None or row.state != Gratitude.State.GIVEN:
            return False
        return not stands_between(row.by_id, person.pk)

    def url(self, fact: Fact, person: User | None) -> str:
        return reverse("lines:thanks", args=[key_of(fact)])

    def context(self, fact: Fact, person: User | None) -> dict[str, Any]:
        return {"other": fact.thing.by.name, "company": fact.thing.company}


@register
class Thanked(OfGratitude):
    code = "lines.thanked"
    label = _("感謝のことば")

    def line(self, fact: Fact, person: User | None) -> str:
        return gettext("%sさんから、感謝のことばが届いています") % fact.thing.by.name


@register
class ThankedDesk(OfGratitude):
    code = "lines.thanked_desk"
    label = _("会社・部署への感謝のことば")
    category = "desk"
    by_mail = False

    def may_reach(self, person: User) -> bool:
        return bool(desks_of(person))

    def line(self, fact: Fact, person: User | None) -> str:
        names = {"name": fact.thing.by.name, "company": fact.thing.company}
        return gettext("%(name)sさんから、%(company)sへ感謝のことばが届いています") % names
