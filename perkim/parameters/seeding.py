"""Loads the first values, committed as files or stated by declarations.

Only what is missing is written: the office's own statements stand.
"""

import csv
import json
from datetime import date
from pathlib import Path

from django.db import transaction

from perkim.parameters.first_values import FirstValue, first_values
from perkim.parameters.kinds import kind
from perkim.parameters.models import DayOff, Parameter

DATA = Path(__file__).resolve().parent / "data"


@transaction.atomic
def load_first_values() -> tuple[int, int]:
    """Returns how many values and days off were added."""
    return _load_values(DATA / "values.json"), _load_days_off(DATA / "days_off.csv")


def _load_values(file: Path) -> int:
    stated = set(Parameter.objects.values_list("key", flat=True))
    committed = [
        FirstValue(key=row["key"], value=row["value"], starts=date.fromisoformat(row["starts"]), basis=row["basis"])
        for row in json.loads(file.read_text(encoding="utf-8"))
    ]
    missing = [first for first in (*committed, *first_values()) if first.key not in stated]
    for first in missing:
        kind(first.key).parse(first.value)
    Parameter.objects.bulk_create(
        [
            Parameter(key=first.key, value=first.value, starts=first.starts, ends=first.ends, basis=first.basis)
            for first in missing
        ]
    )
    return len(missing)


def _load_days_off(file: Path) -> int:
    """A year that the office has touched at all is left alone: a day missing there was taken away on purpose."""
    touched = set(DayOff.objects.values_list("day__year", flat=True))
    with file.open(encoding="utf-8", newline="") as lines:
        rows = [
            DayOff(
                day=date.fromisoformat(row["day"]),
                kind=row["kind"],
                title=row["title"],
                basis=row["basis"],
                tentative=row["tentative"] == "1",
            )
            for row in csv.DictReader(lines)
        ]
    return len(DayOff.objects.bulk_create([row for row in rows if row.day.year not in touched]))
