"""Putting a gathering off, giving it a new day, taking a cancellation back, and opening it to companies."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.notices.models import Fact
from accounts.users.models import User
from programs.events import actions, circles, life, replying, rules, together
from programs.events.models import Event
from programs.events.parts import ChecklistItem
from programs.events.queries import audience_of
from tests import make
from tests.cast import Cast


def kinds() -> list[str]:
    return [fact.kind.removeprefix("events.") for fact in Fact.objects.order_by("id")]


def test_a_gathering_put_off_keeps_its_seats_and_asks_again_for_the_new_day(cast: Cast) -> None:
    event = make.event(cast.company, cast.hr, capacity=2)
    mine = make.reply(event, cast.alumna)
    life.postpone(event=event, by=cast.hr, reason="台風のため")
    event.refresh_from_db()
    assert (event.state, event.taken, event.has_begun) == ("postponed", 1, False)
    assert not rules.can_come(event)
    start = timezone.now() + timedelta(days=60)
    life.set_day(event=event, by=cast.hr, starts_at=start, ends_at=start + timedelta(hours=2))
    event.refresh_from_db()
    assert (event.state, event.starts_at, event.taken, event.revision) == ("published", start, 1, 2)
    assert rules.asks_again(event, mine)
    again = replying.reply(event=event, by=cast.alumna, answer="yes")
    assert not rules.asks_again(event, again)
    assert kinds() == ["postponed", "dated", "reminder_week", "reminder_day"]


def test_a_gathering_put_off_may_be_left_and_its_seat_goes_on(cast: Cast) -> None:
    event = make.event(cast.company, cast.hr, state="postponed")
    make.reply(event, cast.alumna)
    replying.reply(event=event, by=cast.alumna, answer="no")
    event.refresh_from_db()
    assert event.taken == 0
    with pytest.raises(ValidationError, match="延期"):
        replying.reply(event=event, by=cast.junior, answer="yes")


def test_a_cancellation_is_taken_back_before_its_day_only(cast: Cast) -> None:
    event = make.event(cast.company, cast.hr)
    make.reply(event, cast.alumna)
    actions.cancel(event=event, by=cast.hr, reason="会場が取れず")
    life.restore(event=event, by=cast.hr)
    event.refresh_from_db()
    assert (event.state, event.cancel_reason, event.taken) == ("published", "", 1)
    actions.cancel(event=event, by=cast.hr, reason="やはり")
    assert kinds().count("cancelled") == 2, "the second time is told as well"
    Event.objects.filter(pk=event.pk).update(starts_at=timezone.now() - timedelta(days=1))
    with pytest.raises(ValidationError, match="過ぎた"):
        life.restore(event=event, by=cast.hr)


def test_only_a_draft_is_thrown_away_and_only_by_who_holds_it(cast: Cast) -> None:
    draft, live = make.event(cast.company, cast.boss, state="draft"), make.event(cast.company, cast.boss)
    for who, event in ((cast.junior, draft), (cast.hr_other, draft), (cast.boss, live)):
        with pytest.raises(ValidationError):
            life.discard(event=event, by=who)
    life.discard(event=draft, by=cast.boss)
    assert list(Event.objects.all()) == [live]


def test_a_company_that_agrees_after_publishing_has_its_people_told_and_only_its_hr_answers(cast: Cast) -> None:
    event = make.event(cast.company, cast.hr, open_to="companies")
    asked = circles.ask_company(event=event, by=cast.hr, company=cast.other_company)
    assert (asked.state, kinds()) == ("asked", ["company_asked"])
    for who in (cast.hr, cast.alumna, cast.alumnus_other, cast.stranger):
        with pytest.raises(ValidationError):
            circles.answer_for_company(asked=asked, by=who, agree=True)
    circles.answer_for_company(asked=asked, by=cast.hr_other, agree=True)
    assert kinds() == ["company_asked", "published", "company_answered"]
    assert Fact.objects.get(kind="events.published").data == {"company": cast.other_company.pk}
    assert cast.alumnus_other in audience_of(event)


def test_the_whole_network_is_opened_by_a_desk_only(cast: Cast) -> None:
    start = timezone.now() + timedelta(days=9)
    words = {"title": "みんなで", "starts_at": start, "ends_at": start + timedelta(hours=1), "place": "本社"}
    with pytest.raises(ValidationError, match="すべてのメンバー"):
        actions.create(company=cast.company, by=cast.alumna, open_to="network", **words)
    assert actions.create(company=cast.company, by=cast.hr, open_to="network", **words).open_to == "network"


def test_somebody_out_of_sight_can_neither_be_invited_nor_asked_to_hold_it(cast: Cast) -> None:
    hidden = make.user("見江 内", seen_by="nobody")
    event = make.event(cast.company, cast.alumna)
    for person in (hidden, cast.alumnus_other):
        with pytest.raises(ValidationError, match="見えているメンバー"):
            circles.invite(event=event, by=cast.alumna, people=[person])
        with pytest.raises(ValidationError, match="見えているメンバー"):
            together.ask_to_hold(event=event, by=cast.alumna, person=person)
    assert (event.invites.count(), event.roles.count()) == (0, 0)


def test_the_usual_list_is_put_up_once_and_ticked_by_somebody(cast: Cast) -> None:
    event = make.event(cast.company, cast.hr, kind="study", mode="online")
    for _ in range(2):
        together.prepare(event=event, by=cast.hr)
    words = [item.words for item in event.checklist.all()]
    assert (len(words), len(set(words)), "会場を予約する" in words) == (7, 7, False)
    item = event.checklist.earliest("pk")
    with pytest.raises(ValidationError):
        together.tick(item=item, by=User.objects.get(pk=cast.junior.pk), done=True)
    together.tick(item=item, by=cast.hr, done=True)
    assert ChecklistItem.objects.get(pk=item.pk).done_by == cast.hr
