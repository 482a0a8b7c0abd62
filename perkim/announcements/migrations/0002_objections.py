"""Objections leave rankings: their table and all rows, with the history, come here. Each names the announcement of its
ranking, and the case instead of the place in the ranking."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import perkim.lib.time_fields
from perkim.lib.schema import DropTriggers, InstallTriggers

_RENAME = """
ALTER TABLE swadaya_objection RENAME TO announcements_objection;
ALTER TABLE swadaya_objectionevent RENAME TO announcements_objectionevent;
"""
_MOVE = """
ALTER TABLE {table} ADD COLUMN announcement_id bigint, ADD COLUMN subject_id bigint;
UPDATE {table} AS one SET
    announcement_id = (SELECT announcement_id FROM swadaya_ranking WHERE id = one.ranking_id),
    subject_id = (SELECT berkas_id FROM swadaya_place WHERE id = one.place_id);
ALTER TABLE {table} DROP COLUMN ranking_id, DROP COLUMN place_id, ALTER COLUMN announcement_id SET NOT NULL;
CREATE INDEX {table}_announcement_id ON {table} (announcement_id);
CREATE INDEX {table}_subject_id ON {table} (subject_id);
"""
_REFER = """
ALTER TABLE announcements_objection
    ADD CONSTRAINT announcements_objection_announcement_id_fk
        FOREIGN KEY (announcement_id) REFERENCES announcements_announcement (id) DEFERRABLE INITIALLY DEFERRED,
    ADD CONSTRAINT announcements_objection_subject_id_fk
        FOREIGN KEY (subject_id) REFERENCES sipoc_berkas (id) DEFERRABLE INITIALLY DEFERRED;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('announcements', '0001_base'),
        ('swadaya', '0012_announcements_of_rankings'),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                DropTriggers('swadaya_objection', 'swadaya_objectionevent'),
                migrations.RunSQL(_RENAME),
                migrations.RunSQL(_MOVE.format(table='announcements_objection')),
                migrations.RunSQL(_MOVE.format(table='announcements_objectionevent')),
                migrations.RunSQL(_REFER),
            ],
            state_operations=[
                migrations.CreateModel(
                    name='Objection',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('received_on', perkim.lib.time_fields.BoundedDateField(verbose_name='diterima pada')),
                        ('objector', models.CharField(max_length=100, verbose_name='nama penyanggah')),
                        ('text', models.TextField(verbose_name='isi sanggahan')),
                        ('recorded_at', perkim.lib.time_fields.BoundedDateTimeField(verbose_name='dicatat pada')),
                        ('answer', models.TextField(blank=True, verbose_name='jawaban')),
                        ('upheld', models.BooleanField(null=True, verbose_name='diterima')),
                        ('answered_at', perkim.lib.time_fields.BoundedDateTimeField(null=True, verbose_name='dijawab pada')),
                        ('announcement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='objections', to='announcements.announcement', verbose_name='pengumuman')),
                        ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='dijawab oleh')),
                        ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='dicatat oleh')),
                        ('subject', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='objections', to='sipoc.berkas', verbose_name='tentang')),
                    ],
                    options={
                        'verbose_name': 'sanggahan',
                        'verbose_name_plural': 'sanggahan',
                    },
                ),
                migrations.CreateModel(
                    name='ObjectionEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('pgh_created_at', perkim.lib.time_fields.BoundedDateTimeField(auto_now_add=True)),
                        ('id', models.BigIntegerField()),
                        ('received_on', perkim.lib.time_fields.BoundedDateField(verbose_name='diterima pada')),
                        ('objector', models.CharField(max_length=100, verbose_name='nama penyanggah')),
                        ('text', models.TextField(verbose_name='isi sanggahan')),
                        ('recorded_at', perkim.lib.time_fields.BoundedDateTimeField(verbose_name='dicatat pada')),
                        ('answer', models.TextField(blank=True, verbose_name='jawaban')),
                        ('upheld', models.BooleanField(null=True, verbose_name='diterima')),
                        ('answered_at', perkim.lib.time_fields.BoundedDateTimeField(null=True, verbose_name='dijawab pada')),
                        ('announcement', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='announcements.announcement', verbose_name='pengumuman')),
                        ('answered_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='dijawab oleh')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='announcements.objection')),
                        ('recorded_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='dicatat oleh')),
                        ('subject', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='sipoc.berkas', verbose_name='tentang')),
                    ],
                    options={
                        'verbose_name': 'riwayat sanggahan',
                        'verbose_name_plural': 'riwayat sanggahan',
                        'abstract': False,
                    },
                ),
                migrations.AddConstraint(
                    model_name='objection',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('text', ''), _negated=True), models.Q(('objector', ''), _negated=True)), name='objection_says_something'),
                ),
                migrations.AddConstraint(
                    model_name='objection',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(('answered_at__isnull', True), ('answered_by__isnull', True), ('upheld__isnull', True)), models.Q(('answered_at__isnull', False), ('answered_by__isnull', False), ('upheld__isnull', False)), _connector='OR'), models.Q(models.Q(('answer', ''), ('upheld', None)), models.Q(('upheld__isnull', False), models.Q(('answer', ''), _negated=True)), _connector='OR')), name='objection_is_answered_as_a_whole'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='objection',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "announcements_objectionevent" ("announcement_id", "answer", "answered_at", "answered_by_id", "id", "objector", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_on", "recorded_at", "recorded_by_id", "subject_id", "text", "upheld") VALUES (OLD."announcement_id", OLD."answer", OLD."answered_at", OLD."answered_by_id", OLD."id", OLD."objector", NOW(), \'update\', OLD."id", OLD."received_on", OLD."recorded_at", OLD."recorded_by_id", OLD."subject_id", OLD."text", OLD."upheld"); RETURN NULL;', hash='49a1fc7fae328cf10f63e0b4378948e58dca7ed4', operation='UPDATE', pgid='pgtrigger_update_update_5a4fb', table='announcements_objection', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='objection',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "announcements_objectionevent" ("announcement_id", "answer", "answered_at", "answered_by_id", "id", "objector", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_on", "recorded_at", "recorded_by_id", "subject_id", "text", "upheld") VALUES (OLD."announcement_id", OLD."answer", OLD."answered_at", OLD."answered_by_id", OLD."id", OLD."objector", NOW(), \'delete\', OLD."id", OLD."received_on", OLD."recorded_at", OLD."recorded_by_id", OLD."subject_id", OLD."text", OLD."upheld"); RETURN NULL;', hash='12099541aa0bd490fad86fb26062dd56f2680b0e', operation='DELETE', pgid='pgtrigger_delete_delete_42886', table='announcements_objection', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='objectionevent',
                    trigger=pgtrigger.compiler.Trigger(name='never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'the history in % is kept', TG_TABLE_NAME;", hash='1892fc1637882ce6722f190ababd50fd1d61496c', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_a1947', table='announcements_objectionevent', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='objectionevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='783f8aaf7a2ae54cca47ce4b0632b23e20260c39', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_c5295', table='announcements_objectionevent', when='BEFORE')),
                ),
            ],
        ),
        InstallTriggers(),
    ]
