"""What people are told of V sheets: somebody asks, words wait for a yes, something came true. Never the words themselves."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.notices.kinds import Kind, key_of, register
from accounts.notices.models import Fact
from accounts.users.models import User
from alumni.blocks.queries import stands_between
from programs.visions.models import Counterpart, SheetShare, VisionSheet
from programs.visions.part_models import MeetingPoint, MeetingYes


class OfSheet(Kind):
    """All of them lead to the sheet, and are for its person, for who writes along, or for who may read."""

    category = "membership"
    about_model = VisionSheet
    template = "notices/visions/sheet"
    sentence: str | Promise = ""  # takes name (whose doing it is) and year

    def prepare(self, facts: Sequence[Fact], people: Sequence[User]) -> None:
        ids = {key_of(fact) for fact in facts}
        sheets = VisionSheet.objects.select_related("person", "company").in_bulk(ids)
        beside = {row.sheet_id: row for row in Counterpart.objects.standing().filter(sheet__in=ids)}
        doers = User.objects.in_bulk({int(fact.by.removeprefix("user:")) for fact in facts if fact.by})
        for fact in facts:
            fact.thing = sheets.get(key_of(fact))
            fact.beside = beside.get(key_of(fact))  # type: ignore[attr-defined]
            fact.doer = doers.get(int(fact.by.removeprefix("user:"))) if fact.by else None  # type: ignore[attr-defined]

    def still_relevant(self, fact: Fact, person: User | None) -> bool:
        return person is not None and fact.thing is not None and self._reaches(fact, person) and self.holds(fact)

    def _reaches(self, fact: Fact, person: User) -> bool:
        """Still one of the two, and no block between them and whoever did it."""
        beside = fact.beside  # type: ignore[attr-defined]
        one_of = {fact.thing.person_id, *([beside.person_id] if beside else [])}
        doer = fact.doer  # type: ignore[attr-defined]
        return person.pk in one_of and not (doer and doer.pk != person.pk and stands_between(doer.pk, person.pk))

    def holds(self, fact: Fact) -> bool:
        return True

    def context(self, fact: Fact, person: User | None) -> dict[str, Any]:
        return {"sentence": self.line(fact, person), "sheet": fact.thing}

    def url(self, fact: Fact, person: User | None) -> str:
        return reverse("visions:show", args=[key_of(fact)])

    def line(self, fact: Fact, person: User | None) -> str:
        doer = fact.doer  # type: ignore[attr-defined]
        name = doer.name if doer else gettext("お相手")
        return str(self.sentence) % {"name": name, "year": fact.thing.year, "company": fact.thing.company}


@register
class Asked(OfSheet):
    code = "visions.asked"
    label = _("Vシートをいっしょに書くお願い")
    sentence = _("%(name)sさんが、%(year)s年度のVシートをいっしょに書きませんかと声をかけています")

    def holds(self, fact: Fact) -> bool:
        beside = fact.beside  # type: ignore[attr-defined]
        return beside is not None and beside.state == Counterpart.State.ASKED


@register
class Answered(OfSheet):
    code = "visions.answered"
    label = _("Vシートのお願いへのお返事")
    sentence = _("%(name)sさんから、%(year)s年度のVシートのお返事が届きました")


@register
class Proposed(OfSheet):
    """Only while these are the newest words and a yes is missing."""

    code = "visions.proposed"
    label = _("めざす点のことばの提案")
    sentence = _("%(name)sさんが、めざす点のことばを書きました。読んで、お返事をお願いします")

    def holds(self, fact: Fact) -> bool:
        newest = MeetingPoint.objects.filter(sheet=fact.thing).first()
        if newest is None or newest.version != fact.data.get("version"):
            return False
        return MeetingYes.objects.filter(point=newest).count() < 2


@register
class Met(OfSheet):
    code = "visions.met"
    label = _("めざす点に、ふたりがうなずいたとき")
    sentence = _("%(year)s年度のVシートで、ふたつの線がひとつの点で出会いました")


@register
class CameTrue(OfSheet):
    code = "visions.true"
    label = _("Vシートの一歩が叶ったとき")
    sentence = _("%(year)s年度のVシートで、一歩が叶いました")


@register
class Noted(OfSheet):
    """In the product only: the note is for the two who open the page."""

    code = "visions.noted"
    label = _("Vシートの対話の覚え書き")
    by_mail = False
    sentence = _("%(name)sさんが、Vシートの対話の覚え書きを書きました")


@register
class Stays(OfSheet):
    code = "visions.stays"
    label = _("会社に残すことばの相談")
    sentence = _("%(name)sさんが、離れるときに会社に残したいことばがあると伝えています")


@register
class Shared(OfSheet):
    code = "visions.shared"
    label = _("Vシートを見せてもらったとき")
    sentence = _("%(name)sさんが、%(year)s年度のVシートをあなたに見せています")

    def _reaches(self, fact: Fact, person: User) -> bool:
        if stands_between(fact.thing.person_id, person.pk):
            return False
        return SheetShare.objects.standing().filter(pk=fact.data.get("share"), reader=person).exists()
