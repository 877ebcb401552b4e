"""What people are told of collaborations: that something waits for them or has been agreed, never a word of it."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.notices.kinds import Kind, key_of, register
from accounts.notices.models import Fact
from accounts.users.models import User
from alumni.blocks.models import Block
from alumni.companies.models import StaffRole
from programs.collaborations.models import Collaboration, Party
from programs.collaborations.queries import stands_of, terms_of
from programs.collaborations.waits import ACCEPT, AGREE, FINISH, SIGN, asked_of
from programs.collaborations.work_models import Milestone

Words = str | Promise


class OfCollaboration(Kind):
    """The same letter for all: a sentence, what comes next, the page. `owed`: relevant while one of these is."""

    category = "collaborations"
    about_model = Collaboration
    template = "notices/collaborations/one"
    owed: tuple[str, ...] = ()
    says: Words = ""
    next: Words = ""

    def prepare(self, facts: Sequence[Fact], people: Sequence[User]) -> None:
        """Sides, desks, blocks and waits of the whole batch: a constant number of queries."""
        found = Collaboration.objects.select_related("proposed_by").in_bulk({key_of(fact) for fact in facts})
        parties = defaultdict(list)
        for party in Party.objects.filter(collaboration__in=found).select_related("company"):
            parties[party.collaboration_id].append(party)
        companies = {party.company_id for rows in parties.values() for party in rows if party.company_id}
        roles = StaffRole.objects.standing().filter(company__in=companies) if companies else StaffRole.objects.none()
        desks = set(roles.values_list("user", "company"))
        proposers = {row.proposed_by_id for row in found.values()}
        apart = Block.objects.filter(Q(by__in=proposers) | Q(person__in=proposers)).values_list("by", "person")
        kept_apart = {frozenset(pair) for pair in apart}
        stands = stands_of(found.values()) if self.owed else {}
        for fact in facts:
            fact.thing = found.get(key_of(fact))
            fact.parties = parties.get(key_of(fact), [])  # type: ignore[attr-defined]
            fact.desks, fact.kept_apart = desks, kept_apart  # type: ignore[attr-defined]
            fact.stand = stands.get(key_of(fact))  # type: ignore[attr-defined]

    def sides(self, fact: Fact, person: User) -> list[Party]:
        """For whom this person reads it; an offer not yet answered is nobody's while a block stands between the two."""
        desks = fact.desks  # type: ignore[attr-defined]
        mine = [
            party
            for party in fact.parties  # type: ignore[attr-defined]
            if party.person_id == person.pk or (person.pk, party.company_id) in desks
        ]
        blocked = frozenset((person.pk, fact.thing.proposed_by_id)) in fact.kept_apart  # type: ignore[attr-defined]
        return [party for party in mine if not (blocked and party.is_asked and party.person_id)]

    def still_relevant(self, fact: Fact, person: User | None) -> bool:
        if fact.thing is None or person is None:
            return False
        mine = [party for party in self.sides(fact, person) if party.is_standing]
        if not self.owed:
            return bool(mine)
        asked = {what for party in mine for what in asked_of(fact.stand, party.pk)}  # type: ignore[attr-defined]
        return bool(asked & set(self.owed))

    def url(self, fact: Fact, person: User | None) -> str:
        return reverse("collaborations:one", args=[key_of(fact)])

    def context(self, fact: Fact, person: User | None) -> dict[str, Any]:
        link = settings.SITE_URL + self.url(fact, person)
        return {"sentence": self.line(fact, person), "next": self.next, "page_link": link}

    def line(self, fact: Fact, person: User | None) -> str:
        return str(self.says)


@register
class Proposed(OfCollaboration):
    code = "collaborations.proposed"
    label = _("いっしょの仕事への声かけ")
    owed = (SIGN,)
    next = _(
        "たがいに何を持ちより、何を得たいか。読んで、そのままサインすることも、書きなおすことも、見送ることもできます。"
    )

    def line(self, fact: Fact, person: User | None) -> str:
        if fact.thing is None:
            return str(self.label)
        first = fact.parties[0] if fact.parties else None  # type: ignore[attr-defined]
        if first is not None and first.company_id:
            return gettext("%sから、いっしょに仕事をしませんかと声がかかりました") % first.company
        return gettext("%sさんから、いっしょに仕事をしませんかと声がかかりました") % fact.thing.proposed_by.name


@register
class ToSign(OfCollaboration):
    code = "collaborations.to_sign"
    label = _("約束のことばが新しくなりました")
    owed = (SIGN,)
    says = _("約束のことばが書きなおされ、あなたのサインを待っています")
    next = _("変わったところを読んで、よければサインしてください。")


@register
class Signed(OfCollaboration):
    code = "collaborations.signed"
    label = _("約束のことばがそろいました")
    says = _("全員のサインがそろいました。次は、めざす成果をひとつ決めます")
    next = _("だれから書いても大丈夫です。ひとつの成果と、どうなったらそうなったとわかるかを書きます。")


@register
class ToAgree(OfCollaboration):
    code = "collaborations.to_agree"
    label = _("めざす成果への合意のお願い")
    owed = (AGREE,)
    says = _("めざす成果が書かれ、あなたの合意を待っています")
    next = _("読んで、同じ絵が見えるか確かめてください。ちがうと思ったら、書きなおしを出せます。")


@register
class Agreed(OfCollaboration):
    code = "collaborations.agreed"
    label = _("めざす成果に合意したとき")
    says = _("全員が、めざす成果に合意しました")
    next = _(
        "成果をいくつかの部分にわけて、役割をつくりましょう。もう役割があるときは、新しい成果に合うか見なおしてください。"
    )


@register
class RoleOffered(OfCollaboration):
    code = "collaborations.role_offered"
    label = _("役割のお願い")
    owed = (ACCEPT,)
    says = _("いっしょの仕事で、役割をひとつお願いされています")
    next = _("引き受けることも、見送ることもできます。理由はいりません。")


@register
class Waiting(OfCollaboration):
    """A reminder, at most weekly, for five weeks at the longest; gone as soon as it was answered."""

    code = "collaborations.waiting"
    label = _("いっしょの仕事で、お返事が待たれているとき")
    owed = (SIGN, AGREE, ACCEPT, FINISH)
    says = _("いっしょの仕事で、あなたのお返事が待たれています")
    next = _("いまは難しいときも、見送りや書きなおしで返事ができます。")


@register
class Due(OfCollaboration):
    code = "collaborations.due"
    label = _("節目の前の日")
    says = _("いっしょの仕事の節目が近づいています")
    next = _("できたら印をつけ、延ばすときは新しい日とわけを残しておきましょう。")
    digestible = False

    def prepare(self, facts: Sequence[Fact], people: Sequence[User]) -> None:
        super().prepare(facts, people)
        open_ones = Milestone.objects.filter(pk__in=[fact.data["milestone"] for fact in facts], done_at=None)
        days = {pk: due.isoformat() for pk, due in open_ones.values_list("pk", "due")}
        for fact in facts:
            fact.open = days.get(fact.data["milestone"]) == fact.data["due"]  # type: ignore[attr-defined]

    def still_relevant(self, fact: Fact, person: User | None) -> bool:
        return fact.open and not fact.thing.is_over and super().still_relevant(fact, person)  # type: ignore[attr-defined]


@register
class TermEnds(OfCollaboration):
    """A week before the day up to which the sides gave their word; gone when they look back or give it anew."""

    code = "collaborations.term"
    label = _("約束の期間がおわるころ")
    says = _("いっしょの仕事の、約束の期間がもうすぐおわります")
    next = _("ふりかえりに入ることも、期間をのばす新しい約束を書くこともできます。")

    def prepare(self, facts: Sequence[Fact], people: Sequence[User]) -> None:
        super().prepare(facts, people)
        terms = terms_of([fact.thing for fact in facts if fact.thing])
        for fact in facts:
            fact.until = terms.get(key_of(fact))  # type: ignore[attr-defined]

    def still_relevant(self, fact: Fact, person: User | None) -> bool:
        if fact.thing is None or not fact.thing.is_going_on:
            return False
        return str(fact.until) == fact.data["until"] and super().still_relevant(fact, person)  # type: ignore[attr-defined]


@register
class Closing(OfCollaboration):
    code = "collaborations.closing"
    label = _("仕事のふりかえり")
    owed = (FINISH,)
    says = _("いっしょの仕事が、ふりかえりに入りました")
    next = _("渡したもの、受けとったものを、短いことばで残しましょう。下書きを用意してあります。")


@register
class Confirm(OfCollaboration):
    code = "collaborations.confirm"
    label = _("成果の確かめのお願い")
    owed = (FINISH,)
    says = _("お相手がふりかえりを終え、あなたの確かめを待っています")
    next = _("ほんとうに実ったことを確かめて、この仕事をしめくくりましょう。")


@register
class Closed(OfCollaboration):
    code = "collaborations.closed"
    label = _("仕事がおわったとき")
    says = _("いっしょの仕事が、全員のふりかえりでしめくくられました")
    next = _("おつかれさまでした。交わした約束と、実ったことは、いつでも読みかえせます。")


@register
class Ended(OfCollaboration):
    code = "collaborations.ended"
    label = _("仕事が途中でおわったとき")
    says = _("いっしょの仕事が、ここまでとなりました")
    next = _("交わした約束と、ここまでにできたことは、いつでも読みかえせます。")


@register
class Left(OfCollaboration):
    code = "collaborations.left"
    label = _("仕事から離れた方があったとき")
    says = _("いっしょの仕事から、離れた方がありました")
    next = _("その方の役割は、担い手を待っています。これからのことを話しあってみてください。")
