"""What stood in the database before 2026-11-28, in one step. Whoever has the replaced migrations has this one."""

import django.core.serializers.json
import django.db.models.deletion
import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models
import perkim.lib.time_fields

from perkim.lib.schema import OneStep


# PostgreSQL refuses to change, remove or empty what stands in the log; personal values may be erased, not changed.
FUNCTION = """
CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the log is append-only: % on % is refused', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
END
$$;
"""
PROTECT = """
CREATE TRIGGER refuse_rows BEFORE UPDATE{delete} ON {table} FOR EACH ROW EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();
"""
RELEASE = """
DROP TRIGGER refuse_rows ON {table};
DROP TRIGGER refuse_truncate ON {table};
"""
TABLES = {"audit_entry": " OR DELETE", "audit_seal": " OR DELETE", "audit_personalvalue": ""}


class Migration(migrations.Migration):

    replaces = [('audit', '0001_initial'), ('audit', '0002_append_only')]

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        OneStep([
            migrations.CreateModel(
                name='Entry',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('at', perkim.lib.time_fields.BoundedDateTimeField(verbose_name='waktu')),
                    ('action', models.CharField(max_length=60, verbose_name='tindakan')),
                    ('subject', models.CharField(blank=True, max_length=60, verbose_name='tentang')),
                    ('data', models.JSONField(default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder, verbose_name='isi')),
                    ('personal_digest', models.BinaryField(default=b'', max_length=32)),
                    ('previous', models.BinaryField(default=b'', max_length=32)),
                    ('mac', models.BinaryField(max_length=32)),
                    ('transaction', models.BigIntegerField(db_default=django.db.models.expressions.RawSQL('pg_current_xact_id()::text::bigint', []), editable=False)),
                    ('actor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='oleh')),
                ],
                options={
                    'verbose_name': 'catatan',
                    'verbose_name_plural': 'catatan',
                    'indexes': [models.Index(condition=models.Q(('subject', ''), _negated=True), fields=['subject', 'id'], name='entry_chain'), models.Index(fields=['transaction', 'id'], name='entry_sealing')],
                },
            ),
            migrations.CreateModel(
                name='PersonalValue',
                fields=[
                    ('entry', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='personal', serialize=False, to='audit.entry')),
                    ('salt', models.BinaryField(max_length=16)),
                    ('values', models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder)),
                ],
                options={
                    'verbose_name': 'nilai pribadi',
                    'verbose_name_plural': 'nilai pribadi',
                },
            ),
            migrations.CreateModel(
                name='Seal',
                fields=[
                    ('number', models.PositiveBigIntegerField(primary_key=True, serialize=False)),
                    ('first_transaction', models.BigIntegerField()),
                    ('end_transaction', models.BigIntegerField()),
                    ('entries', models.PositiveIntegerField(verbose_name='banyaknya catatan')),
                    ('digest', models.BinaryField(max_length=32)),
                    ('sealed_at', perkim.lib.time_fields.BoundedDateTimeField(verbose_name='disegel')),
                ],
                options={
                    'verbose_name': 'segel',
                    'verbose_name_plural': 'segel',
                    'ordering': ['number'],
                    'constraints': [models.UniqueConstraint(fields=('first_transaction',), name='seals_do_not_fork'), models.CheckConstraint(condition=models.Q(('end_transaction__gt', models.F('first_transaction'))), name='seal_spans_forward')],
                },
            ),
        ]),
        migrations.RunSQL(FUNCTION, "DROP FUNCTION audit_refuse();"),
        *(
            migrations.RunSQL(PROTECT.format(table=table, delete=delete), RELEASE.format(table=table))
            for table, delete in TABLES.items()
        ),
    ]
