"""What belongs to an answer: guests, needs that are forgotten, and questions whose answers are never lost."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db.models import RestrictedError
from django.test import Client
from django.utils import timezone

from programs.events import replying, telling, ticking, tokens
from programs.events.models import Event
from programs.events.reply_models import Guest, Question, Told
from tests import make
from tests.cast import Cast
from tests.plugins.mail import text_of

MEAL = {"text": "お弁当は", "kind": "one", "choices": ["魚", "野菜"], "required": True}


@pytest.fixture
def event(cast: Cast) -> Event:
    made = make.event(cast.company, cast.hr, guests_allowed=2)
    replying.reply(event=made, by=cast.alumna, answer="yes", guests=1)
    return made


def more(event: Event, who, needs: str = "", party=(), words=None):
    return telling.tell_more(event=event, by=who, needs=needs, party=list(party), words=words or {})


def test_needs_and_guests_are_forgotten_thirty_days_after_and_the_count_stays(cast: Cast, event: Event) -> None:
    more(event, cast.alumna, "そば", [("岡田 太郎", "卵")])
    for days, kept in ((29, ["そば", 1]), (31, ["", 0])):
        with time_machine.travel(event.ends_at + timedelta(days=days), tick=False):
            ticking.forget_needs()
        mine = event.replies.get(person=cast.alumna)
        assert [mine.needs, Guest.objects.count()] == kept
        assert mine.guests == 1


def test_fewer_guests_take_their_words_with_them(cast: Cast, event: Event) -> None:
    more(event, cast.alumna, party=[("岡田 太郎", "卵"), ("数えない人", "")])
    assert [guest.name for guest in Guest.objects.all()] == ["岡田 太郎"]
    replying.reply(event=event, by=cast.alumna, answer="yes", guests=0)
    assert not Guest.objects.exists()


def test_a_one_tap_yes_keeps_the_seat_and_is_asked_the_rest_afterwards(cast: Cast, event: Event) -> None:
    question = telling.ask(event=event, by=cast.hr, **MEAL)
    link, browser = tokens.path_for(event, cast.junior, "yes"), Client()
    assert browser.get(link).status_code == 200
    assert not event.replies.filter(person=cast.junior).exists(), "opening a link answers nothing"
    answer = browser.post(link, {"answer": "yes"}, follow=True)
    assert event.replies.get(person=cast.junior).answer == "yes"
    address = answer.redirect_chain[-1][0]
    assert address.endswith("/more/")
    assert "お弁当は" in answer.content.decode()
    assert browser.post(address, {}).status_code == 422, "a required question wants an answer"
    assert event.replies.get(person=cast.junior).answer == "yes", "and the seat is kept"
    browser.post(address, {f"question_{question.pk}": "野菜", "needs": "車いす"})
    mine = event.replies.get(person=cast.junior)
    assert (mine.needs, [told.words for told in mine.told.all()]) == ("車いす", [["野菜"]])


def test_an_answer_that_is_not_offered_is_refused(cast: Cast, event: Event) -> None:
    meal = telling.ask(event=event, by=cast.hr, **MEAL)
    party = telling.ask(event=event, by=cast.hr, text="二次会", kind="yesno", choices=[], required=False)
    for words in ({meal.pk: ["肉"]}, {meal.pk: ["魚", "野菜"]}, {party.pk: ["たぶん"]}):
        with pytest.raises(ValidationError, match="出ている答え"):
            more(event, cast.alumna, words=words)
    assert not Told.objects.exists()


def test_editing_a_question_never_loses_an_answer(cast: Cast, event: Event) -> None:
    meal = telling.ask(event=event, by=cast.hr, **MEAL)
    more(event, cast.alumna, words={meal.pk: ["魚"]})
    for change in ({"kind": "text", "choices": []}, {"choices": ["野菜", "肉"]}):
        with pytest.raises(ValidationError):
            telling.change_question(question=meal, by=cast.hr, **{**MEAL, **change})
    meal.refresh_from_db()
    telling.change_question(question=meal, by=cast.hr, **{**MEAL, "text": "お昼は", "choices": ["魚", "肉"]})
    assert [(told.asked, told.words) for told in Told.objects.all()] == [("お弁当は", ["魚"])]
    telling.retire_question(question=meal, by=cast.hr)
    more(event, cast.alumna)
    assert Told.objects.get().words == ["魚"], "a retired question keeps its answers"
    with pytest.raises(RestrictedError):
        meal.delete()


def test_a_question_nobody_answered_is_gone_when_it_is_retired(cast: Cast, event: Event) -> None:
    telling.retire_question(question=telling.ask(event=event, by=cast.hr, **MEAL), by=cast.hr)
    assert not Question.objects.exists()


def test_only_the_hosts_ask(cast: Cast, event: Event) -> None:
    for who in (cast.junior, cast.hr_other, cast.stranger):
        with pytest.raises(ValidationError):
            telling.ask(event=event, by=who, **MEAL)


def test_who_did_not_say_yes_is_not_asked(cast: Cast, event: Event) -> None:
    with pytest.raises(ValidationError, match="先に"):
        more(event, cast.junior, "そば")


@pytest.mark.parametrize("who", ["alumna", "junior", "hr_other", "stranger"])
def test_needs_answers_and_the_roll_are_for_the_hosts_alone(cast: Cast, event: Event, login, who: str) -> None:
    meal = telling.ask(event=event, by=cast.hr, **MEAL)
    more(event, cast.alumna, "落花生", [("つれの人", "甲殻類")], {meal.pk: ["野菜"]})
    host, other = login(cast.hr), login(getattr(cast, who))
    pages = [f"/events/{event.pk}/people{end}" for end in ("/", ".csv", ".xlsx")]
    for page in pages[:2]:
        words = host.get(page).content.decode()
        assert all(word in words for word in ("落花生", "つれの人", "甲殻類", "野菜"))
    for page in [*pages, f"/events/{event.pk}/questions/"]:
        assert other.get(page).status_code in (403, 404)
    seen = other.get(f"/events/{event.pk}/").content.decode()
    assert not any(word in seen for word in ("落花生", "つれの人", "甲殻類"))


def test_an_open_question_is_called_to_mind_once_two_days_after_it_could_be_answered(
    cast: Cast, event: Event, mailbox, deliver_all
) -> None:
    for who in (cast.junior, cast.boss):
        replying.reply(event=event, by=who, answer="yes")
    replying.reply(event=event, by=cast.facilitator, answer="maybe")
    question = telling.ask(event=event, by=cast.hr, **MEAL)
    more(event, cast.boss, words={question.pk: ["魚"]})
    deliver_all()
    mailbox.clear()
    assert ticking.call_to_mind() == 0
    with time_machine.travel(timezone.now() + timedelta(days=2, hours=1), tick=False):
        assert [ticking.call_to_mind(), ticking.call_to_mind()] == [2, 0]
        more(event, cast.junior, words={question.pk: ["魚"]})
        deliver_all(hurry=True)
    assert [(m["To"].addresses[0].addr_spec, "質問が残っています" in m["Subject"]) for m in mailbox] == [
        (cast.alumna.email, True)
    ]
    assert "/more/" in text_of(mailbox[0])
    with time_machine.travel(timezone.now() + timedelta(days=5), tick=False):
        assert ticking.call_to_mind() == 0, "once is enough"
