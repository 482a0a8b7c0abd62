"""`manage.py move_version rtlh.usulan lama=baru`: carry open cases over to the declared version of their process."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from perkim.accounts.models import User
from perkim.sipoc.actions.versioning import move_version, plan_version
from perkim.sipoc.exceptions import SipocError
from perkim.sipoc.registry import programme


class Command(BaseCommand):
    help = "Show what a new version of a process would do to its open cases; with --apply, do it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("process", help="programme.process, such as rtlh.usulan")
        parser.add_argument("stages", nargs="*", help="old=new, for each stage whose key changed")
        parser.add_argument("--apply", action="store_true", help="move the cases; without it nothing is written")

    def handle(self, *args: Any, **options: Any) -> None:
        slug, _, key = options["process"].partition(".")
        if wrong := [pair for pair in options["stages"] if pair.count("=") != 1]:
            raise CommandError(f"Write each stage as old=new; {wrong[0]!r} is not.")
        mapping = dict(pair.split("=") for pair in options["stages"])
        try:
            owner = programme(slug)
            process = owner.process(key)
            plan = plan_version(owner, process, mapping)
        except KeyError:
            raise CommandError(f"No process {options['process']!r}: write programme.process.") from None
        except SipocError as refusal:
            raise CommandError(str(refusal)) from refusal
        for old, count in sorted(plan.cases.items()):
            self.stdout.write(f"{count} berkas: {old} -> {plan.goes_to[old]} (versi {process.version})")
        if not options["apply"]:
            self.stdout.write("Nothing was written. Add --apply to move them.")
            return
        moved = move_version(
            actor=User.objects.system(), programme=owner, process=process, mapping=mapping, now=timezone.now()
        )
        self.stdout.write(f"{sum(moved.values())} berkas dipindah.")
