"""Workers die by kill -9 in the middle of sending: everybody hears, and hardly anybody twice."""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone

from accounts.notices import actions, expanding, kinds
from accounts.notices.models import Delivery, Preference
from accounts.users.models import User
from tests.accounts.notices.sample import ALL

PEOPLE, KILLS, LEASE = 300, 5, 2
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def _sample_kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    for kind in ALL:
        monkeypatch.setitem(kinds._catalogue, kind.code, kind())


class Workers:
    def __init__(self, port: int) -> None:
        self.environment = {**os.environ, "EMAIL_URL": f"smtp://127.0.0.1:{port}", "MAIL_LEASE": str(LEASE)}
        self.alive: list[subprocess.Popen[bytes]] = []

    def start(self) -> None:
        command = [sys.executable, "-m", "tests.faults.mail_worker", str(connection.settings_dict["NAME"])]
        made = subprocess.Popen(command, cwd=ROOT, env=self.environment, stdout=subprocess.PIPE)
        self.alive.append(made)

    def kill_one(self) -> None:
        dead = self.alive.pop(0)
        dead.send_signal(signal.SIGKILL)
        dead.communicate()

    def ready(self) -> None:
        for worker in self.alive:
            assert worker.stdout is not None
            assert worker.stdout.readline() == b"ready\n"


@pytest.fixture
def workers(smtp_sink: object) -> Iterator[Workers]:
    made = Workers(settings.EMAIL_PORT)
    yield made
    while made.alive:
        made.kill_one()


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("_sample_kinds")
def test_killing_workers_loses_nobody_and_doubles_at_most_one_mail_for_each_kill(smtp_sink, workers):
    smtp_sink.pause = 0.02
    User.objects.bulk_create([User(email=f"reader{n}@example.test") for n in range(PEOPLE)])
    actions.send("tests.news")
    for kill in range(KILLS):
        workers.start()
        workers.ready()
        seen = len(smtp_sink.mails)
        wait_for(lambda seen=seen: len(smtp_sink.mails) > seen, 20)
        time.sleep(random.uniform(0.02, 0.4))
        assert Delivery.objects.exclude(state="sent").exists(), f"all was sent before kill {kill}"
        workers.kill_one()
    smtp_sink.pause = 0
    workers.start()
    wait_for(lambda: Delivery.objects.filter(state="sent").count() == PEOPLE, 40)
    assert_all_heard(smtp_sink)


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("_sample_kinds")
def test_killing_workers_amid_digests_loses_no_notice_and_sends_none_in_two_different_mails(smtp_sink, workers):
    smtp_sink.pause = 0.02
    people = User.objects.bulk_create([User(email=f"reader{n}@example.test") for n in range(60)])
    wish = {"category": "gatherings", "kind": "tests.news", "pace": "daily"}
    Preference.objects.bulk_create([Preference(person=person, **wish) for person in people])
    for subject in ("一", "二", "三"):
        actions.send("tests.news", data={"subject": subject})
    expanding.expand()
    assert Delivery.objects.update(not_before=timezone.now()) == 180
    for _ in range(2):
        workers.start()
        workers.ready()
        seen = len(smtp_sink.mails)
        wait_for(lambda seen=seen: len(smtp_sink.mails) > seen, 20)
        workers.kill_one()
    workers.start()
    wait_for(lambda: Delivery.objects.filter(state="sent").count() == 180, 40)
    ids = {(mail["To"], mail["Message-ID"]) for mail in smtp_sink.mails}
    assert (len(ids), len(smtp_sink.counts()), len(smtp_sink.mails) - 60 <= 2) == (60, 60, True)
    assert Delivery.objects.values("letter").distinct().count() == 60


def assert_all_heard(sink) -> None:
    counts = sink.counts()
    assert set(counts) == {f"reader{n}@example.test" for n in range(PEOPLE)}
    assert sum(counts.values()) - PEOPLE <= KILLS
    ids = Counter(mail["Message-ID"] for mail in sink.mails)
    assert len(ids) == PEOPLE


def wait_for(true, seconds: float) -> None:
    ends = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < ends, "took too long"
        time.sleep(0.05)
