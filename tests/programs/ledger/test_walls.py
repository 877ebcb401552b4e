"""What the database refuses about the ledger, whoever asks and however: by raw SQL."""

from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from programs.ledger import actions
from programs.ledger.models import Contribution
from tests.cast import Cast
from tests.programs.ledger.building import fulfilled, told


def refused(sql: str, *values: Any) -> bool:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, values)
    except DatabaseError:
        return True
    return False


def change(entry: Contribution, what: str, *values: Any) -> bool:
    return refused(f"UPDATE programs_contribution SET {what} WHERE id = %s", *values, entry.pk)


def confirming(entry: Contribution, who: int | None) -> bool:
    return change(entry, "state = 'confirmed', confirmed_at = now(), confirmed_by_id = %s", who)


def test_nobody_confirms_for_both_sides(cast: Cast) -> None:
    entry = told(cast.facilitator, cast.company, by=cast.facilitator)
    # themself, nobody, somebody without a desk, the desk of another company; then somebody of the desk
    wrong = [cast.facilitator.pk, None, cast.alumna.pk, cast.hr_other.pk]
    assert [confirming(entry, who) for who in wrong] == [True] * 4
    assert not confirming(entry, cast.hr.pk)


def test_an_officer_speaks_neither_for_nor_against_themself(cast: Cast) -> None:
    """HR gave the company time as a person: another officer has to confirm it; nor does HR tell it for the company."""
    own = told(cast.hr, cast.company, by=cast.hr)
    assert confirming(own, cast.hr.pk)
    insert = (
        'INSERT INTO programs_contribution (kind, state, giver_company_id, receiver_id, words, about, "on",'
        " told_by_giver, told_by_id, told_at, answer, giver_opens, receiver_opens)"
        " VALUES ('time', 'told', %s, %s, 'x', '', now(), true, %s, now(), '', false, false)"
    )
    assert refused(insert, cast.company.pk, cast.hr.pk, cast.hr.pk)
    assert refused(insert, cast.company.pk, cast.alumna.pk, cast.hr_other.pk)
    assert not refused(insert, cast.company.pk, cast.alumna.pk, cast.hr.pk)
    assert not confirming(own, cast.company_admin.pk)


def test_it_begins_unconfirmed(cast: Cast) -> None:
    assert refused(
        "INSERT INTO programs_contribution (kind, state, giver_id, receiver_id, words, about, \"on\", told_by_giver,"
        " told_by_id, told_at, confirmed_by_id, confirmed_at, answer, giver_opens, receiver_opens)"
        " VALUES ('time', 'confirmed', %s, %s, 'x', '', now(), true, %s, now(), %s, now(), '', false, false)",
        cast.alumna.pk, cast.boss.pk, cast.alumna.pk, cast.boss.pk,
    )  # fmt: skip


@pytest.mark.parametrize(
    "what",
    ["words = 'もっと'", "kind = 'rehire'", "\"on\" = now()", "state = 'told', confirmed_at = NULL, confirmed_by_id = NULL",
     "about = 'event:1'", "confirmed_at = now()", "told_by_giver = false"],
)  # fmt: skip
def test_what_both_confirmed_stays(cast: Cast, what: str) -> None:
    entry = fulfilled(cast.alumna, cast.boss, by=cast.alumna, yes=cast.boss)
    assert change(entry, what)
    assert change(entry, "giver_id = %s, told_by_id = %s", cast.junior.pk, cast.junior.pk)
    assert change(entry, "confirmed_by_id = %s", cast.junior.pk)
    assert not change(entry, "confirmed_by_id = NULL, giver_opens = true")


def test_confirming_is_no_way_to_slip_in_other_words(cast: Cast) -> None:
    entry = told(cast.alumna, cast.boss, by=cast.alumna)
    assert change(entry, "state='confirmed', confirmed_at=now(), confirmed_by_id=%s, words='十倍'", cast.boss.pk)
    assert change(entry, "giver_id = %s, told_by_id = %s", cast.junior.pk, cast.junior.pk)


def test_sides_are_two_and_each_is_one(cast: Cast) -> None:
    entry = told(cast.alumna, cast.company, by=cast.alumna)
    draft = actions.suggest(
        kind="time", giver=cast.alumna, receiver=cast.boss, words="朝の一時間", on=entry.on, to=cast.alumna
    )
    assert draft is not None
    one_too_many = ["receiver_id = %s", "receiver_id = giver_id", "giver_company_id = %s"]
    assert change(entry, one_too_many[0], cast.boss.pk)
    assert change(draft, one_too_many[1])
    assert change(draft, one_too_many[2], cast.company.pk)
    assert change(draft, "receiver_id = NULL")


def test_a_postscript_stays_as_it_was_said(cast: Cast) -> None:
    entry = fulfilled(cast.alumna, cast.boss, by=cast.alumna, yes=cast.boss)
    said = actions.add(entry=entry, words="あの一言で決まりました", by=cast.boss)
    assert refused("UPDATE programs_postscript SET words = 'x' WHERE id = %s", said.pk)
