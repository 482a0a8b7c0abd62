"""What an account does to no case hangs together: copied, removed, slipped in or turned round, it shows."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from perkim.accounts.models import User
from perkim.audit import actions
from perkim.audit.actions import Event
from perkim.audit.models import ChainHead, Entry
from perkim.audit.verification import verify
from tests.perkim.audit.elsewhere import at_once, uncommitted
from tests.perkim.audit.owner import NOTED, Owner
from tests.perkim.audit.test_log import behind_the_back

OTHERS = "at, actor_id, action, data, personal_digest, previous, mac"


@pytest.fixture
def writer(db, new_owner) -> Owner:
    """An account with three entries, all chained."""
    writer = new_owner()
    for step in range(3):
        writer.note("", langkah=step)
    return writer


def wrong() -> list[str]:
    return [finding.what for finding in verify([])]


def test_an_untouched_chain_verifies(writer) -> None:
    assert set(Entry.objects.values_list("subject", flat=True)) == {f"akun:{writer.actor.pk}"}
    assert wrong() == []


@pytest.mark.parametrize("step", [0, 1, 2])
def test_a_copied_entry_is_found(writer, step: int) -> None:
    behind_the_back(
        f"INSERT INTO audit_entry (subject, {OTHERS}) SELECT subject, {OTHERS} FROM audit_entry "  # noqa: S608
        "WHERE data->>'langkah' = %s",
        str(step),
    )
    assert any("tidak menyambung" in what for what in wrong())


@pytest.mark.parametrize("step", [0, 1])
def test_an_entry_removed_is_found(writer, step: int) -> None:
    behind_the_back("DELETE FROM audit_entry WHERE data->>'langkah' = %s", str(step))
    assert any("tidak menyambung" in what for what in wrong())


def test_the_last_entry_removed_is_found(writer) -> None:
    behind_the_back("DELETE FROM audit_entry WHERE data->>'langkah' = '2'")
    assert wrong() == ["catatan terakhir tidak sama dengan yang disimpan pemiliknya"]


def test_all_entries_of_an_account_removed_are_found(writer) -> None:
    behind_the_back("DELETE FROM audit_entry")
    assert wrong() == ["semua catatannya hilang"]


def test_a_head_removed_is_found(writer) -> None:
    behind_the_back("DELETE FROM audit_chainhead")
    assert wrong() == ["ada catatannya, tetapi pemiliknya tidak menyimpan kepala rantainya"]


def test_two_entries_turned_round_are_found(writer) -> None:
    first, second = Entry.objects.order_by("pk").values_list("pk", flat=True)[:2]
    for old, new in ((first, -1), (second, first), (-1, second)):
        behind_the_back("UPDATE audit_entry SET id = %s WHERE id = %s", new, old)
    assert any("tidak menyambung" in what for what in wrong())


def test_an_entry_moved_to_another_account_is_found(writer) -> None:
    other = Owner(User.objects.create_user("orang.lain", "Orang Lain"))
    other.note("")
    behind_the_back(
        "UPDATE audit_entry SET subject = %s, actor_id = %s WHERE data->>'langkah' = '2'",
        f"akun:{other.actor.pk}",
        other.actor.pk,
    )
    assert "isinya diubah" in wrong()


def test_entries_with_and_without_a_case_are_written_together(writer) -> None:
    events = [Event(subject="", data={"n": 3}), Event(subject="berkas:1"), Event(subject="", data={"n": 4})]
    macs = actions.record_many(actor=writer.actor, action=NOTED, at=timezone.now(), events=events)
    assert list(verify([{"berkas:1": macs[1]}])) == []
    assert bytes(ChainHead.objects.get().head) == macs[2]


def test_it_costs_two_statements_more_however_many_they_are(writer, django_assert_num_queries) -> None:
    for count in (1, 200):
        events = [Event(subject="", data={"n": n}) for n in range(count)]
        with django_assert_num_queries(3):  # the head, locked; the entries; the head, moved on
            actions.record_many(actor=writer.actor, action=NOTED, at=timezone.now(), events=events)
    assert wrong() == []


@pytest.mark.parametrize("change", ["DELETE FROM audit_chainhead", "TRUNCATE audit_chainhead"])
def test_postgresql_refuses_to_remove_a_head(writer, change: str) -> None:
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)


def test_postgresql_refuses_an_entry_without_a_chain(writer) -> None:
    with pytest.raises(DatabaseError, match="entry_is_in_a_chain"), transaction.atomic():
        behind_the_back(
            f"INSERT INTO audit_entry (subject, {OTHERS}) SELECT '', {OTHERS} FROM audit_entry"  # noqa: S608
        )


def test_an_account_writes_while_another_has_not_committed(fresh_database, new_owner) -> None:
    """Chains of accounts do not make accounts wait for each other."""
    slow, other = new_owner(), Owner(User.objects.create_user("orang.lain", "Orang Lain"))
    with uncommitted(lambda: slow.note("")):
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '1s'")
        other.note("")
        assert Entry.objects.count() == 1
    assert (Entry.objects.count(), wrong()) == (2, [])


def test_an_account_that_writes_from_many_places_at_once_has_one_chain(fresh_database, new_owner) -> None:
    writer = new_owner()
    at_once(lambda: [writer.note("") for _ in range(5)])
    assert (Entry.objects.count(), wrong()) == (20, [])
