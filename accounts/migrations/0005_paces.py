"""What was "never" meant "no mail", for a whole category: it is the stop of that category now."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("accounts", "0004_reach")]
    operations = [
        migrations.RunSQL(
            [
                "UPDATE accounts_preference SET pace = 'app' WHERE kind = '' AND pace = 'never'",
                "DELETE FROM accounts_preference WHERE kind = '' AND pace <> 'app'",
            ],
            "UPDATE accounts_preference SET pace = 'never' WHERE kind = '' AND pace = 'app'",
        )
    ]
