"""What the database itself refuses: raw SQL may not forge a yes, change what was signed, or put roles before the outcome."""

import pytest
from django.db import DatabaseError, connection, transaction

from accounts.users.models import User
from programs.collaborations.agreement_models import Outcome, Statement
from programs.collaborations.models import Collaboration
from tests.cast import Cast
from tests.programs.collaborations import building

YES = "INSERT INTO programs_{table} (collaboration_id, party_id, {version}_id, by_id, at) VALUES (%s, %s, %s, %s, now())"


def refused(statement: str, *values: object) -> str:
    """The database's own words, or nothing when it let it pass."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, values)
    except DatabaseError as refusal:
        return str(refusal)
    return ""


@pytest.fixture
def row(cast: Cast) -> Collaboration:
    """The alumna has asked the company; its desk hasn't answered."""
    return building.proposed(cast.alumna, cast.company)


def insert_sign(row: Collaboration, who: object, by: User, statement: Statement | None = None) -> str:
    statement = statement or row.statements.latest("number")
    side = building.side(row, who)  # type: ignore[arg-type]
    return refused(YES.format(table="signature", version="statement"), row.pk, side.pk, statement.pk, by.pk)


def test_nobody_signs_for_another_and_only_the_desk_for_its_company(cast: Cast, row: Collaboration) -> None:
    assert "only the desk" in insert_sign(row, cast.company, cast.alumna)
    assert "only the desk" in insert_sign(row, cast.company, cast.hr_other)
    # One side twice and one person twice: either key may see it first.
    again = insert_sign(row, cast.alumna, cast.alumna)
    assert any(key in again for key in ("signature_once", "signature_by_one_person_for_one_side"))
    assert "another person" in insert_sign(row, cast.alumna, cast.hr)
    assert insert_sign(row, cast.company, cast.hr) == ""


def test_one_person_gives_no_yes_for_both_sides(cast: Cast) -> None:
    """Somebody of the desk who takes part as a person too: the desk's yes is another officer's."""
    row = building.proposed(cast.hr, cast.company)
    assert "signature_by_one_person_for_one_side" in insert_sign(row, cast.company, cast.hr)
    assert insert_sign(row, cast.company, cast.company_admin) == ""


def test_a_yes_is_of_its_collaboration_and_for_the_newest_version(cast: Cast, row: Collaboration) -> None:
    elsewhere = building.proposed(cast.alumna, cast.other_company)
    strange = elsewhere.statements.get()
    assert "of_its_collaboration" in insert_sign(row, cast.company, cast.hr, strange)
    old = row.statements.get()
    refuse = "INSERT INTO programs_statement (collaboration_id, number, party_id, by_id, at, why, is_agreed, since, confidential, is_paid, work, fee, received_at_place) VALUES (%s, 2, %s, %s, now(), '', false, now(), '', false, '', '', '')"
    assert refused(refuse, row.pk, building.side(row, cast.alumna).pk, cast.alumna.pk) == ""
    assert "a newer version" in insert_sign(row, cast.company, cast.hr, old)


def test_what_was_signed_is_never_changed(cast: Cast, row: Collaboration) -> None:
    building.sign(row, cast.company, cast.hr)
    statement = row.statements.get()
    assert statement.is_agreed
    assert "never changes" in refused("UPDATE programs_statement SET confidential = 'x' WHERE id = %s", statement.pk)
    assert "is kept" in refused("DELETE FROM programs_statement WHERE id = %s", statement.pk)
    taken_back = "UPDATE programs_statement SET is_agreed = false, agreed_at = NULL WHERE id = %s"
    assert "never changes" in refused(taken_back, statement.pk)
    assert "Cannot update" in refused("UPDATE programs_pledge SET brings = 'x' WHERE statement_id = %s", statement.pk)
    assert "Cannot update or delete" in refused(
        "DELETE FROM programs_signature WHERE statement_id = %s", statement.pk
    )
    moved = "UPDATE programs_signature SET at = now() - interval '1 year' WHERE statement_id = %s"
    assert "Cannot update" in refused(moved, statement.pk)
    added = (
        "INSERT INTO programs_party (collaboration_id, person_id, state, asked_at) VALUES (%s, %s, 'asked', now())"
    )
    assert "before anybody signs" in refused(added, row.pk, cast.stranger.pk)
    swapped = "UPDATE programs_party SET person_id = %s WHERE collaboration_id = %s AND person_id = %s"
    assert "Cannot update" in refused(swapped, cast.stranger.pk, row.pk, cast.alumna.pk)


def test_nothing_is_agreed_before_everybody_said_yes(cast: Cast, row: Collaboration) -> None:
    early = "UPDATE programs_statement SET is_agreed = true, agreed_at = now() WHERE collaboration_id = %s"
    assert "not everybody" in refused(early, row.pk)
    at_once = "UPDATE programs_collaboration SET state = 'agreed' WHERE id = %s"
    assert "no work without" in refused(at_once, row.pk)


def insert_outcome(row: Collaboration, by: User, statement: Statement) -> str:
    sql = (
        "INSERT INTO programs_outcome (collaboration_id, number, party_id, by_id, at, why, is_agreed, statement_id,"
        " statement_agreed, words, sign) VALUES (%s, 1, %s, %s, now(), '', false, %s, true, 'w', 's')"
    )
    return refused(sql, row.pk, building.side(row, by).pk, by.pk, statement.pk)


def insert_role(row: Collaboration, outcome: Outcome, told: str = "true") -> str:
    sql = (
        "INSERT INTO programs_role (collaboration_id, outcome_id, outcome_agreed, name, decides, state)"
        f" VALUES (%s, %s, {told}, 'n', '', 'open')"
    )
    return refused(sql, row.pk, outcome.pk)


def test_outcome_after_the_signatures_and_roles_after_the_outcome(cast: Cast, row: Collaboration) -> None:
    assert "outcome_on_a_signed_statement" in insert_outcome(row, cast.alumna, row.statements.get())
    building.sign(row, cast.company, cast.hr)
    assert insert_outcome(row, cast.alumna, row.statements.get()) == ""
    outcome = row.outcomes.get()
    assert "role_of_an_agreed_outcome" in insert_role(row, outcome)
    assert "role_after_agreement" in insert_role(row, outcome, "false")
    part = (
        "INSERT INTO programs_part (collaboration_id, outcome_id, outcome_agreed, words) VALUES (%s, %s, true, 'w')"
    )
    assert "part_of_an_agreed_outcome" in refused(part, row.pk, outcome.pk)
    said = YES.format(table="agreement", version="outcome")
    for who, by in ((cast.alumna, cast.alumna), (cast.company, cast.hr)):
        assert refused(said, row.pk, building.side(row, who).pk, outcome.pk, by.pk) == ""
    assert "role_of_an_agreed_outcome" in insert_role(row, outcome), "yeses alone don't agree it"
    done = "UPDATE programs_outcome SET is_agreed = true, agreed_at = now() WHERE id = %s"
    assert refused(done, outcome.pk) == ""
    assert insert_role(row, outcome) == ""
    assert "never changes" in refused("UPDATE programs_outcome SET words = 'other' WHERE id = %s", outcome.pk)


def test_terms_in_writing_and_paid_within_sixty_days(cast: Cast) -> None:
    row = building.proposed(
        cast.alumna, cast.company, is_paid=True, orderer=f"c{cast.company.pk}", doer=f"p{cast.alumna.pk}", work="対話",
        fee="三万円", received_on="2027-06-01", received_at_place="オンライン", pay_on="2027-07-30",
    )  # fmt: skip
    assert row.statements.get().is_paid
    late = (
        "INSERT INTO programs_statement (collaboration_id, number, party_id, by_id, at, why, is_agreed, since,"
        " confidential, is_paid, orderer_id, doer_id, work, fee, received_on, received_at_place, pay_on)"
        " SELECT collaboration_id, 2, party_id, by_id, now(), '', false, since, '', true, orderer_id, doer_id, {work},"
        " fee, received_on, received_at_place, {day} FROM programs_statement WHERE collaboration_id = %s"
    )
    assert "within_sixty_days" in refused(late.format(work="work", day="DATE '2027-07-31'"), row.pk)
    assert "within_sixty_days" in refused(late.format(work="work", day="DATE '2027-05-31'"), row.pk)
    assert "terms_in_writing" in refused(late.format(work="''", day="pay_on"), row.pk)


def test_who_left_says_no_yes_and_links_are_safe(cast: Cast) -> None:
    row = building.agreed(cast.alumna, cast.boss, cast.junior)
    outcome = row.outcomes.get()
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE programs_party SET state = 'left', left_at = now() WHERE collaboration_id = %s AND person_id = %s",
            [row.pk, cast.junior.pk],
        )
    said = YES.format(table="agreement", version="outcome")
    gone = building.side(row, cast.junior).pk
    assert "says no yes" in refused(said, row.pk, gone, outcome.pk, cast.junior.pk)
    link = "INSERT INTO programs_sharedlink (collaboration_id, title, url, by_id, at) VALUES (%s, 't', %s, %s, now())"
    bad = (
        "http://a.example",
        "javascript:alert(1)",
        "https://user:pw@a.example/",
        "https://a b",
        'https://a.example/"x',
    )
    told = {url: "shared_link_is_safe" in refused(link, row.pk, url, cast.alumna.pk) for url in bad}
    assert told == dict.fromkeys(bad, True)
    assert refused(link, row.pk, "https://docs.example.test/d/12?x=1#a", cast.alumna.pk) == ""
    assert "Cannot update or delete" in refused("DELETE FROM programs_decision WHERE collaboration_id = %s", row.pk)
