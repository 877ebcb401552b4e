"""A search finds exactly what a slow, obviously right reading of everybody finds: nothing hidden, nothing missed."""

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alumni.directory.finding import Search, Wish
from alumni.directory.indexing import reindex_stale
from alumni.directory.keys import held_by
from tests.alumni.directory.search_worlds import World, answer, fresh, knowing, wishes, worlds

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
        finally:
            forget()
        transaction.set_rollback(True)
