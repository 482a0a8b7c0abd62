"""What is written into the log stays as it was written, or it shows."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from perkim.audit import actions
from perkim.audit.actions import Event
from perkim.audit.kinds import UndeclaredActionError
from perkim.audit.models import Entry, PersonalValue
from perkim.audit.verification import verify
from tests.perkim.audit.owner import NOTED

pytestmark = pytest.mark.django_db

# As a thief with the database in hand would: without the triggers.
UNPROTECTED = ("ALTER TABLE {table} DISABLE TRIGGER USER", "ALTER TABLE {table} ENABLE TRIGGER USER")


def behind_the_back(statement: str, *parameters: object) -> None:
    table = next(word for word in statement.split() if word.startswith("audit_"))
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(UNPROTECTED[0].format(table=table))
        cursor.execute(statement, parameters)
        cursor.execute(UNPROTECTED[1].format(table=table))


def findings(owner) -> list[str]:
    return [f"{finding.where}: {finding.what}" for finding in verify([owner.heads])]


@pytest.fixture
def owner(new_owner):
    owner = new_owner()
    for step in range(3):
        owner.note("berkas:1", langkah=step)
    owner.note("berkas:2", langkah=0, nama="Slamet")
    return owner


def test_an_untouched_log_verifies(owner) -> None:
    assert findings(owner) == []


@pytest.mark.parametrize(("model", "change"), [(Entry, {"action": "x"}), (PersonalValue, {"values": {}})])
def test_postgresql_refuses_to_change_a_row(owner, model, change) -> None:
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        model.objects.update(**change)


@pytest.mark.parametrize("table", ["audit_entry", "audit_seal", "audit_personalvalue"])
def test_postgresql_refuses_to_empty_a_table(table: str) -> None:
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {table} CASCADE")


def test_postgresql_refuses_to_remove_an_entry(owner) -> None:
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Entry.objects.filter(subject="berkas:1").delete()


def test_a_changed_entry_is_found(owner) -> None:
    behind_the_back("UPDATE audit_entry SET data = '{\"langkah\": 9}' WHERE data->>'langkah' = '1'")
    assert len(findings(owner)) == 1
    assert "isinya diubah" in findings(owner)[0]


def test_an_entry_dated_back_is_found(owner) -> None:
    behind_the_back("UPDATE audit_entry SET at = at - interval '1 day' WHERE data->>'langkah' = '2'")
    assert "isinya diubah" in findings(owner)[0]


def test_an_entry_removed_from_the_middle_is_found(owner) -> None:
    behind_the_back("DELETE FROM audit_entry WHERE subject = 'berkas:1' AND data->>'langkah' = '1'")
    assert any("tidak menyambung" in finding for finding in findings(owner))


def test_an_entry_removed_from_the_end_is_found(owner) -> None:
    behind_the_back("DELETE FROM audit_entry WHERE subject = 'berkas:1' AND data->>'langkah' = '2'")
    assert findings(owner) == ["berkas:1: catatan terakhir tidak sama dengan yang disimpan pemiliknya"]


def test_a_whole_chain_removed_is_found(owner) -> None:
    behind_the_back("DELETE FROM audit_entry WHERE subject = 'berkas:1'")
    assert findings(owner) == ["berkas:1: semua catatannya hilang"]


def test_an_entry_copied_into_another_chain_is_found(owner) -> None:
    columns = "at, actor_id, action, data, personal_digest, previous, mac"
    behind_the_back(
        f"INSERT INTO audit_entry (subject, {columns}) SELECT 'berkas:2', {columns} FROM audit_entry "  # noqa: S608
        "WHERE subject = 'berkas:1' AND data->>'langkah' = '0'"
    )
    assert findings(owner)


def test_changed_personal_values_are_found(owner) -> None:
    behind_the_back('UPDATE audit_personalvalue SET values = \'{"nama": "Lain"}\'')
    assert "nilai pribadinya diubah" in findings(owner)[0]


def test_personal_values_can_be_erased_and_the_log_still_verifies(owner) -> None:
    assert actions.erase_personal_values(subject="berkas:2") == 1
    assert "Slamet" not in str(list(Entry.objects.values()))
    assert findings(owner) == []


def test_another_key_opens_nothing(owner, settings) -> None:
    settings.LOG_KEY = "kunci orang lain"
    assert len(findings(owner)) >= Entry.objects.count()


def test_an_undeclared_action_is_refused(owner) -> None:
    with pytest.raises(UndeclaredActionError):
        actions.record(actor=owner.actor, action="tak.dikenal", at=timezone.now(), event=Event(subject="berkas:1"))


def test_a_personal_value_among_the_plain_ones_is_refused(owner) -> None:
    event = Event(subject="berkas:1", data={"nama": "Slamet"})
    with pytest.raises(ValueError, match="personal"):
        actions.record(actor=owner.actor, action=NOTED, at=timezone.now(), event=event)


def test_many_entries_cost_as_many_statements_as_one(owner, django_assert_num_queries) -> None:
    events = [Event(subject=f"berkas:{n}", data={"n": n}, personal={"nama": "A"}) for n in range(10, 310)]
    with django_assert_num_queries(4):  # savepoint, entries, personal values, release
        actions.record_many(actor=owner.actor, action=NOTED, at=timezone.now(), events=events)


def test_a_zone_of_time_does_not_matter(owner) -> None:
    owner.note("berkas:3", at=timezone.now().astimezone(timezone.get_fixed_timezone(timedelta(hours=9))))
    assert findings(owner) == []
