"""The whole way: posted, a partner's yes, put forward, in, a line, somebody leaves, the next is offered the seat."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from accounts.notices.models import Fact
from accounts.users.models import User
from programs.cohorts import actions, joining, partnering, queries, sessions, ticking
from programs.cohorts.models import Nomination, Program
from programs.cohorts.partner_models import Partner
from programs.events.models import Event
from programs.events.parts import EventInvite
from tests import cast, make
from tests.programs.cohorts import building

pytestmark = pytest.mark.django_db


def told(kind: str) -> list[int]:
    """Who was named in the facts of this kind, in their order."""
    return [person for fact in Fact.objects.filter(kind=f"cohorts.{kind}").order_by("pk") for person in fact.to]


def seats(program: Program) -> dict[str, int]:
    return {one.company.slug: one.taken for one in program.partners.select_related("company")}


def states(program: Program) -> dict[int, str]:
    return dict(program.nominations.values_list("person", "state"))


def fresh(user: User) -> User:
    """As the next request reads them."""
    return User.objects.get(pk=user.pk)


def posted(c: cast.Cast) -> Program:
    """Drawn up by a facilitator, both companies asked, published by the host's desk, joined by the partner's."""
    today = timezone.localdate()
    days = {"starts_on": today + timedelta(days=30), "ends_on": today + timedelta(days=200)}
    words = {**building.WORDS, "title": "越境リーダーの半年", "seats_each": 1, **days}
    program = actions.post(company=c.company, by=c.facilitator, **words)
    partner = partnering.ask_partner(program=program, company=c.other_company, by=c.facilitator)
    with pytest.raises(ValidationError):
        actions.publish(program=program, by=c.facilitator)
    actions.propose(program=program, by=c.facilitator)
    actions.publish(program=program, by=c.hr)
    with pytest.raises(ValidationError):
        partnering.answer_partner(partner=partner, yes=True, by=c.hr, brings="現場", hopes="人")
    partnering.answer_partner(partner=partner, yes=True, by=c.hr_other, brings="工場での実験", hopes="外を見る人")
    return Program.objects.get(pk=program.pk)


def two_more(c: cast.Cast) -> tuple[User, User]:
    people = make.user("早瀬 凪", email="second@example.test"), make.user("若宮 湊", email="third@example.test")
    for person in people:
        make.tenure(person, c.division, "2015-04-01")
    return people


def notices_reached_those_concerned(c: cast.Cast, second: User, third: User) -> None:
    desk = sorted([c.hr.pk, c.company_admin.pk])
    assert told("proposed") == desk
    assert told("partner_asked") == [c.hr_other.pk]
    assert told("nominated") == [c.employee.pk]
    assert told("to_let_in") == [c.facilitator.pk] * 3
    assert told("waiting") == [second.pk, third.pk]
    assert told("seat_free") == [second.pk, third.pk, second.pk]
    assert told("dropped") == [c.facilitator.pk]
    assert told("dropped_of_desk") == desk
    assert not Fact.objects.filter(kind__startswith="cohorts.", data__icontains="家族").exists()


def test_from_posting_to_a_replacement() -> None:
    c = cast.build()
    program = posted(c)
    own = program.partners.get(company=c.company)
    second, third = two_more(c)
    session = sessions.plan(
        program=program, by=c.facilitator, title="はじまりの日", place="青海の会議室", mode="onsite",
        starts_at=timezone.now() + timedelta(days=31), ends_at=timezone.now() + timedelta(days=31, hours=3),
    )  # fmt: skip

    put = joining.nominate(partner=own, person=c.employee, by=c.hr, word="いちばん外を見てほしい人です")
    with pytest.raises(ValidationError):
        joining.let_in(nomination=put, by=c.facilitator)
    joining.agree(nomination=put, by=c.employee, aim="会社の外の物差しをもちたい")
    joining.let_in(nomination=put, by=c.facilitator)
    waiting = []
    for person in (second, third):
        asked = joining.apply(partner=own, by=fresh(person), aim="自分の問いをもちたい")
        joining.approve(nomination=asked, by=c.hr)
        waiting.append(joining.let_in(nomination=asked, by=c.facilitator))
    assert states(program) == {c.employee.pk: "in", second.pk: "waiting", third.pk: "waiting"}
    assert queries.turns_of(program) == {waiting[0].pk: 1, waiting[1].pk: 2}
    assert seats(program) == {"aomi": 1, "hokushin": 0}
    invited = EventInvite.objects.filter(event=session.event)
    assert list(invited.values_list("person", flat=True)) == [c.employee.pk]
    make.reply(session.event, c.employee)

    joining.drop(nomination=put, by=c.employee, reason="家族のことで")
    assert states(program) == {c.employee.pk: "dropped", second.pk: "offered", third.pk: "waiting"}
    assert seats(program) == {"aomi": 1, "hokushin": 0}
    assert not invited.exists()
    assert not session.event.replies.exists()

    Nomination.objects.filter(person=second).update(offered_until=timezone.now() - timedelta(minutes=1))
    assert (ticking.pass_on(), ticking.pass_on()) == (1, 0)
    assert states(program) == {c.employee.pk: "dropped", second.pk: "waiting", third.pk: "offered"}
    joining.take_seat(nomination=waiting[1], by=third)
    assert states(program)[third.pk] == "in"
    assert list(invited.values_list("person", flat=True)) == [third.pk]
    with pytest.raises(ValidationError):
        joining.take_seat(nomination=waiting[0], by=second)
    partnering.set_seats(partner=own, seats=2, by=c.hr)
    joining.decline(nomination=waiting[0], by=second)
    assert states(program)[second.pk] == "declined"
    assert seats(program) == {"aomi": 1, "hokushin": 0}

    notices_reached_those_concerned(c, second, third)


def test_nobody_waits_while_a_seat_is_free_and_the_line_keeps_to_its_company() -> None:
    c = cast.build()
    program = building.program(c.company, leader=c.facilitator)
    theirs = building.partner(program, c.other_company, seats=1)
    building.nomination(program, c.other_company, c.alumnus_other)
    ours = building.nomination(program, c.company, c.alumna, state="approved")
    other = make.user("西尾 楓", email="west@example.test")
    line = building.nomination(program, c.other_company, other, state="approved")
    joining.let_in(nomination=line, by=c.facilitator)
    joining.let_in(nomination=ours, by=c.facilitator)
    assert states(program) == {c.alumnus_other.pk: "in", other.pk: "waiting", c.alumna.pk: "in"}
    joining.drop(nomination=ours, by=c.alumna)
    assert states(program)[other.pk] == "waiting"
    with pytest.raises(ValidationError):
        partnering.set_seats(partner=theirs, seats=0, by=c.facilitator)
    partnering.set_seats(partner=theirs, seats=2, by=c.facilitator)
    assert states(program)[other.pk] == "offered"


def test_an_officer_neither_leads_nor_joins_beside_other_companies() -> None:
    c = cast.build()
    program = building.program(c.company, state="draft")
    leads = partnering.ask_steward(program=program, person=c.hr, leads=True, by=c.hr)
    with pytest.raises(ValidationError):
        partnering.ask_partner(program=program, company=c.other_company, by=c.hr)
    partnering.ask_steward(program=program, person=c.facilitator, leads=True, by=c.hr)
    partnering.end_steward(steward=leads, by=c.hr)
    partnering.ask_partner(program=program, company=c.other_company, by=c.hr)
    with pytest.raises(ValidationError):
        partnering.ask_steward(program=program, person=c.hr_other, leads=True, by=c.hr)


def test_withdrawing_tells_everybody_on_the_way_and_calls_the_sessions_off() -> None:
    c = cast.build()
    program = building.program(c.company, leader=c.facilitator)
    building.partner(program, c.other_company)
    building.nomination(program, c.company, c.employee)
    building.nomination(program, c.company, c.junior, state="declined")
    building.nomination(program, c.other_company, c.alumnus_other, state="nominated")
    session = building.session(program, c.facilitator)
    with pytest.raises(ValidationError):
        actions.withdraw(program=program, by=c.facilitator, reason="理由")
    actions.withdraw(program=program, by=c.hr, reason="会場がとれませんでした")
    session.event.refresh_from_db()
    assert session.event.state == Event.State.CANCELLED
    meant = {c.employee.pk, c.alumnus_other.pk, c.company_admin.pk, c.hr_other.pk, c.facilitator.pk}
    assert set(told("withdrawn")) == meant


def test_a_program_begins_on_its_day() -> None:
    c = cast.build()
    today = timezone.localdate()
    due = building.program(c.company, leader=c.facilitator, starts_on=today)
    later = building.program(c.company, leader=c.facilitator)
    assert (ticking.begin(), ticking.begin()) == (1, 0)
    assert [Program.objects.get(pk=one.pk).state for one in (due, later)] == ["running", "published"]


def test_after_its_last_day_it_looks_back_and_everybody_with_a_part_is_asked_once() -> None:
    c = cast.build()
    today = timezone.localdate()
    over = building.program(
        c.company, leader=c.facilitator, state="running", starts_on=today - timedelta(days=90), ends_on=today - timedelta(days=1)
    )  # fmt: skip
    building.nomination(over, c.company, c.employee)
    last = building.program(c.company, leader=c.facilitator, state="running", ends_on=today, starts_on=today)
    assert (ticking.draw_to_close(), ticking.draw_to_close()) == (1, 0)
    assert [Program.objects.get(pk=one.pk).state for one in (over, last)] == ["closing", "running"]
    assert sorted(told("close_asked")) == sorted(one.pk for one in (c.employee, c.facilitator, c.hr, c.company_admin))


def test_each_way_in_works_on_its_pages(client: Client) -> None:
    c = cast.build()
    program = building.program(c.company, leader=c.facilitator)
    building.partner(program, c.other_company)

    def post(who: User, path: str, **data: str) -> int:
        client.force_login(who, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client.post(f"/{path}", data).status_code

    one, desk = f"programs/{program.pk}", f"desk/aomi/programs/{program.pk}"
    assert post(c.hr, f"{desk}/nominate/", person=str(c.employee.pk), word="ぜひ") == 302
    assert post(c.employee, f"{one}/answer/", aim="外を見たい") == 422
    assert post(c.employee, f"{one}/answer/", aim="外を見たい", agrees="on") == 302
    found = Nomination.objects.get(person=c.employee)
    assert post(c.hr_other, f"desk/hokushin/programs/{program.pk}/people/{found.pk}/end/", reason="") == 404
    assert post(c.facilitator, f"{one}/people/{found.pk}/in/") == 302
    assert post(c.alumna, f"{one}/apply/", aim="学びたい", agrees="on") == 302
    asked = Nomination.objects.get(person=c.alumna)
    assert post(c.hr_other, f"desk/hokushin/programs/{program.pk}/people/{asked.pk}/approve/") == 404
    assert post(c.hr, f"{desk}/people/{asked.pk}/approve/") == 302
    assert post(c.facilitator, f"{one}/people/{asked.pk}/end/", reason="席が足りません") == 302
    assert post(c.employee, f"{one}/leave/", reason="異動で") == 302
    assert states(program) == {c.employee.pk: "dropped", c.alumna.pk: "declined"}
    client.force_login(c.alumna, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert "席が足りません" in client.get(f"/{one}/").content.decode()
    client.force_login(c.hr, backend="allauth.account.auth_backends.AuthenticationBackend")
    page = client.get(f"/{desk}/").content.decode()
    assert ("席が足りません" in page, "異動で" in page, "岡田 千尋" in page) == (False, False, True)
    assert Partner.objects.get(program=program, company=c.company).taken == 0
