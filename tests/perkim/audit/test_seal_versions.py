"""Seals bind the ids of their entries and what they say of themselves; older seals are verified as they were made."""

import pytest
from django.utils import timezone

from perkim.audit import chain
from perkim.audit.chain import Block
from perkim.audit.models import Entry, Seal
from perkim.audit.seal_verification import verify_seals
from tests.perkim.audit.sealing import sealed_soon
from tests.perkim.audit.test_log import behind_the_back
from tests.perkim.audit.test_seals import owner  # noqa: F401 -- a fixture

pytestmark = pytest.mark.usefixtures("fresh_database")

BROKEN = "catatan di dalamnya diubah, dihapus, atau ditambah"


def wrong() -> list[str]:
    return [finding.what for finding in verify_seals()]


def old_seal() -> Seal:
    """A seal as the first version made it, in the place of what the newest would be."""
    entry = Entry.objects.latest("pk")
    end = entry.transaction + 1
    digest = chain.seal_digest(
        b"",
        Block(version=1, number=1, first=0, end=end, entries=2, sealed_at=timezone.now()),
        [(pk, bytes(mac)) for pk, mac in Entry.objects.order_by("pk").values_list("pk", "mac")],
    )
    return Seal.objects.create(
        number=1,
        version=1,
        first_transaction=0,
        end_transaction=end,
        entries=2,
        digest=digest,
        sealed_at=timezone.now(),
    )


def test_an_entry_that_took_another_number_is_found(owner) -> None:  # noqa: F811
    sealed_soon()
    behind_the_back("UPDATE audit_entry SET id = id + 500 WHERE id = (SELECT max(id) FROM audit_entry)")
    assert wrong() == [BROKEN]


@pytest.mark.parametrize("change", ["entries = entries + 1", "sealed_at = sealed_at - interval '1 day'", "version = 1"])
def test_what_a_seal_says_of_itself_is_under_its_digest(owner, change: str) -> None:  # noqa: F811
    sealed_soon()
    behind_the_back(f"UPDATE audit_seal SET {change} WHERE number = 1")  # noqa: S608
    assert BROKEN in wrong()


def test_the_first_version_gives_the_digests_that_it_gave(settings) -> None:
    """Written down from the code before: seals that lie in databases must go on to verify."""
    settings.LOG_KEY = "log-key-for-tests-only"
    block = Block(version=1, number=3, first=10, end=20, entries=2, sealed_at=timezone.now())
    digest = chain.seal_digest(b"\1" * 32, block, [(7, b"\2" * 32), (9, b"\3" * 32)])
    assert digest.hex() == "9b87995776519b632a5b07da30f2b6c4feaa39cffd821490042836d5d93ad84a"


def test_an_old_seal_and_new_ones_after_it_verify(owner) -> None:  # noqa: F811
    old_seal()
    owner.note("berkas:2")
    assert sealed_soon().version == 2
    assert wrong() == []


def test_an_old_seal_still_finds_what_it_found(owner) -> None:  # noqa: F811
    old_seal()
    behind_the_back("DELETE FROM audit_entry WHERE id = (SELECT max(id) FROM audit_entry)")
    assert wrong() == [BROKEN]
