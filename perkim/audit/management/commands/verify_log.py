"""`manage.py verify_log`: read the whole log and name what was changed, removed or added behind the application."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from perkim.audit.findings import LogFault
from perkim.audit.heads import kept_heads, without_entries
from perkim.audit.models import Entry, Seal
from perkim.audit.outside import OutsideDigest, OutsideError, compare, read_digests
from perkim.audit.seal_verification import verify_sealing
from perkim.audit.verification import former_entries, one_moment, verify

Outside = dict[Path, list[OutsideDigest]]


class Command(BaseCommand):
    help = "Verify chains, personal values and seals of the log, and digests kept outside; exits with 1 on a finding."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--outside",
            action="append",
            default=[],
            metavar="FILE",
            help="compare the digests in this file too, besides those in LOG_DIGEST_FILE; may be given several times",
        )
        parser.add_argument(
            "--restored",
            action="store_true",
            help="the database was just restored: seals later than its backup, and late sealing, are no finding",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        # Before the moment of the database: a digest written in between would tell of a seal that is not there yet.
        outside = self._outside(options["outside"])
        with one_moment():
            count = self._tell(self._findings(restored=options["restored"]))
            for file, digests in outside.items():
                count += self._compare(file, digests, restored=options["restored"])
            if not count:
                self._all_is_well()
        if count:
            raise CommandError(f"{count} temuan: catatan ini tidak seperti saat ditulis.")

    def _outside(self, named: Iterable[str]) -> Outside:
        files = [Path(each) for each in named]
        configured = Path(settings.LOG_DIGEST_FILE) if settings.LOG_DIGEST_FILE else None
        if configured and configured.exists():
            files.append(configured)
        elif configured:
            self.stdout.write(f"LOG_DIGEST_FILE {configured} belum ada, jadi tidak dibandingkan")
        if not files:
            self.stdout.write("0 sidik luar dibandingkan")
        try:
            return {file: read_digests(file) for file in files}
        except OutsideError as error:
            raise CommandError(str(error)) from error

    def _findings(self, *, restored: bool) -> Iterator[LogFault]:
        yield from verify(kept_heads())
        yield from (LogFault(where, "tidak ada catatan tentang pembuatannya") for where in without_entries())
        if not restored:
            yield from verify_sealing()

    def _compare(self, file: Path, digests: list[OutsideDigest], *, restored: bool) -> int:
        last = Seal.objects.order_by("-number").first()
        later = [each for each in digests if restored and each.number > (last.number if last else 0)]
        for each in later:
            self.stdout.write(f"{each.name}: lebih baru daripada cadangan yang dipulihkan")
        compared = [each for each in digests if each not in later]
        different = list(compare(compared))
        self.stdout.write(f"{len(compared)} sidik luar dibandingkan dengan {file}, {len(different)} berbeda")
        for finding in different:
            self.stdout.write(f"berbeda: {finding.where}")
        return self._tell(different)

    def _tell(self, findings: Iterable[LogFault]) -> int:
        count = 0
        for finding in findings:
            count += 1
            self.stderr.write(f"{finding.where}: {finding.what}")
        return count

    def _all_is_well(self) -> None:
        last = Seal.objects.order_by("-number").first()
        self.stdout.write(f"{Entry.objects.count()} catatan utuh")
        if former := former_entries():
            self.stdout.write(f"{former} di antaranya dari sebelum rantai per akun, ditutup bersama saat itu")
        if last:
            self.stdout.write(f"segel {last.number}: {bytes(last.digest).hex()}")
