"""What the database itself holds about cohorts."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("programs", "0011_cohorts")]
    operations: list[object] = []
