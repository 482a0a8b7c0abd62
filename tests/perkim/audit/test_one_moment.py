"""The log is read as of one moment: who works meanwhile makes no break."""

from collections.abc import Callable
from datetime import timedelta
from threading import Thread
from typing import Any

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.utils import timezone

from perkim.audit import actions, heads
from perkim.audit.models import Entry, Seal
from perkim.audit.outside import append, digest_of, digests_in
from perkim.audit.verification import one_moment
from tests.perkim.audit.owner import Owner
from tests.perkim.audit.sealing import WAIT, sealed_soon

pytestmark = pytest.mark.usefixtures("fresh_database")


@pytest.fixture
def owner(fresh_database, new_owner) -> Owner:
    owner = new_owner()
    owner.note("berkas:1")
    owner.note("")
    return owner


@pytest.fixture
def heads_in_the_database(monkeypatch: pytest.MonkeyPatch) -> None:
    """The head of the case as its table would give it."""

    def reader() -> dict[str, bytes]:
        return {"berkas:1": bytes(Entry.objects.filter(subject="berkas:1").latest("pk").mac)}

    monkeypatch.setattr(heads, "_readers", [reader])
    monkeypatch.setattr(heads, "_witnesses", [])


class AfterEachRead:
    """Has another connection do something after each statement that reads."""

    def __init__(self, do: Callable[[], object]) -> None:
        self.do, self.done = do, 0

    def __call__(self, execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        result = execute(sql, *rest)
        if sql.startswith("SELECT"):
            self.done += 1
            thread = Thread(target=self._elsewhere)
            thread.start()
            thread.join(WAIT)
        return result

    def _elsewhere(self) -> None:
        try:
            self.do()
        finally:
            connection.close()


def test_what_is_written_and_sealed_between_two_reads_is_no_break(owner, heads_in_the_database, capsys) -> None:
    def work() -> None:
        owner.note("berkas:1")
        owner.note("")
        actions.seal(now=timezone.now())

    working = AfterEachRead(work)
    with connection.execute_wrapper(working):
        call_command("verify_log")
    assert working.done > 5
    assert Entry.objects.count() == 2 + 2 * working.done
    printed = capsys.readouterr()
    # It tells of the log as it was when it began.
    assert ("2 catatan utuh" in printed.out, printed.err) == (True, "")


def test_a_digest_written_outside_meanwhile_is_no_break(owner, heads_in_the_database, settings, tmp_path) -> None:
    file = tmp_path / "sidik.txt"
    append(file, digest_of(sealed_soon(), timezone.localdate()))
    settings.LOG_DIGEST_FILE = str(file)

    def work() -> None:
        owner.note("")
        if working.done == 1:
            append(file, digest_of(sealed_soon(), timezone.localdate() + timedelta(days=1)))

    working = AfterEachRead(work)
    with connection.execute_wrapper(working):
        call_command("verify_log")
    before, meanwhile = digests_in(file.read_text())
    assert before.number < meanwhile.number == Seal.objects.latest("number").number


def test_nothing_can_be_written_in_that_moment(owner) -> None:
    with pytest.raises(DatabaseError, match="read-only"), one_moment():
        owner.note("berkas:1")
