"""Whatever happens to a gathering and to somebody's answer, each is reminded when they should be, once, of the real time."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from programs.events import actions, reminding, replying
from programs.events.models import Event
from tests import make
from tests.cast import Cast
from tests.plugins.mail import text_of

STEP = st.one_of(
    st.tuples(st.just("wait"), st.sampled_from([1, 6, 24, 72, 200])),
    st.tuples(st.sampled_from(["move", "quietly"]), st.sampled_from([-240, -30, 24, 240])),
    st.tuples(st.just("say"), st.sampled_from(["yes", "no", "maybe"])),
    st.tuples(st.just("back")),
    st.tuples(st.just("cancel")),
)
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


@pytest.mark.django_db
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEP, min_size=4, max_size=14))
def test_no_reminder_is_stale_past_doubled_or_missed(cast: Cast, mailbox, deliver_all, steps: list) -> None:
    begin = timezone.now().replace(minute=0, second=0, microsecond=0)
    with transaction.atomic():
        start = begin + timedelta(days=20)
        event = make.event(cast.company, cast.hr, starts_at=start, state=Event.State.DRAFT)
        now, starts = begin, [start]
        with time_machine.travel(now, tick=False):
            actions.publish(event=event, by=cast.hr)
            replying.reply(event=event, by=cast.alumna, answer="yes")
            deliver_all(hurry=True)
        model, answer = Calendar(now, start), "yes"
        for step in steps:
            now += GRACE
            with time_machine.travel(now, tick=False):
                event.refresh_from_db()
                if step[0] == "wait":
                    now += timedelta(hours=step[1])
                elif not model.cancelled and now < model.start:
                    answer = act(cast, event, model, starts, step, now) or answer
            with time_machine.travel(now, tick=False):
                mailbox.clear()
                deliver_all(hurry=True)
                check(cast, event, model, answer, now, mailbox)
        transaction.set_rollback(True)


def act(cast: Cast, event: Event, model: Calendar, starts: list, step: tuple, now: datetime) -> str:  # type: ignore[type-arg]
    if step[0] == "say":
        replying.reply(event=event, by=cast.alumna, answer=step[1])
        return step[1]
    if step[0] == "cancel":
        actions.cancel(event=event, by=cast.hr, reason="台風")
        model.cancelled = True
        return ""
    to = starts[0] if step[0] == "back" else event.starts_at + timedelta(hours=step[1])
    if to > now and to != event.starts_at:
        told = step[0] != "quietly"
        actions.change(event=event, by=cast.hr, starts_at=to, ends_at=to + timedelta(hours=3), tell=told)
        model.moved(now, to, told=told)
    return ""


def check(cast: Cast, event: Event, model: Calendar, answer: str, now: datetime, mailbox) -> None:  # type: ignore[no-untyped-def]
    event.refresh_from_db()
    got = [
        text_of(mail)
        for mail in mailbox
        if mail["To"].addresses[0].addr_spec == cast.alumna.email and "近づいて" in text_of(mail)
    ]
    lead = model.expected(now)
    assert len(got) == bool(lead and answer != "no"), (lead, answer, now, event.starts_at)
    if lead:
        model.sent.add((lead, event.starts_at))
    there = event.starts_there
    for words in got:
        assert now < event.starts_at, "none comes too late"
        assert f"{there.month}月{there.day}日" in words, "each tells the real day"
