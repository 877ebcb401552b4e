"""What the database itself holds about collaborations."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("programs", "0009_collaborations")]
    operations: list[object] = []
