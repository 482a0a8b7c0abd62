"""The commands of accounts: the first admin, resealing."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from perkim.accounts.activation import activate
from perkim.accounts.models import User
from perkim.accounts.roles import Role
from tests.cast import employ, open_account

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> str:
    told = StringIO()
    call_command(*arguments, stdout=told)
    return told.getvalue()


def test_the_first_admin_gets_a_code_that_works() -> None:
    code = run("open_admin", "fajar", "Fajar Nugroho").split("kode aktivasi ")[1].split(",")[0]
    holder = {"username": "fajar", "name": "Fajar", "salutation": "", "email": "", "password": "tiga kata acak"}
    user = activate(code=code, now=timezone.now(), **holder)
    assert user.has_role(Role.ADMIN)


def test_a_second_time_gives_a_new_code_and_no_second_role() -> None:
    first, second = run("open_admin", "fajar", "Fajar"), run("open_admin", "fajar", "Fajar")
    assert first != second
    assert User.objects.people().get().assignments.count() == 1


@pytest.mark.parametrize("username", ["Fajar", "fajar nugroho", "fajar\n", "", "a" * 61])
def test_a_name_that_may_not_be_is_refused(username: str) -> None:
    with pytest.raises(CommandError):
        run("open_admin", username, "Fajar")
    assert not User.objects.exists()


def test_who_decides_cannot_be_made_admin() -> None:
    employ(Role.KADIS, username="kadis")
    with pytest.raises(CommandError, match="Admin portal tidak boleh"):
        run("open_admin", "kadis", "Kadis")


def test_resealing_says_how_many() -> None:
    employ(Role.KADIS, second_factor=True)
    open_account("budi")
    assert run("reseal_secrets") == "1 second factors resealed\n"
