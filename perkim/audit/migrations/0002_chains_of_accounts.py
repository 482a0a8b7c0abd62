"""Chains of accounts begin: from now on an entry without a case hangs on the one before of the same account.

What was written without a chain until now stays as it is, verified as before, and is closed together: one MAC over the
ids and MACs of all of it, kept as the head of the empty subject. New seals bind the ids of their entries as well.
"""

import sys

import django.db.models.functions.datetime
from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models

from perkim.audit import chain
from perkim.lib.schema import OneStep
from perkim.lib.time_fields import BoundedDateTimeField

# A head moves, but no chain loses its head.
PROTECT = """
CREATE TRIGGER refuse_rows BEFORE UPDATE OF subject OR DELETE ON audit_chainhead
    FOR EACH ROW EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON audit_chainhead
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();
"""
RELEASE = """
DROP TRIGGER refuse_rows ON audit_chainhead;
DROP TRIGGER refuse_truncate ON audit_chainhead;
"""


def close_former(apps, schema_editor) -> None:
    """Adding the constraint before has locked the log until the end: nothing is written in between."""
    former = apps.get_model("audit", "Entry").objects.filter(subject="")
    count = former.count()
    if not count:
        return
    rows = former.order_by("pk").values_list("pk", "mac").iterator(5_000)
    head = chain.former_digest((pk, bytes(mac)) for pk, mac in rows)
    apps.get_model("audit", "ChainHead").objects.create(subject="", head=head)
    sys.stdout.write(f"\n    Rantai catatan per akun dimulai; {count} catatan sebelumnya ditutup bersama.\n")


class Migration(migrations.Migration):

    dependencies = [
        ('audit', '0001_base'),
    ]

    operations = [
        OneStep([
            migrations.CreateModel(
                name='ChainHead',
                fields=[
                    ('subject', models.CharField(max_length=60, primary_key=True, serialize=False)),
                    ('head', models.BinaryField(max_length=32)),
                ],
                options={
                    'verbose_name': 'kepala rantai',
                    'verbose_name_plural': 'kepala rantai',
                },
            ),
            migrations.AddField(
                model_name='entry',
                name='written_at',
                field=BoundedDateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
            ),
            AddConstraintNotValid(
                model_name='entry',
                constraint=models.CheckConstraint(condition=models.Q(('subject', ''), _negated=True), name='entry_is_in_a_chain'),
            ),
            # Seals that are there were made by the first rules.
            migrations.AddField(
                model_name='seal',
                name='version',
                field=models.PositiveSmallIntegerField(default=1, editable=False),
                preserve_default=False,
            ),
        ]),
        migrations.RunSQL(PROTECT, RELEASE),
        migrations.RunPython(close_former, migrations.RunPython.noop),
    ]
