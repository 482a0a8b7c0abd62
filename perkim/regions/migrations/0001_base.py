"""What stood in the database before 2026-11-28, in one step. Whoever has the replaced migrations has this one."""

import django.db.models.deletion
import django.db.models.functions.text
import django.db.models.lookups
from django.db import migrations, models
import perkim.lib.time_fields

from perkim.lib.schema import OneStep


class Migration(migrations.Migration):

    replaces = [('regions', '0001_initial'), ('regions', '0002_boundary')]

    initial = True

    dependencies = [
    ]

    operations = [
        OneStep([
            migrations.CreateModel(
                name='Region',
                fields=[
                    ('code', models.CharField(max_length=13, primary_key=True, serialize=False, verbose_name='kode')),
                    ('name', models.CharField(max_length=100, verbose_name='nama')),
                    ('kind', models.CharField(choices=[('KABUPATEN', 'Kabupaten'), ('KECAMATAN', 'Kecamatan'), ('DESA', 'Desa'), ('KELURAHAN', 'Kelurahan')], max_length=9, verbose_name='jenis')),
                    ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='regions.region', verbose_name='induk')),
                ],
                options={
                    'verbose_name': 'wilayah',
                    'verbose_name_plural': 'wilayah',
                    'ordering': ['code'],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('kind', 'KABUPATEN'), django.db.models.lookups.Exact(django.db.models.functions.text.Length('code'), 5)), models.Q(('kind', 'KECAMATAN'), django.db.models.lookups.Exact(django.db.models.functions.text.Length('code'), 8)), models.Q(('kind', 'DESA'), django.db.models.lookups.Exact(django.db.models.functions.text.Length('code'), 13)), models.Q(('kind', 'KELURAHAN'), django.db.models.lookups.Exact(django.db.models.functions.text.Length('code'), 13)), _connector='OR'), name='region_code_fits_kind'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'KABUPATEN'), ('parent', None)), models.Q(models.Q(('kind', 'KABUPATEN'), _negated=True), ('parent__isnull', False)), _connector='OR'), name='region_only_kabupaten_has_no_parent')],
                },
            ),
            migrations.CreateModel(
                name='Boundary',
                fields=[
                    ('region', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='boundary', serialize=False, to='regions.region', verbose_name='wilayah')),
                    ('shape', models.TextField(verbose_name='batas (GeoJSON)')),
                    ('south', models.FloatField(verbose_name='lintang paling selatan')),
                    ('north', models.FloatField(verbose_name='lintang paling utara')),
                    ('west', models.FloatField(verbose_name='bujur paling barat')),
                    ('east', models.FloatField(verbose_name='bujur paling timur')),
                    ('source', models.CharField(max_length=300, verbose_name='sumber')),
                    ('loaded_at', perkim.lib.time_fields.BoundedDateTimeField(verbose_name='dimuat pada')),
                ],
                options={
                    'verbose_name': 'batas wilayah',
                    'verbose_name_plural': 'batas wilayah',
                    'constraints': [models.CheckConstraint(condition=models.Q(('south__lt', models.F('north')), ('west__lt', models.F('east')), models.Q(('shape', ''), _negated=True), models.Q(('source', ''), _negated=True)), name='boundary_is_an_area_of_a_stated_source')],
                },
            ),
        ]),
    ]
