"""The tables of lines."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0005_paces'),
        ('alumni', '0006_talks'),
        ("programs", "0016_visions_walls"),
    ]

    operations = [
        migrations.CreateModel(
            name='Gratitude',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('shared', models.BooleanField(default=False, verbose_name='そのころの人にも')),
                ('since_year', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='いつの年から')),
                ('until_year', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='いつの年まで')),
                ('words', models.TextField(max_length=1000, verbose_name='ことば')),
                ('state', models.CharField(choices=[('given', '届いています'), ('withdrawn', '取り下げました')], default='given', max_length=9, verbose_name='状態')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='日時')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='gratitude_said', to=settings.AUTH_USER_MODEL, verbose_name='書いた人')),
                ('company', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='gratitude_heard', to='alumni.company', verbose_name='宛先の会社')),
                ('department', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='alumni.department', verbose_name='宛先の部署')),
                ('to', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='gratitude_heard', to=settings.AUTH_USER_MODEL, verbose_name='宛先の人')),
            ],
            options={
                'verbose_name': '感謝のことば',
                'verbose_name_plural': '感謝のことば',
                'ordering': ['-at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('company__isnull', False), ('to', None)), models.Q(('company', None), ('to__isnull', False)), _connector='OR'), name='gratitude_one'), models.CheckConstraint(condition=models.Q(('to', None), models.Q(('to', models.F('by')), _negated=True), _connector='OR'), name='gratitude_to_another'), models.CheckConstraint(condition=models.Q(('department', None), ('company__isnull', False), _connector='OR'), name='gratitude_unit_of'), models.CheckConstraint(condition=models.Q(models.Q(('shared', False), ('since_year', None), ('until_year', None)), models.Q(('company__isnull', False), ('shared', True), ('since_year__isnull', False), ('until_year__gte', models.F('since_year'))), _connector='OR'), name='gratitude_shared_when')],
            },
        ),
        migrations.CreateModel(
            name='Pause',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('rests', '休んでいます'), ('ended', 'おわりにしました')], max_length=5, verbose_name='種類')),
                ('since', models.DateTimeField(auto_now_add=True, verbose_name='いつから')),
                ('until', models.DateTimeField(blank=True, null=True, verbose_name='いつまで')),
                ('company', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='alumni.company', verbose_name='会社')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='人')),
            ],
            options={
                'verbose_name': '線の休み',
                'verbose_name_plural': '線の休み',
                'ordering': ['-pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('until', None)), fields=('person', 'company'), name='pause_one_at_a_time'), models.CheckConstraint(condition=models.Q(('until', None), ('until__gte', models.F('since')), _connector='OR'), name='pause_ends_later')],
            },
        ),
        migrations.CreateModel(
            name='SharedMoment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on', models.DateField(verbose_name='いつ')),
                ('words', models.CharField(max_length=40, verbose_name='何があったか')),
                ('of_person', models.CharField(blank=True, max_length=20, verbose_name='書いた人のかたち')),
                ('of_other', models.CharField(blank=True, max_length=20, verbose_name='相手のかたち')),
                ('state', models.CharField(choices=[('asked', '相手の返事を待っています'), ('agreed', 'ふたりの歩みに入っています'), ('passed', '見送りました'), ('removed', '外しました')], default='asked', max_length=8, verbose_name='状態')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='書いた日時')),
                ('agreed_at', models.DateTimeField(blank=True, null=True, verbose_name='うなずいた日時')),
                ('agreed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='うなずいた人')),
                ('company', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='moments_heard', to='alumni.company', verbose_name='相手の会社')),
                ('other', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='moments_heard', to=settings.AUTH_USER_MODEL, verbose_name='相手の人')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='moments_told', to=settings.AUTH_USER_MODEL, verbose_name='書いた人')),
            ],
            options={
                'verbose_name': '歩みの一場面',
                'verbose_name_plural': '歩みの一場面',
                'ordering': ['on', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('company__isnull', False), ('other', None)), models.Q(('company', None), ('other__isnull', False)), _connector='OR'), name='moment_one_other'), models.CheckConstraint(condition=models.Q(('other', None), models.Q(('other', models.F('person')), _negated=True), _connector='OR'), name='moment_two_people'), models.CheckConstraint(condition=models.Q(('agreed_by', None), models.Q(('agreed_by', models.F('person')), _negated=True), _connector='OR'), name='moment_agreed_by_another'), models.CheckConstraint(condition=models.Q(('agreed_by', None), ('other', None), ('agreed_by', models.F('other')), _connector='OR'), name='moment_agreed_by_the_other'), models.CheckConstraint(condition=models.Q(models.Q(('agreed_at', None), ('agreed_by', None), ('state__in', ('asked', 'passed'))), models.Q(('agreed_at__isnull', False), ('state', 'agreed')), ('state', 'removed'), _connector='OR'), name='moment_agreed_at')],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='gratitude',
            trigger=pgtrigger.compiler.Trigger(name='words_stay', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."words" IS DISTINCT FROM (NEW."words") OR OLD."to_id" IS DISTINCT FROM (NEW."to_id") OR OLD."company_id" IS DISTINCT FROM (NEW."company_id") OR (NEW."shared" AND NOT OLD."shared"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='c3b95da9f70a13a67459ee7db949d51d44bc3e27', operation='UPDATE', pgid='pgtrigger_words_stay_1622b', table='programs_gratitude', when='BEFORE')),
        ),
    ]
