"""What people are told when several gatherings of a series are called off at once: each hears once, of their own."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from accounts.notices.kinds import Attachment, register
from accounts.notices.models import Fact
from accounts.users.models import User
from programs.events import ics, queries
from programs.events.models import Event
from programs.events.notices import Answer, OfEvent, answers_to, as_files


@register
class SeriesCancelled(OfEvent):
    """The fact carries which gatherings were called off, each with its revision; who hears of which follows from
    their answers alone, as with a gathering that is called off by itself."""

    code = "events.series_cancelled"
    label = _("つづきの集いの中止")
    priority = 1

    def prepare(self, facts: Sequence[Fact], people: Sequence[User]) -> None:
        ids = {pk for fact in facts for pk, _revision in fact.data["off"]}
        events = Event.objects.select_related("company").prefetch_related("sessions").in_bulk(ids)
        answers = answers_to(ids, people)
        for fact in facts:
            known = [(events[pk], revision) for pk, revision in fact.data["off"] if pk in events]
            fact.off = sorted(known, key=lambda one: (one[0].starts_at, one[0].pk))  # type: ignore[attr-defined]
            fact.thing = known[0][0] if known else None
            fact.answers = answers  # type: ignore[attr-defined]

    def off(self, fact: Fact) -> list[Event]:
        """Those that still are off by this act: what was taken back meanwhile speaks for itself."""
        return [event for event, revision in fact.off if event.is_cancelled and event.revision == revision]  # type: ignore[attr-defined]

    def of(self, person: User | None, fact: Fact, events: Sequence[Event]) -> list[Event]:
        """Of these the ones that this person counts on; nobody hears of another."""
        answers = fact.answers  # type: ignore[attr-defined]
        mine = {event.pk: answers.get((event.pk, person.pk)) for event in events} if person else {}
        return [one for one in events if (reply := mine.get(one.pk)) and reply.answer in queries.CONCERNED]

    def ever(self, fact: Fact, person: User | None) -> list[Event]:
        """The person's own of all that the act called off, whatever became of them since."""
        return self.of(person, fact, [event for event, _revision in fact.off])  # type: ignore[attr-defined]

    def stands(self, fact: Fact) -> bool:
        return bool(self.off(fact))

    def recipients(self, fact: Fact) -> QuerySet[User]:
        return queries.concerned_by(self.off(fact))

    def still_relevant(self, fact: Fact, person: User | None) -> bool:
        return bool(self.of(person, fact, self.off(fact)))

    def takes_part(self, fact: Fact, person: User) -> bool:
        return bool(self.ever(fact, person))

    def context(self, fact: Fact, person: User | None) -> dict[str, Any]:
        mine = self.of(person, fact, self.off(fact))
        return {
            "off": mine,
            "first": mine[0] if mine else None,
            "titles": sorted({event.title for event in mine}),
            "places": sorted({" ".join(filter(None, [event.place, event.address])) for event in mine}),
            "coming": len(self._coming(mine, fact, person)),
            "page_link": settings.SITE_URL + self.url(fact, person),
        }

    def url(self, fact: Fact, person: User | None) -> str:
        mine = self.of(person, fact, self.off(fact)) or self.ever(fact, person)
        return reverse("events:detail", args=[mine[0].pk]) if mine else ""

    def sentence(self, fact: Fact, person: User | None) -> str:
        mine = self.ever(fact, person)
        if len(mine) < 2:
            return gettext("「%(title)s」は中止になりました") % {"title": mine[0].title} if mine else str(self.label)
        words = {"title": mine[0].title, "n": len(mine)}
        return (
            ngettext(
                "「%(title)s」の%(n)s回が中止になりました", "「%(title)s」の%(n)s回が中止になりました", len(mine)
            )
            % words
        )

    def attachments(self, fact: Fact, person: User | None) -> list[Attachment]:
        assert person is not None
        files: list[bytes] = []
        for event in self._coming(self.of(person, fact, self.off(fact)), fact, person):
            files += queries.calendar_files(event, person, ics.CANCEL, with_link=False)
        return as_files(files, ics.CANCEL)

    def _coming(self, events: Sequence[Event], fact: Fact, person: User | None) -> list[Event]:
        answers = fact.answers  # type: ignore[attr-defined]
        return [one for one in events if person and answers[one.pk, person.pk].answer == Answer.YES]
