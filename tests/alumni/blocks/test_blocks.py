"""Who keeps somebody away: neither sees the other anywhere, and nobody is told."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.audit.models import Entry
from accounts.notices.models import Fact
from alumni.blocks import actions
from alumni.blocks.models import Block, Report
from alumni.directory import indexing
from alumni.profiles.models import Profile
from alumni.profiles.queries import visible_people
from tests import make
from tests.cast import Cast


def seen_by(viewer, who) -> bool:
    return visible_people(type(viewer).objects.get(pk=viewer.pk), [who.pk]) == {who.pk}


def test_neither_sees_the_other_until_the_block_is_lifted(cast: Cast) -> None:
    before = seen_by(cast.alumna, cast.boss), seen_by(cast.boss, cast.alumna)
    made = actions.block(person=cast.boss, by=cast.alumna)
    apart = seen_by(cast.alumna, cast.boss), seen_by(cast.boss, cast.alumna)
    others = seen_by(cast.boss, cast.junior), seen_by(cast.junior, cast.alumna)
    actions.unblock(made=made, by=cast.alumna)
    after = seen_by(cast.alumna, cast.boss), seen_by(cast.boss, cast.alumna)
    assert (before, apart, others, after) == ((True,) * 2, (False,) * 2, (True,) * 2, (True,) * 2)


@pytest.mark.parametrize(("viewer", "hidden"), [("boss", "alumna"), ("alumna", "boss")])
def test_no_page_shows_one_side_to_the_other(cast: Cast, login, viewer: str, hidden: str) -> None:
    event = make.event(cast.company, cast.hr, department=cast.division)
    for person in (cast.alumna, cast.boss, cast.junior):
        make.reply(event, person)
    indexing.reindex_stale()
    name = str(getattr(cast, hidden))
    pages = ["/people/", f"/people/?q={name[:2]}", f"/people/suggest/?q={name[:2]}", "/people/?company="
             f"{cast.company.pk}", f"/events/{event.pk}/", "/", "/events/"]  # fmt: skip
    browser = login(getattr(cast, viewer))
    words = f'href="/people/{getattr(cast, hidden).pk}/"'
    before = [path for path in pages if words in browser.get(path).content.decode()]
    actions.block(person=cast.boss, by=cast.alumna)
    after = [path for path in pages if words in browser.get(path).content.decode()]
    assert (len(before) >= 4, after) == (True, [])


def test_a_blocked_page_answers_like_a_missing_one(cast: Cast, login) -> None:
    actions.block(person=cast.boss, by=cast.alumna)
    for viewer, other in ((cast.boss, cast.alumna), (cast.alumna, cast.boss)):
        foreign, missing = (login(viewer).get(f"/people/{pk}/") for pk in (other.pk, 999_999))
        assert (foreign.status_code, foreign.content) == (missing.status_code, missing.content)


def test_the_blocked_person_is_told_nothing(cast: Cast, login) -> None:
    actions.block(person=cast.boss, by=cast.alumna)
    page = login(cast.boss).get("/me/blocks/").content.decode()
    assert (Fact.objects.count(), "岡田" in page) == (0, False)
    assert login(cast.boss).post(f"/me/blocks/{Block.objects.get().pk}/undo/").status_code == 404


def test_looking_costs_no_query_more(cast: Cast) -> None:
    def cost() -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            list(Profile.objects.visible_to(type(cast.alumna).objects.get(pk=cast.alumna.pk)))
        return len(asked)

    before = cost()
    for person in (cast.boss, cast.junior, cast.facilitator):
        actions.block(person=person, by=cast.alumna)
    assert cost() == before


def test_blocking_twice_is_once_and_nobody_blocks_themself(cast: Cast) -> None:
    first = actions.block(person=cast.boss, by=cast.alumna)
    assert actions.block(person=cast.boss, by=cast.alumna).pk == first.pk
    with pytest.raises(ValidationError):
        actions.block(person=cast.alumna, by=cast.alumna)
    assert list(Entry.objects.filter(verb="block.made").values_list("by", "data")) == [(f"user:{cast.alumna.pk}", {})]


def told(cast: Cast, about: str = "message:7") -> Report:
    return actions.report(
        person=cast.boss,
        about=about,
        reason="unwanted",
        words="続いています",
        evidence="写しのことば",
        by=cast.alumna,
    )


def test_a_report_stands_in_the_queue_of_the_platform_alone(cast: Cast, login) -> None:
    report = told(cast)
    url = f"/admin/alumni/report/{report.pk}/change/"
    readers = {n for n, who in cast.everybody().items() if "写しのことば" in login(who).get(url).content.decode()}
    assert readers == {"admin"}


def test_the_same_thing_waits_once(cast: Cast) -> None:
    told(cast)
    with pytest.raises(ValidationError, match="もう受け取って"):
        told(cast)


def test_whoever_told_of_it_reads_what_became_of_it(cast: Cast, login) -> None:
    report = told(cast)
    browser = login(cast.admin)
    browser.post(f"/admin/alumni/report/{report.pk}/change/", {"answer": "ご本人と話しました。"})
    rows = {"action": "has_acted", "_selected_action": [report.pk]}
    browser.post("/admin/alumni/report/", rows)
    report.refresh_from_db()
    page = login(cast.alumna).get("/me/blocks/").content.decode()
    assert (report.state, "ご本人と話しました。" in page, "対応しました" in page) == ("acted", True, True)
    assert list(Fact.objects.values_list("kind", "to")) == [
        ("blocks.reported", None), ("blocks.answered", [cast.alumna.pk])
    ]  # fmt: skip


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_for_few_and_for_many(
    cast: Cast, login, django_assert_num_queries, rows: int
) -> None:
    for number, person in enumerate([cast.boss, cast.junior, cast.facilitator][:rows]):
        actions.block(person=person, by=cast.alumna)
        told(cast, f"message:{number}")
    browser = login(cast.alumna)
    browser.get("/me/blocks/")
    # session, user, blocks, reports, desks, unread
    with django_assert_num_queries(6):
        browser.get("/me/blocks/")
