import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('programs', '0002_walls'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Feed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token_hash', models.BinaryField(max_length=32, unique=True, verbose_name='アドレスの控え')),
                ('made_at', models.DateTimeField(verbose_name='作った日時')),
                ('fetched_at', models.DateTimeField(blank=True, null=True, verbose_name='最後に読まれた日時')),
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='calendar_feed', to=settings.AUTH_USER_MODEL, verbose_name='人')),
            ],
            options={
                'verbose_name': 'カレンダーの購読',
                'verbose_name_plural': 'カレンダーの購読',
            },
        ),
    ]
