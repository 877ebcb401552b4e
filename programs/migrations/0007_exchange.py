"""The tables of exchange."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0005_paces'),
        ('alumni', '0007_found_soon'),
        ("programs", "0006_ledger_walls"),
    ]

    operations = [
        migrations.CreateModel(
            name='Listing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('need', '願い'), ('offer', '持ちより')], max_length=5, verbose_name='種類')),
                ('state', models.CharField(choices=[('draft', '下書き'), ('open', '募集中'), ('paused', 'お休み中'), ('fulfilled', '叶いました'), ('ended', '終わりました')], default='draft', max_length=9, verbose_name='状態')),
                ('standing', models.BooleanField(default=False, editable=False, verbose_name='一覧に出さない')),
                ('title', models.CharField(max_length=80, verbose_name='ひとことで')),
                ('words', models.TextField(blank=True, max_length=1500, verbose_name='くわしく')),
                ('back', models.CharField(blank=True, max_length=200, verbose_name='返ってくるもの（ことばで）')),
                ('themes', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), default=list, size=None, verbose_name='テーマ')),
                ('returns', django.contrib.postgres.fields.ArrayField(base_field=models.SmallIntegerField(choices=[(1, '学び・新しい視点'), (2, '試せる現場'), (3, '率直な感想・ふりかえり'), (4, '人とのつながり'), (5, '推薦のことば・実績としての紹介'), (6, '場所や設備'), (7, '謝礼'), (8, '交通費などの実費'), (9, '受けたものを返す機会'), (10, '楽しい時間')]), default=list, size=None, verbose_name='返ってくるもの')),
                ('since', models.DateField(verbose_name='いつから')),
                ('until', models.DateField(verbose_name='いつまで')),
                ('effort', models.PositiveSmallIntegerField(choices=[(1, '一度、1時間ほど'), (2, '半日から一日'), (3, '数日'), (4, '月に数時間、つづけて'), (5, 'もっと深く')], default=1, verbose_name='かかる時間')),
                ('online', models.BooleanField(default=True, verbose_name='オンラインでもよい')),
                ('area', models.CharField(blank=True, max_length=5, verbose_name='都道府県・国')),
                ('place', models.CharField(blank=True, max_length=60, verbose_name='場所')),
                ('languages', models.PositiveSmallIntegerField(default=1, verbose_name='ことば')),
                ('circle', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), blank=True, default=list, size=None, verbose_name='だれにひらくか')),
                ('years_from', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='在籍した年（から）')),
                ('years_until', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='在籍した年（まで）')),
                ('origin', models.CharField(blank=True, editable=False, max_length=60, verbose_name='きっかけ')),
                ('suggested', models.BooleanField(default=False, editable=False, verbose_name='おすすめに出る')),
                ('near', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), default=list, editable=False, size=None, verbose_name='この会社の中でだけ')),
                ('far', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), default=list, editable=False, size=None, verbose_name='この会社の外でだけ')),
                ('capacity', models.PositiveSmallIntegerField(default=3, editable=False, verbose_name='ひと月に声がかかってよい数')),
                ('load', models.PositiveIntegerField(default=0, editable=False, verbose_name='この一か月に声がかかった数')),
                ('shown', models.PositiveIntegerField(default=0, editable=False, verbose_name='この一か月に見えた人の数')),
                ('weight', models.PositiveIntegerField(default=0, editable=False, verbose_name='テーマの重み')),
                ('made_at', models.DateTimeField(auto_now_add=True, verbose_name='書いた日時')),
                ('opened_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='ひらいた日時')),
                ('expires_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='この日時まで')),
                ('ended_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='終わった日時')),
                ('circle_unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='alumni.department', verbose_name='ひらく部署')),
                ('company', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='listings', to='alumni.company', verbose_name='会社')),
                ('department', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='alumni.department', verbose_name='部署')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='listings', to=settings.AUTH_USER_MODEL, verbose_name='書いた人')),
            ],
            options={
                'verbose_name': '願いと持ちより',
                'verbose_name_plural': '願いと持ちより',
                'ordering': ['-pk'],
                'indexes': [django.contrib.postgres.indexes.GinIndex(condition=models.Q(('state', 'open'), ('suggested', True)), fields=['themes'], name='listing_themes'), models.Index(condition=models.Q(('state', 'open')), fields=['kind', '-id'], name='listing_newest'), models.Index(fields=['person', '-id'], name='listing_of_person'), models.Index(fields=['company', '-id'], name='listing_of_company'), models.Index(condition=models.Q(('state', 'open')), fields=['expires_at'], name='listing_expiring')],
                'constraints': [models.CheckConstraint(condition=models.Q(('until__gte', models.F('since'))), name='listing_period'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'open'), _negated=True), models.Q(('expires_at__isnull', False), ('opened_at__isnull', False)), _connector='OR'), name='listing_open_until'), models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', False), ('state__in', ['fulfilled', 'ended'])), models.Q(models.Q(('state__in', ['fulfilled', 'ended']), _negated=True), ('ended_at', None)), _connector='OR'), name='listing_ended_at'), models.CheckConstraint(condition=models.Q(('state', 'draft'), models.Q(('themes__len__gte', 1), ('returns__len__gte', 1)), _connector='OR'), name='listing_both_sides_named'), models.CheckConstraint(condition=models.Q(('department', None), ('company__isnull', False), _connector='OR'), name='listing_unit_of'), models.CheckConstraint(condition=models.Q(('circle_unit', None), ('circle__len', 1), _connector='OR'), name='listing_unit_of_one_circle'), models.CheckConstraint(condition=models.Q(models.Q(('years_from', None), ('years_until', None)), ('circle__len__gte', 1), _connector='OR'), name='listing_years_of_a_circle'), models.CheckConstraint(condition=models.Q(('years_from', None), ('years_until', None), ('years_until__gte', models.F('years_from')), _connector='OR'), name='listing_years'), models.CheckConstraint(condition=models.Q(('standing', False), models.Q(('company', None), ('kind', 'offer')), _connector='OR'), name='listing_standing_of_a_person'), models.CheckConstraint(condition=models.Q(('capacity__gte', 1), ('languages__gte', 1)), name='listing_numbers'), models.UniqueConstraint(condition=models.Q(('standing', True)), fields=('person',), name='listing_one_standing_of_each')],
            },
        ),
        migrations.CreateModel(
            name='Ask',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='日時')),
                ('note', models.CharField(max_length=600, verbose_name='ひとこと')),
                ('state', models.CharField(choices=[('waiting', '返事を待っています'), ('later', 'またあとで'), ('yes', 'はい'), ('no', '今回は見送り'), ('passed', 'ほかの人へ'), ('withdrawn', '取り下げ'), ('lapsed', '返事のないまま')], default='waiting', max_length=9, verbose_name='状態')),
                ('words', models.CharField(blank=True, max_length=600, verbose_name='お返事のことば')),
                ('later_on', models.DateField(blank=True, null=True, verbose_name='この日にもう一度')),
                ('answered_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='返事の日時')),
                ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='返事をした人')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='だれが')),
                ('listing', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='asks', to='programs.listing', verbose_name='なにについて')),
                ('mine', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='askings', to='programs.listing', verbose_name='なんのために')),
            ],
            options={
                'verbose_name': '声かけ',
                'verbose_name_plural': '声かけ',
                'ordering': ['-pk'],
                'indexes': [models.Index(fields=['listing', 'at'], name='ask_of_listing'), models.Index(fields=['by', '-id'], name='ask_by_whom'), models.Index(condition=models.Q(('state__in', ['waiting', 'later'])), fields=['at'], name='ask_waiting')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state__in', ['waiting', 'later'])), fields=('listing', 'by'), name='ask_once_at_a_time'), models.CheckConstraint(condition=models.Q(('mine', None), models.Q(('mine', models.F('listing')), _negated=True), _connector='OR'), name='ask_for_another_listing'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['yes', 'no', 'passed', 'later']), _negated=True), ('answered_at__isnull', False), _connector='OR'), name='ask_answered_at'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'later'), _negated=True), ('later_on__isnull', False), _connector='OR'), name='ask_later_on')],
            },
        ),
        migrations.CreateModel(
            name='Aside',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('until', models.DateField(blank=True, null=True, verbose_name='この日まで')),
                ('at', models.DateTimeField(auto_now=True, verbose_name='日時')),
                ('other', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='お相手')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='asides', to=settings.AUTH_USER_MODEL, verbose_name='人')),
                ('theme', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='alumni.skill', verbose_name='テーマ')),
                ('listing', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='programs.listing', verbose_name='願いと持ちより')),
            ],
            options={
                'verbose_name': 'すすめないもの',
                'verbose_name_plural': 'すすめないもの',
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('listing__isnull', False), ('other', None), ('theme', None)), models.Q(('listing', None), ('other__isnull', False), ('theme', None)), models.Q(('listing', None), ('other', None), ('theme__isnull', False)), _connector='OR'), name='aside_of_one_thing'), models.UniqueConstraint(fields=('person', 'listing'), name='aside_listing_once'), models.UniqueConstraint(fields=('person', 'other'), name='aside_person_once'), models.UniqueConstraint(fields=('person', 'theme'), name='aside_theme_once')],
            },
        ),
        migrations.CreateModel(
            name='Openness',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('open', models.BooleanField(default=False, verbose_name='おすすめに出てもよい')),
                ('near', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), default=list, editable=False, size=None, verbose_name='この会社の中でだけ')),
                ('far', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), default=list, editable=False, size=None, verbose_name='この会社の外でだけ')),
                ('capacity', models.PositiveSmallIntegerField(default=3, verbose_name='ひと月に声がかかってよい数')),
                ('at', models.DateTimeField(auto_now=True, verbose_name='決めた日時')),
                ('looked_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='最後に見わたした日時')),
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='openness', to=settings.AUTH_USER_MODEL, verbose_name='人')),
            ],
            options={
                'verbose_name': 'おすすめに出るか',
                'verbose_name_plural': 'おすすめに出るか',
                'indexes': [models.Index(condition=models.Q(('open', True)), fields=['looked_at'], name='openness_looked_at')],
                'constraints': [models.CheckConstraint(condition=models.Q(('capacity__range', (1, 10))), name='openness_capacity')],
            },
        ),
        migrations.CreateModel(
            name='Relay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='日時')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='ひとこと')),
                ('state', models.CharField(choices=[('waiting', '返事を待っています'), ('taken', '手をあげました'), ('left', 'そっと閉じました')], default='waiting', max_length=8, verbose_name='状態')),
                ('ask', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='relays', to='programs.ask', verbose_name='もとの声かけ')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='思い浮かべた人')),
                ('to', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='思い浮かんだ人')),
            ],
            options={
                'verbose_name': '思い浮かべた人への声かけ',
                'verbose_name_plural': '思い浮かべた人への声かけ',
                'constraints': [models.UniqueConstraint(fields=('ask', 'to'), name='relay_once'), models.CheckConstraint(condition=models.Q(('by', models.F('to')), _negated=True), name='relay_to_another')],
            },
        ),
        migrations.CreateModel(
            name='Shown',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(verbose_name='日')),
                ('listing', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='showings', to='programs.listing', verbose_name='なにが')),
                ('viewer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='だれに')),
            ],
            options={
                'verbose_name': 'おすすめの記録',
                'verbose_name_plural': 'おすすめの記録',
                'indexes': [models.Index(fields=['listing', 'day'], name='shown_of_listing'), models.Index(fields=['day'], name='shown_day')],
                'constraints': [models.UniqueConstraint(fields=('viewer', 'listing'), name='shown_once')],
            },
        ),
        migrations.CreateModel(
            name='ThemeWeight',
            fields=[
                ('skill', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='+', serialize=False, to='alumni.skill', verbose_name='テーマ')),
                ('weight', models.PositiveSmallIntegerField(verbose_name='重み')),
            ],
            options={
                'verbose_name': 'テーマの重み',
                'verbose_name_plural': 'テーマの重み',
                'constraints': [models.CheckConstraint(condition=models.Q(('weight__range', (1, 1000))), name='theme_weight_range')],
            },
        ),
        migrations.CreateModel(
            name='WorkWish',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('thinks_of_it', models.BooleanField(default=False, verbose_name='仕事を変えることを考えている')),
                ('words', models.CharField(blank=True, max_length=600, verbose_name='自分のための覚え書き')),
                ('at', models.DateTimeField(auto_now=True, verbose_name='書いた日時')),
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='人')),
            ],
            options={
                'verbose_name': '仕事についての覚え書き',
                'verbose_name_plural': '仕事についての覚え書き',
            },
        ),
    ]
