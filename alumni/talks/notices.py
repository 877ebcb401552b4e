"""What is told of talks: that somebody said something. Never what; once until it is opened."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.notices.kinds import Kind, register
from accounts.notices.models import Fact
from accounts.users.models import User
from alumni.blocks.queries import stands_between
from alumni.profiles.queries import visible_people
from alumni.talks.models import Message, Seat, Talk


@register
class TalkSaid(Kind):
    code = "talks.said"
    label = _("ことばが届いたとき")
    category = "talks"
    about_model = Talk

    def prepare(self, facts: Sequence[Fact], people: Sequence[User]) -> None:
        """Whoever spoke is named only to those who see them."""
        super().prepare(facts, people)
        speakers = User.objects.in_bulk({_speaker(fact) for fact in facts})
        seen = {person.pk: visible_people(person, speakers) for person in people}
        for fact in facts:
            fact.speaker = speakers.get(_speaker(fact))  # type: ignore[attr-defined]
            fact.seen = seen  # type: ignore[attr-defined]

    def still_relevant(self, fact: Fact, person: User | None) -> bool:
        """Not once it was opened, nor while it rests, was left or is blocked, nor when the words were taken back."""
        if fact.thing is None or person is None or stands_between(fact.thing.low_id, fact.thing.high_id):
            return False
        seat = Seat.objects.filter(talk=fact.thing, person=person).first()
        if seat is None or seat.resting or seat.left_at or seat.opened != fact.data.get("opened"):
            return False
        words = Message.objects.filter(talk=fact.thing, pk__gt=seat.opened, gone_at=None)
        return words.exclude(by=person).exists()

    def url(self, fact: Fact, person: User | None) -> str:
        return reverse("talks:thread", args=[fact.thing.pk])

    def _name(self, fact: Fact, person: User | None) -> str:
        speaker = fact.speaker  # type: ignore[attr-defined]
        seen = fact.seen.get(person.pk, set()) if person else set()  # type: ignore[attr-defined]
        return speaker.name if speaker and speaker.pk in seen else ""

    def line(self, fact: Fact, person: User | None) -> str:
        name = self._name(fact, person)
        return gettext("%sさんからことばが届いています") % name if name else gettext("ことばが届いています")

    def context(self, fact: Fact, person: User | None) -> dict[str, Any]:
        return {"line": self.line(fact, person), "link": settings.SITE_URL + self.url(fact, person)}


def _speaker(fact: Fact) -> int:
    return int(fact.by.partition(":")[2] or 0)
