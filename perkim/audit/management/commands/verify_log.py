"""`manage.py verify_log`: read the whole log and name what was changed, removed or added behind the application."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from perkim.audit.heads import kept_heads
from perkim.audit.models import Entry, Seal
from perkim.audit.verification import verify


class Command(BaseCommand):
    help = "Verify chains, personal values and seals of the log; exits with 1 if anything is wrong."

    def handle(self, *args: Any, **options: Any) -> None:
        found = 0
        for finding in verify(kept_heads()):
            found += 1
            self.stderr.write(f"{finding.where}: {finding.what}")
        if found:
            raise CommandError(f"{found} temuan: catatan ini tidak seperti saat ditulis.")
        last = Seal.objects.order_by("-number").first()
        self.stdout.write(f"{Entry.objects.count()} catatan utuh")
        if last:
            self.stdout.write(f"segel {last.number}: {bytes(last.digest).hex()}")
