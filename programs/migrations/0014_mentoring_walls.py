"""What the database itself holds about mentoring."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("programs", "0013_mentoring")]
    operations: list[object] = []
