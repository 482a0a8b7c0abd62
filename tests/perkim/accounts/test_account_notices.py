"""The holder of an account is told when somebody touches its safety."""

import pytest
from django.utils import timezone

from perkim.accounts import actions
from perkim.accounts.activation import activate, issue_slips
from perkim.accounts.models import User
from perkim.accounts.roles import Role
from perkim.notices.models import Notice
from perkim.outbox.jobs import do_what_waits
from tests.cast import employ, give_second_factor, open_account, slip_code

pytestmark = pytest.mark.django_db
OLD, NEW = "lama@lumajang.example", "baru@lumajang.example"


@pytest.fixture
def admin(db: None) -> User:
    return employ(Role.ADMIN)


@pytest.fixture
def budi(db: None) -> User:
    return open_account("budi", email=OLD)


def notices_of(user: User) -> list[str]:
    return [notice.text.split(".")[0] for notice in Notice.objects.of(user).order_by("pk")]


def use_slip(user: User, email: str = "") -> None:
    activate(
        username=user.username,
        code=slip_code(user),
        name="Budi Santoso",
        salutation="",
        email=email,
        password="kata sandi yang baru",
        now=timezone.now(),
    )


def test_a_second_factor_taken_off_is_reported(admin: User, budi: User) -> None:
    give_second_factor(budi)
    actions.remove_second_factor(actor=admin, user=budi)
    assert notices_of(budi) == ["Verifikasi dua langkah akun Anda dilepas oleh admin"]
    assert Notice.objects.get().url == "/akun/saya/dua-langkah/"


def test_a_second_factor_that_was_not_there_is_no_news(admin: User, budi: User) -> None:
    actions.remove_second_factor(actor=admin, user=budi)
    assert notices_of(budi) == []


def test_a_slip_for_an_account_in_use_is_reported(admin: User, budi: User) -> None:
    issue_slips(actor=admin, users=[budi], now=timezone.now())
    assert notices_of(budi) == ["Slip aktivasi baru dicetak untuk akun Anda"]


def test_the_first_slip_of_a_new_account_is_no_news(admin: User) -> None:
    issue_slips(actor=admin, users=[open_account("desa", password=None)], now=timezone.now())
    assert not Notice.objects.exists()


def test_the_first_use_of_a_slip_is_no_news() -> None:
    desk = open_account("desa", password=None)
    use_slip(desk, email=NEW)
    assert notices_of(desk) == []


def test_a_password_replaced_by_a_slip_is_reported(budi: User) -> None:
    use_slip(budi, email=OLD)
    assert notices_of(budi)[1:] == ["Kata sandi akun Anda diganti dengan slip aktivasi"]


def test_another_email_is_reported_to_it_and_to_the_former_address(mailbox, budi: User) -> None:
    budi.email = NEW
    actions.save_account(budi)
    assert notices_of(budi) == ["Surel akun Anda diganti"]
    do_what_waits()
    assert mailbox.recipients == [[OLD], [NEW]]
    assert "Surel akun Anda diganti." in mailbox.text(0)
    assert NEW not in mailbox.text(0)
    assert "Kabar tentang akun budi sejak sekarang dikirim ke alamat ini." in mailbox.text(1)
    assert OLD not in mailbox.text(1)


def test_a_slip_that_takes_password_and_email_tells_the_former_address_both(mailbox, budi: User) -> None:
    use_slip(budi, email=NEW)
    do_what_waits()
    assert mailbox.recipients == [[OLD], [NEW]]
    assert "Kata sandi akun Anda diganti dengan slip aktivasi. Surel akun Anda diganti." in mailbox.text(0)


def test_a_first_email_is_reported_in_the_portal_and_to_itself(mailbox) -> None:
    user = open_account("budi")
    user.email = NEW
    actions.save_account(user)
    assert notices_of(user) == ["Surel akun Anda diganti"]
    do_what_waits()
    assert mailbox.recipients == [[NEW]]


def test_another_name_is_no_news(budi: User) -> None:
    budi.name = "Budi Santoso, S.T."
    actions.save_account(budi)
    assert notices_of(budi) == []


def test_an_email_that_is_refused_is_reported_to_nobody(budi: User) -> None:
    open_account("siti", email=NEW)
    budi.email = NEW
    with pytest.raises(actions.ValidationError):
        actions.save_account(budi)
    assert not Notice.objects.exists()
