"""How Celery is set: nothing that could lose a promise, hold a request, or pile up."""

import subprocess
import sys
from pathlib import Path

import pytest

from config.celery import app, broker_url
from config.schedule import SCHEDULE, every


@pytest.mark.parametrize(
    ("given", "celery"),
    [
        ("unix:///run/redis.sock?db=3", "redis+socket:///run/redis.sock?virtual_host=3"),
        ("unix:///run/redis.sock", "redis+socket:///run/redis.sock?virtual_host=0"),
        ("redis://10.0.0.1:6379/2", "redis://10.0.0.1:6379/2"),
        ("rediss://u:p@host/0", "rediss://u:p@host/0"),
    ],
)
def test_the_broker_is_the_same_redis_in_celerys_spelling(given: str, celery: str) -> None:
    assert broker_url(given) == celery


def test_the_measured_settings_hold() -> None:
    conf = app.conf
    assert (conf.task_ignore_result, conf.task_acks_late, conf.worker_prefetch_multiplier) == (True, False, 1)
    assert (conf.accept_content, conf.task_serializer) == (["json"], "json")
    assert (conf.task_publish_retry, conf.worker_enable_remote_control) == (False, False)
    assert conf.broker_transport_options["socket_connect_timeout"] == 2


def test_every_tick_is_an_interval_of_an_hour_at_most_and_expires() -> None:
    assert SCHEDULE
    for name, line in SCHEDULE.items():
        assert isinstance(line["schedule"], int | float), name
        assert 0 < line["schedule"] <= 3600, name
        assert 0 < line["options"]["expires"] <= 30, name
    assert every(3600, "x")["options"]["expires"] == 30


def test_a_fresh_worker_knows_every_task_of_the_schedule() -> None:
    """In a process of its own: here a test may have imported a module that no worker would ever load."""
    asked = "from config.celery import app; app.loader.import_default_modules(); print(*sorted(app.tasks))"
    root = Path(__file__).parents[2]
    told = subprocess.run([sys.executable, "-c", asked], cwd=root, capture_output=True, text=True, check=True)
    assert {line["task"] for line in SCHEDULE.values()} - set(told.stdout.split()) == set()
