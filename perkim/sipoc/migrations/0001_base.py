"""What stood in the database before 2026-11-28, in one step. Whoever has the replaced migrations has this one."""

import datetime
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.text
import uuid
from django.conf import settings
from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations, models
import perkim.lib.time_fields

from perkim.lib.schema import OneStep


class Migration(migrations.Migration):

    replaces = [('sipoc', '0001_initial'), ('sipoc', '0002_unfinished_and_carried_on')]

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('parameters', '0001_base'),
        ('regions', '0001_base'),
    ]

    operations = [
        # Finds words within titles and numbers; PostgreSQL trusts it, so the owner of the database may add it.
        TrigramExtension(),
        OneStep([
            migrations.CreateModel(
                name='Berkas',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('programme', models.CharField(max_length=20, verbose_name='program')),
                    ('process', models.CharField(max_length=30, verbose_name='proses')),
                    ('stage', models.CharField(max_length=40, verbose_name='tahap')),
                    ('version', models.PositiveSmallIntegerField(default=1, verbose_name='versi proses')),
                    ('year', models.PositiveSmallIntegerField(verbose_name='tahun')),
                    ('number', models.CharField(blank=True, max_length=40, verbose_name='nomor')),
                    ('receipt', models.CharField(blank=True, max_length=20, verbose_name='kode tanda terima')),
                    ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                    ('title', models.CharField(max_length=200, verbose_name='judul')),
                    ('amount', models.BigIntegerField(blank=True, null=True, verbose_name='nilai (rupiah)')),
                    ('kecamatan', models.GeneratedField(db_persist=True, expression=django.db.models.functions.text.Substr('region', 1, 8), output_field=models.CharField(max_length=8))),
                    ('spans', models.BooleanField(default=False, verbose_name='beberapa wilayah')),
                    ('confidential', models.BooleanField(default=False, verbose_name='rahasia')),
                    ('outcome', models.CharField(blank=True, choices=[('SELESAI', 'Selesai'), ('DITOLAK', 'Ditolak'), ('BATAL', 'Dibatalkan'), ('TIDAK_SELESAI', 'Tidak selesai'), ('KEDALUWARSA', 'Kedaluwarsa'), ('DIRUJUK', 'Dirujuk')], max_length=13, verbose_name='hasil')),
                    ('returned', models.BooleanField(default=False, verbose_name='dikembalikan')),
                    ('frozen', models.BooleanField(default=False, verbose_name='dibekukan')),
                    ('paused_at', perkim.lib.time_fields.BoundedDateTimeField(blank=True, null=True, verbose_name='dijeda sejak')),
                    ('earliest_due', perkim.lib.time_fields.BoundedDateTimeField(blank=True, null=True, verbose_name='tenggat terdekat')),
                    ('ranked_due', models.GeneratedField(db_persist=True, expression=django.db.models.functions.comparison.Coalesce('earliest_due', models.Value(datetime.datetime(9999, 1, 1, 0, 0, tzinfo=datetime.timezone.utc))), output_field=models.DateTimeField())),
                    ('opened_at', perkim.lib.time_fields.BoundedDateTimeField(verbose_name='dibuka')),
                    ('submitted_at', perkim.lib.time_fields.BoundedDateTimeField(blank=True, null=True, verbose_name='diajukan')),
                    ('closed_at', perkim.lib.time_fields.BoundedDateTimeField(blank=True, null=True, verbose_name='ditutup')),
                    ('lock_version', models.PositiveIntegerField(default=0)),
                    ('log_head', models.BinaryField(default=b'', max_length=32)),
                    ('opened_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='dibuka oleh')),
                    ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='sipoc.berkas', verbose_name='induk')),
                    ('region', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='regions.region', verbose_name='wilayah')),
                ],
                options={
                    'verbose_name': 'berkas',
                    'verbose_name_plural': 'berkas',
                    'indexes': [models.Index(models.F('programme'), models.F('process'), models.F('ranked_due'), models.F('id'), condition=models.Q(('outcome', '')), name='case_open'), models.Index(models.F('programme'), models.F('process'), models.F('kecamatan'), models.F('ranked_due'), models.F('id'), condition=models.Q(('outcome', '')), name='case_open_kec'), models.Index(models.F('programme'), models.F('process'), models.F('region'), models.F('ranked_due'), models.F('id'), condition=models.Q(('outcome', '')), name='case_open_region'), models.Index(models.F('programme'), models.F('process'), models.F('stage'), models.F('ranked_due'), models.F('id'), condition=models.Q(('outcome', '')), name='case_open_stage'), models.Index(models.F('programme'), models.F('process'), models.OrderBy(models.F('id'), descending=True), name='case_newest'), models.Index(models.F('programme'), models.F('process'), models.F('kecamatan'), models.OrderBy(models.F('id'), descending=True), name='case_newest_kec'), models.Index(models.F('programme'), models.F('process'), models.F('region'), models.OrderBy(models.F('id'), descending=True), name='case_newest_region'), models.Index(models.F('programme'), models.F('process'), models.OrderBy(models.F('id'), descending=True), condition=models.Q(('outcome', ''), _negated=True), name='case_closed'), models.Index(models.F('programme'), models.F('process'), models.F('outcome'), models.OrderBy(models.F('id'), descending=True), condition=models.Q(('outcome', ''), _negated=True), name='case_outcome'), models.Index(models.F('programme'), models.F('process'), models.F('year'), models.OrderBy(models.F('id'), descending=True), name='case_year'), models.Index(models.F('programme'), models.F('process'), models.F('ranked_due'), models.F('id'), condition=models.Q(('outcome', ''), ('returned', True)), name='case_returned'), models.Index(models.F('programme'), models.F('process'), models.F('ranked_due'), models.F('id'), condition=models.Q(('outcome', ''), ('paused_at__isnull', False)), name='case_paused'), models.Index(models.F('programme'), models.F('process'), models.F('id'), condition=models.Q(('spans', True)), name='case_spanning'), models.Index(models.F('parent'), models.F('process'), models.F('stage'), condition=models.Q(('parent__isnull', False)), name='case_children'), django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(django.db.models.functions.text.Upper('title'), 'gin_trgm_ops'), django.contrib.postgres.indexes.OpClass(django.db.models.functions.text.Upper('number'), 'gin_trgm_ops'), name='case_words')],
                    'constraints': [models.UniqueConstraint(models.F('number'), condition=models.Q(('number', ''), _negated=True), name='case_number_is_given_once'), models.UniqueConstraint(models.F('receipt'), condition=models.Q(('receipt', ''), _negated=True), name='case_receipt_is_given_once'), models.CheckConstraint(condition=models.Q(models.Q(('number', ''), ('receipt', ''), ('submitted_at', None)), models.Q(models.Q(('number', ''), _negated=True), models.Q(('receipt', ''), _negated=True), ('submitted_at__isnull', False)), _connector='OR'), name='case_number_and_receipt_come_with_submission'), models.CheckConstraint(condition=models.Q(models.Q(('closed_at', None), ('outcome', '')), models.Q(models.Q(('outcome', ''), _negated=True), ('closed_at__isnull', False)), _connector='OR'), name='case_is_closed_when_it_has_an_outcome'), models.CheckConstraint(condition=models.Q(('parent', models.F('id')), _negated=True), name='case_is_not_its_own_parent'), models.CheckConstraint(condition=models.Q(('amount', None), ('amount__gte', 0), _connector='OR'), name='case_amount_is_not_negative')],
                },
            ),
            migrations.CreateModel(
                name='BerkasArea',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kecamatan', models.GeneratedField(db_persist=True, expression=django.db.models.functions.text.Substr('region', 1, 8), output_field=models.CharField(max_length=8))),
                    ('berkas', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='areas', to='sipoc.berkas', verbose_name='berkas')),
                    ('region', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='regions.region', verbose_name='wilayah')),
                ],
                options={
                    'verbose_name': 'wilayah berkas',
                    'verbose_name_plural': 'wilayah berkas',
                    'constraints': [models.UniqueConstraint(fields=('berkas', 'region'), name='case_area_stands_once')],
                },
            ),
            migrations.CreateModel(
                name='Counter',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('prefix', models.CharField(max_length=20)),
                    ('year', models.PositiveSmallIntegerField()),
                    ('last', models.PositiveIntegerField(default=0)),
                ],
                options={
                    'verbose_name': 'pencacah nomor',
                    'verbose_name_plural': 'pencacah nomor',
                    'constraints': [models.UniqueConstraint(fields=('prefix', 'year'), name='counter_of_prefix_and_year')],
                },
            ),
            migrations.CreateModel(
                name='Note',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('text', models.TextField(max_length=4000, verbose_name='catatan')),
                    ('at', perkim.lib.time_fields.BoundedDateTimeField(verbose_name='pada')),
                    ('withdrawn_at', perkim.lib.time_fields.BoundedDateTimeField(blank=True, null=True, verbose_name='ditarik')),
                    ('berkas', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notes', to='sipoc.berkas', verbose_name='berkas')),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='oleh')),
                ],
                options={
                    'verbose_name': 'catatan',
                    'verbose_name_plural': 'catatan',
                    'indexes': [models.Index(fields=['berkas', 'id'], name='note_of_case')],
                },
            ),
            migrations.CreateModel(
                name='Participant',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('capacity', models.CharField(max_length=40, verbose_name='sebagai')),
                    ('party', models.CharField(blank=True, max_length=120, verbose_name='pihak')),
                    ('role', models.CharField(blank=True, choices=[('OPERATOR_DESA', 'Operator desa/kelurahan'), ('KADES', 'Kepala desa/lurah'), ('TFL', 'Tenaga fasilitator lapangan'), ('KORFAS', 'Koordinator fasilitator'), ('FO', 'Petugas front office'), ('STAF', 'Staf bidang'), ('TIM_TEKNIS', 'Tim teknis'), ('VERIFIKATOR', 'Verifikator keuangan'), ('BENDAHARA', 'Bendahara pengeluaran'), ('PPTK', 'Pejabat pelaksana teknis kegiatan'), ('PPK', 'Pejabat pembuat komitmen'), ('PEJ_ADUAN', 'Pejabat pengelola pengaduan'), ('KABID_PRM', 'Kepala Bidang Perumahan'), ('KABID_KP', 'Kepala Bidang Kawasan Permukiman'), ('SEKDIS', 'Sekretaris dinas'), ('KADIS', 'Kepala dinas'), ('APIP', 'Pengawas internal (APIP)'), ('ADMIN', 'Admin portal')], max_length=20, verbose_name='peran')),
                    ('hidden', models.BooleanField(default=False, verbose_name='disembunyikan')),
                    ('since', perkim.lib.time_fields.BoundedDateTimeField(verbose_name='sejak')),
                    ('until', perkim.lib.time_fields.BoundedDateTimeField(blank=True, null=True, verbose_name='sampai')),
                    ('berkas', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='participants', to='sipoc.berkas', verbose_name='berkas')),
                    ('region', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='regions.region', verbose_name='wilayah')),
                    ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='akun')),
                ],
                options={
                    'verbose_name': 'pihak',
                    'verbose_name_plural': 'pihak',
                    'indexes': [models.Index(models.F('user'), models.F('berkas'), condition=models.Q(('until', None), ('user__isnull', False)), name='participant_user'), models.Index(models.F('role'), models.F('region'), models.F('berkas'), condition=models.Q(('until', None), models.Q(('role', ''), _negated=True)), name='participant_role')],
                    'constraints': [models.UniqueConstraint(models.F('berkas'), models.F('capacity'), models.F('user'), condition=models.Q(('until', None), ('user__isnull', False)), name='participant_takes_part_once'), models.CheckConstraint(condition=models.Q(models.Q(('party', ''), ('region', None), ('role', ''), ('user__isnull', False)), models.Q(('region', None), ('role', ''), ('user', None), models.Q(('party', ''), _negated=True)), models.Q(('party', ''), ('region__isnull', False), ('user', None), models.Q(('role', ''), _negated=True)), _connector='OR'), name='participant_is_one_of_account_party_or_role')],
                },
            ),
            migrations.CreateModel(
                name='Pause',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('started_at', perkim.lib.time_fields.BoundedDateTimeField(verbose_name='mulai')),
                    ('reason', models.TextField(blank=True, verbose_name='alasan')),
                    ('with_parent', models.BooleanField(default=False, verbose_name='bersama induk')),
                    ('ended_at', perkim.lib.time_fields.BoundedDateTimeField(blank=True, null=True, verbose_name='berakhir')),
                    ('berkas', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pauses', to='sipoc.berkas', verbose_name='berkas')),
                    ('started_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='oleh')),
                ],
                options={
                    'verbose_name': 'jeda',
                    'verbose_name_plural': 'jeda',
                    'indexes': [models.Index(fields=['berkas', 'id'], name='pause_of_case')],
                    'constraints': [models.UniqueConstraint(models.F('berkas'), condition=models.Q(('ended_at', None)), name='case_has_one_pause_at_a_time'), models.CheckConstraint(condition=models.Q(('ended_at', None), ('ended_at__gte', models.F('started_at')), _connector='OR'), name='pause_ends_after_its_start')],
                },
            ),
            migrations.CreateModel(
                name='Relation',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('MENGUBAH', 'mengubah'), ('MENGGANTI', 'mengganti'), ('GANDA', 'ganda dengan'), ('RUJUKAN', 'dirujuk dari'), ('KEBERATAN', 'keberatan atas'), ('LANJUTAN', 'lanjutan dari')], max_length=10, verbose_name='hubungan')),
                    ('made_at', perkim.lib.time_fields.BoundedDateTimeField(verbose_name='pada')),
                    ('berkas', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='relations', to='sipoc.berkas', verbose_name='berkas')),
                    ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='oleh')),
                    ('other', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='related_from', to='sipoc.berkas', verbose_name='berkas lain')),
                ],
                options={
                    'verbose_name': 'hubungan',
                    'verbose_name_plural': 'hubungan',
                    'constraints': [models.UniqueConstraint(fields=('berkas', 'kind', 'other'), name='relation_stands_once'), models.CheckConstraint(condition=models.Q(('berkas', models.F('other')), _negated=True), name='relation_is_with_another_case')],
                },
            ),
            migrations.CreateModel(
                name='StageVisit',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('stage', models.CharField(max_length=40, verbose_name='tahap')),
                    ('cycle', models.PositiveSmallIntegerField(default=1, verbose_name='putaran')),
                    ('entered_at', perkim.lib.time_fields.BoundedDateTimeField(verbose_name='masuk')),
                    ('entered_kind', models.CharField(choices=[('MAJU', 'Diteruskan'), ('KEMBALI', 'Dikembalikan'), ('AKHIR', 'Diselesaikan'), ('KEDALUWARSA', 'Kedaluwarsa'), ('RUJUK', 'Dirujuk')], default='MAJU', max_length=12, verbose_name='cara masuk')),
                    ('left_at', perkim.lib.time_fields.BoundedDateTimeField(blank=True, null=True, verbose_name='keluar')),
                    ('move', models.CharField(blank=True, max_length=40, verbose_name='lewat')),
                    ('reason', models.TextField(blank=True, verbose_name='alasan')),
                    ('left_key', models.UUIDField(blank=True, editable=False, null=True)),
                    ('left_version', models.PositiveIntegerField(blank=True, editable=False, null=True)),
                    ('net_minutes', models.PositiveIntegerField(blank=True, null=True, verbose_name='lama bersih (menit kerja)')),
                    ('corrected', models.BooleanField(default=False, verbose_name='dikoreksi')),
                    ('berkas', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='visits', to='sipoc.berkas', verbose_name='berkas')),
                    ('entered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='oleh')),
                    ('left_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='oleh')),
                ],
                options={
                    'verbose_name': 'kunjungan tahap',
                    'verbose_name_plural': 'kunjungan tahap',
                    'indexes': [models.Index(fields=['berkas', 'id'], name='visit_of_case'), models.Index(models.F('entered_by'), models.F('id'), condition=models.Q(('entered_kind', 'KEMBALI'), ('left_at', None)), name='visit_sent_back')],
                    'constraints': [models.UniqueConstraint(models.F('berkas'), condition=models.Q(('left_at', None)), name='case_stands_in_one_stage'), models.UniqueConstraint(models.F('berkas'), models.F('left_key'), condition=models.Q(('left_key__isnull', False)), name='case_is_moved_once_by_a_key'), models.CheckConstraint(condition=models.Q(models.Q(('left_at', None), ('left_by', None), ('move', '')), models.Q(('left_at__gte', models.F('entered_at')), ('left_by__isnull', False), models.Q(('move', ''), _negated=True)), _connector='OR'), name='visit_is_left_by_somebody_through_a_move')],
                },
            ),
            migrations.CreateModel(
                name='Tenggat',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('key', models.CharField(max_length=40, verbose_name='tenggat')),
                    ('title', models.CharField(max_length=120, verbose_name='nama')),
                    ('until', models.CharField(max_length=40, verbose_name='sampai tahap')),
                    ('unit', models.CharField(choices=[('MENIT_KERJA', 'menit kerja'), ('HARI_KERJA', 'hari kerja'), ('HARI_KALENDER', 'hari kalender')], max_length=13, verbose_name='satuan')),
                    ('amount', models.PositiveIntegerField(verbose_name='lama')),
                    ('chosen', models.CharField(blank=True, max_length=40, verbose_name='golongan')),
                    ('cycle', models.PositiveSmallIntegerField(default=1, verbose_name='putaran')),
                    ('started_at', perkim.lib.time_fields.BoundedDateTimeField(verbose_name='mulai')),
                    ('counted_from', perkim.lib.time_fields.BoundedDateTimeField(verbose_name='dihitung dari')),
                    ('left', models.IntegerField(verbose_name='sisa')),
                    ('first_promise', perkim.lib.time_fields.BoundedDateTimeField(verbose_name='janji pertama')),
                    ('due_at', perkim.lib.time_fields.BoundedDateTimeField(verbose_name='jatuh tempo')),
                    ('extended', models.PositiveSmallIntegerField(default=0, verbose_name='kali diperpanjang')),
                    ('reminded', models.PositiveSmallIntegerField(default=0, verbose_name='kali diingatkan')),
                    ('reminded_at', perkim.lib.time_fields.BoundedDateTimeField(blank=True, null=True, verbose_name='terakhir diingatkan')),
                    ('stopped_at', perkim.lib.time_fields.BoundedDateTimeField(blank=True, null=True, verbose_name='dihentikan')),
                    ('frozen', models.BooleanField(default=False, verbose_name='dibekukan')),
                    ('met_at', perkim.lib.time_fields.BoundedDateTimeField(blank=True, null=True, verbose_name='dipenuhi')),
                    ('voided_at', perkim.lib.time_fields.BoundedDateTimeField(blank=True, null=True, verbose_name='gugur')),
                    ('berkas', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tenggat', to='sipoc.berkas', verbose_name='berkas')),
                    ('parameter', models.ForeignKey(help_text='Nilai yang dipakai saat dihitung.', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parameters.parameter', verbose_name='dasar')),
                    ('visit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tenggat', to='sipoc.stagevisit', verbose_name='dibuka di')),
                ],
                options={
                    'verbose_name': 'tenggat',
                    'verbose_name_plural': 'tenggat',
                    'indexes': [models.Index(fields=['berkas', 'id'], name='tenggat_of_case'), models.Index(models.F('due_at'), models.F('id'), condition=models.Q(('met_at', None), ('voided_at', None)), name='tenggat_open')],
                    'constraints': [models.UniqueConstraint(models.F('berkas'), models.F('key'), condition=models.Q(('met_at', None), ('voided_at', None)), name='deadline_is_open_once'), models.CheckConstraint(condition=models.Q(('met_at', None), ('voided_at', None), _connector='OR'), name='deadline_is_met_or_voided_not_both'), models.CheckConstraint(condition=models.Q(('frozen', False), ('stopped_at__isnull', False), _connector='OR'), name='deadline_is_frozen_while_stopped')],
                },
            ),
            migrations.CreateModel(
                name='Tugas',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('key', models.CharField(blank=True, max_length=40, verbose_name='syarat')),
                    ('title', models.CharField(max_length=200, verbose_name='yang harus dikerjakan')),
                    ('instruction', models.TextField(blank=True, verbose_name='perintah')),
                    ('programme', models.CharField(max_length=20, verbose_name='program')),
                    ('process', models.CharField(max_length=30, verbose_name='proses')),
                    ('role', models.CharField(blank=True, choices=[('OPERATOR_DESA', 'Operator desa/kelurahan'), ('KADES', 'Kepala desa/lurah'), ('TFL', 'Tenaga fasilitator lapangan'), ('KORFAS', 'Koordinator fasilitator'), ('FO', 'Petugas front office'), ('STAF', 'Staf bidang'), ('TIM_TEKNIS', 'Tim teknis'), ('VERIFIKATOR', 'Verifikator keuangan'), ('BENDAHARA', 'Bendahara pengeluaran'), ('PPTK', 'Pejabat pelaksana teknis kegiatan'), ('PPK', 'Pejabat pembuat komitmen'), ('PEJ_ADUAN', 'Pejabat pengelola pengaduan'), ('KABID_PRM', 'Kepala Bidang Perumahan'), ('KABID_KP', 'Kepala Bidang Kawasan Permukiman'), ('SEKDIS', 'Sekretaris dinas'), ('KADIS', 'Kepala dinas'), ('APIP', 'Pengawas internal (APIP)'), ('ADMIN', 'Admin portal')], max_length=20, verbose_name='peran')),
                    ('kecamatan', models.GeneratedField(db_persist=True, expression=django.db.models.functions.text.Substr('region', 1, 8), output_field=models.CharField(max_length=8))),
                    ('confidential', models.BooleanField(default=False, verbose_name='rahasia')),
                    ('held', models.BooleanField(default=False, verbose_name='ditahan')),
                    ('hands_out', models.BooleanField(default=False, verbose_name='membagikan')),
                    ('opened_at', perkim.lib.time_fields.BoundedDateTimeField(verbose_name='sejak')),
                    ('own_due', perkim.lib.time_fields.BoundedDateTimeField(blank=True, null=True, verbose_name='tenggat perintah')),
                    ('due_at', perkim.lib.time_fields.BoundedDateTimeField(blank=True, null=True, verbose_name='tenggat')),
                    ('ranked_due', models.GeneratedField(db_persist=True, expression=django.db.models.functions.comparison.Coalesce('due_at', models.Value(datetime.datetime(9999, 1, 1, 0, 0, tzinfo=datetime.timezone.utc))), output_field=models.DateTimeField())),
                    ('seen_at', perkim.lib.time_fields.BoundedDateTimeField(blank=True, null=True, verbose_name='dibuka pertama')),
                    ('done_at', perkim.lib.time_fields.BoundedDateTimeField(blank=True, null=True, verbose_name='selesai')),
                    ('report', models.TextField(blank=True, verbose_name='laporan')),
                    ('dropped_at', perkim.lib.time_fields.BoundedDateTimeField(blank=True, null=True, verbose_name='gugur')),
                    ('dropped_for', models.CharField(blank=True, choices=[('', '–'), ('PINDAH', 'Berkas pindah tahap'), ('ALIH', 'Dialihkan'), ('TARIK', 'Ditarik pemberi tugas')], max_length=8, verbose_name='sebab gugur')),
                    ('berkas', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tugas', to='sipoc.berkas', verbose_name='berkas')),
                    ('done_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='dikerjakan oleh')),
                    ('given_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='dari')),
                    ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='sipoc.tugas', verbose_name='bagian dari')),
                    ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='petugas')),
                    ('region', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='regions.region', verbose_name='wilayah')),
                    ('visit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tugas', to='sipoc.stagevisit', verbose_name='kunjungan')),
                ],
                options={
                    'verbose_name': 'tugas',
                    'verbose_name_plural': 'tugas',
                    'indexes': [models.Index(models.F('role'), models.F('programme'), models.F('ranked_due'), models.F('id'), condition=models.Q(('done_at', None), ('dropped_at', None), ('held', False), ('person', None)), name='tugas_role'), models.Index(models.F('role'), models.F('programme'), models.F('kecamatan'), models.F('ranked_due'), models.F('id'), condition=models.Q(('done_at', None), ('dropped_at', None), ('held', False), ('person', None)), name='tugas_kec'), models.Index(models.F('role'), models.F('programme'), models.F('region'), models.F('ranked_due'), models.F('id'), condition=models.Q(('done_at', None), ('dropped_at', None), ('held', False), ('person', None)), name='tugas_region'), models.Index(models.F('person'), models.F('ranked_due'), models.F('id'), condition=models.Q(('done_at', None), ('dropped_at', None), ('held', False), ('person__isnull', False)), name='tugas_person'), models.Index(models.F('given_by'), models.F('ranked_due'), models.F('id'), condition=models.Q(('done_at', None), ('dropped_at', None), ('given_by__isnull', False)), name='tugas_given'), models.Index(models.F('done_by'), models.OrderBy(models.F('done_at'), descending=True), models.OrderBy(models.F('id'), descending=True), condition=models.Q(('done_at__isnull', False)), name='tugas_done'), models.Index(models.F('visit'), models.F('key'), name='tugas_visit')],
                    'constraints': [models.UniqueConstraint(models.F('visit'), models.F('key'), condition=models.Q(('done_at', None), ('dropped_at', None), models.Q(('key', ''), _negated=True)), name='requirement_waits_for_one_tugas'), models.CheckConstraint(condition=models.Q(('person__isnull', False), models.Q(('role', ''), _negated=True), _connector='OR'), name='tugas_waits_for_a_role_or_a_person'), models.CheckConstraint(condition=models.Q(models.Q(('done_at', None), ('done_by', None), ('dropped_at', None), ('dropped_for', '')), models.Q(('done_at__isnull', False), ('done_by__isnull', False), ('dropped_at', None), ('dropped_for', '')), models.Q(('done_at', None), ('done_by', None), ('dropped_at__isnull', False), models.Q(('dropped_for', ''), _negated=True)), _connector='OR'), name='tugas_is_done_by_somebody_or_dropped_for_a_reason')],
                },
            ),
        ]),
    ]
