"""The tables of collaborations."""

import django.db.models.deletion
import django.db.models.expressions
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0005_paces'),
        ('alumni', '0006_talks'),
        ("programs", "0008_exchange_walls"),
    ]

    operations = [
        migrations.CreateModel(
            name='Collaboration',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=60, verbose_name='呼び名')),
                ('state', models.CharField(choices=[('proposed', '相談中'), ('agreed', '合意しました'), ('under_way', '進行中'), ('closing', 'ふりかえり中'), ('closed', 'おわりました'), ('ended', '途中でおわりました')], default='proposed', max_length=10, verbose_name='状態')),
                ('proposed_at', models.DateTimeField(auto_now_add=True, verbose_name='声をかけた日時')),
                ('over_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='おわった日時')),
                ('proposed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='声をかけた人')),
            ],
            options={
                'verbose_name': 'いっしょの仕事',
                'verbose_name_plural': 'いっしょの仕事',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='Meeting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='加えた日時')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='加えた人')),
                ('collaboration', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='meetings', to='programs.collaboration', verbose_name='いっしょの仕事')),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='programs.event', verbose_name='集い')),
            ],
            options={
                'verbose_name': '仕事の集い',
                'verbose_name_plural': '仕事の集い',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Milestone',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.CharField(max_length=120, verbose_name='節目')),
                ('due', models.DateField(verbose_name='いつまでに')),
                ('first_due', models.DateField(editable=False, verbose_name='はじめの約束の日')),
                ('done_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='できた日時')),
                ('collaboration', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='milestones', to='programs.collaboration', verbose_name='いっしょの仕事')),
                ('done_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': '節目',
                'verbose_name_plural': '節目',
                'ordering': ['due', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Outcome',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='版')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='書いた日時')),
                ('why', models.CharField(blank=True, max_length=300, verbose_name='変えるわけ')),
                ('is_agreed', models.BooleanField(default=False, editable=False, verbose_name='合意')),
                ('agreed_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='合意した日時')),
                ('statement_agreed', models.BooleanField(default=True, editable=False, verbose_name='サイン済')),
                ('words', models.TextField(max_length=600, verbose_name='めざす成果')),
                ('sign', models.TextField(max_length=600, verbose_name='どうなったら、そうなったとわかるか')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='書いた人')),
                ('collaboration', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='programs.collaboration', verbose_name='いっしょの仕事')),
            ],
            options={
                'verbose_name': 'めざす成果',
                'verbose_name_plural': 'めざす成果',
                'ordering': ['number'],
            },
        ),
        migrations.CreateModel(
            name='Part',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('outcome_agreed', models.BooleanField(default=True, editable=False, verbose_name='合意済')),
                ('words', models.CharField(max_length=120, verbose_name='成果の部分')),
                ('collaboration', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='programs.collaboration', verbose_name='いっしょの仕事')),
                ('outcome', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='programs.outcome', verbose_name='めざす成果')),
            ],
            options={
                'verbose_name': '成果の部分',
                'verbose_name_plural': '成果の部分',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Carrying',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('collaboration', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='programs.collaboration', verbose_name='いっしょの仕事')),
                ('part', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='carryings', to='programs.part', verbose_name='成果の部分')),
            ],
            options={
                'verbose_name': '役割が担う部分',
                'verbose_name_plural': '役割が担う部分',
            },
        ),
        migrations.CreateModel(
            name='Party',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('asked', '返事を待っています'), ('joined', '参加しています'), ('declined', '今回は見送り'), ('left', '離れました')], default='asked', max_length=10, verbose_name='状態')),
                ('asked_at', models.DateTimeField(auto_now_add=True, verbose_name='声をかけた日時')),
                ('joined_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='参加した日時')),
                ('left_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='離れた日時')),
                ('collaboration', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='parties', to='programs.collaboration', verbose_name='いっしょの仕事')),
                ('company', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='sides', to='alumni.company', verbose_name='会社')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='sides', to=settings.AUTH_USER_MODEL, verbose_name='人')),
            ],
            options={
                'verbose_name': 'いっしょの仕事の当事者',
                'verbose_name_plural': 'いっしょの仕事の当事者',
                'ordering': ['pk'],
            },
        ),
        migrations.AddField(
            model_name='outcome',
            name='party',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programs.party', verbose_name='書いた側'),
        ),
        migrations.CreateModel(
            name='Finish',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='日時')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='人')),
                ('collaboration', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='programs.collaboration', verbose_name='いっしょの仕事')),
                ('party', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='programs.party', verbose_name='当事者')),
            ],
            options={
                'verbose_name': 'ふりかえりの済み',
                'verbose_name_plural': 'ふりかえりの済み',
            },
        ),
        migrations.CreateModel(
            name='Decision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('to', models.CharField(blank=True, max_length=12, verbose_name='どこへ')),
                ('words', models.CharField(blank=True, max_length=300, verbose_name='決めたこと')),
                ('why', models.CharField(blank=True, max_length=300, verbose_name='なぜ')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='いつ')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='だれが')),
                ('collaboration', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='decisions', to='programs.collaboration', verbose_name='いっしょの仕事')),
                ('party', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programs.party', verbose_name='当事者')),
            ],
            options={
                'verbose_name': '決めたこと',
                'verbose_name_plural': '決めたこと',
                'ordering': ['at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Agreement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='日時')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='人')),
                ('collaboration', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='programs.collaboration', verbose_name='いっしょの仕事')),
                ('outcome', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='agreements', to='programs.outcome', verbose_name='めざす成果')),
                ('party', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='programs.party', verbose_name='当事者')),
            ],
            options={
                'verbose_name': '成果への合意',
                'verbose_name_plural': '成果への合意',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Role',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('outcome_agreed', models.BooleanField(default=True, editable=False, verbose_name='合意済')),
                ('name', models.CharField(max_length=60, verbose_name='役割')),
                ('decides', models.CharField(blank=True, max_length=300, verbose_name='ひとりで決めてよいこと')),
                ('state', models.CharField(choices=[('open', '担い手を待っています'), ('offered', 'お願いしています'), ('held', '担っています')], default='open', max_length=10, verbose_name='状態')),
                ('offered_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='お願いした日時')),
                ('collaboration', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='programs.collaboration', verbose_name='いっしょの仕事')),
                ('holder', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='roles', to='programs.party', verbose_name='担い手')),
                ('outcome', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='programs.outcome', verbose_name='めざす成果')),
                ('parts', models.ManyToManyField(related_name='roles', through='programs.Carrying', to='programs.part', verbose_name='担う部分')),
            ],
            options={
                'verbose_name': '成果からの役割',
                'verbose_name_plural': '成果からの役割',
                'ordering': ['pk'],
            },
        ),
        migrations.AddField(
            model_name='carrying',
            name='role',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='carryings', to='programs.role', verbose_name='役割'),
        ),
        migrations.CreateModel(
            name='SharedLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=80, verbose_name='資料の名')),
                ('url', models.CharField(max_length=500, verbose_name='リンク')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='加えた日時')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='加えた人')),
                ('collaboration', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='links', to='programs.collaboration', verbose_name='いっしょの仕事')),
            ],
            options={
                'verbose_name': '資料へのリンク',
                'verbose_name_plural': '資料へのリンク',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='SideNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('confidential', models.TextField(blank=True, max_length=4000, verbose_name='この側だけの事情')),
                ('notes', models.TextField(blank=True, max_length=8000, verbose_name='覚え書き')),
                ('at', models.DateTimeField(auto_now=True, verbose_name='書いた日時')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='書いた人')),
                ('party', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='side_note', to='programs.party', verbose_name='当事者')),
            ],
            options={
                'verbose_name': 'この側だけの覚え',
                'verbose_name_plural': 'この側だけの覚え',
            },
        ),
        migrations.CreateModel(
            name='Statement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='版')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='書いた日時')),
                ('why', models.CharField(blank=True, max_length=300, verbose_name='変えるわけ')),
                ('is_agreed', models.BooleanField(default=False, editable=False, verbose_name='合意')),
                ('agreed_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='合意した日時')),
                ('since', models.DateField(verbose_name='いつから')),
                ('until', models.DateField(blank=True, null=True, verbose_name='いつまで')),
                ('confidential', models.TextField(blank=True, max_length=1000, verbose_name='ここだけの話にすること')),
                ('is_paid', models.BooleanField(default=False, verbose_name='報酬のある仕事')),
                ('work', models.TextField(blank=True, max_length=1000, verbose_name='頼む仕事の内容')),
                ('fee', models.CharField(blank=True, max_length=200, verbose_name='報酬の額と決めかた')),
                ('received_on', models.DateField(blank=True, null=True, verbose_name='仕事を受けとる日')),
                ('received_at_place', models.CharField(blank=True, max_length=120, verbose_name='受けとる場所・方法')),
                ('inspected_on', models.DateField(blank=True, null=True, verbose_name='確かめを終える日')),
                ('pay_on', models.DateField(blank=True, null=True, verbose_name='支払いの期日')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='書いた人')),
                ('collaboration', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='programs.collaboration', verbose_name='いっしょの仕事')),
                ('doer', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programs.party', verbose_name='引き受ける側')),
                ('orderer', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programs.party', verbose_name='頼む側')),
                ('party', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programs.party', verbose_name='書いた側')),
            ],
            options={
                'verbose_name': '約束のことば',
                'verbose_name_plural': '約束のことば',
                'ordering': ['number'],
            },
        ),
        migrations.CreateModel(
            name='Signature',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='日時')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='人')),
                ('collaboration', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='programs.collaboration', verbose_name='いっしょの仕事')),
                ('party', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='programs.party', verbose_name='当事者')),
                ('statement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='signatures', to='programs.statement', verbose_name='約束のことば')),
            ],
            options={
                'verbose_name': 'サイン',
                'verbose_name_plural': 'サイン',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Pledge',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('brings', models.TextField(max_length=600, verbose_name='持ちよるもの')),
                ('wants', models.TextField(max_length=600, verbose_name='得たいもの')),
                ('collaboration', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='programs.collaboration', verbose_name='いっしょの仕事')),
                ('party', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pledges', to='programs.party', verbose_name='当事者')),
                ('statement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pledges', to='programs.statement', verbose_name='約束のことば')),
            ],
            options={
                'verbose_name': '持ちよるものと得たいもの',
                'verbose_name_plural': '持ちよるものと得たいもの',
                'ordering': ['party'],
            },
        ),
        migrations.AddField(
            model_name='outcome',
            name='statement',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='outcomes', to='programs.statement', verbose_name='約束のことば'),
        ),
        migrations.AddConstraint(
            model_name='collaboration',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('over_at__isnull', False), ('state__in', ['closed', 'ended'])), models.Q(models.Q(('state__in', ['closed', 'ended']), _negated=True), ('over_at', None)), _connector='OR'), name='collaboration_over_at'),
        ),
        migrations.AddConstraint(
            model_name='meeting',
            constraint=models.UniqueConstraint(fields=('collaboration', 'event'), name='meeting_once'),
        ),
        migrations.AddIndex(
            model_name='milestone',
            index=models.Index(condition=models.Q(('done_at', None)), fields=['due'], name='milestone_due'),
        ),
        migrations.AddConstraint(
            model_name='milestone',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('done_at', None), ('done_by', None)), models.Q(('done_at__isnull', False), ('done_by__isnull', False)), _connector='OR'), name='milestone_done_by_and_when'),
        ),
        migrations.AddConstraint(
            model_name='milestone',
            constraint=models.CheckConstraint(condition=models.Q(('due__gte', models.F('first_due'))), name='milestone_slips_forward'),
        ),
        migrations.AddConstraint(
            model_name='part',
            constraint=models.UniqueConstraint(fields=('id', 'collaboration'), name='part_of_collaboration'),
        ),
        migrations.AddConstraint(
            model_name='part',
            constraint=models.CheckConstraint(condition=models.Q(('outcome_agreed', True)), name='part_after_agreement'),
        ),
        migrations.AddIndex(
            model_name='party',
            index=models.Index(fields=['person', 'collaboration'], name='party_of_person'),
        ),
        migrations.AddConstraint(
            model_name='party',
            constraint=models.UniqueConstraint(fields=('id', 'collaboration'), name='party_of_collaboration'),
        ),
        migrations.AddConstraint(
            model_name='party',
            constraint=models.UniqueConstraint(fields=('collaboration', 'person'), name='party_person_once'),
        ),
        migrations.AddConstraint(
            model_name='party',
            constraint=models.UniqueConstraint(fields=('collaboration', 'company'), name='party_company_once'),
        ),
        migrations.AddConstraint(
            model_name='party',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('company__isnull', False), ('person', None)), models.Q(('company', None), ('person__isnull', False)), _connector='OR'), name='party_person_or_company'),
        ),
        migrations.AddConstraint(
            model_name='party',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('joined_at', None), ('state__in', ['asked', 'declined'])), models.Q(('joined_at__isnull', False), ('state__in', ['joined', 'left'])), _connector='OR'), name='party_joined_at'),
        ),
        migrations.AddConstraint(
            model_name='party',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('left_at__isnull', False), ('state__in', ['declined', 'left'])), models.Q(('left_at', None), ('state__in', ['asked', 'joined'])), _connector='OR'), name='party_left_at'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='party',
            trigger=pgtrigger.compiler.Trigger(name='party_stays_itself', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."company_id" IS DISTINCT FROM (NEW."company_id") OR OLD."collaboration_id" IS DISTINCT FROM (NEW."collaboration_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='9e76c19cd489173e5e46940e04bceecc918e7b4d', operation='UPDATE', pgid='pgtrigger_party_stays_itself_52040', table='programs_party', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='party',
            trigger=pgtrigger.compiler.Trigger(name='party_is_kept', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='e32226638371655fca6608146435a6faee16595b', operation='DELETE', pgid='pgtrigger_party_is_kept_77e23', table='programs_party', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='finish',
            constraint=models.UniqueConstraint(fields=('collaboration', 'party'), name='finish_once'),
        ),
        migrations.AddConstraint(
            model_name='finish',
            constraint=models.UniqueConstraint(fields=('collaboration', 'by'), name='finish_by_one_person_for_one_side'),
        ),
        migrations.AddIndex(
            model_name='decision',
            index=models.Index(models.F('collaboration'), models.OrderBy(models.F('at'), descending=True), name='decision_of_collaboration'),
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('to', ''), _negated=True), models.Q(('words', ''), _negated=True), _connector='OR'), name='decision_says_something'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='decision',
            trigger=pgtrigger.compiler.Trigger(name='decision_append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='387f05e5d466c6b11a2dccec1a95923e8fae83b2', operation='UPDATE OR DELETE', pgid='pgtrigger_decision_append_only_80b2b', table='programs_decision', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='agreement',
            constraint=models.UniqueConstraint(fields=('outcome', 'party'), name='agreement_once'),
        ),
        migrations.AddConstraint(
            model_name='agreement',
            constraint=models.UniqueConstraint(fields=('outcome', 'by'), name='agreement_by_one_person_for_one_side'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='agreement',
            trigger=pgtrigger.compiler.Trigger(name='agreement_append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='96e31d471455a04f65e9a6ef205777ab83597374', operation='UPDATE OR DELETE', pgid='pgtrigger_agreement_append_only_7eb18', table='programs_agreement', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='role',
            constraint=models.UniqueConstraint(fields=('id', 'collaboration'), name='role_of_collaboration'),
        ),
        migrations.AddConstraint(
            model_name='role',
            constraint=models.CheckConstraint(condition=models.Q(('outcome_agreed', True)), name='role_after_agreement'),
        ),
        migrations.AddConstraint(
            model_name='role',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('holder', None), ('state', 'open')), models.Q(models.Q(('state', 'open'), _negated=True), ('holder__isnull', False)), _connector='OR'), name='role_open_has_no_holder'),
        ),
        migrations.AddConstraint(
            model_name='role',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'offered'), _negated=True), ('offered_at__isnull', False), _connector='OR'), name='role_offered_at'),
        ),
        migrations.AddConstraint(
            model_name='carrying',
            constraint=models.UniqueConstraint(fields=('role', 'part'), name='carrying_once'),
        ),
        migrations.AddConstraint(
            model_name='sharedlink',
            constraint=models.CheckConstraint(condition=models.Q(('url__regex', '^https://[^][@\\\\/?#[:space:]<>\\"\'`]+([/?#][^[:space:]<>\\"\'`]*)?$')), name='shared_link_is_safe'),
        ),
        migrations.AddConstraint(
            model_name='statement',
            constraint=models.UniqueConstraint(fields=('collaboration', 'number'), name='statement_number_once'),
        ),
        migrations.AddConstraint(
            model_name='statement',
            constraint=models.UniqueConstraint(fields=('id', 'collaboration'), name='statement_of_collaboration'),
        ),
        migrations.AddConstraint(
            model_name='statement',
            constraint=models.UniqueConstraint(fields=('id', 'collaboration', 'is_agreed'), name='statement_agreed_key'),
        ),
        migrations.AddConstraint(
            model_name='statement',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('agreed_at__isnull', False), ('is_agreed', True)), models.Q(('agreed_at', None), ('is_agreed', False)), _connector='OR'), name='statement_agreed_at'),
        ),
        migrations.AddConstraint(
            model_name='statement',
            constraint=models.CheckConstraint(condition=models.Q(('until', None), ('until__gte', models.F('since')), _connector='OR'), name='statement_term'),
        ),
        migrations.AddConstraint(
            model_name='statement',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('doer', None), ('fee', ''), ('inspected_on', None), ('is_paid', False), ('orderer', None), ('pay_on', None), ('received_at_place', ''), ('received_on', None), ('work', '')), models.Q(('doer__isnull', False), ('is_paid', True), ('orderer__isnull', False), ('received_on__isnull', False), ('pay_on__isnull', False), models.Q(('work', ''), _negated=True), models.Q(('fee', ''), _negated=True), models.Q(('received_at_place', ''), _negated=True), models.Q(('orderer', models.F('doer')), _negated=True)), _connector='OR'), name='statement_terms_in_writing'),
        ),
        migrations.AddConstraint(
            model_name='statement',
            constraint=models.CheckConstraint(condition=models.Q(('pay_on', None), models.Q(('pay_on__gte', models.F('received_on')), ('pay_on__lte', django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(models.F('received_on'), '+', models.Value(60)), '-', models.Value(1)))), _connector='OR'), name='statement_paid_within_sixty_days'),
        ),
        migrations.AddConstraint(
            model_name='statement',
            constraint=models.CheckConstraint(condition=models.Q(('inspected_on', None), models.Q(('inspected_on__gte', models.F('received_on')), ('inspected_on__lte', models.F('pay_on'))), _connector='OR'), name='statement_inspected_between'),
        ),
        migrations.AddConstraint(
            model_name='signature',
            constraint=models.UniqueConstraint(fields=('statement', 'party'), name='signature_once'),
        ),
        migrations.AddConstraint(
            model_name='signature',
            constraint=models.UniqueConstraint(fields=('statement', 'by'), name='signature_by_one_person_for_one_side'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='signature',
            trigger=pgtrigger.compiler.Trigger(name='signature_append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='197620962df58153c50665c95a9ceaf2ee85b59e', operation='UPDATE OR DELETE', pgid='pgtrigger_signature_append_only_928e7', table='programs_signature', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='pledge',
            constraint=models.UniqueConstraint(fields=('statement', 'party'), name='pledge_once'),
        ),
        migrations.AddConstraint(
            model_name='pledge',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('brings', ''), _negated=True), models.Q(('wants', ''), _negated=True)), name='pledge_both_ways'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='pledge',
            trigger=pgtrigger.compiler.Trigger(name='pledge_append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='00e93ae1553ff6bdc0ff4fe580115b2327134928', operation='UPDATE OR DELETE', pgid='pgtrigger_pledge_append_only_be657', table='programs_pledge', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='outcome',
            constraint=models.UniqueConstraint(fields=('collaboration', 'number'), name='outcome_number_once'),
        ),
        migrations.AddConstraint(
            model_name='outcome',
            constraint=models.UniqueConstraint(fields=('id', 'collaboration'), name='outcome_of_collaboration'),
        ),
        migrations.AddConstraint(
            model_name='outcome',
            constraint=models.UniqueConstraint(fields=('id', 'collaboration', 'is_agreed'), name='outcome_agreed_key'),
        ),
        migrations.AddConstraint(
            model_name='outcome',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('agreed_at__isnull', False), ('is_agreed', True)), models.Q(('agreed_at', None), ('is_agreed', False)), _connector='OR'), name='outcome_agreed_at'),
        ),
        migrations.AddConstraint(
            model_name='outcome',
            constraint=models.CheckConstraint(condition=models.Q(('statement_agreed', True)), name='outcome_after_signing'),
        ),
        migrations.AddConstraint(
            model_name='outcome',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('words', ''), _negated=True), models.Q(('sign', ''), _negated=True)), name='outcome_and_its_sign'),
        ),
    ]
