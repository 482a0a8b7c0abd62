"""What stood in the database before 2026-11-28, in one step. Whoever has the replaced migrations has this one."""

from django.core.management import call_command
from django.db import migrations, models
import perkim.lib.time_fields


def create_cache_table(apps, schema_editor):
    """The table of Django's database cache: throttles and used one-time codes live in it."""
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):

    replaces = [('health', '0001_initial'), ('health', '0002_cache_table')]

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Heartbeat',
            fields=[
                ('name', models.CharField(max_length=30, primary_key=True, serialize=False)),
                ('seen', perkim.lib.time_fields.BoundedDateTimeField()),
            ],
            options={
                'verbose_name': 'denyut',
                'verbose_name_plural': 'denyut',
            },
        ),
        migrations.RunPython(create_cache_table, migrations.RunPython.noop),
    ]
