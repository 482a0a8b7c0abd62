"""Lists of names that papers from outside bring for a year, with their history."""

import django.db.models.deletion
import perkim.lib.time_fields
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('regions', '0003_names'),
        ('sipoc', '0006_ids_of_moves'),
        ('swadaya', '0014_quota_by_kind_of_work'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='PaperList',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=40, verbose_name='naskah')),
                ('batch', models.UUIDField(editable=False, unique=True, verbose_name='impor')),
                ('left_out', models.PositiveIntegerField(default=0, verbose_name='baris yang tidak disimpan')),
                ('stored_at', perkim.lib.time_fields.BoundedDateTimeField(verbose_name='disimpan pada')),
                ('superseded_at', perkim.lib.time_fields.BoundedDateTimeField(blank=True, null=True, verbose_name='diganti pada')),
                ('withdrawn_at', perkim.lib.time_fields.BoundedDateTimeField(blank=True, null=True, verbose_name='ditarik pada')),
                ('withdrawn_for', models.CharField(blank=True, max_length=300, verbose_name='alasan ditarik')),
                ('berkas', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='daftar_nama', to='sipoc.berkas', verbose_name='kegiatan')),
                ('stored_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='disimpan oleh')),
                ('withdrawn_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='ditarik oleh')),
            ],
            options={
                'verbose_name': 'daftar nama naskah',
                'verbose_name_plural': 'daftar nama naskah',
            },
        ),
        migrations.CreateModel(
            name='PaperListEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_created_at', perkim.lib.time_fields.BoundedDateTimeField(auto_now_add=True)),
                ('id', models.BigIntegerField()),
                ('key', models.CharField(max_length=40, verbose_name='naskah')),
                ('batch', models.UUIDField(editable=False, verbose_name='impor')),
                ('left_out', models.PositiveIntegerField(default=0, verbose_name='baris yang tidak disimpan')),
                ('stored_at', perkim.lib.time_fields.BoundedDateTimeField(verbose_name='disimpan pada')),
                ('superseded_at', perkim.lib.time_fields.BoundedDateTimeField(blank=True, null=True, verbose_name='diganti pada')),
                ('withdrawn_at', perkim.lib.time_fields.BoundedDateTimeField(blank=True, null=True, verbose_name='ditarik pada')),
                ('withdrawn_for', models.CharField(blank=True, max_length=300, verbose_name='alasan ditarik')),
                ('berkas', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='sipoc.berkas', verbose_name='kegiatan')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='swadaya.paperlist')),
                ('stored_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='disimpan oleh')),
                ('withdrawn_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='ditarik oleh')),
            ],
            options={
                'verbose_name': 'riwayat daftar nama naskah',
                'verbose_name_plural': 'riwayat daftar nama naskah',
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='PaperName',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('line', models.PositiveIntegerField(verbose_name='baris file')),
                ('name', models.CharField(max_length=100, verbose_name='nama')),
                ('nik_sealed', models.BinaryField(verbose_name='NIK')),
                ('nik_index', models.BinaryField(max_length=32)),
                ('nik_index_next', models.BinaryField(max_length=32, null=True)),
                ('kind', models.CharField(blank=True, choices=[('PK', 'Peningkatan kualitas'), ('PB', 'Pembangunan baru')], max_length=2, verbose_name='jenis')),
                ('amount', models.BigIntegerField(blank=True, null=True, verbose_name='nilai (rupiah)')),
                ('answer_to', models.CharField(blank=True, choices=[('ASING', 'Tidak dikenal'), ('NIK', 'NIK berbeda'), ('NAMA', 'Nama berbeda'), ('DESA', 'Desa berbeda'), ('NAMA+DESA', 'Nama dan desa berbeda')], max_length=9, verbose_name='perbedaan yang dijawab')),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='jawaban')),
                ('answered_at', perkim.lib.time_fields.BoundedDateTimeField(blank=True, null=True, verbose_name='dijawab pada')),
                ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='dijawab oleh')),
                ('paper_list', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='names', to='swadaya.paperlist', verbose_name='daftar')),
                ('region', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='regions.region', verbose_name='desa/kelurahan')),
            ],
            options={
                'verbose_name': 'nama dalam naskah',
                'verbose_name_plural': 'nama dalam naskah',
            },
        ),
        migrations.CreateModel(
            name='PaperNameEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_created_at', perkim.lib.time_fields.BoundedDateTimeField(auto_now_add=True)),
                ('id', models.BigIntegerField()),
                ('line', models.PositiveIntegerField(verbose_name='baris file')),
                ('name', models.CharField(max_length=100, verbose_name='nama')),
                ('nik_sealed', models.BinaryField(verbose_name='NIK')),
                ('nik_index', models.BinaryField(max_length=32)),
                ('nik_index_next', models.BinaryField(max_length=32, null=True)),
                ('kind', models.CharField(blank=True, choices=[('PK', 'Peningkatan kualitas'), ('PB', 'Pembangunan baru')], max_length=2, verbose_name='jenis')),
                ('amount', models.BigIntegerField(blank=True, null=True, verbose_name='nilai (rupiah)')),
                ('answer_to', models.CharField(blank=True, choices=[('ASING', 'Tidak dikenal'), ('NIK', 'NIK berbeda'), ('NAMA', 'Nama berbeda'), ('DESA', 'Desa berbeda'), ('NAMA+DESA', 'Nama dan desa berbeda')], max_length=9, verbose_name='perbedaan yang dijawab')),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='jawaban')),
                ('answered_at', perkim.lib.time_fields.BoundedDateTimeField(blank=True, null=True, verbose_name='dijawab pada')),
                ('answered_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='dijawab oleh')),
                ('paper_list', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='swadaya.paperlist', verbose_name='daftar')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='swadaya.papername')),
                ('region', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='regions.region', verbose_name='desa/kelurahan')),
            ],
            options={
                'verbose_name': 'riwayat nama dalam naskah',
                'verbose_name_plural': 'riwayat nama dalam naskah',
                'abstract': False,
            },
        ),
        migrations.AddIndex(
            model_name='paperlist',
            index=models.Index(fields=['berkas', 'key', 'id'], name='paper_list_of_case'),
        ),
        migrations.AddConstraint(
            model_name='paperlist',
            constraint=models.UniqueConstraint(models.F('berkas'), models.F('key'), condition=models.Q(('superseded_at', None)), name='paper_list_stands_once_a_paper'),
        ),
        migrations.AddConstraint(
            model_name='paperlist',
            constraint=models.CheckConstraint(condition=models.Q(('key', ''), _negated=True), name='paper_list_names_its_paper'),
        ),
        migrations.AddConstraint(
            model_name='paperlist',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_by', None), ('withdrawn_for', '')), models.Q(('superseded_at__isnull', False), ('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False), models.Q(('withdrawn_for', ''), _negated=True)), _connector='OR'), name='paper_list_says_why_it_was_withdrawn'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='paperlist',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "swadaya_paperlistevent" ("batch", "berkas_id", "id", "key", "left_out", "pgh_created_at", "pgh_label", "pgh_obj_id", "stored_at", "stored_by_id", "superseded_at", "withdrawn_at", "withdrawn_by_id", "withdrawn_for") VALUES (OLD."batch", OLD."berkas_id", OLD."id", OLD."key", OLD."left_out", NOW(), \'update\', OLD."id", OLD."stored_at", OLD."stored_by_id", OLD."superseded_at", OLD."withdrawn_at", OLD."withdrawn_by_id", OLD."withdrawn_for"); RETURN NULL;', hash='2cb3d275a38f57df004338b746060cd37cb295db', operation='UPDATE', pgid='pgtrigger_update_update_42b41', table='swadaya_paperlist', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='paperlist',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "swadaya_paperlistevent" ("batch", "berkas_id", "id", "key", "left_out", "pgh_created_at", "pgh_label", "pgh_obj_id", "stored_at", "stored_by_id", "superseded_at", "withdrawn_at", "withdrawn_by_id", "withdrawn_for") VALUES (OLD."batch", OLD."berkas_id", OLD."id", OLD."key", OLD."left_out", NOW(), \'delete\', OLD."id", OLD."stored_at", OLD."stored_by_id", OLD."superseded_at", OLD."withdrawn_at", OLD."withdrawn_by_id", OLD."withdrawn_for"); RETURN NULL;', hash='537f2ef75660f93fbcf527aa0bb9d7aaadeef574', operation='DELETE', pgid='pgtrigger_delete_delete_8ebde', table='swadaya_paperlist', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='paperlistevent',
            trigger=pgtrigger.compiler.Trigger(name='never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'the history in % is kept', TG_TABLE_NAME;", hash='639e65646d25116940033651a87a4cfc199f7f89', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_38270', table='swadaya_paperlistevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='paperlistevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='dd5d856d4bae53800c7e4f5f5250a4cfe6881ad3', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_e8baf', table='swadaya_paperlistevent', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='papername',
            constraint=models.UniqueConstraint(models.F('paper_list'), models.F('nik_index'), name='paper_name_stands_once_in_a_list'),
        ),
        migrations.AddConstraint(
            model_name='papername',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('name', ''), _negated=True), models.Q(('nik_sealed', b''), _negated=True)), name='paper_name_has_name_and_nik'),
        ),
        migrations.AddConstraint(
            model_name='papername',
            constraint=models.CheckConstraint(condition=models.Q(('kind', ''), ('kind__in', ['PK', 'PB']), _connector='OR'), name='paper_name_is_of_a_kind_of_work'),
        ),
        migrations.AddConstraint(
            model_name='papername',
            constraint=models.CheckConstraint(condition=models.Q(('amount', None), ('amount__gte', 0), _connector='OR'), name='paper_name_amount_is_not_negative'),
        ),
        migrations.AddConstraint(
            model_name='papername',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answer_to', ''), ('answered_at', None), ('answered_by', None), ('reason', '')), models.Q(('answer_to__in', ['ASING', 'NIK', 'NAMA', 'DESA', 'NAMA+DESA']), ('answered_at__isnull', False), ('answered_by__isnull', False), models.Q(('reason', ''), _negated=True)), _connector='OR'), name='paper_name_is_answered_as_a_whole'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='papername',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."amount" IS DISTINCT FROM (NEW."amount") OR OLD."answer_to" IS DISTINCT FROM (NEW."answer_to") OR OLD."answered_at" IS DISTINCT FROM (NEW."answered_at") OR OLD."answered_by_id" IS DISTINCT FROM (NEW."answered_by_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."line" IS DISTINCT FROM (NEW."line") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."nik_index" IS DISTINCT FROM (NEW."nik_index") OR OLD."paper_list_id" IS DISTINCT FROM (NEW."paper_list_id") OR OLD."reason" IS DISTINCT FROM (NEW."reason") OR OLD."region_id" IS DISTINCT FROM (NEW."region_id"))', func='INSERT INTO "swadaya_papernameevent" ("amount", "answer_to", "answered_at", "answered_by_id", "id", "kind", "line", "name", "nik_index", "nik_index_next", "nik_sealed", "paper_list_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "region_id") VALUES (OLD."amount", OLD."answer_to", OLD."answered_at", OLD."answered_by_id", OLD."id", OLD."kind", OLD."line", OLD."name", OLD."nik_index", OLD."nik_index_next", OLD."nik_sealed", OLD."paper_list_id", NOW(), \'update\', OLD."id", OLD."reason", OLD."region_id"); RETURN NULL;', hash='e06680ff920e759b0ba2941d360f71af47a66c90', operation='UPDATE', pgid='pgtrigger_update_update_74dcf', table='swadaya_papername', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='papername',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "swadaya_papernameevent" ("amount", "answer_to", "answered_at", "answered_by_id", "id", "kind", "line", "name", "nik_index", "nik_index_next", "nik_sealed", "paper_list_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "region_id") VALUES (OLD."amount", OLD."answer_to", OLD."answered_at", OLD."answered_by_id", OLD."id", OLD."kind", OLD."line", OLD."name", OLD."nik_index", OLD."nik_index_next", OLD."nik_sealed", OLD."paper_list_id", NOW(), \'delete\', OLD."id", OLD."reason", OLD."region_id"); RETURN NULL;', hash='7a9735f50778c01ea1bd4af6670ed0ae7e7364a9', operation='DELETE', pgid='pgtrigger_delete_delete_02b3a', table='swadaya_papername', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='papernameevent',
            trigger=pgtrigger.compiler.Trigger(name='never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'the history in % is kept', TG_TABLE_NAME;", hash='82d7367a951ad02a5b8b8e0b24350b41923cf3fe', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_c2cf2', table='swadaya_papernameevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='papernameevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='a48eb3978f67cc0edea441d531e5fe7722067fc1', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_431a2', table='swadaya_papernameevent', when='BEFORE')),
        ),
    ]
