"""The wall between the companies of one program: against a slow oracle, and on every page, file and notice."""

from dataclasses import dataclass, field
from datetime import timedelta
from io import BytesIO
from itertools import product
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from accounts.users.models import User
from alumni.blocks.models import Block
from alumni.companies.models import Company
from alumni.profiles.models import Profile
from programs.cohorts import joining, partnering
from programs.cohorts.models import Nomination, Program
from programs.cohorts.round_models import Place
from tests import make
from tests.cast import Cast
from tests.programs.cohorts import building

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
    first = program.rounds.create(number=1, published_at=timezone.now())
    for row in (rows[0], rows[1], rows[3]):
        Place.objects.create(round=first, program=program, nomination=row, group=1)
    return Scene(program, (session.event_id, coming.event_id), north, rows[0], rows[3])


OURS, THEIRS = ("岡田", "高梨", "早川"), ("北村 洋", "西尾")


def pages(scene: Scene, slug: str) -> list[str]:
    one, desk = f"/programs/{scene.program.pk}/", f"/desk/{slug}/programs/"
    own = [f"{desk}{scene.program.pk}/{more}" for more in ("", "answer/", "nominate/", "people.csv", "people.xlsx")]
    others = [f"{desk}{scene.program.pk}/people/{row.pk}/end/" for row in (scene.ours, scene.theirs)]
    parts = (
        "",
        "edit/",
        "preview/",
        "table/",
        "table/?q=西尾",
        "table/?q=岡田",
        "people/",
        "apply/",
        "leave/",
        "groups/",
    )
    told = ["/programs/", "/events/", "/notices/", "/", desk]
    talk = [f"/events/{event}/{more}" for event in scene.events for more in ("", "people/", "people.csv")]
    admin = [
        f"/admin/programs/{model}/" for model in ("program", "partner", "nomination", "steward", "event", "reply")
    ]
    return [*own, *others, *(one + part for part in parts), *told, *talk, *admin]


def text_of(answer: Any) -> str:
    if answer.headers.get("Content-Type", "").startswith("application/vnd"):
        return str(CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_index(0).to_python())
    return answer.content.decode(errors="replace")


def read_by(login: Any, viewer: User, scene: Scene, slug: str, names: tuple[str, ...]) -> set[tuple[str, str]]:
    """(page, name) wherever one of the names can be read by this viewer."""
    browser = login(viewer)
    found = {path: text_of(browser.get(path, follow=True)) for path in pages(scene, slug)}
    return {(path, name) for path, words in found.items() for name in names if name in words}


def test_no_page_file_or_notice_shows_a_desk_the_people_of_another_company(cast: Cast, login, scene: Scene) -> None:
    joining.drop(nomination=scene.theirs, by=cast.alumnus_other, reason="北村 洋の都合")
    partnering.set_seats(partner=scene.program.partners.get(company=cast.other_company), seats=9, by=cast.hr)
    looked = "/table/?q="  # names of members in sight, asked for by name, with or without a program
    for officer, slug, strangers in ((cast.hr, "aomi", THEIRS), (cast.hr_other, "hokushin", OURS)):
        leaks = {leak for leak in read_by(login, officer, scene, slug, strangers) if looked not in leak[0]}
        assert leaks == set(), officer
    assert {name for _page, name in read_by(login, cast.hr, scene, "aomi", OURS)} == set(OURS)
    assert {name for _page, name in read_by(login, cast.hr_other, scene, "hokushin", THEIRS)} == set(THEIRS)
    both = (*OURS, *THEIRS, "ふたつの会社")
    assert read_by(login, cast.stranger, scene, "aomi", both) == set()


def test_an_officer_who_also_leads_or_takes_part_reads_no_more(cast: Cast, login, scene: Scene) -> None:
    building.steward(scene.program, cast.hr_other)
    building.nomination(scene.program, cast.other_company, cast.hr_other)
    leaks = {leak for leak in read_by(login, cast.hr_other, scene, "hokushin", OURS) if "/table/?q=" not in leak[0]}
    assert leaks == set()


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
