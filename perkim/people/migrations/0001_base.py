"""What stood in the database before 2026-11-28, in one step. Whoever has the replaced migrations has this one."""

import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.math
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models
import perkim.lib.time_fields

from perkim.lib.schema import InstallTriggers, OneStep


class Migration(migrations.Migration):

    replaces = [('people', '0001_persons_families_aid')]

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('regions', '0001_base'),
    ]

    operations = [
        OneStep([
            migrations.CreateModel(
                name='FamilyEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', perkim.lib.time_fields.BoundedDateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('kk_sealed', models.BinaryField(verbose_name='nomor KK')),
                    ('kk_index', models.BinaryField(max_length=32)),
                    ('kk_index_next', models.BinaryField(max_length=32, null=True)),
                    ('registered_at', perkim.lib.time_fields.BoundedDateTimeField(verbose_name='dicatat pada')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='people.family')),
                ],
                options={
                    'verbose_name': 'riwayat keluarga',
                    'verbose_name_plural': 'riwayat keluarga',
                    'abstract': False,
                    'triggers': [pgtrigger.compiler.Trigger(name='never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'the history in % is kept', TG_TABLE_NAME;", hash='b9b417485f31d1773aae074109f92ac95fad090f', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_3b832', table='people_familyevent', when='BEFORE')), pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='27a5297878b6a21d631bddc7820397e4de3ea9d5', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_bb426', table='people_familyevent', when='BEFORE'))],
                },
            ),
            migrations.CreateModel(
                name='Person',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('nik_sealed', models.BinaryField(verbose_name='NIK')),
                    ('nik_index', models.BinaryField(max_length=32, unique=True)),
                    ('nik_index_next', models.BinaryField(max_length=32, null=True)),
                    ('name', models.CharField(max_length=100, verbose_name='nama')),
                    ('sex', models.CharField(choices=[('L', 'Laki-laki'), ('P', 'Perempuan')], max_length=1, verbose_name='jenis kelamin')),
                    ('birth_place', models.CharField(blank=True, max_length=60, verbose_name='tempat lahir')),
                    ('birth_date', perkim.lib.time_fields.BoundedDateField(blank=True, null=True, verbose_name='tanggal lahir')),
                    ('registered_at', perkim.lib.time_fields.BoundedDateTimeField(verbose_name='dicatat pada')),
                ],
                options={
                    'verbose_name': 'orang',
                    'verbose_name_plural': 'orang',
                    'constraints': [models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='person_has_a_name'), models.CheckConstraint(condition=models.Q(('nik_sealed', b''), _negated=True), name='person_has_a_nik'), models.CheckConstraint(condition=models.Q(('sex__in', ['L', 'P'])), name='person_is_man_or_woman')],
                    'triggers': [pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."birth_date" IS DISTINCT FROM (NEW."birth_date") OR OLD."birth_place" IS DISTINCT FROM (NEW."birth_place") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."nik_index" IS DISTINCT FROM (NEW."nik_index") OR OLD."registered_at" IS DISTINCT FROM (NEW."registered_at") OR OLD."sex" IS DISTINCT FROM (NEW."sex"))', func='INSERT INTO "people_personevent" ("birth_date", "birth_place", "id", "name", "nik_index", "nik_index_next", "nik_sealed", "pgh_created_at", "pgh_label", "pgh_obj_id", "registered_at", "sex") VALUES (OLD."birth_date", OLD."birth_place", OLD."id", OLD."name", OLD."nik_index", OLD."nik_index_next", OLD."nik_sealed", NOW(), \'update\', OLD."id", OLD."registered_at", OLD."sex"); RETURN NULL;', hash='b273f07e3ef72b3451fd114f427edd3a0fcd7f6f', operation='UPDATE', pgid='pgtrigger_update_update_de829', table='people_person', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "people_personevent" ("birth_date", "birth_place", "id", "name", "nik_index", "nik_index_next", "nik_sealed", "pgh_created_at", "pgh_label", "pgh_obj_id", "registered_at", "sex") VALUES (OLD."birth_date", OLD."birth_place", OLD."id", OLD."name", OLD."nik_index", OLD."nik_index_next", OLD."nik_sealed", NOW(), \'delete\', OLD."id", OLD."registered_at", OLD."sex"); RETURN NULL;', hash='4af3209d9f1aeb05e8377ce635d1f1e780cd9007', operation='DELETE', pgid='pgtrigger_delete_delete_2ca2d', table='people_person', when='AFTER'))],
                },
            ),
            migrations.CreateModel(
                name='PersonEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', perkim.lib.time_fields.BoundedDateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('nik_sealed', models.BinaryField(verbose_name='NIK')),
                    ('nik_index', models.BinaryField(max_length=32)),
                    ('nik_index_next', models.BinaryField(max_length=32, null=True)),
                    ('name', models.CharField(max_length=100, verbose_name='nama')),
                    ('sex', models.CharField(choices=[('L', 'Laki-laki'), ('P', 'Perempuan')], max_length=1, verbose_name='jenis kelamin')),
                    ('birth_place', models.CharField(blank=True, max_length=60, verbose_name='tempat lahir')),
                    ('birth_date', perkim.lib.time_fields.BoundedDateField(blank=True, null=True, verbose_name='tanggal lahir')),
                    ('registered_at', perkim.lib.time_fields.BoundedDateTimeField(verbose_name='dicatat pada')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='people.person')),
                ],
                options={
                    'verbose_name': 'riwayat orang',
                    'verbose_name_plural': 'riwayat orang',
                    'abstract': False,
                    'triggers': [pgtrigger.compiler.Trigger(name='never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'the history in % is kept', TG_TABLE_NAME;", hash='c88aaf2f81e66134848636ebdc95a8b789d4303a', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_81247', table='people_personevent', when='BEFORE')), pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='35abda29df77c17d89d5efdc2f5d2acf63e59c13', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_1d49f', table='people_personevent', when='BEFORE'))],
                },
            ),
            migrations.CreateModel(
                name='Aid',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('holder_name', models.CharField(max_length=100, verbose_name='nama penerima')),
                    ('nik_sealed', models.BinaryField(default=b'', verbose_name='NIK')),
                    ('nik_index', models.BinaryField(max_length=32, null=True)),
                    ('nik_index_next', models.BinaryField(max_length=32, null=True)),
                    ('kk_sealed', models.BinaryField(default=b'', verbose_name='nomor KK')),
                    ('kk_index', models.BinaryField(max_length=32, null=True)),
                    ('kk_index_next', models.BinaryField(max_length=32, null=True)),
                    ('spouse_sealed', models.BinaryField(default=b'', verbose_name='NIK pasangan')),
                    ('spouse_index', models.BinaryField(max_length=32, null=True)),
                    ('spouse_index_next', models.BinaryField(max_length=32, null=True)),
                    ('programme', models.CharField(max_length=100, verbose_name='program')),
                    ('source', models.CharField(choices=[('DAK', 'DAK'), ('APBN', 'APBN (BSPS)'), ('APBD_PROV', 'APBD provinsi'), ('APBD', 'APBD kabupaten'), ('DANA_DESA', 'Dana desa'), ('BAZNAS', 'Baznas'), ('CSR', 'CSR'), ('JASMAS', 'Jasmas'), ('LAIN', 'Lainnya')], max_length=10, verbose_name='sumber dana')),
                    ('year', models.PositiveSmallIntegerField(verbose_name='tahun')),
                    ('granted_on', perkim.lib.time_fields.BoundedDateField(blank=True, null=True, verbose_name='tanggal SK')),
                    ('decree_number', models.CharField(blank=True, max_length=100, verbose_name='nomor SK')),
                    ('amount', models.BigIntegerField(blank=True, null=True, verbose_name='nilai (rupiah)')),
                    ('dusun', models.CharField(blank=True, max_length=60, verbose_name='dusun')),
                    ('rt', models.CharField(blank=True, max_length=3, verbose_name='RT')),
                    ('rw', models.CharField(blank=True, max_length=3, verbose_name='RW')),
                    ('latitude', models.DecimalField(blank=True, decimal_places=6, max_digits=8, null=True, verbose_name='lintang')),
                    ('longitude', models.DecimalField(blank=True, decimal_places=6, max_digits=9, null=True, verbose_name='bujur')),
                    ('exception', models.CharField(blank=True, choices=[('', 'Bukan pengecualian'), ('BENCANA', 'Bencana'), ('KEBAKARAN', 'Kebakaran'), ('KUMUH', 'Penataan kumuh')], default='', max_length=9, verbose_name='pengecualian')),
                    ('origin', models.CharField(max_length=100, verbose_name='asal data')),
                    ('recorded_at', perkim.lib.time_fields.BoundedDateTimeField(verbose_name='dicatat pada')),
                    ('withdrawn_at', perkim.lib.time_fields.BoundedDateTimeField(blank=True, null=True, verbose_name='ditarik pada')),
                    ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='dicatat oleh')),
                    ('region', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='regions.region', verbose_name='desa/kelurahan')),
                    ('withdrawn_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='ditarik oleh')),
                ],
                options={
                    'verbose_name': 'bantuan terdahulu',
                    'verbose_name_plural': 'bantuan terdahulu',
                    'indexes': [models.Index(condition=models.Q(('nik_index__isnull', False), ('withdrawn_at', None)), fields=['nik_index'], name='aid_by_nik'), models.Index(condition=models.Q(('kk_index__isnull', False), ('withdrawn_at', None)), fields=['kk_index'], name='aid_by_kk'), models.Index(condition=models.Q(('spouse_index__isnull', False), ('withdrawn_at', None)), fields=['spouse_index'], name='aid_by_spouse'), models.Index(django.db.models.functions.math.Floor(django.db.models.expressions.CombinedExpression(models.F('latitude'), '*', models.Value(1000))), django.db.models.functions.math.Floor(django.db.models.expressions.CombinedExpression(models.F('longitude'), '*', models.Value(1000))), condition=models.Q(('latitude__isnull', False), ('withdrawn_at', None)), name='aid_by_cell'), models.Index(fields=['origin'], name='aid_by_origin')],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('holder_name', ''), _negated=True), models.Q(('programme', ''), _negated=True), models.Q(('origin', ''), _negated=True)), name='aid_names_holder_programme_and_origin'), models.CheckConstraint(condition=models.Q(models.Q(('nik_index', None), ('nik_sealed', b'')), models.Q(models.Q(('nik_sealed', b''), _negated=True), ('nik_index__isnull', False)), _connector='OR'), name='aid_nik_has_its_index'), models.CheckConstraint(condition=models.Q(models.Q(('kk_index', None), ('kk_sealed', b'')), models.Q(models.Q(('kk_sealed', b''), _negated=True), ('kk_index__isnull', False)), _connector='OR'), name='aid_kk_has_its_index'), models.CheckConstraint(condition=models.Q(models.Q(('spouse_index', None), ('spouse_sealed', b'')), models.Q(models.Q(('spouse_sealed', b''), _negated=True), ('spouse_index__isnull', False)), _connector='OR'), name='aid_spouse_has_its_index'), models.CheckConstraint(condition=models.Q(models.Q(('latitude', None), ('longitude', None)), models.Q(('latitude__isnull', False), ('latitude__range', (-90, 90)), ('longitude__isnull', False), ('longitude__range', (-180, 180))), _connector='OR'), name='aid_position_is_whole'), models.CheckConstraint(condition=models.Q(('nik_index__isnull', False), ('kk_index__isnull', False), ('spouse_index__isnull', False), ('latitude__isnull', False), _connector='OR'), name='aid_can_be_found'), models.CheckConstraint(condition=models.Q(('year__range', (1970, 2100))), name='aid_year_is_plausible'), models.CheckConstraint(condition=models.Q(('amount', None), ('amount__gte', 0), _connector='OR'), name='aid_amount_is_not_negative'), models.CheckConstraint(condition=models.Q(('exception__in', ['', 'BENCANA', 'KEBAKARAN', 'KUMUH'])), name='aid_exception_is_known'), models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_by', None)), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False)), _connector='OR'), name='aid_says_who_withdrew_it')],
                    'triggers': [pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."amount" IS DISTINCT FROM (NEW."amount") OR OLD."decree_number" IS DISTINCT FROM (NEW."decree_number") OR OLD."dusun" IS DISTINCT FROM (NEW."dusun") OR OLD."exception" IS DISTINCT FROM (NEW."exception") OR OLD."granted_on" IS DISTINCT FROM (NEW."granted_on") OR OLD."holder_name" IS DISTINCT FROM (NEW."holder_name") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kk_index" IS DISTINCT FROM (NEW."kk_index") OR OLD."latitude" IS DISTINCT FROM (NEW."latitude") OR OLD."longitude" IS DISTINCT FROM (NEW."longitude") OR OLD."nik_index" IS DISTINCT FROM (NEW."nik_index") OR OLD."origin" IS DISTINCT FROM (NEW."origin") OR OLD."programme" IS DISTINCT FROM (NEW."programme") OR OLD."recorded_at" IS DISTINCT FROM (NEW."recorded_at") OR OLD."recorded_by_id" IS DISTINCT FROM (NEW."recorded_by_id") OR OLD."region_id" IS DISTINCT FROM (NEW."region_id") OR OLD."rt" IS DISTINCT FROM (NEW."rt") OR OLD."rw" IS DISTINCT FROM (NEW."rw") OR OLD."source" IS DISTINCT FROM (NEW."source") OR OLD."spouse_index" IS DISTINCT FROM (NEW."spouse_index") OR OLD."withdrawn_at" IS DISTINCT FROM (NEW."withdrawn_at") OR OLD."withdrawn_by_id" IS DISTINCT FROM (NEW."withdrawn_by_id") OR OLD."year" IS DISTINCT FROM (NEW."year"))', func='INSERT INTO "people_aidevent" ("amount", "decree_number", "dusun", "exception", "granted_on", "holder_name", "id", "kk_index", "kk_index_next", "kk_sealed", "latitude", "longitude", "nik_index", "nik_index_next", "nik_sealed", "origin", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme", "recorded_at", "recorded_by_id", "region_id", "rt", "rw", "source", "spouse_index", "spouse_index_next", "spouse_sealed", "withdrawn_at", "withdrawn_by_id", "year") VALUES (OLD."amount", OLD."decree_number", OLD."dusun", OLD."exception", OLD."granted_on", OLD."holder_name", OLD."id", OLD."kk_index", OLD."kk_index_next", OLD."kk_sealed", OLD."latitude", OLD."longitude", OLD."nik_index", OLD."nik_index_next", OLD."nik_sealed", OLD."origin", NOW(), \'update\', OLD."id", OLD."programme", OLD."recorded_at", OLD."recorded_by_id", OLD."region_id", OLD."rt", OLD."rw", OLD."source", OLD."spouse_index", OLD."spouse_index_next", OLD."spouse_sealed", OLD."withdrawn_at", OLD."withdrawn_by_id", OLD."year"); RETURN NULL;', hash='659ea05d8d2dfb2bc7c5ed8832bcf67b7221e8eb', operation='UPDATE', pgid='pgtrigger_update_update_17b2a', table='people_aid', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "people_aidevent" ("amount", "decree_number", "dusun", "exception", "granted_on", "holder_name", "id", "kk_index", "kk_index_next", "kk_sealed", "latitude", "longitude", "nik_index", "nik_index_next", "nik_sealed", "origin", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme", "recorded_at", "recorded_by_id", "region_id", "rt", "rw", "source", "spouse_index", "spouse_index_next", "spouse_sealed", "withdrawn_at", "withdrawn_by_id", "year") VALUES (OLD."amount", OLD."decree_number", OLD."dusun", OLD."exception", OLD."granted_on", OLD."holder_name", OLD."id", OLD."kk_index", OLD."kk_index_next", OLD."kk_sealed", OLD."latitude", OLD."longitude", OLD."nik_index", OLD."nik_index_next", OLD."nik_sealed", OLD."origin", NOW(), \'delete\', OLD."id", OLD."programme", OLD."recorded_at", OLD."recorded_by_id", OLD."region_id", OLD."rt", OLD."rw", OLD."source", OLD."spouse_index", OLD."spouse_index_next", OLD."spouse_sealed", OLD."withdrawn_at", OLD."withdrawn_by_id", OLD."year"); RETURN NULL;', hash='cf7f442a52abc8d7fa44e87b5427ea07a6bc6ef7', operation='DELETE', pgid='pgtrigger_delete_delete_5eb9b', table='people_aid', when='AFTER'))],
                },
            ),
            migrations.CreateModel(
                name='AidEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', perkim.lib.time_fields.BoundedDateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('holder_name', models.CharField(max_length=100, verbose_name='nama penerima')),
                    ('nik_sealed', models.BinaryField(default=b'', verbose_name='NIK')),
                    ('nik_index', models.BinaryField(max_length=32, null=True)),
                    ('nik_index_next', models.BinaryField(max_length=32, null=True)),
                    ('kk_sealed', models.BinaryField(default=b'', verbose_name='nomor KK')),
                    ('kk_index', models.BinaryField(max_length=32, null=True)),
                    ('kk_index_next', models.BinaryField(max_length=32, null=True)),
                    ('spouse_sealed', models.BinaryField(default=b'', verbose_name='NIK pasangan')),
                    ('spouse_index', models.BinaryField(max_length=32, null=True)),
                    ('spouse_index_next', models.BinaryField(max_length=32, null=True)),
                    ('programme', models.CharField(max_length=100, verbose_name='program')),
                    ('source', models.CharField(choices=[('DAK', 'DAK'), ('APBN', 'APBN (BSPS)'), ('APBD_PROV', 'APBD provinsi'), ('APBD', 'APBD kabupaten'), ('DANA_DESA', 'Dana desa'), ('BAZNAS', 'Baznas'), ('CSR', 'CSR'), ('JASMAS', 'Jasmas'), ('LAIN', 'Lainnya')], max_length=10, verbose_name='sumber dana')),
                    ('year', models.PositiveSmallIntegerField(verbose_name='tahun')),
                    ('granted_on', perkim.lib.time_fields.BoundedDateField(blank=True, null=True, verbose_name='tanggal SK')),
                    ('decree_number', models.CharField(blank=True, max_length=100, verbose_name='nomor SK')),
                    ('amount', models.BigIntegerField(blank=True, null=True, verbose_name='nilai (rupiah)')),
                    ('dusun', models.CharField(blank=True, max_length=60, verbose_name='dusun')),
                    ('rt', models.CharField(blank=True, max_length=3, verbose_name='RT')),
                    ('rw', models.CharField(blank=True, max_length=3, verbose_name='RW')),
                    ('latitude', models.DecimalField(blank=True, decimal_places=6, max_digits=8, null=True, verbose_name='lintang')),
                    ('longitude', models.DecimalField(blank=True, decimal_places=6, max_digits=9, null=True, verbose_name='bujur')),
                    ('exception', models.CharField(blank=True, choices=[('', 'Bukan pengecualian'), ('BENCANA', 'Bencana'), ('KEBAKARAN', 'Kebakaran'), ('KUMUH', 'Penataan kumuh')], default='', max_length=9, verbose_name='pengecualian')),
                    ('origin', models.CharField(max_length=100, verbose_name='asal data')),
                    ('recorded_at', perkim.lib.time_fields.BoundedDateTimeField(verbose_name='dicatat pada')),
                    ('withdrawn_at', perkim.lib.time_fields.BoundedDateTimeField(blank=True, null=True, verbose_name='ditarik pada')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='people.aid')),
                    ('recorded_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='dicatat oleh')),
                    ('region', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='regions.region', verbose_name='desa/kelurahan')),
                    ('withdrawn_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='ditarik oleh')),
                ],
                options={
                    'verbose_name': 'riwayat bantuan terdahulu',
                    'verbose_name_plural': 'riwayat bantuan terdahulu',
                    'abstract': False,
                    'triggers': [pgtrigger.compiler.Trigger(name='never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'the history in % is kept', TG_TABLE_NAME;", hash='1b9fd9e21afffcde889599f074848e48e04f427d', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_acfa3', table='people_aidevent', when='BEFORE')), pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='cdb8a45a332138ec73c3977b9ac961ef61e6842b', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_ea1f6', table='people_aidevent', when='BEFORE'))],
                },
            ),
            migrations.CreateModel(
                name='Family',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kk_sealed', models.BinaryField(verbose_name='nomor KK')),
                    ('kk_index', models.BinaryField(max_length=32, unique=True)),
                    ('kk_index_next', models.BinaryField(max_length=32, null=True)),
                    ('registered_at', perkim.lib.time_fields.BoundedDateTimeField(verbose_name='dicatat pada')),
                ],
                options={
                    'verbose_name': 'keluarga',
                    'verbose_name_plural': 'keluarga',
                    'constraints': [models.CheckConstraint(condition=models.Q(('kk_sealed', b''), _negated=True), name='family_has_a_kk')],
                    'triggers': [pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kk_index" IS DISTINCT FROM (NEW."kk_index") OR OLD."registered_at" IS DISTINCT FROM (NEW."registered_at"))', func='INSERT INTO "people_familyevent" ("id", "kk_index", "kk_index_next", "kk_sealed", "pgh_created_at", "pgh_label", "pgh_obj_id", "registered_at") VALUES (OLD."id", OLD."kk_index", OLD."kk_index_next", OLD."kk_sealed", NOW(), \'update\', OLD."id", OLD."registered_at"); RETURN NULL;', hash='8b5324f2744f722acf3c236ef08aca1319de8f1a', operation='UPDATE', pgid='pgtrigger_update_update_1c4bb', table='people_family', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "people_familyevent" ("id", "kk_index", "kk_index_next", "kk_sealed", "pgh_created_at", "pgh_label", "pgh_obj_id", "registered_at") VALUES (OLD."id", OLD."kk_index", OLD."kk_index_next", OLD."kk_sealed", NOW(), \'delete\', OLD."id", OLD."registered_at"); RETURN NULL;', hash='2c6e2f270ae6cddcd8188dba6f48ec3dc8e31c3d', operation='DELETE', pgid='pgtrigger_delete_delete_7bbe9', table='people_family', when='AFTER'))],
                },
            ),
        ]),
        InstallTriggers(),
    ]
