"""Announcements: what was announced of rankings until now comes here with the next migrations."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import perkim.lib.time_fields
from perkim.lib.schema import InstallTriggers


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        # It reads the times of all tables there are by their names.
        ('operations', '0001_times_within_span'),
        ('parameters', '0002_replaced_values'),
        ('sipoc', '0006_ids_of_moves'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Announcement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=40, verbose_name='yang diumumkan')),
                ('starts', perkim.lib.time_fields.BoundedDateField(verbose_name='diumumkan mulai')),
                ('until', perkim.lib.time_fields.BoundedDateField(verbose_name='diumumkan sampai')),
                ('closed_at', perkim.lib.time_fields.BoundedDateTimeField(null=True, verbose_name='masa sanggah ditutup pada')),
                ('superseded_at', perkim.lib.time_fields.BoundedDateTimeField(null=True, verbose_name='diganti pada')),
                ('announced_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='diumumkan oleh')),
                ('berkas', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='announcements', to='sipoc.berkas', verbose_name='berkas')),
                ('closed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='masa sanggah ditutup oleh')),
                ('length', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parameters.parameter', verbose_name='lama masa pengumuman')),
            ],
            options={
                'verbose_name': 'pengumuman',
                'verbose_name_plural': 'pengumuman',
            },
        ),
        migrations.CreateModel(
            name='AnnouncementEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_created_at', perkim.lib.time_fields.BoundedDateTimeField(auto_now_add=True)),
                ('id', models.BigIntegerField()),
                ('key', models.CharField(max_length=40, verbose_name='yang diumumkan')),
                ('starts', perkim.lib.time_fields.BoundedDateField(verbose_name='diumumkan mulai')),
                ('until', perkim.lib.time_fields.BoundedDateField(verbose_name='diumumkan sampai')),
                ('closed_at', perkim.lib.time_fields.BoundedDateTimeField(null=True, verbose_name='masa sanggah ditutup pada')),
                ('superseded_at', perkim.lib.time_fields.BoundedDateTimeField(null=True, verbose_name='diganti pada')),
                ('announced_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='diumumkan oleh')),
                ('berkas', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='sipoc.berkas', verbose_name='berkas')),
                ('closed_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='masa sanggah ditutup oleh')),
                ('length', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='parameters.parameter', verbose_name='lama masa pengumuman')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='announcements.announcement')),
            ],
            options={
                'verbose_name': 'riwayat pengumuman',
                'verbose_name_plural': 'riwayat pengumuman',
                'abstract': False,
            },
        ),
        migrations.AddConstraint(
            model_name='announcement',
            constraint=models.UniqueConstraint(models.F('berkas'), models.F('key'), condition=models.Q(('superseded_at', None)), name='announcement_stands_once'),
        ),
        migrations.AddConstraint(
            model_name='announcement',
            constraint=models.CheckConstraint(condition=models.Q(('until__gte', models.F('starts'))), name='announcement_ends_after_its_start'),
        ),
        migrations.AddConstraint(
            model_name='announcement',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed_at__isnull', True), ('closed_by__isnull', True)), models.Q(('closed_at__isnull', False), ('closed_by__isnull', False)), _connector='OR'), name='announcement_is_closed_by_somebody'),
        ),
        migrations.SeparateDatabaseAndState(
            state_operations=[
                pgtrigger.migrations.AddTrigger(
                    model_name='announcement',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "announcements_announcementevent" ("announced_by_id", "berkas_id", "closed_at", "closed_by_id", "id", "key", "length_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts", "superseded_at", "until") VALUES (OLD."announced_by_id", OLD."berkas_id", OLD."closed_at", OLD."closed_by_id", OLD."id", OLD."key", OLD."length_id", NOW(), \'update\', OLD."id", OLD."starts", OLD."superseded_at", OLD."until"); RETURN NULL;', hash='463649d0a88f8d8e7ba2a7e62514d0c3a4daf150', operation='UPDATE', pgid='pgtrigger_update_update_e6ac9', table='announcements_announcement', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='announcement',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "announcements_announcementevent" ("announced_by_id", "berkas_id", "closed_at", "closed_by_id", "id", "key", "length_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts", "superseded_at", "until") VALUES (OLD."announced_by_id", OLD."berkas_id", OLD."closed_at", OLD."closed_by_id", OLD."id", OLD."key", OLD."length_id", NOW(), \'delete\', OLD."id", OLD."starts", OLD."superseded_at", OLD."until"); RETURN NULL;', hash='f08638eede0488147aa4b1fcfb95f74af7060687', operation='DELETE', pgid='pgtrigger_delete_delete_209ed', table='announcements_announcement', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='announcementevent',
                    trigger=pgtrigger.compiler.Trigger(name='never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'the history in % is kept', TG_TABLE_NAME;", hash='f0201334d0fa271e7201cea6fb5324f9365f2f8e', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_ba837', table='announcements_announcementevent', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='announcementevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='eae17d080bd8c9a8530e2aaa6a1e6a7b38e91e0e', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_26ff4', table='announcements_announcementevent', when='BEFORE')),
                ),
            ],
        ),
        InstallTriggers(),
    ]
