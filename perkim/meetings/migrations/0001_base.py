"""Meetings with attendance leave household aid: their tables and all rows, with the history, come here as they are.

Beside cases, persons and agencies may be invited from now on.
"""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import perkim.lib.time_fields
from perkim.lib.schema import DropTriggers, InstallTriggers, OneStep

_MOVE = """
ALTER TABLE swadaya_meeting RENAME TO meetings_meeting;
ALTER TABLE swadaya_meetingevent RENAME TO meetings_meetingevent;
ALTER TABLE swadaya_attendance RENAME TO meetings_attendance;
ALTER TABLE swadaya_attendanceevent RENAME TO meetings_attendanceevent;
ALTER TABLE meetings_meeting RENAME COLUMN usulan_id TO berkas_id;
ALTER TABLE meetings_meetingevent RENAME COLUMN usulan_id TO berkas_id;
ALTER INDEX meeting_of_usulan RENAME TO meeting_of_case;
ALTER INDEX attendance_of_a_recipient_is_told_once RENAME TO attendance_of_a_case_is_told_once;
"""


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        # It reads the times of all tables there are by their names.
        ('operations', '0001_times_within_span'),
        ('sipoc', '0006_ids_of_moves'),
        ('swadaya', '0010_values_by_kind_of_work'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                DropTriggers('swadaya_meeting', 'swadaya_meetingevent', 'swadaya_attendance', 'swadaya_attendanceevent'),
                migrations.RunSQL(_MOVE),
            ],
            state_operations=[
                migrations.CreateModel(
                    name='Attendance',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('presence', models.CharField(choices=[('HADIR', 'Hadir'), ('DIWAKILI', 'Diwakili'), ('TIDAK', 'Tidak hadir')], max_length=8, verbose_name='kehadiran')),
                        ('by_name', models.CharField(blank=True, max_length=100, verbose_name='nama wakil')),
                        ('berkas', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attendances', to='sipoc.berkas', verbose_name='berkas yang diundang')),
                    ],
                    options={
                        'verbose_name': 'daftar hadir',
                        'verbose_name_plural': 'daftar hadir',
                    },
                ),
                migrations.CreateModel(
                    name='Meeting',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('held_on', perkim.lib.time_fields.BoundedDateField(verbose_name='tanggal')),
                        ('starts', models.TimeField(verbose_name='pukul')),
                        ('place', models.CharField(max_length=120, verbose_name='tempat')),
                        ('topics', models.TextField(verbose_name='materi')),
                        ('agreement', models.TextField(verbose_name='kesepakatan')),
                        ('others', models.PositiveSmallIntegerField(default=0, verbose_name='peserta lain')),
                        ('client_key', models.UUIDField(editable=False, unique=True, verbose_name='kunci kiriman')),
                        ('recorded_at', perkim.lib.time_fields.BoundedDateTimeField(verbose_name='dicatat pada')),
                        ('changed_at', perkim.lib.time_fields.BoundedDateTimeField(verbose_name='diubah pada')),
                        ('berkas', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='meetings', to='sipoc.berkas', verbose_name='berkas')),
                        ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='dicatat oleh')),
                    ],
                    options={
                        'verbose_name': 'pertemuan',
                        'verbose_name_plural': 'pertemuan',
                    },
                ),
                migrations.CreateModel(
                    name='AttendanceEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('pgh_created_at', perkim.lib.time_fields.BoundedDateTimeField(auto_now_add=True)),
                        ('id', models.BigIntegerField()),
                        ('presence', models.CharField(choices=[('HADIR', 'Hadir'), ('DIWAKILI', 'Diwakili'), ('TIDAK', 'Tidak hadir')], max_length=8, verbose_name='kehadiran')),
                        ('by_name', models.CharField(blank=True, max_length=100, verbose_name='nama wakil')),
                        ('berkas', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='sipoc.berkas', verbose_name='berkas yang diundang')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='meetings.attendance')),
                        ('meeting', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='meetings.meeting', verbose_name='pertemuan')),
                    ],
                    options={
                        'verbose_name': 'riwayat daftar hadir',
                        'verbose_name_plural': 'riwayat daftar hadir',
                        'abstract': False,
                    },
                ),
                migrations.AddField(
                    model_name='attendance',
                    name='meeting',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attendances', to='meetings.meeting', verbose_name='pertemuan'),
                ),
                migrations.CreateModel(
                    name='MeetingEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('pgh_created_at', perkim.lib.time_fields.BoundedDateTimeField(auto_now_add=True)),
                        ('id', models.BigIntegerField()),
                        ('held_on', perkim.lib.time_fields.BoundedDateField(verbose_name='tanggal')),
                        ('starts', models.TimeField(verbose_name='pukul')),
                        ('place', models.CharField(max_length=120, verbose_name='tempat')),
                        ('topics', models.TextField(verbose_name='materi')),
                        ('agreement', models.TextField(verbose_name='kesepakatan')),
                        ('others', models.PositiveSmallIntegerField(default=0, verbose_name='peserta lain')),
                        ('client_key', models.UUIDField(editable=False, verbose_name='kunci kiriman')),
                        ('recorded_at', perkim.lib.time_fields.BoundedDateTimeField(verbose_name='dicatat pada')),
                        ('changed_at', perkim.lib.time_fields.BoundedDateTimeField(verbose_name='diubah pada')),
                        ('berkas', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='sipoc.berkas', verbose_name='berkas')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='meetings.meeting')),
                        ('recorded_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='dicatat oleh')),
                    ],
                    options={
                        'verbose_name': 'riwayat pertemuan',
                        'verbose_name_plural': 'riwayat pertemuan',
                        'abstract': False,
                    },
                ),
                migrations.AddIndex(
                    model_name='meeting',
                    index=models.Index(fields=['berkas', 'held_on', 'id'], name='meeting_of_case'),
                ),
                migrations.AddConstraint(
                    model_name='meeting',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('place', ''), _negated=True), models.Q(('topics', ''), _negated=True), models.Q(('agreement', ''), _negated=True)), name='meeting_says_where_and_what'),
                ),
                migrations.AddConstraint(
                    model_name='meeting',
                    constraint=models.CheckConstraint(condition=models.Q(('others__range', (0, 1000))), name='meeting_others_are_counted'),
                ),
                migrations.AddConstraint(
                    model_name='meeting',
                    constraint=models.CheckConstraint(condition=models.Q(('changed_at__gte', models.F('recorded_at'))), name='meeting_is_changed_afterwards'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='meeting',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "meetings_meetingevent" ("agreement", "berkas_id", "changed_at", "client_key", "held_on", "id", "others", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "recorded_at", "recorded_by_id", "starts", "topics") VALUES (OLD."agreement", OLD."berkas_id", OLD."changed_at", OLD."client_key", OLD."held_on", OLD."id", OLD."others", NOW(), \'update\', OLD."id", OLD."place", OLD."recorded_at", OLD."recorded_by_id", OLD."starts", OLD."topics"); RETURN NULL;', hash='d00ee7365576426caa03ea87e2342439252d4c40', operation='UPDATE', pgid='pgtrigger_update_update_495b8', table='meetings_meeting', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='meeting',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_meetingevent" ("agreement", "berkas_id", "changed_at", "client_key", "held_on", "id", "others", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "recorded_at", "recorded_by_id", "starts", "topics") VALUES (OLD."agreement", OLD."berkas_id", OLD."changed_at", OLD."client_key", OLD."held_on", OLD."id", OLD."others", NOW(), \'delete\', OLD."id", OLD."place", OLD."recorded_at", OLD."recorded_by_id", OLD."starts", OLD."topics"); RETURN NULL;', hash='27a951015e48c7a422b3ce43c702ea6129d92b95', operation='DELETE', pgid='pgtrigger_delete_delete_4bf26', table='meetings_meeting', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='attendanceevent',
                    trigger=pgtrigger.compiler.Trigger(name='never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'the history in % is kept', TG_TABLE_NAME;", hash='f3038fa3d8391faf89f6b5d947c0e545a0cb45b2', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_8c024', table='meetings_attendanceevent', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='attendanceevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='c4d0488822c783a9f4da7dadce2288f10bbaf0f8', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_ae376', table='meetings_attendanceevent', when='BEFORE')),
                ),
                migrations.AddConstraint(
                    model_name='attendance',
                    constraint=models.UniqueConstraint(models.F('meeting'), models.F('berkas'), name='attendance_of_a_case_is_told_once'),
                ),
                migrations.AddConstraint(
                    model_name='attendance',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('presence', 'DIWAKILI'), models.Q(('by_name', ''), _negated=True)), models.Q(('presence__in', ['HADIR', 'TIDAK']), ('by_name', '')), _connector='OR'), name='attendance_by_another_names_him'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='attendance',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "meetings_attendanceevent" ("berkas_id", "by_name", "id", "meeting_id", "party", "pgh_created_at", "pgh_label", "pgh_obj_id", "presence") VALUES (OLD."berkas_id", OLD."by_name", OLD."id", OLD."meeting_id", OLD."party", NOW(), \'update\', OLD."id", OLD."presence"); RETURN NULL;', hash='48ec3b19663b756bc52b5d29c9ba514ed0c40d83', operation='UPDATE', pgid='pgtrigger_update_update_870cb', table='meetings_attendance', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='attendance',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_attendanceevent" ("berkas_id", "by_name", "id", "meeting_id", "party", "pgh_created_at", "pgh_label", "pgh_obj_id", "presence") VALUES (OLD."berkas_id", OLD."by_name", OLD."id", OLD."meeting_id", OLD."party", NOW(), \'delete\', OLD."id", OLD."presence"); RETURN NULL;', hash='918bd7f89d0d57f099fbf8ad0215949545ad18a9', operation='DELETE', pgid='pgtrigger_delete_delete_774f3', table='meetings_attendance', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='meetingevent',
                    trigger=pgtrigger.compiler.Trigger(name='never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'the history in % is kept', TG_TABLE_NAME;", hash='349be06b15d707d5fa423a0145190265cdf49869', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_cfa79', table='meetings_meetingevent', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='meetingevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='161adc4dee7601797a02097cded16f6fce0bad5d', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_2b4ce', table='meetings_meetingevent', when='BEFORE')),
                ),
            ],
        ),
        OneStep([
            migrations.AddField(
                model_name='attendance',
                name='party',
                field=models.CharField(blank=True, default='', max_length=120, verbose_name='nama yang diundang'),
                preserve_default=False,
            ),
            migrations.AddField(
                model_name='attendanceevent',
                name='party',
                field=models.CharField(blank=True, default='', max_length=120, verbose_name='nama yang diundang'),
                preserve_default=False,
            ),
            migrations.AlterField(
                model_name='attendance',
                name='berkas',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='attendances', to='sipoc.berkas', verbose_name='berkas yang diundang'),
            ),
            migrations.AlterField(
                model_name='attendanceevent',
                name='berkas',
                field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='sipoc.berkas', verbose_name='berkas yang diundang'),
            ),
        ]),
        OneStep([
            migrations.AddConstraint(
                model_name='attendance',
                constraint=models.UniqueConstraint(models.F('meeting'), models.F('party'), condition=models.Q(('party', ''), _negated=True), name='attendance_of_a_party_is_told_once'),
            ),
            migrations.AddConstraint(
                model_name='attendance',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('berkas__isnull', False), ('party', '')), models.Q(('berkas', None), models.Q(('party', ''), _negated=True)), _connector='OR'), name='attendance_is_of_a_case_or_a_party'),
            ),
        ]),
        InstallTriggers(),
    ]
