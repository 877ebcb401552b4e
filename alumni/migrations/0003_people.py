import alumni.profiles.models
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import django.db.models.expressions
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0004_reach'),
        ('accounts', '__first__'),
        ('alumni', '0002_walls'),
    ]

    operations = [
        migrations.CreateModel(
            name='Block',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('called', models.CharField(max_length=130, verbose_name='そのときの名前')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='日時')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='だれが')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='だれを')),
            ],
            options={
                'verbose_name': 'ブロック',
                'verbose_name_plural': 'ブロック',
                'ordering': ['-pk'],
                'constraints': [models.UniqueConstraint(fields=('by', 'person'), name='block_once'), models.CheckConstraint(condition=models.Q(('by', models.F('person')), _negated=True), name='block_somebody_else')],
            },
        ),
        migrations.CreateModel(
            name='BlurLabel',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.CharField(max_length=40, unique=True, verbose_name='ぼかしたことば')),
                ('text_en', models.CharField(blank=True, max_length=60, verbose_name='ぼかしたことば（英語）')),
                ('breadth', models.PositiveSmallIntegerField(db_default=0, default=0, editable=False, verbose_name='あてはまる会社の数')),
                ('companies', models.ManyToManyField(blank=True, related_name='blur_labels', to='alumni.company', verbose_name='あてはまる会社')),
            ],
            options={
                'verbose_name': '会社のぼかしかた',
                'verbose_name_plural': '会社のぼかしかた',
                'ordering': ['text'],
            },
        ),
        migrations.CreateModel(
            name='Connection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('first_says', models.CharField(blank=True, choices=[('worked', 'いっしょに働いた'), ('project', '同じプロジェクトにいた'), ('boss', 'わたしの上司だった'), ('report', 'わたしのもとで働いた'), ('client', 'お客さま・取引先として知り合った'), ('friend', '友人・知人'), ('introduced', '紹介で知り合った')], max_length=10, verbose_name='ひとりのことば')),
                ('second_says', models.CharField(blank=True, choices=[('worked', 'いっしょに働いた'), ('project', '同じプロジェクトにいた'), ('boss', 'わたしの上司だった'), ('report', 'わたしのもとで働いた'), ('client', 'お客さま・取引先として知り合った'), ('friend', '友人・知人'), ('introduced', '紹介で知り合った')], max_length=10, verbose_name='もうひとりのことば')),
                ('first_project', models.CharField(blank=True, max_length=80, verbose_name='ひとりの言うプロジェクト')),
                ('second_project', models.CharField(blank=True, max_length=80, verbose_name='もうひとりの言うプロジェクト')),
                ('word', models.CharField(blank=True, max_length=300, verbose_name='ひとこと')),
                ('first_hides', models.BooleanField(default=False, verbose_name='ひとりが伏せる')),
                ('second_hides', models.BooleanField(default=False, verbose_name='もうひとりが伏せる')),
                ('first_rests', models.BooleanField(default=False, verbose_name='ひとりが休む')),
                ('second_rests', models.BooleanField(default=False, verbose_name='もうひとりが休む')),
                ('state', models.CharField(choices=[('asked', '返事を待っています'), ('confirmed', 'つながっています'), ('declined', '見送りました'), ('withdrawn', '取り下げました'), ('lapsed', '返事のないまま終わりました'), ('ended', '終わりました')], default='asked', max_length=10, verbose_name='状態')),
                ('asked_at', models.DateTimeField(auto_now_add=True, verbose_name='声をかけた日時')),
                ('answered_at', models.DateTimeField(blank=True, null=True, verbose_name='返事の日時')),
                ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='終わった日時')),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='声をかけた人')),
                ('first', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='ひとり')),
                ('second', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='もうひとり')),
                ('through', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='紹介した人')),
            ],
            options={
                'verbose_name': '知り合い',
                'verbose_name_plural': '知り合い',
                'indexes': [models.Index(condition=models.Q(('first_hides', False), ('first_rests', False), ('second_hides', False), ('second_rests', False), ('state', 'confirmed')), fields=['first'], include=('second',), name='connection_path_first'), models.Index(condition=models.Q(('first_hides', False), ('first_rests', False), ('second_hides', False), ('second_rests', False), ('state', 'confirmed')), fields=['second'], include=('first',), name='connection_path_second'), models.Index(condition=models.Q(('state__in', ('asked', 'declined'))), fields=['asked_at'], name='connection_unanswered')],
                'constraints': [models.CheckConstraint(condition=models.Q(('first__lt', models.F('second'))), name='connection_ordered'), models.CheckConstraint(condition=models.Q(('asked_by', models.F('first')), ('asked_by', models.F('second')), _connector='OR'), name='connection_asked_by_one'), models.CheckConstraint(condition=models.Q(('through', None), models.Q(models.Q(('through', models.F('first')), _negated=True), models.Q(('through', models.F('second')), _negated=True)), _connector='OR'), name='connection_through_third'), models.UniqueConstraint(condition=models.Q(('state__in', ('asked', 'declined', 'confirmed'))), fields=('first', 'second'), name='connection_one_standing'), models.CheckConstraint(condition=models.Q(models.Q(('answered_at', None), ('state', 'asked')), models.Q(('answered_at__isnull', False), ('ended_at', None), ('state__in', ('confirmed', 'declined'))), ('state__in', ('withdrawn', 'lapsed')), models.Q(('answered_at__isnull', False), ('state', 'ended')), _connector='OR'), name='connection_answered_at'), models.CheckConstraint(condition=models.Q(models.Q(('ended_at', None), ('state__in', ('asked', 'declined', 'confirmed'))), models.Q(('ended_at__isnull', False), ('state__in', ('withdrawn', 'lapsed', 'ended'))), _connector='OR'), name='connection_ended_at')],
            },
        ),
        migrations.CreateModel(
            name='Introduction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.TextField(max_length=600, verbose_name='頼んだ人のことば')),
                ('told_as', models.CharField(max_length=80, verbose_name='名前のかわりに伝えること')),
                ('gives_address', models.BooleanField(default=False, verbose_name='アドレスを渡す')),
                ('middle_words', models.TextField(blank=True, max_length=600, verbose_name='取り次ぐ人のことば')),
                ('other_gives_address', models.BooleanField(default=False, verbose_name='相手もアドレスを渡す')),
                ('state', models.CharField(choices=[('asked', '返事を待っています'), ('declined', '取り次がない'), ('passed', '取り次ぎました'), ('refused', '見送り'), ('accepted', 'つながりました'), ('withdrawn', '取り下げました'), ('lapsed', '返事のないまま終わりました')], default='asked', max_length=10, verbose_name='状態')),
                ('asked_at', models.DateTimeField(auto_now_add=True, verbose_name='頼んだ日時')),
                ('passed_at', models.DateTimeField(blank=True, null=True, verbose_name='取り次いだ日時')),
                ('answered_at', models.DateTimeField(blank=True, null=True, verbose_name='返事の日時')),
                ('asker', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='頼んだ人')),
                ('company', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='introductions', to='alumni.company', verbose_name='会社')),
                ('middle', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='取り次ぐ人')),
                ('other', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='会いたい人')),
            ],
            options={
                'verbose_name': '紹介',
                'verbose_name_plural': '紹介',
                'indexes': [models.Index(fields=['middle', 'state'], name='introduction_middle'), models.Index(fields=['other', 'state'], name='introduction_other')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('asker', models.F('middle')), _negated=True), models.Q(('asker', models.F('other')), _negated=True), models.Q(('middle', models.F('other')), _negated=True)), name='introduction_of_three'), models.UniqueConstraint(condition=models.Q(('state__in', ('asked', 'declined', 'passed', 'refused'))), fields=('asker', 'other'), name='introduction_one_pending'), models.CheckConstraint(condition=models.Q(models.Q(('passed_at', None), ('state__in', ('asked', 'declined'))), models.Q(('passed_at__isnull', False), ('state__in', ('passed', 'refused', 'accepted'))), ('state__in', ('withdrawn', 'lapsed')), _connector='OR'), name='introduction_passed_at'), models.CheckConstraint(condition=models.Q(models.Q(('answered_at', None), ('state__in', ('asked', 'declined', 'passed'))), models.Q(('answered_at__isnull', False), ('state__in', ('refused', 'accepted'))), ('state__in', ('withdrawn', 'lapsed')), _connector='OR'), name='introduction_answered_at')],
            },
        ),
        migrations.CreateModel(
            name='Talk',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('begun_at', models.DateTimeField(auto_now_add=True, verbose_name='はじまり')),
                ('ground', models.CharField(max_length=60, verbose_name='共通のもの')),
                ('last_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='最後のことば')),
                ('begun_by', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='はじめた人')),
                ('high', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='もうひとり')),
                ('low', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='ひとり')),
            ],
            options={
                'verbose_name': 'ことばのやりとり',
                'verbose_name_plural': 'ことばのやりとり',
                'constraints': [models.UniqueConstraint(fields=('low', 'high'), name='talk_one_for_two'), models.CheckConstraint(condition=models.Q(('low__lt', models.F('high'))), name='talk_of_two'), models.CheckConstraint(condition=models.Q(('begun_by', models.F('low')), ('begun_by', models.F('high')), _connector='OR'), name='talk_begun_by_one_of_them')],
            },
        ),
        migrations.CreateModel(
            name='Message',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(blank=True, max_length=2000, verbose_name='ことば')),
                ('said_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='日時')),
                ('changed_at', models.DateTimeField(blank=True, null=True, verbose_name='直した日時')),
                ('gone_at', models.DateTimeField(blank=True, null=True, verbose_name='取り消した日時')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='だれが')),
                ('talk', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='messages', to='alumni.talk', verbose_name='やりとり')),
            ],
            options={
                'verbose_name': 'ことば',
                'verbose_name_plural': 'ことば',
                'indexes': [models.Index(fields=['talk', '-id'], name='message_of_talk'), models.Index(fields=['by', 'said_at'], name='message_pace')],
                'constraints': [models.CheckConstraint(condition=models.Q(('gone_at__isnull', True), ('text', ''), _connector='XOR'), name='message_words_or_gone')],
            },
        ),
        migrations.CreateModel(
            name='Report',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('called', models.CharField(max_length=130, verbose_name='そのときの名前')),
                ('about', models.CharField(max_length=60, verbose_name='対象')),
                ('reason', models.CharField(choices=[('harassment', 'いやがらせ・差別'), ('unwanted', 'やめてほしいのに続く連絡'), ('selling', '勧誘・宣伝・迷惑な連絡'), ('false', 'なりすまし・うその経歴'), ('other', 'そのほか')], max_length=12, verbose_name='理由')),
                ('words', models.TextField(blank=True, max_length=1000, verbose_name='知らせた人のことば')),
                ('evidence', models.TextField(blank=True, editable=False, verbose_name='知らされた文面（写し）')),
                ('state', models.CharField(choices=[('waiting', '確認を待っています'), ('looking', '確かめています'), ('acted', '対応しました'), ('closed', '対応なしで終えました')], default='waiting', editable=False, max_length=10, verbose_name='状態')),
                ('answer', models.TextField(blank=True, max_length=1000, verbose_name='知らせた人への返事')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='日時')),
                ('answered_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='返事の日時')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='知らせた人')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='相手')),
            ],
            options={
                'verbose_name': '困りごとの知らせ',
                'verbose_name_plural': '困りごとの知らせ',
                'ordering': ['-pk'],
                'indexes': [models.Index(fields=['state', 'id'], name='report_queue')],
                'constraints': [models.CheckConstraint(condition=models.Q(('by', models.F('person')), _negated=True), name='report_somebody_else'), models.CheckConstraint(condition=models.Q(('state__in', ['acted', 'closed']), ('answered_at__isnull', True), _connector='XOR'), name='report_answered_at'), models.UniqueConstraint(condition=models.Q(('state__in', ['waiting', 'looking'])), fields=('by', 'about'), name='report_open_once')],
            },
        ),
        migrations.CreateModel(
            name='SavedSearch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=60, verbose_name='名前')),
                ('query', models.CharField(max_length=1000, verbose_name='さがし方')),
                ('tells', models.BooleanField(default=False, verbose_name='新しい人がいたら知らせる')),
                ('known', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), editable=False, null=True, size=None)),
                ('fresh', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), default=list, editable=False, size=None)),
                ('looked_at', models.DateTimeField(editable=False, null=True, verbose_name='最後に見た日時')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='保存日時')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='saved_searches', to=settings.AUTH_USER_MODEL, verbose_name='人')),
            ],
            options={
                'verbose_name': '保存したさがし方',
                'verbose_name_plural': '保存したさがし方',
                'ordering': ['-pk'],
                'indexes': [models.Index(condition=models.Q(('tells', True)), fields=['looked_at', 'id'], name='saved_due')],
                'constraints': [models.UniqueConstraint(fields=('person', 'name'), name='saved_name_once'), models.UniqueConstraint(fields=('person', 'query'), name='saved_query_once'), models.CheckConstraint(condition=models.Q(('known', None), ('known__len__lte', 1000), _connector='OR'), name='saved_known_few')],
            },
        ),
        migrations.CreateModel(
            name='SearchEntry',
            fields=[
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='search_entry', serialize=False, to=settings.AUTH_USER_MODEL, verbose_name='人')),
                ('lexemes', django.contrib.postgres.search.SearchVectorField(editable=False)),
                ('texts', models.JSONField(default=dict, editable=False)),
                ('tags', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), db_default=[], default=list, editable=False, size=None)),
                ('kana_key', models.CharField(editable=False, max_length=130)),
                ('common_hash', models.BinaryField(max_length=16)),
                ('changed_at', models.DateTimeField(verbose_name='更新日時')),
            ],
            options={
                'verbose_name': 'さがすための行',
                'verbose_name_plural': 'さがすための行',
                'indexes': [django.contrib.postgres.indexes.GinIndex(fastupdate=False, fields=['lexemes'], name='search_lexemes'), models.Index(fields=['kana_key', 'person'], name='search_kana'), models.Index(fields=['-changed_at', '-person'], name='search_changed')],
            },
        ),
        migrations.CreateModel(
            name='SearchPost',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=14)),
                ('employer', models.IntegerField(null=True)),
                ('unit', models.IntegerField(null=True)),
                ('years', django.contrib.postgres.fields.ranges.IntegerRangeField(null=True)),
                ('entered', models.SmallIntegerField(null=True)),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='posts', to='alumni.searchentry')),
            ],
            options={
                'verbose_name': 'さがすための在籍',
                'verbose_name_plural': 'さがすための在籍',
                'indexes': [models.Index(fields=['employer', 'entry'], name='search_employer'), models.Index(fields=['unit', 'entry'], name='search_unit')],
            },
        ),
        migrations.CreateModel(
            name='SearchStale',
            fields=[
                ('person', models.BigIntegerField(primary_key=True, serialize=False)),
                ('marked_at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'verbose_name': '書きなおしを待つ人',
                'verbose_name_plural': '書きなおしを待つ人',
            },
        ),
        migrations.CreateModel(
            name='Seat',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('opened', models.PositiveBigIntegerField(default=0, verbose_name='読んだところ')),
                ('resting', models.BooleanField(default=False, verbose_name='休んでいる')),
                ('left_at', models.DateTimeField(blank=True, null=True, verbose_name='離れた日時')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='人')),
                ('talk', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='seats', to='alumni.talk', verbose_name='やりとり')),
            ],
            options={
                'verbose_name': 'やりとりの席',
                'verbose_name_plural': 'やりとりの席',
                'constraints': [models.UniqueConstraint(fields=('talk', 'person'), name='seat_once')],
            },
        ),
        migrations.CreateModel(
            name='Sighting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(verbose_name='日')),
                ('page', models.BooleanField(default=False, verbose_name='ページまで見た')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='seen', to=settings.AUTH_USER_MODEL, verbose_name='見られた人')),
                ('viewer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sightings', to=settings.AUTH_USER_MODEL, verbose_name='見た人')),
            ],
            options={
                'verbose_name': '閲覧の記録',
                'verbose_name_plural': '閲覧の記録',
                'indexes': [models.Index(fields=['person', 'day'], name='sighting_of_person'), models.Index(fields=['-day', '-id'], name='sighting_by_day')],
                'constraints': [models.UniqueConstraint(fields=('viewer', 'day', 'person'), name='sighting_once_a_day')],
            },
        ),
        migrations.CreateModel(
            name='Skill',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=40, verbose_name='ことば')),
                ('name_en', models.CharField(blank=True, max_length=40, verbose_name='ことば（英語）')),
                ('offered', models.BooleanField(default=False, help_text='だれが書いたことばかに関わらず、入力の候補に出します。', verbose_name='候補に出す')),
                ('added_at', models.DateTimeField(auto_now_add=True, verbose_name='追加日時')),
            ],
            options={
                'verbose_name': '得意なこと・関心',
                'verbose_name_plural': '得意なこと・関心',
            },
        ),
        migrations.CreateModel(
            name='SkillWord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.CharField(max_length=40, verbose_name='いいかえ')),
                ('key', models.CharField(editable=False, max_length=60, unique=True, verbose_name='照合キー')),
                ('skill', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='words', to='alumni.skill', verbose_name='得意なこと・関心')),
            ],
            options={
                'verbose_name': 'いいかえ',
                'verbose_name_plural': 'いいかえ',
            },
        ),
        migrations.CreateModel(
            name='StoryPart',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('turn', '転機'), ('learned', '学んだこと'), ('returning', '返したいこと'), ('seeking', 'さがしていること')], max_length=10, verbose_name='種類')),
                ('year', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='年')),
                ('text', models.TextField(max_length=2000, verbose_name='ことば')),
                ('to', alumni.profiles.models.Audiences(db_default=11, default=11, verbose_name='見せる相手')),
                ('profile', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='story', to='alumni.profile', verbose_name='プロフィール')),
            ],
            options={
                'verbose_name': '物語のひとこま',
                'verbose_name_plural': '物語のひとこま',
                'ordering': [models.OrderBy(models.F('year'), nulls_last=True), 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('to__lte', 31)), name='story_audiences'), models.UniqueConstraint(condition=models.Q(('kind', 'turn'), _negated=True), fields=('profile', 'kind'), name='story_prompt_answered_once')],
            },
        ),
        migrations.CreateModel(
            name='Telling',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('employer', alumni.profiles.models.Audiences(db_default=31, default=31, verbose_name='会社をそのまま見せる相手')),
                ('employer_blurred', alumni.profiles.models.Audiences(db_default=0, default=0, verbose_name='会社をぼかして見せる相手')),
                ('department', alumni.profiles.models.Audiences(db_default=31, default=31, verbose_name='部署をそのまま見せる相手')),
                ('department_blurred', alumni.profiles.models.Audiences(db_default=0, default=0, verbose_name='部署をぼかして見せる相手')),
                ('title', alumni.profiles.models.Audiences(db_default=31, default=31, verbose_name='役職をそのまま見せる相手')),
                ('title_blurred', alumni.profiles.models.Audiences(db_default=0, default=0, verbose_name='役職をぼかして見せる相手')),
                ('period', alumni.profiles.models.Audiences(db_default=31, default=31, verbose_name='時期をそのまま見せる相手')),
                ('period_blurred', alumni.profiles.models.Audiences(db_default=0, default=0, verbose_name='時期をぼかして見せる相手')),
                ('keeps_mark', models.BooleanField(default=True, verbose_name='ぼかしても在籍確認済の印を見せる')),
                ('gives', models.GeneratedField(db_persist=True, expression=django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(models.F('employer'), '&', models.Value(6)), '|', django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(models.F('employer'), '&', models.F('department')), '&', models.F('period')), '&', models.Value(1))), output_field=models.PositiveSmallIntegerField())),
                ('label', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='alumni.blurlabel', verbose_name='ぼかした会社名')),
                ('tenure', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='telling', to='alumni.tenure', verbose_name='在籍')),
            ],
            options={
                'verbose_name': '在籍の見せかた',
                'verbose_name_plural': '在籍の見せかた',
                'constraints': [models.CheckConstraint(condition=models.Q(('department__lte', 31), ('department_blurred__lte', 31), ('employer__lte', 31), ('employer_blurred__lte', 31), ('period__lte', 31), ('period_blurred__lte', 31), ('title__lte', 31), ('title_blurred__lte', 31)), name='telling_audiences')],
            },
        ),
        migrations.CreateModel(
            name='TenureNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='日時')),
                ('what', models.CharField(choices=[('claimed', '本人が伝えました'), ('changed', '本人が直しました'), ('answered', '本人が答えました'), ('verified', '担当者が確認しました'), ('disputed', '担当者がたずねました'), ('refused', '担当者は確認できませんでした')], max_length=10, verbose_name='なにを')),
                ('words', models.CharField(blank=True, max_length=300, verbose_name='ことば')),
                ('tenure', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notes', to='alumni.tenure', verbose_name='在籍')),
            ],
            options={
                'verbose_name': '在籍のやりとり',
                'verbose_name_plural': '在籍のやりとり',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Vouch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('family_name', models.CharField(max_length=60, verbose_name='姓')),
                ('given_name', models.CharField(blank=True, max_length=60, verbose_name='名')),
                ('department_text', models.CharField(max_length=120, verbose_name='いっしょに働いた部署')),
                ('period_text', models.CharField(max_length=80, verbose_name='いっしょに働いたころ')),
                ('address', models.EmailField(max_length=254, verbose_name='宛先')),
                ('subject', models.CharField(max_length=60, verbose_name='件名')),
                ('words', models.TextField(max_length=1000, verbose_name='ことば')),
                ('state', models.CharField(choices=[('waiting', '会社が確かめています'), ('confirmed', 'ことばをお預かりし、届けるようにしました'), ('declined', '在籍を確かめられませんでした'), ('withdrawn', '取り下げました')], default='waiting', max_length=10, verbose_name='状態')),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='会社からの返事')),
                ('asked_at', models.DateTimeField(auto_now_add=True, verbose_name='日時')),
                ('answered_at', models.DateTimeField(blank=True, null=True, verbose_name='回答日時')),
                ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='回答者')),
                ('company', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='vouches', to='alumni.company', verbose_name='会社')),
                ('enrolment', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='vouches', to='alumni.enrolment', verbose_name='名簿')),
                ('invitation', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='vouch', to='alumni.invitation', verbose_name='招待')),
                ('voucher', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='vouches', to=settings.AUTH_USER_MODEL, verbose_name='思い出した人')),
            ],
            options={
                'verbose_name': '思い出した人への便り',
                'verbose_name_plural': '思い出した人への便り',
                'ordering': ['asked_at'],
                'indexes': [models.Index(fields=['company', 'asked_at', 'id'], name='vouch_queue')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state__in', ('waiting', 'confirmed'))), fields=('voucher', 'company', 'address'), name='vouch_once'), models.CheckConstraint(condition=models.Q(models.Q(('answered_at', None), ('state', 'waiting')), models.Q(models.Q(('state', 'waiting'), _negated=True), ('answered_at__isnull', False)), _connector='OR'), name='vouch_answered_at')],
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='company',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='company',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='tenure',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='tenure',
            name='delete_delete',
        ),
        migrations.AddField(
            model_name='company',
            name='part_of',
            field=models.ForeignKey(blank=True, help_text='同じグループの会社は、ぼかしたことばにあてはまる会社を数えるとき、合わせて一社です。', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='alumni.company', verbose_name='グループの親会社'),
        ),
        migrations.AddField(
            model_name='companyversion',
            name='part_of',
            field=models.ForeignKey(blank=True, db_constraint=False, help_text='同じグループの会社は、ぼかしたことばにあてはまる会社を数えるとき、合わせて一社です。', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='alumni.company', verbose_name='グループの親会社'),
        ),
        migrations.AddField(
            model_name='invitation',
            name='vouched',
            field=models.BooleanField(db_default=False, default=False, verbose_name='仲間のことばによる'),
        ),
        migrations.AddField(
            model_name='profile',
            name='area',
            field=models.CharField(blank=True, db_default='', max_length=5, verbose_name='都道府県・国'),
        ),
        migrations.AddField(
            model_name='profile',
            name='asked_at',
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name='合っているかたずねた日時'),
        ),
        migrations.AddField(
            model_name='profile',
            name='confirmed_at',
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name='合っていると確かめた日時'),
        ),
        migrations.AddField(
            model_name='profile',
            name='contact',
            field=models.CharField(blank=True, db_default='', max_length=200, verbose_name='連絡のとりかた'),
        ),
        migrations.AddField(
            model_name='profile',
            name='contact_to',
            field=alumni.profiles.models.Audiences(db_default=0, default=0, verbose_name='連絡のとりかたを見せる相手'),
        ),
        migrations.AddField(
            model_name='profile',
            name='former_name',
            field=models.CharField(blank=True, db_default='', max_length=120, verbose_name='前の名前（旧姓など）'),
        ),
        migrations.AddField(
            model_name='profile',
            name='former_name_to',
            field=alumni.profiles.models.Audiences(db_default=11, default=11, verbose_name='前の名前を見せる相手'),
        ),
        migrations.AddField(
            model_name='profile',
            name='free_to',
            field=alumni.profiles.models.Audiences(db_default=11, default=11, verbose_name='いま動けることを見せる相手'),
        ),
        migrations.AddField(
            model_name='profile',
            name='free_until',
            field=models.DateField(blank=True, null=True, verbose_name='いま動ける（この日まで）'),
        ),
        migrations.AddField(
            model_name='profile',
            name='in_lists',
            field=models.BooleanField(db_default=True, default=True, verbose_name='「いっしょに働いた人」の一覧に出る'),
        ),
        migrations.AddField(
            model_name='profile',
            name='languages',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), blank=True, db_default=[], default=list, size=None, verbose_name='話せることば'),
        ),
        migrations.AddField(
            model_name='profile',
            name='languages_to',
            field=alumni.profiles.models.Audiences(db_default=31, default=31, verbose_name='ことばを見せる相手'),
        ),
        migrations.AddField(
            model_name='profile',
            name='legal_name',
            field=models.CharField(blank=True, db_default='', max_length=120, verbose_name='戸籍の名前'),
        ),
        migrations.AddField(
            model_name='profile',
            name='legal_name_to',
            field=alumni.profiles.models.Audiences(db_default=0, default=0, verbose_name='戸籍の名前を見せる相手'),
        ),
        migrations.AddField(
            model_name='profile',
            name='links',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=300), blank=True, db_default=[], default=list, size=None, verbose_name='リンク'),
        ),
        migrations.AddField(
            model_name='profile',
            name='links_to',
            field=alumni.profiles.models.Audiences(db_default=11, default=11, verbose_name='リンクを見せる相手'),
        ),
        migrations.AddField(
            model_name='profile',
            name='now_to',
            field=alumni.profiles.models.Audiences(db_default=31, default=31, verbose_name='いまの仕事を見せる相手'),
        ),
        migrations.AddField(
            model_name='profile',
            name='photo',
            field=models.CharField(blank=True, db_default='', max_length=60, verbose_name='写真'),
        ),
        migrations.AddField(
            model_name='profile',
            name='photo_to',
            field=alumni.profiles.models.Audiences(db_default=15, default=15, verbose_name='写真を見せる相手'),
        ),
        migrations.AddField(
            model_name='profile',
            name='place_to',
            field=alumni.profiles.models.Audiences(db_default=31, default=31, verbose_name='地域を見せる相手'),
        ),
        migrations.AddField(
            model_name='profile',
            name='reading_to',
            field=alumni.profiles.models.Audiences(db_default=31, default=31, verbose_name='よみを見せる相手'),
        ),
        migrations.AddField(
            model_name='profile',
            name='romaji',
            field=models.CharField(blank=True, db_default='', max_length=120, verbose_name='ローマ字の名前'),
        ),
        migrations.AddField(
            model_name='profile',
            name='romaji_to',
            field=alumni.profiles.models.Audiences(db_default=31, default=31, verbose_name='ローマ字の名前を見せる相手'),
        ),
        migrations.AddField(
            model_name='profile',
            name='skills_to',
            field=alumni.profiles.models.Audiences(db_default=31, default=31, verbose_name='得意なことを見せる相手'),
        ),
        migrations.AddField(
            model_name='profile',
            name='unanswered',
            field=models.PositiveSmallIntegerField(db_default=0, default=0, editable=False, verbose_name='返事のなかった回数'),
        ),
        migrations.AddField(
            model_name='tenure',
            name='said_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='本人が伝えた日時'),
        ),
        migrations.AddField(
            model_name='tenure',
            name='word',
            field=models.CharField(blank=True, db_default='', max_length=300, verbose_name='本人のことば'),
        ),
        migrations.AddField(
            model_name='tenureversion',
            name='said_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='本人が伝えた日時'),
        ),
        migrations.AddField(
            model_name='tenureversion',
            name='word',
            field=models.CharField(blank=True, db_default='', max_length=300, verbose_name='本人のことば'),
        ),
        migrations.AlterField(
            model_name='profile',
            name='place',
            field=models.CharField(blank=True, max_length=60, verbose_name='市区町村など'),
        ),
        migrations.AlterField(
            model_name='tenure',
            name='state',
            field=models.CharField(choices=[('claimed', '本人の申告'), ('verified', '在籍確認済'), ('disputed', '確認中'), ('refused', '確認できず')], default='claimed', max_length=10, verbose_name='状態'),
        ),
        migrations.AlterField(
            model_name='tenureversion',
            name='state',
            field=models.CharField(choices=[('claimed', '本人の申告'), ('verified', '在籍確認済'), ('disputed', '確認中'), ('refused', '確認できず')], default='claimed', max_length=10, verbose_name='状態'),
        ),
        migrations.AddIndex(
            model_name='tenure',
            index=models.Index(condition=models.Q(('said_at__isnull', False), ('state', 'claimed')), fields=['company', 'said_at'], name='tenure_waits'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='company',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "alumni_companyversion" ("about", "contact_email", "created_at", "id", "members_may_host", "name", "name_en", "part_of_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "postal_address", "slug", "vision") VALUES (NEW."about", NEW."contact_email", NEW."created_at", NEW."id", NEW."members_may_host", NEW."name", NEW."name_en", NEW."part_of_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."postal_address", NEW."slug", NEW."vision"); RETURN NULL;', hash='da1aa16b46ca227a540866e1135dfd53255c3799', operation='UPDATE', pgid='pgtrigger_update_update_25eb7', table='alumni_company', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='company',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "alumni_companyversion" ("about", "contact_email", "created_at", "id", "members_may_host", "name", "name_en", "part_of_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "postal_address", "slug", "vision") VALUES (OLD."about", OLD."contact_email", OLD."created_at", OLD."id", OLD."members_may_host", OLD."name", OLD."name_en", OLD."part_of_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."postal_address", OLD."slug", OLD."vision"); RETURN NULL;', hash='f77707f25f00d592d6c688e8ee05cb2b90d6f53d', operation='DELETE', pgid='pgtrigger_delete_delete_d7a7c', table='alumni_company', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='tenure',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "alumni_tenureversion" ("company_id", "department_id", "enrolment_id", "entry", "heads", "id", "open", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "said_at", "since", "since_precision", "state", "title", "until", "until_precision", "verified_at", "verified_by_id", "word") VALUES (NEW."company_id", NEW."department_id", NEW."enrolment_id", NEW."entry", NEW."heads", NEW."id", NEW."open", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason", NEW."said_at", NEW."since", NEW."since_precision", NEW."state", NEW."title", NEW."until", NEW."until_precision", NEW."verified_at", NEW."verified_by_id", NEW."word"); RETURN NULL;', hash='37e88883cd5640faf469f4ad99c7035d07bc3c22', operation='UPDATE', pgid='pgtrigger_update_update_64347', table='alumni_tenure', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='tenure',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "alumni_tenureversion" ("company_id", "department_id", "enrolment_id", "entry", "heads", "id", "open", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "said_at", "since", "since_precision", "state", "title", "until", "until_precision", "verified_at", "verified_by_id", "word") VALUES (OLD."company_id", OLD."department_id", OLD."enrolment_id", OLD."entry", OLD."heads", OLD."id", OLD."open", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."reason", OLD."said_at", OLD."since", OLD."since_precision", OLD."state", OLD."title", OLD."until", OLD."until_precision", OLD."verified_at", OLD."verified_by_id", OLD."word"); RETURN NULL;', hash='6322976bc5c2afdd28840f6f136126ab30713c95', operation='DELETE', pgid='pgtrigger_delete_delete_c4edd', table='alumni_tenure', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='tenure',
            constraint=models.CheckConstraint(condition=models.Q(('person', None), ('verified_by', None), models.Q(('person', models.F('verified_by')), _negated=True), _connector='OR'), name='tenure_not_verified_by_oneself'),
        ),
        migrations.AddField(
            model_name='profile',
            name='skills',
            field=models.ManyToManyField(blank=True, related_name='people', to='alumni.skill', verbose_name='得意なこと・関心'),
        ),
        migrations.AddConstraint(
            model_name='profile',
            constraint=models.CheckConstraint(condition=models.Q(('contact_to__lte', 31), ('former_name_to__lte', 31), ('free_to__lte', 31), ('languages_to__lte', 31), ('legal_name_to__lte', 31), ('links_to__lte', 31), ('now_to__lte', 31), ('photo_to__lte', 31), ('place_to__lte', 31), ('reading_to__lte', 31), ('romaji_to__lte', 31), ('skills_to__lte', 31)), name='profile_audiences'),
        ),
    ]
