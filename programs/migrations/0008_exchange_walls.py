"""What the database itself holds about exchange."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("programs", "0007_exchange")]
    operations: list[object] = []
