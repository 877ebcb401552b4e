"""What people are told after a gathering: thanks for coming, a word for the host, a wish that two share."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.notices.kinds import key_of, register
from accounts.notices.models import Fact
from accounts.users.models import User
from alumni.profiles.queries import visible_people
from programs.checkins.queries import people_who_came
from programs.events.notices import OfEvent
from programs.keepsakes import queries, rules


class AfterEvent(OfEvent):
    can_mute = True

    def stands(self, fact: Fact) -> bool:
        return fact.thing is not None and rules.is_over(fact.thing)

    def url(self, fact: Fact, person: User | None) -> str:
        return reverse("keepsakes:after", args=[key_of(fact)])


@register
class ThankYou(AfterEvent):
    code = "keepsakes.thankyou"
    label = _("集いのあとのお礼")

    def everybody(self, fact: Fact) -> QuerySet[User]:
        return people_who_came(fact.thing)

    def context(self, fact: Fact, person: User | None) -> dict[str, Any]:
        feedback = settings.SITE_URL + reverse("keepsakes:feedback", args=[key_of(fact)])
        return {**super().context(fact, person), "feedback_link": feedback}

    def sentence(self, fact: Fact, person: User | None) -> str:
        return gettext("「%(title)s」に来てくださって、ありがとうございました") % {"title": fact.thing.title}


@register
class Thanked(AfterEvent):
    """In the product only, without the words: they are for the one person who opens the page."""

    code = "keepsakes.thanked"
    label = _("お礼のことばが届いたとき")
    by_mail = False

    def sentence(self, fact: Fact, person: User | None) -> str:
        return gettext("「%(title)s」へのお礼のことばが届きました") % {"title": fact.thing.title}


@register
class Mutual(AfterEvent):
    """Quietly: a line in the product, no mail, and not once one of the two has thought better of it."""

    code = "keepsakes.mutual"
    label = _("おたがいに「また会いたい」と思ったとき")
    by_mail = False

    def prepare(self, facts: Sequence[Fact], people: Sequence[User]) -> None:
        super().prepare(facts, people)
        others = User.objects.active().in_bulk({fact.data["other"] for fact in facts})
        for fact in facts:
            fact.other = others.get(fact.data["other"])  # type: ignore[attr-defined]

    def still_relevant(self, fact: Fact, person: User | None) -> bool:
        other = fact.other  # type: ignore[attr-defined]
        if person is None or other is None or not self.stands(fact):
            return False
        return queries.is_mutual(fact.thing, person.pk, other.pk)

    def sentence(self, fact: Fact, person: User | None) -> str:
        other = fact.other  # type: ignore[attr-defined]
        seen = person is not None and other is not None and other.pk in visible_people(person, [other.pk])
        title = fact.thing.title
        if not seen:
            return gettext("「%(title)s」で会った方も、また会いたいと思っています") % {"title": title}
        return gettext("「%(title)s」で会った%(name)sさんも、また会いたいと思っています") % {
            "title": title,
            "name": other.name,
        }
