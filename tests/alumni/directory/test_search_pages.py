"""The page of people: what it shows to whom, what it costs, and where it ends for the day."""

import re

import pytest
from django.utils import timezone

from accounts.notices.models import Fact
from accounts.users.models import User
from alumni.companies import actions as companies
from alumni.companies.models import Company
from alumni.directory import actions, tasks
from alumni.directory.indexing import VERSION, reindex, reindex_stale
from alumni.directory.models import SearchEntry, SearchStale, Sighting
from alumni.profiles.models import Profile
from alumni.tenures.models import Tenure
from tests import make
from tests.cast import Cast

OUTSIDERS = ["hr_other", "stranger", "admin"]


def page(browser, **asked) -> str:
    return browser.get("/people/", asked).content.decode()


def names(html: str) -> list[str]:
    """The names on the cards, in order."""
    cards = re.findall(r'class="cover-link"[^>]*><b lang="ja">(.*?)</b>', html, re.S)
    return [re.sub(r"<[^>]+>|\n", "", name).strip() for name in cards]


@pytest.fixture
def indexed(cast: Cast) -> Cast:
    reindex_stale()
    return cast


def test_without_a_question_those_one_worked_with_are_listed_by_unit(indexed: Cast, login) -> None:
    found = names(page(login(indexed.alumna)))
    assert sorted(found) == sorted(["三輪 健司", "緒方 律", "早川 翔", "高梨 直"])


@pytest.mark.parametrize("name", OUTSIDERS)
def test_who_worked_with_nobody_sees_nobody(indexed: Cast, login, name: str) -> None:
    browser = login(getattr(indexed, name))
    html = page(browser)
    assert "まだ、いっしょに働いた人がいません" in html and "三輪" not in html
    assert names(page(browser, q="三輪")) == []
    assert names(page(browser, q="公共ソリューション")) == []


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"q": "髙梨"}, ["高梨 直"]),
        ({"q": "早"}, ["早川 翔"]),
        ({"q": "健司 公共"}, ["三輪 健司"]),
        ({"q": "警備情報グループ"}, ["緒方 律", "早川 翔"]),
        ({"q": "いない人"}, []),
        ({"since": "2013", "until": "2014"}, ["高梨 直", "早川 翔", "大槻 環", "三浦 千鶴"]),
        ({"since": "1995", "until": "1996"}, ["三輪 健司"]),
        ({"entered": "2007"}, ["早川 翔"]),
        ({"together": "1", "q": "翔"}, ["早川 翔"]),
    ],
)
def test_people_are_found_by_every_kind_of_wish(indexed: Cast, login, asked, found) -> None:
    assert sorted(names(page(login(indexed.alumna), **asked))) == sorted(found)


def test_a_department_takes_in_what_lies_below_and_what_it_became(indexed: Cast, login) -> None:
    later = companies.add_department(company=indexed.company, name="警備先端部", by=None)
    companies.succeed(earlier=indexed.group, later=later, kind="renamed", by=None)
    make.tenure(make.user("新井 遥"), later, "2020-04-01")
    reindex_stale()
    browser, company = login(indexed.alumna), indexed.company.pk
    found = names(page(browser, company=company, unit=indexed.division.pk))
    assert sorted(found) == sorted(["三輪 健司", "早川 翔", "緒方 律", "高梨 直", "新井 遥"])
    html = page(browser, company=company)
    assert "公共ソリューション事業部（5人）" in html and "警備先端部（3人）" in html


def test_the_nearest_come_first_and_cards_say_how_one_relates(indexed: Cast, login) -> None:
    html = page(login(indexed.alumna), since="1990", order="near")
    assert set(names(html)[:4]) == {"三輪 健司", "緒方 律", "早川 翔", "高梨 直"}
    assert "元上司" in html and "警備情報グループで、2003–2011年にいっしょに" in html


def test_a_name_comes_before_other_words(indexed: Cast, login) -> None:
    Profile.objects.filter(person=indexed.boss).update(now="早川さんと起業")
    reindex_stale()
    assert names(page(login(indexed.alumna), q="早川")) == ["早川 翔", "三輪 健司"]


def test_what_was_looked_for_is_marked_and_the_address_carries_the_search(indexed: Cast, login) -> None:
    html = page(login(indexed.alumna), q="髙梨", since="2000")
    assert "<mark>高梨</mark>" in html and 'value="髙梨"' in html and 'value="2000"' in html


def test_an_empty_answer_says_what_to_loosen(indexed: Cast, login) -> None:
    html = page(login(indexed.alumna), q="早川", entered="1999")
    assert "見つかりませんでした" in html
    assert "「1999年に入社」をはずす：1人" in html and "「早川」をはずす：1人" in html


def test_pages_follow_one_another_without_gap_or_repetition(indexed: Cast, login) -> None:
    for number in range(45):
        make.tenure(make.user(f"頁山 {number:02d}", family_kana="ページヤマ"), indexed.group, "2019-04-01")
    reindex_stale()
    browser = login(indexed.alumna)
    for order in ("relevance", "near", "kana", "recent"):
        seen, url = [], f"/people/?q=頁山&order={order}"
        while url:
            html = browser.get(url).content.decode()
            seen += names(html)
            after = re.search(r'href="(\?[^"]*after=[^"]*)"', html)
            url = "/people/" + after[1].replace("&amp;", "&") if after else ""
        assert len(seen) == 45 and len(set(seen)) == 45, order


@pytest.mark.parametrize("after", ["x", "W10", "WzAsIngiLCJ5Il0", "WzAsIm5vIGRhdGUiLDFd", "%00"])
def test_a_spoilt_address_is_the_first_page(indexed: Cast, login, after: str) -> None:
    for order in ("recent", "near"):
        answer = login(indexed.alumna).get("/people/", {"q": "早川", "after": after, "order": order})
        assert answer.status_code == 200
    odd = {"q": "'; | & ! : \\", "company": "99999999999", "unit": "x", "since": "-1", "place": "'\\", "order": "?"}
    assert login(indexed.alumna).get("/people/", odd).status_code == 200


def test_a_change_hides_at_once_and_is_found_when_written_anew(indexed: Cast, login) -> None:
    browser = login(indexed.alumna)
    Profile.objects.filter(person=indexed.junior).update(seen_by="nobody")
    assert names(page(browser, q="早川")) == []
    reindex_stale()
    assert not SearchEntry.objects.filter(person=indexed.junior).exists()
    Profile.objects.filter(person=indexed.junior).update(seen_by="company")
    User.objects.filter(pk=indexed.junior.pk).update(family_name="新川")
    reindex_stale()
    assert names(page(browser, q="新川")) == ["新川 翔"] and names(page(browser, q="早川")) == []


def test_many_rows_of_one_person_written_at_once_mark_them_once(indexed: Cast) -> None:
    rows = [Tenure(person=indexed.junior, company=indexed.other_company, title=str(n)) for n in range(2)]
    Tenure.objects.bulk_create(rows)
    Company.objects.filter(pk=indexed.other_company.pk).update(name="北辰")
    assert SearchStale.objects.filter(person=indexed.junior.pk).count() == 1
    assert reindex_stale() == 3 and not SearchStale.objects.exists()


def test_writing_anew_changes_no_date_where_nothing_changed_for_those_who_see(indexed: Cast) -> None:
    before = SearchEntry.objects.get(person=indexed.boss).changed_at
    Profile.objects.filter(person=indexed.boss).update(former_name="旧姓", former_name_to=1)
    reindex([indexed.boss.pk])
    assert SearchEntry.objects.get(person=indexed.boss).changed_at == before
    Profile.objects.filter(person=indexed.boss).update(now="顧問")
    reindex([indexed.boss.pk])
    assert SearchEntry.objects.get(person=indexed.boss).changed_at > before


def test_names_come_while_one_types(indexed: Cast, login) -> None:
    html = login(indexed.alumna).get("/people/suggest/", {"q": "早"}).content.decode()
    assert "<mark>早</mark>川 翔" in html
    assert "早" not in login(indexed.stranger).get("/people/suggest/", {"q": "早"}).content.decode()


@pytest.mark.parametrize("more", [0, 3])
def test_a_search_costs_the_same_for_few_and_for_many(
    indexed: Cast, login, django_assert_num_queries, more: int
) -> None:
    for _number in range(more):
        make.tenure(make.user("早川 増"), indexed.group, "2004-04-01")
    reindex_stale()
    browser = login(indexed.alumna)
    page(browser, q="早川", order="kana")
    with django_assert_num_queries(12):
        page(browser, q="早川", order="kana")


def test_an_entry_of_an_older_form_is_made_anew_by_the_tick(indexed: Cast) -> None:
    older = SearchEntry.objects.filter(person=indexed.boss)
    older.update(version=VERSION - 1, kana_key="昔の形")
    tasks.reindex_tick()
    assert older.get().version == VERSION and older.get().kana_key != "昔の形"
    assert not SearchEntry.objects.exclude(version=VERSION).exists()


def test_who_was_shown_whom_is_written_down_once_a_day(indexed: Cast, login) -> None:
    browser = login(indexed.alumna)
    for _twice in range(2):
        page(browser, q="早川")
    browser.get(f"/people/{indexed.junior.pk}/")
    seen = Sighting.objects.values_list("viewer", "person", "day", "page")
    assert list(seen) == [(indexed.alumna.pk, indexed.junior.pk, timezone.localdate(), True)]


def test_beyond_the_days_number_nobody_new_is_shown_and_the_admins_hear_once(
    indexed: Cast, login, monkeypatch
) -> None:
    monkeypatch.setattr(actions, "PEOPLE_A_DAY", 2)
    browser = login(indexed.alumna)
    html = page(browser, since="1990", order="kana")
    assert len(names(html)) == 2 and "今日はここまでにします" in html
    again = page(browser, since="1990", order="kana")
    assert names(again) == names(html) and Sighting.objects.count() == 2
    seen = set(Sighting.objects.values_list("person_id", flat=True))
    fresh = next(who for who in (indexed.boss, indexed.junior, indexed.hr) if who.pk not in seen)
    assert browser.get(f"/people/{fresh.pk}/").status_code == 429
    assert Fact.objects.filter(kind="directory.quota").count() == 1
