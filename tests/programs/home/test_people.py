"""People as members see them."""

import pytest

from alumni.profiles import actions as profiles
from tests import make
from tests.cast import Cast


def test_a_person_whom_the_viewer_may_not_see_answers_like_nobody(cast: Cast, login) -> None:
    url = f"/people/{cast.alumna.pk}/"
    status = {name: login(who).get(url).status_code for name, who in cast.everybody().items()}
    unseen = {name for name, code in status.items() if code == 404}
    assert unseen == {"hr_other", "alumnus_other", "stranger", "admin"}
    assert login(cast.hr_other).get("/people/999999/").status_code == 404


def test_a_person_page_tells_how_we_worked_together(cast: Cast, login) -> None:
    page = login(cast.alumna).get(f"/people/{cast.boss.pk}/").content.decode()
    for words in ("三輪 健司", "元上司", "警備情報グループで、2003–2011年にいっしょに", "在籍確認済", "8年"):
        assert words in page


def test_the_mark_is_left_out_where_the_person_hides_it(cast: Cast, login) -> None:
    cast.boss.profile.shows_verified = False
    cast.boss.profile.save()
    assert "在籍確認済" not in login(cast.alumna).get(f"/people/{cast.boss.pk}/").content.decode()


def test_posts_in_other_companies_are_shown_only_by_who_is_open_to_everybody(cast: Cast, login) -> None:
    make.tenure(cast.boss, cast.other_company, "2013-04-01", title="顧問")
    url = f"/people/{cast.boss.pk}/"
    assert "北辰製作所" not in login(cast.alumna).get(url).content.decode()
    cast.boss.profile.seen_by = "network"
    cast.boss.profile.save()
    assert "北辰製作所" in login(cast.alumna).get(url).content.decode()


def test_a_way_into_a_company_is_offered_only_where_its_name_is_told(cast: Cast, login) -> None:
    url, way = f"/people/{cast.boss.pk}/", 'href="/companies/aomi/ways/"'
    assert way in login(cast.alumna).get(url).content.decode()
    cast.boss.profile.seen_by = "network"
    cast.boss.profile.save()
    profiles.disclose_like(person=cast.boss, preset="quiet", by=cast.boss)
    page = login(cast.alumnus_other).get(url).content.decode()
    assert ("三輪" in page, way in page) == (True, False)


def test_gatherings_meant_for_both_are_named(cast: Cast, login) -> None:
    make.event(cast.company, cast.hr, title="ふたりの集い", department=cast.group)
    make.event(cast.company, cast.hr, title="部の外の集い", years_from=2013)
    page = login(cast.alumna).get(f"/people/{cast.facilitator.pk}/").content.decode()
    assert "ふたりの集い" in page and "部の外の集い" not in page


@pytest.mark.parametrize("more", [0, 3])
def test_a_person_costs_the_same_for_few_and_for_many(
    cast: Cast, login, django_assert_num_queries, more: int
) -> None:
    for _number in range(more):
        make.tenure(make.user(), cast.group, "2004-04-01")
        make.event(cast.company, cast.hr)
    browser = login(cast.alumna)
    browser.get(f"/people/{cast.boss.pk}/")
    with django_assert_num_queries(25):
        browser.get(f"/people/{cast.boss.pk}/")
