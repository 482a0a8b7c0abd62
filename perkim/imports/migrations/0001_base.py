"""What stood in the database before 2026-11-28, in one step. Whoever has the replaced migrations has this one."""

import django.contrib.postgres.fields
import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models
import perkim.lib.time_fields

from perkim.lib.schema import OneStep


class Migration(migrations.Migration):

    replaces = [('imports', '0001_first')]

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        OneStep([
            migrations.CreateModel(
                name='Batch',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                    ('kind', models.CharField(max_length=40, verbose_name='jenis')),
                    ('ref', models.CharField(max_length=64, verbose_name='untuk')),
                    ('state', models.CharField(choices=[('diterima', 'Sedang dibaca'), ('siap', 'Belum disimpan'), ('menyimpan', 'Sedang disimpan'), ('tersimpan', 'Tersimpan'), ('gagal', 'Tidak terbaca'), ('batal', 'Dibatalkan'), ('ditarik', 'Hasilnya dibatalkan'), ('kedaluwarsa', 'Kedaluwarsa')], default='diterima', max_length=12, verbose_name='keadaan')),
                    ('file_name', models.CharField(max_length=120, verbose_name='nama file')),
                    ('size', models.PositiveBigIntegerField(verbose_name='ukuran (byte)')),
                    ('sha256', models.CharField(max_length=64, verbose_name='SHA-256')),
                    ('sheet', models.CharField(blank=True, max_length=100, verbose_name='lembar')),
                    ('left_out', models.JSONField(default=dict, verbose_name='tidak dibaca')),
                    ('total', models.PositiveIntegerField(default=0, verbose_name='jumlah baris')),
                    ('stored', models.PositiveIntegerField(default=0, verbose_name='baris tersimpan')),
                    ('notice', models.TextField(blank=True, verbose_name='keterangan')),
                    ('result', models.JSONField(default=dict, verbose_name='hasil')),
                    ('result_url', models.CharField(blank=True, max_length=200, verbose_name='alamat hasil')),
                    ('created_at', perkim.lib.time_fields.BoundedDateTimeField(verbose_name='diunggah pada')),
                    ('expires_at', perkim.lib.time_fields.BoundedDateTimeField(verbose_name='dihapus pada')),
                    ('confirmed_at', perkim.lib.time_fields.BoundedDateTimeField(null=True, verbose_name='diminta disimpan pada')),
                    ('stored_at', perkim.lib.time_fields.BoundedDateTimeField(null=True, verbose_name='disimpan pada')),
                    ('ended_at', perkim.lib.time_fields.BoundedDateTimeField(null=True, verbose_name='dibatalkan pada')),
                    ('ended_reason', models.TextField(blank=True, verbose_name='alasan dibatalkan')),
                    ('erased_at', perkim.lib.time_fields.BoundedDateTimeField(null=True, verbose_name='isi dimusnahkan pada')),
                    ('confirmed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='disimpan oleh')),
                    ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='diunggah oleh')),
                    ('ended_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='dibatalkan oleh')),
                ],
                options={
                    'verbose_name': 'impor',
                    'verbose_name_plural': 'impor',
                    'indexes': [models.Index(fields=['kind', 'ref', 'id'], name='import_of_subject'), models.Index(condition=models.Q(('erased_at', None)), fields=['expires_at'], name='import_to_erase')],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('state__in', ['diterima', 'siap', 'menyimpan'])), fields=('kind', 'ref'), name='import_is_one_at_a_time_for_a_subject'), models.CheckConstraint(condition=models.Q(models.Q(('kind', ''), _negated=True), models.Q(('ref', ''), _negated=True)), name='import_names_its_subject'), models.CheckConstraint(condition=models.Q(('expires_at__gt', models.F('created_at'))), name='import_expires_later'), models.CheckConstraint(condition=models.Q(models.Q(('confirmed_at', None), ('confirmed_by', None)), models.Q(('confirmed_at__isnull', False), ('confirmed_by__isnull', False)), _connector='OR'), name='import_is_confirmed_by_somebody'), models.CheckConstraint(condition=models.Q(models.Q(('stored', 0), ('stored_at', None)), models.Q(('confirmed_at__isnull', False), ('stored_at__isnull', False)), _connector='OR'), name='import_stored_what_was_confirmed'), models.CheckConstraint(condition=models.Q(models.Q(models.Q(('state__in', ['tersimpan', 'ditarik']), _negated=True), ('stored_at__isnull', False), _connector='OR'), models.Q(models.Q(('state__in', ['batal', 'ditarik']), _negated=True), models.Q(('ended_at__isnull', False), ('ended_by__isnull', False)), _connector='OR')), name='import_in_its_end_has_the_time'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'ditarik'), _negated=True), models.Q(('ended_reason', ''), _negated=True), _connector='OR'), name='import_is_undone_for_a_reason')],
                },
            ),
            migrations.CreateModel(
                name='Progress',
                fields=[
                    ('batch', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='progress', serialize=False, to='imports.batch')),
                    ('step', models.CharField(blank=True, max_length=60, verbose_name='langkah')),
                    ('done', models.PositiveIntegerField(default=0, verbose_name='selesai')),
                    ('total', models.PositiveIntegerField(default=0, verbose_name='dari')),
                ],
                options={
                    'verbose_name': 'kemajuan impor',
                    'verbose_name_plural': 'kemajuan impor',
                },
            ),
            migrations.CreateModel(
                name='Source',
                fields=[
                    ('batch', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='source', serialize=False, to='imports.batch')),
                    ('sealed', models.BinaryField()),
                ],
                options={
                    'verbose_name': 'file impor',
                    'verbose_name_plural': 'file impor',
                },
            ),
            migrations.CreateModel(
                name='StagedRow',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('line', models.PositiveIntegerField(verbose_name='baris')),
                    ('sealed', models.BinaryField()),
                    ('state', models.CharField(choices=[('ok', 'Siap'), ('warn', 'Perlu bukti'), ('held', 'Perlu alasan'), ('error', 'Perlu diperbaiki'), ('dropped', 'Dilepas')], max_length=8, verbose_name='keadaan')),
                    ('faults', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), default=list, size=None, verbose_name='jenis masalah')),
                    ('mended', models.PositiveSmallIntegerField(default=0, verbose_name='kali diperbaiki')),
                    ('batch', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rows', to='imports.batch', verbose_name='impor')),
                ],
                options={
                    'verbose_name': 'baris impor',
                    'verbose_name_plural': 'baris impor',
                    'indexes': [models.Index(fields=['batch', 'state', 'line'], name='import_row_by_state')],
                    'constraints': [models.UniqueConstraint(fields=('batch', 'line'), name='import_row_is_staged_once'), models.CheckConstraint(condition=models.Q(('line__gt', 0)), name='import_row_has_a_line'), models.CheckConstraint(condition=models.Q(('state__in', ['ok', 'warn', 'held', 'error', 'dropped'])), name='import_row_state_is_known')],
                },
            ),
        ]),
    ]
