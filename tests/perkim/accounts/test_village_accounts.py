"""The two accounts of each village: what they are called, and that they are made once."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from perkim.accounts.actions import AccountError, end_assignment
from perkim.accounts.models import Assignment, User
from perkim.accounts.roles import Role
from perkim.accounts.villages import open_village_accounts
from perkim.regions.models import Region
from tests.cast import CANDIPURO, KABUPATEN, SUMBERWULUH, TOMPOKERSAN, employ, give, open_account

pytestmark = pytest.mark.django_db
TODAY, DAY = date(2026, 7, 1), timedelta(days=1)


def open_in(code: str) -> list[User]:
    villages = Region.objects.villages().within(code)
    return open_village_accounts(actor=None, villages=villages, today=TODAY)


def names(code: str) -> dict[str, str]:
    return {user.username: user.name for user in open_in(code)}


def test_a_desa_has_an_operator_and_a_kades() -> None:
    assert names(SUMBERWULUH) == {
        "operator.sumberwuluh": "Operator Desa Sumberwuluh",
        "kades.sumberwuluh": "Kepala Desa Sumberwuluh",
    }


def test_a_kelurahan_has_an_operator_and_a_lurah() -> None:
    assert names(TOMPOKERSAN) == {
        "operator.tompokersan": "Operator Kelurahan Tompokersan",
        "lurah.tompokersan": "Lurah Tompokersan",
    }


def test_a_name_that_repeats_in_the_regency_carries_its_kecamatan() -> None:
    twins = Region.objects.villages().filter(name="Kebonsari")
    made = {user.username for twin in twins for user in open_in(twin.code)}
    assert made == {f"{desk}.kebonsari.{twin.parent.name.lower()}" for twin in twins for desk in ("operator", "kades")}
    assert len(made) == 4


def test_each_holds_its_own_village(db: None) -> None:
    open_in(CANDIPURO)
    held = Assignment.objects.select_related("user", "region")
    assert all(each.region.name.lower().replace(" ", "") in each.user.username for each in held)
    assert {each.region.parent_id for each in held} == {CANDIPURO}


@pytest.mark.slow
def test_the_whole_regency_has_410_accounts_of_different_names() -> None:
    made = open_in(KABUPATEN)
    assert len({user.username for user in made}) == len(made) == 410
    assert Assignment.objects.filter(role=Role.KADES).count() == 205


def test_they_wait_for_their_slips() -> None:
    assert not [user for user in open_in(CANDIPURO) if user.has_usable_password()]


def test_a_second_time_makes_none() -> None:
    open_in(CANDIPURO)
    assert open_in(CANDIPURO) == []


def test_only_what_lacks_is_made() -> None:
    give(open_account("pak.carik"), Role.OPERATOR_DESA, region=SUMBERWULUH, starts=TODAY)
    assert names(SUMBERWULUH) == {"kades.sumberwuluh": "Kepala Desa Sumberwuluh"}


def test_a_desk_whose_holder_ended_gets_the_desks_account_again() -> None:
    operator = next(user for user in open_in(SUMBERWULUH) if user.username.startswith("operator"))
    end_assignment(actor=employ(Role.ADMIN), assignment=operator.assignments.get(), last_day=TODAY)
    later = Region.objects.villages().within(SUMBERWULUH)
    assert open_village_accounts(actor=None, villages=later, today=TODAY + DAY) == [operator]
    assert operator.assignments.in_force(TODAY + DAY).count() == 1


def test_a_desk_given_from_next_month_on_is_not_given_twice() -> None:
    give(open_account("operator.sumberwuluh"), Role.OPERATOR_DESA, region=SUMBERWULUH, starts=TODAY + 30 * DAY)
    assert set(names(SUMBERWULUH)) == {"kades.sumberwuluh"}


def test_a_refusal_makes_none_at_all() -> None:
    clerk = open_account("operator.sumberwuluh")
    villages = Region.objects.villages().within(CANDIPURO)
    with pytest.raises((AccountError, ValidationError)):
        open_village_accounts(actor=clerk, villages=villages, today=TODAY)
    assert not Assignment.objects.exists()
    assert User.objects.people().count() == 1


def test_the_statements_for_one_more_account_are_bounded() -> None:
    with CaptureQueriesContext(connection) as asked:
        made = open_in(CANDIPURO)
    # Two of them are entries of the log, each with the head of its chain.
    assert len(asked) <= 34 * len(made)
