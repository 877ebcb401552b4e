"""Two questions from outside: does the process live (/healthz), and could it serve (/readyz). Neither needs a log-in."""

import select
import time
from typing import Any

import psycopg2
import psycopg2.extensions
from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

from accounts.notices.queries import due_count, oldest_waiting
from accounts.users.access import public

PATIENCE = 0.5  # seconds for each server: whoever asks must hear an answer while one of them hangs


@public
@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok", content_type="text/plain")


@public
@require_safe
@never_cache
def readyz(request: HttpRequest) -> HttpResponse:
    database, redis = _timed(_ask_database), _timed(_ask_redis)
    notices = _waiting_notices() if database["ok"] else None
    database["ok"] = database["ok"] and notices is not None  # it answers, but the tables aren't there yet
    # Without Redis pages and answers still work and every notice waits safely in the database: that is degraded,
    # and taking the web away from everybody would only make it worse.
    state = "down" if not database["ok"] else "ok" if redis["ok"] else "degraded"
    answer = {"status": state, "database": database, "redis": redis, "notices": notices}
    return JsonResponse(answer, status=503 if state == "down" else 200)


def _timed(ask: Any) -> dict[str, Any]:
    begun = time.monotonic()
    ok = ask()
    return {"ok": ok, "ms": round((time.monotonic() - begun) * 1000, 1)}


def _ask_database() -> bool:
    """On a connection of its own, asynchronously: the driver's own time-outs don't cover a server that hangs."""
    parameters = {k: v for k, v in connection.get_connection_params().items() if isinstance(v, str | int)}
    deadline = time.monotonic() + PATIENCE
    try:
        asked = psycopg2.connect(**parameters, async_=True)
        try:
            return _poll(asked, deadline) and _select_one(asked, deadline)
        finally:
            asked.close()
    except psycopg2.Error:
        return False


def _select_one(asked: Any, deadline: float) -> bool:
    cursor = asked.cursor()
    cursor.execute("SELECT 1")
    return _poll(asked, deadline) and cursor.fetchone() == (1,)


def _poll(asked: Any, deadline: float) -> bool:
    while (state := asked.poll()) != psycopg2.extensions.POLL_OK:
        left = deadline - time.monotonic()
        reading = [asked.fileno()] if state == psycopg2.extensions.POLL_READ else []
        writing = [asked.fileno()] if state == psycopg2.extensions.POLL_WRITE else []
        if left <= 0 or not any(select.select(reading, writing, [], left)):
            return False
    return True


def _ask_redis() -> bool:
    asked = Redis.from_url(
        settings.REDIS_URL, socket_timeout=PATIENCE, socket_connect_timeout=PATIENCE, retry=Retry(NoBackoff(), 0)
    )
    try:
        return bool(asked.ping())
    except (RedisError, OSError):
        return False
    finally:
        asked.close()


def _waiting_notices() -> dict[str, Any] | None:
    """Due and not yet sent. The age of the oldest is the one figure that tells whether the mail moves."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout = %s", [int(PATIENCE * 1000)])
            return {"waiting": due_count(), "oldest_seconds": round(oldest_waiting().total_seconds(), 1)}
    except DatabaseError:
        return None
