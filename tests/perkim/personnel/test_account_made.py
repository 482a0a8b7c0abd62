"""Making an account, and its page."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from perkim.accounts.models import User
from perkim.accounts.roles import Role
from tests.cast import give, give_second_factor, open_account

pytestmark = pytest.mark.django_db
NEW = "/akun/baru/"
GOOD = {"username": "siti.maesaroh", "name": "Siti Maesaroh, S.E.", "salutation": "IBU", "email": "", "nip": ""}
NIP = "198511202010012099"


def make(desk: Client, **changed: str):
    return desk.post(NEW, GOOD | changed, follow=True)


def test_a_new_account_waits_for_its_slip(desk: Client) -> None:
    page = make(desk, nip=NIP, email="Siti@Lumajang.Example").content.decode()
    user = User.objects.get(username="siti.maesaroh")
    assert "Akun siti.maesaroh dibuat." in page
    assert (user.name, user.email, user.nip) == ("Siti Maesaroh, S.E.", "siti@lumajang.example", NIP)
    assert not user.has_usable_password()
    assert not user.assignments.exists()


@pytest.mark.parametrize(
    "typed",
    ["19851120 201001 2 099", "NIP. 19851120 201001 2 099", "19851120.201001.2.099", " 19851120-201001-2-099\u00a0"],
    ids=ascii,
)
def test_a_nip_may_be_typed_as_papers_print_it(desk: Client, typed: str) -> None:
    make(desk, nip=typed)
    assert User.objects.get(username="siti.maesaroh").nip == NIP


def test_the_browser_does_not_cut_a_nip_with_blanks(desk: Client) -> None:
    field = re.search(r'<input[^>]*name="nip"[^>]*>', desk.get(NEW).content.decode())[0]
    assert 'maxlength="60"' in field


def test_the_name_is_stored_in_small_letters(desk: Client) -> None:
    make(desk, username="Siti.MAESAROH")
    assert User.objects.filter(username="siti.maesaroh").exists()


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"username": ""}, "tidak boleh kosong"),
        ({"username": "siti maesaroh"}, "Nama pengguna hanya memakai huruf kecil"),
        ({"username": ".siti"}, "Nama pengguna hanya memakai huruf kecil"),
        ({"username": "siti..m"}, "Nama pengguna hanya memakai huruf kecil"),
        ({"username": "s\u0456ti"}, "Nama pengguna hanya memakai huruf kecil"),
        ({"username": "siti\u200b"}, "Nama pengguna hanya memakai huruf kecil"),
        ({"username": "<b>"}, "Nama pengguna hanya memakai huruf kecil"),
        ({"username": "a" * 61}, "paling banyak 60"),
        ({"username": "admin"}, "sudah dipakai"),
        ({"username": "ADMIN"}, "sudah dipakai"),
        ({"name": ""}, "tidak boleh kosong"),
        ({"name": "   "}, "tidak boleh kosong"),
        ({"name": "a" * 121}, "paling banyak 120"),
        ({"email": "bukan surel"}, "Alamat surel ini belum lengkap"),
        ({"nip": "123"}, "NIP terdiri dari 18 angka."),
        ({"nip": "\u0661" * 18}, "NIP terdiri dari 18 angka."),
        ({"salutation": "TUAN"}, "tidak ada di daftar"),
    ],
    ids=str,
)
def test_a_fault_is_named_and_nothing_is_made(desk: Client, changed: dict[str, str], said: str) -> None:
    page = make(desk, **changed).content.decode()
    assert 'id="galat"' in page
    assert said in page
    assert User.objects.people().count() == 1


def test_the_email_of_another_account_is_refused(desk: Client) -> None:
    open_account("ani", email="ani@desa.example")
    assert "Surel ini sudah dipakai akun lain." in make(desk, email="ANI@desa.example").content.decode()


def test_sending_it_twice_makes_one_account(desk: Client) -> None:
    make(desk)
    assert "sudah dipakai" in make(desk).content.decode()
    assert User.objects.filter(username="siti.maesaroh").count() == 1


@pytest.mark.parametrize("field", ["is_superuser", "is_active", "password", "groups", "session_round", "id"])
def test_no_other_field_can_be_slipped_in(desk: Client, field: str) -> None:
    make(desk, **{field: "1"})
    made = User.objects.get(username="siti.maesaroh")
    assert not made.is_superuser
    assert made.is_active
    assert not made.has_usable_password()
    assert made.session_round == 0


# --- Its page --------------------------------------------------------------------------------------------------


def test_the_page_shows_who_it_is_and_what_it_holds(desk: Client) -> None:
    user = open_account("budi", nip=NIP)
    give(user, Role.STAF, programme="rtlh", title="Staf Perumahan")
    page = desk.get(f"/akun/{user.pk}/").content.decode()
    assert "budi" in page
    assert f"NIP {NIP}" in page
    assert "Staf Perumahan" in page
    assert "Kabupaten Lumajang" in page


def test_former_roles_stay_on_the_page(desk: Client) -> None:
    user = open_account("budi")
    give(user, Role.STAF, ends=timezone.localdate() - timedelta(days=1))
    assert "Berakhir" in desk.get(f"/akun/{user.pk}/").content.decode()


def test_more_roles_cost_no_more_queries(desk: Client) -> None:
    user = open_account("budi")
    give(user, Role.STAF)

    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            desk.get(f"/akun/{user.pk}/")
        return len(asked)

    desk.get("/kerja/")
    one = cost()
    for role in (Role.FO, Role.TFL, Role.KORFAS, Role.TIM_TEKNIS, Role.APIP):
        give(user, role)
    assert cost() == one


def test_every_field_of_the_page_has_an_id_of_its_own(desk: Client) -> None:
    user = open_account("kadis")
    give(user, Role.KADIS)
    ids = re.findall(r'\sid="([^"]+)"', desk.get(f"/akun/{user.pk}/").content.decode())
    assert sorted(ids) == sorted(set(ids))


def test_who_cannot_be_acted_for_offers_no_acting(desk: Client) -> None:
    user = open_account("budi")
    give(user, Role.STAF)
    assert "Tunjuk Plt. atau Plh." not in desk.get(f"/akun/{user.pk}/").content.decode()


@pytest.mark.parametrize(("has", "said"), [(True, "Terpasang."), (False, "Belum terpasang, tidak wajib.")])
def test_the_page_tells_of_the_second_factor(desk: Client, has: bool, said: str) -> None:
    user = open_account("budi")
    if has:
        give_second_factor(user)
    assert said in desk.get(f"/akun/{user.pk}/").content.decode()


@pytest.mark.parametrize("pk", ["0", "999999", "9" * 30, "-1", "abc", "1%00", "１"])
def test_an_account_that_does_not_exist_is_not_found(desk: Client, pk: str) -> None:
    for path in ("", "peran/", "pelaksana/", "keadaan/", "slip/", "peran/1/akhiri/"):
        assert desk.post(f"/akun/{pk}/{path}", {"do": "close"}).status_code in (404, 405)
        assert desk.get(f"/akun/{pk}/{path}", follow=True).status_code == 404
