"""What people are told of groups, practice at work, dialogues, and the close of a program."""

from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.notices.kinds import Kind, key_of, register
from accounts.notices.models import Fact
from accounts.users.models import User
from programs.cohorts.models import Nomination, Program
from programs.cohorts.practice_models import Certificate, Dialogue, Practice, PracticeShare


class OfProgram(Kind):
    """About a program that isn't called off."""

    category = "membership"
    about_model = Program
    page = "cohorts:detail"

    def still_relevant(self, fact: Fact, person: User | None) -> bool:
        return fact.thing is not None and fact.thing.state != Program.State.WITHDRAWN

    def context(self, fact: Fact, person: User | None) -> dict[str, Any]:
        return {"program": fact.thing, "number": fact.data.get("number")}

    def url(self, fact: Fact, person: User | None) -> str:
        return reverse(self.page, args=[key_of(fact)])


@register
class Groups(OfProgram):
    """With the number of the round only: who sits where stands on the page."""

    code = "cohorts.groups"
    label = _("グループが決まったとき、変わったとき")
    can_mute = False

    def takes_part(self, fact: Fact, person: User) -> bool:
        return True

    def still_relevant(self, fact: Fact, person: User | None) -> bool:
        inside = Nomination.objects.inside().filter(program=key_of(fact), person=person)
        return super().still_relevant(fact, person) and inside.exists()

    def line(self, fact: Fact, person: User | None) -> str:
        words = {"title": fact.thing.title, "number": fact.data.get("number")}
        return gettext("「%(title)s」%(number)s回目のグループをお知らせします") % words


class Practising(OfProgram):
    """Of practice: never a word of what was written."""

    page = "cohorts:practice"
    by_mail = False


@register
class Paired(OfProgram):
    code = "cohorts.paired"
    label = _("実践のペアが決まったとき")
    page = "cohorts:practice"

    def line(self, fact: Fact, person: User | None) -> str:
        return gettext("「%(title)s」の実践のペアが決まりました") % {"title": fact.thing.title}


@register
class PracticeLineWritten(Practising):
    code = "cohorts.practice_line"
    label = _("ペアの方が今週のひとことを書いたとき")

    def line(self, fact: Fact, person: User | None) -> str:
        return gettext("「%(title)s」のペアの方が、今週のひとことを書きました") % {"title": fact.thing.title}


@register
class PracticeAnswered(Practising):
    code = "cohorts.practice_answer"
    label = _("ペアの方から返事があったとき")

    def line(self, fact: Fact, person: User | None) -> str:
        return gettext("「%(title)s」のペアの方から、ひとこと届きました") % {"title": fact.thing.title}


@register
class PracticeShown(Practising):
    code = "cohorts.practice_shared"
    label = _("実践を見せてもらったとき")

    def url(self, fact: Fact, person: User | None) -> str:
        return reverse("cohorts:practice_one", args=[key_of(fact), fact.data["practice"]])

    def still_relevant(self, fact: Fact, person: User | None) -> bool:
        shares = PracticeShare.objects.filter(practice=fact.data["practice"], person=person)
        return super().still_relevant(fact, person) and shares.exists()

    def line(self, fact: Fact, person: User | None) -> str:
        return gettext("「%(title)s」に参加している方が、職場での実践を見せてくれました") % {
            "title": fact.thing.title
        }


@register
class CheckIn(OfProgram):
    """The reminder of the weekly line; gone once it is written."""

    code = "cohorts.check_in"
    label = _("実践の、今週のひとこと")
    page = "cohorts:practice"

    def still_relevant(self, fact: Fact, person: User | None) -> bool:
        week = timezone.localdate() - timedelta(days=timezone.localdate().weekday())
        own = Practice.objects.filter(nomination__program=key_of(fact), nomination__person=person)
        return (
            super().still_relevant(fact, person) and own.exclude(lines__week=week).filter(reflected_at=None).exists()
        )

    def line(self, fact: Fact, person: User | None) -> str:
        return gettext("「%(title)s」の実践、今週はどうでしたか。ひとことで大丈夫です") % {"title": fact.thing.title}


class OfDialogue(OfProgram):
    page = "cohorts:dialogue"


@register
class DialogueAsked(OfDialogue):
    code = "cohorts.dialogue_asked"
    label = _("対話の目的について、たずねられたとき")
    can_mute = False

    def takes_part(self, fact: Fact, person: User) -> bool:
        return True

    def still_relevant(self, fact: Fact, person: User | None) -> bool:
        waits = Dialogue.objects.filter(program=key_of(fact), head=person, agreed_at=None)
        return super().still_relevant(fact, person) and waits.exists()

    def line(self, fact: Fact, person: User | None) -> str:
        return gettext("「%(title)s」の目的を、読んでいただけますか") % {"title": fact.thing.title}


@register
class DialogueAgreed(OfDialogue):
    code = "cohorts.dialogue_agreed"
    label = _("部署の長が、対話の目的を承諾したとき")

    def line(self, fact: Fact, person: User | None) -> str:
        return gettext("「%(title)s」の目的が承諾されました。問いを集めはじめられます") % {"title": fact.thing.title}


@register
class LookBack(OfDialogue):
    code = "cohorts.look_back"
    label = _("対話のあとの、三か月のふりかえり")

    def still_relevant(self, fact: Fact, person: User | None) -> bool:
        waits = Dialogue.objects.filter(program=key_of(fact), looked_back_at=None)
        return super().still_relevant(fact, person) and waits.exists()

    def line(self, fact: Fact, person: User | None) -> str:
        return gettext("「%(title)s」のあと、部署はどう変わりましたか") % {"title": fact.thing.title}


@register
class OutcomeAsked(OfProgram):
    code = "cohorts.close_asked"
    label = _("プログラムのおわりに、ことばを残すとき")
    page = "cohorts:closing"

    def line(self, fact: Fact, person: User | None) -> str:
        return gettext("「%(title)s」で渡したもの、受けとったものを、ことばに残しませんか") % {
            "title": fact.thing.title
        }


@register
class Certified(OfProgram):
    code = "cohorts.certified"
    label = _("修了証が届いたとき")
    page = "cohorts:closing"

    def still_relevant(self, fact: Fact, person: User | None) -> bool:
        own = Certificate.objects.filter(nomination__program=key_of(fact), nomination__person=person, revoked_at=None)
        return super().still_relevant(fact, person) and own.exists()

    def line(self, fact: Fact, person: User | None) -> str:
        return gettext("「%(title)s」の修了証ができました") % {"title": fact.thing.title}
