"""PostgreSQL keeps rows as they were, whoever changes them and by whatever statement."""

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from perkim.people.actions import correct_person, record_aid_many, register, withdraw_aid_many
from perkim.people.cipher import seal
from perkim.people.models import Aid, Family, Person
from tests.cast import open_account
from tests.perkim.people.households import KK, NIK, NOW, listed_aid, man

pytestmark = pytest.mark.django_db


def history_of(model):
    return apps.get_model("people", f"{model.__name__}Event").objects.order_by("pgh_id")


def test_a_corrected_person_is_kept_as_it_was():
    person = register([man()], now=NOW).persons[0]
    new = man(name="Suparman bin Karto")
    correct_person(actor=open_account("staf"), person=person, identity=new, reason="Sesuai KTP", now=NOW)
    kept = history_of(Person).get()
    assert (kept.pgh_label, kept.name, kept.pgh_obj_id) == ("update", "Suparman", person.pk)


def test_bulk_updates_and_removals_are_kept_too():
    family = register([man()], now=NOW).families[0]
    Person.objects.update(name="Lain")
    Person.objects.all().delete()
    Family.objects.all().delete()
    assert [(row.pgh_label, row.name) for row in history_of(Person)] == [("update", "Suparman"), ("delete", "Lain")]
    assert (history_of(Family).get().id, history_of(Family).get().pgh_label) == (family.pk, "delete")


def test_withdrawn_aid_is_kept_as_it_stood():
    actor = open_account("staf")
    record_aid_many(actor=actor, aids=[listed_aid(nik=NIK)], origin="DAK 2019", now=NOW)
    withdraw_aid_many(actor=actor, origin="DAK 2019", reason="Daftar keliru", now=NOW)
    assert history_of(Aid).get().withdrawn_at is None


def test_the_same_number_sealed_anew_is_no_change():
    register([man()], now=NOW)
    Person.objects.update(nik_sealed=seal(NIK))
    Family.objects.update(kk_sealed=seal(KK))
    assert not history_of(Person).exists()
    assert not history_of(Family).exists()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE people_personevent SET name = 'Lain'",
        "DELETE FROM people_personevent",
        "TRUNCATE people_personevent",
    ],
)
def test_history_is_neither_changed_nor_removed_nor_emptied(statement):
    register([man()], now=NOW)
    Person.objects.update(name="Lain")
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert history_of(Person).get().name == "Suparman"
