"""Households get the standing of the proposal they lie in: the drafts of an unsent one are the village's alone."""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.db.models import Exists, F, OuterRef, Q

from perkim.sipoc.registry import programmes


def take_standings(apps: StateApps, _schema: BaseDatabaseSchemaEditor) -> None:
    """What has a number is handed in. So is what takes the standing of its parent, unless it ended before."""
    cases = apps.get_model("sipoc", "Berkas").objects
    cases.exclude(number="").update(handed_in=True)
    for programme in programmes():
        for process in programme.processes:
            # Parents are declared before what lies below them.
            if process.handed_in_with_parent:
                parent = cases.filter(pk=OuterRef("parent"), handed_in=True)
                below = cases.filter(programme=programme.slug, process=process.key, handed_in=False)
                below = below.annotate(sent=F("parent__submitted_at"))
                ids = below.filter(Exists(parent), Q(outcome="") | Q(closed_at__gte=F("sent"))).values("pk")
                cases.filter(pk__in=ids).update(handed_in=True)


class Migration(migrations.Migration):

    dependencies = [
        ("sipoc", "0001_base"),
    ]

    operations = [
        migrations.AddField(
            model_name="berkas",
            name="handed_in",
            field=models.BooleanField(default=False, verbose_name="sudah diajukan"),
        ),
        migrations.RunPython(take_standings, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="berkas",
            constraint=models.CheckConstraint(
                condition=Q(number="") | Q(handed_in=True), name="case_with_a_number_is_handed_in"
            ),
        ),
    ]
