"""An announcement's department is one of its own company, held by the database."""

from django.db import migrations

ADD = (
    "ALTER TABLE programs_announcement ADD CONSTRAINT announcement_department_same_company "
    "FOREIGN KEY (department_id, company_id) REFERENCES alumni_department (id, company_id) "
    "DEFERRABLE INITIALLY DEFERRED"
)
DROP = "ALTER TABLE programs_announcement DROP CONSTRAINT announcement_department_same_company"


class Migration(migrations.Migration):
    dependencies = [("programs", "0003_gatherings")]
    operations = [migrations.RunSQL(ADD, DROP)]
