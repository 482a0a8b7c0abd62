"""What stood in the database before 2026-11-28, in one step. Whoever has the replaced migrations has this one."""

from django.db import migrations, models
import perkim.lib.time_fields


class Migration(migrations.Migration):

    replaces = [('outbox', '0001_initial')]

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Work',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=60)),
                ('key', models.CharField(max_length=120, unique=True)),
                ('payload', models.JSONField(default=dict)),
                ('asked_at', perkim.lib.time_fields.BoundedDateTimeField()),
                ('due_at', perkim.lib.time_fields.BoundedDateTimeField()),
                ('leased_until', perkim.lib.time_fields.BoundedDateTimeField(null=True)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('done_at', perkim.lib.time_fields.BoundedDateTimeField(null=True)),
                ('given_up_at', perkim.lib.time_fields.BoundedDateTimeField(null=True)),
                ('last_error', models.CharField(blank=True, max_length=200)),
            ],
            options={
                'verbose_name': 'pekerjaan keluar',
                'verbose_name_plural': 'pekerjaan keluar',
                'indexes': [models.Index(condition=models.Q(('done_at', None), ('given_up_at', None)), fields=['due_at', 'id'], name='work_waiting')],
                'constraints': [models.CheckConstraint(condition=models.Q(('done_at', None), ('given_up_at', None), _connector='OR'), name='work_is_done_or_given_up_not_both')],
            },
        ),
    ]
