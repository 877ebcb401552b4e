"""What people are told of programs: asked, nominated, approved, waiting, in, a seat free, left, withdrawn.

A desk and whoever leads are told that there is something to see, never who it is about: the page says that through the
wall. One pair of templates serves all; each kind brings its sentence and what one can do now.
"""

from collections.abc import Sequence
from typing import Any, ClassVar

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.notices.kinds import Kind, Sender, Words, key_of, register
from accounts.notices.models import Fact
from accounts.users.models import User
from alumni.companies.models import Company
from alumni.companies.queries import desks_of
from programs.cohorts.models import Nomination, Program
from programs.cohorts.partner_models import Partner, Steward

State = Nomination.State


class OfProgram(Kind):
    """What all share: the program, where the person stands in it, a link to the page where it goes on."""

    category = "gatherings"
    can_mute = False
    about_model = Program
    template = "notices/cohorts/said"
    # "%(title)s" and, where a company is named in the fact, "%(company)s" stand in it.
    sentence: ClassVar[Words] = ""
    said: ClassVar[Words] = ""
    doing: ClassVar[Words] = _("プログラムを見る")
    # The states in which the person must still be, where it is about their own way in.
    while_in: ClassVar[tuple[str, ...]] = ()

    def prepare(self, facts: Sequence[Fact], people: Sequence[User]) -> None:
        ids = {key_of(fact) for fact in facts}
        programs = Program.objects.select_related("company").in_bulk(ids)
        companies = Company.objects.in_bulk({fact.data["company"] for fact in facts if fact.data.get("company")})
        own = Nomination.objects.filter(program__in=ids, person__in=[person.pk for person in people])
        states = {(row.program_id, row.person_id): row.state for row in own}
        for fact in facts:
            fact.thing = programs.get(key_of(fact))
            fact.company = companies.get(fact.data.get("company", 0))  # type: ignore[attr-defined]
            fact.states = states  # type: ignore[attr-defined]

    def still_relevant(self, fact: Fact, person: User | None) -> bool:
        program = fact.thing
        if program is None or person is None or not self.stands(program):
            return False
        state = fact.states.get((program.pk, person.pk))  # type: ignore[attr-defined]
        return not self.while_in or state in self.while_in

    def stands(self, program: Program) -> bool:
        return not program.is_over

    def context(self, fact: Fact, person: User | None) -> dict[str, Any]:
        page = settings.SITE_URL + self.url(fact, person)
        return {
            "program": fact.thing,
            "sentence": self.line(fact, person),
            "said": str(self.said),
            "doing": str(self.doing),
            "page_link": page,
        }

    def line(self, fact: Fact, person: User | None) -> str:
        if fact.thing is None:
            return str(self.label)
        company = fact.company or fact.thing.company  # type: ignore[attr-defined]
        return str(self.sentence) % {"title": fact.thing.title, "company": company}

    def url(self, fact: Fact, person: User | None) -> str:
        return reverse("cohorts:detail", args=[key_of(fact)])

    def sender(self, fact: Fact) -> Sender:
        company = fact.thing.company
        return Sender(str(company), company.postal_address, company.contact_email)


class OfDesk(OfProgram):
    """For whoever answers for a company: leads to that company's own page of the program."""

    category = "desk"

    def may_reach(self, person: User) -> bool:
        return bool(desks_of(person))

    def url(self, fact: Fact, person: User | None) -> str:
        company = getattr(fact, "company", None)
        if company is None:
            return super().url(fact, person)
        return reverse("cohorts:desk_one", args=[company.slug, key_of(fact)])


class OfLeader(OfProgram):
    """For whoever leads: to the people in it."""

    def url(self, fact: Fact, person: User | None) -> str:
        return reverse("cohorts:people", args=[key_of(fact)])


# The program


@register
class Proposed(OfDesk):
    code = "cohorts.proposed"
    label = _("プログラムの公開のお願い")
    sentence = _("「%(title)s」を公開してほしいと、お願いがありました")
    said = _("中身を確かめて、よければ公開してください。公開すると、誘った会社の担当者へお知らせします。")

    def stands(self, program: Program) -> bool:
        return program.is_draft


@register
class Published(OfProgram):
    code = "cohorts.published"
    label = _("世話役をしているプログラムの公開")
    sentence = _("「%(title)s」が公開されました")
    said = _("参加する会社からの推薦と、申し込みがはじまります。")
    can_mute = True


@register
class Withdrawn(OfProgram):
    code = "cohorts.withdrawn"
    label = _("プログラムの取りやめ")
    priority = 3
    sentence = _("「%(title)s」は取りやめになりました")

    def stands(self, program: Program) -> bool:
        return program.is_withdrawn

    def context(self, fact: Fact, person: User | None) -> dict[str, Any]:
        return {**super().context(fact, person), "said": fact.thing.withdraw_reason}


@register
class StewardAsked(OfProgram):
    code = "cohorts.steward_asked"
    label = _("プログラムの進行役・世話役のお願い")
    sentence = _("「%(title)s」を、いっしょに進めてほしいとのお願いです")
    said = _("引き受けるかどうかは、ページから選べます。お断りしても、理由は要りません。")
    doing = _("お願いを読む")

    def still_relevant(self, fact: Fact, person: User | None) -> bool:
        asked = Steward.objects.filter(program=key_of(fact), person=person, agreed_at=None, ended_at=None)
        return super().still_relevant(fact, person) and asked.exists()


@register
class StewardAnswered(OfProgram):
    code = "cohorts.steward_answered"
    label = _("進行役・世話役のお願いへの返事")
    by_mail = False
    can_mute = True

    def line(self, fact: Fact, person: User | None) -> str:
        words = {"title": fact.thing.title if fact.thing else ""}
        if fact.data.get("yes"):
            return gettext("「%(title)s」の世話役を、引き受けてもらえました") % words
        return gettext("「%(title)s」の世話役は、今回は見送るとのお返事です") % words

    def url(self, fact: Fact, person: User | None) -> str:
        return reverse("cohorts:table", args=[key_of(fact)])


# Companies


@register
class PartnerAsked(OfDesk):
    code = "cohorts.partner_asked"
    label = _("プログラムへの参加のお誘い")
    sentence = _("「%(title)s」に、いっしょに参加しませんか")
    said = _(
        "参加するときは、持ちよるものと受けとりたいものをひとことずつ書いてください。推薦した方の名前と進みは、自社の分だけが見えます。"
    )
    doing = _("お誘いを読む")

    def still_relevant(self, fact: Fact, person: User | None) -> bool:
        waits = Partner.objects.filter(
            program=key_of(fact), company=fact.data.get("company"), state=Partner.State.ASKED
        )
        return super().still_relevant(fact, person) and waits.exists()


@register
class PartnerAnswered(OfProgram):
    code = "cohorts.partner_answered"
    label = _("誘った会社からの返事")
    said = _("参加する会社の一覧は、プログラムのページで見られます。")

    def line(self, fact: Fact, person: User | None) -> str:
        words = {"title": fact.thing.title if fact.thing else "", "company": fact.company}  # type: ignore[attr-defined]
        if fact.data.get("yes"):
            return gettext("%(company)sが「%(title)s」に参加します") % words
        return gettext("%(company)sは、「%(title)s」を今回は見送るとのお返事です") % words


@register
class PartnerLeft(OfProgram):
    code = "cohorts.partner_left"
    label = _("会社がプログラムを離れたとき")
    sentence = _("%(company)sが「%(title)s」を離れました")
    by_mail = False
    can_mute = True


# The way in


@register
class Nominated(OfProgram):
    code = "cohorts.nominated"
    label = _("プログラムへの推薦")
    sentence = _("「%(title)s」に、あなたが推薦されました")
    said = _(
        "参加するかどうかは、あなたが決めます。この場でしたいことを、ひとこと書いてお返事ください。見送っても大丈夫です。"
    )
    doing = _("読んで、返事をする")
    while_in = (State.NOMINATED,)


@register
class Applied(OfDesk):
    code = "cohorts.applied"
    label = _("プログラムへの申し込み")
    sentence = _("「%(title)s」に、自社の方から申し込みがありました")
    said = _("ご本人のことばを読んで、お返事してください。お返事を待っていることは、ご本人にも見えています。")
    doing = _("申し込みを見る")


@register
class Agreed(OfDesk):
    code = "cohorts.agreed"
    label = _("推薦した方の返事")
    sentence = _("「%(title)s」に推薦した方が、参加したいと答えました")
    by_mail = False
    can_mute = True


@register
class Approved(OfProgram):
    code = "cohorts.approved"
    label = _("プログラムの申し込みへの会社の返事")
    sentence = _("「%(title)s」への申し込みを、会社が承諾しました")
    said = _("あとは進行役のお返事を待つだけです。")
    while_in = (State.APPROVED,)


@register
class ToLetIn(OfLeader):
    code = "cohorts.to_let_in"
    label = _("参加を待っている人")
    sentence = _("「%(title)s」への参加を待っている方がいます")
    said = _("ご本人と会社の承諾はそろっています。進行役のお返事で決まります。")
    doing = _("待っている方を見る")


@register
class Waiting(OfProgram):
    code = "cohorts.waiting"
    label = _("プログラムの席を待つとき")
    sentence = _("「%(title)s」は席がいっぱいのため、順番にお待ちいただいています")
    said = _("席が空くと、待っている順にご案内します。")
    while_in = (State.WAITING,)


@register
class SeatFree(OfProgram):
    code = "cohorts.seat_free"
    label = _("プログラムの席が空いたとき")
    priority = 3
    sentence = _("「%(title)s」の席が空きました")
    said = _("三日のあいだ、席をお取りしています。参加するかどうかをお答えください。")
    doing = _("席について答える")
    while_in = (State.OFFERED,)


@register
class SeatPassed(OfProgram):
    code = "cohorts.seat_passed"
    label = _("ご案内した席が次の方へ回ったとき")
    sentence = _("「%(title)s」の席は、次の方へご案内しました")
    said = _("お返事がなかったため、列の最後でお待ちいただいています。次に空いたときに、またご案内します。")
    while_in = (State.WAITING,)


@register
class LetIn(OfProgram):
    code = "cohorts.let_in"
    label = _("プログラムへの参加が決まったとき")
    sentence = _("「%(title)s」への参加が決まりました")
    said = _("いっしょに参加する方と、これからの回は、プログラムのページにあります。回ごとにお返事をお願いします。")
    while_in = (State.IN,)


@register
class CameIn(OfDesk):
    code = "cohorts.came_in"
    label = _("自社の方の参加が決まったとき")
    sentence = _("「%(title)s」に、自社の方の参加が決まりました")
    by_mail = False
    can_mute = True


# Out of it


@register
class NotThisTime(OfProgram):
    code = "cohorts.not_this_time"
    label = _("プログラムを見送るお返事")
    sentence = _("「%(title)s」は、今回は見送りとなりました")
    said = _("くわしくは、プログラムのページで読めます。")
    while_in = (State.DECLINED,)


@register
class SteppedBack(OfDesk):
    code = "cohorts.stepped_back"
    label = _("自社の方が見送りになったとき")
    sentence = _("「%(title)s」で、自社の方おひとりが見送りになりました")
    by_mail = False
    can_mute = True


@register
class YouLeft(OfProgram):
    code = "cohorts.you_left"
    label = _("プログラムから離れたとき")
    sentence = _("「%(title)s」から離れることになりました")
    said = _("くわしくは、プログラムのページで読めます。")
    while_in = (State.DROPPED,)


@register
class Dropped(OfLeader):
    code = "cohorts.dropped"
    label = _("参加者が離れたとき")
    priority = 3
    sentence = _("「%(title)s」から、参加していた方がおひとり離れました")
    said = _("待っている方がいれば、空いた席をご案内しています。")
    doing = _("参加者を見る")


@register
class DroppedOfDesk(OfDesk):
    code = "cohorts.dropped_of_desk"
    label = _("自社の参加者が離れたとき")
    sentence = _("「%(title)s」から、自社の方がおひとり離れました")
    said = _("待っている方がいれば、空いた席をご案内しています。")
