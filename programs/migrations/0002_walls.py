"""A gathering's department is one of its own company, held by the database."""

from django.db import migrations

ADD = (
    "ALTER TABLE programs_event ADD CONSTRAINT event_department_same_company "
    "FOREIGN KEY (department_id, company_id) REFERENCES alumni_department (id, company_id) "
    "DEFERRABLE INITIALLY DEFERRED"
)
DROP = "ALTER TABLE programs_event DROP CONSTRAINT event_department_same_company"


class Migration(migrations.Migration):
    dependencies = [("programs", "0001_initial"), ("alumni", "0002_walls")]
    operations = [migrations.RunSQL(ADD, DROP)]
