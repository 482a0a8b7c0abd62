"""What an admin could do first, so that making a false head is then neither a wait nor told. See `test_releases`."""

from datetime import timedelta

import pytest
from django.utils import timezone

from perkim.accounts import actions, releases
from perkim.accounts.actions import AccountError
from perkim.accounts.activation import activate, issue_slips
from perkim.accounts.models import ActivationCode, Assignment, Release, User
from perkim.accounts.roles import Role
from perkim.audit.models import Entry
from perkim.notices.models import Notice
from perkim.outbox.jobs import do_what_waits
from perkim.regions.models import Region
from tests.cast import KABUPATEN, employ, give, give_second_factor, open_account, slip_code

pytestmark = pytest.mark.django_db


def requested_role(admin: User, user: User, **fields: object) -> Release:
    region = Region.objects.get(pk=KABUPATEN)
    details = {"role": Role.KADIS, "starts": timezone.localdate(), **fields}
    wanted = Assignment(user=user, region=region, **details)
    release = releases.give(actor=admin, assignment=wanted, now=timezone.now())
    assert release is not None
    return release


def recipients() -> set[str]:
    return set(Notice.objects.values_list("recipient__username", flat=True))


# --- Ending the role first, or shutting out who would see it -------------------------------------------------------


@pytest.mark.parametrize("ago", [0, 1, 30])
def test_who_was_head_stays_guarded_whatever_last_day_is_typed(admin: User, head: User, ago: int) -> None:
    last_day = timezone.localdate() - timedelta(days=ago)
    actions.end_assignment(actor=admin, assignment=head.assignments.get(), last_day=last_day)
    with pytest.raises(AccountError, match="menunggu admin lain"):
        actions.remove_second_factor(actor=admin, user=head)
    with pytest.raises(AccountError, match="menunggu admin lain"):
        issue_slips(actor=admin, users=[head], now=timezone.now())


def test_an_ended_role_is_reported_to_its_holder_and_all_who_sign(
    admin: User, second: User, head: User, mailbox
) -> None:
    clerk = employ(Role.STAF)
    actions.end_assignment(actor=admin, assignment=head.assignments.get(), last_day=timezone.localdate())
    assert recipients() == {"admin", "admin.dua", "kadis"}
    assert clerk.username not in recipients()
    do_what_waits()
    assert mailbox.recipients == [["kadis@lumajang.example"]]
    assert mailbox.messages[0]["Subject"] == "Peran diakhiri: kadis"
    assert "mengakhiri peran Kepala dinas pada akun Budi Santoso (kadis), hari terakhir" in mailbox.text()


@pytest.mark.parametrize(("active", "said"), [(False, "menutup akun"), (True, "membuka lagi akun")])
def test_an_account_closed_or_opened_is_reported_to_them_too(admin: User, head: User, active: bool, said: str) -> None:
    employ(Role.BENDAHARA, username="bendahara")
    actions.set_active(actor=admin, user=head, active=active)
    assert recipients() == {"admin", "kadis", "bendahara"}
    assert all(said in notice.text for notice in Notice.objects.all())


def test_of_others_nobody_is_informed(admin: User, head: User) -> None:
    clerk = employ(Role.STAF)
    actions.end_assignment(actor=admin, assignment=clerk.assignments.get(), last_day=timezone.localdate())
    actions.set_active(actor=admin, user=clerk, active=False)
    assert recipients() == set()


def test_who_will_sign_from_next_week_is_informed_and_stops_it(admin: User) -> None:
    coming = open_account("calon")
    give(coming, Role.KADIS, starts=timezone.localdate() + timedelta(days=7))
    release = requested_role(admin, open_account("palsu"))
    assert "calon" in recipients()
    releases.cancel(actor=coming, release=release, now=timezone.now())
    release.refresh_from_db()
    assert release.state == Release.State.CANCELLED


def test_who_signed_once_stops_nothing(admin: User) -> None:
    former = employ(Role.KADIS, ends=timezone.localdate() - timedelta(days=1))
    with pytest.raises(AccountError, match="hanya dapat dibatalkan"):
        releases.cancel(actor=former, release=requested_role(admin, open_account("palsu")), now=timezone.now())


# --- Calling it something else -------------------------------------------------------------------------------------


@pytest.mark.parametrize("title", ["Petugas front office", "Staf\r\nBcc: semua@lumajang.example", "x" * 120])
def test_a_role_is_called_by_its_own_name_whatever_its_title(admin: User, head: User, mailbox, title: str) -> None:
    release = requested_role(admin, open_account("palsu"), title=title)
    assert release.title == "Beri peran Kepala dinas"
    assert "Beri peran Kepala dinas, untuk Budi Santoso (palsu)" in Notice.objects.get(recipient=head).text
    assert title in release.terms["detail"]
    do_what_waits()
    assert mailbox.messages[0]["Subject"] == "Beri peran Kepala dinas: palsu"


# --- A slip printed before and kept back ---------------------------------------------------------------------------


def use(code: str) -> User:
    fields = {"username": "budi", "name": "Palsu", "salutation": "", "email": "", "password": "tiga kata acak"}
    return activate(code=code, now=timezone.now(), **fields)


def test_a_slip_kept_back_does_not_open_the_account_of_the_new_head(admin: User, second: User) -> None:
    user = open_account("budi")
    code = slip_code(user)
    releases.carry_out(actor=second, release=requested_role(admin, user), now=timezone.now())
    with pytest.raises(AccountError, match="tidak cocok"):
        use(code)


def test_a_slip_kept_back_is_void_from_the_asking_on(admin: User) -> None:
    """Else the account has another holder when the role comes than when all were told of it."""
    user = open_account("budi")
    code = slip_code(user)
    requested_role(admin, user)
    with pytest.raises(AccountError, match="tidak cocok"):
        use(code)


def test_while_the_role_is_requested_neither_slip_nor_factor_is_had_at_once(admin: User) -> None:
    user = open_account("budi")
    give_second_factor(user)
    requested_role(admin, user)
    assert isinstance(releases.print_slip(actor=admin, user=user, now=timezone.now()), Release)
    assert releases.take_off_second_factor(actor=admin, user=user, now=timezone.now())
    assert user.authenticator_set.exists()


def test_a_request_that_lapsed_guards_nobody(admin: User) -> None:
    user = open_account("budi")
    Release.objects.filter(pk=requested_role(admin, user).pk).update(asked_at=timezone.now() - timedelta(days=8))
    assert releases.take_off_second_factor(actor=admin, user=user, now=timezone.now()) is None


def test_who_signs_is_informed_when_such_an_account_is_opened(admin: User, second: User, head: User) -> None:
    user = open_account("budi", password=None)
    code = slip_code(user)
    releases.carry_out(actor=second, release=requested_role(admin, user), now=timezone.now())
    use(code)
    assert Notice.objects.filter(recipient=head, text__contains="Akun Palsu (budi) diaktifkan dengan slip.").exists()


def test_the_first_slip_of_a_new_official_stays_good(admin: User, second: User) -> None:
    user = open_account("budi", password=None)
    code = slip_code(user)
    releases.carry_out(actor=second, release=requested_role(admin, user), now=timezone.now())
    assert use(code) == user


def test_a_closed_account_gets_no_slip_and_none_is_requested(admin: User, head: User) -> None:
    actions.set_active(actor=admin, user=head, active=False)
    with pytest.raises(AccountError, match="Buka dahulu akunnya"):
        releases.print_slip(actor=admin, user=head, now=timezone.now())
    assert not Release.objects.exists()
    assert not ActivationCode.objects.exists()


# --- Who did it ----------------------------------------------------------------------------------------------------


def test_the_log_names_who_gave_the_role_and_the_role_who_requested_it(admin: User, second: User) -> None:
    user = open_account("budi")
    releases.carry_out(actor=second, release=requested_role(admin, user), now=timezone.now())
    assert Entry.objects.filter(action="akun.peran-diberikan").latest("id").actor == second
    assert user.assignments.get().given_by == admin


@pytest.mark.parametrize("name", ["Ir. Bambang Hartono, M.T.", "Sistem perkim"])
def test_who_takes_another_name_is_named_by_his_account(admin: User, second: User, head: User, name: str) -> None:
    """Everybody may change the own name."""
    for user in (admin, second):
        user.name = name
        actions.save_account(user)
    release = requested_role(admin, open_account("palsu"))
    assert Notice.objects.filter(recipient=head, text__contains=f"{name} (admin) meminta").exists()
    releases.carry_out(actor=second, release=release, now=timezone.now())
    assert Notice.objects.filter(recipient=head, text__contains=f"{name} (admin.dua) melaksanakan").exists()


# --- A second admin of one's own making ----------------------------------------------------------------------------


def test_who_was_made_admin_lately_is_no_second_admin_yet(admin: User, head: User) -> None:
    own = open_account("admin.tiga")
    release, now = requested_role(admin, own, role=Role.ADMIN), timezone.now()
    releases.carry_out(actor=admin, release=release, now=now + releases.WAITS)
    own = User.objects.get(pk=own.pk)
    factor = releases.ask(actor=admin, account=head, kind=Release.Kind.SECOND_FACTOR, now=now)
    with pytest.raises(AccountError, match="menunggu admin lain"):
        releases.carry_out(actor=own, release=factor, now=now)
    assert head.authenticator_set.exists()
    releases.carry_out(actor=own, release=factor, now=factor.ripe_at)
    assert not head.authenticator_set.exists()


@pytest.mark.parametrize(("ago", "may"), [(timedelta(days=6), False), (timedelta(days=7), True)])
def test_after_a_week_he_is(admin: User, head: User, ago: timedelta, may: bool) -> None:
    third, now = employ(Role.ADMIN, username="admin.tiga"), timezone.now()
    # Whatever first day was typed.
    third.assignments.update(given_by=admin, given_at=now - ago)
    release = releases.ask(actor=admin, account=head, kind=Release.Kind.SLIP, now=now)
    assert releases.may_carry_out(User.objects.get(pk=third.pk), release, now) is may


# --- Other days, other posts ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("in_days", [-400, 1, 400])
def test_a_role_of_other_days_waits_too(admin: User, in_days: int) -> None:
    user, region = open_account("budi"), Region.objects.get(pk=KABUPATEN)
    starts = timezone.localdate() + timedelta(days=in_days)
    wanted = Assignment(user=user, role=Role.BENDAHARA, region=region, starts=starts, ends=starts)
    assert releases.give(actor=admin, assignment=wanted, now=timezone.now())
    assert not user.assignments.exists()


@pytest.mark.parametrize("code", [Role.KADIS, Role.SEKDIS, Role.KABID_PRM, Role.KABID_KP, Role.PPK])
@pytest.mark.parametrize("acting", ["PLT", "PLH"])
def test_an_acting_official_waits_whatever_role_he_is_said_to_get(admin: User, code: Role, acting: str) -> None:
    post, today = employ(code).assignments.get(), timezone.localdate()
    named = {"role": Role.STAF, "acting": acting, "acting_for": post, "basis": "SP 1"}
    wanted = Assignment(user=open_account("budi"), starts=today, ends=today, **named)
    release = releases.give(actor=admin, assignment=wanted, now=timezone.now())
    assert release is not None
    assert release.terms["role"] == code
    assert not Assignment.objects.filter(acting=acting).exists()


def test_closing_and_opening_again_takes_no_guard_away(admin: User, head: User) -> None:
    for active in (False, True):
        actions.set_active(actor=admin, user=head, active=active)
        with pytest.raises(AccountError, match="menunggu admin lain"):
            actions.remove_second_factor(actor=admin, user=head)
    assert head.authenticator_set.exists()
