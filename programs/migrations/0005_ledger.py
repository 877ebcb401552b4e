"""The tables of ledger."""

import django.db.models.deletion
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
                ('state', models.CharField(choices=[('told', '相手の確認を待っています'), ('confirmed', 'かなったこと'), ('answered', '相手から返事があります'), ('taken_back', '取り下げました')], default='told', max_length=10, verbose_name='状態')),
                ('words', models.CharField(max_length=300, verbose_name='何を')),
                ('answer', models.CharField(blank=True, max_length=300, verbose_name='相手のことば')),
                ('about', models.CharField(blank=True, max_length=40, verbose_name='きっかけ')),
                ('on', models.DateField(verbose_name='いつ')),
                ('told_by_giver', models.BooleanField(verbose_name='渡したほうが書いた')),
                ('told_at', models.DateTimeField(auto_now_add=True, verbose_name='書いた日時')),
                ('confirmed_at', models.DateTimeField(blank=True, null=True, verbose_name='確かめた日時')),
                ('confirmed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='確かめた人')),
                ('giver', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='given', to=settings.AUTH_USER_MODEL, verbose_name='渡した人')),
                ('giver_company', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='given', to='alumni.company', verbose_name='渡した会社')),
                ('receiver', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='received', to=settings.AUTH_USER_MODEL, verbose_name='受けとった人')),
                ('receiver_company', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='received', to='alumni.company', verbose_name='受けとった会社')),
                ('told_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='書いた人')),
            ],
            options={
                'verbose_name': 'かなえたこと',
                'verbose_name_plural': 'かなえたこと',
                'ordering': ['-on', '-pk'],
                'indexes': [models.Index(fields=['giver_company', '-on'], name='contribution_of_giver_co'), models.Index(fields=['receiver_company', '-on'], name='contribution_of_receiver_co'), models.Index(fields=['about'], name='contribution_about')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('giver', None), ('giver_company__isnull', False)), models.Q(('giver__isnull', False), ('giver_company', None)), _connector='OR'), name='contribution_one_giver'), models.CheckConstraint(condition=models.Q(models.Q(('receiver', None), ('receiver_company__isnull', False)), models.Q(('receiver__isnull', False), ('receiver_company', None)), _connector='OR'), name='contribution_one_receiver'), models.CheckConstraint(condition=models.Q(('giver', None), ('receiver', None), models.Q(('giver', models.F('receiver')), _negated=True), _connector='OR'), name='contribution_two_people'), models.CheckConstraint(condition=models.Q(('giver_company', None), ('receiver_company', None), models.Q(('giver_company', models.F('receiver_company')), _negated=True), _connector='OR'), name='contribution_two_companies'), models.CheckConstraint(condition=models.Q(models.Q(('confirmed_at__isnull', False), ('state', 'confirmed')), models.Q(models.Q(('state', 'confirmed'), _negated=True), ('confirmed_at', None)), _connector='OR'), name='contribution_confirmed_at'), models.CheckConstraint(condition=models.Q(('confirmed_by', None), ('told_by', None), models.Q(('confirmed_by', models.F('told_by')), _negated=True), _connector='OR'), name='contribution_confirmed_by_another')],
            },
        ),
    ]
