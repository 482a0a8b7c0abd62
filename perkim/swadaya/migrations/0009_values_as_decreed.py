"""What a house gets, by the kind of work, of the rankings and quotas that knew one value for every house."""

from django.db import migrations

KINDS = ("PK", "PB")
# By what an award was taken: the case has been worth the decree's value since.
AWARD = "tetapkan"
DROPPED_OUT = ("BATAL", "DITOLAK", "KEDALUWARSA")


def fill(apps, schema_editor):
    Parameter = apps.get_model("parameters", "Parameter")
    tables = [row for row in Parameter.objects.filter(value__has_key="PK upah").order_by("starts")]
    for name, day in (("Quota", "stated_at"), ("QuotaEvent", "stated_at"), ("Ranking", "frozen_at"), ("RankingEvent", "frozen_at")):
        Model = apps.get_model("swadaya", name)
        table = schema_editor.quote_name(Model._meta.db_table)
        # What was written to a history is final for everybody else.
        if name.endswith("Event"):
            schema_editor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        for row in Model.objects.all():
            row.aid = _aid(row.each, tables, getattr(row, day).date())
            row.save(update_fields=["aid"])
        if name.endswith("Event"):
            schema_editor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def _aid(each, tables, day):
    """The wages that the parameter stated on that day, and all else as material: the sum is what the decree printed."""
    stated = [row.value for row in tables if row.starts <= day and (row.ends is None or day <= row.ends)]
    stated = {name: told[0] if isinstance(told, list) else told for name, told in (stated or [{}])[0].items()}
    wages = stated.get("PK upah", 0)
    wages = wages if wages < each else 0
    first = stated.get("PK persen tahap 1", 50)
    parts = {"bahan": each - wages, "upah": wages, "persen tahap 1": first}
    return {f"{kind} {name}": amount for kind in KINDS for name, amount in parts.items()}


def know_kinds(apps, schema_editor):
    """As the household was assessed; a repair where nobody looked."""
    Place, Assessment = apps.get_model("swadaya", "Place"), apps.get_model("swadaya", "Assessment")
    places = list(Place.objects.filter(kind=""))
    standing = Assessment.objects.filter(berkas__in=[each.berkas_id for each in places], superseded_at=None)
    kinds = dict(standing.values_list("berkas", "kind"))
    for place in places:
        place.kind = kinds.get(place.berkas_id) or KINDS[0]
        place.save(update_fields=["kind"])


def value_awards(apps, schema_editor):
    Place, StageVisit = apps.get_model("swadaya", "Place"), apps.get_model("sipoc", "StageVisit")
    within = Place.objects.filter(ranking__superseded_at=None).exclude(berkas__outcome__in=DROPPED_OUT)
    awarded = set(StageVisit.objects.filter(move=AWARD, corrected=False).values_list("berkas", flat=True))
    for place in within.select_related("ranking", "berkas"):
        if place.berkas_id in awarded and (place.reserve is None or place.instead_of_id):
            table = place.ranking.aid
            place.berkas.amount = table[f"{place.kind} bahan"] + table[f"{place.kind} upah"]
            place.berkas.save(update_fields=["amount"])


class Migration(migrations.Migration):
    dependencies = [
        ("funds", "0002_values_by_kind_of_work"),
        ("sipoc", "0001_base"),
        ("swadaya", "0008_values_beside_each"),
    ]

    operations = [
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.RunPython(know_kinds, migrations.RunPython.noop),
        migrations.RunPython(value_awards, migrations.RunPython.noop),
    ]
