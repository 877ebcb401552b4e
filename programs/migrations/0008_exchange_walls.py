"""What the database itself holds about exchange: a listing's department is of its own company."""

from django.db import migrations

WALL = "listing_department_same_company"


class Migration(migrations.Migration):
    dependencies = [("programs", "0007_exchange")]
    operations = [
        migrations.RunSQL(
            f"ALTER TABLE programs_listing ADD CONSTRAINT {WALL} FOREIGN KEY (department_id, company_id) "
            "REFERENCES alumni_department (id, company_id) DEFERRABLE INITIALLY DEFERRED",
            f"ALTER TABLE programs_listing DROP CONSTRAINT {WALL}",
        )
    ]
