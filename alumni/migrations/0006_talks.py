"""Walls around talks that the database itself holds: only one of the two says anything in a talk."""

from django.db import migrations

SPEAKER = """
ALTER TABLE alumni_message ADD CONSTRAINT message_by_one_of_the_two
FOREIGN KEY (talk_id, by_id) REFERENCES alumni_seat (talk_id, person_id) DEFERRABLE INITIALLY DEFERRED
"""


class Migration(migrations.Migration):
    dependencies = [("alumni", "0005_labels")]
    operations = [
        migrations.RunSQL(SPEAKER, "ALTER TABLE alumni_message DROP CONSTRAINT message_by_one_of_the_two")
    ]
