"""The tables of collaborations."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("programs", "0008_exchange_walls")]
    operations: list[object] = []
