"""The Celery app. Redis only wakes workers: every promise lies in PostgreSQL, so nothing here retries or waits."""

import os
from urllib.parse import parse_qs, urlsplit

from celery import Celery
from django.conf import settings

from config.schedule import SCHEDULE

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")


def broker_url(redis_url: str) -> str:
    """Celery spells a Redis socket differently from everybody else."""
    parts = urlsplit(redis_url)
    if parts.scheme != "unix":
        return redis_url
    number = parse_qs(parts.query).get("db", ["0"])[0]
    return f"redis+socket://{parts.path}?virtual_host={number}"


app = Celery("kanae")
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
        "visibility_timeout": 300,
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
