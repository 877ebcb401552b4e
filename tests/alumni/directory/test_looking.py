"""The tick that looks again for people: it tells of whom the viewer finds by hand, once, and of nothing else."""

from datetime import timedelta
from urllib.parse import urlencode

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.notices import kinds
from accounts.notices.models import Fact
from alumni.blocks.actions import block
from alumni.directory import looking, saving
from alumni.directory.indexing import reindex_stale
from alumni.directory.looking import look_due
from alumni.directory.models import Sighting
from alumni.directory.saved_models import SavedSearch
from alumni.directory.tasks import look_tick
from alumni.directory.wishes import Wish
from alumni.profiles.models import Profile
from tests import make
from tests.alumni.directory.search_oracle import answer
from tests.alumni.directory.search_worlds import World, fresh, knowing, masks, worlds
from tests.cast import Cast

ASKED = [
    ({"q": "林"}, Wish("林")),
    ({"q": "東京"}, Wish("東京")),
    ({"q": "青海シス"}, Wish("青海シス")),
    ({"since": 1999, "until": 2000}, Wish(years=(1999, 2000))),
    ({"place": "東京"}, Wish(place="東京")),
]


def told() -> list[tuple[str, list[int], int]]:
    facts = Fact.objects.filter(kind="directory.new_people").order_by("pk")
    return [(fact.about, fact.to, fact.data["n"]) for fact in facts]


def a_day_later() -> None:
    SavedSearch.objects.exclude(looked_at=None).update(looked_at=timezone.now() - timedelta(hours=25))
    reindex_stale()
    look_due()


@pytest.fixture
def known(cast: Cast) -> SavedSearch:
    """The alumna's search, which has learned whom it finds."""
    saved = make.saved_search(cast.alumna, "事業部の人", q="公共ソリューション")
    reindex_stale()
    look_due()
    assert told() == []
    return saved


def newcomer(cast: Cast, **fields) -> int:
    person = make.user("新井 遥", **fields)
    make.tenure(person, cast.division, "2015-04-01")
    return person.pk


def test_who_came_is_told_once_and_nobody_is_written_down_as_seen(cast: Cast, known: SavedSearch) -> None:
    newcomer(cast)
    a_day_later()
    assert told() == [(f"savedsearch:{known.pk}", [cast.alumna.pk], 1)]
    look_tick()
    a_day_later()
    assert len(told()) == 1 and not Sighting.objects.exists()


def test_a_search_is_looked_at_once_a_day(cast: Cast, known: SavedSearch) -> None:
    newcomer(cast)
    reindex_stale()
    look_due()
    assert told() == []
    with time_machine.travel(timezone.now() + timedelta(hours=24, minutes=1), tick=False):
        assert (look_due(), look_due()) == (1, 0)
    assert len(told()) == 1


def test_who_hides_and_comes_back_or_blocks_and_lifts_it_is_not_new(cast: Cast, known: SavedSearch) -> None:
    Profile.objects.filter(person=cast.junior).update(seen_by="nobody")
    kept_away = block(person=cast.alumna, by=cast.boss)
    a_day_later()
    Profile.objects.filter(person=cast.junior).update(seen_by="company")
    kept_away.delete()
    a_day_later()
    assert told() == []


def test_who_cannot_be_seen_is_not_told_of(cast: Cast, known: SavedSearch) -> None:
    newcomer(cast, seen_by="nobody")
    hidden = make.user("西 守", seen_by="coworkers")
    make.tenure(hidden, cast.company, "2015-04-01")
    for name in ("hr_other", "stranger"):
        make.saved_search(getattr(cast, name), q="公共ソリューション")
    a_day_later()
    newcomer(cast)
    a_day_later()
    assert told() == [(f"savedsearch:{known.pk}", [cast.alumna.pk], 1)]


def test_the_notice_says_how_many_and_asks_again_before_it_is_sent(cast: Cast, known: SavedSearch) -> None:
    came = newcomer(cast)
    a_day_later()
    fact, kind = Fact.objects.get(kind="directory.new_people"), kinds.get("directory.new_people")

    def again() -> Fact:
        kind.prepare([fact], [cast.alumna])
        return fact

    assert kind.still_relevant(again(), cast.alumna) and not kind.still_relevant(again(), cast.boss)
    assert kind.line(again(), cast.alumna) == "「事業部の人」に新しい人がいます（1人）"
    assert kind.url(again(), cast.alumna) == f"/people/saved/{known.pk}/"
    assert kind.context(again(), cast.alumna)["told"] == "「事業部の人」に新しい人がいます（1人）"
    Profile.objects.filter(person=came).update(seen_by="nobody")
    assert not kind.still_relevant(again(), cast.alumna)
    Profile.objects.filter(person=came).update(seen_by="company")
    reindex_stale()
    assert kind.still_relevant(again(), cast.alumna)
    saving.tell(saved=known, tells=False, by=cast.alumna)
    assert not kind.still_relevant(again(), cast.alumna)
    saving.let_go(saved=known, by=cast.alumna)
    assert not kind.still_relevant(again(), cast.alumna) and kind.url(again(), cast.alumna) == "/people/saved/"


def test_the_opened_search_marks_whom_one_was_told_of(cast: Cast, known: SavedSearch, login) -> None:
    newcomer(cast)
    a_day_later()
    browser = login(cast.alumna)
    html = browser.get(f"/people/saved/{known.pk}/", follow=True).content.decode()
    assert html.count("新しく見つかった人") == 1 and Sighting.objects.filter(viewer=cast.alumna).exists()
    other = login(cast.boss).get("/people/", {"q": "公共ソリューション", "saved": known.pk}).content.decode()
    assert "新しく見つかった人" not in other


def test_more_than_can_be_looked_through_is_not_told(cast: Cast, known: SavedSearch, login, monkeypatch) -> None:
    monkeypatch.setattr(looking, "WATCHED", 1)
    a_day_later()
    known.refresh_from_db()
    assert known.too_many and "多すぎる" in login(cast.alumna).get("/people/saved/").content.decode()
    monkeypatch.setattr(looking, "WATCHED", 300)
    newcomer(cast)
    a_day_later()
    assert told() == []


def test_who_is_not_here_any_more_or_does_not_want_it_is_not_told(cast: Cast, known: SavedSearch) -> None:
    other = make.saved_search(cast.boss, tells=False, q="公共ソリューション")
    type(cast.alumna).objects.filter(pk=cast.alumna.pk).update(is_active=False)
    newcomer(cast)
    a_day_later()
    other.refresh_from_db()
    assert told() == [] and other.looked_at is None


def test_whoever_turns_it_off_leaves_nothing_behind(cast: Cast, known: SavedSearch) -> None:
    known.refresh_from_db()
    assert known.known
    saving.tell(saved=known, tells=False, by=cast.alumna)
    known.refresh_from_db()
    assert (known.known, known.fresh, known.looked_at) == (None, [], None)


def test_a_look_costs_the_same_for_few_and_for_many(
    cast: Cast, known: SavedSearch, django_assert_max_num_queries
) -> None:
    for _number in range(3):
        newcomer(cast)
    SavedSearch.objects.update(looked_at=timezone.now() - timedelta(hours=25))
    reindex_stale()
    with django_assert_max_num_queries(14):
        looking.look(known.pk)
    assert [n for _about, _to, n in told()] == [3]


changes = st.lists(
    st.tuples(
        st.integers(0, 4),
        st.sampled_from(["network", "company", "coworkers", "nobody"]),
        masks,
        st.sampled_from(["東京", "大阪"]),
    ),
    max_size=4,
)


@settings(
    max_examples=6,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(plan=worlds, first=changes, second=changes)
def test_exactly_those_are_told_of_whom_repeating_by_hand_would_have_shown_as_new(db, plan, first, second) -> None:
    with transaction.atomic():
        world = World(plan)
        forget = knowing(world)
        try:
            kept = {
                SavedSearch.objects.create(person=who, name=str(n), query=urlencode(asked), tells=True): wish
                for who in world.people
                for n, (asked, wish) in enumerate(ASKED)
            }
            ever: dict[int, set[int]] = {}
            for step in ([], first, second):
                _change(world, step)
                before = len(told())
                a_day_later()
                expected = set(_expected(kept, ever))
                assert {(about, n) for about, _to, n in told()[before:]} == expected
                Fact.objects.all().delete()
        finally:
            forget()
        transaction.set_rollback(True)


def _change(world: World, step) -> None:
    for who, seen_by, mask, place in step:
        person = world.people[who % len(world.people)]
        Profile.objects.filter(person=person).update(seen_by=seen_by, place_to=int(mask), place=place)


def _expected(kept, ever):
    """What the slow, obviously right answer finds now and no look before had found."""
    for saved, wish in kept.items():
        viewer = fresh(saved.person)
        found = answer(viewer, wish) if viewer.is_active else set()
        if saved.pk in ever and (new := found - ever[saved.pk]):
            yield f"savedsearch:{saved.pk}", len(new)
        if viewer.is_active:
            ever[saved.pk] = ever.get(saved.pk, set()) | found
