"""The screens of what one admin may not do alone."""

import pytest
from django.test import Client
from django.utils import timezone

from perkim.accounts.models import Assignment, Release, User
from perkim.accounts.roles import Role
from tests.cast import KABUPATEN, employ, open_account
from tests.pages import one_line

pytestmark = pytest.mark.django_db
PAGE = "/akun/menunggu/"


@pytest.fixture
def head(db: None) -> User:
    return employ(Role.KADIS, username="kadis", second_factor=True)


def browser_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    client.get("/kerja/")
    return client


@pytest.fixture
def second(db: None) -> Client:
    return browser_of(employ(Role.ADMIN, username="admin.dua", second_factor=True))


def press(client: Client, release: Release, what: str):
    return client.post(f"{PAGE}{release.pk}/", {"do": what}, follow=True)


def role(user: User, code: Role = Role.KADIS) -> dict[str, str]:
    today = timezone.localdate().isoformat()
    return {"role": code, "programme": "", "region": KABUPATEN, "title": "", "starts": today, "ends": ""}


def test_a_second_factor_of_the_head_waits(desk: Client, head: User) -> None:
    answer = desk.post(f"/akun/{head.pk}/keadaan/", {"do": "second_factor"}, follow=True)
    assert "Lepas verifikasi dua langkah untuk Budi Santoso (kadis) menunggu" in one_line(answer)
    assert head.authenticator_set.exists()


def test_a_slip_of_the_head_waits_and_is_printed_by_another_admin(
    desk: Client, head: User, second: Client, read_slips
) -> None:
    answer = desk.post(f"/akun/{head.pk}/slip/", follow=True)
    assert answer.redirect_chain[-1][0] == PAGE
    printed = second.post(f"{PAGE}{Release.objects.get().pk}/", {"do": "carry_out"})
    assert printed["Content-Type"] == "application/pdf"
    assert len(read_slips(printed).codes) == 1
    assert "no-store" in printed["Cache-Control"]


def test_a_role_waits_and_is_given_by_another_admin(desk: Client, second: Client) -> None:
    user = open_account("budi")
    desk.post(f"/akun/{user.pk}/peran/", role(user))
    assert not Assignment.objects.filter(user=user).exists()
    page = one_line(press(second, Release.objects.get(), "carry_out"))
    assert "Dilaksanakan: Beri peran Kepala dinas" in page
    assert user.assignments.get().role == Role.KADIS


def test_who_asked_sees_no_button_to_do_it_and_is_refused(desk: Client, head: User) -> None:
    desk.post(f"/akun/{head.pk}/slip/")
    page = one_line(desk.get(PAGE))
    assert "Laksanakan<" not in page
    assert 'value="cancel"' in page
    answer = press(desk, Release.objects.get(), "carry_out")
    assert "menunggu admin lain atau satu hari" in one_line(answer)


def test_the_head_stops_it_with_one_button(desk: Client, head: User, second: Client) -> None:
    desk.post(f"/akun/{head.pk}/keadaan/", {"do": "second_factor"})
    release = Release.objects.get()
    browser = browser_of(head)
    assert "Lepas verifikasi dua langkah" in one_line(browser.get(PAGE))
    assert "Dibatalkan: Lepas verifikasi dua langkah" in one_line(press(browser, release, "cancel"))
    assert "sudah dilaksanakan, dibatalkan" in one_line(press(second, release, "carry_out"))
    assert head.authenticator_set.exists()


def test_others_see_and_do_nothing(desk: Client, head: User) -> None:
    desk.post(f"/akun/{head.pk}/slip/")
    clerk = browser_of(employ(Role.STAF))
    assert "Tidak ada yang menunggu." in one_line(clerk.get(PAGE))
    for what in ("cancel", "carry_out"):
        assert press(clerk, Release.objects.get(), what).status_code == 404
    assert Release.objects.get().state == Release.State.WAITING


def test_the_page_of_the_account_says_why_and_what_waits(desk: Client, head: User) -> None:
    page = one_line(desk.get(f"/akun/{head.pk}/"))
    assert "menunggu admin lain atau satu hari" in page
    desk.post(f"/akun/{head.pk}/slip/")
    assert "1 permintaan menunggu" in one_line(desk.get(f"/akun/{head.pk}/"))


def test_an_own_slip_is_refused_in_words(desk: Client, admin: User) -> None:
    answer = desk.post(f"/akun/{admin.pk}/slip/", follow=True)
    assert "Minta admin lain melakukannya." in one_line(answer)


@pytest.mark.parametrize("what", ["", "hapus", "\0", "a" * 5000])
def test_rubbish_is_answered_in_words(desk: Client, head: User, what: str) -> None:
    desk.post(f"/akun/{head.pk}/slip/")
    assert "Pilih salah satu tombol" in one_line(press(desk, Release.objects.get(), what))


def test_what_it_does_is_read_before_it_is_done(desk: Client, second: Client, head: User) -> None:
    desk.post(f"/akun/{head.pk}/slip/")
    here = f"{PAGE}{Release.objects.get().pk}/"
    assert f'href="{here}">Laksanakan' in one_line(second.get(PAGE))
    page = one_line(second.get(here, {"do": "carry_out"}))
    assert "Cetak slip aktivasi baru" in page
    assert "Budi Santoso (kadis)" in page
    assert "dapat membuat kata sandi baru" in page
    assert Release.objects.get().state == Release.State.WAITING


def test_who_may_not_do_it_or_comes_too_late_is_led_back(desk: Client, second: Client, head: User) -> None:
    desk.post(f"/akun/{head.pk}/slip/")
    release = Release.objects.get()
    assert desk.get(f"{PAGE}{release.pk}/").url == PAGE
    press(second, release, "cancel")
    assert second.get(f"{PAGE}{release.pk}/").url == PAGE


def test_many_that_wait_cost_as_many_queries_as_one(desk: Client, head: User, django_assert_max_num_queries) -> None:
    desk.post(f"/akun/{head.pk}/slip/")
    desk.get(PAGE)
    with django_assert_max_num_queries(14):
        desk.get(PAGE)
    for number in range(5):
        desk.post(f"/akun/{open_account(f'budi{number}').pk}/peran/", role(head))
    with django_assert_max_num_queries(14):
        assert one_line(desk.get(PAGE)).count('value="cancel"') == 6
