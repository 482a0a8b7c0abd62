"""What PostgreSQL itself refuses, whoever writes."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from perkim.accounts.models import ActivationCode, Assignment, User
from perkim.accounts.roles import Role
from tests.cast import CANDIPURO, KABUPATEN, SUMBERWULUH, employ, give, open_account

pytestmark = pytest.mark.django_db
TODAY, DAY = date(2026, 7, 1), timedelta(days=1)


@pytest.fixture
def budi(db: None) -> User:
    return open_account("budi", email="budi@desa.example")


def refused(constraint: str):
    return pytest.raises(IntegrityError, match=constraint)


def write(user: User, **fields: object) -> Assignment:
    usual = {"role": Role.STAF, "region_id": KABUPATEN, "starts": TODAY}
    with transaction.atomic():
        return Assignment.objects.create(user=user, **(usual | fields))


def test_a_name_in_capitals() -> None:
    with refused("username_is_lower_case"):
        User.objects.create(username="Budi", name="Budi")


def test_a_name_taken(budi: User) -> None:
    with refused("username"):
        User.objects.create(username="budi", name="Lain")


@pytest.mark.parametrize("email", ["budi@desa.example", "BUDI@desa.example"])
def test_an_email_taken_in_any_case(budi: User, email: str) -> None:
    with refused("email_belongs_to_one_account"):
        User.objects.create(username="lain", name="Lain", email=email)


def test_many_accounts_without_an_email_are_fine() -> None:
    open_account("ani")
    assert open_account("citra").pk


def test_an_end_before_the_start(budi: User) -> None:
    with pytest.raises(Exception, match="assignment_ends_after_start|range lower bound"):
        write(budi, ends=TODAY - DAY)


@pytest.mark.parametrize("role", [Role.OPERATOR_DESA, Role.KADES])
@pytest.mark.parametrize("region", [KABUPATEN, CANDIPURO])
def test_a_village_role_over_more_than_a_village(budi: User, role: Role, region: str) -> None:
    with refused("village_roles_hold_one_village"):
        write(budi, role=role, region_id=region)


def test_a_village_role_over_a_village_is_fine(budi: User) -> None:
    assert write(budi, role=Role.KADES, region_id=SUMBERWULUH).pk


@pytest.mark.parametrize("missing", [{"basis": ""}, {"ends": None}, {"acting_for": None}, {"acting": ""}])
def test_acting_without_saying_whom_why_and_until(budi: User, missing: dict[str, object]) -> None:
    post = give(open_account("kadis"), Role.KADIS, starts=TODAY)
    whole = {"role": Role.KADIS, "acting": "PLT", "acting_for": post, "basis": "SP 1", "ends": TODAY + DAY}
    with refused("acting_states_whom_why_and_until"):
        write(budi, **(whole | missing))


@pytest.mark.parametrize(("starts", "ends"), [(0, None), (5, None), (10, 10), (-5, 0), (-5, None), (3, 4)], ids=str)
def test_the_same_assignment_twice_at_a_time(budi: User, starts: int, ends: int | None) -> None:
    write(budi, ends=TODAY + 10 * DAY)
    with refused("assignment_not_given_twice"):
        write(budi, starts=TODAY + starts * DAY, ends=None if ends is None else TODAY + ends * DAY)


@pytest.mark.parametrize(
    "other", [{"role": Role.FO}, {"programme": "rtlh"}, {"region_id": CANDIPURO}, {"starts": TODAY + 11 * DAY}]
)
def test_another_assignment_is_fine(budi: User, other: dict[str, object]) -> None:
    write(budi, ends=TODAY + 10 * DAY)
    assert write(budi, **other).pk


def test_a_second_code_for_one_account(budi: User) -> None:
    codes = [ActivationCode(user=budi, digest="x", expires="2026-07-01T00:00+07:00") for _ in range(2)]
    with refused("user_id"):
        ActivationCode.objects.bulk_create(codes)


def test_an_account_with_a_role_cannot_be_removed() -> None:
    user = employ(Role.STAF)
    with refused("accounts_assignment"), connection.cursor() as cursor:
        cursor.execute("DELETE FROM accounts_user WHERE id = %s", [user.pk])
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_a_region_that_does_not_exist(budi: User) -> None:
    with refused("region"):
        write(budi, region_id="35.08.99")
        connection.check_constraints()
