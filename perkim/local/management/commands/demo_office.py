"""`manage.py demo_office`: one account for each role, and cases to look at; refuses where DEMO_OFFICE is not set."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from perkim.demo.cases import open_demo_cases
from perkim.demo.office import NotTheDemoOfficeError, open_demo_office


class Command(BaseCommand):
    help = "Open the demo office: one account for each role, with a password that everybody knows, and cases."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            made = open_demo_office(timezone.localdate())
            cases = open_demo_cases(timezone.now())
        except NotTheDemoOfficeError as error:
            raise CommandError(str(error)) from error
        if options["verbosity"]:
            self.stdout.write(f"{made} accounts and {cases} cases made")
