"""The tables of visions."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("programs", "0014_mentoring_walls")]
    operations: list[object] = []
