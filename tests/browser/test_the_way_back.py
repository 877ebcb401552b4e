"""The way back, walked in real browsers: a junior's word, a quiet start on a phone, a blurred employer, an old
department's name, and the company again."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from accounts.notices.models import Fact
from accounts.users.models import User
from alumni.companies import actions as companies
from alumni.connections.queries import connected, introduced
from alumni.directory.indexing import reindex_stale
from alumni.introductions.models import Introduction
from tests import cast as casts
from tests import make
from tests.cast import Cast
from tests.journeys.test_invitation import mail_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WORD = "成瀬さん、夜の監視室で聞いた話を、いまも思い出します。"


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    cast = casts.build()
    row = make.enrolment(cast.company, "成瀬 亮", email="")
    make.tenure(row, cast.group, "1999-04-01", "2006-09-30", state="claimed")
    return cast


def text_of(kind: str) -> str:
    return str(mail_of(Fact.objects.get(kind=kind)).get_body(("plain",)).get_content())


def press(page: Page, words: str) -> None:
    page.get_by_role("button", name=words, exact=True).click()
    page.wait_for_load_state()


def follow(page: Page, words: str) -> None:
    page.locator("main").get_by_role("link", name=words).first.click()
    page.wait_for_load_state()


def remember(junior: Page, desk: Page, fine: Callable[[Page], None]) -> str:
    """The junior's word, HR's check; the link in the mail."""
    junior.goto("/people/?q=成瀬")
    follow(junior, "まだここにいない人に声をかける")
    fine(junior)
    follow(junior, "ことばを預ける")
    given = {"family_name": "成瀬", "given_name": "亮", "department_text": "警備情報グループ", "period_text": "2006年",
             "address": "naruse@example.test", "words": WORD}  # fmt: skip
    for name, value in given.items():
        junior.fill(f"[name={name}]", value)
    fine(junior)
    press(junior, "預ける")
    assert junior.get_by_text("会社が確かめています").is_visible()
    desk.goto("/desk/aomi/")
    follow(desk, "仲間の便りが1件、在籍の確認を待っています")
    follow(desk, "成瀬 亮")
    fine(desk)
    press(desk, "この人の在籍を確かめました")
    found = re.search(r"/invitations/[\w-]+/", text_of("introductions.vouched"))
    assert found is not None
    return found[0]


def come_in(phone: Page, link: str, fine: Callable[[Page], None]) -> None:
    phone.goto(link)
    assert phone.get_by_text(WORD).is_visible()
    fine(phone)
    press(phone, "参加する")
    code = re.search(r"\d{4}-\d{4}", text_of("account.letter"))
    assert code is not None
    phone.fill("[name=code]", code[0])
    press(phone, "次へ")
    press(phone, "次へ")
    phone.check("[name=agree]")
    press(phone, "同意して次へ")
    assert phone.locator("[name=seen_by][value=nobody]").is_checked()
    fine(phone)
    press(phone, "はじめる")


def start_quietly(phone: Page, fine: Callable[[Page], None]) -> None:
    assert phone.url.endswith("/quiet/")
    assert phone.get_by_text("いまは、だれにもあなたは見えていません").is_visible()
    assert phone.get_by_text(WORD).is_visible()
    fine(phone)
    phone.goto("/")
    fine(phone)
    follow(phone, "静かに見てまわる")
    phone.get_by_text("あいさつしてみる").click()
    phone.fill("[name=word]", "読みました。")
    press(phone, "あいさつを送る")
    assert phone.get_by_text("あいさつは届いています").is_visible()


def blur(phone: Page, fine: Callable[[Page], None]) -> None:
    """The employer stands as one of many for all but those of the company; then everybody may see the page."""
    phone.goto("/me/profile/disclosure/")
    fine(phone)
    press(phone, "「ひかえめ」にする")
    phone.goto("/me/visibility/")
    phone.check("[name=seen_by][value=network]")
    press(phone, "保存する")


def find(boss: Page, fine: Callable[[Page], None]) -> None:
    boss.goto("/people/")
    boss.fill("[name=q]", "警備情報")
    press(boss, "さがす")
    fine(boss)
    follow(boss, "成瀬 亮")
    assert boss.get_by_text("青海システムズ").first.is_visible()
    fine(boss)
    follow(boss, "この人を知っています")
    boss.check("[name=says][value=report]")
    press(boss, "相手に確かめてもらう")


def introduce(phone: Page, boss: Page, desk: Page, fine: Callable[[Page], None]) -> None:
    phone.goto("/introductions/")
    follow(phone, "青海システムズ")
    fine(phone)
    follow(phone, "三輪 健司さんに頼む")
    phone.fill("[name=words]", "現場の知恵を、次の人へ返したいです。")
    phone.fill("[name=told_as]", "昔、警備情報グループにいた人")
    fine(phone)
    press(phone, "お願いを送る")
    address = f"/introductions/{Introduction.objects.get().pk}/"
    boss.goto("/")
    follow(boss, "紹介のお願いが1件届いています")
    boss.goto(address)
    boss.fill("[name=words]", "この人の話を、ぜひ聞いてください。")
    fine(boss)
    press(boss, "取り次ぐ")
    desk.goto(address)
    assert desk.get_by_text("この人の話を、ぜひ聞いてください。").is_visible()
    fine(desk)
    press(desk, "はい、つながります")
    phone.goto(address)
    assert phone.get_by_text("おふたりがつながりました").is_visible()
    fine(phone)


def test_from_a_junior_s_word_back_to_the_company(cast: Cast, page_as: Any, serious: Any) -> None:
    def fine(page: Page) -> None:
        assert serious(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.url

    desk, phone, boss = page_as(cast.hr, width=1280), page_as(None), page_as(cast.boss, width=1280)
    link = remember(page_as(cast.junior), desk, fine)
    come_in(phone, link, fine)
    start_quietly(phone, fine)
    him = User.objects.get(email="naruse@example.test")
    blur(phone, fine)

    later = companies.add_department(company=cast.company, name="防災情報グループ", parent=cast.division, by=None)
    companies.succeed(earlier=cast.group, later=later, kind="renamed", by=None)
    reindex_stale()
    other = page_as(cast.alumnus_other)
    other.goto(f"/people/{him.pk}/")
    assert (other.get_by_text("成瀬 亮").count() > 0, other.get_by_text("青海システムズ").count()) == (True, 0)
    find(boss, fine)

    phone.goto("/")
    follow(phone, "あなたを知っている、という方が1人います")
    fine(phone)
    follow(phone, "見て、答える")
    press(phone, "はい、知っています")
    assert connected(him, cast.boss)
    introduce(phone, boss, desk, fine)
    assert introduced(him, Introduction.objects.get().other)
    assert Introduction.objects.get().other == cast.hr
