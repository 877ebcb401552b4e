import datetime
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0003_cache_table'),
    ]

    operations = [
        migrations.CreateModel(
            name='Incident',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort', models.CharField(choices=[('ageing', 'メールが滞っている'), ('failing', 'メールの失敗が増えている')], max_length=10, verbose_name='種類')),
                ('opened_at', models.DateTimeField(auto_now_add=True, verbose_name='はじまり')),
                ('closed_at', models.DateTimeField(blank=True, null=True, verbose_name='おさまった日時')),
                ('figure', models.PositiveIntegerField(default=0, verbose_name='そのときの値')),
            ],
            options={
                'verbose_name': 'メールの異常',
                'verbose_name_plural': 'メールの異常',
                'constraints': [models.UniqueConstraint(condition=models.Q(('closed_at', None)), fields=('sort',), name='incident_open_once')],
            },
        ),
        migrations.CreateModel(
            name='Mailbox',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('address_key', models.CharField(max_length=254, unique=True, verbose_name='アドレス')),
                ('soft_bounces', models.PositiveSmallIntegerField(default=0, verbose_name='一時的に戻った回数')),
                ('bounced_at', models.DateTimeField(blank=True, null=True, verbose_name='最後に戻った日時')),
            ],
            options={
                'verbose_name': 'アドレスのようす',
                'verbose_name_plural': 'アドレスのようす',
            },
        ),
        migrations.CreateModel(
            name='Rhythm',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('quiet_from', models.TimeField(blank=True, null=True, verbose_name='静かな時間のはじまり')),
                ('quiet_until', models.TimeField(blank=True, null=True, verbose_name='静かな時間のおわり')),
                ('digest_at', models.TimeField(default=datetime.time(8, 0), verbose_name='まとめが届く時刻')),
                ('digest_day', models.PositiveSmallIntegerField(choices=[(0, '月曜日'), (1, '火曜日'), (2, '水曜日'), (3, '木曜日'), (4, '金曜日'), (5, '土曜日'), (6, '日曜日')], default=0, verbose_name='1週間のまとめが届く曜日')),
                ('cap', models.PositiveSmallIntegerField(blank=True, default=7, null=True, verbose_name='1週間に受け取るメールの数')),
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='mail_rhythm', to=settings.AUTH_USER_MODEL, verbose_name='人')),
            ],
            options={
                'verbose_name': 'メールの時間と数',
                'verbose_name_plural': 'メールの時間と数',
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('quiet_from', None), ('quiet_until', None)), models.Q(('quiet_from__isnull', False), ('quiet_until__isnull', False)), _connector='OR'), name='rhythm_quiet_pair')],
            },
        ),
        migrations.RemoveConstraint(
            model_name='preference',
            name='preference_once',
        ),
        migrations.RemoveIndex(
            model_name='delivery',
            name='delivery_waiting',
        ),
        migrations.AddField(
            model_name='delivery',
            name='bundle',
            field=models.CharField(blank=True, choices=[('daily', '1日のまとめ'), ('weekly', '1週間のまとめ'), ('cap', '週の上限をこえた分')], db_default='', default='', max_length=10, verbose_name='まとめ'),
        ),
        migrations.AddField(
            model_name='delivery',
            name='letter',
            field=models.BigIntegerField(blank=True, null=True, verbose_name='まとめたメール'),
        ),
        migrations.AddField(
            model_name='preference',
            name='kind',
            field=models.CharField(blank=True, default='', max_length=60),
        ),
        migrations.AlterField(
            model_name='preference',
            name='pace',
            field=models.CharField(choices=[('now', 'すぐメールで'), ('daily', '1日分をまとめてメールで'), ('weekly', '1週間分をまとめてメールで'), ('app', 'メールなし（この画面の「お知らせ」だけ）'), ('never', 'どこにも知らせない')], default='now', max_length=10),
        ),
        migrations.AddIndex(
            model_name='delivery',
            index=models.Index(condition=models.Q(('bundle', ''), ('state', 'waiting')), fields=['priority', 'not_before', 'id'], name='delivery_waiting'),
        ),
        migrations.AddIndex(
            model_name='delivery',
            index=models.Index(condition=models.Q(('state', 'waiting'), models.Q(('bundle', ''), _negated=True)), fields=['not_before', 'person', 'id'], name='delivery_bundled'),
        ),
        migrations.AddConstraint(
            model_name='preference',
            constraint=models.UniqueConstraint(fields=('person', 'category', 'kind'), name='preference_once'),
        ),
    ]
