"""PURE: what one row of an HR file changes in what is already known of a person.

HR files are snapshots: they name today's posts, not the way there. So a post that is gone has ended at an unknown
time, a post that is new began at an unknown time, and only the first post begins on the day of joining. Reading the
same file again therefore changes nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from alumni.tenures.periods import PartialDate

Path = tuple[str, ...]
NAMES = ("employee_number", "family_name", "given_name", "family_kana", "given_kana", "former_name", "email")


@dataclass(frozen=True)
class Post:
    """One tenure as far as an HR file can tell it; `unit` holds folded names from the top down."""

    unit: Path
    title: str = ""
    since: PartialDate | None = None
    until: PartialDate | None = None
    open: bool = True
    transfer: bool = False
    id: int | None = None


@dataclass(frozen=True)
class Change:
    """One thing that becomes different: shown in the preview as old → new."""

    what: str
    old: str | dict[str, str]
    new: str | dict[str, str]


def merged_posts(
    known: Sequence[Post],
    wanted: Sequence[tuple[Path, str]],
    joined: PartialDate | None,
    left: PartialDate | None,
    has_left: bool = False,
) -> list[Post]:
    """The posts as they should stand after the row; known ones keep their id, new ones have none.

    Posts that ended before the day of joining are an earlier stay of somebody who came back: they stay as they are.
    A row without any unit says nothing about units: the posts stay, a new person gets one without a unit.
    `has_left` without `left`: gone, nobody knows when.
    """
    past = [post for post in known if joined and post.until and post.until.latest < joined.earliest]
    known = [post for post in known if post not in past]
    end = _Ending(left, has_left or left is not None)
    wanted = wanted or [(post.unit, "") for post in known if post.open] or ([] if known else [((), "")])
    posts = [
        replace(post, open=False, until=None) if post.open and not _is_wanted(post, wanted) else post
        for post in known
    ]
    for index, (unit, title) in enumerate(wanted):
        place = _find(posts, unit)
        if place is None:
            first = not known and index == 0
            since = joined if not known else None
            posts.append(end.of(Post(unit, title, since=since, transfer=not first)))
        else:
            posts[place] = end.of(replace(posts[place], title=title or posts[place].title))
    return past + _joined(posts, joined)


def _is_wanted(post: Post, wanted: Sequence[tuple[Path, str]]) -> bool:
    return any(unit == post.unit for unit, _ in wanted)


def _find(posts: Sequence[Post], unit: Path) -> int | None:
    """The latest post in that unit, an open one first."""
    found = [index for index, post in enumerate(posts) if post.unit == unit]
    still = [index for index in found if posts[index].open]
    latest = still or found
    return latest[-1] if latest else None


@dataclass(frozen=True)
class _Ending:
    """How the employment stands by this row: over on a day, over some day, or going on."""

    left: PartialDate | None
    over: bool

    def of(self, post: Post) -> Post:
        return replace(post, open=not self.over, until=self.left)


def _joined(posts: list[Post], joined: PartialDate | None) -> list[Post]:
    """The posts held from the first day begin on the day of joining."""
    if joined is None:
        return posts
    first = [post.since for post in posts if not post.transfer]
    return [
        replace(post, since=joined) if not post.transfer or (post.since and post.since in first) else post
        for post in posts
    ]


def differing_names(known: dict[str, str], row: dict[str, str]) -> list[Change]:
    """Names, number and address that the file tells differently; an empty cell says nothing."""
    return [
        Change(field, known.get(field, ""), row[field])
        for field in NAMES
        if row.get(field) and row[field] != known.get(field, "")
    ]


def differing_posts(known: Sequence[Post], after: Sequence[Post]) -> list[tuple[Post | None, Post]]:
    """Pairs (as it was, as it will be) of the posts that change; None for a new one."""
    before = {post.id: post for post in known}
    return [
        (before.get(post.id) if post.id else None, post)
        for post in after
        if not (post.id and before[post.id] == post)
    ]


def contradiction(posts: Sequence[Post]) -> Post | None:
    """A post that would end before it began: the file and what is known can't both be right."""
    return next((p for p in posts if p.since and p.until and p.until.latest < p.since.earliest), None)
