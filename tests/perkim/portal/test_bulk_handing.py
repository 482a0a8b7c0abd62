"""Handing many cases to the person who will work them, from the list."""

from types import SimpleNamespace

import pytest
import time_machine

from perkim.accounts.roles import Role
from perkim.regions.models import Region
from perkim.sipoc.actions.opening import NewCase, open_case, open_many
from perkim.sipoc.models import Berkas, Participant, Tugas
from tests.cast import SUMBERWULUH, TOMPOKERSAN, employ, staff
from tests.samples.family import BUNDLE, FAMILY, VISIT, YEAR
from tests.samples.office import MONDAY
from tests.samples.registering import register_for_test

PICK = "/kerja/keluarga/pilih/?proses=kunjungan&tahap=datang"


@pytest.fixture(autouse=True)
def monday():
    with time_machine.travel(MONDAY, tick=False):
        yield


@pytest.fixture
def field(db, monkeypatch) -> SimpleNamespace:
    """Three visits that nobody works yet, who hands them out and who may work them."""
    register_for_test(monkeypatch, FAMILY)
    since = MONDAY.date().replace(month=1)
    people = {"staf": Role.STAF, "korfas": Role.KORFAS, "tfl": Role.TFL}
    made = staff(people, starts=since)
    made.elsewhere = employ(Role.TFL, username="tfl.lain", region=TOMPOKERSAN, starts=since)
    place = [Region.objects.get(pk=SUMBERWULUH)]
    parent = None
    for process in (YEAR, BUNDLE):
        new = NewCase(title=process.title, regions=place)
        parent = open_case(actor=made.staf, programme=FAMILY, process=process, new=new, parent=parent, now=MONDAY)
    new = [NewCase(title=f"Rumah {number}", regions=place) for number in range(3)]
    made.visits = open_many(actor=made.staf, programme=FAMILY, process=VISIT, new=new, parent=parent, now=MONDAY)
    return made


def choose(client, cases) -> str:
    chosen = [f"{case.pk}-{case.lock_version}" for case in Berkas.objects.filter(pk__in=[case.pk for case in cases])]
    return client.post(PICK, {"pilih": chosen})["Location"]


def test_all_are_handed_to_one_person(field, sign_in) -> None:
    client = sign_in(field.korfas)
    page = choose(client, field.visits)
    assert "Serahkan 3 berkas" in client.get(page).content.decode()
    answer = client.post(page, {"serahkan": "1", "kepada": f"TFL-{field.tfl.pk}"})
    assert "3 kunjungan diserahkan kepada" in client.get(answer["Location"]).content.decode()
    assert Participant.objects.filter(user=field.tfl, capacity="TFL").count() == 3
    assert Tugas.objects.filter(person=field.tfl, done_at=None, dropped_at=None).count() == 3


def test_somebody_of_another_area_is_refused_in_words(field, sign_in) -> None:
    client = sign_in(field.korfas)
    answer = client.post(choose(client, field.visits), {"serahkan": "1", "kepada": f"TFL-{field.elsewhere.pk}"})
    assert answer.status_code == 422
    assert "tidak bertugas sebagai" in answer.content.decode()
    assert not Participant.objects.filter(capacity="TFL").exists()


def test_nobody_chosen_is_said(field, sign_in) -> None:
    client = sign_in(field.korfas)
    answer = client.post(choose(client, field.visits), {"serahkan": "1", "kepada": ""})
    assert "Pilih petugas yang akan menangani" in answer.content.decode()


def test_a_case_that_changed_since_stops_all(field, sign_in) -> None:
    client = sign_in(field.korfas)
    page = choose(client, field.visits)
    Berkas.objects.filter(pk=field.visits[0].pk).update(lock_version=77)
    answer = client.post(page, {"serahkan": "1", "kepada": f"TFL-{field.tfl.pk}"})
    assert answer.status_code == 409
    assert "Lanjutkan tanpa 1 berkas ini" in answer.content.decode()
    assert not Participant.objects.filter(capacity="TFL").exists()


def test_who_hands_nothing_out_gets_no_page(field, sign_in) -> None:
    client = sign_in(field.staf)
    assert client.get(choose(client, field.visits)).status_code == 403


def test_a_facilitator_lists_only_the_own_cases(field, sign_in) -> None:
    page = sign_in(field.korfas).get("/kerja/keluarga/?proses=kunjungan").content.decode()
    assert "Rumah 2" in page
    page = sign_in(field.tfl).get("/kerja/keluarga/?proses=kunjungan").content.decode()
    assert "Rumah" not in page
