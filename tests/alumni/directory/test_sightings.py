"""Who was shown whom: told to the person as far as is kind to both, to the platform in full, and forgotten in time."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from accounts.audit.models import Entry
from alumni.blocks.models import Block
from alumni.directory.models import Sighting
from alumni.directory.sightings import forget_old, who_opened
from alumni.profiles.models import Profile
from tests import make
from tests.cast import Cast

LOG = "/admin/alumni/sighting/"


def saw(viewer, person, *, days: int = 0, page: bool = True) -> Sighting:
    return Sighting.objects.create(
        viewer=viewer, person=person, day=timezone.localdate() - timedelta(days=days), page=page
    )


def opened(person) -> tuple[list[str], int | None]:
    seen = who_opened(type(person).objects.get(pk=person.pk))
    return [one.companion.shown.name for one in seen.named], seen.unnamed_told


def test_i_read_who_opened_my_page_the_latest_first(cast: Cast) -> None:
    saw(cast.junior, cast.alumna, days=3)
    saw(cast.boss, cast.alumna, days=1)
    saw(cast.employee, cast.alumna, page=False)
    saw(cast.hr, cast.alumna, days=91)
    assert opened(cast.alumna) == ([cast.boss.name, cast.junior.name], None)


def test_whom_i_may_not_see_is_never_named_and_few_are_no_number(cast: Cast) -> None:
    saw(cast.boss, cast.alumna)
    saw(cast.junior, cast.alumna)
    Profile.objects.filter(person=cast.boss).update(seen_by="nobody")
    Block.objects.create(by=cast.alumna, person=cast.junior, called="x")
    assert opened(cast.alumna) == ([], None) and who_opened(cast.alumna).unnamed == 2
    saw(make.user("通り すがり", seen_by="nobody"), cast.alumna)
    assert opened(cast.alumna) == ([], 3)


def test_opening_a_page_is_told_before_and_stands_on_the_other_ones_page(cast: Cast, login) -> None:
    html = login(cast.alumna).get(f"/people/{cast.boss.pk}/").content.decode()
    assert "このページを開いたことは、相手にも見えます" in html
    assert cast.alumna.name in login(cast.boss).get("/me/seen-by/").content.decode()
    for other in (cast.hr_other, cast.stranger, cast.junior):
        assert cast.alumna.name not in login(other).get("/me/seen-by/").content.decode().partition("<main")[2]


@pytest.mark.parametrize("more", [0, 2])
def test_the_page_costs_the_same_for_one_and_for_three(
    cast: Cast, login, django_assert_max_num_queries, more: int
) -> None:
    for viewer in (cast.boss, cast.junior, cast.employee)[: 1 + more]:
        saw(viewer, cast.alumna)
    browser = login(cast.alumna)
    browser.get("/me/seen-by/")
    with django_assert_max_num_queries(10):
        browser.get("/me/seen-by/")


def test_the_platform_reads_whose_data_somebody_saw_between_two_days(
    cast: Cast, login, django_assert_max_num_queries
) -> None:
    saw(cast.alumna, cast.boss, days=5)
    saw(cast.alumna, cast.junior, days=40)
    saw(cast.stranger, cast.hr, days=5)
    browser, since = login(cast.admin), timezone.localdate() - timedelta(days=10)
    with django_assert_max_num_queries(12):
        html = browser.get(LOG, {"viewer": cast.alumna.email, "since": since.isoformat()}).content.decode()
    table = html.partition('id="result_list"')[2]
    assert (cast.boss.name in table, cast.junior.name in table, cast.hr.name in table) == (True, False, False)
    assert cast.hr.name in browser.get(LOG, {"q": cast.hr.email}).content.decode()
    assert browser.get(LOG, {"since": "gestern", "viewer": "niemand"}).status_code == 200


def test_taking_the_log_along_is_history_and_every_cell_is_text(cast: Cast, login) -> None:
    saw(make.user("=1+1 山"), cast.boss, days=5)
    saw(cast.alumna, cast.boss, days=40)
    since = (timezone.localdate() - timedelta(days=10)).isoformat()
    answer = login(cast.admin).post(f"{LOG}take/?since={since}")
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert len(lines) == 2 and '"\'=1+1 山"' in lines[1] and cast.boss.email in lines[1]
    entry = Entry.objects.get(verb="sighting.taken")
    assert (entry.by, entry.data) == (f"user:{cast.admin.pk}", {"lines": 1, "asked": {"since": since}})


@pytest.mark.parametrize("who", ["hr", "company_admin", "hr_other", "alumna", "stranger"])
def test_nobody_but_the_platform_reads_or_takes_the_log(cast: Cast, login, who: str) -> None:
    saw(cast.alumna, cast.boss)
    browser = login(getattr(cast, who))
    for answer in (browser.get(LOG), browser.post(f"{LOG}take/"), browser.get(f"{LOG}take/")):
        assert answer.status_code in (302, 403, 404) and cast.boss.email not in answer.content.decode()
    assert not Entry.objects.filter(verb="sighting.taken").exists()


@pytest.mark.parametrize(("today", "oldest"), [("2026-11-30", "2023-11-30"), ("2028-02-29", "2025-02-28")])
def test_lines_older_than_three_years_are_forgotten(cast: Cast, today: str, oldest: str) -> None:
    days = (timezone.localdate() - date.fromisoformat(oldest)).days
    saw(cast.alumna, cast.boss, days=days + 1)
    kept = saw(cast.alumna, cast.junior, days=days)
    assert [forget_old(date.fromisoformat(today)) for _again in range(2)] == [1, 0]
    assert list(Sighting.objects.all()) == [kept]
