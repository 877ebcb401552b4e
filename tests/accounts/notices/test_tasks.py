"""The tasks by their names, as the schedule and the queues call them."""

import pytest

from accounts.notices import actions, tasks
from accounts.notices.models import Delivery
from config.celery import app
from config.schedule import SCHEDULE


@pytest.fixture
def _in_place(settings):
    was, app.conf.task_always_eager = app.conf.task_always_eager, True
    yield
    app.conf.task_always_eager = was


def test_the_schedule_and_the_routes_name_tasks_that_exist():
    app.loader.import_default_modules()
    named = {entry["task"] for entry in SCHEDULE.values() if entry["task"].startswith("accounts.notices.")}
    assert named == {f"accounts.notices.{name}" for name in ("tickle", "sweep", "watch", "prune")}
    assert named | set(app.conf.task_routes) <= set(app.tasks)


@pytest.mark.django_db
@pytest.mark.usefixtures("_in_place")
def test_one_tick_brings_a_fact_to_the_mailbox(readers, smtp_sink):
    actions.send("tests.news")
    tasks.tickle.delay()
    assert sorted(smtp_sink.counts()) == [reader.email for reader in readers]


@pytest.mark.django_db
@pytest.mark.usefixtures("_in_place")
def test_the_sweep_holds_back_only_kinds_that_must_not_come_twice(readers):
    for kind in ("tests.news", "tests.held"):
        fact = actions.send(kind, to=readers[:1])
        Delivery.objects.create(
            fact=fact, person=readers[0], address=readers[0].email, not_before=fact.at, state="sending",
            lease_owner="dead", lease_until="2000-01-01T00:00Z",
        )  # fmt: skip
    tasks.sweep.delay()
    assert dict(Delivery.objects.values_list("fact__kind", "state")) == {
        "tests.news": "waiting",
        "tests.held": "doubt",
    }
    assert set(Delivery.objects.values_list("doubts", flat=True)) == {1}


@pytest.mark.django_db
@pytest.mark.parametrize(("waiting", "woken"), [(0, 0), (1, 1), (3, 2), (9, 4)])
def test_a_tick_wakes_as_many_senders_as_there_are_batches(readers, monkeypatch, waiting, woken):
    monkeypatch.setattr(tasks.outbox, "BATCH", 2)
    calls = []
    monkeypatch.setattr(tasks.drain, "apply_async", lambda **how: calls.append(how))
    for _ in range(waiting):
        fact = actions.send("tests.pressing", to=readers[:1])
        Delivery.objects.create(fact=fact, person=readers[0], address=readers[0].email, not_before=fact.at)
    tasks.tickle()
    assert calls == [{"expires": 30, "retry": False}] * woken
