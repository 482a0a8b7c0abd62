"""Who gave what to whom stands in the log, without names or codes."""

from datetime import timedelta

import pytest
from django.utils import timezone

from perkim.accounts import actions
from perkim.accounts.activation import activate, issue_slips
from perkim.accounts.models import Assignment, User
from perkim.accounts.roles import Role
from perkim.audit.kinds import kinds
from perkim.audit.models import Entry
from perkim.regions.models import Region
from tests.cast import KABUPATEN, employ, give_second_factor, open_account

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin():
    return employ(Role.ADMIN)


def newest() -> Entry:
    return Entry.objects.latest("id")


def test_a_role_given_says_by_whom_to_whom_and_what(admin) -> None:
    budi = open_account("budi")
    today = timezone.localdate()
    region = Region.objects.get(pk=KABUPATEN)
    actions.assign(actor=admin, assignment=Assignment(user=budi, role=Role.STAF, region=region, starts=today))
    entry = newest()
    assert (entry.action, entry.actor) == ("akun.peran-diberikan", admin)
    assert (entry.data["akun"], entry.data["peran"], entry.data["wilayah"]) == (budi.pk, "STAF", KABUPATEN)


def test_ending_a_post_says_which_stand_ins_ended_with_it(admin) -> None:
    kadis, sekdis = employ(Role.KADIS), employ(Role.SEKDIS)
    post, today = kadis.assignments.get(), timezone.localdate()
    stand_in = Assignment(
        user=sekdis, acting="PLH", acting_for=post, starts=today, ends=today + timedelta(days=9), basis="SP 1"
    )
    actions.appoint_acting(actor=admin, assignment=stand_in, released=True)
    actions.end_assignment(actor=admin, assignment=post, last_day=today)
    ended = Entry.objects.filter(action="akun.peran-diakhiri").order_by("id")
    assert [entry.data["akun"] for entry in ended] == [kadis.pk, sekdis.pk]


@pytest.mark.parametrize(
    ("action", "do"),
    [
        ("akun.ditutup", lambda admin, user: actions.set_active(actor=admin, user=user, active=False)),
        ("akun.dibuka", lambda admin, user: actions.set_active(actor=admin, user=user, active=True)),
        ("akun.dua-langkah-dilepas", lambda admin, user: actions.remove_second_factor(actor=admin, user=user)),
        (
            "akun.slip-diterbitkan",
            lambda admin, user: issue_slips(actor=admin, users=[user], now=timezone.now()),
        ),
    ],
)
def test_each_act_of_the_admin_is_noted(admin, action: str, do) -> None:
    user = open_account("budi")
    give_second_factor(user)
    do(admin, user)
    assert (newest().action, newest().actor, newest().data["akun"]) == (action, admin, user.pk)


def test_a_refused_act_is_not_noted(admin) -> None:
    before = Entry.objects.count()
    with pytest.raises(actions.AccountError):
        actions.set_active(actor=admin, user=admin, active=False)
    assert Entry.objects.count() == before


def test_neither_names_nor_codes_stand_in_the_log(admin) -> None:
    user = open_account("budi", "Budi Santoso", password=None)
    code = issue_slips(actor=admin, users=[user], now=timezone.now())[0].code
    activate(
        username="budi",
        code=code,
        name="Budi Santoso",
        salutation="",
        email="budi@example.id",
        password="kata sandi baru",
        now=timezone.now(),
    )
    told = str(list(Entry.objects.values()))
    assert newest().action == "akun.diaktifkan"
    assert not [word for word in ("Santoso", code, "example.id", "kata sandi") if word in told]


def test_what_nobody_did_was_done_by_the_system() -> None:
    open_account("budi")
    assert (newest().actor.username, newest().actor.is_active) == ("sistem", False)


def test_every_kind_of_entry_has_a_label() -> None:
    assert len(kinds()) >= 8
    assert not [kind.action for kind in kinds() if not kind.label[:1].isupper()]


def test_the_account_of_the_system_is_nobodys(client) -> None:
    admin = employ(Role.ADMIN, username="admin.dua", second_factor=True)
    client.force_login(admin)
    system = User.objects.system()
    assert client.get(f"/akun/{system.pk}/").status_code == 404
    assert "sistem" not in [account.username for account in client.get("/akun/").context["page"]]
