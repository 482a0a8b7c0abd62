"""A name is printed on signed papers: what may stand in it, and who is told when a holder states another one."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from perkim.accounts.activation import activate
from perkim.accounts.models import User
from perkim.accounts.roles import Role
from perkim.accounts.typed import email_address, person_name
from perkim.audit.models import Entry, PersonalValue
from perkim.notices.models import Notice
from tests.cast import employ, enter, open_account, slip_code

pytestmark = pytest.mark.django_db
PAGE = "/akun/saya/"
HEAD = "Ir. Bambang Hartono, M.T."


def rename(client: Client, user: User, name: str) -> str:
    fields = {"name": name, "salutation": "", "email": user.email}
    return client.post(PAGE, fields, follow=True).content.decode()


def renamed() -> list[Entry]:
    return list(Entry.objects.filter(action="akun.nama-diganti").order_by("id"))


@pytest.fixture
def budi(client: Client) -> User:
    user = open_account("budi", email="budi@desa.example")
    enter(client, "budi")
    return user


@pytest.mark.parametrize(
    "name", [HEAD, "Nur'aini", "H. Moch. Ma’ruf", "Siti-Aminah", "Andr\u00e9 (alm.)", "Sri a/n. Desa", "Ba`asyir"]
)
def test_names_as_they_stand_on_papers(name: str) -> None:
    assert person_name(name) == name


@pytest.mark.parametrize(
    "name",
    [
        "<img src=x onerror=1>",
        "a=b",
        "Budi 2",
        "B\u0430mbang",
        "Budi@desa",
        "Budi\u202e",
        "\u202eBudi",
        "💥",
        ".",
        "-,",
    ],
    ids=ascii,
)
def test_anything_else_is_refused(name: str) -> None:
    with pytest.raises(ValidationError):
        person_name(name)


def test_blanks_in_a_name_are_single() -> None:
    assert person_name("  Budi \t Santoso ") == "Budi Santoso"


def test_the_own_page_says_what_a_name_may_hold(client: Client, budi: User) -> None:
    assert "Nama hanya memakai huruf, spasi, titik" in rename(client, budi, "<img src=x>")
    assert not renamed()


def test_a_desk_that_bears_a_number_may_keep_its_name(client: Client, budi: User) -> None:
    User.objects.filter(pk=budi.pk).update(name="Operator Desa Kampung 2")
    assert "Data akun Anda sudah disimpan." in rename(client, budi, "Operator Desa Kampung 2")


def test_a_slip_and_the_admin_are_held_to_the_same(client: Client) -> None:
    baru = open_account("baru", password=None)
    fields = {"username": "baru", "code": slip_code(baru), "name": "<b>", "password1": "tiga kata acak"}
    page = client.post("/masuk/aktivasi/", fields | {"password2": "tiga kata acak"}).content.decode()
    assert "Nama hanya memakai huruf, spasi, titik" in page
    client.force_login(employ(Role.ADMIN, second_factor=True))
    page = client.post("/akun/baru/", {"username": "siti", "name": "Siti 1=1"}).content.decode()
    assert "Nama hanya memakai huruf, spasi, titik" in page


def test_another_name_stands_in_the_log_before_and_after(client: Client, budi: User) -> None:
    rename(client, budi, "Budi Raharjo")
    (entry,) = renamed()
    assert (entry.actor, entry.data) == (budi, {"akun": budi.pk})
    assert PersonalValue.objects.get(entry=entry).values == {"dari": "Budi Santoso", "menjadi": "Budi Raharjo"}
    assert not Notice.objects.exists()


def test_the_same_name_writes_nothing(client: Client, budi: User) -> None:
    rename(client, budi, "Budi Santoso")
    assert not renamed()


@pytest.mark.parametrize("name", [HEAD, "bambang hartono", "Drs. Hartono Bambang"])
def test_who_takes_the_name_of_a_signer_is_reported_to_all_who_watch(client: Client, budi: User, name: str) -> None:
    head = employ(Role.KADIS, username="kadis")
    User.objects.filter(pk=head.pk).update(name=HEAD)
    rename(client, budi, name)
    told = Notice.objects.get(recipient=head)
    assert f"Nama pada akun budi diganti dari “Budi Santoso” menjadi “{name}”." in told.text


def test_a_signer_with_another_name_is_reported_to_all_who_watch(client: Client) -> None:
    money, head = employ(Role.BENDAHARA, username="bendahara"), employ(Role.KADIS, second_factor=True)
    client.force_login(head)
    rename(client, head, HEAD)
    assert set(Notice.objects.values_list("recipient", flat=True)) == {money.pk, head.pk}


def test_a_slip_that_states_the_name_of_a_signer_is_reported_too() -> None:
    head = employ(Role.KADIS, username="kadis")
    baru = open_account("baru", name="Siti", password=None)
    code, words = slip_code(baru), {"salutation": "", "email": "", "password": "tiga kata acak"}
    activate(username="baru", code=code, name="Budi Santoso", now=baru.joined, **words)
    assert "menjadi “Budi Santoso”" in Notice.objects.get(recipient=head).text


# --- E-mail ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("typed", ["tri@gma\u0456l.com", "tri@gm\u0430il.com", "tr\u00ed@desa.example"])
def test_an_address_with_a_letter_of_another_script_is_refused(typed: str) -> None:
    with pytest.raises(ValidationError, match="Ketik ulang alamatnya"):
        email_address(typed)


ADDRESS = {"email": "tri@gm\u0430il.com"}


def test_every_form_that_takes_an_address_refuses_it(client: Client, budi: User) -> None:
    said = "Ketik ulang alamatnya dengan huruf a sampai z."
    assert said in client.post(PAGE, {"name": "Budi", "salutation": ""} | ADDRESS).content.decode()
    client.post("/keluar/")
    assert said in client.post("/masuk/lupa-sandi/", ADDRESS).content.decode()
    assert said in client.post("/masuk/aktivasi/", ADDRESS).content.decode()
    client.force_login(employ(Role.ADMIN, second_factor=True))
    assert said in client.post("/akun/baru/", {"username": "tri", "name": "Tri"} | ADDRESS).content.decode()
