"""Persons and households are found by number or made, each once."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from perkim.audit.models import Entry
from perkim.lib.nik import NikError
from perkim.people.actions import correct_person, open_nik, register
from perkim.people.cipher import UnreadableError
from perkim.people.identities import PeopleError
from perkim.people.models import Family, Person
from tests.cast import open_account
from tests.perkim.people.households import KK, NIK, NOW, OTHER_KK, OTHER_NIK, SPOUSE_NIK, man, many

pytestmark = pytest.mark.django_db


def test_a_new_person_is_stored_sealed():
    register([man()], now=NOW)
    person = Person.objects.get()
    assert NIK.encode() not in bytes(person.nik_sealed) + bytes(person.nik_index)
    assert (person.nik, person.name, person.birth_date) == (NIK, "Suparman", date(1985, 3, 15))
    assert Family.objects.get().kk == KK


@pytest.mark.parametrize("born", [date(1, 1, 1), date(1899, 12, 31), date(9999, 12, 31)])
def test_a_birth_outside_the_span_is_refused_by_the_database(born: date):
    with pytest.raises(IntegrityError, match="people_person_birth_date_check"), transaction.atomic():
        register([man(birth_date=born)], now=NOW)
    assert not Person.objects.exists()


def test_who_is_known_is_taken_and_stays_as_known():
    first = register([man()], now=NOW)
    again = register([man(name="SUPARMAN, S.Pd")], now=NOW)
    assert again.persons == first.persons
    assert again.families == first.families
    assert (again.new_persons, again.new_families) == (0, 0)
    assert Person.objects.get().name == "Suparman"


def test_typed_numbers_are_cleaned_before_they_are_compared():
    register([man()], now=NOW)
    assert register([man(nik=f"'{NIK[:6]} {NIK[6:]}", kk=f" {KK}")], now=NOW).new_persons == 0


def test_one_list_may_name_a_person_and_a_household_twice():
    registered = register([man(), man(name="Suparman lagi"), man(nik=OTHER_NIK, name="Anak")], now=NOW)
    assert registered.persons[0] == registered.persons[1] != registered.persons[2]
    assert len({family.pk for family in registered.families}) == 1
    assert (registered.new_persons, registered.new_families) == (2, 1)


def test_the_answer_keeps_the_order_and_has_no_family_where_none_was_given():
    registered = register([man(nik=SPOUSE_NIK, sex="P", kk=""), man(), man(nik=OTHER_NIK, kk=OTHER_KK)], now=NOW)
    assert [person.nik for person in registered.persons] == [SPOUSE_NIK, NIK, OTHER_NIK]
    assert [family and family.kk for family in registered.families] == [None, KK, OTHER_KK]


def test_a_wrong_number_registers_nobody():
    with pytest.raises(NikError):
        register([man(), man(nik="3508047102909904")], now=NOW)
    assert not Person.objects.exists()


def test_nobody_at_all_is_registered_without_a_fault():
    assert register([], now=NOW).persons == []


@pytest.mark.parametrize("known", [0, 30])
def test_statements_do_not_grow_with_the_list(known):
    register(many(known), now=NOW)
    with CaptureQueriesContext(
        connection,
    ) as few:
        register(many(2, first=29), now=NOW)
    with CaptureQueriesContext(connection) as more:
        register(many(400), now=NOW)
    assert len(more) == len(few) <= 8


def test_the_whole_regency_is_registered_in_one_go():
    registered = register(many(12_673), now=NOW)
    assert (registered.new_persons, registered.new_families) == (12_673, 12_673)
    assert Person.objects.count() == Family.objects.count() == 12_673


def test_a_correction_changes_the_person_and_is_logged_without_the_name():
    actor = open_account("staf")
    person = register([man()], now=NOW).persons[0]
    new = man(name="Suparman bin Karto")
    corrected = correct_person(actor=actor, person=person, identity=new, reason="Sesuai KTP", now=NOW)
    assert (corrected.name, corrected.nik) == ("Suparman bin Karto", NIK)
    entry = Entry.objects.get(action="identitas.diperbaiki")
    assert entry.data == {"orang": person.pk, "diubah": ["name"], "alasan": "Sesuai KTP"}


@pytest.mark.parametrize(
    ("fields", "reason", "sentence"),
    [
        ({"name": "Karto"}, " ", "Tulis alasan"),
        ({}, "Sesuai KTP", "sama dengan yang tersimpan"),
        ({"nik": OTHER_NIK}, "Sesuai KTP", "milik orang lain"),
    ],
)
def test_a_correction_needs_a_reason_a_change_and_the_same_person(fields, reason, sentence):
    actor = open_account("staf")
    person = register([man()], now=NOW).persons[0]
    with pytest.raises(PeopleError, match=sentence):
        correct_person(actor=actor, person=person, identity=man(**fields), reason=reason, now=NOW)
    assert not Entry.objects.filter(action="identitas.diperbaiki").exists()


def test_a_nik_is_opened_with_a_reason_that_is_logged():
    actor = open_account("staf")
    person = register([man()], now=NOW).persons[0]
    opened = open_nik(actor=actor, person=person, reason="Cocokkan KTP", now=NOW, case="RTLH-2026-0147")
    entry = Entry.objects.get(action="identitas.dibuka")
    assert opened == NIK
    assert (entry.actor, entry.at) == (actor, NOW)
    assert entry.data == {"orang": person.pk, "berkas": "RTLH-2026-0147", "alasan": "Cocokkan KTP"}


def test_without_a_reason_no_nik_is_opened():
    person = register([man()], now=NOW).persons[0]
    with pytest.raises(PeopleError, match="Tulis alasan membuka NIK"):
        open_nik(actor=open_account("staf"), person=person, reason="  ", now=NOW)


def test_opening_a_damaged_nik_says_so_in_a_sentence():
    person = register([man()], now=NOW).persons[0]
    person.nik_sealed = bytes(person.nik_sealed)[:-1] + b"\x00\x01"
    with pytest.raises(UnreadableError) as refusal:
        open_nik(actor=open_account("staf"), person=person, reason="Cocokkan KTP", now=NOW)
    assert refusal.value.sentence == "Data ini tidak dapat dibuka: isinya rusak. Hubungi pengelola aplikasi."
