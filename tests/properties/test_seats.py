"""Whatever people and hosts do, in whatever order: no seat too many, none idle, nobody overtaken, nobody twice."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.users.models import User
from programs.events import actions, queries, replying, ticking
from programs.events.models import Event, Reply
from tests import make
from tests.cast import Cast

PEOPLE, GUESTS, FAR = 6, 2, timedelta(days=90)
person = st.integers(0, PEOPLE - 1)
STEP = st.one_of(
    st.tuples(st.just("yes"), person, st.integers(0, GUESTS)),
    st.tuples(st.sampled_from(["maybe", "no", "withdraw", "pass", "remove", "accept", "decline"]), person),
    st.tuples(st.just("capacity"), st.one_of(st.none(), st.integers(1, 6))),
    st.tuples(st.sampled_from(["hours", "approval"]), st.booleans()),
    st.tuples(st.just("wait"), st.integers(1, 30)),
)


class Table:
    """One gathering and the rules that its line must keep, looked at before and after each step."""

    def __init__(self, cast: Cast, people: list[User]) -> None:
        self.hr, self.people = cast.hr, people
        self.event = make.event(
            cast.company, cast.hr, capacity=3, offer_hours=24, guests_allowed=GUESTS, starts_at=timezone.now() + FAR
        )
        self.hours = 0

    def take(self, verb: str, *more) -> None:  # type: ignore[no-untyped-def]
        event, by = self.event, self.hr
        if verb == "capacity":
            actions.change(event=event, by=by, capacity=more[0])
        elif verb == "hours":
            actions.change(event=event, by=by, offer_hours=24 if more[0] else 0)
        elif verb == "approval":
            actions.change(event=event, by=by, approval=more[0])
        elif verb == "wait":
            self.hours += more[0]
        elif verb in ("accept", "decline"):
            getattr(replying, verb)(event=event, people=[self.people[more[0]].pk], by=by)
        elif verb == "remove":
            replying.remove_reply(event=event, person=self.people[more[0]], by=by)
        elif verb in ("withdraw", "pass"):
            {"withdraw": replying.withdraw, "pass": replying.pass_on}[verb](event=event, by=self.people[more[0]])
        else:
            replying.reply(event=event, by=self.people[more[0]], answer=verb, guests=more[1] if more[1:] else 0)
        ticking.expire_offers()

    def line(self) -> dict[int, Reply]:
        rows = self.event.replies.filter(answer="waiting", passed_at=None).order_by("waiting_since", "id")
        return {row.person_id: row for row in rows}

    def holding(self) -> set[int]:
        return {row.person_id for row in self.event.replies.all() if row.holds}


def refusal(table: Table, verb: str, *more) -> str:  # type: ignore[no-untyped-def]
    """The plainest telling of what must be refused; "" for everything else."""
    event = Event.objects.get(pk=table.event.pk)
    if verb in ("capacity", "hours", "approval", "wait", "accept", "decline", "remove", "withdraw"):
        return ""
    mine = event.replies.filter(person=table.people[more[0]]).first()
    said, held = (mine.answer, mine.holds) if mine else ("", 0)
    if verb == "pass":
        return "" if said == "offered" else "ご案内しているお席はありません"
    if said == "declined":
        return "" if verb == "no" else "お席をご用意できませんでした"
    if verb != "yes" or (said in queries.STANDS and mine and more[1] <= mine.guests):
        return ""
    seats = 1 + more[1]
    if event.capacity is not None and seats > event.capacity:
        return "同伴の人数を減らしてください"
    room = event.capacity is None or event.taken + seats - held <= event.capacity
    return "席が足りません" if held and (not room or table.line()) else ""


def keeps_its_word(table: Table, before: tuple[dict[int, Reply], set[int], int]) -> None:
    event = table.event
    event.refresh_from_db()
    line, holding = table.line(), table.holding()
    rows = list(event.replies.all())
    assert event.taken == sum(row.holds for row in rows)
    assert event.capacity is None or event.taken <= max(event.capacity, before[2]), "no seat too many"
    assert not holding & set(line), "nobody is both in and waiting"
    turns = [row.waiting_since for row in rows if row.waiting_since]
    assert len(turns) == len(set(turns)), "the line has one order"
    fits = [row for row in line.values() if event.capacity is None or row.seats <= event.capacity]
    assert not fits or event.taken + fits[0].seats > event.capacity, "no seat is idle while the first could have it"
    still = [who for who in before[0] if who in line and line[who].waiting_since == before[0][who].waiting_since]
    order = [*before[0]]
    for who in holding - before[1]:
        ahead = [one for one in still if who not in order or order.index(one) < order.index(who)]
        assert not [one for one in ahead if line[one] in fits], "nobody is overtaken"


@pytest.mark.django_db
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEP, min_size=5, max_size=25))
def test_any_course_of_answers_keeps_the_seats_and_the_order_of_the_line(cast: Cast, steps: list) -> None:
    with transaction.atomic():
        people = [make.user() for _ in range(PEOPLE)]
        for who in people:
            make.tenure(who, cast.group, "2001-04-01", "2010-03-31")
        table, begin = Table(cast, people), timezone.now()
        for step in steps:
            before = (table.line(), table.holding(), Event.objects.get(pk=table.event.pk).taken)
            with time_machine.travel(begin + timedelta(hours=table.hours)), transaction.atomic():
                wrong, words = refusal(table, *step), ""
                try:
                    with transaction.atomic():
                        table.take(*step)
                except ValidationError as refused:
                    words = " ".join(refused.messages)
                assert wrong in words if wrong else not words, (step, words)
                keeps_its_word(table, before)
        transaction.set_rollback(True)
