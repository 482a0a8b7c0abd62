"""The page of what one admin may not do alone, as each reader meets it."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from perkim.accounts import releases
from perkim.accounts.models import Release, User
from perkim.accounts.roles import Role
from tests.cast import employ
from tests.e2e.looking import look, usable_at_every_size

pytestmark = pytest.mark.slow


@pytest.fixture
def waiting(administrator: User) -> Release:
    head = employ(Role.KADIS, username="kadis")
    return releases.ask(actor=administrator, account=head, kind=Release.Kind.SECOND_FACTOR, now=timezone.now())


def test_it_is_usable_by_everybody(open_page, administrator: User, waiting: Release) -> None:
    readers = {"administrator": administrator, "head": waiting.account, "second": employ(Role.ADMIN, username="dua")}
    for reader, user in readers.items():
        page = open_page("/akun/menunggu/", user=user)
        usable_at_every_size(page, reader)
        expect(page.get_by_role("link", name="Laksanakan")).to_have_count(1 if reader == "second" else 0)


def test_another_admin_reads_what_it_does_and_does_it(open_page, waiting: Release) -> None:
    page = open_page("/akun/menunggu/", "phone", user=employ(Role.ADMIN, username="dua"))
    look(page, "permintaan-menunggu")
    page.get_by_role("link", name="Laksanakan").click()
    expect(page.get_by_text("Kata sandinya saja cukup untuk masuk")).to_be_visible()
    usable_at_every_size(page, "permintaan-laksanakan")
    look(page, "permintaan-laksanakan")
    page.get_by_role("button", name="Laksanakan").click()
    expect(page.get_by_text("Dilaksanakan: Lepas verifikasi dua langkah")).to_be_visible()
    waiting.refresh_from_db()
    assert waiting.state == Release.State.DONE


def test_the_head_stops_it_on_the_phone(open_page, waiting: Release) -> None:
    page = open_page("/akun/saya/", "phone", user=waiting.account)
    page.get_by_role("link", name="Permintaan yang menunggu").click()
    page.get_by_role("button", name="Batalkan").click()
    expect(page.get_by_text("Dibatalkan: Lepas verifikasi dua langkah")).to_be_visible()
    waiting.refresh_from_db()
    assert waiting.state == Release.State.CANCELLED
