"""A session that lies idle ends; what was being typed waits for its owner."""

from collections.abc import Iterator
from html import unescape
from re import findall

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from perkim.accounts.late_forms import AGAIN
from perkim.accounts.models import User
from perkim.accounts.roles import Role
from tests.cast import employ, enter, is_signed_in, open_account

pytestmark = pytest.mark.django_db
NEW, DRAFT = "/akun/baru/", "/masuk/isian/"
TYPED = {"username": "siti.maesaroh", "name": "Siti Ma'esaroh", "csrfmiddlewaretoken": "lama"}
LATER, DAY = 31 * 60, 24 * 3600


@pytest.fixture
def clock() -> Iterator:
    with time_machine.travel(1_800_000_000, tick=False) as coordinates:
        yield coordinates


@pytest.fixture
def admin(clock, client: Client) -> User:
    """Signed in, a form open in front of them."""
    user = employ(Role.ADMIN, username="admin", second_factor=True)
    enter(client, "admin")
    client.get(NEW)
    return user


def come_back(client: Client, clock, username: str = "admin") -> str:
    """Signs in again after a minute (the code of the second factor is another one then) and opens the draft."""
    clock.shift(120)
    enter(client, username)
    return client.get(DRAFT, follow=True).content.decode()


def hidden(page: str) -> dict[str, str]:
    found = findall(r'<input\s+type="hidden"\s+name="([^"]+)"\s+value="([^"]*)"\s*>', page)
    return {name: unescape(value) for name, value in found if name not in ("csrfmiddlewaretoken", "atas_nama")}


def test_half_an_hour_is_not_idle_yet(client: Client, admin: User, clock) -> None:
    clock.shift(30 * 60)
    assert client.get("/kerja/").status_code == 200


def test_after_half_an_hour_the_session_ends(client: Client, admin: User, clock) -> None:
    clock.shift(LATER)
    answer = client.get("/kerja/", follow=True)
    assert "Sesi Anda berakhir karena lama tidak dipakai." in answer.content.decode()
    assert not is_signed_in(client)


def test_it_ends_on_public_pages_too(client: Client, admin: User, clock) -> None:
    clock.shift(LATER)
    assert "Masuk petugas" in client.get("/").content.decode()
    assert not is_signed_in(client)


def test_who_keeps_working_stays_signed_in(client: Client, admin: User, clock) -> None:
    for _ in range(10):
        clock.shift(20 * 60)
        assert client.get("/kerja/").status_code == 200


def test_an_ended_session_does_not_come_back(client: Client, admin: User, clock) -> None:
    cookie = client.cookies["sessionid"].value
    clock.shift(LATER)
    client.get("/kerja/")
    client.cookies["sessionid"] = cookie
    assert client.get("/kerja/")["Location"].startswith("/masuk/")


def test_after_signing_in_again_the_page_opens(client: Client, admin: User, clock) -> None:
    clock.shift(LATER)
    assert client.get("/akun/desa/?kecamatan=35.08.03")["Location"].endswith(
        "next=%2Fakun%2Fdesa%2F%3Fkecamatan%3D35.08.03"
    )


def test_nothing_is_done_with_what_comes_too_late(client: Client, admin: User, clock) -> None:
    clock.shift(LATER)
    client.post(NEW, TYPED)
    assert not User.objects.filter(username="siti.maesaroh").exists()


def test_what_was_typed_is_offered_after_signing_in_again(client: Client, admin: User, clock) -> None:
    clock.shift(LATER)
    answer = client.post(NEW, TYPED, follow=True)
    assert "Isian Anda masih ada. Masuk lagi untuk mengirimnya." in answer.content.decode()
    page = come_back(client, clock)
    assert {name: value for name, value in hidden(page).items() if name != AGAIN} == {
        "username": "siti.maesaroh",
        "name": "Siti Ma'esaroh",
    }
    assert f'action="{NEW}"' in page


def test_signing_in_leads_straight_to_it(client: Client, admin: User, clock) -> None:
    clock.shift(LATER)
    assert client.post(NEW, TYPED)["Location"].endswith("next=%2Fmasuk%2Fisian%2F")


def test_sending_it_does_what_was_meant(client: Client, admin: User, clock) -> None:
    clock.shift(LATER)
    client.post(NEW, TYPED)
    client.post(NEW, hidden(come_back(client, clock)))
    assert User.objects.filter(username="siti.maesaroh").exists()


def test_a_field_with_several_values_keeps_them_all(client: Client, admin: User, clock) -> None:
    clock.shift(LATER)
    client.post(NEW, {"desa": ["satu", "dua"]})
    page = come_back(client, clock)
    assert 'value="satu"' in page
    assert 'value="dua"' in page


def test_the_address_with_its_question_is_kept(client: Client, admin: User, clock) -> None:
    clock.shift(LATER)
    client.post(f"{NEW}?dari=menu&x=1", TYPED)
    assert f'action="{NEW}?dari=menu&amp;x=1"' in come_back(client, clock)


def test_passwords_and_codes_are_never_kept(client: Client, admin: User, clock) -> None:
    secret = dict.fromkeys(("password", "password1", "password2", "oldpassword", "code"), "sangat rahasia")
    clock.shift(LATER)
    client.post(NEW, TYPED | secret)
    assert "sangat rahasia" not in come_back(client, clock)


def test_a_form_of_nothing_but_passwords_is_not_kept(client: Client, admin: User, clock) -> None:
    clock.shift(LATER)
    client.post("/akun/saya/sandi/", {"oldpassword": "a", "password1": "b", "password2": "b"})
    assert "Isian Anda masih ada" not in come_back(client, clock)


def test_a_file_cannot_be_kept_and_is_mentioned(client: Client, admin: User, clock) -> None:
    clock.shift(LATER)
    client.post(NEW, TYPED | {"foto": SimpleUploadedFile("rumah.jpg", b"\xff\xd8")})
    page = come_back(client, clock)
    assert "Berkas atau foto yang ikut dipilih tidak dapat disimpan." in page
    assert "rumah.jpg" not in page


@pytest.mark.parametrize(("size", "kept"), [(150_000, True), (250_000, False)])
def test_a_huge_form_is_not_kept(client: Client, admin: User, clock, size: int, kept: bool) -> None:
    clock.shift(LATER)
    client.post(NEW, TYPED | {"catatan": "x" * size})
    assert ("Isian Anda masih ada" in come_back(client, clock)) is kept


def test_another_account_on_the_same_browser_never_sees_it(client: Client, admin: User, clock) -> None:
    open_account("orang.lain")
    clock.shift(LATER)
    client.post(NEW, TYPED)
    assert "siti.maesaroh" not in come_back(client, clock, "orang.lain")


@pytest.mark.parametrize("leave", ["signs out", "idles"])
def test_it_waits_while_another_account_comes_by(client: Client, admin: User, clock, leave: str) -> None:
    """Whoever else uses that computer opens his own page of late forms, and leaves: nothing of it is lost, or shown."""
    open_account("orang.lain")
    clock.shift(LATER)
    client.post(NEW, TYPED)
    assert "siti.maesaroh" not in come_back(client, clock, "orang.lain")
    client.post(DRAFT)
    if leave == "signs out":
        client.post("/keluar/")
    else:
        clock.shift(LATER)
        client.get("/kerja/")
    assert "siti.maesaroh" in come_back(client, clock)


def test_forms_of_several_tabs_wait_and_go_one_by_one(client: Client, admin: User, clock) -> None:
    clock.shift(LATER)
    client.post(NEW, TYPED)
    client.post("/akun/saya/", {"name": "Nama Baru"})
    # The same tab again, after a step back.
    client.post(NEW, TYPED | {"name": "Siti M."})
    page = come_back(client, clock)
    assert "2 isian belum tersimpan" in page
    assert ("Siti M." in page, "Siti Ma&#x27;esaroh" in page, "Nama Baru" in page) == (True, False, True)
    answer = client.post(NEW, hidden(page.split("</section>")[0]) | {"name": "Siti M."}, follow=True)
    assert f'<a href="{DRAFT}">1 isian lain yang belum terkirim</a>' in answer.content.decode()
    assert User.objects.filter(username="siti.maesaroh").exists()
    left = client.get(DRAFT).content.decode()
    assert "siti.maesaroh" not in left
    assert "Nama Baru" in left


def test_the_oldest_of_many_makes_room(client: Client, admin: User, clock) -> None:
    clock.shift(LATER)
    for number in range(6):
        client.post(f"{NEW}?n={number}", TYPED)
    page = come_back(client, clock)
    assert "5 isian belum tersimpan" in page
    assert f"{NEW}?n=0" not in page


def test_another_browser_never_sees_it(client: Client, admin: User, clock) -> None:
    clock.shift(LATER)
    client.post(NEW, TYPED)
    assert "siti.maesaroh" not in come_back(Client(), clock)


def test_it_is_kept_for_a_day(client: Client, admin: User, clock) -> None:
    clock.shift(LATER)
    client.post(NEW, TYPED)
    clock.shift(DAY - 600)
    assert "siti.maesaroh" in come_back(client, clock)


def test_after_a_day_it_is_gone(client: Client, admin: User, clock) -> None:
    clock.shift(LATER)
    client.post(NEW, TYPED)
    clock.shift(DAY)
    assert "siti.maesaroh" not in come_back(client, clock)


def test_a_form_sent_days_later_still_finds_its_owner(client: Client, admin: User, clock) -> None:
    clock.shift(3 * DAY)
    client.post(NEW, TYPED)
    assert "siti.maesaroh" in come_back(client, clock)


def test_another_tab_that_noticed_first_does_not_lose_the_form(client: Client, admin: User, clock) -> None:
    clock.shift(LATER)
    client.get("/kerja/")  # the other tab
    client.post(NEW, TYPED)
    assert "siti.maesaroh" in come_back(client, clock)


def test_it_can_be_thrown_away(client: Client, admin: User, clock) -> None:
    clock.shift(LATER)
    client.post(NEW, TYPED)
    come_back(client, clock)
    client.post(DRAFT)
    assert client.get(DRAFT)["Location"] == "/kerja/"


def test_it_rests_sealed(client: Client, admin: User, clock) -> None:
    clock.shift(LATER)
    client.post(NEW, TYPED)
    assert "siti.maesaroh" not in str(dict(client.session))


def test_a_draft_sealed_with_a_lost_key_is_dropped(client: Client, admin: User, clock, settings) -> None:
    clock.shift(LATER)
    client.post(NEW, TYPED)
    clock.shift(120)
    enter(client, "admin")
    session = client.session
    session["late_forms"] = ["gAAAA-dari-kunci-lain"]
    session.save()
    assert client.get(DRAFT)["Location"] == "/kerja/"


def test_what_a_stranger_posts_is_not_kept(client: Client) -> None:
    client.post(NEW, TYPED)
    assert "late_forms" not in client.session


def test_the_draft_page_is_not_cached(client: Client, admin: User, clock) -> None:
    clock.shift(LATER)
    client.post(NEW, TYPED)
    clock.shift(120)
    enter(client, "admin")
    assert "no-store" in client.get(DRAFT)["Cache-Control"]
