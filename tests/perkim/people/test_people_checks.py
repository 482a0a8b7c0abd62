"""`manage.py check` names keys that cannot be read or are not those of the data; the admin site shows rows masked."""

import pytest
from django.core.checks import run_checks
from django.test import Client

from perkim.accounts.roles import Role
from perkim.people.actions import record_aid_many, register
from perkim.people.models import Person
from tests.cast import employ, enter, open_account
from tests.perkim.people.households import KK, NIK, NOW, SPOUSE_NIK, listed_aid, man

pytestmark = pytest.mark.django_db


def reported(databases=None) -> list[str]:
    return [each.id for each in run_checks(databases=databases) if (each.id or "").startswith("people.")]


def test_good_keys_are_not_complained_of():
    register([man()], now=NOW)
    assert reported(["default"]) == []


def test_keys_without_a_secret_are_named(settings):
    settings.PEOPLE_KEYS = ["k1"]
    assert reported() == ["people.E001"]


def test_a_key_that_opens_nothing_is_noticed(settings):
    register([man()], now=NOW)
    settings.PEOPLE_KEYS = ["k9:another key"]
    assert reported() == []
    assert reported(["default"]) == ["people.E002"]


def test_an_index_key_that_finds_nobody_is_noticed(settings):
    register([man()], now=NOW)
    settings.PEOPLE_INDEX_KEY = "another index key"
    assert reported(["default"]) == ["people.E003"]


@pytest.fixture
def admin_site():
    employ(Role.ADMIN, username="admin", second_factor=True)
    browser = Client()
    enter(browser, "admin")
    return browser


@pytest.mark.parametrize("damaged", [False, True])
def test_the_admin_site_shows_people_masked_and_never_fails(admin_site, damaged):
    person = register([man()], now=NOW).persons[0]
    listed = listed_aid(nik=NIK, kk=KK, spouse_nik=SPOUSE_NIK)
    [aid] = record_aid_many(actor=open_account("staf"), aids=[listed], origin="DAK 2019", now=NOW)
    if damaged:
        Person.objects.update(nik_sealed=b"damaged")
    pages = {
        "/admin/people/person/": "NIK tidak dapat dibuka" if damaged else "3508••••••••9901",
        f"/admin/people/person/{person.pk}/change/": "NIK tidak dapat dibuka" if damaged else "3508••••••••9901",
        "/admin/people/family/": "Nomor KK berakhiran",
        "/admin/people/aid/": "BSPS",
        f"/admin/people/aid/{aid.pk}/change/": "Nomor KK berakhiran",
    }
    for address, shown in pages.items():
        answer = admin_site.get(address)
        assert answer.status_code == 200, address
        text = answer.content.decode()
        assert shown in text
        assert not any(number in text for number in (NIK, KK, SPOUSE_NIK))


@pytest.mark.parametrize("model", ["person", "family", "aid"])
def test_the_admin_site_adds_nothing(admin_site, model):
    assert admin_site.get(f"/admin/people/{model}/add/").status_code == 403
