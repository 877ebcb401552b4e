"""What the database itself holds about lines."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("programs", "0017_lines")]
    operations: list[object] = []
