"""`manage.py rotate_keys [--apply]`: seal what identifies people by the newest key; `--index`: a new index key."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from perkim.accounts.models import User
from perkim.people.cipher import known_headers, newest_header
from perkim.people.identities import PeopleError
from perkim.people.rotation import UnreadableRowsError, census, fill_next_index, seal_anew, switch_index
from perkim.people.sealed_rows import ResealResult

NAMED = 20


class Command(BaseCommand):
    help = (
        "Show by which keys of PEOPLE_KEYS identities are sealed; with --apply, seal all by the newest. --index and "
        "--switch-index change the key of the index (docs/operations.md). What was cut off is finished by another run."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--apply", action="store_true", help="write; without it nothing is written")
        what = parser.add_mutually_exclusive_group()
        what.add_argument("--index", action="store_true", help="fill the second index by PEOPLE_INDEX_KEY_NEXT")
        what.add_argument("--switch-index", action="store_true", help="let the second index be the index")
        parser.add_argument(
            "--leave-unreadable", action="store_true", help="go on although some values cannot be opened by any key"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        newest = known_headers()[newest_header()]
        unopened = 0
        for sealed in census():
            unopened += 0 if sealed.key else sealed.rows
            self.stdout.write(f"{sealed.column}: {sealed.rows} by {sealed.key or 'no key of PEOPLE_KEYS'}")
        self.stdout.write(f"newest key: {newest}")
        if unopened and not options["leave_unreadable"]:
            raise CommandError(
                f"{unopened} values are damaged or were sealed by keys that PEOPLE_KEYS does not hold. Put a "
                "missing key back, at its place by age; only if it is lost, go on with --leave-unreadable."
            )
        if not options["apply"]:
            self.stdout.write("Nothing was written. Add --apply to write.")
            return
        try:
            self._report(self._write(options))
        except UnreadableRowsError as refusal:
            self._name(refusal.rows)
            raise CommandError(f"{refusal} Nothing was switched.") from refusal
        except PeopleError as refusal:
            raise CommandError(str(refusal)) from refusal

    def _write(self, options: dict[str, Any]) -> ResealResult:
        actor, now = User.objects.system(), timezone.now()
        if options["index"]:
            return fill_next_index(progress=self._progress)
        if options["switch_index"]:
            leave = options["leave_unreadable"]
            return switch_index(actor=actor, now=now, leave_unreadable=leave, progress=self._progress)
        return seal_anew(actor=actor, now=now, progress=self._progress)

    def _progress(self, table: str, written: int) -> None:
        self.stdout.write(f"{table}: {written}")

    def _report(self, outcome: ResealResult) -> None:
        self._name(outcome.unreadable)
        self.stdout.write(f"{outcome.written} rows written, {len(outcome.unreadable)} values cannot be opened.")

    def _name(self, rows: list[str]) -> None:
        for row in rows[:NAMED]:
            self.stderr.write(f"cannot be opened: {row}")
        if len(rows) > NAMED:
            self.stderr.write(f"... and {len(rows) - NAMED} more")
