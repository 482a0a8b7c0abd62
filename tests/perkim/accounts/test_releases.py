"""One admin alone cannot become the head: what would make somebody else a signer waits, is told, and can be stopped."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from perkim.accounts import actions, releases
from perkim.accounts.actions import AccountError
from perkim.accounts.activation import issue_slips
from perkim.accounts.models import Assignment, Release, User
from perkim.accounts.roles import DECIDING_ROLES, SECOND_FACTOR_ROLES, Role
from perkim.audit.models import Entry
from perkim.notices.models import Notice
from perkim.outbox.jobs import do_what_waits
from perkim.regions.models import Region
from tests.cast import KABUPATEN, employ, give, give_second_factor, open_account

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def role(user: User, code: Role = Role.KADIS, **fields: object) -> Assignment:
    region = Region.objects.get(pk=KABUPATEN)
    return Assignment(user=user, role=code, region=region, starts=timezone.localdate(), **fields)


def requested(admin: User, account: User, kind: Release.Kind = Release.Kind.SECOND_FACTOR) -> Release:
    return releases.ask(actor=admin, account=account, kind=kind, now=timezone.now())


# --- The doors ---------------------------------------------------------------------------------------------------

DOORS: dict[str, Callable[[User, User], object]] = {
    "factor": lambda admin, user: actions.remove_second_factor(actor=admin, user=user),
    "slip": lambda admin, user: issue_slips(actor=admin, users=[open_account("lain"), user], now=timezone.now()),
}


@pytest.mark.parametrize("code", sorted(SECOND_FACTOR_ROLES - {Role.ADMIN}))
@pytest.mark.parametrize("door", DOORS)
def test_each_door_is_shut_to_one_admin_for_who_signs(admin: User, door: str, code: Role) -> None:
    user = employ(code, username="pejabat", second_factor=True)
    with pytest.raises(AccountError, match="menunggu admin lain"):
        DOORS[door](admin, user)
    assert user.authenticator_set.exists()


@pytest.mark.parametrize("door", DOORS)
def test_other_admins_are_guarded_too(admin: User, second: User, door: str) -> None:
    with pytest.raises(AccountError):
        DOORS[door](admin, second)


@pytest.mark.parametrize("door", DOORS)
def test_who_will_sign_from_next_week_on_is_guarded_today(admin: User, door: str) -> None:
    user = open_account("pejabat")
    give(user, Role.KADIS, starts=timezone.localdate() + timedelta(days=7))
    with pytest.raises(AccountError):
        DOORS[door](admin, user)


@pytest.mark.parametrize("door", DOORS)
def test_who_never_signs_is_not(admin: User, door: str) -> None:
    DOORS[door](admin, employ(Role.STAF))


@pytest.mark.parametrize("code", sorted(SECOND_FACTOR_ROLES))
def test_no_admin_alone_gives_such_a_role(admin: User, code: Role) -> None:
    user = open_account("budi")
    with pytest.raises(AccountError, match="menunggu admin lain"):
        actions.assign(actor=admin, assignment=role(user, code))
    assert not user.assignments.exists()


def test_no_admin_alone_appoints_an_acting_head(admin: User, head: User) -> None:
    today = timezone.localdate()
    stand_in = Assignment(acting_for=head.assignments.get(), user=open_account("budi"), acting="PLH", basis="SP 1")
    stand_in.starts, stand_in.ends = today, today
    with pytest.raises(AccountError, match="menunggu admin lain"):
        actions.appoint_acting(actor=admin, assignment=stand_in)
    assert releases.give(actor=admin, assignment=stand_in, now=timezone.now())
    assert not Assignment.objects.filter(acting="PLH").exists()


def test_other_roles_are_given_at_once(admin: User) -> None:
    user = open_account("budi")
    assert releases.give(actor=admin, assignment=role(user, Role.STAF), now=timezone.now()) is None
    assert user.has_role(Role.STAF)
    assert not Release.objects.exists()


# --- Waiting -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("later", "done"), [(HOUR, False), (releases.WAITS - HOUR, False), (releases.WAITS, True)])
def test_who_requested_it_carries_it_out_after_a_day(admin: User, head: User, later: timedelta, done: bool) -> None:
    release = requested(admin, head)
    try:
        releases.carry_out(actor=admin, release=release, now=release.asked_at + later)
    except AccountError:
        assert not done
    assert head.authenticator_set.exists() is not done


def test_a_second_admin_carries_it_out_at_once(admin: User, second: User, head: User) -> None:
    releases.carry_out(actor=second, release=requested(admin, head), now=timezone.now())
    assert not head.authenticator_set.exists()


def test_an_admin_never_carries_out_what_concerns_himself(admin: User, second: User) -> None:
    release = requested(admin, second)
    with pytest.raises(AccountError, match="akun sendiri"):
        releases.carry_out(actor=second, release=release, now=release.ripe_at + HOUR)
    with pytest.raises(AccountError, match="akun sendiri"):
        requested(admin, admin)


@pytest.mark.parametrize("code", sorted(DECIDING_ROLES))
def test_who_is_no_admin_carries_nothing_out(admin: User, head: User, code: Role) -> None:
    release = requested(admin, head)
    other = head if code == Role.KADIS else employ(code)
    with pytest.raises(AccountError):
        releases.carry_out(actor=other, release=release, now=release.ripe_at + HOUR)


def test_a_slip_comes_once(admin: User, second: User, head: User) -> None:
    release = requested(admin, head, Release.Kind.SLIP)
    assert [slip.user for slip in releases.carry_out(actor=second, release=release, now=timezone.now())] == [head]
    with pytest.raises(AccountError, match="sudah dilaksanakan"):
        releases.carry_out(actor=second, release=release, now=timezone.now())


def test_a_role_is_given_in_the_name_of_who_requested_it(admin: User, second: User) -> None:
    user = open_account("budi")
    release = releases.give(actor=admin, assignment=role(user, title="Kepala Dinas PKP"), now=timezone.now())
    assert release is not None
    assert not user.assignments.exists()
    releases.carry_out(actor=second, release=release, now=timezone.now())
    held = user.assignments.get()
    assert (held.role, held.title, held.given_by, held.starts) == (
        Role.KADIS,
        "Kepala Dinas PKP",
        admin,
        timezone.localdate(),
    )


def test_an_acting_head_is_appointed_with_all_that_was_stated(admin: User, second: User, head: User) -> None:
    post, today = head.assignments.get(), timezone.localdate()
    stand_in = Assignment(acting_for=post, user=open_account("budi"), acting="PLH", basis="SP 1", starts=today)
    stand_in.ends = today + timedelta(days=3)
    release = releases.give(actor=admin, assignment=stand_in, now=timezone.now())
    assert release is not None
    assert release.title == "Beri peran Plh. Kepala dinas"
    releases.carry_out(actor=second, release=release, now=timezone.now())
    held = Assignment.objects.get(acting="PLH")
    assert (held.acting_for, held.basis, held.ends) == (post, "SP 1", today + timedelta(days=3))


def test_what_could_not_be_given_is_not_requested(admin: User, head: User) -> None:
    with pytest.raises(AccountError, match="Admin portal tidak boleh"):
        releases.give(actor=admin, assignment=role(head, Role.ADMIN), now=timezone.now())
    with pytest.raises(AccountError, match="diri sendiri"):
        releases.give(actor=admin, assignment=role(admin), now=timezone.now())
    assert not Release.objects.exists()


def test_what_can_be_given_no_more_is_refused_when_it_is_done(admin: User, second: User) -> None:
    user = open_account("budi")
    release = releases.give(actor=admin, assignment=role(user, Role.ADMIN), now=timezone.now())
    give(user, Role.KADIS)
    assert release is not None
    with pytest.raises(AccountError, match="Admin portal tidak boleh"):
        releases.carry_out(actor=second, release=release, now=timezone.now())
    release.refresh_from_db()
    assert release.state == Release.State.WAITING


def test_asking_twice_waits_once_and_does_not_begin_anew(admin: User, second: User, head: User) -> None:
    first = requested(admin, head)
    assert requested(second, head) == first
    assert Release.objects.count() == 1


def test_a_week_later_it_is_off(admin: User, head: User) -> None:
    release = requested(admin, head)
    with pytest.raises(AccountError, match="lewat seminggu"):
        releases.carry_out(actor=admin, release=release, now=release.asked_at + timedelta(days=7))
    assert head.authenticator_set.exists()


# --- Told and stopped --------------------------------------------------------------------------------------------


def test_all_who_sign_or_administer_and_the_holder_are_informed(admin: User, second: User, head: User, mailbox) -> None:
    clerk, user = employ(Role.STAF), open_account("budi", email="budi@lumajang.example")
    releases.give(actor=admin, assignment=role(user), now=timezone.now())
    told = set(Notice.objects.values_list("recipient__username", flat=True))
    assert told == {"admin", "admin.dua", "kadis", "budi"}
    assert clerk.username not in told
    do_what_waits()
    assert sorted(mailbox.recipients) == [["budi@lumajang.example"], ["kadis@lumajang.example"]]
    assert "Bila janggal, tekan Batalkan." in mailbox.text()
    assert "/akun/menunggu/" in mailbox.text()


@pytest.mark.parametrize("who", ["admin", "admin.dua", "kadis", "bendahara"])
def test_each_of_them_stops_it(admin: User, second: User, head: User, who: str) -> None:
    employ(Role.BENDAHARA, username="bendahara")
    release = requested(admin, head)
    releases.cancel(actor=User.objects.get(username=who), release=release, now=timezone.now())
    with pytest.raises(AccountError, match="dibatalkan"):
        releases.carry_out(actor=second, release=release, now=release.ripe_at)
    assert head.authenticator_set.exists()


def test_the_holder_who_signs_nothing_yet_stops_it(admin: User) -> None:
    user = open_account("budi")
    release = releases.give(actor=admin, assignment=role(user), now=timezone.now())
    assert release is not None
    releases.cancel(actor=user, release=release, now=timezone.now())
    release.refresh_from_db()
    assert (release.state, release.closed_by) == (Release.State.CANCELLED, user)


def test_nobody_else_stops_it(admin: User, head: User) -> None:
    with pytest.raises(AccountError, match="hanya dapat dibatalkan"):
        releases.cancel(actor=employ(Role.STAF), release=requested(admin, head), now=timezone.now())


def test_each_step_is_logged_by_whom(admin: User, second: User, head: User) -> None:
    releases.carry_out(actor=second, release=requested(admin, head), now=timezone.now())
    releases.cancel(actor=head, release=requested(admin, head, Release.Kind.SLIP), now=timezone.now())
    steps = Entry.objects.filter(action__startswith="akun.permintaan").order_by("id")
    assert [(entry.action.partition("-")[2], entry.actor) for entry in steps] == [
        ("dicatat", admin),
        ("dilaksanakan", second),
        ("dicatat", admin),
        ("dibatalkan", head),
    ]
    assert {entry.data["akun"] for entry in steps} == {head.pk}


def test_an_admin_opened_on_the_server_is_reported_to_all(admin: User, head: User) -> None:
    call_command("open_admin", "darurat", "Admin Darurat")
    told = {notice.recipient.username for notice in Notice.objects.filter(text__contains="darurat")}
    assert told == {"admin", "kadis"}


def test_the_whole_way_to_a_false_head_takes_a_day_and_is_seen(admin: User, head: User) -> None:
    """Taking off the head's second factor, or making an own account the head: neither alone, neither unseen."""
    for act in (DOORS["factor"], DOORS["slip"]):
        with pytest.raises(AccountError):
            act(admin, head)
    false = open_account("palsu")
    give_second_factor(false)
    releases.give(actor=admin, assignment=role(false), now=timezone.now())
    assert not User.objects.get(pk=false.pk).has_role(Role.KADIS)
    assert Notice.objects.filter(recipient=head, text__contains="palsu").exists()
