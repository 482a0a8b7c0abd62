"""`manage.py reseal_secrets`: after a new SECRET_KEY, so that the old one may leave SECRET_KEY_FALLBACKS."""

from typing import Any

from django.core.management.base import BaseCommand

from perkim.accounts.actions import reseal_second_factors


class Command(BaseCommand):
    help = "Seal all second-factor keys with the newest SECRET_KEY."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{reseal_second_factors()} second factors resealed")
