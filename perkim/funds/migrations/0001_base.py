"""What stood in the database before 2026-11-28, in one step. Whoever has the replaced migrations has this one."""

import django.db.models.deletion
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models
import perkim.lib.time_fields

from perkim.lib.schema import InstallTriggers, OneStep


class Migration(migrations.Migration):

    replaces = [('funds', '0001_plans_entries_measures_reports')]

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('parameters', '0001_base'),
        ('sipoc', '0001_base'),
    ]

    operations = [
        OneStep([
            migrations.CreateModel(
                name='Lpd',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('term', models.PositiveSmallIntegerField(verbose_name='tahap')),
                    ('shop', models.CharField(max_length=120, verbose_name='nama toko')),
                    ('receipt_number', models.CharField(max_length=120, verbose_name='nomor nota')),
                    ('receipt_date', perkim.lib.time_fields.BoundedDateField(verbose_name='tanggal nota')),
                    ('receipts', models.BigIntegerField(verbose_name='jumlah nota (rupiah)')),
                    ('excess', models.CharField(blank=True, choices=[('SWADAYA', 'Dibayar penerima sebagai swadaya'), ('TAHAP_2', 'Dipindahkan ke nota tahap 2')], max_length=8, verbose_name='kelebihan nota')),
                    ('delivered_on', perkim.lib.time_fields.BoundedDateField(verbose_name='bahan diterima')),
                    ('delivered', models.BooleanField(verbose_name='bahan diterima lengkap')),
                    ('attendance', models.BooleanField(verbose_name='absensi tukang ada')),
                    ('wage_receipt', models.BooleanField(verbose_name='kuitansi upah ada')),
                    ('entered_at', perkim.lib.time_fields.BoundedDateTimeField(verbose_name='diisi pada')),
                    ('checked_at', perkim.lib.time_fields.BoundedDateTimeField(blank=True, null=True, verbose_name='diperiksa pada')),
                    ('berkas', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lpd', to='sipoc.berkas', verbose_name='berkas')),
                    ('checked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='diperiksa oleh')),
                    ('entered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='diisi oleh')),
                ],
                options={
                    'verbose_name': 'LPD',
                    'verbose_name_plural': 'LPD',
                    'constraints': [models.UniqueConstraint(models.F('berkas'), models.F('term'), name='lpd_of_a_term_stands_once'), models.CheckConstraint(condition=models.Q(('term__in', (1, 2))), name='lpd_is_of_the_first_or_second_term'), models.CheckConstraint(condition=models.Q(('receipts__gt', 0)), name='lpd_has_receipts'), models.CheckConstraint(condition=models.Q(models.Q(('excess', 'TAHAP_2'), _negated=True), ('term', 1), _connector='OR'), name='lpd_excess_goes_to_a_later_term'), models.CheckConstraint(condition=models.Q(models.Q(('checked_at', None), ('checked_by', None)), models.Q(('checked_at__isnull', False), ('checked_by__isnull', False), models.Q(('checked_by', models.F('entered_by')), _negated=True)), _connector='OR'), name='lpd_is_checked_by_somebody_else')],
                    'triggers': [pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "funds_lpdevent" ("attendance", "berkas_id", "checked_at", "checked_by_id", "delivered", "delivered_on", "entered_at", "entered_by_id", "excess", "id", "pgh_created_at", "pgh_label", "pgh_obj_id", "receipt_date", "receipt_number", "receipts", "shop", "term", "wage_receipt") VALUES (OLD."attendance", OLD."berkas_id", OLD."checked_at", OLD."checked_by_id", OLD."delivered", OLD."delivered_on", OLD."entered_at", OLD."entered_by_id", OLD."excess", OLD."id", NOW(), \'update\', OLD."id", OLD."receipt_date", OLD."receipt_number", OLD."receipts", OLD."shop", OLD."term", OLD."wage_receipt"); RETURN NULL;', hash='edb0fee885f6d01122fe5c7b28a3aa9bff6fe31f', operation='UPDATE', pgid='pgtrigger_update_update_b56af', table='funds_lpd', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "funds_lpdevent" ("attendance", "berkas_id", "checked_at", "checked_by_id", "delivered", "delivered_on", "entered_at", "entered_by_id", "excess", "id", "pgh_created_at", "pgh_label", "pgh_obj_id", "receipt_date", "receipt_number", "receipts", "shop", "term", "wage_receipt") VALUES (OLD."attendance", OLD."berkas_id", OLD."checked_at", OLD."checked_by_id", OLD."delivered", OLD."delivered_on", OLD."entered_at", OLD."entered_by_id", OLD."excess", OLD."id", NOW(), \'delete\', OLD."id", OLD."receipt_date", OLD."receipt_number", OLD."receipts", OLD."shop", OLD."term", OLD."wage_receipt"); RETURN NULL;', hash='627e426ec6d89fc704f04c2797d07d976f6aa6bc', operation='DELETE', pgid='pgtrigger_delete_delete_88e83', table='funds_lpd', when='AFTER'))],
                },
            ),
            migrations.CreateModel(
                name='LpdEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', perkim.lib.time_fields.BoundedDateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('term', models.PositiveSmallIntegerField(verbose_name='tahap')),
                    ('shop', models.CharField(max_length=120, verbose_name='nama toko')),
                    ('receipt_number', models.CharField(max_length=120, verbose_name='nomor nota')),
                    ('receipt_date', perkim.lib.time_fields.BoundedDateField(verbose_name='tanggal nota')),
                    ('receipts', models.BigIntegerField(verbose_name='jumlah nota (rupiah)')),
                    ('excess', models.CharField(blank=True, choices=[('SWADAYA', 'Dibayar penerima sebagai swadaya'), ('TAHAP_2', 'Dipindahkan ke nota tahap 2')], max_length=8, verbose_name='kelebihan nota')),
                    ('delivered_on', perkim.lib.time_fields.BoundedDateField(verbose_name='bahan diterima')),
                    ('delivered', models.BooleanField(verbose_name='bahan diterima lengkap')),
                    ('attendance', models.BooleanField(verbose_name='absensi tukang ada')),
                    ('wage_receipt', models.BooleanField(verbose_name='kuitansi upah ada')),
                    ('entered_at', perkim.lib.time_fields.BoundedDateTimeField(verbose_name='diisi pada')),
                    ('checked_at', perkim.lib.time_fields.BoundedDateTimeField(blank=True, null=True, verbose_name='diperiksa pada')),
                    ('berkas', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='sipoc.berkas', verbose_name='berkas')),
                    ('checked_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='diperiksa oleh')),
                    ('entered_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='diisi oleh')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='funds.lpd')),
                ],
                options={
                    'verbose_name': 'riwayat LPD',
                    'verbose_name_plural': 'riwayat LPD',
                    'abstract': False,
                    'triggers': [pgtrigger.compiler.Trigger(name='never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'the history in % is kept', TG_TABLE_NAME;", hash='787c0011896a2d666da280c08e397279af1dd11c', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_ccd15', table='funds_lpdevent', when='BEFORE')), pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='88d86c76cb2beb3ec722aae5dd91f0818776a756', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_2b608', table='funds_lpdevent', when='BEFORE'))],
                },
            ),
            migrations.CreateModel(
                name='Measure',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('seen_on', perkim.lib.time_fields.BoundedDateField(verbose_name='dilihat pada')),
                    ('done', models.JSONField(verbose_name='kemajuan komponen')),
                    ('costs', models.JSONField(default=dict, verbose_name='biaya menurut RAB')),
                    ('weights', models.JSONField(verbose_name='bobot')),
                    ('percent', models.DecimalField(decimal_places=2, max_digits=5, verbose_name='fisik (%)')),
                    ('note', models.CharField(blank=True, max_length=300, verbose_name='catatan')),
                    ('measured_at', perkim.lib.time_fields.BoundedDateTimeField(verbose_name='dicatat pada')),
                    ('client_key', models.UUIDField(editable=False, unique=True)),
                    ('berkas', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='kemajuan', to='sipoc.berkas', verbose_name='berkas')),
                    ('measured_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='dicatat oleh')),
                    ('parameter', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parameters.parameter', verbose_name='dasar bobot')),
                ],
                options={
                    'verbose_name': 'kemajuan fisik',
                    'verbose_name_plural': 'kemajuan fisik',
                    'indexes': [models.Index(models.F('berkas'), models.OrderBy(models.F('id'), descending=True), name='measure_newest')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('percent__range', (0, 100))), name='measure_is_a_percentage')],
                    'triggers': [pgtrigger.compiler.Trigger(name='measure_stays_as_it_was', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='f9d0f7861ad292c925286bfdf0b7d52fd6488714', operation='UPDATE OR DELETE', pgid='pgtrigger_measure_stays_as_it_was_27b1f', table='funds_measure', when='BEFORE')), pgtrigger.compiler.Trigger(name='measure_is_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'the rows of % are kept', TG_TABLE_NAME;", hash='8e5125818a6c9847d8598710bf18a05232226e43', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_measure_is_never_emptied_1c73b', table='funds_measure', when='BEFORE'))],
                },
            ),
            migrations.CreateModel(
                name='Plan',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('material', models.BigIntegerField(verbose_name='pagu bahan (rupiah)')),
                    ('wages', models.BigIntegerField(verbose_name='pagu upah (rupiah)')),
                    ('material_first', models.BigIntegerField(verbose_name='pagu bahan tahap 1 (rupiah)')),
                    ('wages_first', models.BigIntegerField(verbose_name='pagu upah tahap 1 (rupiah)')),
                    ('percent_first', models.PositiveSmallIntegerField(verbose_name='bagian tahap 1 (%)')),
                    ('made_at', perkim.lib.time_fields.BoundedDateTimeField(verbose_name='dibuat pada')),
                    ('berkas', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='plan_dana', to='sipoc.berkas', verbose_name='berkas')),
                    ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='dibuat oleh')),
                    ('parameter', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parameters.parameter', verbose_name='dasar nilai')),
                ],
                options={
                    'verbose_name': 'rencana dana',
                    'verbose_name_plural': 'rencana dana',
                    'constraints': [models.CheckConstraint(condition=models.Q(('material__gt', 0), ('material_first__range', (0, models.F('material'))), ('wages__gte', 0), ('wages_first__range', (0, models.F('wages'))), ('percent_first__range', (1, 99))), name='plan_first_term_is_part_of_the_whole')],
                    'triggers': [pgtrigger.compiler.Trigger(name='plan_stays_as_it_was', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='d5aa56faf29423da50284bdf119e568b67e783f1', operation='UPDATE OR DELETE', pgid='pgtrigger_plan_stays_as_it_was_1d9d2', table='funds_plan', when='BEFORE')), pgtrigger.compiler.Trigger(name='plan_is_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'the rows of % are kept', TG_TABLE_NAME;", hash='01a53417e1f1754153114479666821418009a4ab', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_plan_is_never_emptied_19fe8', table='funds_plan', when='BEFORE'))],
                },
            ),
            migrations.CreateModel(
                name='Entry',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('SALUR', 'Penyaluran ke rekening'), ('BAHAN', 'Pemindahbukuan bahan'), ('UPAH', 'Pencairan upah'), ('KEMBALI', 'Pengembalian ke kas daerah')], max_length=8, verbose_name='jenis')),
                    ('term', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='tahap')),
                    ('amount', models.BigIntegerField(verbose_name='jumlah (rupiah)')),
                    ('dated', perkim.lib.time_fields.BoundedDateField(verbose_name='tanggal')),
                    ('reference', models.CharField(max_length=80, verbose_name='nomor bukti')),
                    ('reason', models.TextField(blank=True, verbose_name='alasan')),
                    ('booked_at', perkim.lib.time_fields.BoundedDateTimeField(verbose_name='dibukukan pada')),
                    ('client_key', models.UUIDField(editable=False)),
                    ('booked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='dibukukan oleh')),
                    ('corrects', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='corrected_by', to='funds.entry', verbose_name='mengoreksi')),
                    ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='funds.plan', verbose_name='rencana dana')),
                ],
                options={
                    'verbose_name': 'pembukuan dana',
                    'verbose_name_plural': 'pembukuan dana',
                    'indexes': [models.Index(fields=['plan', 'id'], name='entry_of_plan')],
                    'constraints': [models.UniqueConstraint(models.F('client_key'), models.F('kind'), name='entry_is_sent_once'), models.CheckConstraint(condition=models.Q(models.Q(('kind__in', ('BAHAN', 'UPAH')), ('term__in', (1, 2)), ('term__isnull', False)), models.Q(('kind__in', ('SALUR', 'KEMBALI')), ('term', None)), _connector='OR'), name='entry_has_a_term_if_it_pays_one'), models.CheckConstraint(condition=models.Q(models.Q(('amount__gt', 0), ('corrects', None)), models.Q(('amount__lt', 0), ('corrects__isnull', False), models.Q(('reason', ''), _negated=True)), _connector='OR'), name='entry_takes_back_only_as_a_correction'), models.CheckConstraint(condition=models.Q(('reference', ''), _negated=True), name='entry_names_its_proof')],
                    'triggers': [pgtrigger.compiler.Trigger(name='entry_stays_as_it_was', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='1c7e1406d835a45b762bbf13963293318a86bc5a', operation='UPDATE OR DELETE', pgid='pgtrigger_entry_stays_as_it_was_860a3', table='funds_entry', when='BEFORE')), pgtrigger.compiler.Trigger(name='entry_is_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'the rows of % are kept', TG_TABLE_NAME;", hash='f3bbaa4298ed71ef870d5b7e1456f9600103484b', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_entry_is_never_emptied_adee5', table='funds_entry', when='BEFORE')), pgtrigger.compiler.Trigger(name='entry_keeps_the_plan', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE plan RECORD; s RECORD; often INTEGER; fault TEXT;', func='\nPERFORM 1 FROM funds_plan WHERE id = NEW.plan_id FOR NO KEY UPDATE;\nSELECT * INTO plan FROM funds_plan WHERE id = NEW.plan_id;\nIF NEW.corrects_id IS NOT NULL AND NOT EXISTS (\n    SELECT 1 FROM funds_entry o WHERE o.id = NEW.corrects_id AND o.plan_id = NEW.plan_id AND o.kind = NEW.kind\n    AND o.term IS NOT DISTINCT FROM NEW.term AND o.amount = -NEW.amount AND o.corrects_id IS NULL\n) THEN\n    fault := \'entry_corrects_its_like\';\nEND IF;\nSELECT\n    coalesce(sum(amount) FILTER (WHERE kind = \'SALUR\'), 0) AS filled,\n    coalesce(sum(amount) FILTER (WHERE kind = \'BAHAN\' AND term = 1), 0) AS material_1,\n    coalesce(sum(amount) FILTER (WHERE kind = \'BAHAN\' AND term = 2), 0) AS material_2,\n    coalesce(sum(amount) FILTER (WHERE kind = \'UPAH\' AND term = 1), 0) AS wages_1,\n    coalesce(sum(amount) FILTER (WHERE kind = \'UPAH\' AND term = 2), 0) AS wages_2,\n    coalesce(sum(amount) FILTER (WHERE kind = \'KEMBALI\'), 0) AS given_back\n    INTO s FROM funds_entry WHERE plan_id = NEW.plan_id;\nSELECT max(n) INTO often FROM (\n    SELECT sum(CASE WHEN corrects_id IS NULL THEN 1 ELSE -1 END) AS n FROM funds_entry\n    WHERE plan_id = NEW.plan_id AND kind <> \'KEMBALI\' GROUP BY kind, term\n) AS counted;\nIF often > 1 THEN\n    fault := \'entry_is_booked_once_a_term\';\nELSIF s.filled > plan.material + plan.wages THEN\n    fault := \'entry_fills_no_more_than_the_plan\';\nELSIF s.material_1 > plan.material_first OR s.material_1 + s.material_2 > plan.material\n    OR s.wages_1 > plan.wages_first OR s.wages_1 + s.wages_2 > plan.wages THEN\n    fault := \'entry_stays_below_its_ceiling\';\nELSIF s.material_1 + s.material_2 + s.wages_1 + s.wages_2 + s.given_back > s.filled THEN\n    fault := \'entry_takes_no_more_than_the_account_holds\';\nELSIF s.material_2 > 0 AND s.material_1 = 0 OR s.wages_2 > 0 AND s.wages_1 = 0 AND plan.wages_first > 0 THEN\n    fault := \'entry_follows_the_term_before\';\nEND IF;\nIF fault IS NOT NULL THEN\n    RAISE EXCEPTION USING ERRCODE = \'check_violation\', CONSTRAINT = fault,\n        MESSAGE = format(\'an entry breaks the rule "%s"\', fault);\nEND IF;\nRETURN NULL;\n', hash='881910b0b7021f26433f6fb147e961cb8ae4a950', operation='INSERT', pgid='pgtrigger_entry_keeps_the_plan_b0330', table='funds_entry', when='AFTER'))],
                },
            ),
        ]),
        InstallTriggers(),
    ]
