"""What an HR file changes in what is known of a person, post by post."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from alumni.imports.reconcile import Post, contradiction, differing_names, differing_posts, merged_posts
from alumni.tenures.periods import PartialDate

A, B, C = ("営業本部",), ("開発本部", "一課"), ("研究所",)
JOINED, LEFT = PartialDate(date(1999, 4, 1)), PartialDate(date(2006, 9, 30))


def with_ids(posts: list[Post]) -> list[Post]:
    return [Post(**{**vars(post), "id": number}) for number, post in enumerate(posts, start=1)]


def test_a_new_person_holds_the_first_post_from_the_day_of_joining() -> None:
    assert merged_posts([], [(A, "課長"), (B, "")], JOINED, None) == [
        Post(A, "課長", since=JOINED, open=True),
        Post(B, "", since=JOINED, open=True, transfer=True),
    ]


def test_somebody_who_moved_left_the_old_post_at_an_unknown_time() -> None:
    known = [Post(A, since=JOINED, id=1)]
    assert merged_posts(known, [(B, "")], JOINED, None) == [
        Post(A, since=JOINED, open=False, id=1),
        Post(B, since=None, open=True, transfer=True),
    ]


def test_somebody_who_left_ends_the_open_posts_on_that_day() -> None:
    known = [Post(A, since=JOINED, id=1)]
    assert merged_posts(known, [], JOINED, LEFT) == [Post(A, since=JOINED, until=LEFT, open=False, id=1)]


def test_a_corrected_day_of_joining_moves_the_posts_held_from_it_and_no_others() -> None:
    known = [Post(A, since=JOINED, id=1), Post(B, since=None, transfer=True, id=2)]
    corrected = PartialDate(date(2000, 4, 1))
    assert [post.since for post in merged_posts(known, [(A, ""), (B, "")], corrected, None)] == [corrected, None]


def test_somebody_who_came_back_has_two_stays() -> None:
    known = [Post(A, since=JOINED, until=LEFT, open=False, id=1)]
    again = PartialDate(date(2015, 4, 1))
    assert merged_posts(known, [(A, "")], again, None) == [known[0], Post(A, since=again, open=True)]


def test_an_end_before_a_known_beginning_is_a_contradiction() -> None:
    known = [Post(B, since=PartialDate(date(2018, 4, 1)), transfer=True, id=1)]
    assert contradiction(merged_posts(known, [(B, "")], JOINED, LEFT)) is not None


def test_a_row_without_a_unit_still_makes_a_person() -> None:
    assert merged_posts([], [], JOINED, LEFT) == [Post((), since=JOINED, until=LEFT, open=False)]


posts = st.lists(
    st.tuples(st.sampled_from([A, B, C]), st.sampled_from(["", "課長"])), max_size=3, unique_by=lambda p: p[0]
)
dates = st.sampled_from([None, JOINED, PartialDate(date(2001, 1, 1), "month")])
rows = st.tuples(posts, dates, st.sampled_from([None, LEFT]), st.booleans())


@given(rows, rows)
def test_reading_the_same_row_again_changes_nothing(before: tuple, row: tuple) -> None:
    known = with_ids(merged_posts([], *before))
    once = with_ids(merged_posts(known, *row))
    assert differing_posts(once, merged_posts(once, *row)) == []


@given(rows, rows)
def test_no_known_post_ever_disappears(before: tuple, row: tuple) -> None:
    known = with_ids(merged_posts([], *before))
    assert [post.id for post in merged_posts(known, *row) if post.id] == [post.id for post in known]


def test_an_empty_cell_says_nothing_about_a_name() -> None:
    known = {"family_name": "森", "email": "mori@example.test"}
    assert [c.what for c in differing_names(known, {"family_name": "毛利", "email": ""})] == ["family_name"]
