"""A log that was emptied together with its seals and heads is given away by the rows that must have left entries."""

from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command

from perkim.accounts.models import User
from perkim.audit.heads import kept_heads, without_entries
from perkim.audit.models import Entry
from perkim.audit.verification import verify
from perkim.sipoc.models import Berkas
from tests.cast import open_account
from tests.perkim.audit.test_log import behind_the_back
from tests.samples.office import open_office, write_letters

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """People with roles, and two cases."""
    office = open_office(monkeypatch)
    office.cases = write_letters(office, 2)
    return office


def empty_the_log() -> None:
    for table in ("audit_personalvalue", "audit_entry", "audit_seal", "audit_chainhead"):
        behind_the_back(f"DELETE FROM {table}")  # noqa: S608


def wrong() -> list[tuple[str, str]]:
    return [(finding.where, finding.what) for finding in verify(kept_heads())]


def test_an_untouched_office_is_whole(office) -> None:
    assert (wrong(), without_entries()) == ([], [])


def test_cases_without_entries_are_found_even_if_their_heads_were_emptied(office) -> None:
    empty_the_log()
    Berkas.objects.update(log_head=b"")
    assert sorted(wrong()) == sorted((case.subject, "semua catatannya hilang") for case in office.cases)


def test_a_head_that_was_emptied_is_found(office) -> None:
    Berkas.objects.filter(pk=office.cases[0].pk).update(log_head=b"")
    assert wrong() == [(office.cases[0].subject, "ada catatannya, tetapi pemiliknya tidak menyimpan kepala rantainya")]


def test_a_case_removed_behind_its_entries_is_found(office) -> None:
    heads = {subject: head for group in kept_heads() for subject, head in group.items()}
    gone = office.cases[1].subject
    heads.pop(gone)
    assert [finding.where for finding in verify([heads])] == [gone]


def test_accounts_that_nobody_is_said_to_have_made_are_found(office) -> None:
    empty_the_log()
    assert len(without_entries()) == User.objects.exclude(username="sistem").count() > 3


def test_the_system_and_the_command_line_make_accounts_without_entries() -> None:
    User.objects.system()
    User.objects.create_superuser("pengelola", "Pengelola")
    assert without_entries() == []


def test_the_command_names_what_is_left_of_an_emptied_log(capsys) -> None:
    account = open_account("budi")
    call_command("verify_log")
    empty_the_log()
    assert not Entry.objects.exists()
    with pytest.raises(CommandError, match="1 temuan"):
        call_command("verify_log")
    assert f"akun {account.pk}: tidak ada catatan tentang pembuatannya" in capsys.readouterr().err
