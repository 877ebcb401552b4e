"""/healthz and /readyz: what an operator's probe is told when everything, Redis, or the database is well or away."""

import datetime as dt
import socket
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from accounts.notices.models import Delivery, Fact


def delivery(*, minutes: int, state: str = "waiting") -> Delivery:
    fact = Fact.objects.create(kind="test")
    at = timezone.now() - dt.timedelta(minutes=minutes)
    return Delivery.objects.create(fact=fact, address=f"a{minutes}@x.example", not_before=at, state=state)


def test_a_living_process_says_ok_without_a_database(client: Client) -> None:
    answer = client.get("/healthz")  # this test has no database, and asking one would fail it
    assert (answer.status_code, answer.content) == (200, b"ok")


def test_all_is_well(db: None, client: Client) -> None:
    answer = client.get("/readyz")
    told = answer.json()
    assert answer.status_code == 200
    assert told.keys() == {"status", "database", "redis", "notices"}
    assert (told["status"], told["database"]["ok"], told["redis"]["ok"]) == ("ok", True, True)
    assert told["notices"] == {"waiting": 0, "oldest_seconds": 0}


def test_the_oldest_waiting_notice_is_told_and_what_is_not_due_is_not(db: None, client: Client) -> None:
    delivery(minutes=10)
    delivery(minutes=5)
    delivery(minutes=-60)
    delivery(minutes=99, state="sent")
    told = client.get("/readyz").json()["notices"]
    assert told["waiting"] == 2
    assert told["oldest_seconds"] == pytest.approx(600, abs=30)


def test_without_redis_it_is_degraded_and_still_serves(db: None, client: Client, settings: Any) -> None:
    settings.REDIS_URL = "unix:///nowhere/redis.sock"
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["status"]) == (200, "degraded")


def test_without_a_database_it_is_down(db: None, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(connection.settings_dict, "OPTIONS", {"host": "/nowhere"})
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["status"], answer.json()["notices"]) == (503, "down", None)


def test_a_server_that_takes_the_call_and_says_nothing_costs_half_a_second(
    db: None, client: Client, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        settings.REDIS_URL = f"redis://127.0.0.1:{port}/0"
        monkeypatch.setitem(connection.settings_dict, "OPTIONS", {"host": "127.0.0.1", "port": port})
        told = client.get("/readyz").json()
    assert told["status"] == "down"
    assert told["database"]["ms"] < 800
    assert told["redis"]["ms"] < 800
