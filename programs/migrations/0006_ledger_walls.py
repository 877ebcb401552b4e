"""What the database itself holds about ledger."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("programs", "0005_ledger")]
    operations: list[object] = []
