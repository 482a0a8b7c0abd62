"""The demo office: every role once, everybody able to sign in; nowhere but where it is asked for."""

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from perkim.accounts.models import User
from perkim.accounts.roles import Role
from perkim.demo.office import (
    OFFICE,
    PASSWORD,
    SECOND_FACTOR_KEY,
    NotTheDemoOfficeError,
    current_code,
    describe,
    open_demo_office,
)
from tests.cast import open_account
from tests.worlds import kept

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(settings) -> int:
    settings.DEMO_OFFICE = True
    return kept(open_demo_office)(timezone.localdate())


def test_every_role_has_one_account(office: int) -> None:
    held = {role for user in User.objects.people() for role in user.roles}
    assert office == len(OFFICE) == len(Role)
    assert held == set(Role)


def test_who_is_named_after_a_place_holds_that_place(office: int) -> None:
    held = {user.username: user.assignments_today[0].region.name.lower() for user in User.objects.people()}
    places = {name: place for name, place in held.items() if name.split(".")[0] in ("operator", "kades", "tfl")}
    assert places == {
        "operator.sumberwuluh": "sumberwuluh",
        "kades.sumberwuluh": "sumberwuluh",
        "tfl.candipuro": "candipuro",
    }


def test_no_name_or_number_stands_for_two(office: int) -> None:
    numbers = [person.nip for person in OFFICE if person.nip]
    assert len(set(numbers)) == len(numbers)
    assert len({person.name for person in OFFICE}) == len(OFFICE)


@pytest.mark.parametrize("person", OFFICE, ids=lambda person: person.username)
def test_everybody_can_sign_in_and_sees_the_worklist(office: int, person, client: Client) -> None:
    answer = client.post("/masuk/", {"login": person.username, "password": PASSWORD})
    if User.objects.get(username=person.username).needs_second_factor:
        answer = client.post(answer["Location"], {"code": current_code()})
    assert answer["Location"] == "/kerja/"
    page = client.get("/kerja/")
    assert page.status_code == 200
    assert "Penugasan Anda" in page.content.decode()


def test_who_needs_a_second_factor_has_recovery_codes_too(office: int) -> None:
    head = User.objects.get(username="kadis")
    assert sorted(head.authenticator_set.values_list("type", flat=True)) == ["recovery_codes", "totp"]


def test_it_refuses_where_it_is_not_wanted(settings) -> None:
    settings.DEMO_OFFICE = False
    with pytest.raises(NotTheDemoOfficeError):
        open_demo_office(timezone.localdate())
    assert not User.objects.exists()


def test_the_command_refuses_in_words(settings) -> None:
    settings.DEMO_OFFICE = False
    with pytest.raises(CommandError, match="DEMO_OFFICE"):
        call_command("demo_office")


def test_a_second_time_makes_none(office: int) -> None:
    assert open_demo_office(timezone.localdate()) == 0
    assert User.objects.people().count() == len(OFFICE)


def test_accounts_that_are_there_stay_as_they_are(settings) -> None:
    settings.DEMO_OFFICE = True
    mine = open_account("kadis", name="Nama Saya", password="sandi saya sendiri")
    assert open_demo_office(timezone.localdate()) == len(OFFICE) - 1
    mine.refresh_from_db()
    assert mine.name == "Nama Saya"
    assert mine.check_password("sandi saya sendiri")


def test_the_sign_in_page_shows_the_accounts(office: int, client: Client) -> None:
    page = client.get("/masuk/").content.decode()
    assert PASSWORD in page
    assert not [person.username for person in OFFICE if person.username not in page]


def test_the_second_step_shows_a_code_that_works(office: int, client: Client) -> None:
    client.post("/masuk/", {"login": "kadis", "password": PASSWORD})
    assert current_code() in client.get("/masuk/kode/").content.decode()


def test_a_real_site_shows_neither(settings, client: Client) -> None:
    settings.DEMO_OFFICE = True
    open_demo_office(timezone.localdate())
    settings.DEMO_OFFICE = False
    pages = client.get("/masuk/").content.decode()
    client.post("/masuk/", {"login": "kadis", "password": PASSWORD})
    pages += client.get("/masuk/kode/").content.decode()
    assert "Verifikasi dua langkah" in pages
    assert PASSWORD not in pages
    assert current_code() not in pages
    assert "operator.sumberwuluh</dt>" not in pages


def test_its_key_rests_sealed_like_any_other(office: int, everything_stored) -> None:
    assert SECOND_FACTOR_KEY not in everything_stored()


def test_the_terminal_shows_every_account() -> None:
    told = describe()
    assert PASSWORD in told
    assert not [person.username for person in OFFICE if person.username not in told]
