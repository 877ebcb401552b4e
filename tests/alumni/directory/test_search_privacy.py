"""A search finds exactly what a slow, obviously right reading of everybody finds: nothing hidden, nothing missed."""

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alumni.directory.finding import Search
from alumni.directory.indexing import reindex_stale
from alumni.directory.keys import held_by
from alumni.directory.wishes import Wish
from alumni.profiles.disclosure import Audience
from alumni.profiles.models import Telling
from tests import make
from tests.alumni.directory.search_oracle import answer, counted
from tests.alumni.directory.search_worlds import World, fresh, knowing, wishes, worlds
from tests.cast import Cast

EXAMPLES = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


def find(viewer, wish: Wish, order: str = "kana", size: int = 100) -> list[int]:
    return Search(wish, held_by(viewer), viewer.pk, order).page(size).people


@EXAMPLES
@given(plan=worlds, asked=st.lists(wishes, min_size=4, max_size=8))
def test_everybody_finds_exactly_whom_they_may(db, plan, asked) -> None:
    with transaction.atomic():
        world = World(plan)
        forget = knowing(world)
        try:
            reindex_stale()
            for person in world.people:
                viewer = fresh(person)
                for wish in map(world.wish, asked):
                    right = answer(viewer, wish)
                    search = Search(wish, held_by(viewer), viewer.pk)
                    assert (set(search.page(100).people), search.count()) == (right, len(right)), (viewer, wish)
                    numbers = search.numbers()
                    told = {(number.kind, number.value, number.people) for number in numbers.rows if number.people}
                    assert (numbers.count, told) == (len(right), counted(viewer, right, wish.company)), (viewer, wish)
        finally:
            forget()
        transaction.set_rollback(True)


def test_a_post_whose_employer_is_kept_from_colleagues_is_found_by_no_colleague(cast: Cast) -> None:
    viewer, other = make.user("林 渉"), make.user("岡田 守")
    for who in (viewer, other):
        make.tenure(who, cast.company, "1990-04-01", "1992-03-31")
    make.tenure(viewer, cast.other_company, "1999-04-01")
    hidden = make.tenure(other, cast.other_company, "1999-04-01", title="工場長")
    colleagues = int(Audience.COMPANY | Audience.DEPARTMENT)
    nothing = dict.fromkeys(("employer", "department", "period"), 0)
    Telling.objects.create(tenure=hidden, **nothing, title=colleagues, employer_blurred=colleagues)
    reindex_stale()
    assert find(fresh(viewer), Wish("工場長")) == []
    assert find(cast.alumnus_other, Wish("工場長")) == []
    assert find(cast.boss, Wish("工場長")) == []


def test_a_company_is_found_by_its_english_name_too(cast: Cast) -> None:
    person = make.user("林 渉", seen_by="network")
    make.tenure(person, make.company("北辰重工", name_en="Hokushin Heavy"), "1999-04-01")
    reindex_stale()
    assert find(cast.boss, Wish("heavy")) == [person.pk]


def test_a_post_that_is_only_claimed_is_found_by_whoever_reads_it(cast: Cast) -> None:
    both = make.user("林 渉")
    make.tenure(both, cast.company, "1990-04-01", "1992-03-31")
    make.tenure(both, cast.other_company, "1999-04-01")
    make.tenure(cast.alumna, cast.other_company, "2012-04-01", state="claimed", title="工場長")
    reindex_stale()
    assert find(fresh(both), Wish("工場長")) == [cast.alumna.pk]


def test_a_post_that_is_only_claimed_makes_nobody_a_colleague_who_could_find_it(cast: Cast) -> None:
    viewer, both = make.user("林 渉"), make.user("高林 道子")
    person = make.user("岡田 守", seen_by="network")
    make.tenure(viewer, cast.company, "1990-04-01")
    for company in (cast.company, cast.other_company):
        make.tenure(both, company, "1990-04-01", "1991-03-31")
    make.tenure(person, cast.other_company, "1999-04-01")
    claimed = make.tenure(person, cast.company, "1999-04-01", state="claimed", title="工場長")
    colleagues = int(Audience.COMPANY | Audience.DEPARTMENT)
    Telling.objects.create(tenure=claimed, **dict.fromkeys(("employer", "department", "period", "title"), colleagues))
    reindex_stale()
    assert find(fresh(viewer), Wish("工場長")) == []
    assert find(fresh(both), Wish("工場長")) == [person.pk]
