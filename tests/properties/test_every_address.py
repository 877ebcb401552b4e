"""A hidden value changes no answer of any address of the product, and no mail of any kind, for who may not read it.

What test_what_is_hidden.py asks with many values at chosen places is asked here once at every place there is: pages,
files, calendars, JSON, the admin's lists, forms and histories, what a refusal says. A page written tomorrow is looked
at too.
"""

import re
from collections.abc import Collection, Iterator
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from accounts.notices import kinds
from accounts.notices.kinds import Kind
from accounts.notices.models import Fact
from accounts.users.models import User
from alumni.directory.indexing import reindex_stale
from alumni.profiles.models import Profile
from programs.events import rosters
from tests import cast as casts
from tests.properties.surfaces import ALL, TOKEN, A, B, mail_words, open_to, write
from tests.structure.doors import every_door
from tests.structure.test_doors import ask, log_in
from tests.structure.world import World, build, start_numbers_high

# A colleague; and staff of his company, who see its desk and the admin's pages of it as well.
VIEWERS = ("alumna", "company_admin")
# Of the viewer alone, and new each time they are opened; of the machine.
NEW_EACH_TIME = {"mfa_activate_totp", "mfa_add_webauthn", "readyz"}
OF_ADMIN = ("_changelist", "_history")  # with its forms, ("",), it takes minutes; those were asked by hand
KEY = re.compile(rb'name="key" value="[^"]*"')
# What the facts of a few kinds carry besides whom they are about.
CARRIED: dict[str, Any] = {
    "answer": "yes", "is": {}, "was": {}, "n": 1, "milestone": 1, "due": "", "gone": [], "name": "林 渉", "needs": [],
    "accepted": True, "agreed": True,
}  # fmt: skip
# Written by hand or by the machine, or about what is sealed: their words come from no profile.
ELSEWHERE = {
    "account.letter", "notices.trouble", "introductions.vouched", "exchange.thought_of",
    "appointments.made", "appointments.changed", "appointments.cancelled",
}  # fmt: skip


@pytest.fixture
def world(db: None) -> World:
    """三輪 has rows of every kind, is seen by everybody, and tells nobody anything but the name."""
    start_numbers_high()
    made = build(casts.build())
    Profile.objects.update(seen_by="network")
    open_to(made.cast, ALL, 0)
    return made


def answers(world: World, viewer: User, only: str, among: Collection[str] | None) -> Iterator[tuple[str, bytes]]:
    """Every address that may be read (or only these), with the rows of his company; what takes no question is left out."""
    cookies = log_in(viewer)
    for door in every_door():
        if only not in door.name or door.name in NEW_EACH_TIME or (among is not None and door.name not in among):
            continue
        if door.of_admin and not (viewer.is_staff and door.name.endswith(OF_ADMIN)):
            continue
        answer = ask(cookies, door, world.ours, "get")
        if answer is not None and answer.status_code != 405:
            yield door.name, f"{answer.status_code} ".encode() + KEY.sub(b"", TOKEN.sub(b"", answer.content))


def everywhere(world: World, who: str, only: str = "") -> list[str]:
    """Where this viewer is told something else when the value changes."""
    told = []
    with time_machine.travel(timezone.now(), tick=False):
        for value in (A, B):
            write(world.cast, ALL, value)
            reindex_stale()
            viewer = User.objects.get(pk=getattr(world.cast, who).pk)
            told.append(dict(answers(world, viewer, only, told[0] if told else None)))
    assert told[0], "nothing was asked"
    return [name for name in told[0] if told[0][name] != told[1].get(name)]


@pytest.mark.parametrize("who", VIEWERS)
def test_no_address_answers_otherwise(world: World, who: str) -> None:
    assert everywhere(world, who) == []


def test_who_may_read_it_is_answered_otherwise(world: World) -> None:
    open_to(world.cast, ALL, 31)
    assert "people:detail" in everywhere(world, "alumna", "people:")


def test_a_page_that_forgets_to_ask_is_found(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rosters, "shown", lambda viewer, people: _readings(people))
    assert set(everywhere(world, "company_admin", "events:people")) >= {"events:people_csv", "events:people_xlsx"}


def _readings(people: Any) -> dict[int, Profile]:
    rows = Profile.objects.filter(person__in=list(people)).select_related("person")
    for row in rows:
        row.reading = row.person.reading  # type: ignore[attr-defined]
    return {row.person_id: row for row in rows}


def facts(world: World) -> Iterator[tuple[Kind, Fact]]:
    """A fact of every kind, about his rows and done by him."""
    carried = {**CARRIED, "company": world.cast.company.pk, "other": world.cast.boss.pk}
    event = world.ours["event"]
    carried["off"], carried["answers"] = [[event, 0]], [["events.reply_confirmed", event]]
    carried["changed"] = [[event, {"was": carried["was"], "is": carried["is"]}]]
    for kind in kinds.all():
        about = kind.about_model.__name__.lower() if kind.about_model else ""
        if kind.code not in ELSEWHERE:
            row = f"{about}:{world.ours[about]}" if about else ""
            yield kind, Fact(kind=kind.code, about=row, by=f"user:{world.cast.boss.pk}", data=carried)


@pytest.mark.parametrize("who", VIEWERS)
def test_no_notice_or_mail_says_otherwise(world: World, who: str) -> None:
    told = []
    with time_machine.travel(timezone.now(), tick=False):
        for value in (A, B):
            write(world.cast, ALL, value)
            viewer = User.objects.get(pk=getattr(world.cast, who).pk)
            told.append({kind.code: [*mail_words(fact, viewer)] for kind, fact in facts(world)})
    assert len(told[0]) > 100
    assert [code for code in told[0] if told[0][code] != told[1][code]] == []
