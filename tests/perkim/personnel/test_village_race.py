"""Two admins press the button of the village accounts at once."""

import pytest
from django.test import Client
from django.utils import timezone

from perkim.accounts.models import ActivationCode, Assignment, User
from perkim.accounts.roles import Role
from perkim.accounts.villages import open_village_accounts
from perkim.regions.models import Region
from tests.cast import CANDIPURO, employ
from tests.races import at_once


@pytest.mark.slow
def test_the_whole_regency_opened_twice_at_once_has_410_accounts(fresh_database: str) -> None:
    today = timezone.localdate()

    def open_all() -> int:
        return len(open_village_accounts(actor=None, villages=Region.objects.villages(), today=today))

    assert sorted(at_once(open_all, open_all)) == [0, 410]
    assert User.objects.people().count() == Assignment.objects.count() == 410


@pytest.mark.slow
def test_both_presses_are_answered_with_slips(fresh_database: str, read_slips) -> None:
    browsers = [Client(), Client()]
    for number, browser in enumerate(browsers):
        browser.force_login(employ(Role.ADMIN, username=f"admin{number}", second_factor=True))

    answers = at_once(*(lambda each=each: each.post("/akun/desa/", {"kecamatan": CANDIPURO}) for each in browsers))

    assert [len(read_slips(answer).codes) for answer in answers] == [20, 20]
    assert Assignment.objects.exclude(role=Role.ADMIN).count() == ActivationCode.objects.count() == 20
