"""Practice at work and dialogue in a department: who reads what, and what nobody can find out."""

from datetime import timedelta

import pytest
import time_machine
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from accounts.audit.models import Entry
from accounts.notices.models import Fact
from programs.cohorts import dialogue, practice
from programs.cohorts.dialogue_queries import dialogue_for, heads_of, many_questions, questions_for
from programs.cohorts.figures import own_people
from programs.cohorts.models import Program
from programs.cohorts.practice_models import Dialogue, Pairing, Practice
from programs.cohorts.practice_queries import room_of
from tests import make
from tests.programs.cohorts import building_rounds as build

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(cast):
    """The employee practises; the peer is of the other company."""
    program = build.running(cast.company)
    build.leads(program, cast.facilitator)
    program.me = build.takes_part(program, cast.company, cast.employee)
    program.peer = build.takes_part(program, cast.other_company, cast.alumnus_other)
    program.third = build.takes_part(program, cast.company)
    for one, other in ((program.me, program.peer), (program.peer, program.me)):
        Pairing.objects.create(nomination=one, peer=other)
    program.own = build.practice(program.me, title="ひみつの実験", to_facilitator=False)
    return program


def readers(cast, world) -> set[str]:
    return {name for name, who in cast.everybody().items() if Practice.objects.visible_to(who).exists()}


def test_a_practice_is_read_by_its_owner_the_peer_and_whom_it_is_shown_to(world, cast) -> None:
    third = world.third.person
    assert readers(cast, world) == {"employee", "alumnus_other"}
    assert not Practice.objects.visible_to(third).exists()
    practice.share(practice=world.own, person=cast.boss, by=cast.employee)
    practice.change(practice=world.own, by=cast.employee, to_facilitator=True, to_cohort=True)
    assert readers(cast, world) == {"employee", "alumnus_other", "boss", "facilitator"}
    assert Practice.objects.visible_to(third).exists()
    practice.unshare(practice=world.own, person=cast.boss.pk, by=cast.employee)
    build.drops(world.peer)
    assert readers(cast, world) == {"employee", "facilitator"}


def test_a_desk_learns_that_practice_goes_on_and_no_word_of_it(world, cast, login) -> None:
    host, guest = world.partners.get(company=cast.company), world.partners.get(company=cast.other_company)
    practice.check_in(practice=world.own, words="半分できた", by=cast.employee)
    far = {(one.nomination.pk, one.stage, one.lines) for one in own_people(cast.hr, host)}
    assert far == {(world.me.pk, "つづいています", 1), (world.third.pk, "まだこれから", 0)}
    assert [one.stage for one in own_people(cast.hr_other, guest)] == ["まだこれから"]
    practice.reflect(practice=world.own, words="待つことを覚えた", by=cast.employee)
    desk = reverse("cohorts:desk_one", args=[cast.company.slug, world.pk])
    read = login(cast.hr).get(desk).content.decode()
    assert ("ふりかえりまで" in read, "ひみつの実験" in read, "待つこと" in read, "半分" in read) == (
        True,
        False,
        False,
        False,
    )
    page = reverse("cohorts:practice", args=[world.pk])
    one = reverse("cohorts:practice_one", args=[world.pk, world.own.pk])
    for who in (cast.hr, cast.hr_other, cast.boss, cast.stranger):
        assert [login(who).get(address).status_code for address in (page, one)] == [404, 404]
    shown = login(cast.alumnus_other).get(page).content.decode()
    assert "ひみつの実験" in shown.replace("<wbr>", "")


def test_a_line_a_week_and_the_peers_answer(world, cast) -> None:
    line = practice.check_in(practice=world.own, words="半分できた", by=cast.employee)
    again = practice.check_in(practice=world.own, words="もう少しできた", by=cast.employee)
    assert (line.pk, again.words) == (again.pk, "もう少しできた")
    for stranger in (cast.facilitator, cast.employee):
        with pytest.raises(ValidationError):
            practice.answer(line=line, words="いいですね", by=stranger)
    practice.answer(line=line, words="いいですね", by=cast.alumnus_other)
    line.refresh_from_db()
    assert (line.answer, line.answered_by) == ("いいですね", world.peer)
    kinds = Fact.objects.filter(kind__startswith="cohorts.practice").values_list("kind", "to")
    assert sorted(kinds) == [
        ("cohorts.practice_answer", [cast.employee.pk]),
        ("cohorts.practice_line", [cast.alumnus_other.pk]),
    ]
    assert "できた" not in str([fact.data for fact in Fact.objects.all()])


def test_the_weekly_line_is_called_to_mind_once_late_in_the_week_and_not_when_written(world, cast) -> None:
    wednesday = timezone.localdate() + timedelta(days=(2 - timezone.localdate().weekday()) % 7)
    with time_machine.travel(f"{wednesday}T03:00:00+00:00", tick=False):
        assert practice.remind() == 0
    with time_machine.travel(f"{wednesday + timedelta(days=1)}T03:00:00+00:00", tick=False):
        assert (practice.remind(), practice.remind()) == (1, 0)
    with time_machine.travel(f"{wednesday + timedelta(days=8)}T03:00:00+00:00", tick=False):
        practice.check_in(practice=world.own, words="今週は先に", by=cast.employee)
        assert practice.remind() == 0


def test_everybody_has_a_peer_of_another_company(world, cast) -> None:
    Pairing.objects.all().delete()
    for company in (cast.company, cast.other_company, make.company()):
        for _n in range(2):
            build.takes_part(world, company)
    practice.pair_up(program=world, by=cast.facilitator)
    pairs = list(Pairing.objects.select_related("nomination", "peer"))
    assert {one.nomination_id for one in pairs} == set(world.nominations.values_list("pk", flat=True))
    assert all(one.nomination.company_id != one.peer.company_id for one in pairs)
    assert {(one.nomination_id, one.peer_id) for one in pairs} == {(one.peer_id, one.nomination_id) for one in pairs}
    assert practice.pair_up(program=world, by=cast.facilitator) == 0
    assert len(room_of(cast.employee, world).peers) in (1, 2)


# Dialogue


@pytest.fixture
def series(cast):
    """A dialogue series for the division, whose head is asked."""
    program = build.running(cast.company, kind=Program.Kind.DIALOGUE, department=cast.division, title="聞く管理職")
    build.leads(program, cast.facilitator)
    program.head = make.user("部長 望")
    make.tenure(program.head, cast.division, "2010-04-01", heads=True)
    return program


def agreed(series, cast, **more) -> Dialogue:
    fields = {"purpose": "ちがう声を聞く", "head": series.head, "questions_until": None, **more}
    dialogue.propose(program=series, by=cast.facilitator, **fields)
    return dialogue.agree(program=series, by=series.head)


def test_the_purpose_is_agreed_by_the_head_and_asked_anew_when_it_changes(series, cast) -> None:
    assert [one.pk for one in heads_of(series)] == [series.head.pk]
    with pytest.raises(ValidationError):
        dialogue.propose(program=series, purpose="x", head=cast.boss, questions_until=None, by=cast.facilitator)
    assert agreed(series, cast).agreed_at
    with pytest.raises(ValidationError):
        dialogue.agree(program=series, by=cast.hr)
    found = dialogue.propose(program=series, purpose="別のこと", head=series.head, questions_until=None, by=cast.hr)
    assert found.agreed_at is None
    with pytest.raises(ValidationError):
        dialogue.ask(program=series, words="なぜ", named=False, by=cast.employee)


def test_only_the_department_and_who_takes_part_come_in(series, cast) -> None:
    agreed(series, cast)
    inside = {name for name, who in cast.everybody().items() if dialogue_for(who, series)}
    # The admin has no part in it; the desk holds the program; the others work in the division or lead.
    assert inside == {"employee", "facilitator", "hr", "company_admin"}
    assert dialogue_for(series.head, series)


def test_nothing_in_the_database_leads_from_an_unnamed_question_to_who_asked(series, cast) -> None:
    agreed(series, cast)
    there = set(connection.introspection.table_names())
    before = {model: model._base_manager.count() for model in apps.get_models() if model._meta.db_table in there}
    dialogue.ask(program=series, words="評価はだれが決めますか", named=False, by=cast.employee)
    grown = {m.__name__ for m, many in before.items() if m._base_manager.count() != many}
    assert grown == {"DialogueQuestion"}
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM programs_dialoguequestion")
        row = dict(zip([column.name for column in cursor.description], cursor.fetchone(), strict=True))
    assert {name for name, value in row.items() if value is not None} == {"id", "words", "program_id", "told"}
    assert not Entry.objects.filter(by=f"user:{cast.employee.pk}").exists()


def test_unnamed_questions_are_read_by_threes_and_counted_from_five(series, cast) -> None:
    found = agreed(series, cast)
    dialogue.ask(program=series, words="名前つき", named=True, by=cast.employee)
    for number in range(2):
        dialogue.ask(program=series, words=f"問い{number}", named=False, by=cast.employee)
    assert [one.words for one in questions_for(cast.facilitator, series, found)] == ["名前つき"]
    assert many_questions(series) is None
    dialogue.ask(program=series, words="問い2", named=False, by=cast.employee)
    assert len(questions_for(cast.facilitator, series, found)) == 4
    dialogue.ask(program=series, words="問い3", named=False, by=cast.employee)
    assert (len(questions_for(cast.facilitator, series, found)), many_questions(series)) == (4, 5)
    assert questions_for(series.head, series, found) == questions_for(cast.hr, series, found) == []


def test_three_months_later_the_department_looks_back_once(series, cast) -> None:
    agreed(series, cast)
    found = dialogue.will_do(program=series, words="月に一度、聞くだけの時間", look_back_on=None, by=series.head)
    assert found.look_back_on == timezone.localdate() + timedelta(days=91)
    assert dialogue.call_to_look_back() == 0
    with time_machine.travel(timezone.now() + timedelta(days=92)):
        assert (dialogue.call_to_look_back(), dialogue.call_to_look_back()) == (1, 0)
        assert Fact.objects.get(kind="cohorts.look_back").to == [cast.facilitator.pk, series.head.pk]
        dialogue.look_back(program=series, words="つづいています", by=series.head)
    assert Dialogue.objects.get().looked_back == "つづいています"


def test_the_room_of_a_series_is_shut_to_everybody_else(series, cast, login) -> None:
    agreed(series, cast)
    room = reverse("cohorts:dialogue", args=[series.pk])
    opened = {name: login(who).get(room).status_code for name, who in cast.everybody().items()}
    assert {name for name, code in opened.items() if code == 200} == {
        "employee",
        "facilitator",
        "hr",
        "company_admin",
    }
    assert set(opened.values()) == {200, 404}
    sent = login(cast.employee).post(room, {"words": "聞いてみたい"}, follow=True)
    assert "残していません" in sent.content.decode()
