"""A new key reaches every sealed value, those of the history too; a new index key comes through a second column."""

from io import StringIO

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection, models

from perkim.audit.models import Entry
from perkim.people import sealed_rows
from perkim.people.actions import record_aid_many, register
from perkim.people.aid import Seeker, aid_before
from perkim.people.cipher import known_headers
from perkim.people.models import Aid, Family, Person
from perkim.people.rotation import seal_anew
from perkim.people.sealed_columns import register as register_column
from perkim.people.sealed_columns import tables
from tests.cast import open_account
from tests.perkim.people.households import KK, NIK, NOW, OTHER_NIK, SPOUSE_NIK, listed_aid, man, many

pytestmark = pytest.mark.django_db

OLD, BOTH, NEW = ["k1:first secret"], ["k2:second secret", "k1:first secret"], ["k2:second secret"]


@pytest.fixture
def stored(settings):
    """A person, a household and aid by the first key, each with one old row."""
    settings.PEOPLE_KEYS = OLD
    settings.PEOPLE_INDEX_KEY = "index one"
    register([man()], now=NOW)
    aid = listed_aid(nik=NIK, kk=KK, spouse_nik=SPOUSE_NIK)
    record_aid_many(actor=open_account("staf"), aids=[aid], origin="DAK 2019", now=NOW)
    Person.objects.update(name="Suparman bin Karto")
    Family.objects.update(registered_at=NOW.replace(year=2025))
    Aid.objects.update(amount=1)


def history(name: str):
    return apps.get_model("people", f"{name}Event")


def rotate(*args: str) -> tuple[str, str]:
    out, err = StringIO(), StringIO()
    call_command("rotate_keys", *args, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def keys_in_use() -> set[str]:
    values = [
        bytes(value)
        for table in tables()
        for column in table.columns
        for value in table.model.objects.values_list(column.field, flat=True)
        if value
    ]
    return {known_headers().get(value[: 2 + value[1]], "?") for value in values}


def damage(pk: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE people_person SET nik_sealed = nik_sealed || '\\x00'::bytea WHERE id = %s", [pk])


def test_a_look_writes_nothing_and_tells_what_which_key_sealed(stored, settings):
    settings.PEOPLE_KEYS = BOTH
    out, _ = rotate()
    assert "people.Person.nik_sealed: 1 by k1" in out
    assert "people.AidEvent.spouse_sealed: 1 by k1" in out
    assert "newest key: k2" in out
    assert "Nothing was written" in out
    assert keys_in_use() == {"k1"}


def test_all_values_and_old_rows_are_sealed_by_the_newest_key(stored, settings):
    settings.PEOPLE_KEYS = BOTH
    rotate("--apply")
    settings.PEOPLE_KEYS = NEW
    assert keys_in_use() == {"k2"}
    assert (Person.objects.get().nik, Family.objects.get().kk) == (NIK, KK)
    aid = Aid.objects.get()
    assert (aid.nik, aid.kk, aid.spouse_nik) == (NIK, KK, SPOUSE_NIK)


def test_sealing_anew_is_no_history(stored, settings):
    settings.PEOPLE_KEYS = BOTH
    rotate("--apply")
    assert [history(name).objects.count() for name in ("Person", "Family", "Aid")] == [1, 1, 1]
    assert history("Person").objects.get().name == "Suparman"


def test_history_stays_final_after_a_rotation(stored, settings):
    settings.PEOPLE_KEYS = BOTH
    rotate("--apply")
    with pytest.raises(Exception, match="Cannot update or delete rows"):
        history("Person").objects.update(name="Lain")


def test_a_second_run_finds_nothing_to_do(stored, settings):
    settings.PEOPLE_KEYS = BOTH
    assert "6 rows written" in rotate("--apply")[0]
    sealed = bytes(Person.objects.get().nik_sealed)
    assert "0 rows written" in rotate("--apply")[0]
    assert bytes(Person.objects.get().nik_sealed) == sealed


def test_a_run_is_logged(stored, settings):
    settings.PEOPLE_KEYS = BOTH
    rotate("--apply")
    assert Entry.objects.get(action="kunci.diganti").data == {"kunci": "k2", "baris": 6, "tidak terbuka": 0}


def test_a_run_that_was_cut_off_is_gone_on_with(settings, monkeypatch):
    class CutOff(Exception):
        pass

    def cut_off(table: str, written: int) -> None:
        raise CutOff

    settings.PEOPLE_KEYS = OLD
    register(many(25), now=NOW)
    settings.PEOPLE_KEYS = BOTH
    monkeypatch.setattr(sealed_rows, "BATCH", 10)
    with pytest.raises(CutOff):
        seal_anew(actor=open_account("staf"), now=NOW, progress=cut_off)
    done = {person.pk: bytes(person.nik_sealed) for person in Person.objects.order_by("id")[:10]}
    out, _ = rotate("--apply")
    assert "people.Person: 10\npeople.Person: 15\n" in out
    assert keys_in_use() == {"k2"}
    assert {person.pk: bytes(person.nik_sealed) for person in Person.objects.filter(pk__in=done)} == done


def test_without_the_key_that_sealed_the_data_nothing_is_done(stored, settings):
    settings.PEOPLE_KEYS = ["k3:third secret"]
    with pytest.raises(CommandError, match="10 values are damaged or were sealed by keys"):
        rotate("--apply")
    settings.PEOPLE_KEYS = OLD
    assert keys_in_use() == {"k1"}


def test_damaged_values_are_named_and_left_while_the_others_are_sealed_anew(settings):
    settings.PEOPLE_KEYS = OLD
    persons = register([man(), man(nik=OTHER_NIK)], now=NOW).persons
    damage(persons[0].pk)
    before = bytes(Person.objects.get(pk=persons[0].pk).nik_sealed)
    settings.PEOPLE_KEYS = BOTH
    out, err = rotate("--apply")
    assert "1 values cannot be opened" in out
    assert err == f"cannot be opened: people.Person {persons[0].pk} nik_sealed\n"
    assert bytes(Person.objects.get(pk=persons[0].pk).nik_sealed) == before
    settings.PEOPLE_KEYS = NEW
    assert Person.objects.get(pk=persons[1].pk).nik == OTHER_NIK


def test_the_index_key_changes_through_the_second_column(stored, settings):
    old = bytes(Person.objects.get().nik_index)
    settings.PEOPLE_INDEX_KEY_NEXT = "index two"
    rotate("--index", "--apply")
    assert bytes(Person.objects.get().nik_index) == old
    assert register([man()], now=NOW).new_persons == 0
    # Who is registered meanwhile is taken along by the switch.
    register([man(nik=OTHER_NIK)], now=NOW)
    rotate("--switch-index", "--apply")
    settings.PEOPLE_INDEX_KEY, settings.PEOPLE_INDEX_KEY_NEXT = "index two", ""
    again = register([man(), man(nik=OTHER_NIK)], now=NOW)
    assert (again.new_persons, again.new_families) == (0, 0)
    assert len(aid_before([Seeker.typed(nik=NIK)])[0]) == 1
    assert bytes(Person.objects.get(pk=again.persons[0].pk).nik_index) != old
    assert not any(
        table.model.objects.filter(**{f"{column.next_index}__isnull": False}).exists()
        for table in tables()
        for column in table.indexed
    )


def test_old_rows_get_the_new_index_and_no_new_ones_come(stored, settings):
    settings.PEOPLE_INDEX_KEY_NEXT = "index two"
    rotate("--switch-index", "--apply")
    assert history("Person").objects.get().nik_index == Person.objects.get().nik_index
    assert history("Aid").objects.get().spouse_index == Aid.objects.get().spouse_index


def test_what_was_filled_by_another_next_key_is_filled_anew(stored, settings):
    settings.PEOPLE_INDEX_KEY_NEXT = "index wrong"
    rotate("--index", "--apply")
    settings.PEOPLE_INDEX_KEY_NEXT = "index two"
    rotate("--switch-index", "--apply")
    settings.PEOPLE_INDEX_KEY, settings.PEOPLE_INDEX_KEY_NEXT = "index two", ""
    assert Person.objects.with_nik(NIK).exists()
    assert Family.objects.with_kk(KK).exists()


@pytest.mark.parametrize("following", ["", "index one"])
def test_the_index_needs_a_next_key_that_is_another(stored, settings, following):
    settings.PEOPLE_INDEX_KEY_NEXT = following
    for what in ("--index", "--switch-index"):
        with pytest.raises(CommandError, match="PEOPLE_INDEX_KEY_NEXT"):
            rotate(what, "--apply")


def test_the_index_is_not_switched_while_a_value_cannot_be_opened_unless_it_is_to_be_left(stored, settings):
    damage(Person.objects.get().pk)
    other = register([man(nik=OTHER_NIK)], now=NOW).persons[0]
    settings.PEOPLE_INDEX_KEY_NEXT = "index two"
    with pytest.raises(CommandError, match="Nothing was switched"):
        rotate("--switch-index", "--apply")
    assert bytes(Person.objects.get(pk=other.pk).nik_index) == bytes(other.nik_index)
    assert "1 values cannot be opened" in rotate("--switch-index", "--apply", "--leave-unreadable")[0]
    settings.PEOPLE_INDEX_KEY = "index two"
    assert Person.objects.with_nik(OTHER_NIK).exists()


def test_every_sealed_column_of_people_and_its_history_is_known():
    known = {(table.label, column.field) for table in tables() for column in table.columns}
    sealed = {
        (model._meta.label, field.name)
        for model in apps.get_app_config("people").get_models()
        for field in model._meta.get_fields()
        if isinstance(field, models.BinaryField) and field.name.endswith("_sealed")
    }
    assert len(sealed) == 12
    assert sealed <= known


def test_a_column_is_registered_once_and_an_index_with_its_kind():
    with pytest.raises(ValueError, match="twice"):
        register_column(Person, "nik_sealed", index="nik_index", kind="nik")
    with pytest.raises(ValueError, match="go together"):
        register_column(Aid, "nik_sealed", index="nik_index")
