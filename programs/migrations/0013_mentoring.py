"""The tables of mentoring."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import programs.mentoring.words
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0005_paces'),
        ('alumni', '0006_talks'),
        ("programs", "0012_cohorts_walls"),
    ]

    operations = [
        migrations.CreateModel(
            name='Advisor',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('alumnus', '会社を離れた人（アルムナイ）'), ('outside', '外部のコンサルタント')], default='alumnus', max_length=8, verbose_name='立場')),
                ('headline', models.CharField(max_length=60, verbose_name='ひとこと')),
                ('bio', models.TextField(blank=True, max_length=1200, verbose_name='紹介')),
                ('credential', models.CharField(blank=True, max_length=120, verbose_name='資格・経験')),
                ('themes', django.contrib.postgres.fields.ArrayField(base_field=models.SmallIntegerField(choices=[(1, '次の一歩'), (2, '異動・新しい役割'), (3, '人を率いる'), (4, '仕事と暮らし'), (5, '育児・介護'), (6, '学びなおし'), (7, '人間関係'), (8, '働きかた・体調'), (9, '五十代から・定年のあと'), (10, '独立・小さな仕事'), (11, '海外・ことば'), (12, '事業が終わるとき')]), default=list, size=None, verbose_name='テーマ')),
                ('languages', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('ja', '日本語'), ('en', '英語'), ('zh', '中国語'), ('ko', '韓国語'), ('vi', 'ベトナム語')], max_length=2), default=list, size=None, verbose_name='ことば')),
                ('online', models.BooleanField(default=True, verbose_name='オンラインで')),
                ('place', models.CharField(blank=True, max_length=80, verbose_name='会う場所')),
                ('time_zone', models.CharField(default='Asia/Tokyo', max_length=40, validators=[programs.mentoring.words.valid_zone], verbose_name='タイムゾーン')),
                ('minutes', models.PositiveSmallIntegerField(default=50, verbose_name='一回の長さ（分）')),
                ('buffer', models.PositiveSmallIntegerField(default=10, verbose_name='あとに空ける時間（分）')),
                ('lead_hours', models.PositiveSmallIntegerField(default=24, verbose_name='何時間前まで予約できるか')),
                ('free_hours', models.PositiveSmallIntegerField(default=24, verbose_name='何時間前まで自由に変えられるか')),
                ('capacity', models.PositiveSmallIntegerField(default=4, verbose_name='ひと月に受ける回数')),
                ('open_to', models.CharField(choices=[('company', '同じ会社にいた人・いる人'), ('network', 'すべてのメンバー')], default='company', max_length=8, verbose_name='だれに見せるか')),
                ('shows_inside', models.BooleanField(default=True, verbose_name='同じ会社にいたことを伝える')),
                ('paid', models.BooleanField(default=False, verbose_name='会社の回数券で受ける')),
                ('state', models.CharField(choices=[('draft', '下書き'), ('waiting', '確認を待っています'), ('listed', '受けつけています'), ('paused', 'お休みしています')], default='draft', max_length=8, verbose_name='状態')),
                ('word', models.CharField(blank=True, max_length=200, verbose_name='確認した人からのことば')),
                ('verified_at', models.DateTimeField(blank=True, null=True, verbose_name='確認日時')),
                ('company', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='alumni.company', verbose_name='確認する会社')),
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='advisor', to=settings.AUTH_USER_MODEL, verbose_name='人')),
                ('verified_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='確認した人')),
            ],
            options={
                'verbose_name': '相談役',
                'verbose_name_plural': '相談役',
            },
        ),
        migrations.CreateModel(
            name='CareContact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('label', models.CharField(max_length=80, verbose_name='窓口の名前')),
                ('reach', models.CharField(max_length=120, verbose_name='電話・連絡のしかた')),
                ('words', models.CharField(blank=True, max_length=200, verbose_name='どんなときに')),
                ('company', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='alumni.company', verbose_name='会社（空なら全体）')),
            ],
            options={
                'verbose_name': 'いのちの窓口',
                'verbose_name_plural': 'いのちの窓口',
                'ordering': ['company', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='CareerSession',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(verbose_name='二重に予約しないための鍵')),
                ('advisor_mark', models.BigIntegerField(verbose_name='相談役のしるし')),
                ('client_mark', models.BigIntegerField(verbose_name='相談する人のしるし')),
                ('name', models.UUIDField(default=uuid.uuid4, unique=True, verbose_name='封をしたときの名前')),
                ('sealed', models.BinaryField(verbose_name='封をしたことば')),
                ('starts_at', models.DateTimeField(verbose_name='はじまり')),
                ('ends_at', models.DateTimeField(verbose_name='おわり')),
                ('free_at', models.DateTimeField(verbose_name='次を受けられる時刻')),
                ('revision', models.PositiveIntegerField(default=0, verbose_name='改訂')),
                ('state', models.CharField(choices=[('booked', '予定'), ('cancelled', '取りやめ'), ('over', '終わりました'), ('missed', '会えませんでした')], default='booked', max_length=9, verbose_name='状態')),
            ],
            options={
                'verbose_name': 'キャリアの対話',
                'verbose_name_plural': 'キャリアの対話',
                'ordering': ['starts_at'],
                'indexes': [models.Index(fields=['advisor_mark', 'starts_at'], name='session_of_advisor'), models.Index(fields=['client_mark', 'starts_at'], name='session_of_client'), models.Index(condition=models.Q(('state', 'booked')), fields=['ends_at'], name='session_to_close')],
                'constraints': [models.UniqueConstraint(fields=('client_mark', 'key'), name='session_booked_once'), models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at')), ('free_at__gte', models.F('ends_at'))), name='session_lasts'), models.CheckConstraint(condition=models.Q(('advisor_mark', models.F('client_mark')), _negated=True), name='session_of_two'), django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('state', 'cancelled'), _negated=True), expressions=[(models.Func(models.F('advisor_mark'), models.F('advisor_mark'), models.Value('[]'), function='int8range'), '&&'), (models.Func(models.F('starts_at'), models.F('free_at'), function='tstzrange'), '&&')], name='session_advisor_alone'), django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('state', 'cancelled'), _negated=True), expressions=[(models.Func(models.F('client_mark'), models.F('client_mark'), models.Value('[]'), function='int8range'), '&&'), (models.Func(models.F('starts_at'), models.F('ends_at'), function='tstzrange'), '&&')], name='session_client_alone')],
            },
        ),
        migrations.CreateModel(
            name='Distance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='だれが')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='だれと')),
            ],
            options={
                'verbose_name': '対話では会わない人',
                'verbose_name_plural': '対話では会わない人',
            },
        ),
        migrations.CreateModel(
            name='Evaluation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('company', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='alumni.company', verbose_name='会社')),
                ('evaluated', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='alumni.enrolment', verbose_name='評価される人')),
                ('evaluator', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='alumni.enrolment', verbose_name='評価する人')),
            ],
            options={
                'verbose_name': '評価の関係',
                'verbose_name_plural': '評価の関係',
            },
        ),
        migrations.CreateModel(
            name='SessionNote',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('mark', models.BigIntegerField(verbose_name='書いた人のしるし')),
                ('shared', models.BooleanField(default=False, verbose_name='ふたりで読む')),
                ('sealed', models.BinaryField(verbose_name='封をしたことば')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='日時')),
                ('session', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notes', to='programs.careersession', verbose_name='対話')),
            ],
            options={
                'verbose_name': '対話の覚え書き',
                'verbose_name_plural': '対話の覚え書き',
                'ordering': ['at'],
            },
        ),
        migrations.CreateModel(
            name='Slot',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts_at', models.DateTimeField(verbose_name='はじまり')),
                ('ends_at', models.DateTimeField(verbose_name='おわり')),
                ('series', models.UUIDField(blank=True, null=True, verbose_name='ひとつづき')),
                ('advisor', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='slots', to='programs.advisor', verbose_name='相談役')),
            ],
            options={
                'verbose_name': '受けつける時間',
                'verbose_name_plural': '受けつける時間',
                'ordering': ['starts_at'],
            },
        ),
        migrations.CreateModel(
            name='Tally',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('scope', models.CharField(max_length=40, verbose_name='範囲')),
                ('month', models.DateField(verbose_name='月')),
                ('mark', models.BigIntegerField(verbose_name='しるし')),
                ('sessions', models.PositiveIntegerField(default=1, verbose_name='回数')),
            ],
            options={
                'verbose_name': '月ごとの数',
                'verbose_name_plural': '月ごとの数',
                'constraints': [models.UniqueConstraint(fields=('scope', 'month', 'mark'), name='tally_once')],
            },
        ),
        migrations.CreateModel(
            name='Transition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=60, verbose_name='題')),
                ('words', models.TextField(max_length=4000, verbose_name='ことば')),
                ('words_en', models.TextField(blank=True, max_length=4000, verbose_name='ことば（英語）')),
                ('sessions', models.PositiveIntegerField(default=60, verbose_name='用意する対話の回数')),
                ('each', models.PositiveSmallIntegerField(default=3, verbose_name='ひとりあたりの回数')),
                ('until', models.DateField(verbose_name='いつまで')),
                ('state', models.CharField(choices=[('draft', '下書き'), ('published', '伝えました'), ('closed', '閉じました')], default='draft', max_length=9, verbose_name='状態')),
                ('published_at', models.DateTimeField(blank=True, null=True, verbose_name='伝えた日時')),
                ('company', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='alumni.company', verbose_name='会社')),
                ('department', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='alumni.department', verbose_name='部署')),
                ('published_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='伝えた人')),
            ],
            options={
                'verbose_name': '事業の節目',
                'verbose_name_plural': '事業の節目',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='Fund',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sessions', models.PositiveIntegerField(verbose_name='回数')),
                ('each', models.PositiveSmallIntegerField(default=3, verbose_name='ひとりあたりの回数')),
                ('used', models.PositiveIntegerField(default=0, editable=False, verbose_name='使われた回数')),
                ('since', models.DateField(verbose_name='はじまり')),
                ('until', models.DateField(verbose_name='おわり')),
                ('also_alumni', models.BooleanField(default=False, verbose_name='離れた人も使える')),
                ('company', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='alumni.company', verbose_name='会社')),
                ('transition', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='fund', to='programs.transition', verbose_name='節目')),
            ],
            options={
                'verbose_name': '会社が用意した対話',
                'verbose_name_plural': '会社が用意した対話',
                'ordering': ['-since', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='TransitionChoice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('inside', models.BooleanField(default=False, verbose_name='社内の願いの候補に')),
                ('outside', models.BooleanField(default=False, verbose_name='社外の願いの候補に')),
                ('tells_desk', models.BooleanField(default=False, verbose_name='人事に名前とことばを伝える')),
                ('word', models.CharField(blank=True, max_length=400, verbose_name='人事へのことば')),
                ('put_away_at', models.DateTimeField(blank=True, null=True, verbose_name='しまった日時')),
                ('at', models.DateTimeField(auto_now=True, verbose_name='最後に選んだ日時')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='人')),
                ('transition', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='choices', to='programs.transition', verbose_name='節目')),
            ],
            options={
                'verbose_name': '節目での選択',
                'verbose_name_plural': '節目での選択',
            },
        ),
        migrations.AddIndex(
            model_name='advisor',
            index=django.contrib.postgres.indexes.GinIndex(condition=models.Q(('state', 'listed')), fields=['themes'], name='advisor_themes'),
        ),
        migrations.AddConstraint(
            model_name='advisor',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['listed', 'paused']), _negated=True), ('verified_at__isnull', False), _connector='OR'), name='advisor_confirmed'),
        ),
        migrations.AddConstraint(
            model_name='advisor',
            constraint=models.CheckConstraint(condition=models.Q(('online', True), models.Q(('place', ''), _negated=True), _connector='OR'), name='advisor_somewhere'),
        ),
        migrations.AddConstraint(
            model_name='advisor',
            constraint=models.CheckConstraint(condition=models.Q(('buffer__lte', 120), ('capacity__range', (1, 60)), ('minutes__range', (15, 180))), name='advisor_sizes'),
        ),
        migrations.AddConstraint(
            model_name='advisor',
            constraint=models.CheckConstraint(condition=models.Q(('verified_by', None), models.Q(('person', models.F('verified_by')), _negated=True), _connector='OR'), name='advisor_not_confirmed_by_oneself'),
        ),
        migrations.AddConstraint(
            model_name='distance',
            constraint=models.UniqueConstraint(fields=('by', 'person'), name='distance_once'),
        ),
        migrations.AddConstraint(
            model_name='distance',
            constraint=models.CheckConstraint(condition=models.Q(('by', models.F('person')), _negated=True), name='distance_from_another'),
        ),
        migrations.AddConstraint(
            model_name='evaluation',
            constraint=models.UniqueConstraint(fields=('evaluator', 'evaluated'), name='evaluation_once'),
        ),
        migrations.AddConstraint(
            model_name='evaluation',
            constraint=models.CheckConstraint(condition=models.Q(('evaluator', models.F('evaluated')), _negated=True), name='evaluation_of_another'),
        ),
        migrations.AddIndex(
            model_name='sessionnote',
            index=models.Index(fields=['mark'], name='session_note_mark'),
        ),
        migrations.AddIndex(
            model_name='slot',
            index=models.Index(fields=['advisor', 'starts_at'], name='slot_when'),
        ),
        migrations.AddConstraint(
            model_name='slot',
            constraint=models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='slot_lasts'),
        ),
        migrations.AddConstraint(
            model_name='slot',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(models.Func(models.F('advisor_id'), models.F('advisor_id'), models.Value('[]'), function='int8range'), '&&'), (models.Func(models.F('starts_at'), models.F('ends_at'), function='tstzrange'), '&&')], name='slot_alone'),
        ),
        migrations.AddConstraint(
            model_name='transition',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'draft'), ('published_at__isnull', False), _connector='OR'), name='transition_published_at'),
        ),
        migrations.AddConstraint(
            model_name='transition',
            constraint=models.CheckConstraint(condition=models.Q(('each__gte', 1), ('sessions__gte', 10)), name='transition_sessions'),
        ),
        migrations.AddConstraint(
            model_name='fund',
            constraint=models.CheckConstraint(condition=models.Q(('used__lte', models.F('sessions'))), name='fund_not_overdrawn'),
        ),
        migrations.AddConstraint(
            model_name='fund',
            constraint=models.CheckConstraint(condition=models.Q(('each__gte', 1), ('sessions__gte', 10)), name='fund_not_for_one'),
        ),
        migrations.AddConstraint(
            model_name='fund',
            constraint=models.CheckConstraint(condition=models.Q(('until__gte', models.F('since'))), name='fund_period'),
        ),
        migrations.AddConstraint(
            model_name='transitionchoice',
            constraint=models.UniqueConstraint(fields=('transition', 'person'), name='transition_choice_once'),
        ),
        migrations.AddConstraint(
            model_name='transitionchoice',
            constraint=models.CheckConstraint(condition=models.Q(('tells_desk', True), ('word', ''), _connector='OR'), name='transition_word_is_shared'),
        ),
    ]
