"""Seals take only what is final, and show what was cut off. With real commits and concurrent connections."""

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection
from django.utils import timezone

from perkim.audit import actions
from perkim.audit.models import Entry, Seal
from perkim.audit.verification import verify
from tests.perkim.audit.elsewhere import at_once, uncommitted
from tests.perkim.audit.sealing import all_final, sealed_soon
from tests.perkim.audit.test_log import behind_the_back

pytestmark = pytest.mark.usefixtures("fresh_database")


@pytest.fixture
def owner(fresh_database, new_owner):
    owner = new_owner()
    owner.note("berkas:1", langkah=0)
    owner.note("berkas:1", langkah=1)
    return owner


def wrong(owner) -> list[str]:
    return [finding.what for finding in verify([owner.heads])]


def test_a_seal_holds_all_committed_entries(owner) -> None:
    sealed_soon()
    assert sum(Seal.objects.values_list("entries", flat=True)) == 2
    assert wrong(owner) == []


def test_nothing_new_is_no_seal(owner) -> None:
    sealed_soon()
    assert actions.seal(now=timezone.now()) is None


def test_the_next_seal_holds_only_what_came_since(owner) -> None:
    sealed_soon()
    owner.note("berkas:2")
    seal = sealed_soon()
    assert (seal.number, seal.entries) == (Seal.objects.count(), 1)
    assert wrong(owner) == []


def test_an_entry_still_being_written_waits_for_a_later_seal(owner) -> None:
    """The slow transaction began before the seal and commits after it: it must be in exactly one seal."""
    with uncommitted(lambda: owner.note("berkas:9")):
        owner.note("berkas:2")
        first = actions.seal(now=timezone.now())
    assert first is None or first.entries < 4
    sealed_soon()
    assert sum(Seal.objects.values_list("entries", flat=True)) == Entry.objects.count() == 4
    assert wrong(owner) == []


def test_jobs_at_once_seal_each_entry_once(owner) -> None:
    all_final()
    at_once(lambda: actions.seal(now=timezone.now()))
    assert sum(Seal.objects.values_list("entries", flat=True)) == 2
    assert wrong(owner) == []


@pytest.mark.parametrize("change", ["UPDATE audit_seal SET entries = 9", "DELETE FROM audit_seal"])
def test_postgresql_refuses_to_touch_a_seal(owner, change: str) -> None:
    sealed_soon()
    with pytest.raises(DatabaseError, match="append-only"), connection.cursor() as cursor:
        cursor.execute(change)


def test_an_account_s_only_entry_removed_with_its_head_is_found_by_its_seal(owner) -> None:
    owner.note("")
    sealed_soon()
    behind_the_back("DELETE FROM audit_entry WHERE subject LIKE 'akun:%%'")
    behind_the_back("DELETE FROM audit_chainhead")
    assert wrong(owner) == ["catatan di dalamnya diubah, dihapus, atau ditambah"]


def test_an_entry_slipped_into_a_sealed_span_is_found(owner) -> None:
    sealed_soon()
    behind_the_back(
        "UPDATE audit_entry SET transaction = transaction + 1000 WHERE id = (SELECT max(id) FROM audit_entry)"
    )
    assert "catatan di dalamnya diubah, dihapus, atau ditambah" in wrong(owner)


def test_a_seal_removed_is_found(owner) -> None:
    sealed_soon()
    owner.note("berkas:2")
    sealed_soon()
    behind_the_back("DELETE FROM audit_seal WHERE number = 1")
    assert "segel sebelumnya hilang" in wrong(owner)


def test_the_command_says_that_all_is_well(owner, owner_alone, capsys) -> None:
    seal = sealed_soon()
    call_command("verify_log")
    printed = capsys.readouterr().out
    assert "2 catatan utuh" in printed
    assert f"segel {seal.number}: {bytes(seal.digest).hex()}" in printed


def test_the_command_fails_on_a_finding(owner, owner_alone) -> None:
    behind_the_back("UPDATE audit_entry SET data = '{}' WHERE data->>'langkah' = '1'")
    with pytest.raises(CommandError, match="1 temuan"):
        call_command("verify_log")
