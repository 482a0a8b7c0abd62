"""Two admins press the button of the whole regency at once."""

import threading

from django.db import connection
from django.test import Client

from perkim.accounts.models import ActivationCode, Assignment, User
from perkim.accounts.roles import Role
from tests.cast import employ


def test_two_presses_at_once_make_410_accounts(fresh_database: str, read_slips) -> None:
    browsers = [Client(), Client()]
    for number, browser in enumerate(browsers):
        browser.force_login(employ(Role.ADMIN, username=f"admin{number}", second_factor=True))
    start, answers = threading.Barrier(2), {}

    def press(number: int) -> None:
        start.wait(10)
        try:
            answers[number] = browsers[number].post("/akun/desa/", {"kecamatan": ""})
        finally:
            connection.close()

    threads = [threading.Thread(target=press, args=[number]) for number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)

    assert User.objects.exclude(username__startswith="admin").count() == 410
    assert Assignment.objects.exclude(role=Role.ADMIN).count() == 410
    assert ActivationCode.objects.count() == 410
    assert [len(read_slips(answers[number]).codes) for number in range(2)] == [410, 410]
