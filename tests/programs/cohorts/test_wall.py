"""The wall between the companies of one program: against a slow oracle, and on every page, file and notice."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from io import BytesIO
from itertools import product
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from accounts.notices import kinds
from accounts.notices.models import Delivery, Fact
from accounts.notices.writing import Writer
from accounts.users.models import User
from alumni.blocks.models import Block
from alumni.companies.models import Company
from alumni.profiles.models import Profile
from programs.calendars import actions as calendars
from programs.checkins.models import Attendance
from programs.cohorts import figures, joining, partnering
from programs.cohorts.models import Nomination, NominationQuerySet, Program
from programs.cohorts.notices import OfProgram
from programs.cohorts.partner_models import Partner
from programs.cohorts.round_models import Place
from programs.events import sight
from programs.events.models import Event
from tests import make
from tests.cast import Cast
from tests.programs.cohorts import building
from tests.structure.doors import every_door

PEOPLE, COMPANIES = 5, 3


@dataclass
class Town:
    companies: list[Company]
    people: list[User]
    desks: dict[int, set[int]] = field(default_factory=dict)


@pytest.fixture
def town(db: None) -> Town:
    """Three companies; the first two people each keep the desk of one."""
    companies = [make.company() for _n in range(COMPANIES)]
    people = [make.user(seen_by=Profile.SeenBy.NETWORK) for _n in range(PEOPLE - 2)]
    officers = [make.hr(companies[0]), make.hr(companies[1])]
    everybody = [*officers, *people]
    return Town(companies, everybody, {officers[n].pk: {companies[n].pk} for n in (0, 1)})


HERE = st.sampled_from(["joined", "asked", "declined", "", "joined"])
ROW = st.sampled_from(["", "", "nominated", "applied", "approved", "waiting", "offered", "in", "in", "in", "dropped"])
PROGRAM = st.fixed_dictionaries(
    {
        "others": st.tuples(HERE, HERE),
        "people": st.lists(st.tuples(ROW, st.integers(0, COMPANIES - 1)), min_size=PEOPLE, max_size=PEOPLE),
        "leads": st.lists(st.integers(0, PEOPLE - 1), max_size=2, unique=True),
        "lapsed": st.booleans(),
    }
)


def build(town: Town, plan: dict[str, Any]) -> None:
    program = building.program(town.companies[0])
    for company, state in zip(town.companies[1:], plan["others"], strict=True):
        if state:
            building.partner(program, company, state=state)
    for n in plan["leads"]:
        building.steward(program, town.people[n], ended_at=timezone.now() if plan["lapsed"] else None)
    for person, (state, number) in zip(town.people, plan["people"], strict=True):
        company = town.companies[number]
        if state and program.partners.filter(company=company, state="joined").exists():
            building.nomination(program, company, person, state=state)


def may_read(town: Town, viewer: User, row: Nomination, rows: list[Nomination]) -> bool:
    """The rule in plain words, one row at a time."""
    desks = town.desks.get(viewer.pk, set())
    if row.person_id == viewer.pk or row.company_id in desks:
        return True
    table = {p.company_id for p in row.program.partners.all() if p.state in ("asked", "joined")}
    if table & desks:
        return False
    leads = any(s.person_id == viewer.pk and s.leads and not s.ended_at for s in row.program.stewards.all())
    if leads and row.agreed_at and row.approved_at:
        return True
    beside = any(o.person_id == viewer.pk and o.program_id == row.program_id and o.state == "in" for o in rows)
    two = {viewer.pk, row.person_id}
    apart = any({block.by_id, block.person_id} == two for block in Block.objects.all())
    return row.state == "in" and beside and not apart


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(plans=st.lists(PROGRAM, min_size=2, max_size=2), blocked=st.tuples(st.integers(0, 4), st.integers(0, 4)))
def test_everybody_reads_exactly_the_rows_that_are_theirs(town: Town, plans: list, blocked: tuple) -> None:
    with transaction.atomic():
        for plan in plans:
            build(town, plan)
        if blocked[0] != blocked[1]:
            Block.objects.create(by=town.people[blocked[0]], person=town.people[blocked[1]])
        rows = list(Nomination.objects.select_related("program").order_by("pk"))
        for person in town.people:
            viewer = User.objects.get(pk=person.pk)
            seen = list(Nomination.objects.visible_to(viewer).order_by("pk"))
            assert seen == [row for row in rows if may_read(town, viewer, row, rows)]
            assert list(Nomination.objects.editable_by(viewer).order_by("pk")) == [
                row for row in rows if row.company_id in town.desks.get(viewer.pk, set())
            ]
        transaction.set_rollback(True)


# On the pages


@dataclass
class Scene:
    program: Program
    events: tuple[int, int]
    leader: User
    north: User
    ours: Nomination
    theirs: Nomination


@pytest.fixture
def scene(cast: Cast) -> Scene:
    """Two companies in one program, with groups, a session that is over and one to come; everybody's profile is open to all."""
    program = building.program(cast.company, leader=cast.facilitator, title="ふたつの会社の半年", state="running")
    building.partner(program, cast.other_company, brings="工場", hopes="外の目")
    north = make.user("西尾 楓", email="north@example.test", seen_by=Profile.SeenBy.NETWORK)
    make.tenure(north, cast.other_company, "2016-04-01")
    rows = [
        building.nomination(program, company, person, state=state, reason="", aim=f"{person.family_name}のねがい")
        for company, person, state in [
            (cast.company, cast.alumna, "in"),
            (cast.company, cast.employee, "in"),
            (cast.company, cast.junior, "dropped"),
            (cast.other_company, cast.alumnus_other, "in"),
            (cast.other_company, north, "waiting"),
        ]
    ]
    Profile.objects.update(seen_by=Profile.SeenBy.NETWORK)
    past = timezone.now() - timedelta(days=3)
    session = building.session(program, cast.facilitator, starts_at=past, title="はじまりの日")
    coming = building.session(program, cast.facilitator, number=2, title="二度目の日")
    for one, row in product((session, coming), rows[:4]):
        one.event.invites.create(person=row.person)
        make.reply(one.event, row.person)
    for row in rows[:4]:
        Attendance.objects.create(
            event=session.event, person=row.person, how="name", at=past, by=cast.facilitator, key=uuid4()
        )
    first = program.rounds.create(number=1, published_at=timezone.now())
    for row in (rows[0], rows[1], rows[3]):
        Place.objects.create(round=first, program=program, nomination=row, group=1)
    return Scene(program, (session.event_id, coming.event_id), cast.facilitator, north, rows[0], rows[3])


WAYS = ("page", "export", "notice", "admin", "api")
OURS, THEIRS = ("岡田", "高梨", "早川"), ("北村 洋", "西尾")


def addresses(scene: Scene, slug: str) -> list[str]:
    """Every address of the whole product that can name something of this program, and those that name nothing but list."""
    program = scene.program
    found = {f"/programs/{program.pk}/table/?q={name}" for name in ("西尾", "岡田")}
    found |= {"/", "/programs/", "/events/", "/notices/", "/together/", "/calendar/", f"/desk/{slug}/"}
    for event, row in zip(scene.events, (scene.ours, scene.theirs), strict=True):
        values = {
            "company.slug": slug, "program": program.pk, "event": event, "nomination": row.pk,
            "partner": program.partners.get(company=row.company).pk, "steward": program.stewards.get(leads=True, person=scene.leader).pk,
            "programsession": program.sessions.get(event=event).pk, "round": program.rounds.get().pk,
            "place": program.places.get(nomination=row).pk,
        }  # fmt: skip
        found |= {address for door in every_door() if door.arguments and (address := door.address(values))}
        found |= {
            reverse(door.name)
            for door in every_door()
            if door.name.startswith("admin:programs_") and not door.arguments
        }
    return sorted(found)


def way_of(path: str) -> str:
    bare = path.split("?")[0]
    if bare.startswith("/admin/"):
        return "admin"
    return "export" if bare.endswith((".csv", ".xlsx", ".pdf")) else "api" if bare.endswith(".ics") else "page"


def text_of(answer: Any) -> str:
    if answer.headers.get("Content-Type", "").startswith("application/vnd"):
        return str(CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_index(0).to_python())
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return content.decode(errors="replace")


def read_by(
    login: Any, viewer: User, scene: Scene, slug: str, ways: Iterable[str] = WAYS, under: str = "/"
) -> set[tuple[str, str, str]]:
    """(way, where, name) for each name of anybody in the program that this viewer can read anywhere."""
    browser = login(viewer)
    paths = [path for path in addresses(scene, slug) if way_of(path) in ways and path.startswith(under)]
    texts = [(way_of(path), path, text_of(browser.get(path, follow=True))) for path in paths]
    if "api" in ways:
        texts += [("api", *one) for one in by_machine(browser, viewer, scene)]
    if "notice" in ways:
        texts += [("notice", *one) for one in told(viewer)]
    return {(way, where, name) for way, where, words in texts for name in (*OURS, *THEIRS) if name in words}


def by_machine(browser: Any, viewer: User, scene: Scene) -> Iterator[tuple[str, str]]:
    """What a device or a calendar is given; whoever stands in it by number counts as named."""
    feed = reverse("calendars:feed", args=[calendars.renew(by=viewer)])
    yield feed, browser.get(feed).content.decode()
    names = {person.pk: person.name for person in User.objects.filter(nominations__program=scene.program)}
    for event in scene.events:
        path = reverse("checkins:sync", args=[event])
        answer = browser.post(path, '{"steps": []}', content_type="application/json")
        here = answer.json().get("here", []) if answer.status_code == 200 else []
        yield path, " ".join(names[pk] for pk in here)


def told(viewer: User) -> Iterator[tuple[str, str]]:
    """Whatever was written to this person: the line in the product and the whole mail."""
    for fact in Fact.objects.filter(to__contains=[viewer.pk]):
        kind = kinds.get(fact.kind)
        kind.prepare([fact], [viewer])
        mail = Delivery(pk=fact.pk, fact=fact, person=viewer, address=viewer.email, not_before=timezone.now())
        yield fact.kind, kind.line(fact, viewer) + Writer().write([mail]).decode("utf-8", "replace")
        yield fact.kind, str(render_to_string(f"{kind.template_of()}.body.txt", kind.context(fact, viewer)))


def whatever_happens(cast: Cast, scene: Scene) -> None:
    """What both desks are told of: somebody leaves, another is offered the seat and takes it, words are asked for."""
    joining.drop(nomination=scene.theirs, by=cast.alumnus_other, reason="北村 洋の都合")
    partnering.set_seats(partner=scene.program.partners.get(company=cast.other_company), seats=9, by=cast.facilitator)
    joining.take_seat(nomination=Nomination.objects.get(person=scene.north), by=scene.north)
    joining.drop(nomination=Nomination.objects.get(person=cast.employee), by=cast.employee, reason="高梨の都合")


def test_nothing_of_the_product_shows_a_desk_the_people_of_another_company(cast: Cast, login, scene: Scene) -> None:
    whatever_happens(cast, scene)
    looked = "/table/?q="  # names of members in sight, asked for by name, with or without a program
    for officer, slug, own in ((cast.company_admin, "aomi", OURS), (cast.hr_other, "hokushin", THEIRS)):
        read = {one for one in read_by(login, officer, scene, slug) if looked not in one[1]}
        assert {name for _way, _where, name in read} == set(own)
        assert {way for way, _where, _name in read} >= {"page", "export", "admin"}
        assert Fact.objects.filter(to__contains=[officer.pk]).exists()
    strange = read_by(login, cast.stranger, scene, "aomi", under=f"/programs/{scene.program.pk}/")
    assert {one for one in strange if looked not in one[1]} == set()


def of_every_company(viewer: User, partner: Partner) -> list[figures.Progress]:
    rows = Nomination.objects.filter(program=partner.program_id).select_related("person", "program", "company")
    return [figures.Progress(row) for row in rows]


def with_names(kind: OfProgram, fact: Fact, person: User | None) -> str:
    return " ".join(row.person.name for row in fact.thing.nominations.all())


BREAKS: dict[str, list[tuple[Any, str, Any]]] = {
    "page": [(figures, "own_people", of_every_company)],
    "export": [(figures, "own_people", of_every_company)],
    "notice": [(OfProgram, "line", with_names)],
    "admin": [(NominationQuerySet, "editable_by", lambda rows, _user: rows.all())],
    "api": [(Event, "is_private", False), (sight, "PRIVATE", Q(pk__in=[]))],
}


@pytest.mark.parametrize("way", WAYS)
def test_a_hole_in_each_of_the_five_ways_would_be_seen(
    cast: Cast, login, scene: Scene, way: str, monkeypatch
) -> None:
    whatever_happens(cast, scene)
    for where, name, hole in BREAKS[way]:
        monkeypatch.setattr(where, name, hole)
    under = "/desk/aomi/programs/" if way == "page" else "/"
    read = read_by(login, cast.company_admin, scene, "aomi", [way], under)
    assert set(THEIRS) & {name for _way, _where, name in read}


def test_an_officer_who_also_leads_or_takes_part_reads_no_more(cast: Cast, login, scene: Scene) -> None:
    building.steward(scene.program, cast.hr_other)
    building.nomination(scene.program, cast.other_company, cast.hr_other)
    read = read_by(login, cast.hr_other, scene, "hokushin", ["page", "export"], "/programs/")
    assert {one for one in read if one[2] in OURS and "/table/?q=" not in one[1]} == set()


def test_who_leads_reads_all_and_who_is_in_reads_who_is_in(cast: Cast, login, scene: Scene) -> None:
    page = f"/programs/{scene.program.pk}/"
    led = login(cast.facilitator).get(f"{page}people/").content.decode()
    assert [name in led for name in (*OURS, *THEIRS)] == [True] * 5
    inside = login(cast.alumnus_other).get(page).content.decode()
    assert [name in inside for name in ("岡田", "高梨", "早川", "西尾")] == [True, True, False, False]
    outside = login(cast.boss).get(page).content.decode()
    assert [name in outside for name in (*OURS, *THEIRS)] == [False] * 5


def test_a_file_holds_words_only(cast: Cast, login, scene: Scene) -> None:
    Nomination.objects.filter(pk=scene.ours.pk).update(aim='=HYPERLINK("http://x")')
    browser, path = login(cast.hr), f"/desk/aomi/programs/{scene.program.pk}/people"
    rows = browser.get(f"{path}.csv").content.decode("utf-8-sig").splitlines()
    assert len(rows) == 4
    assert sum("\"'=HYPERLINK" in row for row in rows) == 1
    cells = (
        CalamineWorkbook.from_filelike(BytesIO(browser.get(f"{path}.xlsx").content)).get_sheet_by_index(0).to_python()
    )
    assert all(isinstance(cell, str) for row in cells for cell in row)
    assert [row[0] for row in cells[1:]] == ["岡田 千尋", "高梨 直", "早川 翔"]
    assert [row[5] for row in cells[1:]] == ["1", "1", "1"]


def asked_by(browser: Any, path: str) -> int:
    """How many queries the page takes, once it was opened before."""
    browser.get(path)
    with CaptureQueriesContext(connection) as queries:
        assert browser.get(path).status_code == 200
    return len(queries)


def test_lists_ask_as_often_for_three_rows_as_for_one(cast: Cast, login, scene: Scene) -> None:
    one = scene.program.pk
    looks = [
        (login(cast.alumna), "/programs/"),
        (login(cast.hr), "/desk/aomi/programs/"),
        (login(cast.facilitator), f"/programs/{one}/people/"),
        (login(cast.facilitator), f"/programs/{one}/"),
        (login(cast.hr), f"/desk/aomi/programs/{one}/"),
    ]
    before = [asked_by(*look) for look in looks]
    for n in range(2):
        more = building.program(cast.company, leader=cast.facilitator, title=f"もうひとつ{n}")
        building.nomination(more, cast.company, cast.alumna)
        building.nomination(scene.program, cast.company, make.user(f"増田 {n}", email=f"more{n}@example.test"))
    assert [asked_by(*look) for look in looks] == before
    assert max(before) <= 30, before
