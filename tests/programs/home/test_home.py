"""The first page: for whoever comes by, for members, for who still waits; and what it costs."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from alumni.blocks.actions import block
from programs.home.queries import Near, gatherings_of, near_of
from tests import make
from tests.cast import Cast


def test_a_visitor_reads_what_kanae_is_and_finds_the_doors(client: Client, db: None) -> None:
    page = client.get("/").content.decode()
    assert "はなれても、" in page and "叶え合う" in page
    assert 'href="/accounts/login/"' in page


def test_everybody_of_the_cast_has_a_first_page(cast: Cast, login) -> None:
    make.event(cast.company, cast.hr)
    for name, who in cast.everybody().items():
        assert login(who).get("/").status_code == 200, name


def test_the_next_gathering_tells_who_is_there_in_relation_to_me(cast: Cast, login) -> None:
    event = make.event(cast.company, cast.hr, title="葉山の海辺で")
    for who in (cast.alumna, cast.boss, cast.junior):
        make.reply(event, who)
    page = login(cast.alumna).get("/").content.decode()
    assert "葉山" in page and "三輪 健司" in page and "元上司" in page and "後輩" in page


def test_somebody_who_hides_is_not_named_on_the_first_page(cast: Cast, login) -> None:
    event = make.event(cast.company, cast.hr)
    make.reply(event, cast.boss)
    cast.boss.profile.seen_by = "nobody"
    cast.boss.profile.save()
    assert "三輪" not in login(cast.alumna).get("/").content.decode()


def test_hr_of_another_company_and_a_stranger_see_nothing_of_a_gathering(cast: Cast, login) -> None:
    make.reply(make.event(cast.company, cast.hr, title="秘密の集い"), cast.boss)
    for who in (cast.hr_other, cast.stranger):
        page = login(who).get("/").content.decode()
        assert "秘密の集い" not in page and "三輪" not in page


def test_the_next_gathering_is_the_first_i_said_yes_to_and_the_others_wait_for_my_answer(cast: Cast) -> None:
    soon = timezone.now() + timedelta(days=3)
    waiting = make.event(cast.company, cast.hr, starts_at=soon)
    mine = make.event(cast.company, cast.hr)
    make.event(cast.company, cast.hr, reply_by=timezone.now() - timedelta(days=1))
    declined = make.event(cast.company, cast.hr)
    make.reply(mine, cast.alumna)
    make.reply(declined, cast.alumna, "no")
    found = gatherings_of(cast.alumna)
    assert (found.next, found.awaiting) == (mine, [waiting])


def test_a_gathering_of_the_desk_that_is_not_meant_for_the_officer_does_not_wait_for_their_answer(cast: Cast) -> None:
    make.event(cast.company, cast.alumna, department=cast.group)
    found = gatherings_of(cast.hr)
    assert (found.next, found.awaiting) == (None, [])


def test_a_stranger_sees_where_the_request_stands(cast: Cast, login) -> None:
    page = login(cast.stranger).get("/").content.decode()
    assert "あと一歩" in page
    make.join_request(cast.stranger, cast.company)
    page = login(cast.stranger).get("/").content.decode()
    assert "青海システムズが確かめています" in page and "あと一歩" not in page


def test_hr_sees_what_waits_at_the_own_desk_only(cast: Cast, login) -> None:
    make.join_request(cast.stranger, cast.company)
    assert "参加の申し込みが1件" in login(cast.hr).get("/").content.decode()
    assert "参加の申し込みが" not in login(cast.hr_other).get("/").content.decode()
    assert "参加の申し込みが" not in login(cast.alumna).get("/").content.decode()


def test_who_waits_for_my_word_is_counted_as_far_as_i_may_read_them(cast: Cast, login) -> None:
    make.connection(cast.junior, cast.alumna, state="asked", answered_at=None)
    make.connection(cast.facilitator, cast.alumna, state="asked", answered_at=None)
    make.introduction(cast.junior, cast.alumna, cast.employee, state="asked")
    make.introduction(cast.junior, cast.boss, cast.alumna, state="asked")  # not passed on yet
    assert near_of(cast.alumna) == Near(unseen=False, connections=2, introductions=1)
    page = login(cast.alumna).get("/").content.decode()
    assert "方が2人います" in page and "紹介のお願いが1件" in page
    block(person=cast.junior, by=cast.alumna)
    assert near_of(cast.alumna) == Near(unseen=False, connections=1, introductions=0)
    assert near_of(cast.junior) == Near()


def test_who_is_seen_by_nobody_finds_the_quiet_start(cast: Cast, login) -> None:
    def offered() -> bool:
        return 'href="/quiet/"' in login(cast.alumna).get("/").content.decode()

    before = offered()
    cast.alumna.profile.seen_by = "nobody"
    cast.alumna.profile.save()
    assert (before, offered()) == (False, True)


def test_what_belongs_to_people_stands_side_by_side(cast: Cast, login) -> None:
    links = ('href="/connections/"', 'href="/introductions/"', 'href="/talks/"', 'href="/vouches/"')
    browser = login(cast.alumna)
    for path in ("/", "/people/", "/people/?q=zzz", "/connections/", "/introductions/", "/talks/", "/vouches/"):
        page = browser.get(path).content.decode()
        assert [link for link in links if link not in page] == [], path
        assert page.split('class="tabbar"')[1].count("<a ") <= 5
    assert "/companies/aomi/ways/" in browser.get("/introductions/").content.decode()


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("who", "queries"), [("alumna", 15), ("hr", 15), ("stranger", 9)])
def test_the_first_page_costs_the_same_for_one_row_and_for_three(
    cast: Cast, login, django_assert_num_queries, rows: int, who: str, queries: int
) -> None:
    for number in range(rows):
        event = make.event(cast.company, cast.hr_other if number else cast.alumnus_other)
        for person in (cast.alumna, cast.boss, cast.junior, cast.hr)[: rows + 1]:
            make.reply(event, person)
        asker = make.user()
        make.join_request(asker, cast.company)
        make.connection(asker, cast.alumna, state="asked", answered_at=None)
        make.introduction(asker, cast.alumna, cast.boss, state="asked")
    browser = login(getattr(cast, who))
    browser.get("/")
    with django_assert_num_queries(queries):
        assert browser.get("/").status_code == 200
