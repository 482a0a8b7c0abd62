"""Entries that should be sealed by now and are not: the job stands still, or the seals were cut off."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from perkim.audit.models import Seal
from perkim.audit.seal_verification import LATE, verify_sealing
from tests.perkim.audit.elsewhere import uncommitted
from tests.perkim.audit.sealing import all_final, sealed_soon
from tests.perkim.audit.test_log import behind_the_back
from tests.perkim.audit.test_seals import owner  # noqa: F401 -- a fixture

pytestmark = pytest.mark.usefixtures("fresh_database")

STOPPED = "belum disegel padahal sudah final: penyegelan berhenti (lihat beat dan worker), atau segelnya dihapus"


def late() -> list[str]:
    return [finding.what for finding in verify_sealing()]


def written(ago: timedelta) -> None:
    behind_the_back("UPDATE audit_entry SET written_at = %s", timezone.now() - ago)


@pytest.mark.parametrize(
    ("ago", "found"),
    [
        (LATE - timedelta(minutes=1), []),
        (LATE + timedelta(minutes=1), [STOPPED]),
        # Its time was changed, so that it would never be late.
        (timedelta(days=-400), [STOPPED]),
    ],
)
def test_an_entry_waits_for_its_seal_for_three_rounds(owner, ago: timedelta, found: list[str]) -> None:  # noqa: F811
    all_final()
    written(ago)
    assert late() == found


def test_an_entry_that_tells_of_long_ago_is_not_late(owner) -> None:  # noqa: F811
    owner.note("berkas:1", at=timezone.now() - timedelta(days=400))
    all_final()
    assert late() == []


def test_seals_cut_off_are_found(owner) -> None:  # noqa: F811
    sealed_soon()
    written(timedelta(days=1))
    assert late() == []
    behind_the_back("DELETE FROM audit_seal")
    assert late() == [STOPPED]


def test_what_an_open_transaction_holds_back_is_not_late(owner) -> None:  # noqa: F811
    """The seal could not have taken it: an older transaction has not ended."""
    sealed_soon()
    with uncommitted(lambda: connection.cursor().execute("SELECT pg_current_xact_id()")):
        owner.note("berkas:1")
        written(timedelta(days=1))
        assert late() == []
    all_final()
    assert late() == [STOPPED]


def test_an_entry_that_no_seal_will_ever_take_is_found(owner) -> None:  # noqa: F811
    behind_the_back("UPDATE audit_entry SET transaction = transaction + 1000000 WHERE data->>'langkah' = '1'")
    assert any("tidak akan pernah disegel" in what for what in late())


def test_the_command_tells_unless_the_database_was_just_restored(owner, owner_alone, capsys) -> None:  # noqa: F811
    all_final()
    written(timedelta(days=1))
    with pytest.raises(CommandError, match="1 temuan"):
        call_command("verify_log")
    assert STOPPED in capsys.readouterr().err
    call_command("verify_log", restored=True)
    assert not Seal.objects.exists()
