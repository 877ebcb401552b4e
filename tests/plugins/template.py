"""A migrated database is made once for each set of migrations and kept; every test database is a copy of it.

Migrating from nothing costs most of a short run. Only on the servers that a test run starts itself: elsewhere the tests
migrate as anybody would.
"""

import fcntl
import hashlib
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import psycopg2
import pytest
from django.conf import settings

from config.engines import BINARIES, SHORT, private_folder
from config.services import BASE_DIR, TEST_HOME

TEMPLATE = "kanae_template"


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    if os.environ.get("KANAE_TEST_DATABASE_URL"):
        return
    database: dict[str, Any] = settings.DATABASES["default"]
    with (Path(os.environ[TEST_HOME]) / "template.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        ensure(os.environ["DATABASE_URL"])
    database.setdefault("TEST", {})["TEMPLATE"] = TEMPLATE


def ensure(url: str) -> None:
    """The cluster holds the migrated template: from the kept copy, or migrated now and kept."""
    server = psycopg2.connect(url)
    server.autocommit = True
    with server.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [TEMPLATE])
        if cursor.fetchone():
            return
        cursor.execute(f"CREATE DATABASE {TEMPLATE}")
    server.close()
    there = url.replace("/kanae?", f"/{TEMPLATE}?")
    kept = private_folder(SHORT / f"kanae-templates-{os.geteuid()}", None) / f"{fingerprint()}.sql"
    if kept.exists():
        run([str(BINARIES / "psql"), "-qX", "-v", "ON_ERROR_STOP=1", "-f", str(kept), there])
        return
    run([sys.executable, "manage.py", "migrate", "-v0"], DATABASE_URL=there)
    half = kept.with_suffix(f".{os.getpid()}")
    run([str(BINARIES / "pg_dump"), "--no-owner", "-f", str(half), there])
    half.replace(kept)


def fingerprint() -> str:
    """Of all that decides what a migrated database looks like."""
    files = [BASE_DIR / "requirements.txt", *sorted(BASE_DIR.glob("*/migrations/*.py"))]
    return hashlib.sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()[:20]


def run(command: list[str], **environment: str) -> None:
    subprocess.run(command, cwd=BASE_DIR, env={**os.environ, **environment}, check=True, stdout=subprocess.DEVNULL)
