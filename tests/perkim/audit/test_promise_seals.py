"""Promise 5: seals hang together, so that the newest digest, written down elsewhere, vouches for all before it."""

import pytest

from perkim.audit.models import Seal
from perkim.audit.verification import verify
from tests.perkim.audit.sealing import sealed_soon
from tests.perkim.audit.test_log import behind_the_back
from tests.perkim.audit.test_seals import owner  # noqa: F401 -- a fixture

pytestmark = pytest.mark.usefixtures("fresh_database")


def test_a_seal_that_was_rewritten_breaks_the_one_after_it(owner) -> None:  # noqa: F811
    first = sealed_soon()
    owner.note("berkas:2")
    last = sealed_soon()
    assert [last.number, Seal.objects.count()] == [first.number + 1, first.number + 1]
    behind_the_back("UPDATE audit_seal SET digest = %s WHERE number = %s", b"\0" * 32, first.number)
    broken = [finding.where for finding in verify([owner.heads])]
    assert broken == [f"segel {first.number}", f"segel {last.number}"]
