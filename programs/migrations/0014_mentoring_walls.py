"""What the database itself holds about mentoring."""

from django.db import migrations

WALLS = [
    # Nobody sits in two sessions at once, whichever side they take in each: the two marks as one set of numbers.
    (
        "ALTER TABLE programs_careersession ADD CONSTRAINT session_nobody_twice EXCLUDE USING gist ("
        "int8multirange(int8range(advisor_mark, advisor_mark, '[]'), int8range(client_mark, client_mark, '[]')) WITH &&, "
        "tstzrange(starts_at, ends_at) WITH &&) WHERE (state <> 'cancelled')",
        "ALTER TABLE programs_careersession DROP CONSTRAINT session_nobody_twice",
    ),
    (
        "ALTER TABLE programs_transition ADD CONSTRAINT transition_department_same_company "
        "FOREIGN KEY (department_id, company_id) REFERENCES alumni_department (id, company_id) "
        "DEFERRABLE INITIALLY DEFERRED",
        "ALTER TABLE programs_transition DROP CONSTRAINT transition_department_same_company",
    ),
    (
        "ALTER TABLE programs_transition ADD CONSTRAINT transition_of_company UNIQUE (id, company_id)",
        "ALTER TABLE programs_transition DROP CONSTRAINT transition_of_company",
    ),
    (
        "ALTER TABLE programs_fund ADD CONSTRAINT fund_transition_same_company "
        "FOREIGN KEY (transition_id, company_id) REFERENCES programs_transition (id, company_id) "
        "DEFERRABLE INITIALLY DEFERRED",
        "ALTER TABLE programs_fund DROP CONSTRAINT fund_transition_same_company",
    ),
    (
        "ALTER TABLE programs_evaluation ADD CONSTRAINT evaluation_evaluator_same_company "
        "FOREIGN KEY (evaluator_id, company_id) REFERENCES alumni_enrolment (id, company_id) "
        "DEFERRABLE INITIALLY DEFERRED",
        "ALTER TABLE programs_evaluation DROP CONSTRAINT evaluation_evaluator_same_company",
    ),
    (
        "ALTER TABLE programs_evaluation ADD CONSTRAINT evaluation_evaluated_same_company "
        "FOREIGN KEY (evaluated_id, company_id) REFERENCES alumni_enrolment (id, company_id) "
        "DEFERRABLE INITIALLY DEFERRED",
        "ALTER TABLE programs_evaluation DROP CONSTRAINT evaluation_evaluated_same_company",
    ),
]


class Migration(migrations.Migration):
    dependencies = [("programs", "0013_mentoring")]
    operations = [migrations.RunSQL(add, drop) for add, drop in WALLS]
