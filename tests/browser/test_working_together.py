"""Two sides come to work together on a phone: asked, signed, one outcome agreed, a role derived from it, the gap seen."""

import pytest

from programs.collaborations.models import Collaboration
from tests.cast import Cast, build

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_from_asking_to_the_matrix_on_a_phone(page_as, serious) -> None:  # type: ignore[no-untyped-def]
    cast: Cast = build()
    alumna, desk = page_as(cast.alumna), page_as(cast.hr, width=1280)

    alumna.goto("/collaborations/")
    alumna.get_by_role("link", name="だれかに声をかける").click()
    assert serious(alumna) == []
    alumna.get_by_label("青海システムズ").check()
    alumna.get_by_role("button", name="印をつけた相手と、次へ").click()
    alumna.get_by_label("なんと呼びましょう").fill("若手と現場をつなぐ半年")
    for at, words in enumerate(("対話の経験", "若手の時間")):
        alumna.get_by_label("持ちよるもの").nth(at).fill(words)
        alumna.get_by_label("得たいもの").nth(at).fill(f"{words}の先にあるもの")
    assert serious(alumna) == []
    alumna.get_by_role("button", name="サインして、声をかける").click()
    assert alumna.get_by_text("約束のことばへのサイン").is_visible()
    row = Collaboration.objects.get()

    desk.goto("/desk/aomi/collaborations/")
    assert desk.get_by_text("あなたを待っています").is_visible()
    desk.get_by_role("link", name="若手と現場をつなぐ半年").click()
    desk.get_by_role("button", name="サインする").click()
    desk.get_by_role("link", name="めざす成果を書く").click()
    desk.get_by_label("めざす成果をひとつ").fill("若手が自分のことばで提案する")
    desk.get_by_label("どうなったら").fill("報告会で三つの提案がある")
    desk.get_by_role("button", name="書いて、合意をお願いする").click()

    alumna.goto(f"/collaborations/{row.pk}/")
    alumna.get_by_role("button", name="この成果に合意する").click()
    alumna.get_by_role("link", name="成果から役割をつくる").click()
    for words in ("聞く相手がいる", "ことばにする場がある"):
        alumna.get_by_label("成果の部分").fill(words)
        alumna.get_by_role("button", name="部分を加える").click()
    alumna.get_by_role("link", name="役割をつくる").click()
    alumna.get_by_label("役割の名").fill("聞き手")
    alumna.get_by_label("聞く相手がいる").check()
    alumna.get_by_role("radio", name="岡田 千尋さん").check()
    alumna.get_by_role("button", name="決める").click()
    assert alumna.get_by_role("img", name="担い手のいない部分 1、重なっている部分 0").is_visible()
    assert alumna.get_by_text("すきま: 担う役割がまだありません").is_visible()
    assert serious(alumna) == []
    alumna.goto(f"/collaborations/{row.pk}/")
    assert alumna.evaluate("document.documentElement.scrollWidth") <= 390
    assert serious(alumna) == []
    alumna.get_by_role("button", name="はじめる").click()
    desk.reload()
    assert serious(desk) == []
    row.refresh_from_db()
    assert row.state == "under_way"
