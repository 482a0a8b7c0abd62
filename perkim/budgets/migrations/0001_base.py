"""What stood in the database before 2026-11-28, in one step. Whoever has the replaced migrations has this one."""

import django.db.models.deletion
import django.db.models.expressions
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models
import perkim.lib.time_fields

from perkim.lib.schema import InstallTriggers, OneStep


class Migration(migrations.Migration):

    replaces = [('budgets', '0001_rab_and_drpb'), ('budgets', '0002_chosen_shops')]

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('sipoc', '0001_base'),
        ('swadaya', '0001_base'),
    ]

    operations = [
        OneStep([
            migrations.CreateModel(
                name='Budget',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('total', models.BigIntegerField(verbose_name='jumlah RAB (rupiah)')),
                    ('material', models.BigIntegerField(verbose_name='bahan RAB (rupiah)')),
                    ('wages', models.BigIntegerField(verbose_name='upah RAB (rupiah)')),
                    ('own_cash', models.BigIntegerField(verbose_name='swadaya uang (rupiah)')),
                    ('own_material', models.BigIntegerField(verbose_name='swadaya bahan (rupiah)')),
                    ('own_labour', models.BigIntegerField(verbose_name='swadaya tenaga (rupiah)')),
                    ('drpb_material', models.BigIntegerField(verbose_name='bahan DRPB (rupiah)')),
                    ('drpb_wages', models.BigIntegerField(verbose_name='upah DRPB (rupiah)')),
                    ('entered_at', perkim.lib.time_fields.BoundedDateTimeField(verbose_name='diisi pada')),
                    ('checked_at', perkim.lib.time_fields.BoundedDateTimeField(blank=True, null=True, verbose_name='diperiksa pada')),
                    ('berkas', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='rab', to='sipoc.berkas', verbose_name='berkas')),
                    ('checked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='diperiksa oleh')),
                    ('entered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='diisi oleh')),
                ],
                options={
                    'verbose_name': 'RAB dan DRPB',
                    'verbose_name_plural': 'RAB dan DRPB',
                    'constraints': [models.CheckConstraint(condition=models.Q(('drpb_material__gte', 0), ('drpb_wages__gte', 0), ('material__gte', 0), ('own_cash__gte', 0), ('own_labour__gte', 0), ('own_material__gte', 0), ('wages__gte', 0)), name='budget_has_no_amount_below_zero'), models.CheckConstraint(condition=models.Q(('total', django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(models.F('material'), '+', models.F('wages')), '+', models.F('own_cash')), '+', models.F('own_material')), '+', models.F('own_labour')))), name='budget_adds_up'), models.CheckConstraint(condition=models.Q(('drpb_material__lte', models.F('material'))), name='budget_buys_what_it_plans'), models.CheckConstraint(condition=models.Q(models.Q(('checked_at', None), ('checked_by', None)), models.Q(('checked_at__isnull', False), ('checked_by__isnull', False), models.Q(('checked_by', models.F('entered_by')), _negated=True)), _connector='OR'), name='budget_is_checked_by_somebody_else')],
                    'triggers': [pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "budgets_budgetevent" ("berkas_id", "checked_at", "checked_by_id", "drpb_material", "drpb_wages", "entered_at", "entered_by_id", "id", "material", "own_cash", "own_labour", "own_material", "pgh_created_at", "pgh_label", "pgh_obj_id", "total", "wages") VALUES (OLD."berkas_id", OLD."checked_at", OLD."checked_by_id", OLD."drpb_material", OLD."drpb_wages", OLD."entered_at", OLD."entered_by_id", OLD."id", OLD."material", OLD."own_cash", OLD."own_labour", OLD."own_material", NOW(), \'update\', OLD."id", OLD."total", OLD."wages"); RETURN NULL;', hash='a92a9ef0d64c5b97a0ae40aa02a9eedfeeaf58d3', operation='UPDATE', pgid='pgtrigger_update_update_dac1d', table='budgets_budget', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "budgets_budgetevent" ("berkas_id", "checked_at", "checked_by_id", "drpb_material", "drpb_wages", "entered_at", "entered_by_id", "id", "material", "own_cash", "own_labour", "own_material", "pgh_created_at", "pgh_label", "pgh_obj_id", "total", "wages") VALUES (OLD."berkas_id", OLD."checked_at", OLD."checked_by_id", OLD."drpb_material", OLD."drpb_wages", OLD."entered_at", OLD."entered_by_id", OLD."id", OLD."material", OLD."own_cash", OLD."own_labour", OLD."own_material", NOW(), \'delete\', OLD."id", OLD."total", OLD."wages"); RETURN NULL;', hash='34fd17c61f665eaf25c0ce84221e7169bb6d31c7', operation='DELETE', pgid='pgtrigger_delete_delete_d0eba', table='budgets_budget', when='AFTER'))],
                },
            ),
            migrations.CreateModel(
                name='BudgetEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', perkim.lib.time_fields.BoundedDateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('total', models.BigIntegerField(verbose_name='jumlah RAB (rupiah)')),
                    ('material', models.BigIntegerField(verbose_name='bahan RAB (rupiah)')),
                    ('wages', models.BigIntegerField(verbose_name='upah RAB (rupiah)')),
                    ('own_cash', models.BigIntegerField(verbose_name='swadaya uang (rupiah)')),
                    ('own_material', models.BigIntegerField(verbose_name='swadaya bahan (rupiah)')),
                    ('own_labour', models.BigIntegerField(verbose_name='swadaya tenaga (rupiah)')),
                    ('drpb_material', models.BigIntegerField(verbose_name='bahan DRPB (rupiah)')),
                    ('drpb_wages', models.BigIntegerField(verbose_name='upah DRPB (rupiah)')),
                    ('entered_at', perkim.lib.time_fields.BoundedDateTimeField(verbose_name='diisi pada')),
                    ('checked_at', perkim.lib.time_fields.BoundedDateTimeField(blank=True, null=True, verbose_name='diperiksa pada')),
                    ('berkas', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='sipoc.berkas', verbose_name='berkas')),
                    ('checked_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='diperiksa oleh')),
                    ('entered_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='diisi oleh')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='budgets.budget')),
                ],
                options={
                    'verbose_name': 'riwayat RAB dan DRPB',
                    'verbose_name_plural': 'riwayat RAB dan DRPB',
                    'abstract': False,
                    'triggers': [pgtrigger.compiler.Trigger(name='never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'the history in % is kept', TG_TABLE_NAME;", hash='5ab3997a4ad63dd6f3636c44c311c378b163fc36', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_f70fd', table='budgets_budgetevent', when='BEFORE')), pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='b01aabdc9a5cc2a2eb89122741e1da06e7570fb5', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_585f3', table='budgets_budgetevent', when='BEFORE'))],
                },
            ),
            migrations.CreateModel(
                name='Shop',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=120, verbose_name='nama toko')),
                    ('owner', models.CharField(max_length=100, verbose_name='pemilik')),
                    ('owner_kind', models.CharField(choices=[('NIK', 'NIK'), ('NPWP', 'NPWP')], max_length=4, verbose_name='nomor pemilik')),
                    ('owner_sealed', models.BinaryField(verbose_name='NIK atau NPWP pemilik')),
                    ('owner_index', models.BinaryField(max_length=32)),
                    ('owner_index_next', models.BinaryField(max_length=32, null=True)),
                    ('licence', models.CharField(max_length=60, verbose_name='nomor SIUP atau NIB')),
                    ('bank', models.CharField(max_length=60, verbose_name='bank')),
                    ('account_sealed', models.BinaryField(verbose_name='nomor rekening')),
                    ('account_index', models.BinaryField(max_length=32)),
                    ('account_index_next', models.BinaryField(max_length=32, null=True)),
                    ('account_holder', models.CharField(max_length=100, verbose_name='nama pemilik rekening')),
                    ('price', models.BigIntegerField(blank=True, null=True, verbose_name='harga daftar bahan (rupiah)')),
                    ('compared', models.JSONField(default=list, verbose_name='toko pembanding')),
                    ('chosen_at', perkim.lib.time_fields.BoundedDateTimeField(verbose_name='dicatat pada')),
                    ('chosen_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='dicatat oleh')),
                    ('kpb', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='toko', to='swadaya.kpb', verbose_name='KPB')),
                    ('usulan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='toko', to='sipoc.berkas', verbose_name='usulan desa')),
                ],
                options={
                    'verbose_name': 'toko pilihan',
                    'verbose_name_plural': 'toko pilihan',
                    'constraints': [models.UniqueConstraint(models.F('kpb'), name='shop_of_a_group_is_one'), models.UniqueConstraint(models.F('usulan'), condition=models.Q(('kpb', None)), name='shop_of_a_village_is_one'), models.CheckConstraint(condition=models.Q(models.Q(('name', ''), _negated=True), models.Q(('owner', ''), _negated=True), ('owner_kind__in', ['NIK', 'NPWP']), models.Q(('owner_sealed', b''), _negated=True), models.Q(('licence', ''), _negated=True), models.Q(('bank', ''), _negated=True), models.Q(('account_sealed', b''), _negated=True), models.Q(('account_holder', ''), _negated=True)), name='shop_is_told_whole'), models.CheckConstraint(condition=models.Q(('price', None), ('price__gt', 0), _connector='OR'), name='shop_price_is_above_zero')],
                    'triggers': [pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."account_holder" IS DISTINCT FROM (NEW."account_holder") OR OLD."account_index" IS DISTINCT FROM (NEW."account_index") OR OLD."bank" IS DISTINCT FROM (NEW."bank") OR OLD."chosen_at" IS DISTINCT FROM (NEW."chosen_at") OR OLD."chosen_by_id" IS DISTINCT FROM (NEW."chosen_by_id") OR OLD."compared" IS DISTINCT FROM (NEW."compared") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kpb_id" IS DISTINCT FROM (NEW."kpb_id") OR OLD."licence" IS DISTINCT FROM (NEW."licence") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."owner" IS DISTINCT FROM (NEW."owner") OR OLD."owner_index" IS DISTINCT FROM (NEW."owner_index") OR OLD."owner_kind" IS DISTINCT FROM (NEW."owner_kind") OR OLD."price" IS DISTINCT FROM (NEW."price") OR OLD."usulan_id" IS DISTINCT FROM (NEW."usulan_id"))', func='INSERT INTO "budgets_shopevent" ("account_holder", "account_index", "account_index_next", "account_sealed", "bank", "chosen_at", "chosen_by_id", "compared", "id", "kpb_id", "licence", "name", "owner", "owner_index", "owner_index_next", "owner_kind", "owner_sealed", "pgh_created_at", "pgh_label", "pgh_obj_id", "price", "usulan_id") VALUES (OLD."account_holder", OLD."account_index", OLD."account_index_next", OLD."account_sealed", OLD."bank", OLD."chosen_at", OLD."chosen_by_id", OLD."compared", OLD."id", OLD."kpb_id", OLD."licence", OLD."name", OLD."owner", OLD."owner_index", OLD."owner_index_next", OLD."owner_kind", OLD."owner_sealed", NOW(), \'update\', OLD."id", OLD."price", OLD."usulan_id"); RETURN NULL;', hash='f34d07be55c212081f264f9b9c07b1ef10ed4228', operation='UPDATE', pgid='pgtrigger_update_update_b5717', table='budgets_shop', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "budgets_shopevent" ("account_holder", "account_index", "account_index_next", "account_sealed", "bank", "chosen_at", "chosen_by_id", "compared", "id", "kpb_id", "licence", "name", "owner", "owner_index", "owner_index_next", "owner_kind", "owner_sealed", "pgh_created_at", "pgh_label", "pgh_obj_id", "price", "usulan_id") VALUES (OLD."account_holder", OLD."account_index", OLD."account_index_next", OLD."account_sealed", OLD."bank", OLD."chosen_at", OLD."chosen_by_id", OLD."compared", OLD."id", OLD."kpb_id", OLD."licence", OLD."name", OLD."owner", OLD."owner_index", OLD."owner_index_next", OLD."owner_kind", OLD."owner_sealed", NOW(), \'delete\', OLD."id", OLD."price", OLD."usulan_id"); RETURN NULL;', hash='2a40ad5505d8d1f0047e065ba72aebb3747236e8', operation='DELETE', pgid='pgtrigger_delete_delete_25948', table='budgets_shop', when='AFTER'))],
                },
            ),
            migrations.CreateModel(
                name='ShopEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', perkim.lib.time_fields.BoundedDateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('name', models.CharField(max_length=120, verbose_name='nama toko')),
                    ('owner', models.CharField(max_length=100, verbose_name='pemilik')),
                    ('owner_kind', models.CharField(choices=[('NIK', 'NIK'), ('NPWP', 'NPWP')], max_length=4, verbose_name='nomor pemilik')),
                    ('owner_sealed', models.BinaryField(verbose_name='NIK atau NPWP pemilik')),
                    ('owner_index', models.BinaryField(max_length=32)),
                    ('owner_index_next', models.BinaryField(max_length=32, null=True)),
                    ('licence', models.CharField(max_length=60, verbose_name='nomor SIUP atau NIB')),
                    ('bank', models.CharField(max_length=60, verbose_name='bank')),
                    ('account_sealed', models.BinaryField(verbose_name='nomor rekening')),
                    ('account_index', models.BinaryField(max_length=32)),
                    ('account_index_next', models.BinaryField(max_length=32, null=True)),
                    ('account_holder', models.CharField(max_length=100, verbose_name='nama pemilik rekening')),
                    ('price', models.BigIntegerField(blank=True, null=True, verbose_name='harga daftar bahan (rupiah)')),
                    ('compared', models.JSONField(default=list, verbose_name='toko pembanding')),
                    ('chosen_at', perkim.lib.time_fields.BoundedDateTimeField(verbose_name='dicatat pada')),
                    ('chosen_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='dicatat oleh')),
                    ('kpb', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='swadaya.kpb', verbose_name='KPB')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='budgets.shop')),
                    ('usulan', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='sipoc.berkas', verbose_name='usulan desa')),
                ],
                options={
                    'verbose_name': 'riwayat toko pilihan',
                    'verbose_name_plural': 'riwayat toko pilihan',
                    'abstract': False,
                    'triggers': [pgtrigger.compiler.Trigger(name='never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'the history in % is kept', TG_TABLE_NAME;", hash='0cbb64deb0d6f34176df13068cdd35f9af27ca07', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_aa4d3', table='budgets_shopevent', when='BEFORE')), pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='84c15a889e6d61f48a190bdf5104526e0453b53b', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_95a89', table='budgets_shopevent', when='BEFORE'))],
                },
            ),
        ]),
        InstallTriggers(),
    ]
