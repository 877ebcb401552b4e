"""Every address of the product, and what stands in for the arguments of each."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLResolver, get_resolver, reverse

from accounts.users.access import policy_of
from tests.structure.rows import gathered

# Whose row an address names: (beginning of the view's name, argument) → the kind of row in tests/structure/world.py.
# The longest beginning counts. A plain text in quotes is given as it is.
ROWS: dict[tuple[str, str], str] = {
    ("admin:app_list", "app_label"): "'alumni'",
    ("admin:view_on_site", "content_type_id"): "'1'",
    ("admin:view_on_site", "object_id"): "'1'",
    ("", "slug"): "company.slug",  # everything on a company's desk
    ("", "token"): "'no-such-token'",  # who holds a good one may read: the tests of each slice look at those
    ("announcements:", "pk"): "announcement",
    ("arrivals:", "way"): "'request'",
    ("arrivals:", "pk"): "joinrequest",
    ("arrivals:one_invitation", "pk"): "invitation",
    ("arrivals:one_invitation", "what"): "'withdraw'",
    ("calendars:", "pk"): "event",
    ("blocks:", "pk"): "block",
    ("checkins:", "pk"): "event",
    ("keepsakes:", "pk"): "event",
    ("keepsakes:", "photo"): "eventphoto",
    ("keepsakes:", "person"): "user",
    ("companies:", "pk"): "department",
    ("companies:take_back", "pk"): "succession",
    ("connections:", "pk"): "connection",
    ("connections:", "what"): "'end'",
    ("connections:connect", "pk"): "user",
    ("connections:ways", "pk"): "user",
    ("connections:ways_into", "slug"): "'aomi'",  # companies with a desk are named to whoever asks to join
    ("directory:", "pk"): "savedsearch",
    ("events:", "pk"): "event",
    ("events:", "person"): "user",
    ("events:", "question"): "question",
    ("talks:", "pk"): "talk",
    ("talks:", "person"): "user",
    ("talks:", "message"): "message",
    ("events:", "company"): "company",
    ("events:", "item"): "checklistitem",
    ("events:", "session"): "session",
    ("events:", "note"): "note",
    ("events:", "key"): "'5f0c54d4-9c5e-4b4d-8a35-0c1c8ae1d2aa'",  # nobody's key
    ("imports:", "batch_id"): "hrimport",
    ("imports:", "row_id"): "hrimportrow",
    ("introductions:", "pk"): "introduction",
    ("introductions:", "other"): "user",
    ("introductions:", "middle"): "user",
    ("introductions:vouch", "pk"): "vouch",
    ("introductions:desk", "pk"): "vouch",
    ("mfa_", "pk"): "'1'",
    ("notices:", "pk"): "notice",
    ("notices:report", "service"): "'postmark'",
    ("people:", "pk"): "user",
    ("tenures:", "pk"): "tenure",
    ("profiles:", "pk"): "consent",
    ("profiles:", "kind"): "'company'",
    ("profiles:", "part"): "storypart",
    ("profiles:", "tenure"): "tenure",
    ("profiles:photo", "pk"): "user",
    ("profiles:photo", "name"): "'no-such.jpg'",
    **gathered.ROWS,
}


@dataclass(frozen=True)
class Door:
    name: str
    route: str
    arguments: tuple[str, ...]
    view: Any

    @property
    def policy(self) -> str | None:
        return policy_of(self.view, self.name)

    @property
    def of_admin(self) -> bool:
        return self.name.startswith("admin:")

    @property
    def names_a_row(self) -> bool:
        return any(not (self.row_of(argument) or "'").startswith("'") for argument in self.arguments)

    @property
    def stands_on_a_desk(self) -> bool:
        """Names a company and, below it, a row that must be of that company."""
        return "slug" in self.arguments and len(self.arguments) > 1

    def row_of(self, argument: str) -> str | None:
        """Which kind of row the argument names; Django admin's addresses tell it themselves."""
        known = [begin for begin, name in ROWS if name == argument and self.name.startswith(begin)]
        if known:
            return ROWS[max(known, key=len), argument]
        of_admin = argument == "object_id" and self.of_admin
        return self.name.removeprefix("admin:").rsplit("_", 1)[0].split("_", 1)[1] if of_admin else None

    def address(self, values: dict[str, Any]) -> str | None:
        """None where `values` has no such row."""
        given = {}
        for argument in self.arguments:
            row = self.row_of(argument) or ""
            given[argument] = row.strip("'") if row.startswith("'") else values.get(row)
            if given[argument] is None:
                return None
        return reverse(self.name, kwargs=given)


def every_door() -> list[Door]:
    return list(_walk(get_resolver(), (), "", ()))


def _walk(resolver: URLResolver, spaces: tuple[str, ...], before: str, given: tuple[str, ...]) -> Iterator[Door]:
    for pattern in resolver.url_patterns:
        arguments = (*given, *pattern.pattern.regex.groupindex)
        if isinstance(pattern, URLResolver):
            deeper = (*spaces, pattern.namespace) if pattern.namespace else spaces
            yield from _walk(pattern, deeper, before + str(pattern.pattern), arguments)
        elif pattern.name:
            yield Door(":".join((*spaces, pattern.name)), before + str(pattern.pattern), arguments, pattern.callback)
