"""What the database itself holds about cohorts: nothing of one program or company can hang on another's, and it counts
the seats itself."""

from django.db import migrations

# (table, constraint, columns, what they refer to)
WALLS = [
    (
        "programs_program",
        "program_department_same_company",
        "department_id, company_id",
        "alumni_department (id, company_id)",
    ),
    (
        "programs_nomination",
        "nomination_of_partner",
        "program_id, company_id",
        "programs_partner (program_id, company_id)",
    ),
    ("programs_place", "place_round_same_program", "round_id, program_id", "programs_round (id, program_id)"),
    (
        "programs_place",
        "place_nomination_same_program",
        "nomination_id, program_id",
        "programs_nomination (id, program_id)",
    ),
    ("programs_apart", "apart_one_same_program", "one_id, program_id", "programs_nomination (id, program_id)"),
    ("programs_apart", "apart_other_same_program", "other_id, program_id", "programs_nomination (id, program_id)"),
]

# `taken` of a company is how many of its people are in or are offered a seat: counted here and nowhere else, also when an
# account is erased or somebody writes rows by hand. That it stays within `seats` is a constraint of the table.
COUNT = """
CREATE FUNCTION programs_count_seat() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    before boolean := TG_OP <> 'INSERT' AND OLD.state IN ('in', 'offered');
    after boolean := TG_OP <> 'DELETE' AND NEW.state IN ('in', 'offered');
BEGIN
    IF before AND after AND (OLD.program_id, OLD.company_id) = (NEW.program_id, NEW.company_id) THEN
        RETURN NULL;
    END IF;
    IF before THEN
        UPDATE programs_partner SET taken = taken - 1
            WHERE program_id = OLD.program_id AND company_id = OLD.company_id;
    END IF;
    IF after THEN
        UPDATE programs_partner SET taken = taken + 1
            WHERE program_id = NEW.program_id AND company_id = NEW.company_id;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER programs_count_seat AFTER INSERT OR DELETE OR UPDATE OF state, program_id, company_id
    ON programs_nomination FOR EACH ROW EXECUTE FUNCTION programs_count_seat();
CREATE FUNCTION programs_seats_are_counted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'partner: taken seats are counted from its people' USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER programs_seats_are_counted BEFORE UPDATE OF taken ON programs_partner FOR EACH ROW
    WHEN (OLD.taken IS DISTINCT FROM NEW.taken AND pg_trigger_depth() = 0)
    EXECUTE FUNCTION programs_seats_are_counted();
CREATE TRIGGER programs_seats_begin_at_none BEFORE INSERT ON programs_partner FOR EACH ROW
    WHEN (NEW.taken <> 0) EXECUTE FUNCTION programs_seats_are_counted();
"""
DO_NOT_COUNT = """
DROP TRIGGER programs_seats_begin_at_none ON programs_partner;
DROP TRIGGER programs_seats_are_counted ON programs_partner;
DROP FUNCTION programs_seats_are_counted();
DROP TRIGGER programs_count_seat ON programs_nomination;
DROP FUNCTION programs_count_seat();
"""

# A session of a program is for those who are or were in it: nobody else is invited to it by any way.
INVITE = """
CREATE FUNCTION programs_session_guest() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM programs_programsession s WHERE s.event_id = NEW.event_id AND NOT EXISTS (
            SELECT 1 FROM programs_nomination n
            WHERE n.program_id = s.program_id AND n.person_id = NEW.person_id AND n.joined_at IS NOT NULL))
    THEN
        RAISE EXCEPTION 'eventinvite: a session is for the people of its program' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER programs_session_guest AFTER INSERT OR UPDATE OF event_id, person_id ON programs_eventinvite
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION programs_session_guest();
"""
DO_NOT_INVITE = """
DROP TRIGGER programs_session_guest ON programs_eventinvite;
DROP FUNCTION programs_session_guest();
"""


def add(table: str, name: str, columns: str, target: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        f"ALTER TABLE {table} ADD CONSTRAINT {name} FOREIGN KEY ({columns}) REFERENCES {target} "
        "DEFERRABLE INITIALLY DEFERRED",
        f"ALTER TABLE {table} DROP CONSTRAINT {name}",
    )


class Migration(migrations.Migration):
    dependencies = [("programs", "0011_cohorts")]
    operations = [
        *(add(*wall) for wall in WALLS),
        migrations.RunSQL(COUNT, DO_NOT_COUNT),
        migrations.RunSQL(INVITE, DO_NOT_INVITE),
    ]
