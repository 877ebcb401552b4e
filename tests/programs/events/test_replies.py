"""Answers: seats, the waiting list and its order, the deadline, and what nobody may do."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.notices.models import Fact
from accounts.users.models import User
from programs.events import actions, replying
from programs.events.models import Event, Reply
from tests import make
from tests.cast import Cast

YES, MAYBE, NO, WAITING = "yes", "maybe", "no", "waiting"


def members(cast: Cast, count: int) -> list[User]:
    found = [make.user() for _ in range(count)]
    for person in found:
        make.tenure(person, cast.group, "2001-04-01", "2010-03-31")
    return found


def say(event: Event, who: User, answer: str = YES, **more) -> Reply:
    return replying.reply(event=event, by=User.objects.get(pk=who.pk), answer=answer, **more)


def line(event: Event) -> list[User]:
    return [r.person for r in event.replies.filter(answer=WAITING).order_by("waiting_since", "id")]


def coming(event: Event) -> set[User]:
    return {r.person for r in event.replies.filter(answer=YES)}


def taken(event: Event) -> int:
    event.refresh_from_db()
    assert event.taken == sum(r.seats for r in event.replies.filter(answer=YES))
    return event.taken


def told(kind: str) -> list[list[int]]:
    return [fact.to for fact in Fact.objects.filter(kind=f"events.{kind}").order_by("id")]


def test_a_yes_takes_a_seat_for_oneself_and_each_guest(cast: Cast) -> None:
    event = make.event(cast.company, cast.hr, capacity=5, guests_allowed=2)
    assert say(event, cast.alumna, guests=2, word="  楽しみです\n ").word == "楽しみです"
    assert taken(event) == 3
    assert told("reply_confirmed") == [[cast.alumna.pk]]
    assert told("answered") == [[cast.hr.pk]]


def test_a_yes_to_a_full_table_waits_and_is_told_so(cast: Cast) -> None:
    event = make.event(cast.company, cast.hr, capacity=1)
    say(event, cast.alumna)
    assert say(event, cast.junior).answer == WAITING
    assert taken(event) == 1
    assert told("waiting") == [[cast.junior.pk]]


@pytest.mark.parametrize("free", ["no", "maybe", "withdraw", "remove", "capacity", "unlimited"])
def test_a_freed_seat_goes_to_the_head_of_the_line(cast: Cast, free: str) -> None:
    event = make.event(cast.company, cast.hr, capacity=1)
    for who in (cast.alumna, cast.junior, cast.boss):
        say(event, who)
    assert line(event) == [cast.junior, cast.boss]
    if free in (NO, MAYBE):
        say(event, cast.alumna, free)
    elif free == "withdraw":
        replying.withdraw(event=event, by=cast.alumna)
    elif free == "remove":
        replying.remove_reply(event=event, person=cast.alumna, by=cast.hr)
    else:
        actions.change(event=event, by=cast.hr, capacity=2 if free == "capacity" else None)
    promoted = [cast.junior, cast.boss] if free == "unlimited" else [cast.junior]
    assert line(event) == [who for who in (cast.junior, cast.boss) if who not in promoted]
    assert set(promoted) <= coming(event)
    assert told("seat_promoted") == [[who.pk] for who in promoted]
    taken(event)


def test_the_line_stops_at_the_first_party_that_does_not_fit(cast: Cast) -> None:
    event = make.event(cast.company, cast.hr, capacity=3, guests_allowed=2)
    for who in (cast.alumna, cast.boss, cast.employee):
        say(event, who)
    say(event, cast.junior, guests=1)
    say(event, cast.facilitator)
    say(event, cast.alumna, NO)
    assert (line(event), taken(event)) == ([cast.junior, cast.facilitator], 2)
    newcomer = members(cast, 1)[0]
    assert say(event, newcomer).answer == WAITING, "a newcomer doesn't pass those who stand in line"
    say(event, cast.boss, NO)
    assert (line(event), taken(event)) == ([cast.facilitator, newcomer], 3)


def test_a_party_that_became_larger_than_the_table_does_not_hold_up_the_line(cast: Cast) -> None:
    event = make.event(cast.company, cast.hr, capacity=4, guests_allowed=3)
    for who in (cast.alumna, cast.boss):
        say(event, who)
    say(event, cast.junior, guests=3)
    say(event, cast.facilitator)
    actions.change(event=event, by=cast.hr, capacity=3)
    say(event, cast.alumna, NO)
    assert line(event) == [cast.junior]
    assert cast.facilitator in coming(event)


def test_fewer_guests_free_their_seats(cast: Cast) -> None:
    event = make.event(cast.company, cast.hr, capacity=3, guests_allowed=2)
    say(event, cast.alumna, guests=2)
    say(event, cast.junior)
    say(event, cast.alumna, guests=1)
    assert coming(event) == {cast.alumna, cast.junior}
    assert taken(event) == 3


def test_more_guests_than_seats_are_refused_and_the_seat_stays(cast: Cast) -> None:
    event = make.event(cast.company, cast.hr, capacity=2, guests_allowed=2)
    say(event, cast.alumna)
    say(event, cast.junior)
    with pytest.raises(ValidationError, match="いまのお席はそのまま"):
        say(event, cast.alumna, guests=1)
    assert taken(event) == 2


def test_who_waits_and_brings_fewer_keeps_the_place_and_more_goes_to_the_end(cast: Cast) -> None:
    event = make.event(cast.company, cast.hr, capacity=3, guests_allowed=2)
    for who in (cast.alumna, cast.boss, cast.employee):
        say(event, who)
    say(event, cast.junior, guests=1)
    say(event, cast.facilitator)
    say(event, cast.junior)
    assert line(event) == [cast.junior, cast.facilitator]
    say(event, cast.junior, guests=2)
    assert line(event) == [cast.facilitator, cast.junior]


def test_the_same_answer_again_changes_nothing(cast: Cast) -> None:
    event = make.event(cast.company, cast.hr, capacity=1, guests_allowed=1)
    for who, answer in ((cast.alumna, YES), (cast.junior, YES), (cast.boss, MAYBE), (cast.facilitator, NO)):
        say(event, who, answer)
    rows, facts = list(event.replies.order_by("id").values()), Fact.objects.count()
    for who, answer in ((cast.alumna, YES), (cast.junior, YES), (cast.boss, MAYBE), (cast.facilitator, NO)):
        say(event, who, answer)
    assert (list(event.replies.order_by("id").values()), Fact.objects.count()) == (rows, facts)


@pytest.mark.parametrize("answer", [YES, MAYBE])
def test_after_the_deadline_nobody_new_comes_but_whoever_comes_may_step_back(cast: Cast, answer: str) -> None:
    event = make.event(cast.company, cast.hr, guests_allowed=2)
    say(event, cast.alumna, guests=2)
    Event.objects.filter(pk=event.pk).update(reply_by=timezone.now() - timedelta(hours=1))
    with pytest.raises(ValidationError, match="締切を過ぎた"):
        say(event, cast.junior, answer)
    assert say(event, cast.alumna, guests=1).guests == 1, "fewer guests is a step back"
    with pytest.raises(ValidationError, match="締切を過ぎた"):
        say(event, cast.alumna, guests=2)
    assert say(event, cast.junior, NO).answer == NO
    assert say(event, cast.alumna, NO).answer == NO
    assert taken(event) == 0


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"starts_at": timezone.now() - timedelta(minutes=1)}, "もう始まっています"),
        ({"state": "cancelled", "cancel_reason": "台風"}, "中止になりました"),
    ],
)
def test_a_gathering_that_began_or_was_cancelled_takes_no_answer(cast: Cast, fields: dict, words: str) -> None:
    event = make.event(cast.company, cast.hr, **fields)
    make.reply(event, cast.alumna)
    for attempt in (
        lambda: say(event, cast.junior),
        lambda: say(event, cast.alumna, NO),
        lambda: replying.withdraw(event=event, by=cast.alumna),
        lambda: replying.remove_reply(event=event, person=cast.alumna, by=cast.hr),
    ):
        with pytest.raises(ValidationError, match=words):
            attempt()
    assert taken(event) == 1


def test_a_draft_takes_no_answer(cast: Cast) -> None:
    event = make.event(cast.company, cast.hr, state=Event.State.DRAFT)
    with pytest.raises(ValidationError, match="まだ公開"):
        say(event, cast.hr)


@pytest.mark.parametrize("who", ["hr_other", "stranger", "alumnus_other"])
def test_whoever_is_not_invited_can_not_answer(cast: Cast, who: str) -> None:
    event = make.event(cast.company, cast.hr)
    with pytest.raises(ValidationError, match="見つかりません"):
        say(event, getattr(cast, who))
    assert not event.replies.exists()


@pytest.mark.parametrize(("allowed", "guests"), [(0, 1), (2, 3), (2, -1)])
def test_more_guests_than_allowed_are_refused(cast: Cast, allowed: int, guests: int) -> None:
    event = make.event(cast.company, cast.hr, guests_allowed=allowed)
    with pytest.raises(ValidationError):
        say(event, cast.alumna, guests=guests)
    assert not event.replies.exists()


def test_a_party_larger_than_the_whole_table_is_refused(cast: Cast) -> None:
    event = make.event(cast.company, cast.hr, capacity=2, guests_allowed=3)
    with pytest.raises(ValidationError, match="定員は2名です"):
        say(event, cast.alumna, guests=2)


def test_nobody_puts_themself_into_the_waiting_list_or_invents_an_answer(cast: Cast) -> None:
    event = make.event(cast.company, cast.hr)
    for answer in (WAITING, "", "perhaps"):
        with pytest.raises(ValidationError, match="どれかを選んで"):
            say(event, cast.alumna, answer)


def test_only_the_host_and_the_desk_remove_an_answer(cast: Cast) -> None:
    event = make.event(cast.company, cast.employee)
    make.reply(event, cast.alumna)
    with pytest.raises(ValidationError):
        replying.remove_reply(event=event, person=cast.alumna, by=cast.junior)
    replying.remove_reply(event=event, person=cast.alumna, by=cast.hr)
    assert (taken(event), told("removed")) == (0, [[cast.alumna.pk]])
