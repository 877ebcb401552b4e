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
SETTLED = 4  # the last migration of the programs house that no longer changes
MIGRATE = [sys.executable, "manage.py", "migrate", "-v0"]


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
    folder = private_folder(SHORT / f"kanae-templates-{os.geteuid()}", None)
    settled, whole = folder / f"{fingerprint(SETTLED)}.sql", folder / f"{fingerprint(99)}.sql"
    if whole.exists():
        restore(whole, there)
        return
    # What is still being written changes often: what came before it is kept apart.
    if settled.exists():
        restore(settled, there)
    else:
        for app in ("alumni", "programs"):
            run([*MIGRATE, app, *([f"{SETTLED:04d}"] if app == "programs" else [])], DATABASE_URL=there)
        keep(settled, there)
    run(MIGRATE, DATABASE_URL=there)
    keep(whole, there)


def restore(kept: Path, there: str) -> None:
    run([str(BINARIES / "psql"), "-qX", "-v", "ON_ERROR_STOP=1", "-f", str(kept), there])


def keep(kept: Path, there: str) -> None:
    half = kept.with_suffix(f".{os.getpid()}")
    run([str(BINARIES / "pg_dump"), "--no-owner", "-f", str(half), there])
    half.replace(kept)


def fingerprint(up_to: int) -> str:
    """Of all that decides what a migrated database looks like; of the programs house up to this migration."""
    files = [BASE_DIR / "requirements.txt", *sorted(BASE_DIR.glob("*/migrations/*.py"))]
    files = [file for file in files if file.parts[-3] != "programs" or file.name < f"{up_to + 1:04d}"]
    return hashlib.sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()[:20]


def run(command: list[str], **environment: str) -> None:
    subprocess.run(command, cwd=BASE_DIR, env={**os.environ, **environment}, check=True, stdout=subprocess.DEVNULL)
