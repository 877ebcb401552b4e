import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '__first__'),
        ('alumni', '0003_people'),
        ('programs', '0002_walls'),
    ]

    operations = [
        migrations.CreateModel(
            name='Announcement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('draft', '下書き'), ('scheduled', '送る予定'), ('sent', '送信済'), ('cancelled', '取りやめ')], default='draft', max_length=10, verbose_name='状態')),
                ('subject', models.CharField(max_length=60, verbose_name='件名')),
                ('words', models.TextField(max_length=6000, verbose_name='本文')),
                ('subject_en', models.CharField(blank=True, max_length=100, verbose_name='件名（英語）')),
                ('words_en', models.TextField(blank=True, max_length=8000, verbose_name='本文（英語）')),
                ('who', models.CharField(choices=[('all', '会社を離れた人と、いま働いている人'), ('left', '会社を離れた人'), ('stays', 'いま働いている人')], default='all', max_length=6, verbose_name='いまの立場')),
                ('years_from', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='在籍した年（から）')),
                ('years_until', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='在籍した年（まで）')),
                ('skills', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), blank=True, default=list, size=None, verbose_name='得意なこと・関心')),
                ('came', models.CharField(blank=True, choices=[('', '集いに来たかどうかは問わない'), ('once', 'この会社の集いに来たことがある人'), ('never', 'この会社の集いに、まだ来たことがない人'), ('to_one', '選んだ集いに来た人')], default='', max_length=6, verbose_name='集い')),
                ('revision', models.PositiveIntegerField(default=0, editable=False, verbose_name='改訂')),
                ('send_at', models.DateTimeField(blank=True, null=True, verbose_name='送る日時')),
                ('sent_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='送りはじめた日時')),
                ('cancelled_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='取りやめた日時')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='作成日時')),
                ('told', models.PositiveIntegerField(default=0, editable=False, verbose_name='知らせた人')),
                ('mailed', models.PositiveIntegerField(default=0, editable=False, verbose_name='送れたメール')),
                ('waiting', models.PositiveIntegerField(default=0, editable=False, verbose_name='これから出るメール')),
                ('bounced', models.PositiveIntegerField(default=0, editable=False, verbose_name='戻ってきたメール')),
                ('stopped', models.PositiveIntegerField(default=0, editable=False, verbose_name='お知らせを止めた人')),
                ('answered', models.PositiveIntegerField(default=0, editable=False, verbose_name='返事をした人')),
                ('counted_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='数えた日時')),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='書いた人')),
                ('came_to', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programs.event', verbose_name='来た集い')),
                ('company', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='announcements', to='alumni.company', verbose_name='会社')),
                ('department', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='alumni.department', verbose_name='部署')),
                ('event', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='announcements', to='programs.event', verbose_name='添える集い')),
            ],
            options={
                'verbose_name': '会社からのお知らせ',
                'verbose_name_plural': '会社からのお知らせ',
                'ordering': ['-pk'],
                'indexes': [models.Index(fields=['company', '-id'], name='announcement_of_company'), models.Index(condition=models.Q(('state', 'scheduled')), fields=['send_at'], name='announcement_due')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['scheduled', 'sent']), _negated=True), ('send_at__isnull', False), _connector='OR'), name='announcement_send_at'), models.CheckConstraint(condition=models.Q(models.Q(('sent_at__isnull', False), ('state', 'sent')), models.Q(models.Q(('state', 'sent'), _negated=True), ('sent_at', None)), _connector='OR'), name='announcement_sent_at'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'cancelled'), _negated=True), ('cancelled_at__isnull', False), _connector='OR'), name='announcement_cancelled_at'), models.CheckConstraint(condition=models.Q(('years_from', None), ('years_until', None), ('years_until__gte', models.F('years_from')), _connector='OR'), name='announcement_years'), models.CheckConstraint(condition=models.Q(models.Q(('came', 'to_one'), ('came_to__isnull', False)), models.Q(models.Q(('came', 'to_one'), _negated=True), ('came_to', None)), _connector='OR'), name='announcement_came_to'), models.CheckConstraint(condition=models.Q(models.Q(('subject_en', ''), ('words_en', '')), models.Q(models.Q(('subject_en', ''), _negated=True), models.Q(('words_en', ''), _negated=True)), _connector='OR'), name='announcement_english_whole')],
            },
        ),
        migrations.CreateModel(
            name='Attendance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('guest_name', models.CharField(blank=True, max_length=60, verbose_name='お連れの方の名前')),
                ('how', models.CharField(choices=[('qr', 'QRコード'), ('name', '名前'), ('code', '短いコード'), ('wall', '会場のコード'), ('walk_in', '当日参加')], max_length=8, verbose_name='受付のしかた')),
                ('at', models.DateTimeField(verbose_name='来た時刻')),
                ('key', models.UUIDField(verbose_name='控え番号')),
                ('undone_at', models.DateTimeField(blank=True, null=True, verbose_name='取り消した日時')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='受け付けた人')),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attendances', to='programs.event', verbose_name='集い')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='attendances', to=settings.AUTH_USER_MODEL, verbose_name='人')),
                ('undone_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='取り消した人')),
            ],
            options={
                'verbose_name': '来場',
                'verbose_name_plural': '来場',
                'indexes': [models.Index(condition=models.Q(('undone_at', None)), fields=['event', 'at'], name='attendance_roll'), models.Index(condition=models.Q(('undone_at', None)), fields=['person'], name='attendance_of_person')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('undone_at', None)), fields=('event', 'person'), name='attendance_once_a_person'), models.UniqueConstraint(fields=('event', 'key'), name='attendance_once_a_message'), models.CheckConstraint(condition=models.Q(models.Q(('guest_name', ''), ('person__isnull', False)), models.Q(models.Q(('person', None)), models.Q(('guest_name', ''), _negated=True)), _connector='OR'), name='attendance_of_member_or_guest'), models.CheckConstraint(condition=models.Q(('undone_at__isnull', False), ('undone_by', None), _connector='OR'), name='attendance_undone_when')],
            },
        ),
        migrations.CreateModel(
            name='ChecklistItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.CharField(max_length=120, verbose_name='すること')),
                ('days', models.SmallIntegerField(default=0, verbose_name='何日前まで')),
                ('done_at', models.DateTimeField(blank=True, null=True, verbose_name='済んだ日時')),
                ('done_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='済ませた人')),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='checklist', to='programs.event', verbose_name='集い')),
            ],
            options={
                'verbose_name': '準備の項目',
                'verbose_name_plural': '準備の項目',
                'ordering': ['-days', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('done_by', None), ('done_at__isnull', False), _connector='OR'), name='checklist_done_at')],
            },
        ),
        migrations.CreateModel(
            name='EventCompany',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('asked', 'お願い中'), ('agreed', '承諾'), ('declined', '見送り')], default='asked', max_length=10, verbose_name='状態')),
                ('asked_at', models.DateTimeField(auto_now_add=True, verbose_name='お願いした日時')),
                ('answered_at', models.DateTimeField(blank=True, null=True, verbose_name='答えた日時')),
                ('company', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='asked_events', to='alumni.company', verbose_name='会社')),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='circle', to='programs.event', verbose_name='集い')),
            ],
            options={
                'verbose_name': 'ひらく先の会社',
                'verbose_name_plural': 'ひらく先の会社',
                'constraints': [models.UniqueConstraint(fields=('event', 'company'), name='event_company_once')],
            },
        ),
        migrations.CreateModel(
            name='EventInvite',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='誘った日時')),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='invites', to='programs.event', verbose_name='集い')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='event_invites', to=settings.AUTH_USER_MODEL, verbose_name='人')),
            ],
            options={
                'verbose_name': '名前での招待',
                'verbose_name_plural': '名前での招待',
                'constraints': [models.UniqueConstraint(fields=('event', 'person'), name='event_invite_once')],
            },
        ),
        migrations.CreateModel(
            name='EventOutcome',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('company_words', models.CharField(blank=True, max_length=600, verbose_name='会社の願いから生まれたこと')),
                ('people_words', models.CharField(blank=True, max_length=600, verbose_name='集った人の願いから生まれたこと')),
                ('revision', models.PositiveIntegerField(default=1, verbose_name='改訂')),
                ('at', models.DateTimeField(verbose_name='書いた日時')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='書いた人')),
                ('event', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='outcome', to='programs.event', verbose_name='集い')),
            ],
            options={
                'verbose_name': '実り',
                'verbose_name_plural': '実り',
            },
        ),
        migrations.CreateModel(
            name='EventPhoto',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('file', models.CharField(max_length=60, verbose_name='ファイル')),
                ('words', models.CharField(blank=True, max_length=120, verbose_name='ひとこと')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='のせた日時')),
                ('hidden', models.CharField(blank=True, choices=[('in_it', '写っている人が外した'), ('removed', '外した')], max_length=8, verbose_name='外しかた')),
                ('hidden_at', models.DateTimeField(blank=True, null=True, verbose_name='外した日時')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='event_photos', to=settings.AUTH_USER_MODEL, verbose_name='のせた人')),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='photos', to='programs.event', verbose_name='集い')),
                ('hidden_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='外した人')),
            ],
            options={
                'verbose_name': '集いの写真',
                'verbose_name_plural': '集いの写真',
                'ordering': ['at', 'pk'],
                'indexes': [models.Index(condition=models.Q(('hidden_at', None)), fields=['event', 'at'], name='event_photo_shown')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('hidden', ''), ('hidden_at', None), ('hidden_by', None)), models.Q(models.Q(('hidden', ''), _negated=True), ('hidden_at__isnull', False)), _connector='OR'), name='event_photo_hidden_when')],
            },
        ),
        migrations.CreateModel(
            name='EventRole',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('cohost', '共同主催'), ('organiser', '幹事')], default='cohost', max_length=10, verbose_name='役割')),
                ('state', models.CharField(choices=[('asked', 'お願い中'), ('accepted', '引き受けた'), ('declined', '見送った'), ('ended', '終わった')], default='asked', max_length=10, verbose_name='状態')),
                ('asked_at', models.DateTimeField(auto_now_add=True, verbose_name='お願いした日時')),
                ('answered_at', models.DateTimeField(blank=True, null=True, verbose_name='答えた日時')),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='roles', to='programs.event', verbose_name='集い')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='event_roles', to=settings.AUTH_USER_MODEL, verbose_name='人')),
            ],
            options={
                'verbose_name': '集いの役割',
                'verbose_name_plural': '集いの役割',
                'constraints': [models.UniqueConstraint(condition=models.Q(('state__in', ['asked', 'accepted'])), fields=('event', 'person'), name='event_role_once')],
            },
        ),
        migrations.CreateModel(
            name='Feed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token_hash', models.BinaryField(max_length=32, unique=True, verbose_name='アドレスの控え')),
                ('made_at', models.DateTimeField(verbose_name='作った日時')),
                ('fetched_at', models.DateTimeField(blank=True, null=True, verbose_name='最後に読まれた日時')),
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='calendar_feed', to=settings.AUTH_USER_MODEL, verbose_name='人')),
            ],
            options={
                'verbose_name': 'カレンダーの購読',
                'verbose_name_plural': 'カレンダーの購読',
            },
        ),
        migrations.CreateModel(
            name='Feedback',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('glad', models.CharField(choices=[('very', 'とてもよかった'), ('good', 'よかった'), ('so_so', 'どちらとも'), ('not', 'あまり合わなかった')], max_length=8, verbose_name='来てよかったですか')),
                ('again', models.CharField(choices=[('yes', 'また来たい'), ('maybe', '内容による'), ('no', '今回で十分')], max_length=8, verbose_name='次もあったら')),
                ('words', models.CharField(blank=True, max_length=600, verbose_name='次の集いへのひとこと')),
                ('told', models.BooleanField(default=False, verbose_name='主催に見えている')),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='feedback', to='programs.event', verbose_name='集い')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='feedback', to=settings.AUTH_USER_MODEL, verbose_name='人')),
            ],
            options={
                'verbose_name': '感想',
                'verbose_name_plural': '感想',
            },
        ),
        migrations.CreateModel(
            name='FeedbackGiven',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='programs.event', verbose_name='集い')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='feedback_given', to=settings.AUTH_USER_MODEL, verbose_name='人')),
            ],
            options={
                'verbose_name': '感想の済み印',
                'verbose_name_plural': '感想の済み印',
                'constraints': [models.UniqueConstraint(fields=('event', 'person'), name='feedback_once')],
            },
        ),
        migrations.CreateModel(
            name='Guest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1)], verbose_name='番号')),
                ('name', models.CharField(blank=True, max_length=60, verbose_name='お名前')),
                ('needs', models.CharField(blank=True, max_length=300, verbose_name='アレルギーや必要な配慮')),
                ('reply', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='party', to='programs.reply', verbose_name='返事')),
            ],
            options={
                'verbose_name': '同伴の方',
                'verbose_name_plural': '同伴の方',
                'ordering': ['position'],
                'constraints': [models.UniqueConstraint(fields=('reply', 'position'), name='guest_once')],
            },
        ),
        migrations.CreateModel(
            name='MeetAgain',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='日時')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='wishes', to=settings.AUTH_USER_MODEL, verbose_name='願う人')),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='programs.event', verbose_name='集い')),
                ('to', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='また会いたい人')),
            ],
            options={
                'verbose_name': 'また会いたい人',
                'verbose_name_plural': 'また会いたい人',
                'constraints': [models.UniqueConstraint(fields=('event', 'by', 'to'), name='meet_again_once'), models.CheckConstraint(condition=models.Q(('by', models.F('to')), _negated=True), name='meet_again_another')],
            },
        ),
        migrations.CreateModel(
            name='Note',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(max_length=4000, verbose_name='記録')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='書いた日時')),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notes', to='programs.event', verbose_name='集い')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='event_notes', to=settings.AUTH_USER_MODEL, verbose_name='書いた人')),
            ],
            options={
                'verbose_name': '集いの記録',
                'verbose_name_plural': '集いの記録',
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='OutcomeYes',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('revision', models.PositiveIntegerField(verbose_name='改訂')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='日時')),
                ('outcome', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='yeses', to='programs.eventoutcome', verbose_name='実り')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='人')),
            ],
            options={
                'verbose_name': '実りの確認',
                'verbose_name_plural': '実りの確認',
                'constraints': [models.UniqueConstraint(fields=('outcome', 'person', 'revision'), name='outcome_yes_once')],
            },
        ),
        migrations.CreateModel(
            name='Question',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='順番')),
                ('text', models.CharField(max_length=200, verbose_name='おたずねすること')),
                ('kind', models.CharField(choices=[('text', '自由に書く'), ('one', 'ひとつ選ぶ'), ('several', 'いくつでも選ぶ'), ('yesno', 'はい・いいえ')], default='text', max_length=8, verbose_name='答えかた')),
                ('choices', models.JSONField(blank=True, default=list, verbose_name='選べる答え')),
                ('required', models.BooleanField(default=False, verbose_name='かならず答えてもらう')),
                ('asked_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='たずねはじめた日時')),
                ('retired_at', models.DateTimeField(blank=True, null=True, verbose_name='たずねるのをやめた日時')),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='questions', to='programs.event', verbose_name='集い')),
            ],
            options={
                'verbose_name': '質問',
                'verbose_name_plural': '質問',
                'ordering': ['position', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('kind__in', ['one', 'several']), models.Q(('choices', []), _negated=True)), models.Q(models.Q(('kind__in', ['one', 'several']), _negated=True), ('choices', [])), _connector='OR'), name='question_choices')],
            },
        ),
        migrations.CreateModel(
            name='Reading',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('book', models.CharField(max_length=120, verbose_name='本')),
                ('author', models.CharField(blank=True, max_length=120, verbose_name='著者')),
                ('chapters', models.CharField(blank=True, max_length=120, verbose_name='読むところ')),
                ('prompts', models.TextField(blank=True, max_length=2000, verbose_name='話しあう問い')),
                ('preparation', models.TextField(blank=True, max_length=2000, verbose_name='準備')),
                ('event', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='reading', to='programs.event', verbose_name='集い')),
            ],
            options={
                'verbose_name': '読む本',
                'verbose_name_plural': '読む本',
            },
        ),
        migrations.CreateModel(
            name='Series',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=80, verbose_name='題名')),
                ('rhythm', models.CharField(choices=[('weekly', '毎週'), ('fortnightly', '隔週'), ('weekday', '毎月、同じ週の同じ曜日'), ('day', '毎月、同じ日'), ('dates', '日を選ぶ')], max_length=12, verbose_name='くりかえし')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='作成日時')),
                ('company', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='series', to='alumni.company', verbose_name='会社')),
                ('host', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='hosted_series', to=settings.AUTH_USER_MODEL, verbose_name='主催')),
            ],
            options={
                'verbose_name': 'つづきの集い',
                'verbose_name_plural': 'つづきの集い',
            },
        ),
        migrations.CreateModel(
            name='Session',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(blank=True, max_length=80, verbose_name='題名')),
                ('starts_at', models.DateTimeField(verbose_name='はじまり')),
                ('ends_at', models.DateTimeField(verbose_name='おわり')),
                ('place', models.CharField(blank=True, max_length=120, verbose_name='場所')),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sessions', to='programs.event', verbose_name='集い')),
            ],
            options={
                'verbose_name': '回',
                'verbose_name_plural': '回',
                'ordering': ['starts_at', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='session_ends_after_start'), models.UniqueConstraint(fields=('event', 'starts_at'), name='session_once')],
            },
        ),
        migrations.CreateModel(
            name='Thanks',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.CharField(max_length=400, verbose_name='ことば')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='日時')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='thanks_said', to=settings.AUTH_USER_MODEL, verbose_name='書いた人')),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='thanks', to='programs.event', verbose_name='集い')),
                ('to', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='thanks_heard', to=settings.AUTH_USER_MODEL, verbose_name='宛先')),
            ],
            options={
                'verbose_name': 'お礼のことば',
                'verbose_name_plural': 'お礼のことば',
                'constraints': [models.UniqueConstraint(fields=('event', 'by', 'to'), name='thanks_once'), models.CheckConstraint(condition=models.Q(('by', models.F('to')), _negated=True), name='thanks_to_another')],
            },
        ),
        migrations.CreateModel(
            name='Told',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('asked', models.CharField(max_length=200, verbose_name='そのときの質問')),
                ('words', models.JSONField(default=list, verbose_name='答え')),
                ('at', models.DateTimeField(auto_now=True, verbose_name='日時')),
                ('question', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='told', to='programs.question', verbose_name='質問')),
                ('reply', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='told', to='programs.reply', verbose_name='返事')),
            ],
            options={
                'verbose_name': '質問への答え',
                'verbose_name_plural': '質問への答え',
                'constraints': [models.UniqueConstraint(fields=('reply', 'question'), name='told_once')],
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='event',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='event',
            name='delete_delete',
        ),
        migrations.RemoveConstraint(
            model_name='event',
            name='event_seats_not_oversold',
        ),
        migrations.RemoveConstraint(
            model_name='reply',
            name='reply_waiting_since',
        ),
        migrations.AddField(
            model_name='event',
            name='approval',
            field=models.BooleanField(default=False, verbose_name='参加は主催が確かめてから決める'),
        ),
        migrations.AddField(
            model_name='event',
            name='dated_at',
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name='新しい日程を決めた日時'),
        ),
        migrations.AddField(
            model_name='event',
            name='guest_list',
            field=models.CharField(choices=[('invited', '誘われた人みんな'), ('coming', '参加する人だけ'), ('hosts', '主催者だけ')], default='invited', max_length=8, verbose_name='参加者の一覧が見える人'),
        ),
        migrations.AddField(
            model_name='event',
            name='link_lead',
            field=models.PositiveSmallIntegerField(blank=True, choices=[(1, '1時間前から'), (24, '前日の同じ時刻から'), (72, '3日前から')], default=24, null=True, verbose_name='リンクが見えるとき'),
        ),
        migrations.AddField(
            model_name='event',
            name='mode',
            field=models.CharField(choices=[('onsite', '会場で'), ('online', 'オンラインで'), ('both', '会場とオンライン')], default='onsite', max_length=8, verbose_name='ひらきかた'),
        ),
        migrations.AddField(
            model_name='event',
            name='offer_hours',
            field=models.PositiveSmallIntegerField(default=0, verbose_name='空いた席の返事を待つ時間'),
        ),
        migrations.AddField(
            model_name='event',
            name='open_to',
            field=models.CharField(choices=[('people', '名前で選んだ人だけ'), ('company', '会社や部署にいた人'), ('companies', 'いくつかの会社の人'), ('network', 'Kanaeのすべてのメンバー')], default='company', max_length=10, verbose_name='だれにひらくか'),
        ),
        migrations.AddField(
            model_name='event',
            name='postpone_reason',
            field=models.CharField(blank=True, max_length=300, verbose_name='延期の理由'),
        ),
        migrations.AddField(
            model_name='event',
            name='postponed_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='延期日時'),
        ),
        migrations.AddField(
            model_name='event',
            name='reconfirm',
            field=models.BooleanField(default=False, verbose_name='二日前にもう一度確かめる'),
        ),
        migrations.AddField(
            model_name='event',
            name='reconfirm_at',
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name='確かめた日時'),
        ),
        migrations.AddField(
            model_name='event',
            name='reconfirm_for',
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name='確かめた回のはじまり'),
        ),
        migrations.AddField(
            model_name='event',
            name='release_unconfirmed',
            field=models.BooleanField(default=False, verbose_name='返事のない席は前日に次の方へ回す'),
        ),
        migrations.AddField(
            model_name='event',
            name='share_key',
            field=models.UUIDField(blank=True, editable=False, null=True, unique=True, verbose_name='共有の鍵'),
        ),
        migrations.AddField(
            model_name='event',
            name='turn',
            field=models.PositiveSmallIntegerField(blank=True, editable=False, null=True, verbose_name='何回目'),
        ),
        migrations.AddField(
            model_name='eventversion',
            name='approval',
            field=models.BooleanField(default=False, verbose_name='参加は主催が確かめてから決める'),
        ),
        migrations.AddField(
            model_name='eventversion',
            name='dated_at',
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name='新しい日程を決めた日時'),
        ),
        migrations.AddField(
            model_name='eventversion',
            name='guest_list',
            field=models.CharField(choices=[('invited', '誘われた人みんな'), ('coming', '参加する人だけ'), ('hosts', '主催者だけ')], default='invited', max_length=8, verbose_name='参加者の一覧が見える人'),
        ),
        migrations.AddField(
            model_name='eventversion',
            name='link_lead',
            field=models.PositiveSmallIntegerField(blank=True, choices=[(1, '1時間前から'), (24, '前日の同じ時刻から'), (72, '3日前から')], default=24, null=True, verbose_name='リンクが見えるとき'),
        ),
        migrations.AddField(
            model_name='eventversion',
            name='mode',
            field=models.CharField(choices=[('onsite', '会場で'), ('online', 'オンラインで'), ('both', '会場とオンライン')], default='onsite', max_length=8, verbose_name='ひらきかた'),
        ),
        migrations.AddField(
            model_name='eventversion',
            name='offer_hours',
            field=models.PositiveSmallIntegerField(default=0, verbose_name='空いた席の返事を待つ時間'),
        ),
        migrations.AddField(
            model_name='eventversion',
            name='open_to',
            field=models.CharField(choices=[('people', '名前で選んだ人だけ'), ('company', '会社や部署にいた人'), ('companies', 'いくつかの会社の人'), ('network', 'Kanaeのすべてのメンバー')], default='company', max_length=10, verbose_name='だれにひらくか'),
        ),
        migrations.AddField(
            model_name='eventversion',
            name='postpone_reason',
            field=models.CharField(blank=True, max_length=300, verbose_name='延期の理由'),
        ),
        migrations.AddField(
            model_name='eventversion',
            name='postponed_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='延期日時'),
        ),
        migrations.AddField(
            model_name='eventversion',
            name='reconfirm',
            field=models.BooleanField(default=False, verbose_name='二日前にもう一度確かめる'),
        ),
        migrations.AddField(
            model_name='eventversion',
            name='reconfirm_at',
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name='確かめた日時'),
        ),
        migrations.AddField(
            model_name='eventversion',
            name='reconfirm_for',
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name='確かめた回のはじまり'),
        ),
        migrations.AddField(
            model_name='eventversion',
            name='release_unconfirmed',
            field=models.BooleanField(default=False, verbose_name='返事のない席は前日に次の方へ回す'),
        ),
        migrations.AddField(
            model_name='eventversion',
            name='turn',
            field=models.PositiveSmallIntegerField(blank=True, editable=False, null=True, verbose_name='何回目'),
        ),
        migrations.AddField(
            model_name='reply',
            name='accepted_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='主催が受けた日時'),
        ),
        migrations.AddField(
            model_name='reply',
            name='confirmed_for',
            field=models.DateTimeField(blank=True, null=True, verbose_name='確かめた回のはじまり'),
        ),
        migrations.AddField(
            model_name='reply',
            name='host_word',
            field=models.CharField(blank=True, max_length=300, verbose_name='主催からのひとこと'),
        ),
        migrations.AddField(
            model_name='reply',
            name='needs',
            field=models.CharField(blank=True, max_length=300, verbose_name='アレルギーや必要な配慮'),
        ),
        migrations.AddField(
            model_name='reply',
            name='nudged_at',
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name='質問を思い出してもらった日時'),
        ),
        migrations.AddField(
            model_name='reply',
            name='offered_until',
            field=models.DateTimeField(blank=True, null=True, verbose_name='席の返事の期限'),
        ),
        migrations.AddField(
            model_name='reply',
            name='passed_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='席を見送った日時'),
        ),
        migrations.AddField(
            model_name='reply',
            name='unseen',
            field=models.BooleanField(default=False, verbose_name='名前を出さずに参加'),
        ),
        migrations.AlterField(
            model_name='event',
            name='kind',
            field=models.CharField(choices=[('reunion', '再会の集い'), ('study', '読書会・勉強会'), ('dialogue', '対話の会'), ('seminar', 'セミナー'), ('talk', '小さなおしゃべり'), ('session', 'プログラムの回')], default='reunion', max_length=12, verbose_name='種類'),
        ),
        migrations.AlterField(
            model_name='event',
            name='state',
            field=models.CharField(choices=[('draft', '下書き'), ('published', '公開中'), ('postponed', '延期・日程未定'), ('cancelled', '中止')], default='draft', max_length=10, verbose_name='状態'),
        ),
        migrations.AlterField(
            model_name='eventversion',
            name='kind',
            field=models.CharField(choices=[('reunion', '再会の集い'), ('study', '読書会・勉強会'), ('dialogue', '対話の会'), ('seminar', 'セミナー'), ('talk', '小さなおしゃべり'), ('session', 'プログラムの回')], default='reunion', max_length=12, verbose_name='種類'),
        ),
        migrations.AlterField(
            model_name='eventversion',
            name='state',
            field=models.CharField(choices=[('draft', '下書き'), ('published', '公開中'), ('postponed', '延期・日程未定'), ('cancelled', '中止')], default='draft', max_length=10, verbose_name='状態'),
        ),
        migrations.AlterField(
            model_name='reply',
            name='answer',
            field=models.CharField(choices=[('yes', '参加する'), ('maybe', '検討中'), ('no', '行けない'), ('waiting', 'キャンセル待ち'), ('offered', 'お席のご案内中'), ('asked', 'お願い中'), ('declined', '今回は見送り')], max_length=8, verbose_name='返事'),
        ),
        migrations.AddIndex(
            model_name='reply',
            index=models.Index(condition=models.Q(('answer', 'offered')), fields=['offered_until'], name='reply_offers'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='event',
            trigger=pgtrigger.compiler.Trigger(name='event_seat_given', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."taken" > (NEW."capacity") AND NEW."taken" > (OLD."taken"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='555c0ce4d74d624b60fc839285bf099c51b98042', operation='UPDATE', pgid='pgtrigger_event_seat_given_7ea77', table='programs_event', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='event',
            trigger=pgtrigger.compiler.Trigger(name='event_seats_at_first', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."taken" > (NEW."capacity"))', func="RAISE EXCEPTION 'pgtrigger: Cannot insert rows from % table', TG_TABLE_NAME;", hash='c9144a9fa3573db530094cd359650db0fd0b94db', operation='INSERT', pgid='pgtrigger_event_seats_at_first_41388', table='programs_event', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='event',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition="WHEN (to_jsonb(OLD.*) - '{taken,share_key}'::text[] IS DISTINCT FROM to_jsonb(NEW.*) - '{taken,share_key}'::text[])", func='INSERT INTO "programs_eventversion" ("address", "approval", "body", "cancel_reason", "cancelled_at", "capacity", "company_id", "created_at", "dated_at", "department_id", "ends_at", "fee_note", "guest_list", "guests_allowed", "hope_company", "hope_people", "host_id", "id", "kind", "lead", "link_lead", "mode", "offer_hours", "online_url", "open_to", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "postpone_reason", "postponed_at", "published_at", "reconfirm", "reconfirm_at", "reconfirm_for", "release_unconfirmed", "reply_by", "revision", "series_id", "starts_at", "state", "taken", "time_zone", "title", "turn", "years_from", "years_until") VALUES (NEW."address", NEW."approval", NEW."body", NEW."cancel_reason", NEW."cancelled_at", NEW."capacity", NEW."company_id", NEW."created_at", NEW."dated_at", NEW."department_id", NEW."ends_at", NEW."fee_note", NEW."guest_list", NEW."guests_allowed", NEW."hope_company", NEW."hope_people", NEW."host_id", NEW."id", NEW."kind", NEW."lead", NEW."link_lead", NEW."mode", NEW."offer_hours", NEW."online_url", NEW."open_to", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place", NEW."postpone_reason", NEW."postponed_at", NEW."published_at", NEW."reconfirm", NEW."reconfirm_at", NEW."reconfirm_for", NEW."release_unconfirmed", NEW."reply_by", NEW."revision", NEW."series_id", NEW."starts_at", NEW."state", NEW."taken", NEW."time_zone", NEW."title", NEW."turn", NEW."years_from", NEW."years_until"); RETURN NULL;', hash='0bd2a19540cd0eeb065ce5b38a8d20a12d058bc7', operation='UPDATE', pgid='pgtrigger_update_update_d6aed', table='programs_event', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='event',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "programs_eventversion" ("address", "approval", "body", "cancel_reason", "cancelled_at", "capacity", "company_id", "created_at", "dated_at", "department_id", "ends_at", "fee_note", "guest_list", "guests_allowed", "hope_company", "hope_people", "host_id", "id", "kind", "lead", "link_lead", "mode", "offer_hours", "online_url", "open_to", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "postpone_reason", "postponed_at", "published_at", "reconfirm", "reconfirm_at", "reconfirm_for", "release_unconfirmed", "reply_by", "revision", "series_id", "starts_at", "state", "taken", "time_zone", "title", "turn", "years_from", "years_until") VALUES (OLD."address", OLD."approval", OLD."body", OLD."cancel_reason", OLD."cancelled_at", OLD."capacity", OLD."company_id", OLD."created_at", OLD."dated_at", OLD."department_id", OLD."ends_at", OLD."fee_note", OLD."guest_list", OLD."guests_allowed", OLD."hope_company", OLD."hope_people", OLD."host_id", OLD."id", OLD."kind", OLD."lead", OLD."link_lead", OLD."mode", OLD."offer_hours", OLD."online_url", OLD."open_to", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."place", OLD."postpone_reason", OLD."postponed_at", OLD."published_at", OLD."reconfirm", OLD."reconfirm_at", OLD."reconfirm_for", OLD."release_unconfirmed", OLD."reply_by", OLD."revision", OLD."series_id", OLD."starts_at", OLD."state", OLD."taken", OLD."time_zone", OLD."title", OLD."turn", OLD."years_from", OLD."years_until"); RETURN NULL;', hash='6cfd545e3d17714a86d19b2ec45b631ad711e887', operation='DELETE', pgid='pgtrigger_delete_delete_68dc4', table='programs_event', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='reply',
            constraint=models.UniqueConstraint(condition=models.Q(('waiting_since__isnull', False)), fields=('event', 'waiting_since'), name='reply_turn_once'),
        ),
        migrations.AddConstraint(
            model_name='reply',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answer__in', ['waiting', 'offered']), ('waiting_since__isnull', False)), models.Q(models.Q(('answer__in', ['waiting', 'offered']), _negated=True), ('waiting_since', None)), _connector='OR'), name='reply_waiting_since'),
        ),
        migrations.AddConstraint(
            model_name='reply',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answer', 'offered'), ('offered_until__isnull', False)), models.Q(models.Q(('answer', 'offered'), _negated=True), ('offered_until', None)), _connector='OR'), name='reply_offered_until'),
        ),
        migrations.AddConstraint(
            model_name='reply',
            constraint=models.CheckConstraint(condition=models.Q(('passed_at', None), ('answer', 'waiting'), _connector='OR'), name='reply_passed_waits'),
        ),
        migrations.AddField(
            model_name='event',
            name='series',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='events', to='programs.series', verbose_name='つづきの集い'),
        ),
        migrations.AddField(
            model_name='eventversion',
            name='series',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='programs.series', verbose_name='つづきの集い'),
        ),
        migrations.AddConstraint(
            model_name='event',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'postponed'), _negated=True), ('postponed_at__isnull', False), _connector='OR'), name='event_postponed_at'),
        ),
        migrations.AddConstraint(
            model_name='event',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('series', None), ('turn', None)), models.Q(('series__isnull', False), ('turn__isnull', False)), _connector='OR'), name='event_turn_of_series'),
        ),
        migrations.AddConstraint(
            model_name='event',
            constraint=models.UniqueConstraint(fields=('series', 'turn'), name='event_turn_once'),
        ),
        migrations.AddConstraint(
            model_name='event',
            constraint=models.CheckConstraint(condition=models.Q(('open_to', 'company'), ('department', None), _connector='OR'), name='event_department_of_its_circle'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='announcement',
            trigger=pgtrigger.compiler.Trigger(name='announcement_sent_stays', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."state" = \'sent\' AND (OLD."subject" IS DISTINCT FROM (NEW."subject") OR OLD."words" IS DISTINCT FROM (NEW."words") OR OLD."subject_en" IS DISTINCT FROM (NEW."subject_en") OR OLD."words_en" IS DISTINCT FROM (NEW."words_en") OR OLD."state" IS DISTINCT FROM (NEW."state")))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='965051744e7bcbf524e4aaa56387bc053b5113fc', operation='UPDATE', pgid='pgtrigger_announcement_sent_stays_bf803', table='programs_announcement', when='BEFORE')),
        ),
    ]
