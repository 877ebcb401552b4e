"""The tables are what the models say, and every migration has a name and a way back."""

import re
from hashlib import sha256
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations import RunPython, RunSQL

HOUSES = ("accounts", "alumni", "programs")


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    said = StringIO()
    try:
        call_command("makemigrations", check=True, dry_run=True, stdout=said)
    except SystemExit:
        pytest.fail(said.getvalue())


def test_migrations_are_named_for_what_they_do() -> None:
    root = Path(__file__).resolve().parents[2]
    files = [p.name for house in HOUSES for p in (root / house / "migrations").glob("0*.py")]
    assert [name for name in files if re.search(r"_auto_|_alter_.*_and_more|_and_more", name)] == []


@pytest.mark.django_db
def test_every_migration_can_be_taken_back() -> None:
    loader = MigrationLoader(connection)
    one_way = [
        f"{app}.{name}: {operation}"
        for (app, name), migration in loader.disk_migrations.items()
        if app in HOUSES
        for operation in migration.operations
        if isinstance(operation, RunSQL | RunPython) and not operation.reversible
    ]
    assert one_way == []


def test_a_released_migration_stays_as_it_was_released() -> None:
    """A database that has run it never runs it again: what is to change comes under the next number.

    With a release its new files are added: `sha256sum */migrations/0*.py > tests/structure/released_migrations.txt`.
    """
    root = Path(__file__).resolve().parents[2]
    released = (root / "tests/structure/released_migrations.txt").read_text().split()
    changed = [
        name
        for digest, name in zip(released[::2], released[1::2], strict=True)
        if not (root / name).exists() or sha256((root / name).read_bytes()).hexdigest() != digest
    ]
    assert changed == []
