"""A site with a log from before accounts had chains: it goes on, and what was written before is closed."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone
from psycopg.types.json import Jsonb

from perkim.accounts.models import User
from perkim.audit import chain
from perkim.audit.models import Entry, Seal
from perkim.audit.verification import verify
from tests.perkim.audit.owner import NOTED, Owner
from tests.perkim.audit.sealing import sealed_soon
from tests.perkim.audit.test_log import behind_the_back

OTHERS = "at, actor_id, action, data, personal_digest, previous, mac"
CHANGES = (
    "UPDATE audit_entry SET id = 900 WHERE data->>'langkah' = '1'",
    "DELETE FROM audit_entry WHERE data->>'langkah' = '1'",
    "DELETE FROM audit_entry WHERE data->>'langkah' = '2'",
    "DELETE FROM audit_entry",
    f"INSERT INTO audit_entry (subject, {OTHERS}) SELECT subject, {OTHERS} FROM audit_entry LIMIT 1",  # noqa: S608
)
CLOSED = "ada yang diubah, dihapus, disalin, atau ditambah sejak ditutup"


def former_entry(actor: User, step: int) -> None:
    """As the code before wrote it: no chain, no head."""
    at = timezone.now() - timedelta(days=30 - step)
    said = {"at": at, "actor_id": actor.pk, "action": NOTED, "data": {"langkah": step}, "personal_digest": b""}
    mac = chain.entry_mac(previous=b"", subject="", **said)
    values = [at, actor.pk, NOTED, Jsonb(said["data"]), b"", b"", mac]
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO audit_entry (subject, {OTHERS}) VALUES ('', %s, %s, %s, %s, %s, %s, %s)", values)  # noqa: S608


@pytest.fixture
def owner(fresh_database, new_owner, capsys) -> Owner:
    """A site that was updated just now, with three former entries."""
    owner = new_owner()
    call_command("migrate", "audit", "0001", verbosity=0)
    for step in range(3):
        former_entry(owner.actor, step)
    call_command("migrate", "audit", verbosity=0)
    assert "3 catatan sebelumnya ditutup bersama" in capsys.readouterr().out
    return owner


def wrong(owner: Owner) -> list[str]:
    return [finding.what for finding in verify([owner.heads])]


def test_the_log_goes_on_with_chains(owner, owner_alone, capsys) -> None:
    owner.note("")
    owner.note("berkas:1")
    assert sealed_soon().version == 2
    assert sum(Seal.objects.values_list("entries", flat=True)) == Entry.objects.count() == 5
    call_command("verify_log")
    assert "3 di antaranya dari sebelum rantai per akun" in capsys.readouterr().out


def test_what_is_done_to_former_entries_is_found_before_any_seal(owner) -> None:
    """One after the other, since making such a site takes its time; each is taken back before the next."""
    for change in CHANGES:
        assert wrong(owner) == []
        with transaction.atomic():
            behind_the_back("ALTER TABLE audit_entry DROP CONSTRAINT entry_is_in_a_chain")
            behind_the_back(change)
            assert CLOSED in wrong(owner), change
            transaction.set_rollback(True)


def test_what_closed_them_cannot_be_taken_away(owner) -> None:
    behind_the_back("DELETE FROM audit_chainhead WHERE subject = ''")
    assert wrong(owner) == [CLOSED]
