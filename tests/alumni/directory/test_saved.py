"""Searches that people keep: their own page, what may be kept, and what taking it back brings back."""

import re

import pytest
from django.test import Client
from django.utils import translation

from accounts.users.models import User
from alumni.directory.forms import in_address
from alumni.directory.indexing import reindex_stale
from alumni.directory.saved_models import SavedSearch
from alumni.profiles.models import Profile, Skill, SkillWord
from tests import make
from tests.alumni.directory.test_search_pages import names, page
from tests.cast import Cast


def kept(browser: Client) -> list[tuple[str, str, bool]]:
    who = int(browser.session["_auth_user_id"])
    return list(SavedSearch.objects.filter(person=who).order_by("pk").values_list("name", "query", "tells"))


def save(browser: Client, **data):
    return browser.post("/people/saved/new/", {"query": "q=早川", "name": "早川さん", **data}, follow=True)


def words(html: str, name: str) -> str:
    found = re.search(rf'<(?:input|button)[^>]*name="{name}"[^>]*value="([^"]*)"', html)
    return found[1] if found else ""


def test_a_search_is_kept_from_its_results_under_the_words_it_asks_for(cast: Cast, login) -> None:
    reindex_stale()
    browser = login(cast.alumna)
    html = page(browser, q="早川", since="2005", company=cast.company.pk)
    assert words(html, "name") == "早川・青海システムズ・2005年からいた人"
    asked = words(html, "query").replace("&amp;", "&")
    assert asked == f"q=%E6%97%A9%E5%B7%9D&company={cast.company.pk}&since=2005"
    answer = save(browser, query=asked + "&after=x&order=?&unknown=1", name="早川さん", tells="1")
    assert "「早川さん」を保存しました。" in answer.content.decode()
    assert kept(browser) == [("早川さん", asked, True)]
    ran = browser.get(f"/people/saved/{SavedSearch.objects.get().pk}/", follow=True)
    assert names(ran.content.decode()) == ["早川 翔"]


def test_what_is_kept_already_and_more_than_twenty_is_refused_kindly(cast: Cast, login) -> None:
    browser = login(cast.alumna)
    save(browser)
    assert "もう「早川さん」という名前で保存してあります" in save(browser, name="別の名前").content.decode()
    refused = save(browser, query="q=三輪").content.decode()
    assert "もう使っています" in refused and 'value="早川さん"' in refused
    for number in range(19):
        save(browser, query=f"q=人{number}", name=f"人{number}")
    assert "保存できるのは20個までです" in save(browser, query="q=林", name="林さん").content.decode()
    assert len(kept(browser)) == 20


@pytest.mark.parametrize("query", ["", "order=kana", "company=x&free=&q=", "%00", "q=" + "%20" * 900])
def test_a_search_for_nothing_is_not_kept(cast: Cast, login, query: str) -> None:
    browser = login(cast.alumna)
    assert save(browser, query=query).redirect_chain[-1][0] == "/people/"
    assert kept(browser) == []


def test_the_same_question_is_the_same_address() -> None:
    assert in_address("?") == in_address("free=false") == ""
    assert in_address("place=東京都千代田区&q=林&free=on") == in_address("free=1&q=林&place=Tokyo")


def test_renaming_telling_and_letting_go_can_all_be_taken_back(cast: Cast, login) -> None:
    browser = login(cast.alumna)
    save(browser)
    at = f"/people/saved/{SavedSearch.objects.get().pk}/"
    browser.post(at + "name/", {"name": "翔さん"})
    browser.post(at + "tell/", {"tells": "1"})
    assert kept(browser) == [("翔さん", in_address("q=早川"), True)]
    html = browser.post(at + "drop/", follow=True).content.decode()
    assert "「翔さん」を消しました" in html and kept(browser) == []
    browser.post("/people/saved/back/")
    assert kept(browser) == [("翔さん", in_address("q=早川"), True)]
    browser.post("/people/saved/back/")
    assert len(kept(browser)) == 1


@pytest.mark.parametrize("name", ["hr_other", "stranger", "hr", "boss"])
def test_nobody_else_sees_or_changes_what_somebody_keeps(cast: Cast, login, name: str) -> None:
    saved = make.saved_search(cast.alumna, "ひみつのさがし方")
    browser = login(getattr(cast, name))
    assert "ひみつ" not in browser.get("/people/saved/").content.decode()
    at = f"/people/saved/{saved.pk}/"
    asked = [browser.get(at), *(browser.post(at + verb) for verb in ("name/", "tell/", "drop/"))]
    assert [answer.status_code for answer in asked] == [404] * 4
    assert SavedSearch.objects.filter(pk=saved.pk, name="ひみつのさがし方", tells=True).exists()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_for_one_and_for_three(
    cast: Cast, login, rows: int, django_assert_num_queries
) -> None:
    for number in range(rows):
        make.saved_search(cast.alumna, f"さがし方{number}", q=f"人{number}", company=cast.company.pk)
    browser = login(cast.alumna)
    browser.get("/people/saved/")
    with django_assert_num_queries(LIST_COSTS):
        browser.get("/people/saved/")


LIST_COSTS = 7


def in_english(reader: User) -> None:
    reader.language = "en"
    reader.save(update_fields=["language"])


def test_an_area_is_one_region_in_either_language_and_as_hidden_as_the_place(cast: Cast, login) -> None:
    Profile.objects.filter(person=cast.boss).update(area="JP-14", place="葉山町")
    Profile.objects.filter(person=cast.junior).update(area="", place="神奈川の海辺")
    Profile.objects.filter(person=cast.employee).update(area="JP-14", place_to=0)
    reindex_stale()
    browser = login(cast.alumna)
    for asked in ("JP-14", "神奈川", "Kanagawa", "神奈川県 葉山町", "葉山町, Kanagawa"):
        assert sorted(names(page(browser, place=asked))) == ["三輪 健司", "早川 翔"], asked
    html = page(browser, since="1990")
    assert re.findall(r'href="\?since=1990&amp;place=([^"]*)">(.*?) <small>(.*?)<', html) == [
        ("JP-14", "神奈川県", "2人")
    ]
    in_english(cast.alumna)
    with translation.override("en"):  # the page's language stays behind in the thread
        assert 'place=JP-14">Kanagawa <small>' in page(browser, since="1990")


def test_a_skill_is_offered_in_the_words_of_its_reader(cast: Cast, login) -> None:
    skill = Skill.objects.create(name="防災", name_en="Disaster preparedness")
    SkillWord.objects.create(skill=skill, text="防災", key="防災")
    cast.boss.profile.skills.add(skill)
    reindex_stale()
    assert "skill=%E9%98%B2%E7%81%BD" in page(login(cast.alumna), since="1990")
    in_english(cast.alumna)
    browser = login(cast.alumna)
    with translation.override("en"):
        html = page(browser, since="1990")
    assert 'skill=Disaster+preparedness">Disaster preparedness <small>' in html and "skill=%E9" not in html
    with translation.override("en"):
        assert names(page(browser, skill="Disaster preparedness")) == ["三輪 健司"]
