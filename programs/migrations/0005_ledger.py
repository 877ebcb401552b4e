"""The tables of ledger."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0005_paces'),
        ('alumni', '0006_talks'),
        ("programs", "0004_announcement_walls"),
    ]

    operations = [
        migrations.CreateModel(
            name='Contribution',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('time', '時間'), ('knowledge', '知恵'), ('introduction', '紹介'), ('place', '実践の場'), ('audience', '聞き手'), ('idea', '着想'), ('growth', '人の成長'), ('business', '仕事'), ('rehire', 'ふたたび働くこと')], max_length=12, verbose_name='種類')),
                ('state', models.CharField(choices=[('draft', '下書き'), ('passed_over', '使わなかった下書き'), ('told', '相手の確認を待っています'), ('answered', '相手から返事があります'), ('confirmed', 'かなったこと'), ('taken_back', '取り下げました')], default='told', max_length=12, verbose_name='状態')),
                ('words', models.CharField(max_length=300, verbose_name='何を')),
                ('about', models.CharField(blank=True, max_length=40, verbose_name='きっかけ')),
                ('on', models.DateField(verbose_name='いつ')),
                ('told_by_giver', models.BooleanField(verbose_name='渡したほうが書いた')),
                ('told_at', models.DateTimeField(blank=True, null=True, verbose_name='書いた日時')),
                ('confirmed_at', models.DateTimeField(blank=True, null=True, verbose_name='確かめた日時')),
                ('answer', models.CharField(blank=True, max_length=300, verbose_name='相手のことば')),
                ('answered_at', models.DateTimeField(blank=True, null=True, verbose_name='返事の日時')),
                ('giver_opens', models.BooleanField(default=False, verbose_name='渡したほうがひらく')),
                ('receiver_opens', models.BooleanField(default=False, verbose_name='受けとったほうがひらく')),
                ('once', models.CharField(blank=True, max_length=120, null=True, unique=True, verbose_name='下書きのもと')),
                ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='返事をした人')),
                ('confirmed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='確かめた人')),
                ('giver', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='given', to=settings.AUTH_USER_MODEL, verbose_name='渡した人')),
                ('giver_company', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='given', to='alumni.company', verbose_name='渡した会社')),
                ('receiver', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='received', to=settings.AUTH_USER_MODEL, verbose_name='受けとった人')),
                ('receiver_company', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='received', to='alumni.company', verbose_name='受けとった会社')),
                ('told_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='書いた人')),
            ],
            options={
                'verbose_name': 'かなえたこと',
                'verbose_name_plural': 'かなえたこと',
                'ordering': ['-on', '-pk'],
                'indexes': [models.Index(fields=['giver_company', '-on'], name='contribution_of_giver_co'), models.Index(fields=['receiver_company', '-on'], name='contribution_of_receiver_co'), models.Index(fields=['about'], name='contribution_about')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('giver', None), ('giver_company__isnull', False)), models.Q(('giver__isnull', False), ('giver_company', None)), _connector='OR'), name='contribution_one_giver'), models.CheckConstraint(condition=models.Q(models.Q(('receiver', None), ('receiver_company__isnull', False)), models.Q(('receiver__isnull', False), ('receiver_company', None)), _connector='OR'), name='contribution_one_receiver'), models.CheckConstraint(condition=models.Q(('giver', None), ('receiver', None), models.Q(('giver', models.F('receiver')), _negated=True), _connector='OR'), name='contribution_two_people'), models.CheckConstraint(condition=models.Q(('giver_company', None), ('receiver_company', None), models.Q(('giver_company', models.F('receiver_company')), _negated=True), _connector='OR'), name='contribution_two_companies'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('draft', 'passed_over')), ('told_at', None), ('told_by', None)), models.Q(('state__in', ('told', 'answered', 'confirmed', 'taken_back')), ('told_at__isnull', False)), _connector='OR'), name='contribution_told_at'), models.CheckConstraint(condition=models.Q(models.Q(('confirmed_at__isnull', False), ('state', 'confirmed')), models.Q(models.Q(('state', 'confirmed'), _negated=True), ('confirmed_at', None), ('confirmed_by', None)), _connector='OR'), name='contribution_confirmed_at'), models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('answered_at', None), ('answered_by', None)), models.Q(models.Q(('answer', ''), _negated=True), ('answered_at__isnull', False)), _connector='OR'), name='contribution_answered_at'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'answered'), _negated=True), models.Q(('answer', ''), _negated=True), _connector='OR'), name='contribution_answer_has_words'), models.CheckConstraint(condition=models.Q(('told_by', None), models.Q(('told_by_giver', True), models.Q(('giver', None), ('told_by', models.F('giver')), _connector='OR'), models.Q(('receiver', None), models.Q(('told_by', models.F('receiver')), _negated=True), _connector='OR')), models.Q(('told_by_giver', False), models.Q(('receiver', None), ('told_by', models.F('receiver')), _connector='OR'), models.Q(('giver', None), models.Q(('told_by', models.F('giver')), _negated=True), _connector='OR')), _connector='OR'), name='contribution_told_by_own_side'), models.CheckConstraint(condition=models.Q(('confirmed_by', None), models.Q(('told_by_giver', True), models.Q(('receiver', None), ('confirmed_by', models.F('receiver')), _connector='OR'), models.Q(('giver', None), models.Q(('confirmed_by', models.F('giver')), _negated=True), _connector='OR')), models.Q(('told_by_giver', False), models.Q(('giver', None), ('confirmed_by', models.F('giver')), _connector='OR'), models.Q(('receiver', None), models.Q(('confirmed_by', models.F('receiver')), _negated=True), _connector='OR')), _connector='OR'), name='contribution_confirmed_by_other_side'), models.CheckConstraint(condition=models.Q(('confirmed_by', None), ('told_by', None), models.Q(('confirmed_by', models.F('told_by')), _negated=True), _connector='OR'), name='contribution_confirmed_by_another')],
            },
        ),
        migrations.CreateModel(
            name='Postscript',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('by_giver', models.BooleanField(verbose_name='渡したほうが書いた')),
                ('words', models.CharField(max_length=300, verbose_name='書きそえたこと')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='日時')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='書いた人')),
                ('contribution', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='postscripts', to='programs.contribution', verbose_name='かなえたこと')),
            ],
            options={
                'verbose_name': '書きそえ',
                'verbose_name_plural': '書きそえ',
                'ordering': ['at', 'pk'],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='postscript',
            trigger=pgtrigger.compiler.Trigger(name='stays', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."words" IS DISTINCT FROM (NEW."words") OR OLD."by_giver" IS DISTINCT FROM (NEW."by_giver"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='a819d771cfaab751dd6c1c4ef2fa54265113cc64', operation='UPDATE', pgid='pgtrigger_stays_8675d', table='programs_postscript', when='BEFORE')),
        ),
    ]
