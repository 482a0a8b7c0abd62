"""What stood in the database before 2026-11-28, in one step. Whoever has the replaced migrations has this one."""

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models
import perkim.lib.time_fields


class Migration(migrations.Migration):

    replaces = [('files', '0001_initial'), ('files', '0002_uploads_by_what_was_sent')]

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Upload',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('purpose', models.CharField(max_length=60, verbose_name='keperluan')),
                ('subject', models.CharField(max_length=80, verbose_name='milik')),
                ('name', models.CharField(max_length=120, verbose_name='nama file')),
                ('media_type', models.CharField(max_length=80, verbose_name='jenis')),
                ('size', models.PositiveBigIntegerField(verbose_name='ukuran (byte)')),
                ('sha256', models.CharField(max_length=64, verbose_name='SHA-256')),
                ('original_sha256', models.CharField(max_length=64, verbose_name='SHA-256 kiriman')),
                ('width', models.PositiveIntegerField(null=True, verbose_name='lebar (piksel)')),
                ('height', models.PositiveIntegerField(null=True, verbose_name='tinggi (piksel)')),
                ('taken_at', perkim.lib.time_fields.BoundedDateTimeField(null=True, verbose_name='dipotret pada')),
                ('latitude', models.DecimalField(decimal_places=6, max_digits=8, null=True, verbose_name='lintang')),
                ('longitude', models.DecimalField(decimal_places=6, max_digits=9, null=True, verbose_name='bujur')),
                ('camera', models.CharField(blank=True, max_length=80, verbose_name='kamera')),
                ('stored', models.CharField(editable=False, max_length=100, unique=True)),
                ('thumbnail', models.CharField(blank=True, editable=False, max_length=100)),
                ('uploaded_at', perkim.lib.time_fields.BoundedDateTimeField(verbose_name='diunggah pada')),
                ('scanned_at', perkim.lib.time_fields.BoundedDateTimeField(null=True, verbose_name='diperiksa dari virus pada')),
                ('removed_at', perkim.lib.time_fields.BoundedDateTimeField(null=True, verbose_name='dihapus pada')),
                ('erased_at', perkim.lib.time_fields.BoundedDateTimeField(null=True, verbose_name='isi dimusnahkan pada')),
                ('removed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='dihapus oleh')),
                ('uploaded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='diunggah oleh')),
            ],
            options={
                'verbose_name': 'unggahan',
                'verbose_name_plural': 'unggahan',
                'indexes': [models.Index(fields=['subject', 'uploaded_at'], name='upload_of_subject'), models.Index(fields=['original_sha256'], name='upload_by_what_was_sent'), models.Index(condition=models.Q(('erased_at', None), ('removed_at__isnull', False)), fields=['removed_at'], name='upload_to_erase')],
                'constraints': [models.CheckConstraint(condition=models.Q(('size__gt', 0)), name='upload_is_not_empty'), models.CheckConstraint(condition=models.Q(models.Q(('purpose', ''), _negated=True), models.Q(('subject', ''), _negated=True), models.Q(('stored', ''), _negated=True)), name='upload_names_purpose_and_subject'), models.CheckConstraint(condition=models.Q(('original_sha256__regex', '^[0-9a-f]{64}$'), ('sha256__regex', '^[0-9a-f]{64}$')), name='upload_hashes_are_sha256'), models.CheckConstraint(condition=models.Q(models.Q(('latitude', None), ('longitude', None)), models.Q(('latitude__isnull', False), ('latitude__range', (-90, 90)), ('longitude__isnull', False), ('longitude__range', (-180, 180))), _connector='OR'), name='upload_position_is_whole'), models.CheckConstraint(condition=models.Q(models.Q(('removed_at', None), ('removed_by', None)), models.Q(('removed_at__isnull', False), ('removed_by__isnull', False)), _connector='OR'), name='upload_says_who_removed_it'), models.CheckConstraint(condition=models.Q(('erased_at', None), ('removed_at__isnull', False), _connector='OR'), name='upload_is_erased_after_removal')],
            },
        ),
    ]
