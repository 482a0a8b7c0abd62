"""Promise 5 for cases: the table of cases keeps the heads, so that what is cut off the end of a history shows."""

from perkim.audit.heads import kept_heads
from perkim.audit.verification import verify
from tests.perkim.audit.test_log import behind_the_back


def faults_of_the_log() -> list[str]:
    return [finding.what for finding in verify(kept_heads())]


def test_the_last_entry_of_a_case_that_is_removed_is_missed(office, letter, take) -> None:
    case = take(office.operator, letter(), "kirim")
    assert faults_of_the_log() == []
    behind_the_back(
        "DELETE FROM audit_entry WHERE id = (SELECT max(id) FROM audit_entry WHERE subject = %s)", case.subject
    )
    assert faults_of_the_log() == ["catatan terakhir tidak sama dengan yang disimpan pemiliknya"]


def test_a_whole_history_that_is_removed_is_missed(letter) -> None:
    behind_the_back("DELETE FROM audit_entry WHERE subject = %s", letter().subject)
    assert faults_of_the_log() == ["semua catatannya hilang"]
