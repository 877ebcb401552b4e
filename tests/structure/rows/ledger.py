"""Rows and addresses of ledger for the structure tests."""

from typing import Any

from programs.ledger import actions
from tests.programs.ledger.building import fulfilled, told
from tests.structure.rows import Given

ROWS: dict[tuple[str, str], str] = {("ledger:", "pk"): "contribution"}


def made(given: Given) -> dict[str, Any]:
    entry = told(given.host, given.company, by=given.host, words=f"{given.word}の役割を描く対話")
    done = fulfilled(given.host, given.company, by=given.host, yes=given.staff, words=f"{given.word}の紹介")
    return {
        "contribution": entry,
        "postscript": actions.add(entry=done, words=f"{given.word}のあとがき", by=given.host),
    }
