import alumni.profiles.models
import alumni.tenures.models
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

    initial = True

    dependencies = [
        ('accounts', '0001_initial'),
        ('pghistory', '0007_auto_20250421_0444'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Company',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=40, unique=True, verbose_name='URL名')),
                ('name', models.CharField(max_length=80, verbose_name='会社名')),
                ('name_en', models.CharField(blank=True, max_length=80, verbose_name='会社名（英語）')),
                ('about', models.TextField(blank=True, verbose_name='紹介')),
                ('vision', models.TextField(blank=True, verbose_name='ビジョン')),
                ('contact_email', models.EmailField(blank=True, max_length=254, verbose_name='問い合わせ先')),
                ('postal_address', models.CharField(blank=True, max_length=200, verbose_name='所在地')),
                ('members_may_host', models.BooleanField(default=True, verbose_name='メンバーも集いをひらける')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='登録日時')),
            ],
            options={
                'verbose_name': '会社',
                'verbose_name_plural': '会社',
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='CompanyVersion',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('slug', models.SlugField(db_index=False, max_length=40, verbose_name='URL名')),
                ('name', models.CharField(max_length=80, verbose_name='会社名')),
                ('name_en', models.CharField(blank=True, max_length=80, verbose_name='会社名（英語）')),
                ('about', models.TextField(blank=True, verbose_name='紹介')),
                ('vision', models.TextField(blank=True, verbose_name='ビジョン')),
                ('contact_email', models.EmailField(blank=True, max_length=254, verbose_name='問い合わせ先')),
                ('postal_address', models.CharField(blank=True, max_length=200, verbose_name='所在地')),
                ('members_may_host', models.BooleanField(default=True, verbose_name='メンバーも集いをひらける')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='登録日時')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Department',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80, verbose_name='部署名')),
                ('key', models.CharField(editable=False, max_length=80, verbose_name='照合キー')),
                ('path', models.CharField(default='', editable=False, max_length=200)),
                ('since', models.DateField(blank=True, null=True, verbose_name='設置日')),
                ('until', models.DateField(blank=True, null=True, verbose_name='廃止日')),
            ],
            options={
                'verbose_name': '部署',
                'verbose_name_plural': '部署',
                'ordering': ['path'],
            },
        ),
        migrations.CreateModel(
            name='DepartmentVersion',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('name', models.CharField(max_length=80, verbose_name='部署名')),
                ('key', models.CharField(editable=False, max_length=80, verbose_name='照合キー')),
                ('path', models.CharField(default='', editable=False, max_length=200)),
                ('since', models.DateField(blank=True, null=True, verbose_name='設置日')),
                ('until', models.DateField(blank=True, null=True, verbose_name='廃止日')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Enrolment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('employee_number', models.CharField(blank=True, max_length=40, verbose_name='社員番号')),
                ('family_name', models.CharField(max_length=60, verbose_name='姓')),
                ('given_name', models.CharField(blank=True, max_length=60, verbose_name='名')),
                ('family_kana', models.CharField(blank=True, max_length=60, verbose_name='セイ')),
                ('given_kana', models.CharField(blank=True, max_length=60, verbose_name='メイ')),
                ('former_name', models.CharField(blank=True, max_length=60, verbose_name='旧姓')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='メールアドレス')),
                ('name_key', models.CharField(default='', editable=False, max_length=130)),
                ('kana_key', models.CharField(default='', editable=False, max_length=130)),
                ('email_key', models.CharField(default='', editable=False, max_length=254)),
                ('claimed_at', models.DateTimeField(blank=True, null=True, verbose_name='本人確認日時')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='登録日時')),
            ],
            options={
                'verbose_name': '名簿',
                'verbose_name_plural': '名簿',
            },
        ),
        migrations.CreateModel(
            name='EnrolmentVersion',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('employee_number', models.CharField(blank=True, max_length=40, verbose_name='社員番号')),
                ('family_name', models.CharField(max_length=60, verbose_name='姓')),
                ('given_name', models.CharField(blank=True, max_length=60, verbose_name='名')),
                ('family_kana', models.CharField(blank=True, max_length=60, verbose_name='セイ')),
                ('given_kana', models.CharField(blank=True, max_length=60, verbose_name='メイ')),
                ('former_name', models.CharField(blank=True, max_length=60, verbose_name='旧姓')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='メールアドレス')),
                ('name_key', models.CharField(default='', editable=False, max_length=130)),
                ('kana_key', models.CharField(default='', editable=False, max_length=130)),
                ('email_key', models.CharField(default='', editable=False, max_length=254)),
                ('claimed_at', models.DateTimeField(blank=True, null=True, verbose_name='本人確認日時')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='登録日時')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='HrImport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='日時')),
                ('file_name', models.CharField(max_length=200, verbose_name='ファイル名')),
                ('content', models.BinaryField(null=True, verbose_name='中身')),
                ('encoding', models.CharField(blank=True, max_length=20, verbose_name='文字コード')),
                ('headers', models.JSONField(default=list, verbose_name='見出し')),
                ('mapping', models.JSONField(default=dict, verbose_name='列の対応')),
                ('state', models.CharField(choices=[('uploaded', '受け取りました'), ('reading', '読み取り中'), ('preview', '確認待ち'), ('running', '取り込み中'), ('done', '成功'), ('partial', '一部取り込み'), ('failed', '失敗'), ('undoing', '取り消し中'), ('undone', '取り消し済'), ('discarded', '破棄')], default='uploaded', max_length=10, verbose_name='状態')),
                ('total', models.PositiveIntegerField(default=0, verbose_name='行数')),
                ('progress', models.PositiveIntegerField(default=0, verbose_name='進み')),
                ('counts', models.JSONField(default=dict, verbose_name='内訳')),
                ('units_added', models.JSONField(default=list)),
                ('error', models.TextField(blank=True, verbose_name='理由')),
                ('finished_at', models.DateTimeField(blank=True, null=True, verbose_name='完了日時')),
            ],
            options={
                'verbose_name': '名簿の取り込み',
                'verbose_name_plural': '名簿の取り込み',
                'ordering': ['-id'],
            },
        ),
        migrations.CreateModel(
            name='HrImportRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('line', models.PositiveIntegerField(verbose_name='行')),
                ('raw', models.JSONField(default=list)),
                ('values', models.JSONField(default=dict)),
                ('problems', models.JSONField(default=list)),
                ('verdict', models.CharField(choices=[('new', '新しい人'), ('change', '変更'), ('same', '変更なし'), ('duplicate', '重複の疑い'), ('error', '要修正')], max_length=10)),
                ('difference', models.JSONField(default=list)),
                ('matches', models.JSONField(default=list)),
                ('choice', models.CharField(blank=True, max_length=20)),
                ('before', models.JSONField(blank=True, null=True)),
                ('taken_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'verbose_name': '取り込みの行',
                'verbose_name_plural': '取り込みの行',
            },
        ),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('address', models.EmailField(max_length=254, verbose_name='宛先')),
                ('token_hash', models.BinaryField(max_length=32, unique=True)),
                ('message', models.TextField(blank=True, verbose_name='ひとこと')),
                ('state', models.CharField(choices=[('sent', '招待中'), ('accepted', '参加済'), ('declined', '辞退'), ('withdrawn', '取り下げ')], default='sent', max_length=10, verbose_name='状態')),
                ('sent_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='招待日時')),
                ('expires_at', models.DateTimeField(verbose_name='期限')),
                ('answered_at', models.DateTimeField(blank=True, null=True, verbose_name='回答日時')),
            ],
            options={
                'verbose_name': '招待',
                'verbose_name_plural': '招待',
            },
        ),
        migrations.CreateModel(
            name='JoinRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('employee_number', models.CharField(blank=True, max_length=40, verbose_name='社員番号')),
                ('period_text', models.CharField(max_length=80, verbose_name='在籍していたころ')),
                ('department_text', models.CharField(blank=True, max_length=120, verbose_name='部署')),
                ('message', models.TextField(blank=True, verbose_name='ひとこと')),
                ('state', models.CharField(choices=[('waiting', '確認をお待ちください'), ('accepted', '参加できるようになりました'), ('declined', '確認できませんでした'), ('withdrawn', '取り下げました')], default='waiting', max_length=10, verbose_name='状態')),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='人事からの返事')),
                ('asked_at', models.DateTimeField(auto_now_add=True, verbose_name='申し込み日時')),
                ('answered_at', models.DateTimeField(blank=True, null=True, verbose_name='回答日時')),
                ('reminded_at', models.DateTimeField(blank=True, null=True, verbose_name='催促した日時')),
            ],
            options={
                'verbose_name': '参加の申し込み',
                'verbose_name_plural': '参加の申し込み',
                'ordering': ['asked_at'],
            },
        ),
        migrations.CreateModel(
            name='Profile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('seen_by', models.CharField(choices=[('nobody', 'まだだれにも見せない'), ('coworkers', '同じ部署で働いた人'), ('company', '同じ会社の仲間'), ('network', 'Kanaeのすべてのメンバー')], default='nobody', max_length=10, verbose_name='見せる範囲')),
                ('romaji', models.CharField(blank=True, db_default='', max_length=120, verbose_name='ローマ字の名前')),
                ('former_name', models.CharField(blank=True, db_default='', max_length=120, verbose_name='前の名前（旧姓など）')),
                ('legal_name', models.CharField(blank=True, db_default='', max_length=120, verbose_name='戸籍の名前')),
                ('photo', models.CharField(blank=True, db_default='', max_length=60, verbose_name='写真')),
                ('now', models.CharField(blank=True, max_length=120, verbose_name='いまの仕事')),
                ('place', models.CharField(blank=True, max_length=60, verbose_name='いまいる地域')),
                ('languages', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), blank=True, db_default=[], default=list, size=None, verbose_name='話せることば')),
                ('links', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=300), blank=True, db_default=[], default=list, size=None, verbose_name='リンク')),
                ('contact', models.CharField(blank=True, db_default='', max_length=200, verbose_name='連絡のとりかた')),
                ('shows_verified', models.BooleanField(default=True, verbose_name='在籍確認済の印を見せる')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='更新日時')),
                ('reading_to', alumni.profiles.models.Audiences(db_default=31, default=31, verbose_name='よみを見せる相手')),
                ('romaji_to', alumni.profiles.models.Audiences(db_default=31, default=31, verbose_name='ローマ字の名前を見せる相手')),
                ('former_name_to', alumni.profiles.models.Audiences(db_default=11, default=11, verbose_name='前の名前を見せる相手')),
                ('legal_name_to', alumni.profiles.models.Audiences(db_default=0, default=0, verbose_name='戸籍の名前を見せる相手')),
                ('photo_to', alumni.profiles.models.Audiences(db_default=15, default=15, verbose_name='写真を見せる相手')),
                ('now_to', alumni.profiles.models.Audiences(db_default=31, default=31, verbose_name='いまの仕事を見せる相手')),
                ('place_to', alumni.profiles.models.Audiences(db_default=31, default=31, verbose_name='地域を見せる相手')),
                ('skills_to', alumni.profiles.models.Audiences(db_default=31, default=31, verbose_name='得意なことを見せる相手')),
                ('languages_to', alumni.profiles.models.Audiences(db_default=31, default=31, verbose_name='ことばを見せる相手')),
                ('links_to', alumni.profiles.models.Audiences(db_default=11, default=11, verbose_name='リンクを見せる相手')),
                ('contact_to', alumni.profiles.models.Audiences(db_default=0, default=0, verbose_name='連絡のとりかたを見せる相手')),
            ],
            options={
                'verbose_name': 'プロフィール',
                'verbose_name_plural': 'プロフィール',
            },
        ),
        migrations.CreateModel(
            name='SearchEntry',
            fields=[
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='search_entry', serialize=False, to=settings.AUTH_USER_MODEL, verbose_name='人')),
                ('lexemes', django.contrib.postgres.search.SearchVectorField(editable=False)),
                ('texts', models.JSONField(default=dict, editable=False)),
                ('kana_key', models.CharField(editable=False, max_length=130)),
                ('common_hash', models.BinaryField(max_length=16)),
                ('changed_at', models.DateTimeField(verbose_name='更新日時')),
            ],
            options={
                'verbose_name': 'さがすための行',
                'verbose_name_plural': 'さがすための行',
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
            ],
            options={
                'verbose_name': 'さがすための在籍',
                'verbose_name_plural': 'さがすための在籍',
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
            name='Sighting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(verbose_name='日')),
                ('page', models.BooleanField(default=False, verbose_name='ページまで見た')),
            ],
            options={
                'verbose_name': '閲覧の記録',
                'verbose_name_plural': '閲覧の記録',
            },
        ),
        migrations.CreateModel(
            name='Skill',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=40, verbose_name='ことば')),
                ('name_en', models.CharField(blank=True, max_length=40, verbose_name='ことば（英語）')),
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
            ],
            options={
                'verbose_name': 'いいかえ',
                'verbose_name_plural': 'いいかえ',
            },
        ),
        migrations.CreateModel(
            name='StaffRole',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('hr', '人事'), ('company_admin', '会社の管理者')], default='hr', max_length=20, verbose_name='役割')),
                ('title', models.CharField(blank=True, max_length=60, verbose_name='担当')),
                ('granted_at', models.DateTimeField(auto_now_add=True, verbose_name='付与日時')),
                ('expires_at', models.DateTimeField(blank=True, null=True, verbose_name='期限')),
                ('revoked_at', models.DateTimeField(blank=True, null=True, verbose_name='解除日時')),
            ],
            options={
                'verbose_name': '担当者',
                'verbose_name_plural': '担当者',
            },
        ),
        migrations.CreateModel(
            name='StaffRoleVersion',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('role', models.CharField(choices=[('hr', '人事'), ('company_admin', '会社の管理者')], default='hr', max_length=20, verbose_name='役割')),
                ('title', models.CharField(blank=True, max_length=60, verbose_name='担当')),
                ('granted_at', models.DateTimeField(auto_now_add=True, verbose_name='付与日時')),
                ('expires_at', models.DateTimeField(blank=True, null=True, verbose_name='期限')),
                ('revoked_at', models.DateTimeField(blank=True, null=True, verbose_name='解除日時')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='StoryPart',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('turn', '転機'), ('learned', '学んだこと'), ('returning', '返したいこと'), ('seeking', '探していること')], max_length=10, verbose_name='種類')),
                ('year', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='年')),
                ('text', models.TextField(max_length=2000, verbose_name='ことば')),
                ('to', alumni.profiles.models.Audiences(db_default=11, default=11, verbose_name='見せる相手')),
            ],
            options={
                'verbose_name': '物語のひとこま',
                'verbose_name_plural': '物語のひとこま',
                'ordering': [models.OrderBy(models.F('year'), nulls_last=True), 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Succession',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('renamed', '改称'), ('split', '分割'), ('merged', '統合')], max_length=10, verbose_name='種類')),
                ('on', models.DateField(blank=True, null=True, verbose_name='日付')),
            ],
            options={
                'verbose_name': '部署の変遷',
                'verbose_name_plural': '部署の変遷',
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
            ],
            options={
                'verbose_name': '在籍の見せかた',
                'verbose_name_plural': '在籍の見せかた',
            },
        ),
        migrations.CreateModel(
            name='Tenure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(blank=True, max_length=80, verbose_name='役職')),
                ('heads', models.BooleanField(default=False, verbose_name='部署の長')),
                ('entry', models.CharField(choices=[('new_graduate', '新卒入社'), ('mid_career', '中途入社'), ('joined', '入社'), ('transfer', '異動・兼務')], default='joined', max_length=15, verbose_name='入社区分')),
                ('since', models.DateField(blank=True, null=True, verbose_name='開始')),
                ('since_precision', models.CharField(choices=[('day', '日まで'), ('month', '月まで'), ('year', '年まで')], default='day', max_length=5, verbose_name='開始の精度')),
                ('until', models.DateField(blank=True, null=True, verbose_name='終了')),
                ('until_precision', models.CharField(choices=[('day', '日まで'), ('month', '月まで'), ('year', '年まで')], default='day', max_length=5, verbose_name='終了の精度')),
                ('open', models.BooleanField(default=False, verbose_name='在籍中')),
                ('during', models.GeneratedField(db_persist=True, expression=alumni.tenures.models.OuterBounds(), output_field=django.contrib.postgres.fields.ranges.DateRangeField())),
                ('state', models.CharField(choices=[('claimed', '本人の申告'), ('verified', '在籍確認済'), ('disputed', '確認中')], default='claimed', max_length=10, verbose_name='状態')),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='理由')),
                ('word', models.CharField(blank=True, db_default='', max_length=300, verbose_name='本人のことば')),
                ('verified_at', models.DateTimeField(blank=True, null=True, verbose_name='確認日時')),
            ],
            options={
                'verbose_name': '在籍',
                'verbose_name_plural': '在籍',
            },
        ),
        migrations.CreateModel(
            name='TenureVersion',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('title', models.CharField(blank=True, max_length=80, verbose_name='役職')),
                ('heads', models.BooleanField(default=False, verbose_name='部署の長')),
                ('entry', models.CharField(choices=[('new_graduate', '新卒入社'), ('mid_career', '中途入社'), ('joined', '入社'), ('transfer', '異動・兼務')], default='joined', max_length=15, verbose_name='入社区分')),
                ('since', models.DateField(blank=True, null=True, verbose_name='開始')),
                ('since_precision', models.CharField(choices=[('day', '日まで'), ('month', '月まで'), ('year', '年まで')], default='day', max_length=5, verbose_name='開始の精度')),
                ('until', models.DateField(blank=True, null=True, verbose_name='終了')),
                ('until_precision', models.CharField(choices=[('day', '日まで'), ('month', '月まで'), ('year', '年まで')], default='day', max_length=5, verbose_name='終了の精度')),
                ('open', models.BooleanField(default=False, verbose_name='在籍中')),
                ('during', models.GeneratedField(db_persist=True, expression=alumni.tenures.models.OuterBounds(), output_field=django.contrib.postgres.fields.ranges.DateRangeField())),
                ('state', models.CharField(choices=[('claimed', '本人の申告'), ('verified', '在籍確認済'), ('disputed', '確認中')], default='claimed', max_length=10, verbose_name='状態')),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='理由')),
                ('word', models.CharField(blank=True, db_default='', max_length=300, verbose_name='本人のことば')),
                ('verified_at', models.DateTimeField(blank=True, null=True, verbose_name='確認日時')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='BlurLabel',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.CharField(max_length=40, unique=True, verbose_name='ぼかしたことば')),
                ('text_en', models.CharField(blank=True, max_length=60, verbose_name='ぼかしたことば（英語）')),
                ('companies', models.ManyToManyField(blank=True, related_name='blur_labels', to='alumni.company', verbose_name='あてはまる会社')),
            ],
            options={
                'verbose_name': '会社のぼかしかた',
                'verbose_name_plural': '会社のぼかしかた',
                'ordering': ['text'],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='company',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "alumni_companyversion" ("about", "contact_email", "created_at", "id", "members_may_host", "name", "name_en", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "postal_address", "slug", "vision") VALUES (NEW."about", NEW."contact_email", NEW."created_at", NEW."id", NEW."members_may_host", NEW."name", NEW."name_en", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."postal_address", NEW."slug", NEW."vision"); RETURN NULL;', hash='f512252673ed4da7f99d16489cfda26c1b64ce22', operation='UPDATE', pgid='pgtrigger_update_update_25eb7', table='alumni_company', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='company',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "alumni_companyversion" ("about", "contact_email", "created_at", "id", "members_may_host", "name", "name_en", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "postal_address", "slug", "vision") VALUES (OLD."about", OLD."contact_email", OLD."created_at", OLD."id", OLD."members_may_host", OLD."name", OLD."name_en", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."postal_address", OLD."slug", OLD."vision"); RETURN NULL;', hash='d8c072fd47df5416f398da40d82d94acfde21dee', operation='DELETE', pgid='pgtrigger_delete_delete_d7a7c', table='alumni_company', when='AFTER')),
        ),
        migrations.AddField(
            model_name='companyversion',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='companyversion',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='versions', to='alumni.company'),
        ),
        migrations.AddField(
            model_name='department',
            name='company',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='departments', to='alumni.company', verbose_name='会社'),
        ),
        migrations.AddField(
            model_name='department',
            name='parent',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='alumni.department', verbose_name='上位の部署'),
        ),
        migrations.AddField(
            model_name='departmentversion',
            name='company',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='alumni.company', verbose_name='会社'),
        ),
        migrations.AddField(
            model_name='departmentversion',
            name='parent',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='alumni.department', verbose_name='上位の部署'),
        ),
        migrations.AddField(
            model_name='departmentversion',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='departmentversion',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='versions', to='alumni.department'),
        ),
        migrations.AddField(
            model_name='enrolment',
            name='company',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='enrolments', to='alumni.company', verbose_name='会社'),
        ),
        migrations.AddField(
            model_name='enrolment',
            name='person',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='enrolments', to=settings.AUTH_USER_MODEL, verbose_name='本人'),
        ),
        migrations.AddField(
            model_name='enrolmentversion',
            name='company',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='alumni.company', verbose_name='会社'),
        ),
        migrations.AddField(
            model_name='enrolmentversion',
            name='person',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='本人'),
        ),
        migrations.AddField(
            model_name='enrolmentversion',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='enrolmentversion',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='versions', to='alumni.enrolment'),
        ),
        migrations.AddField(
            model_name='hrimport',
            name='by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='担当者'),
        ),
        migrations.AddField(
            model_name='hrimport',
            name='company',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='imports', to='alumni.company', verbose_name='会社'),
        ),
        migrations.AddField(
            model_name='hrimportrow',
            name='batch',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rows', to='alumni.hrimport'),
        ),
        migrations.AddField(
            model_name='hrimportrow',
            name='enrolment',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='import_rows', to='alumni.enrolment'),
        ),
        migrations.AddField(
            model_name='invitation',
            name='by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='招待した人'),
        ),
        migrations.AddField(
            model_name='invitation',
            name='company',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='invitations', to='alumni.company', verbose_name='会社'),
        ),
        migrations.AddField(
            model_name='invitation',
            name='enrolment',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='invitations', to='alumni.enrolment', verbose_name='名簿'),
        ),
        migrations.AddField(
            model_name='joinrequest',
            name='answered_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='回答者'),
        ),
        migrations.AddField(
            model_name='joinrequest',
            name='company',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='join_requests', to='alumni.company', verbose_name='会社'),
        ),
        migrations.AddField(
            model_name='joinrequest',
            name='enrolment',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='join_requests', to='alumni.enrolment', verbose_name='名簿'),
        ),
        migrations.AddField(
            model_name='joinrequest',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='join_requests', to=settings.AUTH_USER_MODEL, verbose_name='申し込んだ人'),
        ),
        migrations.AddField(
            model_name='profile',
            name='person',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='profile', to=settings.AUTH_USER_MODEL, verbose_name='人'),
        ),
        migrations.AddIndex(
            model_name='searchentry',
            index=django.contrib.postgres.indexes.GinIndex(fastupdate=False, fields=['lexemes'], name='search_lexemes'),
        ),
        migrations.AddIndex(
            model_name='searchentry',
            index=models.Index(fields=['kana_key', 'person'], name='search_kana'),
        ),
        migrations.AddIndex(
            model_name='searchentry',
            index=models.Index(fields=['-changed_at', '-person'], name='search_changed'),
        ),
        migrations.AddField(
            model_name='searchpost',
            name='entry',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='posts', to='alumni.searchentry'),
        ),
        migrations.AddField(
            model_name='sighting',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='seen', to=settings.AUTH_USER_MODEL, verbose_name='見られた人'),
        ),
        migrations.AddField(
            model_name='sighting',
            name='viewer',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sightings', to=settings.AUTH_USER_MODEL, verbose_name='見た人'),
        ),
        migrations.AddField(
            model_name='profile',
            name='skills',
            field=models.ManyToManyField(blank=True, related_name='people', to='alumni.skill', verbose_name='得意なこと・関心'),
        ),
        migrations.AddField(
            model_name='skillword',
            name='skill',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='words', to='alumni.skill', verbose_name='得意なこと・関心'),
        ),
        migrations.AddField(
            model_name='staffrole',
            name='company',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='staff_roles', to='alumni.company', verbose_name='会社'),
        ),
        migrations.AddField(
            model_name='staffrole',
            name='user',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='staff_roles', to=settings.AUTH_USER_MODEL, verbose_name='利用者'),
        ),
        migrations.AddField(
            model_name='staffroleversion',
            name='company',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='alumni.company', verbose_name='会社'),
        ),
        migrations.AddField(
            model_name='staffroleversion',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='staffroleversion',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='versions', to='alumni.staffrole'),
        ),
        migrations.AddField(
            model_name='staffroleversion',
            name='user',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='利用者'),
        ),
        migrations.AddField(
            model_name='storypart',
            name='profile',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='story', to='alumni.profile', verbose_name='プロフィール'),
        ),
        migrations.AddField(
            model_name='succession',
            name='earlier',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='later_units', to='alumni.department', verbose_name='前の部署'),
        ),
        migrations.AddField(
            model_name='succession',
            name='later',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='earlier_units', to='alumni.department', verbose_name='後の部署'),
        ),
        migrations.AddField(
            model_name='telling',
            name='label',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='alumni.blurlabel', verbose_name='ぼかした会社名'),
        ),
        migrations.AddField(
            model_name='tenure',
            name='company',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tenures', to='alumni.company', verbose_name='会社'),
        ),
        migrations.AddField(
            model_name='tenure',
            name='department',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='tenures', to='alumni.department', verbose_name='部署'),
        ),
        migrations.AddField(
            model_name='tenure',
            name='enrolment',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='tenures', to='alumni.enrolment', verbose_name='名簿'),
        ),
        migrations.AddField(
            model_name='tenure',
            name='person',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='tenures', to=settings.AUTH_USER_MODEL, verbose_name='本人'),
        ),
        migrations.AddField(
            model_name='tenure',
            name='verified_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='確認者'),
        ),
        migrations.AddField(
            model_name='telling',
            name='tenure',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='telling', to='alumni.tenure', verbose_name='在籍'),
        ),
        migrations.AddField(
            model_name='tenureversion',
            name='company',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='alumni.company', verbose_name='会社'),
        ),
        migrations.AddField(
            model_name='tenureversion',
            name='department',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='alumni.department', verbose_name='部署'),
        ),
        migrations.AddField(
            model_name='tenureversion',
            name='enrolment',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='alumni.enrolment', verbose_name='名簿'),
        ),
        migrations.AddField(
            model_name='tenureversion',
            name='person',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='本人'),
        ),
        migrations.AddField(
            model_name='tenureversion',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='tenureversion',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='versions', to='alumni.tenure'),
        ),
        migrations.AddField(
            model_name='tenureversion',
            name='verified_by',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='確認者'),
        ),
        migrations.AddIndex(
            model_name='department',
            index=models.Index(fields=['path'], name='department_path', opclasses=['varchar_pattern_ops']),
        ),
        migrations.AddConstraint(
            model_name='department',
            constraint=models.UniqueConstraint(fields=('company', 'parent', 'key'), name='department_name_unique', nulls_distinct=False),
        ),
        migrations.AddConstraint(
            model_name='department',
            constraint=models.UniqueConstraint(fields=('id', 'company'), name='department_of_company'),
        ),
        migrations.AddConstraint(
            model_name='department',
            constraint=models.CheckConstraint(condition=models.Q(('parent', models.F('id')), _negated=True), name='department_not_own_parent'),
        ),
        migrations.AddConstraint(
            model_name='department',
            constraint=models.CheckConstraint(condition=models.Q(('since', None), ('until', None), ('until__gte', models.F('since')), _connector='OR'), name='department_period'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='department',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "alumni_departmentversion" ("company_id", "id", "key", "name", "parent_id", "path", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "until") VALUES (NEW."company_id", NEW."id", NEW."key", NEW."name", NEW."parent_id", NEW."path", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."since", NEW."until"); RETURN NULL;', hash='74d30df91c3e55fad4923e8587468222fdf63e0c', operation='UPDATE', pgid='pgtrigger_update_update_fd8cd', table='alumni_department', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='department',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "alumni_departmentversion" ("company_id", "id", "key", "name", "parent_id", "path", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "until") VALUES (OLD."company_id", OLD."id", OLD."key", OLD."name", OLD."parent_id", OLD."path", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."since", OLD."until"); RETURN NULL;', hash='108770f6728e266751d7176e8e753ee590f747c2', operation='DELETE', pgid='pgtrigger_delete_delete_6f8a0', table='alumni_department', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='enrolment',
            index=models.Index(fields=['company', 'kana_key', 'id'], name='enrolment_reading'),
        ),
        migrations.AddIndex(
            model_name='enrolment',
            index=models.Index(fields=['company', 'name_key'], name='enrolment_name'),
        ),
        migrations.AddIndex(
            model_name='enrolment',
            index=models.Index(fields=['company', 'email_key'], name='enrolment_mail'),
        ),
        migrations.AddConstraint(
            model_name='enrolment',
            constraint=models.UniqueConstraint(condition=models.Q(('employee_number', ''), _negated=True), fields=('company', 'employee_number'), name='employee_number_unique'),
        ),
        migrations.AddConstraint(
            model_name='enrolment',
            constraint=models.UniqueConstraint(fields=('id', 'company'), name='enrolment_of_company'),
        ),
        migrations.AddConstraint(
            model_name='enrolment',
            constraint=models.CheckConstraint(condition=models.Q(('person', None), ('claimed_at__isnull', False), _connector='OR'), name='enrolment_claimed_at'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='enrolment',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "alumni_enrolmentversion" ("claimed_at", "company_id", "created_at", "email", "email_key", "employee_number", "family_kana", "family_name", "former_name", "given_kana", "given_name", "id", "kana_key", "name_key", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."claimed_at", NEW."company_id", NEW."created_at", NEW."email", NEW."email_key", NEW."employee_number", NEW."family_kana", NEW."family_name", NEW."former_name", NEW."given_kana", NEW."given_name", NEW."id", NEW."kana_key", NEW."name_key", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;', hash='8d29a8d805ed6d5c78c3d59c5e4d957b43f91d64', operation='UPDATE', pgid='pgtrigger_update_update_07459', table='alumni_enrolment', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='enrolment',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "alumni_enrolmentversion" ("claimed_at", "company_id", "created_at", "email", "email_key", "employee_number", "family_kana", "family_name", "former_name", "given_kana", "given_name", "id", "kana_key", "name_key", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."claimed_at", OLD."company_id", OLD."created_at", OLD."email", OLD."email_key", OLD."employee_number", OLD."family_kana", OLD."family_name", OLD."former_name", OLD."given_kana", OLD."given_name", OLD."id", OLD."kana_key", OLD."name_key", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;', hash='03a44dee6d59e0cb5faa139b86141f5793f158c9', operation='DELETE', pgid='pgtrigger_delete_delete_fd37f', table='alumni_enrolment', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='hrimport',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['running', 'undoing'])), fields=('company',), name='import_one_at_a_time'),
        ),
        migrations.AddIndex(
            model_name='hrimportrow',
            index=models.Index(fields=['batch', 'verdict', 'line'], name='import_row_verdict'),
        ),
        migrations.AddConstraint(
            model_name='hrimportrow',
            constraint=models.UniqueConstraint(fields=('batch', 'line'), name='import_line_once'),
        ),
        migrations.AddIndex(
            model_name='invitation',
            index=models.Index(condition=models.Q(('state', 'sent')), fields=['address'], name='invitation_mailbox'),
        ),
        migrations.AddConstraint(
            model_name='invitation',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'sent')), fields=('enrolment',), name='invitation_one_open'),
        ),
        migrations.AddConstraint(
            model_name='invitation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answered_at', None), ('state', 'sent')), models.Q(models.Q(('state', 'sent'), _negated=True), ('answered_at__isnull', False)), _connector='OR'), name='invitation_answered_at'),
        ),
        migrations.AddIndex(
            model_name='joinrequest',
            index=models.Index(fields=['company', 'asked_at', 'id'], name='join_request_queue'),
        ),
        migrations.AddConstraint(
            model_name='joinrequest',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'waiting')), fields=('person', 'company'), name='join_request_one_open'),
        ),
        migrations.AddConstraint(
            model_name='joinrequest',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'accepted')), fields=('enrolment',), name='join_request_one_accepted'),
        ),
        migrations.AddConstraint(
            model_name='joinrequest',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answered_at', None), ('state', 'waiting')), models.Q(models.Q(('state', 'waiting'), _negated=True), ('answered_at__isnull', False)), _connector='OR'), name='join_request_answered_at'),
        ),
        migrations.AddIndex(
            model_name='searchpost',
            index=models.Index(fields=['employer', 'entry'], name='search_employer'),
        ),
        migrations.AddIndex(
            model_name='searchpost',
            index=models.Index(fields=['unit', 'entry'], name='search_unit'),
        ),
        migrations.AddIndex(
            model_name='sighting',
            index=models.Index(fields=['person', 'day'], name='sighting_of_person'),
        ),
        migrations.AddConstraint(
            model_name='sighting',
            constraint=models.UniqueConstraint(fields=('viewer', 'day', 'person'), name='sighting_once_a_day'),
        ),
        migrations.AddConstraint(
            model_name='profile',
            constraint=models.CheckConstraint(condition=models.Q(('contact_to__lte', 31), ('former_name_to__lte', 31), ('languages_to__lte', 31), ('legal_name_to__lte', 31), ('links_to__lte', 31), ('now_to__lte', 31), ('photo_to__lte', 31), ('place_to__lte', 31), ('reading_to__lte', 31), ('romaji_to__lte', 31), ('skills_to__lte', 31)), name='profile_audiences'),
        ),
        migrations.AddConstraint(
            model_name='staffrole',
            constraint=models.UniqueConstraint(condition=models.Q(('revoked_at', None)), fields=('user', 'company', 'role'), name='staff_role_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='staffrole',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "alumni_staffroleversion" ("company_id", "expires_at", "granted_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revoked_at", "role", "title", "user_id") VALUES (NEW."company_id", NEW."expires_at", NEW."granted_at", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."revoked_at", NEW."role", NEW."title", NEW."user_id"); RETURN NULL;', hash='6f7d86ea7339bf0ed5a17c7198b27fcfdf6b84fd', operation='UPDATE', pgid='pgtrigger_update_update_ffb49', table='alumni_staffrole', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='staffrole',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "alumni_staffroleversion" ("company_id", "expires_at", "granted_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revoked_at", "role", "title", "user_id") VALUES (OLD."company_id", OLD."expires_at", OLD."granted_at", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."revoked_at", OLD."role", OLD."title", OLD."user_id"); RETURN NULL;', hash='5a8a1abdd53d4a63dc9ca935a9c16db10fb7c327', operation='DELETE', pgid='pgtrigger_delete_delete_8cb44', table='alumni_staffrole', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='storypart',
            constraint=models.CheckConstraint(condition=models.Q(('to__lte', 31)), name='story_audiences'),
        ),
        migrations.AddConstraint(
            model_name='storypart',
            constraint=models.UniqueConstraint(condition=models.Q(('kind', 'turn'), _negated=True), fields=('profile', 'kind'), name='story_prompt_answered_once'),
        ),
        migrations.AddConstraint(
            model_name='succession',
            constraint=models.UniqueConstraint(fields=('earlier', 'later'), name='succession_once'),
        ),
        migrations.AddConstraint(
            model_name='succession',
            constraint=models.CheckConstraint(condition=models.Q(('earlier', models.F('later')), _negated=True), name='succession_of_two'),
        ),
        migrations.AddIndex(
            model_name='tenure',
            index=django.contrib.postgres.indexes.GistIndex(fields=['during'], name='tenure_during'),
        ),
        migrations.AddIndex(
            model_name='tenure',
            index=models.Index(fields=['department', 'person'], name='tenure_department'),
        ),
        migrations.AddIndex(
            model_name='tenure',
            index=models.Index(fields=['company', 'person'], name='tenure_company'),
        ),
        migrations.AddConstraint(
            model_name='tenure',
            constraint=models.CheckConstraint(condition=models.Q(('person__isnull', False), ('enrolment__isnull', False), _connector='OR'), name='tenure_of_somebody'),
        ),
        migrations.AddConstraint(
            model_name='tenure',
            constraint=models.CheckConstraint(condition=models.Q(('open', True), ('until__isnull', False), _negated=True), name='tenure_open_or_ended'),
        ),
        migrations.AddConstraint(
            model_name='tenure',
            constraint=models.CheckConstraint(condition=models.Q(('since', None), ('until', None), ('until__gte', models.F('since')), models.Q(('until_precision', 'day'), _negated=True), _connector='OR'), name='tenure_ends_after_start'),
        ),
        migrations.AddConstraint(
            model_name='tenure',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'verified'), _negated=True), ('verified_at__isnull', False), _connector='OR'), name='tenure_verified_at'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='tenure',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "alumni_tenureversion" ("company_id", "department_id", "enrolment_id", "entry", "heads", "id", "open", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "since", "since_precision", "state", "title", "until", "until_precision", "verified_at", "verified_by_id", "word") VALUES (NEW."company_id", NEW."department_id", NEW."enrolment_id", NEW."entry", NEW."heads", NEW."id", NEW."open", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason", NEW."since", NEW."since_precision", NEW."state", NEW."title", NEW."until", NEW."until_precision", NEW."verified_at", NEW."verified_by_id", NEW."word"); RETURN NULL;', hash='237bfac9de93c94b594688918353f42e7e0379b6', operation='UPDATE', pgid='pgtrigger_update_update_64347', table='alumni_tenure', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='tenure',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "alumni_tenureversion" ("company_id", "department_id", "enrolment_id", "entry", "heads", "id", "open", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "since", "since_precision", "state", "title", "until", "until_precision", "verified_at", "verified_by_id", "word") VALUES (OLD."company_id", OLD."department_id", OLD."enrolment_id", OLD."entry", OLD."heads", OLD."id", OLD."open", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."reason", OLD."since", OLD."since_precision", OLD."state", OLD."title", OLD."until", OLD."until_precision", OLD."verified_at", OLD."verified_by_id", OLD."word"); RETURN NULL;', hash='57df199a7505595c607ae75ff0ff8457dfda27ce', operation='DELETE', pgid='pgtrigger_delete_delete_c4edd', table='alumni_tenure', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='telling',
            constraint=models.CheckConstraint(condition=models.Q(('department__lte', 31), ('department_blurred__lte', 31), ('employer__lte', 31), ('employer_blurred__lte', 31), ('period__lte', 31), ('period_blurred__lte', 31), ('title__lte', 31), ('title_blurred__lte', 31)), name='telling_audiences'),
        ),
    ]
