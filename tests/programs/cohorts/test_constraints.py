"""What the database refuses, whoever asks."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from programs.cohorts.models import Nomination
from programs.cohorts.partner_models import Partner
from tests import cast, make
from tests.programs.cohorts import building


def refused(sql: str, *values: object) -> bool:
    """Whether the statement is refused, at once or when the transaction would be kept."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, values)
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    except IntegrityError:
        return True
    return False


@pytest.mark.django_db
def test_the_database_keeps_companies_and_programs_apart() -> None:
    c = cast.build()
    one, other = building.program(c.company), building.program(c.other_company)
    mine = building.nomination(one, c.company, c.alumna)
    theirs = building.nomination(other, c.other_company, c.alumnus_other)
    foreign = make.department(c.other_company, "営業部")
    low, high = sorted((mine.pk, theirs.pk))
    round_ = one.rounds.create(number=1)
    assert [
        refused("UPDATE programs_nomination SET company_id = %s WHERE id = %s", c.other_company.pk, mine.pk),
        refused("UPDATE programs_program SET department_id = %s WHERE id = %s", foreign.pk, one.pk),
        refused("DELETE FROM programs_partner WHERE program_id = %s", one.pk),
        refused(
            "INSERT INTO programs_place (round_id, program_id, nomination_id, held) VALUES (%s, %s, %s, false)",
            round_.pk, one.pk, theirs.pk,
        ),
        refused(
            "INSERT INTO programs_apart (program_id, one_id, other_id, reason) VALUES (%s, %s, %s, '')",
            one.pk, low, high,
        ),
        refused("UPDATE programs_partner SET taken = seats + 1 WHERE program_id = %s", one.pk),
        refused("UPDATE programs_partner SET state = 'left' WHERE program_id = %s", one.pk),
        refused("UPDATE programs_nomination SET state = 'waiting' WHERE id = %s", mine.pk),
        refused("UPDATE programs_nomination SET agreed_at = NULL WHERE id = %s", mine.pk),
        refused("UPDATE programs_nomination SET aim = '' WHERE id = %s", mine.pk),
        refused("UPDATE programs_program SET people_get = '' WHERE id = %s", one.pk),
        refused("UPDATE programs_program SET state = 'withdrawn' WHERE id = %s", one.pk),
    ] == [True] * 12  # fmt: skip
    stranger = make.user("外野 誠", email="outside@example.test")
    session = building.session(one, c.facilitator)
    assert [
        refused(
            "INSERT INTO programs_eventinvite (event_id, person_id, at) VALUES (%s, %s, now())",
            session.event_id,
            person.pk,
        )
        for person in (stranger, c.alumnus_other, c.alumna)
    ] == [True, True, False]
    assert not refused("UPDATE programs_nomination SET aim = 'ひとつだけ' WHERE id = %s", mine.pk)


@pytest.mark.django_db
def test_the_database_counts_the_seats_whoever_writes_the_rows() -> None:
    c = cast.build()
    program = building.program(c.company)
    partner = program.partners.get()
    row = building.nomination(program, c.company, c.alumna, state="approved")
    building.nomination(program, c.company, c.employee)

    def taken() -> int:
        partner.refresh_from_db()
        return partner.taken

    assert taken() == 1
    steps = {}
    for state in ("waiting", "offered", "in", "dropped"):
        fields = {"waiting_since": None, "offered_until": None, "joined_at": timezone.now()}
        if state in ("waiting", "offered"):
            fields["waiting_since"] = timezone.now()
        if state == "offered":
            fields["offered_until"] = timezone.now()
        Nomination.objects.filter(pk=row.pk).update(state=state, **fields)
        steps[state] = taken()
    assert steps == {"waiting": 1, "offered": 2, "in": 2, "dropped": 1}
    c.employee.delete()  # an erased account leaves no seat behind
    assert taken() == 0
    for sql in ("SET taken = 1", "SET taken = 3"):
        assert refused(f"UPDATE programs_partner {sql} WHERE id = %s", partner.pk)
    Partner.objects.filter(pk=partner.pk).update(seats=1)
    building.nomination(program, c.company, c.junior)
    assert refused("UPDATE programs_nomination SET state = 'in' WHERE id = %s", row.pk)
