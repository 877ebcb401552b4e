"""Whatever happens to a gathering and to somebody's answer, each is reminded when they should be, once, of the real time."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test

from programs.events import actions, reminding, replying
from programs.events.models import Event
from tests import make
from tests.cast import Cast
from tests.plugins.mail import text_of

GRACE = timedelta(hours=1)


class Calendar:
    """What should happen, told in the plainest way: of each start, what was planned and what was sent."""

    def __init__(self, now: datetime, start: datetime) -> None:
        self.start, self.cancelled, self.sent = start, False, set[tuple[str, datetime]]()
        self.open = self.plan(now, told=True)

    def plan(self, now: datetime, *, told: bool) -> set[str]:
        due = {lead: self.start - before for lead, before in reminding.LEADS.items()}
        late = [lead for lead in due if due[lead] <= now]
        return {lead for lead in due if due[lead] > now} | (set() if told else set(late[-1:]))

    def moved(self, now: datetime, start: datetime, *, told: bool) -> None:
        self.start = start
        self.open = self.plan(now, told=told)

    def expected(self, now: datetime) -> str:
        """The lead that must be told now: the nearest of those due, if it is still open and wasn't sent."""
        due = [lead for lead, before in reminding.LEADS.items() if self.start - before <= now]
        nearest = due[-1] if due and not self.cancelled and now < self.start else ""
        open_ = nearest in self.open and (nearest, self.start) not in self.sent
        self.open -= set(due)
        return nearest if open_ else ""


class Course(RuleBasedStateMachine):
    """One gathering and one guest: time goes on, the host moves or cancels it, the guest changes their mind."""

    def __init__(self, cast: Cast, mailbox, deliver_all) -> None:  # type: ignore[no-untyped-def]
        super().__init__()
        self.cast, self.mailbox, self.deliver_all = cast, mailbox, deliver_all
        self.block = transaction.atomic()
        self.block.__enter__()
        self.now = timezone.now().replace(minute=0, second=0, microsecond=0)
        self.first, self.answer = self.now + timedelta(days=20), "yes"
        self.event = make.event(cast.company, cast.hr, starts_at=self.first, state=Event.State.DRAFT)
        self.model = Calendar(self.now, self.first)
        with time_machine.travel(self.now, tick=False):
            actions.publish(event=self.event, by=cast.hr)
            replying.reply(event=self.event, by=cast.alumna, answer="yes")
            deliver_all(hurry=True)

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.block.__exit__(None, None, None)

    def is_ahead(self) -> bool:
        return not self.model.cancelled and self.now + GRACE < self.model.start

    @rule(hours=st.sampled_from([1, 6, 24, 72, 200]))
    def wait(self, hours: int) -> None:
        self.now += timedelta(hours=hours)
        self.look()

    @precondition(is_ahead)
    @rule(answer=st.sampled_from(["yes", "no", "maybe"]))
    def say(self, answer: str) -> None:
        with self.an_hour_later():
            replying.reply(event=self.event, by=self.cast.alumna, answer=answer)
        self.answer = answer
        self.look()

    @precondition(is_ahead)
    @rule(by=st.sampled_from([-240, -30, 24, 240]), told=st.booleans())
    def move(self, by: int, told: bool) -> None:
        self.set_start(self.model.start + timedelta(hours=by), told)

    @precondition(is_ahead)
    @rule(told=st.booleans())
    def move_back(self, told: bool) -> None:
        self.set_start(self.first, told)

    @precondition(is_ahead)
    @rule()
    def cancel(self) -> None:
        with self.an_hour_later():
            actions.cancel(event=self.event, by=self.cast.hr, reason="台風")
        self.model.cancelled = True
        self.look()

    def set_start(self, to: datetime, told: bool) -> None:
        with self.an_hour_later():
            change = {"event": self.event, "by": self.cast.hr, "starts_at": to, "ends_at": to + timedelta(hours=3)}
            if to <= self.now:
                with pytest.raises(ValidationError, match="これからの日時"):
                    actions.change(**change, tell=told)
            elif to != self.model.start:
                actions.change(**change, tell=told)
                self.model.moved(self.now, to, told=told)
        self.look()

    def an_hour_later(self) -> time_machine.travel:
        self.now += GRACE
        self.event.refresh_from_db()
        return time_machine.travel(self.now, tick=False)

    def look(self) -> None:
        """What came in the mail is what the calendar expects: none stale, past, doubled or missed."""
        with time_machine.travel(self.now, tick=False):
            self.mailbox.clear()
            self.deliver_all(hurry=True)
        hers = [text_of(mail) for mail in self.mailbox if mail["To"].addresses[0].addr_spec == self.cast.alumna.email]
        got = [words for words in hers if "近づいて" in words]
        lead = self.model.expected(self.now)
        assert len(got) == bool(lead and self.answer != "no"), (lead, self.answer, self.now, self.model.start)
        if lead:
            self.model.sent.add((lead, self.model.start))
        self.event.refresh_from_db()
        there = self.event.starts_there
        for words in got:
            assert self.now < self.event.starts_at, "none comes too late"
            assert f"{there.month}月{there.day}日" in words, "each tells the real day"


@pytest.mark.django_db
def test_no_reminder_is_stale_past_doubled_or_missed(cast: Cast, mailbox, deliver_all) -> None:
    run_state_machine_as_test(
        lambda: Course(cast, mailbox, deliver_all),
        settings=settings(
            max_examples=12, stateful_step_count=12, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
