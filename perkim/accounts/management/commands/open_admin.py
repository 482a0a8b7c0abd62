"""`manage.py open_admin USERNAME NAME`: the first admin of a new site, or one more when nobody can sign in."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from perkim.accounts import telling
from perkim.accounts.actions import AccountError, assign, create_account
from perkim.accounts.activation import Slip, issue_slips
from perkim.accounts.models import Assignment, User
from perkim.accounts.roles import Role
from perkim.regions.models import Region


class Command(BaseCommand):
    help = "Make an admin of the portal and print the activation code once."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")
        parser.add_argument("name", help="full name, in quotes")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            slip = self._open(options["username"], options["name"])
        except Region.DoesNotExist as error:
            raise CommandError("There are no regions yet: run manage.py load_regions first.") from error
        except AccountError as error:
            raise CommandError(str(error)) from error
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(f"{slip.user.username}: kode aktivasi {slip.code}, sampai {slip.expires:%d-%m-%Y}")

    @transaction.atomic
    def _open(self, username: str, name: str) -> Slip:
        kabupaten = Region.objects.get(kind=Region.Kind.KABUPATEN)
        user = User.objects.filter(username=username).first()
        if user is None:
            user = create_account(actor=None, user=User(username=username, name=name))
        if not user.has_role(Role.ADMIN):
            today = timezone.localdate()
            assign(actor=None, assignment=Assignment(user=user, role=Role.ADMIN, region=kabupaten, starts=today))
        telling.admin_opened(user)
        return issue_slips(actor=None, users=[user], now=timezone.now())[0]
