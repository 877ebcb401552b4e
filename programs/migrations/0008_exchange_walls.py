"""What the database itself holds about exchange: a listing's units are of its own company and of its circle."""

from django.db import migrations

WALLS = [
    (
        "ALTER TABLE programs_listing ADD CONSTRAINT listing_department_same_company "
        "FOREIGN KEY (department_id, company_id) REFERENCES alumni_department (id, company_id) "
        "DEFERRABLE INITIALLY DEFERRED",
        "ALTER TABLE programs_listing DROP CONSTRAINT listing_department_same_company",
    ),
    # The one company of a circle that is narrowed to a unit, as a column to which a foreign key can point.
    (
        "ALTER TABLE programs_listing ADD COLUMN circle_company bigint "
        "GENERATED ALWAYS AS (CASE WHEN circle_unit_id IS NOT NULL THEN circle[1] END) STORED",
        "ALTER TABLE programs_listing DROP COLUMN circle_company",
    ),
    (
        "ALTER TABLE programs_listing ADD CONSTRAINT listing_circle_unit_same_company "
        "FOREIGN KEY (circle_unit_id, circle_company) REFERENCES alumni_department (id, company_id) "
        "DEFERRABLE INITIALLY DEFERRED",
        "ALTER TABLE programs_listing DROP CONSTRAINT listing_circle_unit_same_company",
    ),
]


class Migration(migrations.Migration):
    dependencies = [("programs", "0007_exchange")]
    operations = [migrations.RunSQL(add, drop) for add, drop in WALLS]
