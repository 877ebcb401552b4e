"""The tables of visions."""

import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0005_paces'),
        ('alumni', '0006_talks'),
        ("programs", "0014_mentoring_walls"),
    ]

    operations = [
        migrations.CreateModel(
            name='CompanyVision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(verbose_name='年度')),
                ('vision', models.CharField(max_length=200, verbose_name='ビジョン')),
                ('seeks', models.CharField(blank=True, max_length=200, verbose_name='今年、求めること')),
                ('written_at', models.DateTimeField(verbose_name='書いた日時')),
                ('company', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='visions', to='alumni.company', verbose_name='会社')),
                ('department', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='alumni.department', verbose_name='部署')),
                ('written_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='書いた人')),
            ],
            options={
                'verbose_name': '会社のビジョン',
                'verbose_name_plural': '会社のビジョン',
                'ordering': ['-year', 'department__path'],
                'constraints': [models.UniqueConstraint(fields=('company', 'department', 'year'), name='company_vision_once', nulls_distinct=False), models.CheckConstraint(condition=models.Q(('year__range', (1950, 2100))), name='company_vision_year')],
            },
        ),
        migrations.CreateModel(
            name='CompanyVisionVersion',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('year', models.PositiveSmallIntegerField(verbose_name='年度')),
                ('vision', models.CharField(max_length=200, verbose_name='ビジョン')),
                ('seeks', models.CharField(blank=True, max_length=200, verbose_name='今年、求めること')),
                ('written_at', models.DateTimeField(verbose_name='書いた日時')),
                ('company', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='alumni.company', verbose_name='会社')),
                ('department', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='alumni.department', verbose_name='部署')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='versions', to='programs.companyvision')),
                ('written_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='書いた人')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='VisionSheet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(verbose_name='年度')),
                ('from_within', models.BooleanField(default=False, verbose_name='在籍中にはじめた')),
                ('started_at', models.DateTimeField(auto_now_add=True, verbose_name='はじめた日時')),
                ('closed_at', models.DateTimeField(blank=True, null=True, verbose_name='会社側を閉じた日時')),
                ('company', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='vision_sheets', to='alumni.company', verbose_name='会社')),
                ('copied_from', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='programs.visionsheet', verbose_name='前の年のシート')),
                ('department', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='alumni.department', verbose_name='部署')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='vision_sheets', to=settings.AUTH_USER_MODEL, verbose_name='本人')),
            ],
            options={
                'verbose_name': 'Vシート',
                'verbose_name_plural': 'Vシート',
                'ordering': ['-year', '-pk'],
                'indexes': [models.Index(fields=['company', 'year'], name='vision_sheet_of_company')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('closed_at', None)), fields=('person', 'company', 'year'), name='vision_sheet_once_a_year'), models.CheckConstraint(condition=models.Q(('year__range', (1950, 2100))), name='vision_sheet_year')],
            },
        ),
        migrations.CreateModel(
            name='Counterpart',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('asked', '返事を待っています'), ('agreed', 'いっしょに書いています'), ('declined', '今回は見送り'), ('ended', 'おわりました')], default='asked', max_length=10, verbose_name='状態')),
                ('asked_at', models.DateTimeField(auto_now_add=True, verbose_name='お願いした日時')),
                ('answered_at', models.DateTimeField(blank=True, null=True, verbose_name='返事の日時')),
                ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='おわった日時')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='会社側の人')),
                ('sheet', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='counterparts', to='programs.visionsheet', verbose_name='Vシート')),
            ],
            options={
                'verbose_name': 'いっしょに書く人',
                'verbose_name_plural': 'いっしょに書く人',
                'indexes': [models.Index(fields=['person', 'state'], name='counterpart_of_person')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state__in', ('asked', 'agreed'))), fields=('sheet',), name='counterpart_one_at_a_time'), models.CheckConstraint(condition=models.Q(models.Q(('answered_at', None), ('state', 'asked')), models.Q(('answered_at__isnull', False), ('state__in', ('agreed', 'declined'))), models.Q(('ended_at__isnull', False), ('state', 'ended')), _connector='OR'), name='counterpart_answered_at')],
            },
        ),
        migrations.CreateModel(
            name='MeetingPoint',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveSmallIntegerField(verbose_name='版')),
                ('words', models.CharField(max_length=60, verbose_name='めざす点')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='提案した日時')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='提案した人')),
                ('sheet', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='points', to='programs.visionsheet', verbose_name='Vシート')),
            ],
            options={
                'verbose_name': 'めざす点',
                'verbose_name_plural': 'めざす点',
                'ordering': ['-version'],
                'constraints': [models.UniqueConstraint(fields=('sheet', 'version'), name='meeting_point_version'), models.UniqueConstraint(fields=('id', 'sheet'), name='meeting_point_of_sheet'), models.CheckConstraint(condition=models.Q(('words', ''), _negated=True), name='meeting_point_has_words')],
            },
        ),
        migrations.CreateModel(
            name='TalkNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on', models.DateField(verbose_name='話した日')),
                ('words', models.TextField(max_length=1000, verbose_name='覚え書き')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='書いた日時')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='書いた人')),
                ('counterpart', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notes', to='programs.counterpart', verbose_name='話した相手')),
                ('sheet', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notes', to='programs.visionsheet', verbose_name='Vシート')),
            ],
            options={
                'verbose_name': '対話の覚え書き',
                'verbose_name_plural': '対話の覚え書き',
                'ordering': ['-on', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Step',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('side', models.CharField(choices=[('company', '会社'), ('person', '本人')], max_length=7, verbose_name='どちらの')),
                ('stays_asked_at', models.DateTimeField(blank=True, null=True, verbose_name='会社に残したいと伝えた日時')),
                ('stays_agreed_at', models.DateTimeField(blank=True, null=True, verbose_name='会社に残すことに合意した日時')),
                ('words', models.CharField(max_length=40, verbose_name='一歩')),
                ('month', models.DateField(blank=True, null=True, verbose_name='いつごろ')),
                ('link', models.CharField(blank=True, max_length=40, verbose_name='つながっているもの')),
                ('done_at', models.DateTimeField(blank=True, null=True, verbose_name='できた日時')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='書いた人')),
                ('done_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='できたと記した人')),
                ('serves', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='served_by', to='programs.step', verbose_name='相手のどの一歩のために')),
                ('stays_agreed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='会社に残すことに合意した人')),
                ('stays_asked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='会社に残したい人')),
                ('sheet', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='programs.visionsheet', verbose_name='Vシート')),
            ],
            options={
                'verbose_name': '一歩',
                'verbose_name_plural': '一歩',
                'ordering': [models.OrderBy(models.F('month'), nulls_last=True), 'pk'],
                'indexes': [models.Index(condition=models.Q(('link', ''), _negated=True), fields=['link'], name='step_linked')],
                'constraints': [models.CheckConstraint(condition=models.Q(('link__regex', '^$|^(event|program|collaboration):[1-9][0-9]*$')), name='step_link_reference'), models.CheckConstraint(condition=models.Q(('month', None), ('month__day', 1), _connector='OR'), name='step_month_first_day'), models.CheckConstraint(condition=models.Q(('done_by', None), ('done_at__isnull', False), _connector='OR'), name='step_done_when'), models.CheckConstraint(condition=models.Q(('side', 'company'), ('stays_asked_at', None), _connector='OR'), name='step_stays_company'), models.CheckConstraint(condition=models.Q(('stays_agreed_at', None), ('stays_asked_at__isnull', False), _connector='OR'), name='step_stays_asked_first'), models.CheckConstraint(condition=models.Q(('stays_agreed_by', None), ('stays_asked_by', None), models.Q(('stays_agreed_by', models.F('stays_asked_by')), _negated=True), _connector='OR'), name='step_stays_by_two')],
            },
        ),
        migrations.CreateModel(
            name='SheetShare',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateTimeField(auto_now_add=True, verbose_name='見せはじめた日時')),
                ('until', models.DateTimeField(blank=True, null=True, verbose_name='やめた日時')),
                ('reader', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='読む人')),
                ('sheet', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='shares', to='programs.visionsheet', verbose_name='Vシート')),
            ],
            options={
                'verbose_name': 'Vシートを見せた人',
                'verbose_name_plural': 'Vシートを見せた人',
                'indexes': [models.Index(condition=models.Q(('until', None)), fields=['reader'], name='sheet_share_reader')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('until', None)), fields=('sheet', 'reader'), name='sheet_shared_once')],
            },
        ),
        migrations.CreateModel(
            name='SheetPart',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('side', models.CharField(choices=[('company', '会社'), ('person', '本人')], max_length=7, verbose_name='どちらの')),
                ('stays_asked_at', models.DateTimeField(blank=True, null=True, verbose_name='会社に残したいと伝えた日時')),
                ('stays_agreed_at', models.DateTimeField(blank=True, null=True, verbose_name='会社に残すことに合意した日時')),
                ('kind', models.CharField(choices=[('vision', 'ビジョン'), ('gives', '相手のためにできること')], max_length=6, verbose_name='種類')),
                ('words', models.CharField(max_length=200, verbose_name='ことば')),
                ('written_at', models.DateTimeField(verbose_name='書いた日時')),
                ('stays_agreed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='会社に残すことに合意した人')),
                ('stays_asked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='会社に残したい人')),
                ('written_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='書いた人')),
                ('sheet', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='parts', to='programs.visionsheet', verbose_name='Vシート')),
            ],
            options={
                'verbose_name': 'Vシートのことば',
                'verbose_name_plural': 'Vシートのことば',
                'constraints': [models.UniqueConstraint(fields=('sheet', 'side', 'kind'), name='sheet_part_once'), models.CheckConstraint(condition=models.Q(('side', 'company'), ('stays_asked_at', None), _connector='OR'), name='sheet_part_stays_company'), models.CheckConstraint(condition=models.Q(('stays_agreed_at', None), ('stays_asked_at__isnull', False), _connector='OR'), name='sheet_part_stays_asked_first'), models.CheckConstraint(condition=models.Q(('stays_agreed_by', None), ('stays_asked_by', None), models.Q(('stays_agreed_by', models.F('stays_asked_by')), _negated=True), _connector='OR'), name='sheet_part_stays_by_two')],
            },
        ),
        migrations.CreateModel(
            name='MeetingYes',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('side', models.CharField(choices=[('company', '会社'), ('person', '本人')], max_length=7, verbose_name='どちらの')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='合意した日時')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='合意した人')),
                ('point', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='yeses', to='programs.meetingpoint', verbose_name='めざす点')),
                ('sheet', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='programs.visionsheet', verbose_name='Vシート')),
            ],
            options={
                'verbose_name': 'めざす点への合意',
                'verbose_name_plural': 'めざす点への合意',
                'constraints': [models.UniqueConstraint(fields=('point', 'side'), name='meeting_yes_once_a_side'), models.UniqueConstraint(fields=('point', 'by'), name='meeting_yes_not_for_both')],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='companyvision',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "programs_companyvisionversion" ("company_id", "department_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "seeks", "vision", "written_at", "written_by_id", "year") VALUES (NEW."company_id", NEW."department_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."seeks", NEW."vision", NEW."written_at", NEW."written_by_id", NEW."year"); RETURN NULL;', hash='873e0cd45aca187606281fbf2facdec6725f9bf9', operation='INSERT', pgid='pgtrigger_insert_insert_317ee', table='programs_companyvision', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='companyvision',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "programs_companyvisionversion" ("company_id", "department_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "seeks", "vision", "written_at", "written_by_id", "year") VALUES (NEW."company_id", NEW."department_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."seeks", NEW."vision", NEW."written_at", NEW."written_by_id", NEW."year"); RETURN NULL;', hash='432d1187a686c5c2f4ba5327962e265c89902630', operation='UPDATE', pgid='pgtrigger_update_update_9a57b', table='programs_companyvision', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='companyvision',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "programs_companyvisionversion" ("company_id", "department_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "seeks", "vision", "written_at", "written_by_id", "year") VALUES (OLD."company_id", OLD."department_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."seeks", OLD."vision", OLD."written_at", OLD."written_by_id", OLD."year"); RETURN NULL;', hash='5008b5dfd6cc331ba3941f6bc1902cb9144f4c3d', operation='DELETE', pgid='pgtrigger_delete_delete_cb0bc', table='programs_companyvision', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meetingyes',
            trigger=pgtrigger.compiler.Trigger(name='meeting_yes_stays', sql=pgtrigger.compiler.UpsertTriggerSql(condition="WHEN (to_jsonb(OLD.*) - 'by_id' IS DISTINCT FROM to_jsonb(NEW.*) - 'by_id' OR (NEW.by_id IS NOT NULL AND NEW.by_id IS DISTINCT FROM OLD.by_id))", func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='7b7403f147de5e65ede549d5b9224779edd49604', operation='UPDATE', pgid='pgtrigger_meeting_yes_stays_cc85b', table='programs_meetingyes', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meetingpoint',
            trigger=pgtrigger.compiler.Trigger(name='meeting_point_stays', sql=pgtrigger.compiler.UpsertTriggerSql(condition="WHEN (to_jsonb(OLD.*) - 'by_id' IS DISTINCT FROM to_jsonb(NEW.*) - 'by_id' OR (NEW.by_id IS NOT NULL AND NEW.by_id IS DISTINCT FROM OLD.by_id))", func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='03a45f029bc3213f732d2be49f5e4c8e7798844e', operation='UPDATE', pgid='pgtrigger_meeting_point_stays_5d8b6', table='programs_meetingpoint', when='BEFORE')),
        ),
    ]
