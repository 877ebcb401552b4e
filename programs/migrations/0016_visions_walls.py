"""What the database itself holds about visions."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("programs", "0015_visions")]
    operations: list[object] = []
