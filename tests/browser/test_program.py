"""A program across two companies in real browsers, from its posting to its close: HRs, a facilitator, people of both."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page

from alumni.profiles.models import Profile
from programs.cohorts.models import Nomination, Program
from programs.cohorts.practice_models import Certificate
from programs.cohorts.round_models import Round
from programs.events.models import Event
from programs.ledger.models import Contribution
from tests import cast as casts
from tests import make
from tests.cast import Cast
from tests.programs.cohorts import building, building_rounds

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TITLE = "海と工場のあいだで学ぶ半年"


@dataclass
class Stage:
    """Everybody's open page: the facilitator at a wide screen, the desks too, the people on their phones."""

    cast: Cast
    leader: Page
    desk: Page
    other_desk: Page
    ours: Page
    theirs: Page
    at: Callable[..., Page]
    fine: Callable[[Page], None]

    @property
    def program(self) -> Program:
        return Program.objects.get(title=TITLE)

    @property
    def one(self) -> str:
        return f"/programs/{self.program.pk}/"


@pytest.fixture
def stage(transactional_db: None, page_as: Any, serious: Any) -> Stage:
    cast = casts.build()
    north = make.user("西尾 楓", email="north@example.test", seen_by=Profile.SeenBy.NETWORK)
    make.tenure(north, cast.other_company, "2016-04-01")

    def fine(page: Page) -> None:
        assert serious(page) == [], page.url
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.url

    def at(who: Any, width: int, language: str = "ja") -> Page:
        return page_as(who, width=width, language=language)

    return Stage(
        cast, at(cast.facilitator, 1280), at(cast.hr, 1280), at(cast.hr_other, 1280, "en"), at(cast.employee, 390), at(north, 390), at, fine
    )  # fmt: skip


def press(page: Page, words: str) -> None:
    page.get_by_role("button", name=words, exact=True).first.click()
    page.wait_for_load_state()


def follow(page: Page, words: str) -> None:
    page.locator("main").get_by_role("link", name=words).first.click()
    page.wait_for_load_state()


def reads(page: Page, words: str) -> bool:
    return words in (page.locator("body").text_content() or "")


def test_from_posting_to_the_certificate(stage: Stage) -> None:
    post(stage)
    join(stage)
    come_in(stage)
    sit(stage)
    leave_the_day_before(stage)
    practise(stage)
    close(stage)


def post(stage: Stage) -> None:
    """The facilitator draws it up from a pattern and asks; the host's desk publishes it."""
    page = stage.leader
    page.goto("/programs/new/?company=aomi&kind=leaders")
    page.fill("[name=title]", TITLE)
    page.fill("[name=seats_each]", "8")
    stage.fine(page)
    press(page, "下書きにして、次へ")
    page.goto(f"{stage.one}table/")
    page.check(f"[name=company][value='{stage.cast.other_company.pk}']")
    press(page, "誘う")
    stage.fine(page)
    page.goto(f"{stage.one}publish/")
    press(page, "公開をお願いする")
    stage.desk.goto(f"{stage.one}publish/")
    stage.fine(stage.desk)
    press(stage.desk, "公開する")
    assert stage.program.state == "published"


def join(stage: Stage) -> None:
    """The partner's desk says yes with its own words, and reads no name of the other company."""
    page = stage.other_desk
    page.goto(f"/desk/hokushin/programs/{stage.program.pk}/answer/")
    page.fill("[name=brings]", "工場での小さな実験の場")
    page.fill("[name=hopes]", "外の物差しをもつ人")
    stage.fine(page)
    page.locator("main form button.primary").click()
    page.wait_for_load_state()
    assert stage.program.partners.get(company=stage.cast.other_company).state == "joined"


def come_in(stage: Stage) -> None:
    """Each desk puts somebody forward, who says yes in their own words; the facilitator lets both in."""
    for slug, desk, phone, family in (
        ("aomi", stage.desk, stage.ours, "高梨"),
        ("hokushin", stage.other_desk, stage.theirs, "西尾"),
    ):
        desk.goto(f"/desk/{slug}/programs/{stage.program.pk}/nominate/?q={family}")
        stage.fine(desk)
        desk.locator("main [name=person]").first.check()
        desk.locator("main form[method=post] button.primary").first.click()
        desk.wait_for_load_state()
        phone.goto(f"{stage.one}answer/")
        phone.fill("[name=aim]", "会社の外の目で、自分の仕事を見なおしたい")
        phone.check("[name=agrees]")
        stage.fine(phone)
        phone.locator("main form button.primary").first.click()
        phone.wait_for_load_state()
    stage.leader.goto(f"{stage.one}people/")
    stage.fine(stage.leader)
    for _n in range(2):
        press(stage.leader, "迎える")
    assert stage.program.nominations.inside().count() == 2
    stage.other_desk.goto(f"/desk/hokushin/programs/{stage.program.pk}/")
    stage.fine(stage.other_desk)
    assert (reads(stage.other_desk, "西尾"), reads(stage.other_desk, "高梨")) == (True, False)
    for company, many in ((stage.cast.company, 6), (stage.cast.other_company, 5)):
        for _n in range(many):
            person = make.user()
            make.tenure(person, company, "2015-04-01")
            building.nomination(stage.program, company, person)


def sit(stage: Stage) -> None:
    """Three sessions, three rounds; all are told, and everybody finds their own table."""
    page = stage.leader
    page.goto(stage.one)
    press(page, "はじめる")
    for n, days in enumerate((1, 30, 60), start=1):
        page.goto(f"{stage.one}sessions/new/")
        day = (timezone.localtime() + timedelta(days=days)).strftime("%Y-%m-%dT")
        page.fill("[name=title]", f"第{n}の日")
        page.fill("[name=starts_at]", f"{day}14:00")
        page.fill("[name=ends_at]", f"{day}17:00")
        page.fill("[name=place]", "青海システムズ 9階")
        page.fill("[name=prompts]", "いちばん越えたいものは何ですか")
        press(page, "決めて知らせる")
    page.goto(f"{stage.one}groups/")
    for name, value in (("rounds", "3"), ("least", "4"), ("most", "5")):
        page.fill(f"[name={name}]", value)
    press(page, "組んでみる")
    building_rounds.work(30_000)
    for n in (1, 2, 3):
        page.goto(f"{stage.one}groups/?round={n}")
        press(page, "この回を知らせる")
        assert reads(page, "13人にお知らせしました")
    stage.fine(page)
    pairs = [frozenset(pair) for round_ in rounds(stage) for group in building_rounds.sitting(round_).values() for pair in twos(group)]  # fmt: skip
    assert len(rounds(stage)) == 3
    assert len(pairs) - len(set(pairs)) <= 12  # of 48 meetings; nobody could meet twice in the first two rounds
    stage.ours.goto(stage.one)
    stage.fine(stage.ours)
    assert reads(stage.ours, "あなたのグループ")
    stage.ours.goto(f"/events/{first_day(stage).pk}/")
    stage.fine(stage.ours)
    assert (reads(stage.ours, TITLE), reads(stage.ours, "いちばん越えたいもの")) == (True, True)
    press(stage.ours, "参加する")


def rounds(stage: Stage) -> list[Round]:
    return list(stage.program.rounds.order_by("number"))


def twos(group: set[int]) -> list[tuple[int, int]]:
    return [(a, b) for a in group for b in group if a < b]


def first_day(stage: Stage) -> Event:
    return Event.objects.get(title="第1の日")


def leave_the_day_before(stage: Stage) -> None:
    """Somebody must leave the day before: the groups are mended with as few moves as can be, and who moved is told."""
    small = min(building_rounds.sitting(rounds(stage)[0]).values(), key=len)
    me = Nomination.objects.filter(pk__in=small).exclude(person__in=[stage.cast.employee]).latest("pk")
    before = [building_rounds.sitting(one) for one in rounds(stage)]
    phone = stage.at(me.person, 390)
    phone.goto(f"{stage.one}leave/")
    phone.fill("[name=reason]", "急な海外の仕事が入りました")
    stage.fine(phone)
    phone.locator("main form button[type=submit]").first.click()
    phone.wait_for_load_state()
    page = stage.leader
    page.goto(f"{stage.one}groups/")
    assert reads(page, "離れた方がいます")
    stage.fine(page)
    press(page, "いちばん少ない動きで整える")
    after = [building_rounds.sitting(one) for one in rounds(stage)]
    for old, new in zip(before, after, strict=True):
        assert sum(len(new.get(n, set()) - group) for n, group in old.items()) <= 1
        assert {len(group) >= 4 for group in new.values()} == {True}
    if page.get_by_role("button", name="変わった人に知らせる").count():
        press(page, "変わった人に知らせる")


def practise(stage: Stage) -> None:
    """An experiment, a line, the peer's answer, what it taught; the desk learns that it goes on, and no word."""
    stage.leader.goto(f"{stage.one}practice/")
    press(stage.leader, "ペアを決めて知らせる")
    building_rounds.pair(stage.program, stage.cast.employee, "north@example.test")
    phone = stage.ours
    phone.goto(f"{stage.one}practice/")
    phone.fill("[name=title]", "会議で、最後に話す")
    today = timezone.localdate()
    phone.fill("[name=starts_on]", str(today))
    phone.fill("[name=ends_on]", str(today + timedelta(days=21)))
    press(phone, "はじめる")
    phone.get_by_label("今週のひとこと").fill("三回に一回はできた")
    press(phone, "残す")
    stage.fine(phone)
    stage.theirs.goto(f"{stage.one}practice/")
    stage.theirs.get_by_placeholder("ひとこと返す").fill("うちでも試してみます")
    press(stage.theirs, "返す")
    phone.goto(f"{stage.one}practice/")
    assert reads(phone, "うちでも試してみます")
    phone.get_by_text("ふりかえって、しめくくる").click()
    phone.get_by_label("やってみて、わかったこと").fill("待つことは、聞くことだった")
    press(phone, "ふりかえりを残す")
    stage.desk.goto(f"/desk/aomi/programs/{stage.program.pk}/")
    stage.fine(stage.desk)
    assert (reads(stage.desk, "ふりかえりまで"), reads(stage.desk, "最後に話す")) == (True, False)


def close(stage: Stage) -> None:
    """Each side's two sentences, the other's yes, the ledger, and a certificate that anybody can check."""
    leader, phone = stage.leader, stage.ours
    leader.goto(stage.one)
    leader.get_by_text("ふりかえりをはじめる").click()
    press(leader, "はい、ふりかえりへ")
    press(leader, "お願いを届ける")
    stage.fine(leader)
    told(phone, stage, f"user:{stage.cast.employee.pk}", "自分の失敗談を持ちよった", "聞く力")
    told(stage.other_desk, stage, f"company:{stage.cast.other_company.pk}", "工場での実験の場", "外の物差しをもつ人")
    for desk in (stage.desk, leader):
        desk.goto(f"{stage.one}closing/")
        while (yes := desk.get_by_role("button", name="たしかに、そうでした")).count():
            yes.first.click()
            desk.wait_for_load_state()
    kept = set(Contribution.objects.filter(about=f"program:{stage.program.pk}").values_list("words", "state"))
    assert kept == {
        (words, "confirmed")
        for words in ("自分の失敗談を持ちよった", "聞く力", "工場での実験の場", "外の物差しをもつ人")
    }
    leader.goto(f"{stage.one}closing/")
    press(leader, "選んだ人に修了証を届ける")
    leader.goto(stage.one)
    leader.get_by_text("しめくくる", exact=True).click()
    press(leader, "はい、しめくくります")
    assert stage.program.state == "closed"
    phone.goto(f"{stage.one}certificate/")
    phone.check("[name=is_open]")
    stage.fine(phone)
    press(phone, "残す")
    code = Certificate.objects.get(nomination__person=stage.cast.employee).code
    stage.other_desk.goto(f"/certificates/{code}/")
    assert reads(stage.other_desk, TITLE)
    stage.fine(stage.other_desk)
    phone.goto(f"{stage.one}circle/")
    stage.fine(phone)
    assert re.search("西尾", phone.locator("main").inner_text())


def told(page: Page, stage: Stage, side: str, gave: str, got: str) -> None:
    page.goto(f"{stage.one}closing/")
    form = page.locator(f"form:has([name=side][value='{side}'])")
    form.locator("[name=gave]").fill(gave)
    form.locator("[name=got]").fill(got)
    form.locator("button.primary").click()
    page.wait_for_load_state()
    stage.fine(page)
