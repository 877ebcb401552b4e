"""Rows and addresses of cohorts for the structure tests."""

from typing import Any

from tests.structure.rows import Given

ROWS: dict[tuple[str, str], str] = {}


def made(given: Given) -> dict[str, Any]:
    return {}
