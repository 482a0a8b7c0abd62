"""What stood in the database before 2026-11-28, in one step. Whoever has the replaced migrations has this one."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
import perkim.lib.time_fields

from perkim.lib.schema import OneStep


class Migration(migrations.Migration):

    replaces = [('notices', '0001_initial')]

    initial = True

    dependencies = [
        ('accounts', '0001_base'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        OneStep([
            migrations.CreateModel(
                name='MailChoice',
                fields=[
                    ('user', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='mail_choice', serialize=False, to=settings.AUTH_USER_MODEL, verbose_name='akun')),
                    ('pace', models.CharField(choices=[('SEGERA', 'Segera: satu ringkasan, 15 menit setelah ada kabar'), ('HARIAN', 'Harian: satu ringkasan pada hari kerja pukul 07.00'), ('TIDAK', 'Tidak: cukup di portal')], default='SEGERA', max_length=6, verbose_name='surel')),
                ],
                options={
                    'verbose_name': 'pilihan surel',
                    'verbose_name_plural': 'pilihan surel',
                    'constraints': [models.CheckConstraint(condition=models.Q(('pace__in', ['SEGERA', 'HARIAN', 'TIDAK'])), name='mail_choice_is_known')],
                },
            ),
            migrations.CreateModel(
                name='Notice',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('topic', models.CharField(max_length=60, verbose_name='perihal')),
                    ('text', models.CharField(max_length=300, verbose_name='isi')),
                    ('url', models.CharField(blank=True, max_length=300, verbose_name='alamat')),
                    ('count', models.PositiveIntegerField(default=1, verbose_name='banyaknya berkas')),
                    ('made_at', perkim.lib.time_fields.BoundedDateTimeField(verbose_name='dibuat')),
                    ('read_at', perkim.lib.time_fields.BoundedDateTimeField(null=True, verbose_name='dibaca')),
                    ('mailed_at', perkim.lib.time_fields.BoundedDateTimeField(null=True, verbose_name='dikirim lewat surel')),
                    ('recipient', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='kepada')),
                ],
                options={
                    'verbose_name': 'pemberitahuan',
                    'verbose_name_plural': 'pemberitahuan',
                    'indexes': [models.Index(fields=['recipient', '-made_at', '-id'], name='notice_list'), models.Index(condition=models.Q(('read_at', None)), fields=['recipient'], name='notice_unread'), models.Index(condition=models.Q(('mailed_at', None), ('read_at', None)), fields=['made_at'], name='notice_to_mail')],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('topic', ''), _negated=True), models.Q(('text', ''), _negated=True)), name='notice_says_something'), models.CheckConstraint(condition=models.Q(('url', ''), ('url__regex', '\\A/([^/\\\\\\s]\\S*)?\\Z'), _connector='OR'), name='notice_stays_on_this_site'), models.CheckConstraint(condition=models.Q(('count__gte', 1)), name='notice_stands_for_something')],
                },
            ),
        ]),
    ]
