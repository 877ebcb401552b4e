"""Groups of a program: made by a worker, changed by hand, told round by round, and mended after a drop-out."""

from datetime import timedelta
from itertools import combinations

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.notices.models import Fact
from programs.cohorts import grouping, making, wishes
from programs.cohorts.boards import board_of, cannot_be, told_tables
from programs.cohorts.models import Nomination
from programs.cohorts.round_models import Apart, Mixing, Place
from tests import make
from tests.programs.cohorts import building_rounds as build

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(cast):
    """Twenty people of four companies, among them a boss and a report; led by the facilitator."""
    program = build.running(cast.company)
    build.leads(program, cast.facilitator)
    build.takes_part(program, cast.company, cast.employee)
    head = make.user("大林 統")
    make.tenure(head, cast.division, "2001-04-01", heads=True)
    build.takes_part(program, cast.company, head)
    for company in (cast.company, cast.other_company, make.company("南都銀行"), make.company("東雲食品")):
        for _n in range(5 if company != cast.company else 3):
            build.takes_part(program, company)
    program.boss = head
    return program


def planned(program, cast, rounds=3, least=4, most=6, proposals=6_000):
    grouping.plan(program=program, rounds=rounds, least=least, most=most, by=cast.facilitator)
    grouping.make(program=program, by=cast.facilitator)
    build.work(proposals)
    return list(program.rounds.all())


def test_a_worker_makes_all_rounds_as_was_wished(world, cast) -> None:
    rounds = planned(world, cast, proposals=100_000)
    keys = set(world.nominations.values_list("pk", flat=True))
    boss, report = (world.nominations.get(person=who).pk for who in (world.boss, cast.employee))
    met = []
    for round_ in rounds:
        groups = build.sitting(round_)
        assert sorted(map(len, groups.values())) == [5, 5, 5, 5]
        assert set().union(*groups.values()) == keys
        assert not any({boss, report} <= group for group in groups.values())
        met += [pair for group in groups.values() for pair in combinations(sorted(group), 2)]
    # 30 pairs a round of people of 190; with five of each company in four groups, nobody needs to meet three times.
    assert max(met.count(pair) for pair in set(met)) <= 2
    mixing = Mixing.objects.get(program=world)
    assert (mixing.percent, mixing.waits, mixing.error) == (100, False, "")


def test_a_dead_worker_loses_nothing_and_three_deaths_are_said(world, cast) -> None:
    grouping.plan(program=world, rounds=1, least=4, most=6, by=cast.facilitator)
    grouping.make(program=world, by=cast.facilitator)
    assert making._claimed() is not None  # and dies here
    assert making.work() is False  # its lease still stands
    Mixing.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    assert making.work(proposals=3_000) is True
    assert Place.objects.filter(round__program=world).count() == 20
    grouping.make(program=world, by=cast.facilitator)
    Mixing.objects.update(attempts=3)
    assert making.work() is False
    assert "三度" in Mixing.objects.get().error


def test_who_joins_while_the_worker_is_at_it_is_not_left_out(world, cast) -> None:
    grouping.plan(program=world, rounds=1, least=4, most=6, by=cast.facilitator)
    mixing = grouping.make(program=world, by=cast.facilitator)
    rounds = grouping.open_rounds(world)
    wish = wishes.wish_to_make(world, mixing, rounds)
    plan = making.mix(wish, proposals=200)
    late = build.takes_part(world, cast.company)
    making._write(mixing, mixing.asked_at, rounds, wish, plan)
    assert not Place.objects.filter(program=world).exists()
    build.work()
    assert Place.objects.filter(program=world, nomination=late, group__isnull=False).exists()


def test_locks_bans_and_absences_are_kept_and_what_was_told_stays(world, cast) -> None:
    first, second, third = planned(world, cast)
    grouping.publish(round_=first, by=cast.facilitator)
    before = build.sitting(first)
    one, other, away = list(world.nominations.order_by("pk"))[5:8]
    grouping.keep_apart(one=other, other=one, reason="", by=cast.facilitator)
    grouping.seat(round_=second, nomination=one, group=3, by=cast.facilitator)
    grouping.hold(round_=second, nomination=one, held=True, by=cast.facilitator)
    grouping.seat(round_=third, nomination=away, group=None, by=cast.facilitator)
    grouping.make(program=world, by=cast.facilitator, anew=True)
    build.work()
    assert build.sitting(first) == before
    assert one.pk in build.sitting(second)[3]
    for round_ in (second, third):
        assert not any({one.pk, other.pk} <= group for group in build.sitting(round_).values())
    assert away.pk not in set().union(*build.sitting(third).values())


def test_people_who_shared_a_table_in_an_earlier_program_are_counted_as_met(world, cast) -> None:
    people = list(world.nominations.order_by("pk"))
    earlier = build.running(cast.company, title="昨年")
    round_ = earlier.rounds.create(number=1, published_at=timezone.now())
    for one in people[:2]:
        again = build.takes_part(earlier, one.company, one.person)
        Place.objects.create(round=round_, program=earlier, nomination=again, group=1, told=1)
    assert wishes.met_before(world, people) == {frozenset(one.pk for one in people[:2]): 1}


def test_a_chain_of_heads_stands_above_everybody_below(world, cast) -> None:
    lead = make.user("課長 治")
    make.tenure(lead, cast.group, "2005-04-01", heads=True)
    junior = make.user("新人 歩")
    make.tenure(junior, cast.group, "2022-04-01")
    chain = [build.takes_part(world, cast.company, who) for who in (lead, junior)]
    members = {one.key: one for one in wishes.members_of(world, list(world.nominations.select_related("person")))}
    top = world.nominations.get(person=world.boss)
    assert members[chain[0].pk].bosses == {top.pk}
    assert members[chain[1].pk].bosses == {top.pk, chain[0].pk}
    assert members[top.pk].bosses == frozenset()


def test_a_change_by_hand_is_taken_back_step_by_step(world, cast) -> None:
    round_ = planned(world, cast, rounds=1)[0]
    before = build.sitting(round_)
    one, other = (world.nominations.get(pk=min(before[number])) for number in (1, 2))
    grouping.swap(round_=round_, one=one, other=other, by=cast.facilitator)
    grouping.seat(round_=round_, nomination=one, group=None, by=cast.facilitator)
    assert one.pk not in set().union(*build.sitting(round_).values())
    for _n in range(2):
        grouping.undo(program=world, by=cast.facilitator)
    assert build.sitting(round_) == before
    grouping.undo(program=world, by=cast.facilitator)  # the making itself
    assert build.sitting(round_) == {}
    with pytest.raises(ValidationError):
        grouping.undo(program=world, by=cast.facilitator)


def test_participants_are_told_their_table_and_only_changes_once_more(world, cast) -> None:
    round_ = planned(world, cast, rounds=1)[0]
    me = world.nominations.get(person=cast.employee)
    assert told_tables(cast.employee, world) == []
    assert len(grouping.publish(round_=round_, by=cast.facilitator)) == 20
    own = told_tables(cast.employee, world)[0]
    assert {one.pk for one in own.mates} | {me.pk} == build.sitting(round_)[own.group]
    one = world.nominations.get(pk=min(build.sitting(round_)[1]))
    other = world.nominations.get(pk=min(build.sitting(round_)[2]))
    grouping.swap(round_=round_, one=one, other=other, by=cast.facilitator)
    assert told_tables(cast.employee, world)[0].mates == own.mates  # nobody sees the work at the board
    assert {who.pk for who in grouping.publish(round_=round_, by=cast.facilitator)} == {
        one.person_id,
        other.person_id,
    }
    assert sorted(len(fact.to) for fact in Fact.objects.filter(kind="cohorts.groups")) == [2, 20]


def test_a_drop_out_on_the_day_before_moves_as_few_as_can_be_and_no_held_round(world, cast) -> None:
    first, second, third = planned(world, cast)
    for round_ in (first, second):
        grouping.publish(round_=round_, by=cast.facilitator)
    build.session(first, -7, cast.facilitator)
    build.session(second, 1, cast.facilitator)
    before = [build.sitting(round_) for round_ in (first, second, third)]
    gone = [world.nominations.get(pk=key) for key in sorted(before[1][2])[:2]]
    for one in gone:
        build.drops(one)
    mended = grouping.mend(program=world, by=cast.facilitator)
    keys = {one.pk for one in gone}
    after = [build.sitting(round_) for round_ in (first, second, third)]
    assert after[0] == before[0]
    assert mended.moves[1] == 1  # 3, 5, 5, 5 in groups of four at least: one person fills the small one
    stayed = sum(len(before[1][n] & after[1][n]) for n in before[1])
    assert (stayed, sum(map(len, after[1].values()))) == (17, 18)
    assert not keys & set().union(*after[1].values(), *after[2].values())
    assert len(grouping.publish(round_=second, by=cast.facilitator)) == 1
    with pytest.raises(ValidationError):
        grouping.seat(
            round_=first, nomination=world.nominations.get(person=cast.employee), group=1, by=cast.facilitator
        )


def test_what_cannot_be_had_is_said_with_names(world, cast) -> None:
    grouping.plan(program=world, rounds=5, least=4, most=6, by=cast.facilitator)
    found = wishes.arrangement_of(world)
    words = " ".join(cannot_be(world, found))
    assert f"{cast.company.name}の5人は、4つのグループでは" in words
    assert "二度会います" in words
    with pytest.raises(ValidationError, match="分けられません"):
        grouping.plan(program=world, rounds=1, least=12, most=13, by=cast.facilitator)


def test_nobody_who_should_not_be_alone_sits_alone(world, cast) -> None:
    marked = list(world.nominations.order_by("pk"))[6:10]
    grouping.nobody_alone(program=world, people=marked, by=cast.facilitator)
    keys = {one.pk for one in marked}
    for round_ in planned(world, cast, rounds=2):
        assert all(len(keys & group) != 1 for group in build.sitting(round_).values())


def test_a_desk_keeps_its_own_people_apart_and_nobody_elses(world, cast) -> None:
    own = list(world.nominations.filter(company=cast.company))[:2]
    foreign = world.nominations.filter(company=cast.other_company).first()
    made = grouping.keep_apart(one=own[0], other=own[1], reason="ここだけの話", by=cast.hr)
    with pytest.raises(ValidationError):
        grouping.keep_apart(one=own[0], other=foreign, reason="", by=cast.hr)
    with pytest.raises(ValidationError):
        grouping.let_meet(apart=made, by=cast.hr_other)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE programs_apart SET one_id = other_id WHERE id = %s", [made.pk])
    assert Apart.objects.count() == 1


def test_only_who_leads_opens_the_board_and_a_desk_names_its_own_only(world, cast, login) -> None:
    planned(world, cast, rounds=1)
    board = reverse("cohorts:groups", args=[world.pk])
    asked = {name: login(who).get(board).status_code for name, who in cast.everybody().items()}
    assert {name for name, status in asked.items() if status != 404} == {"facilitator"}
    apart = reverse("cohorts:group_apart", args=[world.pk])
    build.takes_part(world, cast.other_company)
    page = login(cast.hr_other).get(apart).content.decode()
    names = {one.person.name: one.company_id for one in world.nominations.select_related("person")}
    assert {names[name] for name in names if name in page} == {cast.other_company.pk}
    assert login(cast.stranger).get(apart).status_code == 404


def test_moving_by_the_plain_form_and_by_htmx_says_what_it_did(world, cast, login) -> None:
    round_ = planned(world, cast, rounds=1)[0]
    groups, browser = build.sitting(round_), login(cast.facilitator)
    seat, key = reverse("cohorts:group_seat", args=[world.pk]), min(groups[1])
    plain = browser.post(seat, {"round": 1, "person": key, "to": 2}, follow=True)
    assert (
        key in build.sitting(round_)[2] and "混ざりかた" in plain.content.decode() or "組が" in plain.content.decode()
    )
    board = browser.post(seat, {"round": 1, "person": key, "to": 1}, headers={"HX-Request": "true"})
    assert build.sitting(round_) == groups
    assert 'id="board-said"' in board.content.decode() and "<html" not in board.content.decode()
    assert browser.post(seat, {"round": 1, "person": 0, "to": 1}).status_code == 404
    assert login(cast.hr).post(seat, {"round": 1, "person": key, "to": 2}).status_code == 404


def test_the_board_asks_as_many_questions_for_few_as_for_many(world, cast, django_assert_num_queries) -> None:
    planned(world, cast, rounds=1)
    with django_assert_num_queries(11):
        assert len(board_of(world, 1).tables) == 4
    for _n in range(10):
        build.takes_part(world, cast.other_company)
    grouping.make(program=world, by=cast.facilitator)
    build.work()
    with django_assert_num_queries(11):
        assert len(board_of(world, 1).tables) == 4
    assert Nomination.objects.inside().count() == 30
