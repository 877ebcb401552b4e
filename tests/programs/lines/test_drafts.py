"""Where the ledger's drafts come from: gatherings, sessions, introductions, programs; and career talks, which leave no trace."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from programs.cohorts.models import Program
from programs.events.models import Event
from programs.ledger.models import Contribution
from programs.ledger.suggesting import suggest_lately
from programs.lines import actions
from programs.lines import drafts as sources
from tests import make
from tests.cast import Cast
from tests.programs.lines.building import program
from tests.programs.mentoring import building as mentoring

assert sources.unkept  # importing it hands the sources to the ledger


def drafts(who) -> set[tuple[str, str]]:
    rows = Contribution.objects.visible_to(who).drafts()
    return {(row.words, row.kind) for row in rows}


def test_each_source_lays_a_draft_before_whoever_it_concerns_and_nobody_else(cast: Cast) -> None:
    ago = timezone.now() - timedelta(days=2)
    held = make.event(cast.company, cast.boss, starts_at=ago, title="浜の集い")
    make.attendance(held, cast.alumna)
    make.event(cast.company, cast.facilitator, starts_at=ago, title="第三回", kind=Event.Kind.SESSION)
    make.event(cast.company, cast.facilitator, starts_at=ago, title="ふたりの相談", kind=Event.Kind.TALK)
    make.introduction(cast.alumna, cast.junior, cast.boss, state="accepted", answered_at=ago)
    today = timezone.localdate()
    over = {
        "state": Program.State.CLOSED,
        "starts_on": today - timedelta(days=200),
        "ends_on": today - timedelta(days=40),
    }
    program(cast.company, cast.facilitator, cast.employee, title="越境の半年", **over)
    suggest_lately()
    assert suggest_lately() == 0
    assert {name: found for name, who in cast.everybody().items() if (found := drafts(who))} == {
        "boss": {("「浜の集い」をひらきました", "time")},
        "alumna": {("「浜の集い」に呼んでもらいました", "time"), ("三輪 健司さんを紹介してもらいました", "introduction")},
        "facilitator": {
            ("「第三回」を進行しました", "time"), ("「越境の半年」を進行しました", "growth"),
            ("「越境の半年」を試す場をもらいました", "place"),
        },
        "employee": {
            ("「越境の半年」で学びました", "knowledge"), ("「越境の半年」に送り出してもらいました", "growth"),
        },
    }  # fmt: skip


def test_a_line_that_rests_brings_no_drafts(cast: Cast) -> None:
    ago = timezone.now() - timedelta(days=2)
    for kind, who in (("rests", cast.boss), ("ended", cast.facilitator)):
        actions.pause(company=cast.company, kind=kind, by=who)
    for host in (cast.boss, cast.facilitator, cast.junior):
        make.event(cast.company, host, starts_at=ago, title="浜の集い")
    suggest_lately()
    assert [drafts(who) for who in (cast.boss, cast.facilitator)] == [set(), set()]
    assert drafts(cast.junior)
    actions.resume(company=cast.company, by=cast.boss)
    suggest_lately()
    assert drafts(cast.boss)


def everything_told() -> Iterator[str]:
    """All rows of the ledger, of its notices and of the history, as the database has them."""
    tables = ("programs_contribution", "accounts_fact", "accounts_notice", "accounts_entry")
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"SELECT t::text FROM {table} t")
            yield from (row[0] for row in cursor.fetchall())


@pytest.mark.parametrize("who", ["employee", "alumna"])
def test_a_career_talk_lies_before_the_two_and_is_kept_nowhere(cast: Cast, login, who: str) -> None:
    """The alumna listened to the employee. Nothing is written until one of them tells it, in words without the talk."""
    make.connection(cast.employee, cast.alumna)
    ended = timezone.now() - timedelta(days=1)
    mentoring.row(cast.alumna, cast.employee, ended, state="over")
    mentoring.row(cast.alumna, cast.employee, ended - timedelta(days=2), state="missed")
    before = list(everything_told())
    suggest_lately()
    words = {"employee": "ゆっくり話を聞いてもらいました", "alumna": "ゆっくり話を聞きました"}
    pages = {name: login(one).get("/ledger/").content.decode() for name, one in cast.everybody().items()}
    assert {name for name, page in pages.items() if "ここだけの下書き" in page} == set(words)
    assert all(pages[name].count(said) == 2 for name, said in words.items())  # in the form, and to read
    assert list(everything_told()) == before
    assert not any(
        "話を聞" in login(cast.hr).get(f"/desk/aomi/{page}/").content.decode() for page in ("ledger", "lines")
    )

    other = cast.alumna if who == "employee" else cast.employee
    client, day = login(getattr(cast, who)), timezone.localtime(ended).date().isoformat()
    said = {
        "direction": "got" if who == "employee" else "gave",
        "other": f"user:{other.pk}",
        "kind": "time",
        "on": day,
    }
    first = client.post("/ledger/new/", {"begin": "1", "words": words[who], **said})
    assert (first.status_code, words[who] in first.content.decode()) == (200, True)
    assert list(everything_told()) == before, "looking at it tells nothing yet"
    client.post("/ledger/new/", {"words": "節目に、そばにいてもらった", **said})
    assert "ここだけの下書き" not in client.get("/ledger/").content.decode()
    entry = Contribution.objects.get()
    seen = {
        name for name, one in cast.everybody().items() if Contribution.objects.visible_to(one).filter(pk=entry.pk)
    }
    assert (entry.about, seen) == ("", {"employee", "alumna"})
