"""Loads the committed first values. Only what is missing is written: the office's own statements stand."""

import csv
import json
from datetime import date
from pathlib import Path

from django.db import transaction

from perkim.parameters.kinds import kind
from perkim.parameters.models import DayOff, Parameter

DATA = Path(__file__).resolve().parent / "data"


@transaction.atomic
def load_first_values() -> tuple[int, int]:
    """Returns how many values and days off were added."""
    return _load_values(DATA / "values.json"), _load_days_off(DATA / "days_off.csv")


def _load_values(file: Path) -> int:
    stated = set(Parameter.objects.values_list("key", flat=True))
    rows = [row for row in json.loads(file.read_text(encoding="utf-8")) if row["key"] not in stated]
    for row in rows:
        kind(row["key"]).parse(row["value"])
    Parameter.objects.bulk_create(
        [
            Parameter(key=row["key"], value=row["value"], starts=date.fromisoformat(row["starts"]), basis=row["basis"])
            for row in rows
        ]
    )
    return len(rows)


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
