"""Every address × every member of the cast × own, foreign and missing rows × reading and sending."""

import re
from collections.abc import Iterator
from http.cookies import SimpleCookie

import pytest
from django.db import transaction
from django.test import Client

from accounts.users.access import MEMBER, POLICIES
from accounts.users.models import User
from tests import cast
from tests.structure.doors import Door, every_door
from tests.structure.world import CANARIES, MISSING, OUTSIDERS, World, build, start_numbers_high

# One of each kind: who left, who hosts, who works there, the desk, the company's and the platform's admin.
INSIDERS = ("alumna", "boss", "employee", "hr", "company_admin", "admin")
METHODS = ("get", "post")
NEUTRAL = ("admin:login", "admin:logout", "admin:jsi18n")


@pytest.fixture
def world(db: None) -> World:
    start_numbers_high()
    return build(cast.build())


def test_every_address_declares_who_may_open_it() -> None:
    undeclared = [f"{door.name} ({door.route})" for door in every_door() if door.policy not in POLICIES]
    assert undeclared == [], "decorate these views with @public or @member (accounts/users/access.py)"


def test_every_argument_of_an_address_names_a_row(world: World) -> None:
    unknown = [
        f"{door.name}: {argument}"
        for door in every_door()
        for argument in door.arguments
        if (row := door.row_of(argument)) is None or not (row.startswith("'") or row in world.ours)
    ]
    assert unknown == [], "say in tests/structure/doors.py ROWS which row each of these arguments names"


def test_a_visitor_is_sent_to_log_in(world: World) -> None:
    open_doors = []
    for door in every_door():
        if door.policy != MEMBER:
            continue
        for method in METHODS:
            answer = ask(None, door, world.ours, method)
            if answer and (answer.status_code, "login" in answer.headers.get("Location", "")) != (302, True):
                open_doors.append(f"{method} {door.name}: {answer.status_code}")
    assert open_doors == []


@pytest.mark.parametrize("who", ["", *OUTSIDERS])
def test_outsiders_read_nothing_and_cannot_tell_foreign_from_missing(who: str, world: World) -> None:
    user = getattr(world.cast, who) if who else None
    cookies = log_in(user) if user else None
    leaks, told = [], []
    for door, method in cells(user):
        foreign = ask(cookies, door, world.ours, method)
        if foreign is None:
            continue
        said = foreign.content.decode(errors="replace") + str(foreign.headers)
        if (found := [word for word in CANARIES if word in said]) or foreign.status_code >= 500:
            leaks.append(f"{method} {door.name} → {foreign.status_code} {found}")
        for there, nothing in pairs(cookies, door, world, method, foreign):
            if plain(there, world) != plain(nothing, world):
                told.append(f"{method} {door.name}: {there.status_code} / {nothing.status_code}")
    assert (leaks, told) == ([], [])


@pytest.mark.parametrize("who", [*INSIDERS, "hr_other", "stranger"])
def test_no_page_breaks_for_anybody(who: str, world: World) -> None:
    user = getattr(world.cast, who)
    cookies = log_in(user)
    own = world.theirs if who in OUTSIDERS else world.ours
    broken = []
    for door, method in cells(user):
        answer = ask(cookies, door, own, method)
        if answer is not None and answer.status_code >= 500:
            broken.append(f"{method} {door.name}")
    assert broken == []


@pytest.mark.parametrize("who", ["alumna", "hr", "stranger"])
def test_the_admin_is_shut_to_whoever_is_no_staff(who: str, world: World) -> None:
    cookies = log_in(getattr(world.cast, who))
    opened = []
    for door in every_door():
        if not door.of_admin or door.name in NEUTRAL:
            continue
        answer = ask(cookies, door, world.ours, "get")
        if answer is not None and (answer.status_code, "login" in answer.headers.get("Location", "")) != (302, True):
            opened.append(f"{door.name}: {answer.status_code}")
    assert opened == []


def pairs(cookies: SimpleCookie | None, door: Door, world: World, method: str, foreign) -> Iterator[tuple]:
    """The answers for a foreign row and a missing one: at its own address, and under the desk of one's own company."""
    if not door.names_a_row:
        return
    if (missing := ask(cookies, door, world.missing, method)) is not None:
        yield foreign, missing
    if door.stands_on_a_desk:
        own = {"company.slug": world.theirs["company.slug"]}
        under_own = [ask(cookies, door, {**rows, **own}, method) for rows in (world.ours, world.missing)]
        if None not in under_own:
            yield tuple(under_own)


def cells(user: User | None) -> Iterator[tuple[Door, str]]:
    """Doors of the admin only for its staff: that it is shut to all others has a test of its own."""
    for door in every_door():
        if door.of_admin and not (user and user.is_staff):
            continue
        for method in METHODS:
            yield door, method


def log_in(user: User) -> SimpleCookie:
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client.cookies


def ask(cookies: SimpleCookie | None, door: Door, rows: dict, method: str):
    """The answer at one door; whatever it changed is taken back."""
    address = door.address(rows)
    if address is None:
        return None
    client = Client(raise_request_exception=False)
    if cookies:
        client.cookies = SimpleCookie(cookies.output(header="", sep=";"))
    with transaction.atomic():
        answer = getattr(client, method)(address)
        if answer.streaming:
            answer.content = b"".join(answer.streaming_content)
        transaction.set_rollback(True)
    return answer


def plain(answer, world: World) -> tuple[int, str]:
    """What was said, without tokens and without the number that was asked for."""
    body = answer.content.decode(errors="replace") + str(sorted(answer.headers.items()))
    body = re.sub(
        r'csrfmiddlewaretoken" value="\w+"|X-CSRFToken": "\w+"|(csrftoken|sessionid)=\w+|nonce-\w+', "", body
    )
    body = re.sub(r"'Content-Length', '\d+'|'Expires', '[^']+'|expires=[^;]+;", "", body)
    for asked in {*map(str, world.ours.values()), str(MISSING), "no-such-thing"}:
        body = body.replace(asked, "…")
    return answer.status_code, body
