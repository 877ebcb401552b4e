"""What people are told of exchange: a question, its answer, what is about to end, and a few suggestions a week."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.notices.kinds import Kind, key_of, register
from accounts.notices.models import Fact
from accounts.users.models import User
from alumni.blocks.queries import stands_between
from alumni.profiles.queries import visible_people
from programs.exchange import rules, tokens
from programs.exchange.asking_models import Ask, Relay
from programs.exchange.models import Listing, Openness

DIGEST = "exchange.digest"


class OfExchange(Kind):
    category = "exchange"

    def context(self, fact: Fact, person: User | None) -> dict[str, Any]:
        return {"page_link": settings.SITE_URL + self.url(fact, person)}


class OfAsk(OfExchange):
    about_model = Ask

    def prepare(self, facts: Sequence[Fact], people: Sequence[User]) -> None:
        rows = Ask.objects.select_related("listing__company", "mine__company", "by", "answered_by")
        found = rows.in_bulk({key_of(fact) for fact in facts})
        for fact in facts:
            fact.thing = found.get(key_of(fact))

    def context(self, fact: Fact, person: User | None) -> dict[str, Any]:
        return {**super().context(fact, person), "ask": fact.thing, "listing": fact.thing.listing}

    def url(self, fact: Fact, person: User | None) -> str:
        return reverse("exchange:ask", args=[key_of(fact)])


@register
class Asked(OfAsk):
    """To whoever may answer; once somebody has answered it isn't sent any more."""

    code = "exchange.asked"
    label = _("声がかかったとき")
    priority = 4

    def still_relevant(self, fact: Fact, person: User | None) -> bool:
        ask = fact.thing
        if ask is None or person is None or not ask.is_open or not rules.can_keep(person, ask.listing):
            return False
        return not stands_between(person.pk, ask.by_id)

    def context(self, fact: Fact, person: User | None) -> dict[str, Any]:
        return {**super().context(fact, person), "who": who_asks(fact.thing, person)}

    def line(self, fact: Fact, person: User | None) -> str:
        if fact.thing is None:
            return str(self.label)
        return gettext("「%(title)s」に声がかかりました") % {"title": fact.thing.listing.title}


@register
class Answered(OfAsk):
    code = "exchange.answered"
    label = _("声かけへの返事")
    priority = 4

    def still_relevant(self, fact: Fact, person: User | None) -> bool:
        return fact.thing is not None and fact.thing.state not in (Ask.State.WITHDRAWN, Ask.State.WAITING)

    def context(self, fact: Fact, person: User | None) -> dict[str, Any]:
        return {**super().context(fact, person), "yes": fact.thing.state == Ask.State.YES}

    def line(self, fact: Fact, person: User | None) -> str:
        if fact.thing is None:
            return str(self.label)
        return gettext("「%(title)s」への声かけに、返事が届きました") % {"title": fact.thing.listing.title}


@register
class Closed(OfAsk):
    """It was fulfilled elsewhere, or a month went by: nobody waits for ever."""

    code = "exchange.closed"
    label = _("声かけが、返事のないまま終わったとき")

    def line(self, fact: Fact, person: User | None) -> str:
        if fact.thing is None:
            return str(self.label)
        return gettext("「%(title)s」への声かけは、返事のないまま終わりました") % {"title": fact.thing.listing.title}


@register
class ThoughtOf(OfExchange):
    """Somebody thought of this person. Who it was isn't told."""

    code = "exchange.thought_of"
    label = _("だれかがあなたを思い浮かべたとき")
    about_model = Relay

    def prepare(self, facts: Sequence[Fact], people: Sequence[User]) -> None:
        rows = Relay.objects.select_related("ask__mine__company", "ask__mine__person")
        found = rows.in_bulk({key_of(fact) for fact in facts})
        for fact in facts:
            fact.thing = found.get(key_of(fact))

    def still_relevant(self, fact: Fact, person: User | None) -> bool:
        relay = fact.thing
        return relay is not None and relay.state == Relay.State.WAITING and relay.ask.mine.is_live

    def context(self, fact: Fact, person: User | None) -> dict[str, Any]:
        return {**super().context(fact, person), "need": fact.thing.ask.mine, "note": fact.thing.note}

    def url(self, fact: Fact, person: User | None) -> str:
        return reverse("exchange:relay", args=[key_of(fact)])

    def line(self, fact: Fact, person: User | None) -> str:
        if fact.thing is None:
            return str(self.label)
        return gettext("「%(title)s」に、あなたを思い浮かべた人がいます") % {"title": fact.thing.ask.mine.title}


@register
class Expiring(OfExchange):
    """A week before it ends by itself; one tap in the mail keeps it."""

    code = "exchange.expiring"
    label = _("願いや持ちよりが、もうすぐ終わるとき")
    about_model = Listing

    def still_relevant(self, fact: Fact, person: User | None) -> bool:
        """Not for one that was renewed since: the fact's key holds the day it was written for."""
        one = fact.thing
        if one is None or person is None or one.state != Listing.State.OPEN or not rules.can_keep(person, one):
            return False
        return fact.dedupe_key == f"{self.code}:{one.pk}:{one.expires_at:%Y%m%d}"

    def context(self, fact: Fact, person: User | None) -> dict[str, Any]:
        assert person is not None
        link = tokens.link_for(fact.thing, person)
        return {**super().context(fact, person), "listing": fact.thing, "renew_link": link}

    def url(self, fact: Fact, person: User | None) -> str:
        return reverse("exchange:one", args=[key_of(fact)])

    def line(self, fact: Fact, person: User | None) -> str:
        if fact.thing is None:
            return str(self.label)
        return gettext("「%(title)s」は、もうすぐ終わります。つづけますか") % {"title": fact.thing.title}


@register
class Digest(OfExchange):
    """A few suggestions, once a week at most, and only while the person is open to them."""

    code = DIGEST
    label = _("週に一度の「いま、あなたに」")
    priority = 7

    def prepare(self, facts: Sequence[Fact], people: Sequence[User]) -> None:
        keys = {key for fact in facts for key in fact.data["needs"]}
        found = Listing.objects.live().select_related("company").in_bulk(keys)
        ids = [person.pk for person in people]
        open_ones = set(Openness.objects.filter(person__in=ids, open=True).values_list("person", flat=True))
        for fact in facts:
            fact.needs = [found[key] for key in fact.data["needs"] if key in found]  # type: ignore[attr-defined]
            fact.open_ones = open_ones  # type: ignore[attr-defined]

    def _told(self, fact: Fact, person: User | None) -> list[Listing]:
        if person is None or person.pk not in fact.open_ones:  # type: ignore[attr-defined]
            return []
        keys = [one.pk for one in fact.needs]  # type: ignore[attr-defined]
        seen = set(Listing.objects.visible_to(person).filter(pk__in=keys).values_list("pk", flat=True))
        return [one for one in fact.needs if one.pk in seen]  # type: ignore[attr-defined]

    def still_relevant(self, fact: Fact, person: User | None) -> bool:
        return bool(self._told(fact, person))

    def context(self, fact: Fact, person: User | None) -> dict[str, Any]:
        links = [
            (one, settings.SITE_URL + reverse("exchange:one", args=[one.pk])) for one in self._told(fact, person)
        ]
        settings_link = settings.SITE_URL + reverse("exchange:openness")
        return {**super().context(fact, person), "needs": links, "settings_link": settings_link}

    def url(self, fact: Fact, person: User | None) -> str:
        return reverse("exchange:list")

    def line(self, fact: Fact, person: User | None) -> str:
        return gettext("いま、あなたに合いそうな願いがあります")


def who_asks(ask: Ask, reader: User | None) -> str:
    """The company for which somebody asks, or their name where the reader may see them."""
    if ask.mine is not None and ask.mine.company is not None:
        return str(ask.mine.company)
    if reader is not None and visible_people(reader, [ask.by_id]):
        return gettext("%(name)sさん") % {"name": ask.by.name}
    return gettext("仲間のおひとり")
