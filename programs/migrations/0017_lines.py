"""The tables of lines."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("programs", "0016_visions_walls")]
    operations: list[object] = []
