"""A freed seat is offered with a time to answer; it goes on in order, and nobody is overtaken or forgotten."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import InternalError, transaction
from django.utils import timezone

from accounts.notices.models import Fact
from programs.events import actions, life, replying, seating, ticking
from programs.events.models import Event
from tests import make
from tests.cast import Cast
from tests.plugins.mail import text_of

YES, NO, WAITING, OFFERED = "yes", "no", "waiting", "offered"


def say(event: Event, who, answer: str = YES, **more) -> str:
    return replying.reply(event=event, by=who, answer=answer, **more).answer


def stand(event: Event, *people) -> list[str]:
    event.refresh_from_db()
    assert event.taken == sum(reply.holds for reply in event.replies.all())
    return [event.replies.get(person=who).answer for who in people]


def told(kind: str) -> list[list[int]]:
    return [fact.to for fact in Fact.objects.filter(kind=f"events.{kind}").order_by("id")]


@pytest.fixture
def full(cast: Cast) -> Event:
    """One seat, taken by the alumna; junior, boss and facilitator wait; a freed seat is held for a day."""
    event = make.event(cast.company, cast.hr, capacity=1, offer_hours=24, guests_allowed=1)
    for who in (cast.alumna, cast.junior, cast.boss, cast.facilitator):
        say(event, who)
    return event


def test_a_freed_seat_is_held_for_the_first_in_line_until_they_answer(cast: Cast, full: Event) -> None:
    say(full, cast.alumna, NO)
    assert stand(full, cast.junior, cast.boss) == [OFFERED, WAITING]
    assert full.taken == 1, "the seat is held"
    assert told("seat_offered") == [[cast.junior.pk]]
    assert say(full, cast.employee) == WAITING, "nobody takes a seat that is held"
    assert say(full, cast.junior) == YES
    assert stand(full, cast.junior, cast.boss) == [YES, WAITING]
    assert told("reply_confirmed") == [[cast.alumna.pk], [cast.junior.pk]]


def test_an_offer_that_nobody_answers_goes_to_the_next_who_is_told_and_stays_in_line(cast: Cast, full: Event) -> None:
    say(full, cast.alumna, NO)
    assert ticking.expire_offers() == 0
    with time_machine.travel(timezone.now() + timedelta(hours=25), tick=False):
        assert [ticking.expire_offers(), ticking.expire_offers()] == [1, 0]
        assert stand(full, cast.junior, cast.boss, cast.facilitator) == [WAITING, OFFERED, WAITING]
    assert told("offer_passed") == [[cast.junior.pk]]
    assert told("seat_offered") == [[cast.junior.pk], [cast.boss.pk]]


def test_whoever_let_an_offer_pass_is_asked_again_only_once_they_say_so(cast: Cast, full: Event) -> None:
    say(full, cast.alumna, NO)
    replying.pass_on(event=full, by=cast.junior)
    say(full, cast.boss, NO)
    say(full, cast.facilitator, NO)
    assert stand(full, cast.junior) == [WAITING]
    assert full.taken == 0, "a seat stays free rather than going round among those who don't answer"
    assert say(full, cast.employee) == YES, "who rests in the line holds up nobody"
    assert say(full, cast.junior) == WAITING
    assert full.replies.get(person=cast.junior).passed_at is None
    say(full, cast.employee, NO)
    assert stand(full, cast.junior) == [OFFERED]


def test_whoever_comes_back_while_a_seat_is_free_simply_comes(cast: Cast) -> None:
    event = make.event(cast.company, cast.hr, capacity=1, offer_hours=24)
    say(event, cast.alumna)
    say(event, cast.junior)
    say(event, cast.alumna, NO)
    replying.pass_on(event=event, by=cast.junior)
    assert say(event, cast.junior) == YES


def test_an_offered_seat_is_accepted_after_the_deadline_too(cast: Cast, full: Event) -> None:
    say(full, cast.alumna, NO)
    Event.objects.filter(pk=full.pk).update(reply_by=timezone.now() - timedelta(hours=1))
    assert say(full, cast.junior) == YES


def test_only_who_is_offered_a_seat_can_pass_it_on(cast: Cast, full: Event) -> None:
    with pytest.raises(ValidationError, match="ご案内しているお席はありません"):
        replying.pass_on(event=full, by=cast.junior)


def test_a_larger_table_offers_seats_in_order(cast: Cast, full: Event) -> None:
    actions.change(event=full, by=cast.hr, capacity=3)
    assert stand(full, cast.junior, cast.boss, cast.facilitator) == [OFFERED, OFFERED, WAITING]


def test_a_party_waits_for_all_its_seats_and_may_come_at_once_with_fewer(cast: Cast) -> None:
    event = make.event(cast.company, cast.hr, capacity=2, offer_hours=24, guests_allowed=1)
    for who in (cast.alumna, cast.boss):
        say(event, who)
    say(event, cast.junior, guests=1)
    say(event, cast.facilitator)
    say(event, cast.alumna, NO)
    assert stand(event, cast.junior, cast.facilitator) == [WAITING, WAITING]
    assert say(event, cast.junior, guests=0) == YES
    assert stand(event, cast.junior, cast.facilitator) == [YES, WAITING]


def test_the_offer_comes_by_mail_with_its_time_and_is_not_sent_when_it_is_over(
    cast: Cast, full: Event, mailbox, deliver_all
) -> None:
    say(full, cast.alumna, NO)
    deliver_all()
    (mail,) = [m for m in mailbox if "席が空きました" in m["Subject"]]
    assert mail["To"].addresses[0].addr_spec == cast.junior.email
    words = text_of(mail)
    assert "お返事の期限: " in words
    assert "answer=pass" in words
    mailbox.clear()
    say(full, cast.junior, NO)
    say(full, cast.boss, NO)
    deliver_all()
    assert [m["To"].addresses[0].addr_spec for m in mailbox if "席が空きました" in m["Subject"]] == [
        cast.facilitator.email
    ]


@pytest.mark.parametrize(
    ("hours", "left", "held"), [(24, 30 * 24, 24), (24, 48, 12), (6, 48, 6), (24, 1, 0.5), (24, 0.25, 0.25)]
)
def test_near_the_gathering_the_time_to_answer_is_shorter(hours: int, left: float, held: float) -> None:
    now = datetime(2026, 7, 1, 9, tzinfo=UTC)
    until = seating.answer_until(now, hours, now + timedelta(hours=left))
    assert until - now == timedelta(hours=held)


def test_the_database_itself_gives_no_seat_beyond_the_table(cast: Cast) -> None:
    event = make.event(cast.company, cast.hr, capacity=2)
    rows = Event.objects.filter(pk=event.pk)
    with pytest.raises(InternalError), transaction.atomic():
        rows.update(taken=3)
    rows.update(taken=2)
    rows.update(capacity=1)
    with pytest.raises(InternalError), transaction.atomic():
        rows.update(taken=3)
    rows.update(taken=1)
    with pytest.raises(InternalError), transaction.atomic():
        make.event(cast.company, cast.hr, capacity=1, taken=2)


def test_an_offer_of_a_postponed_gathering_has_its_time_anew_and_freed_seats_go_on(cast: Cast) -> None:
    event = make.event(cast.company, cast.hr, capacity=2, offer_hours=24)
    for who in (cast.alumna, cast.boss, cast.junior, cast.facilitator):
        say(event, who)
    say(event, cast.alumna, NO)
    life.postpone(event=event, by=cast.hr, reason="台風")
    say(event, cast.boss, NO)
    assert stand(event, cast.junior, cast.facilitator) == ["offered", WAITING], (
        "nobody is offered a day that isn't known"
    )
    later = timezone.now() + timedelta(days=6)
    with time_machine.travel(later, tick=False):
        begins = later + timedelta(days=40)
        life.set_day(event=event, by=cast.hr, starts_at=begins, ends_at=begins + timedelta(hours=2))
        assert ticking.expire_offers() == 0
        assert stand(event, cast.junior, cast.facilitator) == ["offered", "offered"]
        until = event.replies.filter(answer="offered").values_list("offered_until", flat=True)
        assert list(until) == [later + timedelta(hours=24)] * 2
    with time_machine.travel(later + timedelta(hours=25), tick=False):
        assert ticking.expire_offers() == 2


# Where the host looks first


def test_a_yes_is_a_request_until_the_host_answers_and_only_the_accepted_take_seats(cast: Cast) -> None:
    event = make.event(cast.company, cast.hr, capacity=1, approval=True)
    assert [say(event, who) for who in (cast.alumna, cast.junior, cast.boss)] == ["asked"] * 3
    assert stand(event, cast.alumna) == ["asked"]
    assert event.taken == 0
    assert replying.accept(event=event, people=[cast.junior.pk, cast.alumna.pk], by=cast.hr) == 2
    assert stand(event, cast.alumna, cast.junior, cast.boss) == [YES, WAITING, "asked"]
    assert replying.decline(event=event, people=[cast.boss.pk], by=cast.hr, word="次の回にぜひ。") == 1
    assert stand(event, cast.boss) == ["declined"]
    assert (told("accepted"), told("waiting"), told("declined")) == (
        [[cast.alumna.pk]], [[cast.junior.pk]], [[cast.boss.pk]],
    )  # fmt: skip
    say(event, cast.alumna, NO)
    assert stand(event, cast.junior) == [YES]


def test_a_declined_request_is_not_made_again_and_the_host_may_change_their_mind(cast: Cast) -> None:
    event = make.event(cast.company, cast.hr, approval=True)
    say(event, cast.alumna)
    replying.decline(event=event, people=[cast.alumna.pk], by=cast.hr)
    with pytest.raises(ValidationError, match="ご用意できませんでした"):
        say(event, cast.alumna)
    replying.withdraw(event=event, by=cast.alumna)
    assert stand(event, cast.alumna) == ["declined"]
    replying.accept(event=event, people=[cast.alumna.pk], by=cast.hr)
    assert stand(event, cast.alumna) == [YES]


def test_only_the_hosts_answer_requests(cast: Cast) -> None:
    event = make.event(cast.company, cast.hr, approval=True)
    say(event, cast.alumna)
    for who in (cast.junior, cast.hr_other, cast.stranger):
        for verb in (replying.accept, replying.decline):
            with pytest.raises(ValidationError):
                verb(event=event, people=[cast.alumna.pk], by=who)


# Two days before


def asked_again(cast: Cast, **more) -> Event:
    event = make.event(cast.company, cast.hr, capacity=2, reconfirm=True, **more)
    for who in (cast.alumna, cast.junior, cast.boss):
        say(event, who)
    return event


def test_two_days_before_those_who_come_are_asked_once_and_the_silent_keep_their_seat(
    cast: Cast, mailbox, deliver_all
) -> None:
    event = asked_again(cast)
    deliver_all()
    mailbox.clear()
    assert ticking.ask_again() == 0
    with time_machine.travel(event.starts_at - timedelta(hours=47), tick=False):
        assert [ticking.ask_again(), ticking.ask_again()] == [1, 0]
        event.refresh_from_db()
        replying.confirm(event=event, by=cast.alumna)
        deliver_all()
        assert [m["To"].addresses[0].addr_spec for m in mailbox] == [cast.junior.email]
        assert "answer=confirm" in text_of(mailbox[0])
    with time_machine.travel(event.starts_at - timedelta(hours=20), tick=False):
        assert ticking.release_unconfirmed() == 0
    assert stand(event, cast.alumna, cast.junior, cast.boss) == [YES, YES, WAITING]


def test_where_the_host_chose_so_the_seat_of_the_silent_goes_on_a_day_before(cast: Cast) -> None:
    event = asked_again(cast, release_unconfirmed=True)
    with time_machine.travel(event.starts_at - timedelta(hours=47), tick=False):
        ticking.ask_again()
        replying.confirm(event=event, by=cast.alumna)
        assert ticking.release_unconfirmed() == 0
    with time_machine.travel(event.starts_at - timedelta(hours=20), tick=False):
        assert [ticking.release_unconfirmed(), ticking.release_unconfirmed()] == [1, 0]
    assert stand(event, cast.alumna, cast.junior, cast.boss) == [YES, "maybe", YES]
    assert told("released") == [[cast.junior.pk]]


def test_a_gathering_that_was_moved_asks_anew(cast: Cast) -> None:
    event = asked_again(cast)
    with time_machine.travel(event.starts_at - timedelta(hours=47), tick=False):
        ticking.ask_again()
        replying.confirm(event=event, by=cast.alumna)
        later = event.starts_at + timedelta(days=10)
        actions.change(event=event, by=cast.hr, starts_at=later, ends_at=later + timedelta(hours=2))
    with time_machine.travel(later - timedelta(hours=40), tick=False):
        assert ticking.ask_again() == 1
    assert Fact.objects.filter(kind="events.reconfirm").count() == 2


def test_who_has_no_seat_can_not_confirm_one(cast: Cast) -> None:
    event = asked_again(cast)
    with pytest.raises(ValidationError, match="お席がありません"):
        replying.confirm(event=event, by=cast.boss)
