import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('regions', '0001_initial'),
    ]

    operations = [
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
                ('loaded_at', models.DateTimeField(verbose_name='dimuat pada')),
            ],
            options={
                'verbose_name': 'batas wilayah',
                'verbose_name_plural': 'batas wilayah',
                'constraints': [models.CheckConstraint(condition=models.Q(('south__lt', models.F('north')), ('west__lt', models.F('east')), models.Q(('shape', ''), _negated=True), models.Q(('source', ''), _negated=True)), name='boundary_is_an_area_of_a_stated_source')],
            },
        ),
    ]
