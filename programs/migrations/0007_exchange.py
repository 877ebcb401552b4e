"""The tables of exchange."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("programs", "0006_ledger_walls")]
    operations: list[object] = []
