"""Two people doing the same at the same moment, on connections of their own."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.utils import timezone

from perkim.accounts.actions import create_account, end_assignment
from perkim.accounts.activation import activate
from perkim.accounts.guessing import Guard
from perkim.accounts.models import Assignment, User
from perkim.accounts.roles import Role
from tests.cast import give, let_act, open_account, slip_code
from tests.races import at_once

TODAY = date(2026, 7, 1)


def refused(found: list[object]) -> list[object]:
    return [each for each in found if isinstance(each, Exception)]


@pytest.mark.parametrize("attempt", range(3))
def test_a_code_used_twice_at_once_opens_the_account_once(fresh_database: str, attempt: int) -> None:
    code = slip_code(open_account("operator.x", password=None))

    def use(name: str) -> Callable[[], User]:
        holder = {"username": "operator.x", "name": name, "salutation": "", "email": ""}
        return lambda: activate(code=code, password="tiga kata acak", now=timezone.now(), **holder)

    found = at_once(*(use(f"Orang {number}") for number in range(4)))
    winners = [each for each in found if isinstance(each, User)]
    assert len(winners) == 1
    assert len(refused(found)) == 3
    assert User.objects.get(username="operator.x").name == winners[0].name


def test_guesses_sent_at_once_get_no_further_than_one_by_one(fresh_database: str) -> None:
    guard = Guard(name="uji", wrong=3, window=900, longest=3600)
    found = at_once(*[lambda: guard.take_place("203.0.113.7")] * 8)
    assert len([place for place in found if place]) == len({place for place in found if place}) == 3


@pytest.mark.parametrize("attempt", range(3))
def test_two_admins_cannot_make_an_admin_who_decides(fresh_database: str, attempt: int) -> None:
    user = open_account("budi")
    found = at_once(lambda: give(user, Role.ADMIN), lambda: give(user, Role.KADIS))
    assert len(refused(found)) == 1
    assert Assignment.objects.filter(user=user).count() == 1


def test_the_same_role_given_twice_at_once_is_held_once(fresh_database: str) -> None:
    user = open_account("budi")
    found = at_once(*[lambda: give(user, Role.STAF)] * 3)
    assert len(refused(found)) == 2
    assert Assignment.objects.filter(user=user).count() == 1


def test_the_same_account_made_twice_at_once_is_made_once(fresh_database: str) -> None:
    found = at_once(*[lambda: create_account(actor=None, user=User(username="budi", name="Budi"))] * 4)
    assert len(refused(found)) == 3
    assert User.objects.filter(username="budi").count() == 1


def test_an_email_taken_by_two_at_once_belongs_to_one(fresh_database: str) -> None:
    def make(name: str) -> Callable[[], User]:
        return lambda: create_account(actor=None, user=User(username=name, name=name, email="satu@desa.example"))

    found = at_once(*(make(f"akun{number}") for number in range(4)))
    assert len(refused(found)) == 3
    assert User.objects.filter(email="satu@desa.example").count() == 1


@pytest.mark.parametrize("attempt", range(3))
def test_nobody_is_left_acting_for_a_post_that_ended_at_that_moment(fresh_database: str, attempt: int) -> None:
    post = give(open_account("kadis"), Role.KADIS, starts=TODAY - timedelta(days=100))
    deputy, admin = open_account("sekdis"), open_account("admin")
    at_once(
        lambda: let_act(deputy, post, starts=TODAY, ends=TODAY + timedelta(days=30)),
        lambda: end_assignment(actor=admin, assignment=post, last_day=TODAY + timedelta(days=5)),
    )
    left = Assignment.objects.filter(acting_for=post, ends__gt=TODAY + timedelta(days=5))
    assert not left.exists()
