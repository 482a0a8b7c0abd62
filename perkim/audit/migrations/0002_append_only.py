"""PostgreSQL refuses to change, remove or empty what stands in the log; personal values may be erased, not changed."""

from django.db import migrations

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
    dependencies = [("audit", "0001_initial")]
    operations = [
        migrations.RunSQL(FUNCTION, "DROP FUNCTION audit_refuse();"),
        *(
            migrations.RunSQL(PROTECT.format(table=table, delete=delete), RELEASE.format(table=table))
            for table, delete in TABLES.items()
        ),
    ]
