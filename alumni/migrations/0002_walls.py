"""Walls between companies that the database itself holds: a row's department and enrolment are of its own company."""

from django.db import migrations

WALLS = [
    ("alumni_department", "parent_id", "alumni_department", "department_parent_same_company"),
    ("alumni_tenure", "department_id", "alumni_department", "tenure_department_same_company"),
    ("alumni_tenure", "enrolment_id", "alumni_enrolment", "tenure_enrolment_same_company"),
    ("alumni_invitation", "enrolment_id", "alumni_enrolment", "invitation_enrolment_same_company"),
    ("alumni_joinrequest", "enrolment_id", "alumni_enrolment", "join_request_enrolment_same_company"),
]


def wall(table: str, column: str, target: str, name: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        f"ALTER TABLE {table} ADD CONSTRAINT {name} FOREIGN KEY ({column}, company_id) "
        f"REFERENCES {target} (id, company_id) DEFERRABLE INITIALLY DEFERRED",
        f"ALTER TABLE {table} DROP CONSTRAINT {name}",
    )


class Migration(migrations.Migration):
    dependencies = [("alumni", "0001_initial")]
    operations = [wall(*row) for row in WALLS]
