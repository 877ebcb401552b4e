"""Entries name the version that wrote them, and their rows are narrow: finding reads thousands, their words stay aside."""

from django.db import migrations, models

# Which way a search goes is chosen by a sample of our own (directory/sample.py): statistics of tens of thousands of
# words would only be read anew for each condition of each query.
STATISTICS = "ALTER TABLE alumni_searchentry ALTER COLUMN lexemes SET STATISTICS {}"
NARROW = """
ALTER TABLE alumni_searchentry SET (toast_tuple_target = 128);
ALTER TABLE alumni_searchentry ALTER COLUMN lexemes SET STORAGE EXTERNAL, ALTER COLUMN tags SET STORAGE MAIN;
"""
WIDE = """
ALTER TABLE alumni_searchentry RESET (toast_tuple_target);
ALTER TABLE alumni_searchentry ALTER COLUMN lexemes SET STORAGE EXTENDED, ALTER COLUMN tags SET STORAGE EXTENDED;
"""


class Migration(migrations.Migration):
    dependencies = [("alumni", "0006_talks")]
    operations = [
        migrations.AddField("searchentry", "version", models.SmallIntegerField(default=0, db_default=0, editable=False)),
        migrations.AddIndex("searchentry", models.Index(fields=["version"], name="search_version")),
        migrations.AddIndex(
            "searchentry",
            models.Index(fields=["person"], include=["kana_key", "changed_at"], name="search_order_of_person"),
        ),
        migrations.RunSQL(STATISTICS.format(10), STATISTICS.format(400)),
        migrations.RunSQL(NARROW, WIDE),
    ]
