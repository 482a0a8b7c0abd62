"""Numbers that read the same are the same. Rows that stand already get their key; of two that turn out to be the same
number the later one keeps a key of its own, so that both stay readable until the office mends one of them."""

import django.db.models.functions.datetime
from django.db import migrations, models
from django.db.models import F, Q

from perkim.lib.paper_number import number_key

_LIVE, _NUMBERED = Q(withdrawn_at=None), ~Q(number="")


def fill_keys(apps, schema_editor) -> None:
    papers = apps.get_model("documents", "Dokumen")
    taken = set()
    for paper in papers.objects.exclude(number="").order_by("id").iterator():
        key = (number_key(paper.number) or paper.number.upper())[:140]
        place = (paper.register, key, paper.dated.year)
        if paper.withdrawn_at is None:
            key = f"{key} #{paper.pk}" if place in taken else key
            taken.add(place)
        papers.objects.filter(pk=paper.pk).update(number_key=key)


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_base")]

    operations = [
        migrations.AddField(
            model_name="dokumen",
            name="number_key",
            field=models.CharField(
                blank=True, default="", editable=False, max_length=160, verbose_name="nomor untuk dibandingkan"
            ),
            preserve_default=False,
        ),
        migrations.RemoveConstraint(model_name="dokumen", name="paper_number_is_given_once_a_year"),
        migrations.RemoveConstraint(model_name="dokumen", name="paper_number_and_date_come_together"),
        migrations.RunPython(fill_keys, migrations.RunPython.noop),
        # Rows that were written in this transaction have triggers waiting; PostgreSQL alters no table before them.
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="dokumen",
            constraint=models.UniqueConstraint(
                F("register"),
                F("number_key"),
                django.db.models.functions.datetime.ExtractYear("dated"),
                condition=_LIVE & _NUMBERED,
                name="paper_number_is_given_once_a_year",
            ),
        ),
        migrations.AddConstraint(
            model_name="dokumen",
            constraint=models.CheckConstraint(
                condition=Q(dated=None, number="", number_key="")
                | (_NUMBERED & ~Q(number_key="") & Q(dated__isnull=False)),
                name="paper_number_and_date_come_together",
            ),
        ),
    ]
