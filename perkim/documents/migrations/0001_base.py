"""What stood in the database before 2026-11-28, in one step. Whoever has the replaced migrations has this one."""

import django.db.models.deletion
import django.db.models.functions.datetime
import django.db.models.functions.text
import uuid
from django.conf import settings
from django.db import migrations, models
import perkim.lib.time_fields

from perkim.lib.schema import OneStep


class Migration(migrations.Migration):

    replaces = [('documents', '0001_initial'), ('documents', '0002_konsep'), ('documents', '0003_print_runs')]

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('files', '0001_base'),
        ('sipoc', '0001_base'),
    ]

    operations = [
        OneStep([
            migrations.CreateModel(
                name='DraftRun',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='tautan')),
                    ('key', models.CharField(max_length=40, verbose_name='naskah')),
                    ('title', models.CharField(max_length=120, verbose_name='nama naskah')),
                    ('back', models.CharField(max_length=500, verbose_name='halaman asal')),
                    ('dated', perkim.lib.time_fields.BoundedDateField(blank=True, null=True, verbose_name='tanggal naskah')),
                    ('asked_at', perkim.lib.time_fields.BoundedDateTimeField(verbose_name='diminta pada')),
                    ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='diminta oleh')),
                    ('upload', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.upload', verbose_name='PDF bersama')),
                ],
                options={
                    'verbose_name': 'cetak bersama',
                    'verbose_name_plural': 'cetak bersama',
                    'indexes': [models.Index(fields=['asked_at'], name='draft_run_by_age')],
                },
            ),
            migrations.CreateModel(
                name='Konsep',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('key', models.CharField(max_length=40, verbose_name='naskah')),
                    ('data', models.JSONField(verbose_name='isi')),
                    ('sha256', models.CharField(max_length=64, verbose_name='SHA-256 isi')),
                    ('state', models.CharField(choices=[('antri', 'Sedang dibuat'), ('siap', 'Siap diunduh'), ('galat', 'Belum berhasil dibuat')], default='antri', max_length=5, verbose_name='keadaan')),
                    ('asked_at', perkim.lib.time_fields.BoundedDateTimeField(verbose_name='diminta pada')),
                    ('rendered_at', perkim.lib.time_fields.BoundedDateTimeField(null=True, verbose_name='dibuat pada')),
                    ('superseded_at', perkim.lib.time_fields.BoundedDateTimeField(null=True, verbose_name='digantikan pada')),
                    ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='diminta oleh')),
                    ('berkas', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='konsep', to='sipoc.berkas', verbose_name='berkas')),
                    ('upload', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.upload', verbose_name='PDF')),
                ],
                options={
                    'verbose_name': 'konsep naskah',
                    'verbose_name_plural': 'konsep naskah',
                    'constraints': [models.UniqueConstraint(models.F('berkas'), models.F('key'), condition=models.Q(('superseded_at', None)), name='draft_stands_once_in_a_case'), models.CheckConstraint(condition=models.Q(('sha256__regex', '^[0-9a-f]{64}$')), name='draft_hash_is_sha256'), models.CheckConstraint(condition=models.Q(models.Q(('rendered_at__isnull', False), ('state', 'siap'), ('upload__isnull', False)), models.Q(('rendered_at', None), ('state__in', ['antri', 'galat']), ('upload', None)), _connector='OR'), name='draft_is_ready_with_its_pdf')],
                },
            ),
            migrations.CreateModel(
                name='DraftRunItem',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.CharField(blank=True, max_length=80, verbose_name='nomor')),
                    ('fault', models.TextField(blank=True, verbose_name='sebab tidak dibuat')),
                    ('done', models.BooleanField(default=False, verbose_name='sudah')),
                    ('berkas', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='sipoc.berkas', verbose_name='berkas')),
                    ('run', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='documents.draftrun', verbose_name='cetak bersama')),
                    ('konsep', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.konsep', verbose_name='konsep')),
                ],
                options={
                    'verbose_name': 'lembar cetak bersama',
                    'verbose_name_plural': 'lembar cetak bersama',
                    'constraints': [models.UniqueConstraint(models.F('run'), models.F('berkas'), name='draft_run_has_a_case_once'), models.CheckConstraint(condition=models.Q(('done', False), ('konsep__isnull', False), models.Q(('fault', ''), _negated=True), _connector='OR'), name='draft_run_item_is_done_with_draft_or_fault')],
                },
            ),
            migrations.CreateModel(
                name='Dokumen',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('key', models.CharField(max_length=40, verbose_name='naskah')),
                    ('register', models.CharField(max_length=95, verbose_name='buku nomor')),
                    ('number', models.CharField(blank=True, max_length=80, verbose_name='nomor')),
                    ('dated', perkim.lib.time_fields.BoundedDateField(blank=True, null=True, verbose_name='tanggal naskah')),
                    ('note', models.CharField(blank=True, max_length=300, verbose_name='keterangan')),
                    ('recorded_at', perkim.lib.time_fields.BoundedDateTimeField(verbose_name='dicatat pada')),
                    ('withdrawn_at', perkim.lib.time_fields.BoundedDateTimeField(blank=True, null=True, verbose_name='ditarik pada')),
                    ('withdrawn_reason', models.TextField(blank=True, verbose_name='alasan ditarik')),
                    ('berkas', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='dokumen', to='sipoc.berkas', verbose_name='berkas')),
                    ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='dicatat oleh')),
                    ('upload', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.upload', verbose_name='pindaian')),
                    ('withdrawn_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='ditarik oleh')),
                ],
                options={
                    'verbose_name': 'dokumen',
                    'verbose_name_plural': 'dokumen',
                    'indexes': [models.Index(fields=['berkas', 'id'], name='paper_of_case')],
                    'constraints': [models.UniqueConstraint(models.F('berkas'), models.F('key'), condition=models.Q(('withdrawn_at', None)), name='paper_stands_once_in_a_case'), models.UniqueConstraint(models.F('register'), django.db.models.functions.text.Upper('number'), django.db.models.functions.datetime.ExtractYear('dated'), condition=models.Q(('withdrawn_at', None), models.Q(('number', ''), _negated=True)), name='paper_number_is_given_once_a_year'), models.CheckConstraint(condition=models.Q(models.Q(('dated', None), ('number', '')), models.Q(models.Q(('number', ''), _negated=True), ('dated__isnull', False)), _connector='OR'), name='paper_number_and_date_come_together'), models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_by', None), ('withdrawn_reason', '')), models.Q(('withdrawn_at__gte', models.F('recorded_at')), ('withdrawn_by__isnull', False), models.Q(('withdrawn_reason', ''), _negated=True)), _connector='OR'), name='paper_is_withdrawn_by_somebody_for_a_reason')],
                },
            ),
        ]),
    ]
