import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('alumni', '0001_initial'),
        ('pghistory', '0007_auto_20250421_0444'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Event',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('reunion', '再会の集い'), ('study', '読書会・勉強会'), ('dialogue', '対話の会'), ('talk', '小さなおしゃべり')], default='reunion', max_length=12, verbose_name='種類')),
                ('state', models.CharField(choices=[('draft', '下書き'), ('published', '公開中'), ('cancelled', '中止')], default='draft', max_length=10, verbose_name='状態')),
                ('title', models.CharField(max_length=80, verbose_name='題名')),
                ('lead', models.CharField(blank=True, max_length=200, verbose_name='ひとこと')),
                ('body', models.TextField(blank=True, max_length=8000, verbose_name='くわしく')),
                ('starts_at', models.DateTimeField(verbose_name='はじまり')),
                ('ends_at', models.DateTimeField(verbose_name='おわり')),
                ('time_zone', models.CharField(default='Asia/Tokyo', max_length=40, verbose_name='タイムゾーン')),
                ('place', models.CharField(blank=True, max_length=120, verbose_name='場所')),
                ('address', models.CharField(blank=True, max_length=200, verbose_name='住所')),
                ('online_url', models.URLField(blank=True, verbose_name='オンラインのリンク')),
                ('fee_note', models.CharField(blank=True, max_length=80, verbose_name='会費')),
                ('capacity', models.PositiveIntegerField(blank=True, null=True, verbose_name='定員')),
                ('taken', models.PositiveIntegerField(default=0, editable=False, verbose_name='埋まった席')),
                ('reply_by', models.DateTimeField(blank=True, null=True, verbose_name='返事の締切')),
                ('guests_allowed', models.PositiveSmallIntegerField(default=0, verbose_name='同伴できる人数')),
                ('hope_company', models.CharField(blank=True, max_length=300, verbose_name='会社が願うこと')),
                ('hope_people', models.CharField(blank=True, max_length=300, verbose_name='集う人が願うこと')),
                ('years_from', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='在籍した年（から）')),
                ('years_until', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='在籍した年（まで）')),
                ('revision', models.PositiveIntegerField(default=0, editable=False, verbose_name='改訂')),
                ('published_at', models.DateTimeField(blank=True, null=True, verbose_name='公開日時')),
                ('cancelled_at', models.DateTimeField(blank=True, null=True, verbose_name='中止日時')),
                ('cancel_reason', models.CharField(blank=True, max_length=300, verbose_name='中止の理由')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='作成日時')),
                ('company', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='events', to='alumni.company', verbose_name='会社')),
                ('department', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='events', to='alumni.department', verbose_name='部署')),
                ('host', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='hosted_events', to=settings.AUTH_USER_MODEL, verbose_name='主催')),
            ],
            options={
                'verbose_name': '集い',
                'verbose_name_plural': '集い',
                'ordering': ['starts_at'],
            },
        ),
        migrations.CreateModel(
            name='EventVersion',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('kind', models.CharField(choices=[('reunion', '再会の集い'), ('study', '読書会・勉強会'), ('dialogue', '対話の会'), ('talk', '小さなおしゃべり')], default='reunion', max_length=12, verbose_name='種類')),
                ('state', models.CharField(choices=[('draft', '下書き'), ('published', '公開中'), ('cancelled', '中止')], default='draft', max_length=10, verbose_name='状態')),
                ('title', models.CharField(max_length=80, verbose_name='題名')),
                ('lead', models.CharField(blank=True, max_length=200, verbose_name='ひとこと')),
                ('body', models.TextField(blank=True, max_length=8000, verbose_name='くわしく')),
                ('starts_at', models.DateTimeField(verbose_name='はじまり')),
                ('ends_at', models.DateTimeField(verbose_name='おわり')),
                ('time_zone', models.CharField(default='Asia/Tokyo', max_length=40, verbose_name='タイムゾーン')),
                ('place', models.CharField(blank=True, max_length=120, verbose_name='場所')),
                ('address', models.CharField(blank=True, max_length=200, verbose_name='住所')),
                ('online_url', models.URLField(blank=True, verbose_name='オンラインのリンク')),
                ('fee_note', models.CharField(blank=True, max_length=80, verbose_name='会費')),
                ('capacity', models.PositiveIntegerField(blank=True, null=True, verbose_name='定員')),
                ('taken', models.PositiveIntegerField(default=0, editable=False, verbose_name='埋まった席')),
                ('reply_by', models.DateTimeField(blank=True, null=True, verbose_name='返事の締切')),
                ('guests_allowed', models.PositiveSmallIntegerField(default=0, verbose_name='同伴できる人数')),
                ('hope_company', models.CharField(blank=True, max_length=300, verbose_name='会社が願うこと')),
                ('hope_people', models.CharField(blank=True, max_length=300, verbose_name='集う人が願うこと')),
                ('years_from', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='在籍した年（から）')),
                ('years_until', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='在籍した年（まで）')),
                ('revision', models.PositiveIntegerField(default=0, editable=False, verbose_name='改訂')),
                ('published_at', models.DateTimeField(blank=True, null=True, verbose_name='公開日時')),
                ('cancelled_at', models.DateTimeField(blank=True, null=True, verbose_name='中止日時')),
                ('cancel_reason', models.CharField(blank=True, max_length=300, verbose_name='中止の理由')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='作成日時')),
                ('company', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='alumni.company', verbose_name='会社')),
                ('department', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='alumni.department', verbose_name='部署')),
                ('host', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='主催')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='versions', to='programs.event')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Reply',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('answer', models.CharField(choices=[('yes', '参加する'), ('maybe', '検討中'), ('no', '行けない'), ('waiting', 'キャンセル待ち')], max_length=8, verbose_name='返事')),
                ('guests', models.PositiveSmallIntegerField(default=0, verbose_name='同伴')),
                ('word', models.CharField(blank=True, max_length=200, verbose_name='ひとこと')),
                ('waiting_since', models.DateTimeField(blank=True, null=True, verbose_name='待ちはじめ')),
                ('at', models.DateTimeField(auto_now=True, verbose_name='返事の日時')),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='replies', to='programs.event', verbose_name='集い')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='replies', to=settings.AUTH_USER_MODEL, verbose_name='人')),
            ],
            options={
                'verbose_name': '返事',
                'verbose_name_plural': '返事',
            },
        ),
        migrations.AddIndex(
            model_name='event',
            index=models.Index(fields=['company', 'starts_at'], name='event_of_company'),
        ),
        migrations.AddIndex(
            model_name='event',
            index=models.Index(condition=models.Q(('state', 'published')), fields=['starts_at'], name='event_upcoming'),
        ),
        migrations.AddConstraint(
            model_name='event',
            constraint=models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='event_ends_after_start'),
        ),
        migrations.AddConstraint(
            model_name='event',
            constraint=models.CheckConstraint(condition=models.Q(('capacity', None), ('taken__lte', models.F('capacity')), _connector='OR'), name='event_seats_not_oversold'),
        ),
        migrations.AddConstraint(
            model_name='event',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'draft'), ('published_at__isnull', False), _connector='OR'), name='event_published_at'),
        ),
        migrations.AddConstraint(
            model_name='event',
            constraint=models.CheckConstraint(condition=models.Q(('years_from', None), ('years_until', None), ('years_until__gte', models.F('years_from')), _connector='OR'), name='event_years'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='event',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "programs_eventversion" ("address", "body", "cancel_reason", "cancelled_at", "capacity", "company_id", "created_at", "department_id", "ends_at", "fee_note", "guests_allowed", "hope_company", "hope_people", "host_id", "id", "kind", "lead", "online_url", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "published_at", "reply_by", "revision", "starts_at", "state", "taken", "time_zone", "title", "years_from", "years_until") VALUES (NEW."address", NEW."body", NEW."cancel_reason", NEW."cancelled_at", NEW."capacity", NEW."company_id", NEW."created_at", NEW."department_id", NEW."ends_at", NEW."fee_note", NEW."guests_allowed", NEW."hope_company", NEW."hope_people", NEW."host_id", NEW."id", NEW."kind", NEW."lead", NEW."online_url", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place", NEW."published_at", NEW."reply_by", NEW."revision", NEW."starts_at", NEW."state", NEW."taken", NEW."time_zone", NEW."title", NEW."years_from", NEW."years_until"); RETURN NULL;', hash='feeb0c23e835c9dd061b472343d458d75e8c8a94', operation='UPDATE', pgid='pgtrigger_update_update_d6aed', table='programs_event', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='event',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "programs_eventversion" ("address", "body", "cancel_reason", "cancelled_at", "capacity", "company_id", "created_at", "department_id", "ends_at", "fee_note", "guests_allowed", "hope_company", "hope_people", "host_id", "id", "kind", "lead", "online_url", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "published_at", "reply_by", "revision", "starts_at", "state", "taken", "time_zone", "title", "years_from", "years_until") VALUES (OLD."address", OLD."body", OLD."cancel_reason", OLD."cancelled_at", OLD."capacity", OLD."company_id", OLD."created_at", OLD."department_id", OLD."ends_at", OLD."fee_note", OLD."guests_allowed", OLD."hope_company", OLD."hope_people", OLD."host_id", OLD."id", OLD."kind", OLD."lead", OLD."online_url", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."place", OLD."published_at", OLD."reply_by", OLD."revision", OLD."starts_at", OLD."state", OLD."taken", OLD."time_zone", OLD."title", OLD."years_from", OLD."years_until"); RETURN NULL;', hash='7d7e3c7de1a1b77696439899ec929c7ffa188984', operation='DELETE', pgid='pgtrigger_delete_delete_68dc4', table='programs_event', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='reply',
            index=models.Index(fields=['event', 'answer', 'id'], name='reply_of_event'),
        ),
        migrations.AddIndex(
            model_name='reply',
            index=models.Index(condition=models.Q(('answer', 'waiting')), fields=['event', 'waiting_since'], name='reply_waitlist'),
        ),
        migrations.AddConstraint(
            model_name='reply',
            constraint=models.UniqueConstraint(fields=('event', 'person'), name='reply_once'),
        ),
        migrations.AddConstraint(
            model_name='reply',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answer', 'waiting'), ('waiting_since__isnull', False)), models.Q(models.Q(('answer', 'waiting'), _negated=True), ('waiting_since', None)), _connector='OR'), name='reply_waiting_since'),
        ),
    ]
