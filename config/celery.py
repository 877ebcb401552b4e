"""The Celery app. Redis only wakes workers: every promise lies in PostgreSQL, so nothing here retries or waits."""

import gc
import os
from typing import Any
from urllib.parse import parse_qs, urlsplit

from celery import Celery
from celery.app.amqp import AMQP
from celery.signals import worker_init
from django.conf import settings
from django.urls import reverse
from django.utils import translation
from kombu import Connection

from config.schedule import SCHEDULE

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")


def broker_url(redis_url: str) -> str:
    """Celery spells a Redis socket differently from everybody else."""
    parts = urlsplit(redis_url)
    if parts.scheme != "unix":
        return redis_url
    number = parse_qs(parts.query).get("db", ["0"])[0]
    return f"redis+socket://{parts.path}?virtual_host={number}"


class Near(Connection):
    """Looks for Redis each second while it is away; as it is by default the pauses grow up to half a minute."""

    def _ensure_connection(self, errback: Any = None, max_retries: Any = None, *_pauses: Any, **how: Any) -> Any:
        how |= {"interval_start": 1, "interval_step": 0, "interval_max": 1}
        return super()._ensure_connection(errback, max_retries, **how)


class Messages(AMQP):
    Connection = Near


app = Celery("kanae", amqp=Messages)
# Before the values below, which it would wipe: tests may run tasks in place (CELERY_TASK_ALWAYS_EAGER).
app.config_from_object("django.conf:settings", namespace="CELERY")
app.conf.update(
    broker_url=broker_url(settings.REDIS_URL),
    timezone="UTC",
    task_serializer="json",
    accept_content=["json"],
    task_default_queue="default",
    # Mail has workers of its own: a slow relay must not hold up an import, nor an import a mail.
    task_routes={"accounts.notices.drain": {"queue": "mail"}},
    task_ignore_result=True,
    # Taken means gone from Redis: the row in PostgreSQL is what gets the work done again, once, after a death.
    task_acks_late=False,
    worker_prefetch_multiplier=1,
    # A process that meets a frozen Redis gives up at once; the next tick comes within a second.
    task_publish_retry=False,
    broker_connection_retry_on_startup=True,
    broker_connection_max_retries=None,
    broker_connection_timeout=2,
    broker_transport_options={
        # A task is acknowledged when it is taken, and by default that asks Redis once more. If Redis goes away just
        # then, the task counts as unfinished for ever, and a worker that prefetches one never asks for another.
        "ack_emulation": False,
        "socket_timeout": 5,
        "socket_connect_timeout": 2,
        "socket_keepalive": True,
        "health_check_interval": 10,
        "max_retries": 1,
    },
    worker_send_task_events=False,
    task_send_sent_event=False,
    worker_enable_remote_control=False,
    worker_max_memory_per_child=200_000,
    worker_hijack_root_logger=False,
    beat_schedule=SCHEDULE,
    # Keeps nothing on disk: its own file of last runs breaks when it is killed, and ticks don't need it.
    beat_scheduler="celery.beat:Scheduler",
    beat_max_loop_interval=1,
)
app.autodiscover_tasks()


@worker_init.connect
def _share(**_: object) -> None:
    """What was loaded before the fork stays shared: looking for garbage would copy every page of it into each child.

    So what each child would load for its first mail (all addresses with their views, both catalogues) is loaded here.
    """
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            reverse("notices:list")
            translation.gettext("")
    gc.collect()
    gc.freeze()
