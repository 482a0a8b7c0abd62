"""What stood in the database before 2026-11-28, in one step. Whoever has the replaced migrations has this one."""

import django.db.models.deletion
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models
import perkim.lib.time_fields

from perkim.lib.schema import InstallTriggers, OneStep


class Migration(migrations.Migration):

    replaces = [('banking', '0001_accounts')]

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('sipoc', '0001_base'),
    ]

    operations = [
        OneStep([
            migrations.CreateModel(
                name='Account',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('programme', models.CharField(editable=False, max_length=20, verbose_name='program')),
                    ('year', models.PositiveSmallIntegerField(editable=False, verbose_name='tahun')),
                    ('bank', models.CharField(max_length=60, verbose_name='bank')),
                    ('branch', models.CharField(blank=True, max_length=80, verbose_name='cabang')),
                    ('number_sealed', models.BinaryField(verbose_name='nomor rekening')),
                    ('number_index', models.BinaryField(max_length=32)),
                    ('number_index_next', models.BinaryField(max_length=32, null=True)),
                    ('holder', models.CharField(max_length=100, verbose_name='nama di rekening')),
                    ('reason', models.CharField(blank=True, max_length=300, verbose_name='alasan nama berbeda')),
                    ('batch', models.UUIDField(blank=True, editable=False, null=True, verbose_name='impor')),
                    ('line', models.PositiveIntegerField(blank=True, editable=False, null=True, verbose_name='baris file')),
                    ('recorded_at', perkim.lib.time_fields.BoundedDateTimeField(verbose_name='dicatat pada')),
                    ('confirmed_at', perkim.lib.time_fields.BoundedDateTimeField(blank=True, null=True, verbose_name='dipastikan pada')),
                    ('ended_at', perkim.lib.time_fields.BoundedDateTimeField(blank=True, null=True, verbose_name='diganti pada')),
                    ('ended_for', models.CharField(blank=True, max_length=300, verbose_name='alasan diganti')),
                    ('berkas', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rekening', to='sipoc.berkas', verbose_name='berkas')),
                    ('confirmed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='dipastikan oleh')),
                    ('ended_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='diganti oleh')),
                    ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='dicatat oleh')),
                ],
                options={
                    'verbose_name': 'rekening penerima',
                    'verbose_name_plural': 'rekening penerima',
                    'indexes': [models.Index(fields=['berkas', 'id'], name='account_of_case'), models.Index(condition=models.Q(('batch__isnull', False)), fields=['batch'], name='account_of_list')],
                    'constraints': [models.UniqueConstraint(models.F('berkas'), condition=models.Q(('ended_at', None)), name='account_stands_once_a_case'), models.UniqueConstraint(models.F('programme'), models.F('year'), models.F('number_index'), condition=models.Q(('ended_at', None)), name='account_serves_one_household_a_year'), models.CheckConstraint(condition=models.Q(models.Q(('bank', ''), _negated=True), models.Q(('number_sealed', b''), _negated=True), models.Q(('holder', ''), _negated=True)), name='account_has_bank_number_and_holder'), models.CheckConstraint(condition=models.Q(models.Q(('batch', None), ('line', None)), models.Q(('batch__isnull', False), ('line__isnull', False)), _connector='OR'), name='account_of_a_list_has_a_line'), models.CheckConstraint(condition=models.Q(models.Q(('confirmed_at', None), ('confirmed_by', None)), models.Q(('confirmed_at__isnull', False), ('confirmed_by__isnull', False), models.Q(('confirmed_by', models.F('recorded_by')), _negated=True)), _connector='OR'), name='account_is_confirmed_by_somebody_else'), models.CheckConstraint(condition=models.Q(models.Q(('ended_at', None), ('ended_by', None), ('ended_for', '')), models.Q(('ended_at__isnull', False), ('ended_by__isnull', False), models.Q(('ended_for', ''), _negated=True)), _connector='OR'), name='account_that_ended_says_why')],
                    'triggers': [pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."bank" IS DISTINCT FROM (NEW."bank") OR OLD."batch" IS DISTINCT FROM (NEW."batch") OR OLD."berkas_id" IS DISTINCT FROM (NEW."berkas_id") OR OLD."branch" IS DISTINCT FROM (NEW."branch") OR OLD."confirmed_at" IS DISTINCT FROM (NEW."confirmed_at") OR OLD."confirmed_by_id" IS DISTINCT FROM (NEW."confirmed_by_id") OR OLD."ended_at" IS DISTINCT FROM (NEW."ended_at") OR OLD."ended_by_id" IS DISTINCT FROM (NEW."ended_by_id") OR OLD."ended_for" IS DISTINCT FROM (NEW."ended_for") OR OLD."holder" IS DISTINCT FROM (NEW."holder") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."line" IS DISTINCT FROM (NEW."line") OR OLD."number_index" IS DISTINCT FROM (NEW."number_index") OR OLD."programme" IS DISTINCT FROM (NEW."programme") OR OLD."reason" IS DISTINCT FROM (NEW."reason") OR OLD."recorded_at" IS DISTINCT FROM (NEW."recorded_at") OR OLD."recorded_by_id" IS DISTINCT FROM (NEW."recorded_by_id") OR OLD."year" IS DISTINCT FROM (NEW."year"))', func='INSERT INTO "banking_accountevent" ("bank", "batch", "berkas_id", "branch", "confirmed_at", "confirmed_by_id", "ended_at", "ended_by_id", "ended_for", "holder", "id", "line", "number_index", "number_index_next", "number_sealed", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme", "reason", "recorded_at", "recorded_by_id", "year") VALUES (OLD."bank", OLD."batch", OLD."berkas_id", OLD."branch", OLD."confirmed_at", OLD."confirmed_by_id", OLD."ended_at", OLD."ended_by_id", OLD."ended_for", OLD."holder", OLD."id", OLD."line", OLD."number_index", OLD."number_index_next", OLD."number_sealed", NOW(), \'update\', OLD."id", OLD."programme", OLD."reason", OLD."recorded_at", OLD."recorded_by_id", OLD."year"); RETURN NULL;', hash='652559a26b88d649745b8777d0f3e091ecc71aa6', operation='UPDATE', pgid='pgtrigger_update_update_2b233', table='banking_account', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "banking_accountevent" ("bank", "batch", "berkas_id", "branch", "confirmed_at", "confirmed_by_id", "ended_at", "ended_by_id", "ended_for", "holder", "id", "line", "number_index", "number_index_next", "number_sealed", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme", "reason", "recorded_at", "recorded_by_id", "year") VALUES (OLD."bank", OLD."batch", OLD."berkas_id", OLD."branch", OLD."confirmed_at", OLD."confirmed_by_id", OLD."ended_at", OLD."ended_by_id", OLD."ended_for", OLD."holder", OLD."id", OLD."line", OLD."number_index", OLD."number_index_next", OLD."number_sealed", NOW(), \'delete\', OLD."id", OLD."programme", OLD."reason", OLD."recorded_at", OLD."recorded_by_id", OLD."year"); RETURN NULL;', hash='8e19f7a81e2d1f8f556320fa9e7f8078dabb9f84', operation='DELETE', pgid='pgtrigger_delete_delete_372f6', table='banking_account', when='AFTER'))],
                },
            ),
            migrations.CreateModel(
                name='AccountEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', perkim.lib.time_fields.BoundedDateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('programme', models.CharField(editable=False, max_length=20, verbose_name='program')),
                    ('year', models.PositiveSmallIntegerField(editable=False, verbose_name='tahun')),
                    ('bank', models.CharField(max_length=60, verbose_name='bank')),
                    ('branch', models.CharField(blank=True, max_length=80, verbose_name='cabang')),
                    ('number_sealed', models.BinaryField(verbose_name='nomor rekening')),
                    ('number_index', models.BinaryField(max_length=32)),
                    ('number_index_next', models.BinaryField(max_length=32, null=True)),
                    ('holder', models.CharField(max_length=100, verbose_name='nama di rekening')),
                    ('reason', models.CharField(blank=True, max_length=300, verbose_name='alasan nama berbeda')),
                    ('batch', models.UUIDField(blank=True, editable=False, null=True, verbose_name='impor')),
                    ('line', models.PositiveIntegerField(blank=True, editable=False, null=True, verbose_name='baris file')),
                    ('recorded_at', perkim.lib.time_fields.BoundedDateTimeField(verbose_name='dicatat pada')),
                    ('confirmed_at', perkim.lib.time_fields.BoundedDateTimeField(blank=True, null=True, verbose_name='dipastikan pada')),
                    ('ended_at', perkim.lib.time_fields.BoundedDateTimeField(blank=True, null=True, verbose_name='diganti pada')),
                    ('ended_for', models.CharField(blank=True, max_length=300, verbose_name='alasan diganti')),
                    ('berkas', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='sipoc.berkas', verbose_name='berkas')),
                    ('confirmed_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='dipastikan oleh')),
                    ('ended_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='diganti oleh')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='banking.account')),
                    ('recorded_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='dicatat oleh')),
                ],
                options={
                    'verbose_name': 'riwayat rekening penerima',
                    'verbose_name_plural': 'riwayat rekening penerima',
                    'abstract': False,
                    'triggers': [pgtrigger.compiler.Trigger(name='never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'the history in % is kept', TG_TABLE_NAME;", hash='3fdbf7a976528b459be2e658d26639fa1d1b184e', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_47b35', table='banking_accountevent', when='BEFORE')), pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='1c0222939fdebcf153a25654b714ed5157ac8612', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_b563c', table='banking_accountevent', when='BEFORE'))],
                },
            ),
        ]),
        InstallTriggers(),
    ]
