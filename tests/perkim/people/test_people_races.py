"""Registering the same people, and changing keys, at the same moment, each with a connection of its own."""

from dataclasses import replace
from threading import Event, Thread
from time import monotonic

import pytest
from django.apps import apps
from django.db import connection, transaction

from perkim.people.actions import correct_person, register
from perkim.people.cipher import seal, unseal
from perkim.people.models import Family, Person
from perkim.people.rotation import seal_anew
from perkim.people.sealed_columns import tables
from perkim.people.sealed_rows import Rewriting, rewrite
from tests.cast import open_account
from tests.perkim.people.households import NOW, OTHER_NIK, man, many
from tests.races import DONE, TOGETHER, at_once


def numbers_of(registered) -> list[tuple[int, int]]:
    return [(person.pk, family.pk) for person, family in zip(registered.persons, registered.families, strict=True)]


def test_two_lists_with_the_same_people_in_other_orders_make_each_once(fresh_database):
    people = many(600)
    first, second = at_once(
        lambda: register(people, now=NOW),
        lambda: register(list(reversed(people)), now=NOW),
    )
    assert first.new_persons + second.new_persons == first.new_families + second.new_families == 600
    assert Person.objects.count() == Family.objects.count() == 600
    assert numbers_of(first) == list(reversed(numbers_of(second)))


@pytest.mark.parametrize("ends_well", [True, False])
def test_who_comes_second_waits_and_takes_the_person_of_the_first_if_it_lasts(fresh_database, ends_well):
    made, go_on, found = Event(), Event(), []

    def first() -> None:
        try:
            with transaction.atomic():
                register([man(name="Pertama")], now=NOW)
                made.set()
                go_on.wait(TOGETHER)
                transaction.set_rollback(not ends_well)
        finally:
            connection.close()

    def second() -> None:
        try:
            made.wait(TOGETHER)
            found.append(register([man(name="Kedua")], now=NOW))
        finally:
            connection.close()

    threads = [Thread(target=first), Thread(target=second)]
    for thread in threads:
        thread.start()
    made.wait(TOGETHER)
    wait_until_somebody_waits_for_a_lock()
    go_on.set()
    for thread in threads:
        thread.join(DONE)
    assert found[0].persons[0].name == Person.objects.get().name == ("Pertama" if ends_well else "Kedua")
    assert found[0].new_persons == (0 if ends_well else 1)


def test_two_rotations_while_people_are_registered_and_corrected_lose_nothing(fresh_database, settings):
    settings.PEOPLE_KEYS = ["k1:first secret"]
    actor = open_account("staf")
    register(many(1_500), now=NOW)
    settings.PEOPLE_KEYS = ["k2:second secret", "k1:first secret"]
    [told] = many(1, first=1_499)
    known, new = Person.objects.with_nik(told.nik).get(), replace(told, name="Nama Baru")
    at_once(
        lambda: seal_anew(actor=actor, now=NOW, progress=lambda *_: None),
        lambda: seal_anew(actor=actor, now=NOW, progress=lambda *_: None),
        lambda: register(many(500, first=1_500), now=NOW),
        lambda: correct_person(actor=actor, person=known, identity=new, reason="Sesuai KTP", now=NOW),
    )
    # The old row that came meanwhile may still be sealed by the old key if the history was gone through before.
    seal_anew(actor=actor, now=NOW, progress=lambda *_: None)
    settings.PEOPLE_KEYS = ["k2:second secret"]
    assert sorted(person.nik for person in Person.objects.all()) == sorted(each.nik for each in many(2_000))
    assert Person.objects.get(pk=known.pk).name == "Nama Baru"
    history = apps.get_model("people", "PersonEvent").objects.get()
    assert (history.name, unseal(history.nik_sealed)) == (told.name, told.nik)


def test_what_is_written_between_reading_and_sealing_anew_is_not_lost(fresh_database, settings):
    settings.PEOPLE_KEYS = ["k1:first secret"]
    register([man()], now=NOW)
    settings.PEOPLE_KEYS = ["k2:second secret", "k1:first secret"]
    [table] = [table for table in tables() if table.model is Person]
    writers = []

    def change(row):
        def write() -> None:
            try:
                Person.objects.update(nik_sealed=seal(OTHER_NIK))
            finally:
                connection.close()

        writers.append(Thread(target=write))
        writers[0].start()
        wait_until_somebody_waits_for_a_lock()
        return {"nik_sealed": seal(unseal(row["nik_sealed"]))}, []

    rewrite(
        Rewriting(table=table, names=["nik_sealed"], where="TRUE", params=[], change=change),
        lambda *_: writers[0].join(DONE),
    )
    assert Person.objects.get().nik == OTHER_NIK


def wait_until_somebody_waits_for_a_lock() -> None:
    until = monotonic() + TOGETHER
    with connection.cursor() as cursor:
        while monotonic() < until:
            # Within a transaction the view would show the same each time.
            cursor.execute("SELECT pg_stat_clear_snapshot()")
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
            )
            if cursor.fetchone()[0]:
                return
    pytest.fail("nobody waits")
