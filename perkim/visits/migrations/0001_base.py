"""What stood in the database before 2026-11-28, in one step. Whoever has the replaced migrations has this one."""

import django.db.models.deletion
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models
import perkim.lib.time_fields

from perkim.lib.schema import InstallTriggers, OneStep


class Migration(migrations.Migration):

    replaces = [('visits', '0001_initial')]

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('files', '0001_base'),
        ('sipoc', '0001_base'),
    ]

    operations = [
        OneStep([
            migrations.CreateModel(
                name='Photo',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('photo_set', models.CharField(max_length=40, verbose_name='rangkaian foto')),
                    ('slot', models.CharField(max_length=40, verbose_name='sisi')),
                    ('client_key', models.UUIDField(editable=False, unique=True)),
                    ('added_at', perkim.lib.time_fields.BoundedDateTimeField(verbose_name='dikirim pada')),
                    ('state', models.CharField(choices=[('baru', 'Tersimpan'), ('dikembalikan', 'Dikembalikan'), ('diterima', 'Diterima')], default='baru', max_length=12, verbose_name='keadaan')),
                    ('judged_at', perkim.lib.time_fields.BoundedDateTimeField(blank=True, null=True, verbose_name='diperiksa pada')),
                    ('returned_reason', models.TextField(blank=True, verbose_name='alasan dikembalikan')),
                    ('replaced_at', perkim.lib.time_fields.BoundedDateTimeField(blank=True, null=True, verbose_name='diganti pada')),
                    ('added_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='dikirim oleh')),
                    ('berkas', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='foto', to='sipoc.berkas', verbose_name='berkas')),
                    ('judged_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='diperiksa oleh')),
                    ('upload', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.upload', verbose_name='file')),
                ],
                options={
                    'verbose_name': 'foto',
                    'verbose_name_plural': 'foto',
                    'indexes': [models.Index(models.F('berkas'), models.F('photo_set'), models.F('id'), name='photo_of_case')],
                    'constraints': [models.UniqueConstraint(models.F('berkas'), models.F('photo_set'), models.F('slot'), condition=models.Q(('replaced_at', None)), name='photo_stands_once_in_its_slot'), models.CheckConstraint(condition=models.Q(models.Q(('judged_at', None), ('judged_by', None), ('returned_reason', ''), ('state', 'baru')), models.Q(('judged_at__isnull', False), ('judged_by__isnull', False), ('returned_reason', ''), ('state', 'diterima')), models.Q(('judged_at__isnull', False), ('judged_by__isnull', False), ('state', 'dikembalikan'), models.Q(('returned_reason', ''), _negated=True)), _connector='OR'), name='photo_is_judged_by_somebody_and_returned_for_a_reason'), models.CheckConstraint(condition=models.Q(('judged_by', None), models.Q(('judged_by', models.F('added_by')), _negated=True), _connector='OR'), name='photo_is_not_judged_by_who_took_it')],
                },
            ),
            migrations.CreateModel(
                name='Visit',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('key', models.CharField(max_length=40, verbose_name='syarat')),
                    ('visited_at', perkim.lib.time_fields.BoundedDateTimeField(verbose_name='dikunjungi pada')),
                    ('received_at', perkim.lib.time_fields.BoundedDateTimeField(verbose_name='diterima pada')),
                    ('outcome', models.CharField(choices=[('disurvei', 'Rumah disurvei'), ('meninggal', 'Calon meninggal dunia'), ('pindah', 'Calon sudah pindah'), ('tidak_diketahui', 'Rumah atau calon tidak ditemukan'), ('menolak', 'Calon menolak disurvei')], max_length=16, verbose_name='hasil')),
                    ('latitude', models.DecimalField(blank=True, decimal_places=6, max_digits=8, null=True, verbose_name='lintang')),
                    ('longitude', models.DecimalField(blank=True, decimal_places=6, max_digits=9, null=True, verbose_name='bujur')),
                    ('accuracy_m', models.PositiveIntegerField(blank=True, null=True, verbose_name='akurasi (m)')),
                    ('position_source', models.CharField(choices=[('gps', 'GPS telepon'), ('manual', 'diketik'), ('none', 'tanpa posisi')], max_length=6, verbose_name='sumber posisi')),
                    ('why_not_gps', models.CharField(blank=True, choices=[('izin', 'Izin lokasi ditolak atau dimatikan di telepon'), ('sinyal', 'GPS tidak mendapat sinyal di tempat ini'), ('alat', 'Dicatat di komputer atau telepon tanpa GPS'), ('lain', 'Posisi diambil dengan alat atau aplikasi lain')], max_length=6, verbose_name='sebab tanpa GPS')),
                    ('inside', models.BooleanField(blank=True, null=True, verbose_name='di dalam wilayah')),
                    ('note', models.TextField(blank=True, verbose_name='catatan')),
                    ('client_key', models.UUIDField(editable=False, unique=True)),
                    ('berkas', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='kunjungan', to='sipoc.berkas', verbose_name='berkas')),
                    ('visitor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='petugas')),
                ],
                options={
                    'verbose_name': 'kunjungan',
                    'verbose_name_plural': 'kunjungan',
                    'indexes': [models.Index(models.F('berkas'), models.F('key'), models.OrderBy(models.F('id'), descending=True), name='visit_newest')],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(models.Q(('latitude__isnull', False), ('latitude__range', (-90, 90)), ('longitude__isnull', False), ('longitude__range', (-180, 180))), ('accuracy_m__isnull', False), ('position_source', 'gps'), ('why_not_gps', '')), models.Q(models.Q(('latitude__isnull', False), ('latitude__range', (-90, 90)), ('longitude__isnull', False), ('longitude__range', (-180, 180))), ('accuracy_m', None), ('position_source', 'manual'), models.Q(('why_not_gps', ''), _negated=True)), models.Q(models.Q(('accuracy_m', None), ('latitude', None), ('longitude', None)), ('inside', None), ('position_source', 'none'), models.Q(('why_not_gps', ''), _negated=True)), _connector='OR'), name='visit_position_fits_its_source'), models.CheckConstraint(condition=models.Q(('visited_at__lte', models.F('received_at'))), name='visit_was_before_it_was_told'), models.CheckConstraint(condition=models.Q(('outcome__in', ['disurvei', 'meninggal', 'pindah', 'tidak_diketahui', 'menolak'])), name='visit_has_a_known_outcome'), models.CheckConstraint(condition=models.Q(('outcome', 'disurvei'), models.Q(('note', ''), _negated=True), _connector='OR'), name='visit_without_survey_says_more')],
                    'triggers': [pgtrigger.compiler.Trigger(name='visit_stays_as_it_was', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='d9d58ef10f20c40f7ff1cd4178adfcfaa7ab9bb6', operation='UPDATE OR DELETE', pgid='pgtrigger_visit_stays_as_it_was_0e7c0', table='visits_visit', when='BEFORE'))],
                },
            ),
        ]),
        InstallTriggers(),
    ]
