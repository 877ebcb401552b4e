"""The desk: whose it is, and its figures of both sides."""

from datetime import timedelta

import pytest
from django.utils import timezone

from alumni.companies.actions import grant_role
from programs.home.figures import Figures, figures_of, waiting_at
from tests import make
from tests.cast import Cast


def test_a_desk_opens_to_its_own_staff_only(cast: Cast, login) -> None:
    status = {name: login(who).get("/desk/aomi/").status_code for name, who in cast.everybody().items()}
    assert {name for name, code in status.items() if code == 200} == {"hr", "company_admin"}
    assert {code for code in status.values() if code != 200} == {404}


def test_one_desk_is_opened_at_once_and_several_are_offered(cast: Cast, login) -> None:
    assert login(cast.hr).get("/desk/").headers["Location"] == "/desk/aomi/"
    grant_role(user=cast.hr, company=cast.other_company, role="hr", by=None)
    page = login(cast.hr).get("/desk/").content.decode()
    assert "/desk/aomi/" in page and "/desk/hokushin/" in page
    assert "担当している会社がありません" in login(cast.stranger).get("/desk/").content.decode()


def test_figures_count_both_sides(cast: Cast) -> None:
    for who in (None, cast.alumna):
        make.enrolment(cast.company, person=who)
    make.enrolment(cast.other_company)
    long_ago, lately = timezone.now() - timedelta(days=800), timezone.now() - timedelta(days=30)
    old = make.event(cast.company, cast.hr, starts_at=long_ago)
    new = make.event(cast.company, cast.alumna, starts_at=lately)
    make.event(cast.company, cast.hr)
    make.event(cast.other_company, cast.hr_other, starts_at=lately)
    make.reply(old, cast.boss)
    for who in (cast.boss, cast.junior):
        make.reply(new, who)
    make.reply(new, cast.employee, "no")
    assert figures_of(cast.company) == Figures(
        known=2, invited=0, joined=1, held=2, by_members=1, came=2, came_first=1
    )


def test_what_waits_is_named_with_its_age(cast: Cast, login) -> None:
    asked = make.join_request(cast.stranger, cast.company)
    word = make.vouch(cast.junior, cast.company)
    make.vouch(cast.junior, cast.company, state="withdrawn", answered_at=timezone.now(), address="b@example.test")
    make.join_request(cast.stranger, cast.other_company)
    draft = make.event(cast.company, cast.hr, state="draft")
    found = [(w.kind, w.count, w.oldest) for w in waiting_at(cast.company)]
    assert found == [
        ("requests", 1, asked.asked_at),
        ("vouches", 1, word.asked_at),
        ("drafts", 1, draft.created_at),
    ]
    assert "仲間の便りが1件" in login(cast.hr).get("/desk/aomi/").content.decode()
    assert "仲間の便りが1件" in login(cast.hr).get("/").content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_desk_costs_the_same_for_one_row_and_for_three(
    cast: Cast, login, django_assert_num_queries, rows: int
) -> None:
    for _number in range(rows):
        make.enrolment(cast.company)
        make.join_request(make.user(), cast.company)
        make.vouch(make.user(), cast.company)
        make.event(cast.company, cast.hr, starts_at=timezone.now() - timedelta(days=9))
    browser = login(cast.hr)
    browser.get("/desk/aomi/")
    with django_assert_num_queries(8):
        browser.get("/desk/aomi/")
