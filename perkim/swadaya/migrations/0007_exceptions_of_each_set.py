"""The sets of thresholds that an office states already say which earlier aid they except: disaster alone in the older
set and in those that ended before 2026, fire and slums too in the others, as the rules counted until now."""

from datetime import date

from django.db import migrations
from django.db.models import Q

KEY, NAME = "swadaya.ambang", "pengecualian"
OLDER = {"huni": 3, "jeda": 10, "huni_pasca": 10, "lansia": 58}
FORM_OF_2026 = date(2026, 1, 1)


def state_exceptions(apps, schema_editor) -> None:
    rows = apps.get_model("parameters", "Parameter").objects
    for row in rows.filter(key=KEY).exclude(Q(value__has_key=NAME)):
        plain = {name: told[0] if isinstance(told, list) and told else told for name, told in row.value.items()}
        older = plain == OLDER or (row.ends is not None and row.ends < FORM_OF_2026)
        row.value = {**row.value, NAME: ["BENCANA"] if older else ["BENCANA", "KEBAKARAN", "KUMUH"]}
        row.save(update_fields=["value"])


class Migration(migrations.Migration):
    dependencies = [("parameters", "0001_base"), ("swadaya", "0006_aid_of_the_portal")]
    operations = [migrations.RunPython(state_exceptions, migrations.RunPython.noop)]
