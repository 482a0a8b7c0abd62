"""What stood in the database before 2026-11-28, in one step. Whoever has the replaced migrations has this one."""

import django.contrib.postgres.constraints
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models
import perkim.lib.time_fields

from perkim.lib.schema import OneStep


class Migration(migrations.Migration):

    replaces = [('parameters', '0001_initial')]

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        OneStep([
            migrations.CreateModel(
                name='DayOff',
                fields=[
                    ('day', perkim.lib.time_fields.BoundedDateField(primary_key=True, serialize=False, verbose_name='tanggal')),
                    ('kind', models.CharField(choices=[('LIBUR', 'Hari libur nasional'), ('CUTI', 'Cuti bersama'), ('LOKAL', 'Libur daerah')], max_length=5, verbose_name='jenis')),
                    ('title', models.CharField(max_length=120, verbose_name='keterangan')),
                    ('basis', models.CharField(max_length=200, verbose_name='dasar')),
                    ('tentative', models.BooleanField(default=False, verbose_name='belum pasti')),
                ],
                options={
                    'verbose_name': 'hari libur',
                    'verbose_name_plural': 'hari libur',
                    'ordering': ['day'],
                },
            ),
            migrations.CreateModel(
                name='Parameter',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('key', models.CharField(max_length=60, verbose_name='parameter')),
                    ('value', models.JSONField(verbose_name='nilai')),
                    ('starts', perkim.lib.time_fields.BoundedDateField(verbose_name='berlaku mulai')),
                    ('ends', perkim.lib.time_fields.BoundedDateField(blank=True, null=True, verbose_name='berlaku sampai')),
                    ('basis', models.CharField(max_length=200, verbose_name='dasar hukum')),
                    ('set_at', perkim.lib.time_fields.BoundedDateTimeField(default=django.utils.timezone.now, verbose_name='ditetapkan pada')),
                    ('set_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='ditetapkan oleh')),
                ],
                options={
                    'verbose_name': 'parameter',
                    'verbose_name_plural': 'parameter',
                    'ordering': ['key', 'starts'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('ends', None), ('ends__gte', models.F('starts')), _connector='OR'), name='parameter_ends_after_start'), models.CheckConstraint(condition=models.Q(('basis', ''), _negated=True), name='parameter_states_its_basis'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('key', '='), (models.Func(models.F('starts'), models.F('ends'), models.Value('[]'), function='DATERANGE'), '&&')], name='parameter_has_one_value_a_day')],
                },
            ),
        ]),
    ]
