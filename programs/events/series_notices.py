"""What people are told when one act concerns several gatherings of a series: each hears once, of their own."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Any, ClassVar

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.notices import kinds
from accounts.notices.kinds import Attachment, register
from accounts.notices.models import Fact
from accounts.users.models import User
from programs.events import ics, queries, tokens
from programs.events.models import Event
from programs.events.notices import OfEvent, answers_to, as_files


class OfSeries(OfEvent, ABC):
    """Bundles what would be told of each gathering by itself: every part is a fact of the kind that tells it alone.

    Parts stand and concern somebody as that kind says, and each brings its own calendar entry. Whoever has one part
    left reads it as if it had come alone.
    """

    method: ClassVar[str] = ics.REQUEST

    @abstractmethod
    def told(self, fact: Fact) -> list[tuple[str, int, dict[str, Any]]]:
        """Of each gathering the kind that tells of it alone, its key, and what that kind needs."""

    def prepare(self, facts: Sequence[Fact], people: Sequence[User]) -> None:
        told = {fact.pk: self.told(fact) for fact in facts}
        ids = {pk for parts in told.values() for _kind, pk, _data in parts}
        events = Event.objects.select_related("company").prefetch_related("sessions").in_bulk(ids)
        answers = answers_to(ids, people)
        for fact in facts:
            parts = [_part(fact, kind, events[pk], data, answers) for kind, pk, data in told[fact.pk] if pk in events]
            fact.parts = sorted(parts, key=lambda one: (one.thing.starts_at, one.thing.pk))  # type: ignore[attr-defined]
            fact.thing = parts[0].thing if parts else None

    def standing(self, fact: Fact) -> list[Fact]:
        """The parts that still are as the act left them: what was changed meanwhile speaks for itself."""
        return [part for part in fact.parts if kinds.get(part.kind).stands(part)]  # type: ignore[attr-defined]

    def counts_on(self, part: Fact, person: User) -> bool:
        return self.answer_of(part, person) in queries.CONCERNED

    def mine(self, fact: Fact, person: User | None) -> list[Fact]:
        """Of the standing ones those that this person counts on; nobody hears of another."""
        if person is None:
            return []
        own = [part for part in self.standing(fact) if self.counts_on(part, person)]
        return [part for part in own if kinds.get(part.kind).still_relevant(part, person)]

    def ever(self, fact: Fact, person: User | None) -> list[Event]:
        """The person's own of all that the act concerned, whatever became of them since."""
        parts: list[Fact] = fact.parts  # type: ignore[attr-defined]
        return [part.thing for part in parts if person and self.counts_on(part, person)]

    def stands(self, fact: Fact) -> bool:
        return bool(self.standing(fact))

    def recipients(self, fact: Fact) -> QuerySet[User]:
        return queries.concerned_by([part.thing for part in self.standing(fact)])

    def still_relevant(self, fact: Fact, person: User | None) -> bool:
        return bool(self.mine(fact, person))

    def takes_part(self, fact: Fact, person: User) -> bool:
        return bool(self.ever(fact, person))

    def context(self, fact: Fact, person: User | None) -> dict[str, Any]:
        mine = self.mine(fact, person)
        events = [part.thing for part in mine]
        words = {
            "events": events,
            "first": events[0] if events else None,
            "titles": sorted({event.title for event in events}),
            "places": sorted({" ".join(filter(None, [event.place, event.address])) for event in events}),
            "files": len(self.attachments(fact, person)),
            "page_link": settings.SITE_URL + self.url(fact, person),
        }
        if len(mine) == 1:
            kind = kinds.get(mine[0].kind)
            words |= {**kind.context(mine[0], person), "alone": kind.template_of()}
        return words

    def url(self, fact: Fact, person: User | None) -> str:
        mine = [part.thing for part in self.mine(fact, person)] or self.ever(fact, person)
        return reverse("events:detail", args=[mine[0].pk]) if mine else ""

    def when(self, fact: Fact) -> str:
        return ""

    def sentence(self, fact: Fact, person: User | None) -> str:
        ever = self.ever(fact, person)
        if len(ever) == 1:
            (part,) = (part for part in fact.parts if part.thing == ever[0])  # type: ignore[attr-defined]
            return kinds.get(part.kind).line(part, person)
        return self.sentence_of(ever[0].title, len(ever)) if ever else str(self.label)

    @abstractmethod
    def sentence_of(self, title: str, n: int) -> str:
        """The line in the list of notices, for several of them."""

    def attachments(self, fact: Fact, person: User | None) -> list[Attachment]:
        files = [file for part in self.mine(fact, person) for file in kinds.get(part.kind).attachments(part, person)]
        return as_files([content for _name, content, _type in files], self.method_of(fact))

    def method_of(self, fact: Fact) -> str:
        return self.method


@register
class SeriesCancelled(OfSeries):
    """The fact carries which gatherings were called off, each with its revision; who hears of which follows from
    their answers alone, as with a gathering that is called off by itself."""

    code = "events.series_cancelled"
    label = _("つづきの集いの中止")
    priority = 1
    method = ics.CANCEL

    def told(self, fact: Fact) -> list[tuple[str, int, dict[str, Any]]]:
        return [("events.cancelled", pk, {"revision": revision}) for pk, revision in fact.data["off"]]

    def standing(self, fact: Fact) -> list[Fact]:
        """Called off, taken back, called off again is another act."""
        return [part for part in super().standing(fact) if part.thing.revision == part.data["revision"]]

    def sentence_of(self, title: str, n: int) -> str:
        words = ngettext("「%(title)s」の%(n)s回が中止になりました", "「%(title)s」の%(n)s回が中止になりました", n)
        return words % {"title": title, "n": n}


TIMES = ("starts_at", "ends_at")


@register
class SeriesChanged(OfSeries):
    """The fact carries of each gathering what was and what is; fields that were changed again are told by that change."""

    code = "events.series_changed"
    label = _("つづきの集いの変更")
    priority = 3

    def told(self, fact: Fact) -> list[tuple[str, int, dict[str, Any]]]:
        return [("events.changed", pk, how) for pk, how in fact.data["changed"]]

    def context(self, fact: Fact, person: User | None) -> dict[str, Any]:
        """What is the same for all of them is told once; from when until when it was, and is, in one line of each."""
        words, mine = super().context(fact, person), self.mine(fact, person)
        if len(mine) == 1:
            return words
        turns = [kinds.get(part.kind).context(part, person) for part in mine]
        shared = (
            [one for one in turns[0]["changes"] if all(one in turn["changes"] for turn in turns)] if turns else []
        )
        for part, turn in zip(mine, turns, strict=True):
            own = {one["name"]: one for one in turn["changes"] if one not in shared}
            times = [own.pop(name, None) for name in TIMES]
            if any(times):
                turn["was"] = [
                    one["was"] if one else getattr(part.thing, name) for name, one in zip(TIMES, times, strict=True)
                ]
            turn["own"] = own.values()
            turn["answer_link"] = tokens.link_for(part.thing, person)  # type: ignore[arg-type]
        moved = any({"place", "address"} & set(part.data["is"]) for part in mine)
        return {**words, "turns": turns, "shared": shared, "places": [] if moved else words["places"]}

    def sentence_of(self, title: str, n: int) -> str:
        words = ngettext(
            "「%(title)s」の%(n)s回の内容が変わりました", "「%(title)s」の%(n)s回の内容が変わりました", n
        )
        return words % {"title": title, "n": n}


# What an answer to several became, in the order in which it is read: the kind that tells it of one, and its heading.
BECAME = {
    "events.reply_confirmed": _("参加する回"),
    "events.asked": _("主催の方へお願いを届けた回"),
    "events.waiting": _("キャンセル待ちに並んだ回"),
    "events.withdrawn": _("取りやめた回"),
}


@register
class SeriesAnswered(OfSeries):
    """The fact carries what the same answer became at each gathering: a seat, a place in a line, a request."""

    code = "events.series_answered"
    label = _("つづきの集いへのお返事の確認")
    priority = 1

    def told(self, fact: Fact) -> list[tuple[str, int, dict[str, Any]]]:
        return [(kind, pk, {}) for kind, pk in fact.data["answers"]]

    def counts_on(self, part: Fact, person: User) -> bool:
        """It is their own answer: whether it still is this one, the part's kind says."""
        return True

    def method_of(self, fact: Fact) -> str:
        gone = fact.data["answers"][0][0] == "events.withdrawn"
        return ics.CANCEL if gone else ics.REQUEST

    def context(self, fact: Fact, person: User | None) -> dict[str, Any]:
        words, mine = super().context(fact, person), self.mine(fact, person)
        if len(mine) == 1:
            return words
        groups = [
            {
                "became": kind.partition(".")[2],
                "heading": heading,
                "turns": [
                    {**kinds.get(kind).context(part, person), "answer_link": tokens.link_for(part.thing, person)}  # type: ignore[arg-type]
                    for part in mine
                    if part.kind == kind
                ],
            }
            for kind, heading in BECAME.items()
        ]
        return {**words, "groups": [group for group in groups if group["turns"]]}

    def sentence_of(self, title: str, n: int) -> str:
        words = ngettext(
            "「%(title)s」の%(n)s回へのお返事を承りました", "「%(title)s」の%(n)s回へのお返事を承りました", n
        )
        return words % {"title": title, "n": n}


def _part(fact: Fact, kind: str, event: Event, data: dict[str, Any], answers: dict[tuple[int, int], Any]) -> Fact:
    part = Fact(kind=kind, about=f"{event._meta.model_name}:{event.pk}", by=fact.by, data=data)
    part.thing, part.answers = event, answers  # type: ignore[attr-defined]
    return part
