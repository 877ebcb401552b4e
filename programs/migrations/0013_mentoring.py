"""The tables of mentoring."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("programs", "0012_cohorts_walls")]
    operations: list[object] = []
