"""What the database itself holds about cohorts: nothing of one program or company can hang on another's."""

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


def add(table: str, name: str, columns: str, target: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        f"ALTER TABLE {table} ADD CONSTRAINT {name} FOREIGN KEY ({columns}) REFERENCES {target} "
        "DEFERRABLE INITIALLY DEFERRED",
        f"ALTER TABLE {table} DROP CONSTRAINT {name}",
    )


class Migration(migrations.Migration):
    dependencies = [("programs", "0011_cohorts")]
    operations = [add(*wall) for wall in WALLS]
