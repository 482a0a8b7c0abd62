"""`manage.py load_parameters`: the committed first values of parameters and days off; may be run again."""

from typing import Any

from django.core.management.base import BaseCommand

from perkim.parameters.seeding import load_first_values


class Command(BaseCommand):
    help = "Load the first values of parameters and the days off; never overwrites what the office stated."

    def handle(self, *args: Any, **options: Any) -> None:
        values, days = load_first_values()
        if options["verbosity"]:
            self.stdout.write(f"{values} values, {days} days off")
