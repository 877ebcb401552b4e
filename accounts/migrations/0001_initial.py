import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
    ]

    operations = [
        migrations.CreateModel(
            name='Fact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=60, verbose_name='種類')),
                ('about', models.CharField(blank=True, max_length=60, verbose_name='対象')),
                ('scope', models.CharField(blank=True, max_length=40, verbose_name='範囲')),
                ('by', models.CharField(blank=True, max_length=40, verbose_name='だれが')),
                ('revision', models.PositiveIntegerField(default=0, verbose_name='改訂')),
                ('data', models.JSONField(blank=True, default=dict, verbose_name='詳細')),
                ('to', models.JSONField(blank=True, null=True, verbose_name='宛先')),
                ('address', models.EmailField(blank=True, max_length=254, verbose_name='宛先アドレス')),
                ('dedupe_key', models.CharField(max_length=160, null=True, unique=True, verbose_name='重複防止キー')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='日時')),
                ('not_before', models.DateTimeField(blank=True, null=True, verbose_name='送信時刻')),
                ('cursor', models.BigIntegerField(default=0, verbose_name='展開位置')),
                ('expanded_at', models.DateTimeField(blank=True, null=True, verbose_name='展開完了')),
            ],
            options={
                'verbose_name': 'できごと',
                'verbose_name_plural': 'できごと',
            },
        ),
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='日時')),
                ('read_at', models.DateTimeField(blank=True, null=True, verbose_name='読んだ日時')),
            ],
            options={
                'verbose_name': 'お知らせ',
                'verbose_name_plural': 'お知らせ',
            },
        ),
        migrations.CreateModel(
            name='Preference',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('category', models.CharField(max_length=30)),
                ('pace', models.CharField(choices=[('now', 'すぐに'), ('never', 'メールでは受け取らない')], default='now', max_length=10)),
                ('changed_at', models.DateTimeField(auto_now=True, verbose_name='変更日時')),
            ],
            options={
                'verbose_name': '通知設定',
                'verbose_name_plural': '通知設定',
            },
        ),
        migrations.CreateModel(
            name='Suppression',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('address_key', models.CharField(max_length=254, verbose_name='アドレス')),
                ('scope', models.CharField(blank=True, max_length=60, verbose_name='範囲')),
                ('reason', models.CharField(max_length=30, verbose_name='理由')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='日時')),
            ],
            options={
                'verbose_name': '送信停止',
                'verbose_name_plural': '送信停止',
            },
        ),
        migrations.CreateModel(
            name='User',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                ('email', models.EmailField(max_length=254, unique=True, verbose_name='メールアドレス')),
                ('family_name', models.CharField(blank=True, max_length=60, verbose_name='姓')),
                ('given_name', models.CharField(blank=True, max_length=60, verbose_name='名')),
                ('family_kana', models.CharField(blank=True, max_length=60, verbose_name='セイ')),
                ('given_kana', models.CharField(blank=True, max_length=60, verbose_name='メイ')),
                ('language', models.CharField(choices=[('ja', '日本語'), ('en', 'English')], default='ja', max_length=2, verbose_name='言語')),
                ('time_zone', models.CharField(default='Asia/Tokyo', max_length=40, verbose_name='タイムゾーン')),
                ('is_active', models.BooleanField(default=True, verbose_name='有効')),
                ('is_staff', models.BooleanField(default=False, verbose_name='管理画面に入れる')),
                ('date_joined', models.DateTimeField(default=django.utils.timezone.now, verbose_name='登録日時')),
                ('groups', models.ManyToManyField(blank=True, help_text='The groups this user belongs to. A user will get all permissions granted to each of their groups.', related_name='user_set', related_query_name='user', to='auth.group', verbose_name='groups')),
                ('user_permissions', models.ManyToManyField(blank=True, help_text='Specific permissions for this user.', related_name='user_set', related_query_name='user', to='auth.permission', verbose_name='user permissions')),
            ],
            options={
                'verbose_name': '利用者',
                'verbose_name_plural': '利用者',
            },
        ),
        migrations.CreateModel(
            name='Delivery',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('address', models.EmailField(max_length=254, verbose_name='アドレス')),
                ('state', models.CharField(choices=[('waiting', '待機中'), ('leased', '処理中'), ('sending', '送信中'), ('sent', '送信済'), ('failed', '失敗'), ('obsolete', '不要になった'), ('doubt', '届いたか不明')], default='waiting', max_length=10, verbose_name='状態')),
                ('priority', models.SmallIntegerField(default=5, verbose_name='優先度')),
                ('not_before', models.DateTimeField(verbose_name='送信時刻')),
                ('attempts', models.PositiveSmallIntegerField(default=0, verbose_name='試行回数')),
                ('lease_owner', models.CharField(blank=True, max_length=60, verbose_name='処理中の作業者')),
                ('lease_until', models.DateTimeField(blank=True, null=True, verbose_name='処理の期限')),
                ('started_at', models.DateTimeField(blank=True, null=True, verbose_name='送信開始')),
                ('sent_at', models.DateTimeField(blank=True, null=True, verbose_name='送信日時')),
                ('doubts', models.PositiveSmallIntegerField(default=0, verbose_name='不明の回数')),
                ('code', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='応答コード')),
                ('error', models.CharField(blank=True, max_length=300, verbose_name='理由')),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='deliveries', to=settings.AUTH_USER_MODEL, verbose_name='人')),
            ],
            options={
                'verbose_name': 'メール',
                'verbose_name_plural': 'メール',
            },
        ),
        migrations.CreateModel(
            name='Document',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('scope', models.CharField(max_length=40, verbose_name='範囲')),
                ('purpose', models.CharField(max_length=40, verbose_name='目的')),
                ('version', models.PositiveIntegerField(verbose_name='版')),
                ('text_ja', models.TextField(verbose_name='日本語の文')),
                ('text_en', models.TextField(verbose_name='英語の文')),
                ('published_at', models.DateTimeField(auto_now_add=True, verbose_name='公開日時')),
            ],
            options={
                'verbose_name': '同意文',
                'verbose_name_plural': '同意文',
                'constraints': [models.UniqueConstraint(fields=('scope', 'purpose', 'version'), name='document_version_unique')],
            },
        ),
        migrations.CreateModel(
            name='Consent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('channel', models.CharField(max_length=20, verbose_name='経路')),
                ('language', models.CharField(default='ja', max_length=2, verbose_name='言語')),
                ('given_at', models.DateTimeField(auto_now_add=True, verbose_name='同意日時')),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True, verbose_name='撤回日時')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='consents', to=settings.AUTH_USER_MODEL, verbose_name='人')),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='consents', to='accounts.document', verbose_name='同意文')),
            ],
            options={
                'verbose_name': '同意',
                'verbose_name_plural': '同意',
            },
        ),
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='日時')),
                ('by', models.CharField(blank=True, max_length=40, verbose_name='だれが')),
                ('verb', models.CharField(max_length=60, verbose_name='なにを')),
                ('about', models.CharField(max_length=60, verbose_name='対象')),
                ('scope', models.CharField(blank=True, max_length=40, verbose_name='範囲')),
                ('data', models.JSONField(blank=True, default=dict, verbose_name='詳細')),
            ],
            options={
                'verbose_name': '履歴',
                'verbose_name_plural': '履歴',
                'ordering': ['-id'],
                'indexes': [models.Index(fields=['about', '-id'], name='entry_about'), models.Index(fields=['scope', '-id'], name='entry_scope'), models.Index(fields=['by', '-id'], name='entry_by')],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='entry',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='cd082110ae5f823253c2db8288d322bf9afa01c1', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_a0ddb', table='accounts_entry', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='fact',
            index=models.Index(condition=models.Q(('expanded_at', None)), fields=['id'], name='fact_open'),
        ),
        migrations.AddIndex(
            model_name='fact',
            index=models.Index(fields=['about', 'kind'], name='fact_about'),
        ),
        migrations.AddField(
            model_name='delivery',
            name='fact',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='deliveries', to='accounts.fact', verbose_name='できごと'),
        ),
        migrations.AddField(
            model_name='notice',
            name='fact',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notices', to='accounts.fact', verbose_name='できごと'),
        ),
        migrations.AddField(
            model_name='notice',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notices', to=settings.AUTH_USER_MODEL, verbose_name='人'),
        ),
        migrations.AddField(
            model_name='preference',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notice_preferences', to=settings.AUTH_USER_MODEL, verbose_name='人'),
        ),
        migrations.AddConstraint(
            model_name='suppression',
            constraint=models.UniqueConstraint(fields=('address_key', 'scope'), name='suppression_once'),
        ),
        migrations.AddIndex(
            model_name='user',
            index=models.Index(fields=['family_kana', 'given_kana'], name='user_reading'),
        ),
        migrations.AddConstraint(
            model_name='user',
            constraint=models.UniqueConstraint(django.db.models.functions.text.Lower(models.Func(models.F('email'), template='normalize(%(expressions)s, NFKC)')), name='user_mailbox_unique', violation_error_message='このメールアドレスはすでに使われています。'),
        ),
        migrations.AddConstraint(
            model_name='consent',
            constraint=models.UniqueConstraint(condition=models.Q(('withdrawn_at', None)), fields=('person', 'document'), name='consent_once'),
        ),
        migrations.AddIndex(
            model_name='delivery',
            index=models.Index(condition=models.Q(('state', 'waiting')), fields=['priority', 'not_before', 'id'], name='delivery_waiting'),
        ),
        migrations.AddIndex(
            model_name='delivery',
            index=models.Index(condition=models.Q(('state__in', ['leased', 'sending'])), fields=['lease_until'], name='delivery_leased'),
        ),
        migrations.AddIndex(
            model_name='delivery',
            index=models.Index(fields=['state', '-id'], name='delivery_state'),
        ),
        migrations.AddConstraint(
            model_name='delivery',
            constraint=models.UniqueConstraint(condition=models.Q(('person__isnull', False)), fields=('fact', 'person'), name='delivery_once'),
        ),
        migrations.AddConstraint(
            model_name='delivery',
            constraint=models.UniqueConstraint(condition=models.Q(('person__isnull', True)), fields=('fact', 'address'), name='delivery_once_address'),
        ),
        migrations.AddConstraint(
            model_name='delivery',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('lease_until__isnull', False), ('state__in', ['leased', 'sending'])), models.Q(models.Q(('state__in', ['leased', 'sending']), _negated=True), ('lease_owner', ''), ('lease_until__isnull', True)), _connector='OR'), name='delivery_lease_held'),
        ),
        migrations.AddIndex(
            model_name='notice',
            index=models.Index(fields=['person', '-id'], name='notice_of_person'),
        ),
        migrations.AddIndex(
            model_name='notice',
            index=models.Index(condition=models.Q(('read_at', None)), fields=['person'], name='notice_unread'),
        ),
        migrations.AddConstraint(
            model_name='notice',
            constraint=models.UniqueConstraint(fields=('fact', 'person'), name='notice_once'),
        ),
        migrations.AddConstraint(
            model_name='preference',
            constraint=models.UniqueConstraint(fields=('person', 'category'), name='preference_once'),
        ),
    ]
