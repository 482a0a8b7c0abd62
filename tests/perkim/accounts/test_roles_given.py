"""Giving and ending roles: separation of duties, villages, dates."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from perkim.accounts.actions import (
    AccountError,
    end_assignment,
    remove_second_factor,
    set_active,
)
from perkim.accounts.models import Assignment, User
from perkim.accounts.roles import ACTING_ROLES, DECIDING_ROLES, SECOND_FACTOR_ROLES, VILLAGE_ROLES, Role
from tests.cast import CANDIPURO, KABUPATEN, SUMBERWULUH, TOMPOKERSAN, employ, give, open_account

pytestmark = pytest.mark.django_db
TODAY = date(2026, 7, 1)
DAY = timedelta(days=1)


@pytest.fixture
def budi(db: None) -> User:
    return open_account("budi")


@pytest.fixture
def admin(db: None) -> User:
    return employ(Role.ADMIN)


# --- Separation of duties --------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", sorted(DECIDING_ROLES))
def test_an_admin_may_not_decide(budi: User, role: Role) -> None:
    give(budi, Role.ADMIN)
    with pytest.raises(AccountError, match="Admin portal tidak boleh"):
        give(budi, role)


@pytest.mark.parametrize("role", sorted(DECIDING_ROLES))
def test_who_decides_may_not_become_admin(budi: User, role: Role) -> None:
    give(budi, role)
    with pytest.raises(AccountError, match="Admin portal tidak boleh"):
        give(budi, Role.ADMIN)


def test_an_admin_may_also_be_staff(budi: User) -> None:
    give(budi, Role.ADMIN)
    assert give(budi, Role.STAF).pk


def test_a_former_decider_may_become_admin(budi: User) -> None:
    give(budi, Role.PPK, starts=TODAY - 30 * DAY, ends=TODAY)
    assert give(budi, Role.ADMIN, starts=TODAY + DAY).pk


def test_one_day_of_both_is_too_much(budi: User) -> None:
    give(budi, Role.PPK, starts=TODAY - 30 * DAY, ends=TODAY)
    with pytest.raises(AccountError):
        give(budi, Role.ADMIN, starts=TODAY)


def test_a_decider_to_be_may_not_become_an_admin_without_end(budi: User) -> None:
    give(budi, Role.PPK, starts=TODAY + 30 * DAY)
    with pytest.raises(AccountError):
        give(budi, Role.ADMIN, starts=TODAY)


def test_nobody_gives_himself_a_role(admin: User) -> None:
    with pytest.raises(AccountError, match="diri sendiri"):
        give(admin, Role.STAF, actor=admin)
    assert not Assignment.objects.filter(role=Role.STAF).exists()


def test_nobody_ends_his_own_role(admin: User) -> None:
    with pytest.raises(AccountError, match="peran sendiri"):
        end_assignment(actor=admin, assignment=admin.assignments.get(), last_day=TODAY)


def test_nobody_closes_his_own_account(admin: User) -> None:
    with pytest.raises(AccountError, match="akun sendiri"):
        set_active(actor=admin, user=admin, active=False)
    admin.refresh_from_db()
    assert admin.is_active


def test_nobody_takes_off_his_own_second_factor_as_an_admin(admin: User) -> None:
    with pytest.raises(AccountError, match="admin lain"):
        remove_second_factor(actor=admin, user=admin)


def test_who_gave_the_role_is_noted(admin: User, budi: User) -> None:
    assert give(budi, Role.STAF, actor=admin).given_by == admin


# --- Places ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", sorted(VILLAGE_ROLES))
@pytest.mark.parametrize("region", [KABUPATEN, CANDIPURO])
def test_a_village_role_holds_a_village_and_nothing_more(budi: User, role: Role, region: str) -> None:
    with pytest.raises(AccountError, match="Pilih desanya"):
        give(budi, role, region=region)


@pytest.mark.parametrize("region", [SUMBERWULUH, TOMPOKERSAN])
def test_a_desa_and_a_kelurahan_are_both_villages(budi: User, region: str) -> None:
    assert give(budi, Role.OPERATOR_DESA, region=region).region_id == region


# --- Dates and doubles -----------------------------------------------------------------------------------------


def test_an_end_before_the_start_is_said_beside_the_end(budi: User) -> None:
    with pytest.raises(ValidationError) as refusal:
        give(budi, Role.STAF, starts=TODAY, ends=TODAY - DAY)
    assert refusal.value.message_dict == {"ends": ["Tanggal selesai lebih awal dari tanggal mulai. Periksa keduanya."]}


def test_one_day_is_a_span(budi: User) -> None:
    give(budi, Role.STAF, starts=TODAY, ends=TODAY)
    assert [on.isoformat() for on in (TODAY - DAY, TODAY, TODAY + DAY) if Assignment.objects.in_force(on)] == [
        TODAY.isoformat()
    ]


def test_the_same_role_twice_is_refused_in_words(budi: User) -> None:
    give(budi, Role.STAF, starts=TODAY)
    with pytest.raises(ValidationError, match="sudah memegang peran yang sama"):
        give(budi, Role.STAF, starts=TODAY + 30 * DAY)


def test_the_same_role_again_after_its_end_is_fine(budi: User) -> None:
    give(budi, Role.STAF, starts=TODAY, ends=TODAY + DAY)
    assert give(budi, Role.STAF, starts=TODAY + 2 * DAY).pk


def test_the_same_role_for_another_programme_is_fine(budi: User) -> None:
    give(budi, Role.STAF, programme="rtlh")
    assert give(budi, Role.STAF, programme="psu").pk


def test_an_unknown_role_is_refused(budi: User) -> None:
    with pytest.raises(ValidationError):
        give(budi, "RAJA")


# --- Ending ----------------------------------------------------------------------------------------------------


def test_a_role_is_held_until_its_last_day(admin: User, budi: User) -> None:
    held = give(budi, Role.STAF, starts=TODAY - 30 * DAY)
    end_assignment(actor=admin, assignment=held, last_day=TODAY)
    assert budi.assignments.in_force(TODAY).exists()
    assert not budi.assignments.in_force(TODAY + DAY).exists()


def test_a_role_cannot_end_before_it_began(admin: User, budi: User) -> None:
    held = give(budi, Role.STAF, starts=TODAY)
    with pytest.raises(AccountError, match="lebih awal"):
        end_assignment(actor=admin, assignment=held, last_day=TODAY - DAY)


def test_ending_never_makes_a_role_longer(admin: User, budi: User) -> None:
    held = give(budi, Role.STAF, starts=TODAY, ends=TODAY + DAY)
    with pytest.raises(AccountError, match="berakhir lebih dahulu"):
        end_assignment(actor=admin, assignment=held, last_day=TODAY + 90 * DAY)
    held.refresh_from_db()
    assert held.ends == TODAY + DAY


def test_ending_one_role_leaves_the_others(admin: User, budi: User) -> None:
    held, other = give(budi, Role.STAF), give(budi, Role.FO)
    end_assignment(actor=admin, assignment=held, last_day=timezone.localdate())
    other.refresh_from_db()
    assert other.ends is None


# --- What roles are --------------------------------------------------------------------------------------------


def test_who_decides_or_gives_roles_proves_himself_twice() -> None:
    assert DECIDING_ROLES | {Role.ADMIN, Role.PEJ_ADUAN} <= SECOND_FACTOR_ROLES
    assert not SECOND_FACTOR_ROLES & VILLAGE_ROLES


def test_an_admin_decides_nothing() -> None:
    assert Role.ADMIN not in DECIDING_ROLES | ACTING_ROLES


@pytest.mark.parametrize("role", Role.values)
def test_every_role_fits_its_column(role: str) -> None:
    assert len(role) <= Assignment._meta.get_field("role").max_length


@pytest.mark.parametrize(
    ("ends", "on", "held"),
    [(None, TODAY, True), (TODAY, TODAY, True), (TODAY - DAY, TODAY, False), (None, TODAY - 91 * DAY, False)],
)
def test_an_assignment_is_in_force_from_its_first_to_its_last_day(budi: User, ends, on, held) -> None:
    give(budi, Role.STAF, starts=TODAY - 90 * DAY, ends=ends)
    assert Assignment.objects.in_force(on).exists() is held
    assert User.objects.assigned(on, role=Role.STAF).exists() is held
    assert User.objects.assigned(on, within="35").exists() is held


@pytest.mark.parametrize(
    ("starts", "ends", "found"),
    [(-5, -1, False), (-5, 0, True), (3, 4, True), (10, 20, True), (11, 20, False), (11, None, False), (5, None, True)],
)
def test_spans_overlap_on_their_first_and_last_days(budi: User, starts: int, ends: int | None, found: bool) -> None:
    give(budi, Role.STAF, starts=TODAY, ends=TODAY + 10 * DAY)
    until = None if ends is None else TODAY + ends * DAY
    assert Assignment.objects.overlapping(TODAY + starts * DAY, until).exists() is found
