"""Who reads a V sheet, who writes it, and what the database itself refuses."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from accounts.notices.models import Fact
from accounts.users.models import User
from alumni.blocks import actions as blocks
from alumni.companies.models import StaffRole
from programs.visions import actions, coming_true, queries
from programs.visions.models import SheetShare, VisionSheet
from programs.visions.part_models import MeetingPoint, MeetingYes, SheetPart, Step, TalkNote
from tests import make
from tests.cast import Cast
from tests.programs.collaborations import building as collaborations
from tests.programs.lines.building import program
from tests.programs.visions import building as build
from tests.programs.visions.building import COMPANY, PERSON


@pytest.fixture
def sheet(cast: Cast) -> VisionSheet:
    """The employee's with the company; its line is written by HR."""
    return build.sheet(cast.employee, cast.company, cast.hr, from_within=True)


def readers(sheet: VisionSheet, cast: Cast) -> list[str]:
    return [name for name, who in cast.everybody().items() if VisionSheet.objects.visible_to(who).exists()]


def fresh(user: User) -> User:
    """As a later request has them: nothing kept of where they stood."""
    return User.objects.get(pk=user.pk)


def raw(sql: str, *values: object) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)


# Sight


def test_a_sheet_is_read_by_the_two_and_by_whom_the_person_chose(cast: Cast, sheet: VisionSheet, login) -> None:
    build.part(sheet)
    SheetShare.objects.create(sheet=sheet, reader=cast.alumnus_other)
    assert readers(sheet, cast) == ["employee", "hr", "alumnus_other"]
    who = ("employee", "hr", "alumnus_other", "company_admin", "boss", "hr_other", "stranger", "admin")
    codes = [login(getattr(cast, one)).get(f"/v/{sheet.pk}/").status_code for one in who]
    assert codes == [200, 200, 200, 404, 404, 404, 404, 404]
    pages = ("print", "years", "talks", "readers", "point", "with", "steps/new", "write/vision")
    reader = login(cast.alumnus_other)
    assert [reader.get(f"/v/{sheet.pk}/{page}/").status_code for page in pages] == [200, 200] + [404] * 6


def test_the_request_after_it_was_taken_back_finds_nothing(cast: Cast, sheet: VisionSheet, login) -> None:
    share = SheetShare.objects.create(sheet=sheet, reader=cast.boss)
    boss = login(cast.boss)
    assert boss.get(f"/v/{sheet.pk}/").status_code == 200
    actions.unshare(share=share, by=cast.employee)
    assert boss.get(f"/v/{sheet.pk}/").status_code == 404
    StaffRole.objects.filter(user=cast.hr).update(revoked_at=timezone.now())
    cast.hr.tenures.update(open=False, until="2020-03-31")
    assert readers(sheet, cast) == ["employee"]


def test_a_block_ends_sight_on_both_ways(cast: Cast, sheet: VisionSheet) -> None:
    SheetShare.objects.create(sheet=sheet, reader=cast.boss)
    blocks.block(person=cast.employee, by=cast.boss)
    assert readers(sheet, cast) == ["employee", "hr"]


def test_who_is_asked_reads_nothing_before_the_yes(cast: Cast, login) -> None:
    sheet = build.sheet(cast.employee, cast.company, from_within=True)
    build.part(sheet, words="まだ秘密の願い")
    beside = actions.ask(sheet=sheet, person=cast.hr, by=cast.employee)
    hr = login(cast.hr)
    assert "秘密の願い" not in hr.get(f"/v/{sheet.pk}/").content.decode()
    assert [hr.get(f"/v/{sheet.pk}/{page}/").status_code for page in ("print", "years", "talks")] == [404] * 3
    hr.post(f"/v/{sheet.pk}/answer/", {"yes": "1"})
    assert "秘密の願い" in hr.get(f"/v/{sheet.pk}/").content.decode()
    beside.refresh_from_db()
    assert (beside.state, Fact.objects.filter(kind="visions.answered").count()) == ("agreed", 1)


def test_a_reader_sees_a_linked_thing_only_if_they_see_it_themselves(cast: Cast, sheet: VisionSheet, login) -> None:
    held = timezone.now() - timedelta(days=3)
    event = make.event(cast.company, cast.hr, title="浜辺の集い", starts_at=held, department=cast.division)
    build.step(sheet, words="集いをひらく", link=f"event:{event.pk}")
    SheetShare.objects.create(sheet=sheet, reader=cast.stranger)
    own, far = (login(who).get(f"/v/{sheet.pk}/").content.decode() for who in (cast.employee, cast.stranger))
    assert ("浜辺の集い" in own, "v-dot lit" in own) == (True, True)
    assert ("集いをひらく" in far, "浜辺の集い" in far, "v-dot lit" in far) == (True, False, False)


def test_notes_are_for_the_two_who_talked(cast: Cast, sheet: VisionSheet) -> None:
    SheetShare.objects.create(sheet=sheet, reader=cast.boss)
    actions.note(sheet=sheet, words="ここだけの話", on=timezone.localdate(), by=cast.employee)
    seen = {name: TalkNote.objects.visible_to(who).count() for name, who in cast.everybody().items()}
    assert {name for name, n in seen.items() if n} == {"employee", "hr"}
    actions.part_ways(counterpart=sheet.counterparts.get(), by=cast.employee)
    build.counterpart(sheet, cast.company_admin)
    assert [TalkNote.objects.visible_to(who).count() for who in (cast.hr, cast.company_admin, cast.employee)] == [0, 0, 1]  # fmt: skip


# Leaving


def left_on(cast: Cast, day: str) -> None:
    cast.employee.tenures.update(open=False, until=day)


def test_only_what_both_agreed_beforehand_stays_with_the_company(cast: Cast, sheet: VisionSheet) -> None:
    SheetShare.objects.create(sheet=sheet, reader=cast.boss)
    agreed, asked = build.part(sheet, COMPANY, "甲"), build.step(sheet, COMPANY, "乙")
    build.step(sheet, COMPANY, "丙")
    mine = build.step(sheet, PERSON, "丁")
    for row in (agreed, asked):
        actions.keep_behind(row=row, wanted=True, by=cast.hr)
    actions.agree_to_keep(row=agreed, agreed=True, by=cast.employee)

    def seen(who: User) -> str:
        rows = [*SheetPart.objects.visible_to(fresh(who)), *Step.objects.visible_to(fresh(who))]
        return "".join(sorted(row.words for row in rows))

    assert [seen(who) for who in (cast.employee, cast.hr, cast.boss)] == ["丁丙乙甲", "丁丙乙甲", "丁丙"]
    left_on(cast, str(timezone.localdate()))
    assert seen(cast.employee) == "丁丙乙甲", "the last day is still a day there"
    left_on(cast, str(timezone.localdate() - timedelta(days=1)))
    assert seen(cast.employee) == "丁丙乙甲", "an agreement after the end counts for nothing"
    SheetPart.objects.update(stays_agreed_at=timezone.now() - timedelta(days=9))
    assert [seen(who) for who in (cast.employee, cast.hr, cast.boss)] == ["丁丙乙", "丙乙甲", "丁丙"]
    with pytest.raises(ValidationError):
        actions.agree_to_keep(row=asked, agreed=True, by=cast.employee)
    with pytest.raises(ValidationError):
        actions.write(sheet=sheet, side=COMPANY, kind="gives", words="あとから", by=cast.hr)
    actions.change_step(step=mine, words="わたしの線は続く", by=cast.employee)


def test_closing_the_company_side_is_like_leaving(cast: Cast) -> None:
    sheet = build.sheet(cast.alumna, cast.company, cast.hr)
    build.part(sheet, PERSON, "願い")
    kept = build.part(sheet, COMPANY, "社外秘", kind="gives")
    actions.keep_behind(row=kept, wanted=True, by=cast.hr)
    actions.agree_to_keep(row=kept, agreed=True, by=cast.alumna)
    actions.close(sheet=sheet, by=cast.alumna)
    own, theirs = (list(SheetPart.objects.visible_to(who).values_list("words", flat=True)) for who in (cast.alumna, cast.hr))  # fmt: skip
    assert (own, theirs) == (["願い"], ["社外秘"])


# The meeting point


def test_gold_is_two_yeses_to_the_same_words(cast: Cast, sheet: VisionSheet) -> None:
    first = actions.propose(sheet=sheet, words="聞きあう", by=cast.employee)
    actions.propose(sheet=sheet, words="育てあう", by=cast.hr)
    with pytest.raises(ValidationError):
        actions.agree(point=first, by=cast.hr)
    newest = sheet.points.first()
    assert newest is not None and newest.version == 2
    actions.agree(point=newest, by=cast.employee)
    (reading,) = queries.read(cast.employee, queries.sheets_of(cast.employee))
    assert (reading.agreed, reading.proposed) == (newest, None)
    actions.propose(sheet=sheet, words="手渡す", by=cast.employee)
    (reading,) = queries.read(cast.hr, queries.sheets_of(cast.hr))
    assert reading.proposed is not None
    assert (reading.agreed, reading.proposed.words, reading.said_by_me) == (newest, "手渡す", False)
    assert Fact.objects.filter(kind="visions.met").count() == 1


@pytest.mark.parametrize("who", ["boss", "company_admin", "hr_other", "stranger", "admin"])
def test_nobody_else_agrees_or_writes(who: str, cast: Cast, sheet: VisionSheet) -> None:
    user, point = getattr(cast, who), build.point(sheet, by=cast.hr)
    SheetShare.objects.create(sheet=sheet, reader=cast.boss)
    for side in (PERSON, COMPANY):
        with pytest.raises(ValidationError):
            actions.write(sheet=sheet, side=side, kind="vision", words="よそ者", by=user)
    for act in (
        lambda: actions.agree(point=point, by=user),
        lambda: actions.propose(sheet=sheet, words="よそ", by=user),
        lambda: actions.share(sheet=sheet, reader=user, by=user),
        lambda: actions.close(sheet=sheet, by=user),
        lambda: actions.note(sheet=sheet, words="x", on=timezone.localdate(), by=user),
    ):
        with pytest.raises(ValidationError):
            act()


YES = "INSERT INTO programs_meetingyes (point_id, sheet_id, side, by_id, at) VALUES (%s, %s, %s, %s, now())"


def test_the_database_refuses_a_forged_agreement(cast: Cast, sheet: VisionSheet) -> None:
    point, other = build.point(sheet, by=cast.hr), build.sheet(cast.alumna, cast.company, cast.hr)
    forged = [
        (point.pk, sheet.pk, COMPANY, cast.employee.pk),  # for the other side
        (point.pk, sheet.pk, PERSON, cast.hr.pk),
        (point.pk, sheet.pk, COMPANY, cast.boss.pk),  # by somebody who doesn't write along
        (point.pk, sheet.pk, PERSON, None),  # by nobody
    ]
    for values in forged:
        with pytest.raises(IntegrityError):
            raw(YES, *values)
    raw(YES, point.pk, sheet.pk, PERSON, cast.employee.pk)
    with pytest.raises(IntegrityError):
        raw(YES, point.pk, sheet.pk, PERSON, cast.employee.pk)
    with pytest.raises(IntegrityError):
        raw(YES + "; SET CONSTRAINTS ALL IMMEDIATE", point.pk, other.pk, PERSON, cast.alumna.pk)
    newer = build.point(sheet, "新しいことば", by=cast.employee)
    with pytest.raises(IntegrityError):
        raw(YES, point.pk, sheet.pk, COMPANY, cast.hr.pk)
    for table, column, value in (
        ("meetingpoint", "words", "すりかえ"), ("meetingpoint", "version", 9), ("meetingyes", "point_id", newer.pk),
        ("meetingyes", "by_id", cast.boss.pk), ("meetingyes", "side", COMPANY),
    ):  # fmt: skip
        with pytest.raises(Exception, match="Cannot update"):
            raw(f"UPDATE programs_{table} SET {column} = %s", value)
    assert (MeetingPoint.objects.count(), MeetingYes.objects.count()) == (2, 1)


def test_the_database_holds_the_other_walls(cast: Cast, sheet: VisionSheet) -> None:
    far = build.step(build.sheet(cast.alumna, cast.company), COMPANY)
    mine, theirs = build.step(sheet), build.step(sheet, COMPANY)
    foreign = make.department(cast.other_company, "よその部")
    for sql, values in (
        ("UPDATE programs_step SET serves_id = %s WHERE id = %s", (far.pk, mine.pk)),
        ("UPDATE programs_step SET serves_id = id WHERE id = %s", (mine.pk,)),
        ("UPDATE programs_step SET link = 'user:1' WHERE id = %s", (mine.pk,)),
        ("UPDATE programs_step SET stays_asked_at = now() WHERE id = %s", (mine.pk,)),
        ("UPDATE programs_step SET stays_agreed_at = now() WHERE id = %s", (theirs.pk,)),
        ("UPDATE programs_step SET stays_asked_at = now(), stays_agreed_at = now(), stays_agreed_by_id = %s"
         " WHERE id = %s", (cast.hr.pk, theirs.pk)),
        ("UPDATE programs_counterpart SET person_id = %s", (cast.employee.pk,)),
        ("UPDATE programs_visionsheet SET department_id = %s; SET CONSTRAINTS ALL IMMEDIATE", (foreign.pk,)),
        ("INSERT INTO programs_counterpart (sheet_id, person_id, state, asked_at) VALUES (%s, %s, 'asked', now())",
         (sheet.pk, cast.boss.pk)),
    ):  # fmt: skip
        with pytest.raises(IntegrityError):
            raw(sql, *values)
    raw("UPDATE programs_step SET serves_id = %s WHERE id = %s", theirs.pk, mine.pk)


# Beginning, going on, coming true


def test_a_sheet_goes_on_in_the_next_year_without_what_the_company_wrote(cast: Cast, sheet: VisionSheet) -> None:
    build.part(sheet, PERSON, "願い")
    build.part(sheet, COMPANY, "会社の願い")
    build.step(sheet, words="すんだ", done_at=timezone.now())
    build.step(sheet, words="これから")
    made = actions.copy_forward(sheet=sheet, by=cast.employee)
    words = [*made.parts.values_list("words", flat=True), *made.steps.values_list("words", flat=True)]
    assert (made.year, made.copied_from_id, made.counterparts.count(), words) == (
        2027,
        sheet.pk,
        0,
        ["願い", "これから"],
    )
    with pytest.raises(ValidationError):
        actions.copy_forward(sheet=sheet, by=cast.employee)


def test_one_begins_only_where_one_was_and_asks_only_whom_one_may(cast: Cast) -> None:
    with pytest.raises(ValidationError):
        actions.begin(company=cast.other_company, year=2026, by=cast.employee)
    sheet = actions.begin(company=cast.company, year=2026, by=cast.employee)
    assert sheet == actions.begin(company=cast.company, year=2026, by=cast.employee)
    assert sheet.from_within
    offered = {one.pk for one, _why in queries.counterparts_for(sheet, cast.employee)}
    assert offered == {cast.hr.pk, cast.company_admin.pk}
    for outsider in (cast.boss, cast.hr_other, cast.stranger):
        with pytest.raises(ValidationError):
            actions.ask(sheet=sheet, person=outsider, by=cast.employee)
    with pytest.raises(ValidationError):
        actions.share(sheet=sheet, reader=cast.stranger, by=cast.employee)
    make.connection(cast.employee, cast.alumna)
    actions.share(sheet=sheet, reader=cast.alumna, by=cast.employee)


def test_a_step_comes_true_with_what_it_points_at_and_is_told_once_to_those_who_see_it(cast: Cast) -> None:
    sheet = build.sheet(cast.employee, cast.company, cast.hr, from_within=True)
    ago = timezone.now() - timedelta(days=1)
    over = make.event(cast.company, cast.hr, starts_at=ago)
    hidden = make.event(cast.other_company, cast.hr_other, starts_at=ago)
    led = program(
        cast.company, cast.facilitator, cast.employee, state="closed", ends_on=ago.date() - timedelta(days=30)
    )
    works = [collaborations.agreed(cast.employee, cast.company, officers=[cast.hr]) for _n in range(2)]
    closed, going = works
    collaborations.closed(closed, cast.employee, cast.company, officer=cast.hr)
    build.step(sheet, words="見えない", link=f"event:{hidden.pk}")
    build.step(sheet, words="まだの仕事", link=f"collaboration:{going.pk}")
    for name, row in (("event", over), ("program", led), ("collaboration", closed)):
        build.step(sheet, words=name, link=f"{name}:{row.pk}")
    coming_true.tell()
    coming_true.tell()
    facts = Fact.objects.filter(kind="visions.true")
    assert [sorted(fact.to) for fact in facts] == [sorted([cast.employee.pk, cast.hr.pk])] * 3
    for who in (cast.employee, cast.hr):
        (reading,) = queries.read(who, queries.sheets_of(who))
        assert {one.row.words for one in reading.person_steps if one.lit} == {"event", "program", "collaboration"}
