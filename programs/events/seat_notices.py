"""What people are told of a seat: it is offered, went on, was asked for, given, declined, and asked about once more."""

from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.notices.kinds import register
from accounts.notices.models import Fact
from accounts.users.models import User
from programs.events import ics, queries, tokens
from programs.events.models import Reply
from programs.events.notices import OfEvent, OwnAnswer, plain

Answer = Reply.Answer


@register
class SeatOffered(OwnAnswer):
    """Nobody must hear of it after its time: then the seat is somebody else's."""

    code = "events.seat_offered"
    label = _("空いた席のご案内")
    answer = Answer.OFFERED
    digestible = False

    def context(self, fact: Fact, person: User | None) -> dict[str, Any]:
        words = super().context(fact, person)
        return {**words, "pass_link": tokens.link_for(fact.thing, person, "pass")}  # type: ignore[arg-type]

    def sentence(self, fact: Fact, person: User | None) -> str:
        return gettext("「%(title)s」のお席が空きました。期限までにお返事ください") % {"title": fact.thing.title}


@register
class OfferPassed(OwnAnswer):
    code = "events.offer_passed"
    label = _("空いた席が次の方へ回ったとき")
    answer = Answer.WAITING

    def sentence(self, fact: Fact, person: User | None) -> str:
        return gettext("「%(title)s」のお席は次の方へご案内しました") % {"title": fact.thing.title}


@register
class Asked(OwnAnswer):
    code = "events.asked"
    label = _("参加のお願いを届けたとき")
    answer = Answer.ASKED

    def sentence(self, fact: Fact, person: User | None) -> str:
        return gettext("「%(title)s」への参加のお願いを、主催の方へ届けました") % {"title": fact.thing.title}


@register
class Accepted(OwnAnswer):
    code = "events.accepted"
    label = _("参加のお願いが受けられたとき")
    answer, method = Answer.YES, ics.REQUEST

    def sentence(self, fact: Fact, person: User | None) -> str:
        return gettext("「%(title)s」への参加が決まりました") % {"title": fact.thing.title}


@register
class Declined(OwnAnswer):
    code = "events.declined"
    label = _("参加のお願いが見送られたとき")
    answer = Answer.DECLINED

    def sentence(self, fact: Fact, person: User | None) -> str:
        return gettext("「%(title)s」は、今回はお席をご用意できませんでした") % {"title": fact.thing.title}


@register
class Reconfirm(OfEvent):
    """Bound to the start it was asked for; who has said so meanwhile, or doesn't come any more, isn't asked."""

    code = "events.reconfirm"
    label = _("二日前の参加の確かめ")
    priority = 2
    digestible = False

    def everybody(self, fact: Fact) -> QuerySet[User]:
        return queries.those_who(fact.thing, Answer.YES)

    def stands(self, fact: Fact) -> bool:
        return super().stands(fact) and fact.data["starts_at"] == plain(fact.thing.starts_at)

    def still_relevant(self, fact: Fact, person: User | None) -> bool:
        reply = self.reply_of(fact, person)
        comes = reply is not None and reply.answer == Answer.YES
        return comes and self.stands(fact) and reply.confirmed_for != fact.thing.starts_at  # type: ignore[union-attr]

    def context(self, fact: Fact, person: User | None) -> dict[str, Any]:
        words = super().context(fact, person)
        return {**words, "confirm_link": tokens.link_for(fact.thing, person, "confirm")}  # type: ignore[arg-type]

    def sentence(self, fact: Fact, person: User | None) -> str:
        return gettext("「%(title)s」に、予定どおりいらっしゃれますか") % {"title": fact.thing.title}


@register
class Unanswered(OwnAnswer):
    """Nobody who has answered meanwhile hears of it; that it comes once is kept by the answer itself."""

    code = "events.unanswered"
    label = _("主催の方からの質問が残っているとき")
    answer = Answer.YES
    priority = 3

    def still_relevant(self, fact: Fact, person: User | None) -> bool:
        reply = self.reply_of(fact, person)
        return super().still_relevant(fact, person) and reply is not None and queries.missing(reply) > 0

    def context(self, fact: Fact, person: User | None) -> dict[str, Any]:
        path = tokens.more_path_for(fact.thing, person)  # type: ignore[arg-type]
        return {**super().context(fact, person), "more_link": settings.SITE_URL + path}

    def sentence(self, fact: Fact, person: User | None) -> str:
        return gettext("「%(title)s」のことで、主催の方からうかがいたいことが残っています") % {
            "title": fact.thing.title
        }


@register
class Released(OwnAnswer):
    code = "events.released"
    label = _("返事のない席が次の方へ回ったとき")
    answer, method = Answer.MAYBE, ics.CANCEL

    def sentence(self, fact: Fact, person: User | None) -> str:
        return gettext("「%(title)s」のお席を、待っている方へ回しました") % {"title": fact.thing.title}
