"""The whole NIK of a candidate: shown once, to who may, for a reason that stands in the case's history."""

import pytest
from django.test import Client
from django.urls import reverse

from perkim.audit.heads import kept_heads
from perkim.audit.models import Entry
from perkim.audit.verification import verify
from perkim.people.models import Person
from perkim.sipoc.models import Berkas
from tests.samples.houses import NIK, open_house

pytestmark = pytest.mark.django_db
REASON = {"reason": "Mencocokkan dengan KTP."}


@pytest.fixture
def address(office) -> str:
    return reverse("swadaya:identity", args=[open_house(office).public_id])


def enter(client: Client, user) -> Client:
    client.force_login(user)
    return client


def test_it_asks_for_a_reason_first(office, address: str, client: Client) -> None:
    page = enter(client, office.tfl).get(address)
    assert NIK not in page.content.decode()
    empty = client.post(address, {"reason": "  "})
    assert empty.status_code == 422
    assert "Tulis alasannya lebih dahulu." in empty.content.decode()
    assert NIK not in empty.content.decode()


def test_with_a_reason_it_shows_the_number_and_keeps_no_copy(office, address: str, client: Client) -> None:
    answer = enter(client, office.tfl).post(address, REASON)
    assert NIK in answer.content.decode()
    assert "no-store" in answer.headers["Cache-Control"]


def test_the_look_stands_in_the_chain_and_makes_no_decision_stale(office, address: str, client: Client) -> None:
    before = Berkas.objects.get().lock_version
    enter(client, office.tfl).post(address, REASON)
    entry = Entry.objects.get(action="identitas.dibuka")
    assert (entry.actor, entry.data["alasan"]) == (office.tfl, REASON["reason"])
    assert NIK not in str(entry.data)
    assert Berkas.objects.get().lock_version == before
    assert list(verify(kept_heads())) == []


@pytest.mark.parametrize("name", ["apip", "kabid"])
def test_who_sees_the_case_but_checks_no_identity_is_refused(office, address: str, client: Client, name: str) -> None:
    assert enter(client, getattr(office, name)).post(address, REASON).status_code == 403
    assert not Entry.objects.filter(action="identitas.dibuka").exists()


def test_who_may_not_see_the_case_finds_nothing(office, address: str, client: Client) -> None:
    assert enter(client, office.admin).get(address).status_code == 404


def test_a_number_that_cannot_be_opened_is_said_in_words(office, address: str, client: Client) -> None:
    Person.objects.update(nik_sealed=b"\x01\x02k1" + b"x" * 40)
    answer = enter(client, office.tfl).post(address, REASON)
    assert answer.status_code == 422
    assert "tidak dapat dibuka" in answer.content.decode()
