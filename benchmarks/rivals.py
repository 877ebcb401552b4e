"""What finding is compared with: SQLite's trigrams, tantivy, and plain LIKE, all over everybody's words without privacy."""

import sqlite3
import time
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import tantivy
from django.db import connection

from alumni.directory.lexemes import WORD_STARTS, parts_of, pieces_of

Ask = Callable[[dict[str, Any]], object]
EVERYBODY = """
SELECT e.person_id, e.kana_key, (SELECT string_agg(value, chr(10)) FROM jsonb_each_text(e.texts)), e.tags,
  (SELECT array_agg(DISTINCT p.employer) FROM alumni_searchpost p WHERE p.entry_id = e.person_id)
FROM alumni_searchentry e ORDER BY e.kana_key, e.person_id
"""


def own_clock(work: Callable[[], object]) -> float:
    """CPU milliseconds of this process."""
    before = time.process_time()
    work()
    return (time.process_time() - before) * 1000


def everybody() -> Iterator[tuple[Any, ...]]:
    """(person, reading, words, tags, employers), sorted as a list is."""
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
    with connection.chunked_cursor() as cursor:
        cursor.execute(EVERYBODY)
        while rows := cursor.fetchmany(5000):
            yield from rows


def trigrams(home: Path | None = None) -> Ask:
    """In memory, or in a folder that stays."""
    file = home / "trigrams.sqlite" if home else None
    base = sqlite3.connect(file or ":memory:")
    base.execute("PRAGMA cache_size = -2000000")
    if not base.execute("SELECT 1 FROM sqlite_master").fetchone():
        base.execute("BEGIN")
        base.execute("CREATE VIRTUAL TABLE people USING fts5(words, tokenize='trigram')")
        base.execute("CREATE TABLE sorted (id INTEGER PRIMARY KEY, kana TEXT, words TEXT)")
        for person, kana, words, _tags, _employers in everybody():
            base.execute("INSERT INTO people (rowid, words) VALUES (?, ?)", [person, words])
            base.execute("INSERT INTO sorted VALUES (?, ?, ?)", [person, kana, words])
        base.commit()

    def ask(wish: dict[str, Any]) -> None:
        """One and two characters are no trigram, so they are looked for by LIKE."""
        parts = [piece.text for piece in pieces_of(wish["text"])]
        long = " ".join(f'"{part}"' for part in parts if len(part) > 2)
        short = [f"%{part}%" for part in parts if len(part) <= 2]
        tests = ["id IN (SELECT rowid FROM people WHERE people MATCH ?)"] if long else []
        where = f"FROM sorted WHERE {' AND '.join([*tests, *['words LIKE ?'] * len(short)])}"
        params = ([long] if long else []) + short
        base.execute(f"SELECT id {where} ORDER BY kana LIMIT 21", params).fetchall()
        base.execute(f"SELECT count(*) FROM (SELECT 1 {where} LIMIT 1001)", params).fetchall()

    return ask


def rust(home: Path | None = None) -> Ask:
    """tantivy with the same pieces of words as ours; longer words as phrases of pairs, places and companies as terms."""
    schema = _schema()
    folder = home / "tantivy" if home else None
    if folder:
        folder.mkdir(exist_ok=True)
    index = tantivy.Index(schema, path=str(folder) if folder else None)
    if not index.searcher().num_docs:
        _fill(index)
    index.reload()
    return _asks(index.searcher(), schema)


def _schema() -> Any:
    build = tantivy.SchemaBuilder()
    build.add_unsigned_field("person", stored=True)
    build.add_unsigned_field("rank", fast=True)
    build.add_text_field("parts", tokenizer_name="whitespace", index_option="basic")
    build.add_text_field("pairs", tokenizer_name="whitespace", index_option="position")
    return build.build()


@lru_cache(maxsize=200_000)
def _words_of(words: str) -> tuple[frozenset[str], str]:
    lines = [line.removeprefix(WORD_STARTS) for line in words.split("\n")]
    return frozenset(part for line in lines for part in parts_of(line)), " | ".join(
        " ".join(pairs_of(x)) for x in lines
    )


def _fill(index: Any) -> None:
    writer = index.writer(200_000_000, num_threads=1)
    for rank, (person, _kana, words, tags, employers) in enumerate(everybody()):
        told, pairs = _words_of(words)
        parts = (
            told | {tag.partition(".")[2] for tag in tags} | {f"C{number}" for number in employers or () if number}
        )
        document = tantivy.Document()
        document.add_unsigned("person", person)
        document.add_unsigned("rank", rank)
        document.add_text("parts", " ".join(parts))
        document.add_text("pairs", pairs)
        writer.add_document(document)
    writer.commit()
    writer.wait_merging_threads()


def _asks(searcher: Any, schema: Any) -> Ask:
    query = tantivy.Query

    def ask(wish: dict[str, Any]) -> None:
        needed = []
        for piece in pieces_of(wish.get("text", "")):
            if piece.needs_check and not piece.is_word and len(piece.text) > 2:
                needed.append(query.phrase_query(schema, "pairs", pairs_of(piece.text)))
            else:
                field = "pairs" if piece.joined else "parts"
                needed += [query.term_query(schema, field, part) for part in piece.parts or (piece.text,)]
        for kind, name in (("C", "company"), ("P", "place")):
            if name in wish:
                needed.append(query.term_query(schema, "parts", f"{kind}{wish[name]}"))
        both = query.boolean_query([(tantivy.Occur.Must, one) for one in needed])
        found = searcher.search(both, 21, count=True, order_by_field="rank", order=tantivy.Order.Asc)
        for _key, address in found.hits:
            searcher.doc(address)["person"]

    return ask


def pairs_of(line: str) -> list[str]:
    return [line[at : at + 2] for at in range(len(line) - 1)]


def like(wish: dict[str, Any]) -> None:
    """In PostgreSQL itself, to be timed by its clock."""
    parts = [f"%{piece.text}%" for piece in pieces_of(wish["text"])]
    where = f"FROM alumni_searchentry e WHERE {' AND '.join(['e.texts::text LIKE %s'] * len(parts))}"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT e.person_id {where} ORDER BY e.kana_key, e.person_id LIMIT 21", parts)
        cursor.execute(f"SELECT count(*) FROM (SELECT 1 {where} LIMIT 1001) found", parts)
