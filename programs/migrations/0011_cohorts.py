"""The tables of cohorts."""

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
        ("programs", "0010_collaborations_walls"),
    ]

    operations = [
        migrations.CreateModel(
            name='Nomination',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('nominated', '本人の返事を待っています'), ('applied', '会社の返事を待っています'), ('approved', '進行役の返事を待っています'), ('waiting', '席が空くのを待っています'), ('offered', '空いた席をご案内しています'), ('in', '参加しています'), ('declined', '今回は見送り'), ('dropped', '途中で離れました')], max_length=10, verbose_name='状態')),
                ('moved_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='いまの状態になった日時')),
                ('nominated_at', models.DateTimeField(blank=True, null=True, verbose_name='推薦の日時')),
                ('nominator_word', models.CharField(blank=True, max_length=300, verbose_name='推薦のことば')),
                ('aim', models.TextField(blank=True, max_length=1000, verbose_name='この場でしたいこと')),
                ('agreed_at', models.DateTimeField(blank=True, null=True, verbose_name='本人の承諾')),
                ('approved_at', models.DateTimeField(blank=True, null=True, verbose_name='会社の承諾')),
                ('joined_at', models.DateTimeField(blank=True, null=True, verbose_name='参加が決まった日時')),
                ('waiting_since', models.DateTimeField(blank=True, null=True, verbose_name='待ちはじめ')),
                ('offered_until', models.DateTimeField(blank=True, null=True, verbose_name='席の返事の期限')),
                ('left_at', models.DateTimeField(blank=True, null=True, verbose_name='離れた日時')),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='ひとこと')),
                ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='見送りの日時')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='作成日時')),
                ('approved_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='承諾した人')),
                ('company', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='nominations', to='alumni.company', verbose_name='会社')),
                ('ended_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='見送った人')),
                ('nominated_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='推薦した人')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='nominations', to=settings.AUTH_USER_MODEL, verbose_name='人')),
            ],
            options={
                'verbose_name': '参加者',
                'verbose_name_plural': '参加者',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Certificate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=24, unique=True, verbose_name='確認番号')),
                ('issued_at', models.DateTimeField(auto_now_add=True, verbose_name='発行日時')),
                ('revoked_at', models.DateTimeField(blank=True, null=True, verbose_name='取り消した日時')),
                ('nomination', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='certificate', to='programs.nomination', verbose_name='参加者')),
            ],
            options={
                'verbose_name': '修了証',
                'verbose_name_plural': '修了証',
            },
        ),
        migrations.CreateModel(
            name='Practice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=120, verbose_name='小さな実験')),
                ('why', models.CharField(blank=True, max_length=300, verbose_name='なぜ')),
                ('sign', models.CharField(blank=True, max_length=300, verbose_name='うまくいったと、どこでわかるか')),
                ('starts_on', models.DateField(verbose_name='はじまり')),
                ('ends_on', models.DateField(verbose_name='おわり')),
                ('to_facilitator', models.BooleanField(default=True, verbose_name='進行役にも見せる')),
                ('to_cohort', models.BooleanField(default=False, verbose_name='参加者みんなに見せる')),
                ('reflection', models.TextField(blank=True, max_length=2000, verbose_name='ふりかえり')),
                ('reflected_at', models.DateTimeField(blank=True, null=True, verbose_name='ふりかえった日時')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='作成日時')),
                ('nomination', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='practices', to='programs.nomination', verbose_name='参加者')),
            ],
            options={
                'verbose_name': '職場での実践',
                'verbose_name_plural': '職場での実践',
                'ordering': ['-starts_on', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='PracticeLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('week', models.DateField(verbose_name='週（月曜日）')),
                ('words', models.CharField(max_length=200, verbose_name='今週のひとこと')),
                ('answer', models.CharField(blank=True, max_length=200, verbose_name='相手からのひとこと')),
                ('answered_at', models.DateTimeField(blank=True, null=True, verbose_name='答えた日時')),
                ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='programs.nomination', verbose_name='答えた人')),
                ('practice', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='programs.practice', verbose_name='実践')),
            ],
            options={
                'verbose_name': '実践のひとこと',
                'verbose_name_plural': '実践のひとこと',
                'ordering': ['week'],
            },
        ),
        migrations.CreateModel(
            name='PracticeShare',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='見せる相手')),
                ('practice', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='shares', to='programs.practice', verbose_name='実践')),
            ],
            options={
                'verbose_name': '実践を見せる相手',
                'verbose_name_plural': '実践を見せる相手',
            },
        ),
        migrations.CreateModel(
            name='Program',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('leaders', '会社をこえたリーダーの学び'), ('dialogue', 'ひとつの部署の対話シリーズ'), ('roles', '成果から役割をつくる'), ('circle', '学びの輪'), ('return', '戻ってきた人の一歩目')], default='leaders', max_length=10, verbose_name='種類')),
                ('state', models.CharField(choices=[('draft', '下書き'), ('published', '募集中'), ('running', '進行中'), ('closing', 'ふりかえり中'), ('closed', 'おわりました'), ('withdrawn', '取りやめ')], default='draft', max_length=10, verbose_name='状態')),
                ('title', models.CharField(max_length=80, verbose_name='題名')),
                ('theme', models.CharField(max_length=200, verbose_name='テーマ')),
                ('for_whom', models.CharField(blank=True, max_length=300, verbose_name='どんな人に')),
                ('outcome', models.TextField(max_length=1000, verbose_name='めざす成果')),
                ('body', models.TextField(blank=True, max_length=8000, verbose_name='くわしく')),
                ('companies_bring', models.TextField(blank=True, max_length=500, verbose_name='会社が持ちよるもの')),
                ('companies_get', models.TextField(blank=True, max_length=500, verbose_name='会社が受けとるもの')),
                ('people_bring', models.TextField(blank=True, max_length=500, verbose_name='参加する人と進行役が持ちよるもの')),
                ('people_get', models.TextField(blank=True, max_length=500, verbose_name='参加する人と進行役が受けとるもの')),
                ('eligibility', models.CharField(blank=True, max_length=300, verbose_name='参加できる人')),
                ('selection', models.CharField(blank=True, max_length=300, verbose_name='決めかた')),
                ('fee_note', models.CharField(blank=True, max_length=120, verbose_name='費用')),
                ('starts_on', models.DateField(verbose_name='はじまり')),
                ('ends_on', models.DateField(verbose_name='おわり')),
                ('apply_by', models.DateField(blank=True, null=True, verbose_name='推薦・申し込みの締切')),
                ('seats_each', models.PositiveSmallIntegerField(default=6, verbose_name='一社の席')),
                ('may_apply', models.BooleanField(default=True, verbose_name='推薦がなくても自分で申し込める')),
                ('published_at', models.DateTimeField(blank=True, null=True, verbose_name='公開日時')),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True, verbose_name='取りやめた日時')),
                ('withdraw_reason', models.CharField(blank=True, max_length=300, verbose_name='取りやめの理由')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='作成日時')),
                ('company', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='programs', to='alumni.company', verbose_name='ひらく会社')),
                ('department', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='programs', to='alumni.department', verbose_name='部署')),
            ],
            options={
                'verbose_name': 'プログラム',
                'verbose_name_plural': 'プログラム',
                'ordering': ['starts_on', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Partner',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('asked', 'お誘い中'), ('joined', '参加する'), ('declined', '見送り'), ('left', '離れた')], default='asked', max_length=10, verbose_name='状態')),
                ('seats', models.PositiveSmallIntegerField(verbose_name='席')),
                ('taken', models.PositiveSmallIntegerField(default=0, editable=False, verbose_name='埋まった席')),
                ('brings', models.CharField(blank=True, max_length=300, verbose_name='持ちよるもの')),
                ('hopes', models.CharField(blank=True, max_length=300, verbose_name='受けとりたいもの')),
                ('asked_at', models.DateTimeField(auto_now_add=True, verbose_name='お誘いの日時')),
                ('answered_at', models.DateTimeField(blank=True, null=True, verbose_name='返事の日時')),
                ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='返事をした人')),
                ('company', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='partnerships', to='alumni.company', verbose_name='会社')),
                ('program', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='partners', to='programs.program', verbose_name='プログラム')),
            ],
            options={
                'verbose_name': '参加する会社',
                'verbose_name_plural': '参加する会社',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='OutcomeWord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('gave', models.TextField(max_length=600, verbose_name='渡したもの')),
                ('got', models.TextField(max_length=600, verbose_name='受けとったもの')),
                ('told_at', models.DateTimeField(auto_now_add=True, verbose_name='書いた日時')),
                ('company', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='alumni.company', verbose_name='会社')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='人')),
                ('told_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='書いた人')),
                ('program', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='outcome_words', to='programs.program', verbose_name='プログラム')),
            ],
            options={
                'verbose_name': '成果のことば',
                'verbose_name_plural': '成果のことば',
            },
        ),
        migrations.AddField(
            model_name='nomination',
            name='program',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='nominations', to='programs.program', verbose_name='プログラム'),
        ),
        migrations.CreateModel(
            name='Mixing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('groups', models.PositiveSmallIntegerField(default=4, verbose_name='グループの数')),
                ('seed', models.PositiveIntegerField(default=1, verbose_name='くじの種')),
                ('asked_at', models.DateTimeField(blank=True, null=True, verbose_name='頼んだ日時')),
                ('lease_until', models.DateTimeField(blank=True, null=True, verbose_name='処理の期限')),
                ('percent', models.PositiveSmallIntegerField(default=0, verbose_name='進みぐあい')),
                ('made_at', models.DateTimeField(blank=True, null=True, verbose_name='できた日時')),
                ('error', models.CharField(blank=True, max_length=300, verbose_name='できなかった理由')),
                ('program', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='mixing', to='programs.program', verbose_name='プログラム')),
            ],
            options={
                'verbose_name': 'グループ分け',
                'verbose_name_plural': 'グループ分け',
            },
        ),
        migrations.CreateModel(
            name='DialogueQuestion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.CharField(max_length=300, verbose_name='問い')),
                ('on', models.DateField(auto_now_add=True, verbose_name='日')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='人')),
                ('program', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='questions', to='programs.program', verbose_name='プログラム')),
            ],
            options={
                'verbose_name': '寄せられた問い',
                'verbose_name_plural': '寄せられた問い',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Dialogue',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('purpose', models.TextField(blank=True, max_length=1000, verbose_name='何のために')),
                ('agreed_at', models.DateTimeField(blank=True, null=True, verbose_name='部署の長の承諾')),
                ('questions_until', models.DateField(blank=True, null=True, verbose_name='問いを集める期限')),
                ('will_do', models.TextField(blank=True, max_length=1000, verbose_name='部署がこれからすること')),
                ('will_do_at', models.DateTimeField(blank=True, null=True, verbose_name='決めた日時')),
                ('look_back_on', models.DateField(blank=True, null=True, verbose_name='ふりかえる日')),
                ('looked_back', models.TextField(blank=True, max_length=1000, verbose_name='三か月後のふりかえり')),
                ('looked_back_at', models.DateTimeField(blank=True, null=True, verbose_name='ふりかえった日時')),
                ('head', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='部署の長')),
                ('program', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='dialogue', to='programs.program', verbose_name='プログラム')),
            ],
            options={
                'verbose_name': '対話シリーズ',
                'verbose_name_plural': '対話シリーズ',
            },
        ),
        migrations.CreateModel(
            name='Apart',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(blank=True, max_length=200, verbose_name='理由')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='決めた人')),
                ('one', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='programs.nomination', verbose_name='ひとり')),
                ('other', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='programs.nomination', verbose_name='もうひとり')),
                ('program', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='aparts', to='programs.program', verbose_name='プログラム')),
            ],
            options={
                'verbose_name': '別のグループに',
                'verbose_name_plural': '別のグループに',
            },
        ),
        migrations.CreateModel(
            name='ProgramVersion',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('kind', models.CharField(choices=[('leaders', '会社をこえたリーダーの学び'), ('dialogue', 'ひとつの部署の対話シリーズ'), ('roles', '成果から役割をつくる'), ('circle', '学びの輪'), ('return', '戻ってきた人の一歩目')], default='leaders', max_length=10, verbose_name='種類')),
                ('state', models.CharField(choices=[('draft', '下書き'), ('published', '募集中'), ('running', '進行中'), ('closing', 'ふりかえり中'), ('closed', 'おわりました'), ('withdrawn', '取りやめ')], default='draft', max_length=10, verbose_name='状態')),
                ('title', models.CharField(max_length=80, verbose_name='題名')),
                ('theme', models.CharField(max_length=200, verbose_name='テーマ')),
                ('for_whom', models.CharField(blank=True, max_length=300, verbose_name='どんな人に')),
                ('outcome', models.TextField(max_length=1000, verbose_name='めざす成果')),
                ('body', models.TextField(blank=True, max_length=8000, verbose_name='くわしく')),
                ('companies_bring', models.TextField(blank=True, max_length=500, verbose_name='会社が持ちよるもの')),
                ('companies_get', models.TextField(blank=True, max_length=500, verbose_name='会社が受けとるもの')),
                ('people_bring', models.TextField(blank=True, max_length=500, verbose_name='参加する人と進行役が持ちよるもの')),
                ('people_get', models.TextField(blank=True, max_length=500, verbose_name='参加する人と進行役が受けとるもの')),
                ('eligibility', models.CharField(blank=True, max_length=300, verbose_name='参加できる人')),
                ('selection', models.CharField(blank=True, max_length=300, verbose_name='決めかた')),
                ('fee_note', models.CharField(blank=True, max_length=120, verbose_name='費用')),
                ('starts_on', models.DateField(verbose_name='はじまり')),
                ('ends_on', models.DateField(verbose_name='おわり')),
                ('apply_by', models.DateField(blank=True, null=True, verbose_name='推薦・申し込みの締切')),
                ('seats_each', models.PositiveSmallIntegerField(default=6, verbose_name='一社の席')),
                ('may_apply', models.BooleanField(default=True, verbose_name='推薦がなくても自分で申し込める')),
                ('published_at', models.DateTimeField(blank=True, null=True, verbose_name='公開日時')),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True, verbose_name='取りやめた日時')),
                ('withdraw_reason', models.CharField(blank=True, max_length=300, verbose_name='取りやめの理由')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='作成日時')),
                ('company', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='alumni.company', verbose_name='ひらく会社')),
                ('department', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='alumni.department', verbose_name='部署')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='versions', to='programs.program')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Round',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='何回目')),
                ('published_at', models.DateTimeField(blank=True, null=True, verbose_name='知らせた日時')),
                ('program', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rounds', to='programs.program', verbose_name='プログラム')),
            ],
            options={
                'verbose_name': '回',
                'verbose_name_plural': '回',
                'ordering': ['number'],
            },
        ),
        migrations.CreateModel(
            name='ProgramSession',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='何回目')),
                ('prompts', models.TextField(blank=True, max_length=2000, verbose_name='問い')),
                ('material', models.TextField(blank=True, max_length=2000, verbose_name='資料とリンク')),
                ('event', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='program_session', to='programs.event', verbose_name='集い')),
                ('program', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sessions', to='programs.program', verbose_name='プログラム')),
                ('round', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='session', to='programs.round', verbose_name='グループの回')),
            ],
            options={
                'verbose_name': 'プログラムの回',
                'verbose_name_plural': 'プログラムの回',
                'ordering': ['number'],
            },
        ),
        migrations.CreateModel(
            name='Place',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('group', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='グループ')),
                ('held', models.BooleanField(default=False, verbose_name='動かさない')),
                ('nomination', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='places', to='programs.nomination', verbose_name='参加者')),
                ('program', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='places', to='programs.program', verbose_name='プログラム')),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='places', to='programs.round', verbose_name='回')),
            ],
            options={
                'verbose_name': 'グループの席',
                'verbose_name_plural': 'グループの席',
                'ordering': ['round', 'group', 'nomination'],
            },
        ),
        migrations.CreateModel(
            name='Steward',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('leads', models.BooleanField(default=False, verbose_name='進行役')),
                ('word', models.CharField(blank=True, max_length=300, verbose_name='引き受けた思い')),
                ('asked_at', models.DateTimeField(auto_now_add=True, verbose_name='頼んだ日時')),
                ('agreed_at', models.DateTimeField(blank=True, null=True, verbose_name='引き受けた日時')),
                ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='おわった日時')),
                ('asked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='頼んだ人')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='stewardships', to=settings.AUTH_USER_MODEL, verbose_name='人')),
                ('program', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='stewards', to='programs.program', verbose_name='プログラム')),
            ],
            options={
                'verbose_name': '世話役',
                'verbose_name_plural': '世話役',
            },
        ),
        migrations.CreateModel(
            name='Pairing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('nomination', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pairings', to='programs.nomination', verbose_name='参加者')),
                ('peer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='programs.nomination', verbose_name='相手')),
            ],
            options={
                'verbose_name': '実践の相手',
                'verbose_name_plural': '実践の相手',
                'constraints': [models.UniqueConstraint(fields=('nomination', 'peer'), name='pairing_once'), models.CheckConstraint(condition=models.Q(('nomination', models.F('peer')), _negated=True), name='pairing_two')],
            },
        ),
        migrations.AddConstraint(
            model_name='practice',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='practice_ends_after_start'),
        ),
        migrations.AddConstraint(
            model_name='practice',
            constraint=models.CheckConstraint(condition=models.Q(('reflected_at', None), models.Q(('reflection', ''), _negated=True), _connector='OR'), name='practice_reflected_in_words'),
        ),
        migrations.AddConstraint(
            model_name='practiceline',
            constraint=models.UniqueConstraint(fields=('practice', 'week'), name='practice_line_weekly'),
        ),
        migrations.AddConstraint(
            model_name='practiceline',
            constraint=models.CheckConstraint(condition=models.Q(('week__iso_week_day', 1)), name='practice_line_monday'),
        ),
        migrations.AddConstraint(
            model_name='practiceshare',
            constraint=models.UniqueConstraint(fields=('practice', 'person'), name='practice_share_once'),
        ),
        migrations.AddIndex(
            model_name='program',
            index=models.Index(fields=['company', '-starts_on'], name='program_of_desk'),
        ),
        migrations.AddConstraint(
            model_name='program',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='program_ends_after_start'),
        ),
        migrations.AddConstraint(
            model_name='program',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'draft'), ('published_at__isnull', False), _connector='OR'), name='program_published_at'),
        ),
        migrations.AddConstraint(
            model_name='program',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'draft'), models.Q(models.Q(('companies_bring', ''), _negated=True), models.Q(('companies_get', ''), _negated=True), models.Q(('people_bring', ''), _negated=True), models.Q(('people_get', ''), _negated=True), models.Q(('outcome', ''), _negated=True)), _connector='OR'), name='program_tells_both_sides'),
        ),
        migrations.AddConstraint(
            model_name='program',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'dialogue'), _negated=True), ('state', 'draft'), ('department__isnull', False), _connector='OR'), name='program_dialogue_has_department'),
        ),
        migrations.AddConstraint(
            model_name='program',
            constraint=models.CheckConstraint(condition=models.Q(('seats_each__gte', 1)), name='program_has_seats'),
        ),
        migrations.AddConstraint(
            model_name='program',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'withdrawn'), ('withdrawn_at__isnull', False), models.Q(('withdraw_reason', ''), _negated=True)), models.Q(models.Q(('state', 'withdrawn'), _negated=True), ('withdrawn_at', None)), _connector='OR'), name='program_withdrawn_with_words'),
        ),
        migrations.AddConstraint(
            model_name='program',
            constraint=models.UniqueConstraint(fields=('id', 'company'), name='program_of_company'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='program',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "programs_programversion" ("apply_by", "body", "companies_bring", "companies_get", "company_id", "created_at", "department_id", "eligibility", "ends_on", "fee_note", "for_whom", "id", "kind", "may_apply", "outcome", "people_bring", "people_get", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "seats_each", "selection", "starts_on", "state", "theme", "title", "withdraw_reason", "withdrawn_at") VALUES (NEW."apply_by", NEW."body", NEW."companies_bring", NEW."companies_get", NEW."company_id", NEW."created_at", NEW."department_id", NEW."eligibility", NEW."ends_on", NEW."fee_note", NEW."for_whom", NEW."id", NEW."kind", NEW."may_apply", NEW."outcome", NEW."people_bring", NEW."people_get", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."published_at", NEW."seats_each", NEW."selection", NEW."starts_on", NEW."state", NEW."theme", NEW."title", NEW."withdraw_reason", NEW."withdrawn_at"); RETURN NULL;', hash='98a1e070de0fde9ae65cea7218dd0a245c160402', operation='UPDATE', pgid='pgtrigger_update_update_7f86c', table='programs_program', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='program',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "programs_programversion" ("apply_by", "body", "companies_bring", "companies_get", "company_id", "created_at", "department_id", "eligibility", "ends_on", "fee_note", "for_whom", "id", "kind", "may_apply", "outcome", "people_bring", "people_get", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "seats_each", "selection", "starts_on", "state", "theme", "title", "withdraw_reason", "withdrawn_at") VALUES (OLD."apply_by", OLD."body", OLD."companies_bring", OLD."companies_get", OLD."company_id", OLD."created_at", OLD."department_id", OLD."eligibility", OLD."ends_on", OLD."fee_note", OLD."for_whom", OLD."id", OLD."kind", OLD."may_apply", OLD."outcome", OLD."people_bring", OLD."people_get", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."published_at", OLD."seats_each", OLD."selection", OLD."starts_on", OLD."state", OLD."theme", OLD."title", OLD."withdraw_reason", OLD."withdrawn_at"); RETURN NULL;', hash='5e9d97cd840f08a349172327d80bbcd906c55e79', operation='DELETE', pgid='pgtrigger_delete_delete_7c1d4', table='programs_program', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='partner',
            constraint=models.UniqueConstraint(fields=('program', 'company'), name='partner_once'),
        ),
        migrations.AddConstraint(
            model_name='partner',
            constraint=models.CheckConstraint(condition=models.Q(('taken__lte', models.F('seats'))), name='partner_seats_not_oversold'),
        ),
        migrations.AddConstraint(
            model_name='partner',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answered_at', None), ('state', 'asked')), models.Q(('state', 'asked'), _negated=True), _connector='OR'), name='partner_answered_at'),
        ),
        migrations.AddConstraint(
            model_name='partner',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'joined'), ('taken', 0), _connector='OR'), name='partner_seats_while_in'),
        ),
        migrations.AddConstraint(
            model_name='outcomeword',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('company', None), ('person__isnull', False)), models.Q(('company__isnull', False), ('person', None)), _connector='OR'), name='outcome_word_one_side'),
        ),
        migrations.AddConstraint(
            model_name='outcomeword',
            constraint=models.UniqueConstraint(condition=models.Q(('company__isnull', False)), fields=('program', 'company'), name='outcome_word_of_company'),
        ),
        migrations.AddConstraint(
            model_name='outcomeword',
            constraint=models.UniqueConstraint(condition=models.Q(('person__isnull', False)), fields=('program', 'person'), name='outcome_word_of_person'),
        ),
        migrations.AddIndex(
            model_name='nomination',
            index=models.Index(fields=['program', 'company', 'state'], name='nomination_of_desk'),
        ),
        migrations.AddIndex(
            model_name='nomination',
            index=models.Index(fields=['person', 'state'], name='nomination_of_person'),
        ),
        migrations.AddIndex(
            model_name='nomination',
            index=models.Index(condition=models.Q(('state', 'offered')), fields=['offered_until'], name='nomination_offers'),
        ),
        migrations.AddConstraint(
            model_name='nomination',
            constraint=models.UniqueConstraint(fields=('program', 'person'), name='nomination_once'),
        ),
        migrations.AddConstraint(
            model_name='nomination',
            constraint=models.UniqueConstraint(fields=('id', 'program'), name='nomination_of_program'),
        ),
        migrations.AddConstraint(
            model_name='nomination',
            constraint=models.UniqueConstraint(fields=('id', 'company'), name='nomination_of_company'),
        ),
        migrations.AddConstraint(
            model_name='nomination',
            constraint=models.UniqueConstraint(condition=models.Q(('waiting_since__isnull', False)), fields=('program', 'company', 'waiting_since'), name='nomination_turn_once'),
        ),
        migrations.AddConstraint(
            model_name='nomination',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['approved', 'waiting', 'offered', 'in']), _negated=True), models.Q(('agreed_at__isnull', False), ('approved_at__isnull', False)), _connector='OR'), name='nomination_both_said_yes'),
        ),
        migrations.AddConstraint(
            model_name='nomination',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['waiting', 'offered']), ('waiting_since__isnull', False)), models.Q(models.Q(('state__in', ['waiting', 'offered']), _negated=True), ('waiting_since', None)), _connector='OR'), name='nomination_waiting_since'),
        ),
        migrations.AddConstraint(
            model_name='nomination',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('offered_until__isnull', False), ('state', 'offered')), models.Q(models.Q(('state', 'offered'), _negated=True), ('offered_until', None)), _connector='OR'), name='nomination_offered_until'),
        ),
        migrations.AddConstraint(
            model_name='nomination',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'in'), _negated=True), ('joined_at__isnull', False), _connector='OR'), name='nomination_joined_at'),
        ),
        migrations.AddConstraint(
            model_name='nomination',
            constraint=models.CheckConstraint(condition=models.Q(('agreed_at', None), models.Q(('aim', ''), _negated=True), _connector='OR'), name='nomination_agreed_with_own_words'),
        ),
        migrations.AddConstraint(
            model_name='mixing',
            constraint=models.CheckConstraint(condition=models.Q(('groups__gte', 1)), name='mixing_has_groups'),
        ),
        migrations.AddConstraint(
            model_name='mixing',
            constraint=models.CheckConstraint(condition=models.Q(('percent__lte', 100)), name='mixing_percent'),
        ),
        migrations.AddConstraint(
            model_name='dialogue',
            constraint=models.CheckConstraint(condition=models.Q(('agreed_at', None), models.Q(models.Q(('purpose', ''), _negated=True), ('head__isnull', False)), _connector='OR'), name='dialogue_agreed_purpose'),
        ),
        migrations.AddConstraint(
            model_name='dialogue',
            constraint=models.CheckConstraint(condition=models.Q(('will_do_at', None), models.Q(('will_do', ''), _negated=True), _connector='OR'), name='dialogue_will_do'),
        ),
        migrations.AddConstraint(
            model_name='dialogue',
            constraint=models.CheckConstraint(condition=models.Q(('looked_back_at', None), models.Q(('looked_back', ''), _negated=True), _connector='OR'), name='dialogue_looked_back'),
        ),
        migrations.AddConstraint(
            model_name='apart',
            constraint=models.UniqueConstraint(fields=('one', 'other'), name='apart_once'),
        ),
        migrations.AddConstraint(
            model_name='apart',
            constraint=models.CheckConstraint(condition=models.Q(('one__lt', models.F('other'))), name='apart_in_order'),
        ),
        migrations.AddConstraint(
            model_name='round',
            constraint=models.UniqueConstraint(fields=('program', 'number'), name='round_once'),
        ),
        migrations.AddConstraint(
            model_name='round',
            constraint=models.UniqueConstraint(fields=('id', 'program'), name='round_of_program'),
        ),
        migrations.AddConstraint(
            model_name='round',
            constraint=models.CheckConstraint(condition=models.Q(('number__gte', 1)), name='round_from_one'),
        ),
        migrations.AddConstraint(
            model_name='programsession',
            constraint=models.UniqueConstraint(fields=('program', 'number'), name='program_session_once'),
        ),
        migrations.AddConstraint(
            model_name='programsession',
            constraint=models.CheckConstraint(condition=models.Q(('number__gte', 1)), name='program_session_from_one'),
        ),
        migrations.AddConstraint(
            model_name='place',
            constraint=models.UniqueConstraint(fields=('round', 'nomination'), name='place_once'),
        ),
        migrations.AddConstraint(
            model_name='place',
            constraint=models.CheckConstraint(condition=models.Q(('group', None), ('group__gte', 1), _connector='OR'), name='place_group_from_one'),
        ),
        migrations.AddConstraint(
            model_name='place',
            constraint=models.CheckConstraint(condition=models.Q(('held', False), ('group__isnull', False), _connector='OR'), name='place_held_somewhere'),
        ),
        migrations.AddConstraint(
            model_name='steward',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('program', 'person'), name='steward_once'),
        ),
    ]
