"""The outbox tables are written and rewritten all day: room on each page, and vacuum before it hurts."""

from django.db import migrations

TABLES = ("accounts_fact", "accounts_delivery")
EAGER = "fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02"
NAMES = "fillfactor, autovacuum_vacuum_scale_factor, autovacuum_analyze_scale_factor"


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]
    operations = [
        migrations.RunSQL(f"ALTER TABLE {table} SET ({EAGER})", f"ALTER TABLE {table} RESET ({NAMES})")
        for table in TABLES
    ]
