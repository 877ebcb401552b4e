"""A network ten times as large: every person with posts and search entries copied, row by row, under new numbers.

Making a million people by the product's own code takes an hour of one core; what is measured is finding them.
"""

from collections.abc import Callable
from typing import Any

from django.db import connection

PERSONS = ("accounts_user.id", "alumni_profile.person_id", "alumni_tenure.person_id", "alumni_searchentry.person_id",
           "alumni_searchpost.entry_id")  # fmt: skip
OWN_NUMBER = ("accounts_user", "alumni_profile", "alumni_tenure", "alumni_searchpost")
FILLED = ("accounts_user", "alumni_profile", "alumni_tenure", "alumni_searchentry", "alumni_searchpost")


def grow(times: int, say: Callable[[str], None]) -> None:
    """Each person stands there `times` times; the words' index is built once at the end."""
    from alumni.directory.indexing import without_index

    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
        _triggers(cursor, "DISABLE")  # nothing is stale: entries are copied too
        with without_index():
            for table in FILLED:
                _copy(cursor, table, times)
                say(f"{table} × {times}")
            say("the index of words")
        _triggers(cursor, "ENABLE")


def _triggers(cursor: Any, word: str) -> None:
    for table in FILLED:
        cursor.execute(f"ALTER TABLE {table} {word} TRIGGER USER")


def _copy(cursor: Any, table: str, times: int) -> None:
    columns = _columns(cursor, table)
    values = ", ".join(_value(table, column) for column in columns)
    steps = f"generate_series(1, {times - 1}) AS copy"
    step = f"(SELECT max(id) AS id FROM {table}) AS own" if table in OWN_NUMBER else "(SELECT 0 AS id) AS own"
    insert = f"INSERT INTO {table} ({', '.join(columns)})"
    cursor.execute(f"{insert} SELECT {values} FROM {table} row, {steps}, {step}")


def _columns(cursor: Any, table: str) -> list[str]:
    cursor.execute(
        "SELECT quote_ident(column_name) FROM information_schema.columns"
        " WHERE table_name = %s AND is_generated = 'NEVER' ORDER BY ordinal_position",
        [table],
    )
    return [row[0] for row in cursor.fetchall()]


APART = 10_000_000  # between the numbers of a person and of their copy


def _value(table: str, column: str) -> str:
    if f"{table}.{column}" in PERSONS:
        return f"row.{column} + copy * {APART}"
    if column == "id":
        return "row.id + copy * own.id"
    if column == "email":
        return "copy || '.' || row.email"
    return "NULL" if column == "enrolment_id" else f"row.{column}"
