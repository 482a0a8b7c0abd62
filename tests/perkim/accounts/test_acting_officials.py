"""Plt. and Plh.: somebody holds a post for another, within dates, with his own title."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from perkim.accounts.actions import AccountError, appoint_acting, end_assignment
from perkim.accounts.models import Assignment, User
from perkim.accounts.roles import ACTING_ROLES, VILLAGE_ROLES, Role
from tests.cast import KABUPATEN, SUMBERWULUH, employ, give, let_act, open_account

pytestmark = pytest.mark.django_db
TODAY, DAY = date(2026, 7, 1), timedelta(days=1)
FIRST, LAST = TODAY + 10 * DAY, TODAY + 20 * DAY


@pytest.fixture
def post(db: None) -> Assignment:
    """The head's post, without end."""
    return give(open_account("kadis", name="Ir. Bambang"), Role.KADIS, starts=TODAY - 100 * DAY)


@pytest.fixture
def deputy(db: None) -> User:
    return open_account("sekdis", name="Sri Wahyuni")


def holds(user: User, role: Role, on: date) -> bool:
    return user.assignments.in_force(on).of_roles([role]).exists()


@pytest.mark.parametrize(
    ("on", "held"), [(FIRST - DAY, False), (FIRST, True), (LAST, True), (LAST + DAY, False)], ids=str
)
def test_the_role_is_held_within_the_dates(post: Assignment, deputy: User, on: date, held: bool) -> None:
    let_act(deputy, post, starts=FIRST, ends=LAST)
    assert holds(deputy, Role.KADIS, on) is held


@pytest.mark.parametrize(("acting", "title"), [("PLT", "Plt. Kepala dinas"), ("PLH", "Plh. Kepala dinas")])
def test_the_title_says_that_he_acts(post: Assignment, deputy: User, acting: str, title: str) -> None:
    assert let_act(deputy, post, starts=FIRST, ends=LAST, acting=acting).label == title


def test_the_holder_keeps_his_own_title(post: Assignment, deputy: User) -> None:
    let_act(deputy, post, starts=FIRST, ends=LAST)
    post.refresh_from_db()
    assert post.label == "Kepala dinas"


def test_the_title_on_paper_is_that_of_the_post(deputy: User) -> None:
    post = give(open_account("kadis"), Role.KADIS, title="Kepala Dinas PKP", starts=TODAY)
    assert let_act(deputy, post, starts=FIRST, ends=LAST).label == "Plh. Kepala Dinas PKP"


def test_programme_and_area_are_those_of_the_post(deputy: User) -> None:
    post = give(open_account("kades"), Role.KADES, region=SUMBERWULUH, programme="rtlh", starts=TODAY)
    acting = let_act(deputy, post, starts=FIRST, ends=LAST)
    assert (acting.role, acting.region_id, acting.programme) == (Role.KADES, SUMBERWULUH, "rtlh")


def test_nobody_acts_for_his_own_post(post: Assignment) -> None:
    with pytest.raises(AccountError, match="jabatannya sendiri"):
        let_act(post.user, post, starts=FIRST, ends=LAST)


@pytest.mark.parametrize("role", sorted(set(Role) - ACTING_ROLES - VILLAGE_ROLES))
def test_other_roles_cannot_be_acted_for(deputy: User, role: Role) -> None:
    with pytest.raises(AccountError, match="tidak dapat diwakili"):
        let_act(deputy, give(open_account("pemegang"), role, starts=TODAY), starts=FIRST, ends=LAST)


@pytest.mark.parametrize("role", sorted(ACTING_ROLES))
def test_structural_posts_can_be_acted_for(deputy: User, role: Role) -> None:
    assert let_act(deputy, give(open_account("pemegang"), role, starts=TODAY), starts=FIRST, ends=LAST).role == role


def test_nobody_acts_for_who_acts(post: Assignment, deputy: User) -> None:
    acting = let_act(deputy, post, starts=FIRST, ends=LAST)
    with pytest.raises(AccountError, match="tidak dapat diwakili"):
        let_act(open_account("kabid"), acting, starts=FIRST, ends=LAST)


def test_an_admin_may_not_act_for_who_decides(post: Assignment) -> None:
    with pytest.raises(AccountError, match="Admin portal tidak boleh"):
        let_act(employ(Role.ADMIN, starts=TODAY), post, starts=FIRST, ends=LAST)


def test_an_admin_does_not_appoint_himself(post: Assignment, deputy: User) -> None:
    with pytest.raises(AccountError, match="diri sendiri"):
        appoint_acting(
            actor=deputy,
            assignment=Assignment(acting_for=post, user=deputy, acting="PLT", starts=FIRST, ends=LAST, basis="SP 1"),
        )


@pytest.mark.parametrize(("starts", "ends"), [(-1, 5), (0, 11), (11, 12)])
def test_nobody_acts_outside_the_dates_of_the_post(deputy: User, starts: int, ends: int) -> None:
    post = give(open_account("kadis"), Role.KADIS, starts=TODAY, ends=TODAY + 10 * DAY)
    with pytest.raises(AccountError, match="masa jabatan"):
        let_act(deputy, post, starts=TODAY + starts * DAY, ends=TODAY + ends * DAY)


def test_acting_may_fill_the_whole_span_of_the_post(deputy: User) -> None:
    post = give(open_account("kadis"), Role.KADIS, starts=TODAY, ends=TODAY + 10 * DAY)
    assert let_act(deputy, post, starts=TODAY, ends=TODAY + 10 * DAY).pk


def test_acting_ends_with_the_post(post: Assignment, deputy: User) -> None:
    let_act(deputy, post, starts=FIRST, ends=LAST)
    end_assignment(actor=employ(Role.ADMIN), assignment=post, last_day=FIRST + DAY)
    assert holds(deputy, Role.KADIS, FIRST + DAY)
    assert not holds(deputy, Role.KADIS, FIRST + 2 * DAY)


def test_acting_that_had_ended_before_stays_as_it_was(post: Assignment, deputy: User) -> None:
    acting = let_act(deputy, post, starts=TODAY - 20 * DAY, ends=TODAY - 10 * DAY)
    end_assignment(actor=employ(Role.ADMIN), assignment=post, last_day=TODAY)
    acting.refresh_from_db()
    assert acting.ends == TODAY - 10 * DAY


def test_acting_that_would_begin_after_the_post_never_begins(post: Assignment, deputy: User) -> None:
    let_act(deputy, post, starts=FIRST, ends=LAST)
    end_assignment(actor=employ(Role.ADMIN), assignment=post, last_day=FIRST - DAY)
    assert not deputy.assignments.exists()


def test_ending_the_acting_leaves_the_post(post: Assignment, deputy: User) -> None:
    acting = let_act(deputy, post, starts=FIRST, ends=LAST)
    end_assignment(actor=employ(Role.ADMIN), assignment=acting, last_day=FIRST)
    post.refresh_from_db()
    assert post.ends is None


@pytest.mark.parametrize("missing", ["basis", "ends"])
def test_acting_states_why_and_until_when(post: Assignment, deputy: User, missing: str) -> None:
    stated = {"acting": "PLT", "starts": FIRST, "ends": LAST, "basis": "Surat Perintah 1"}
    del stated[missing]
    with pytest.raises(ValidationError):
        appoint_acting(actor=None, assignment=Assignment(acting_for=post, user=deputy, **stated))


def test_two_may_act_one_after_the_other(post: Assignment, deputy: User) -> None:
    let_act(deputy, post, starts=FIRST, ends=FIRST + DAY)
    assert let_act(open_account("kabid"), post, starts=FIRST + 2 * DAY, ends=LAST).pk


def test_a_second_factor_is_needed_while_acting(deputy: User) -> None:
    today = timezone.localdate()
    post = give(open_account("kadis"), Role.KADIS, region=KABUPATEN)
    let_act(deputy, post, starts=today, ends=today)
    assert deputy.needs_second_factor
