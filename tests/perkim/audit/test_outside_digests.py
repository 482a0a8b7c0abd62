"""Digests kept outside are compared: each whose seal is gone or another one is named with its day."""

from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from perkim.audit.models import Seal
from perkim.audit.outside import OutsideDigest, OutsideError, append, digest_of, digests_in
from tests.perkim.audit.sealing import sealed_soon
from tests.perkim.audit.test_log import behind_the_back
from tests.perkim.audit.test_seals import owner  # noqa: F401 -- a fixture

DAYS = [date(2026, 11, 28), date(2026, 11, 29)]
DIGEST = OutsideDigest(
    day=DAYS[0], number=12, entries=345, sealed_at="2026-11-28T00:55:00+07:00", digest="0123456789abcdef" * 4
)


@pytest.mark.parametrize(
    "text",
    [
        DIGEST.line,
        f"Yth. Bapak\n\n{DIGEST.line}\n\nTerima kasih.",
        "> " + DIGEST.line.replace(" disegel", "\n> disegel").replace(" sidik", "\r\n>  sidik"),
    ],
    ids=["a line of the file", "a whole mail", "a quoted mail with broken lines"],
)
def test_a_line_is_read_back_however_it_was_pasted(text: str) -> None:
    assert digests_in(text) == [DIGEST]


@pytest.mark.parametrize("text", [DIGEST.line[:-1], DIGEST.line + "0", DIGEST.line.replace("-11-", "-13-")])
def test_a_line_that_was_cut_or_changed_is_refused(text: str) -> None:
    with pytest.raises(OutsideError):
        digests_in(f"{DIGEST.line}\n{text}\n")


def test_a_day_is_written_once(tmp_path: Path) -> None:
    file = tmp_path / "sidik.txt"
    assert [append(file, DIGEST), append(file, DIGEST)] == [True, False]
    assert file.read_text() == f"{DIGEST.line}\n"


def test_a_line_that_was_cut_off_does_not_take_the_next_one_with_it(tmp_path: Path) -> None:
    file = tmp_path / "sidik.txt"
    file.write_text(DIGEST.line[:40])
    append(file, DIGEST)
    assert file.read_text() == f"{DIGEST.line[:40]}\n{DIGEST.line}\n"


def test_a_folder_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file"):
        append(tmp_path / "belum" / "sidik.txt", DIGEST)


@pytest.fixture
def outside(owner, owner_alone, tmp_path: Path) -> Path:  # noqa: F811
    """Two days' digests in a file, of two seals."""
    file = tmp_path / "sidik.txt"
    for day in DAYS:
        owner.note("berkas:1")
        append(file, digest_of(sealed_soon(), day))
    return file


def test_what_fits_is_counted(outside, settings, capsys) -> None:
    settings.LOG_DIGEST_FILE = str(outside)
    call_command("verify_log")
    assert f"2 sidik luar dibandingkan dengan {outside}, 0 berbeda" in capsys.readouterr().out


def test_a_file_may_be_named_besides(outside, settings, tmp_path, capsys) -> None:
    settings.LOG_DIGEST_FILE = str(outside)
    pasted = tmp_path / "surel.txt"
    pasted.write_text(outside.read_text().splitlines()[1])
    call_command("verify_log", outside=[str(pasted)])
    printed = capsys.readouterr().out
    assert f"1 sidik luar dibandingkan dengan {pasted}, 0 berbeda" in printed
    assert f"2 sidik luar dibandingkan dengan {outside}, 0 berbeda" in printed


def test_a_seal_that_is_gone_is_named_with_its_day(outside, capsys) -> None:
    last = Seal.objects.latest("number").number
    behind_the_back("DELETE FROM audit_seal WHERE number = %s", last)
    with pytest.raises(CommandError, match="1 temuan"):
        call_command("verify_log", outside=[str(outside)])
    printed = capsys.readouterr()
    assert f"segel {last} (sidik luar hari 2026-11-29): segelnya tidak ada" in printed.err
    assert f"2 sidik luar dibandingkan dengan {outside}, 1 berbeda" in printed.out
    assert f"berbeda: segel {last} (sidik luar hari 2026-11-29)" in printed.out


def test_a_log_rewritten_with_the_key_is_found_by_what_lies_outside(owner, outside, capsys) -> None:  # noqa: F811
    """Who holds database and key makes entries, heads and seals that fit each other. Not those of yesterday."""
    for table in ("audit_entry", "audit_seal"):
        behind_the_back(f"DELETE FROM {table}")  # noqa: S608
    owner.heads.clear()
    for step in (7, 8):
        owner.note("berkas:1", langkah=step)
        sealed_soon()
    call_command("verify_log")
    with pytest.raises(CommandError, match="2 temuan"):
        call_command("verify_log", outside=[str(outside)])
    assert "(sidik luar hari 2026-11-28): " in capsys.readouterr().err


@pytest.mark.parametrize(
    ("content", "complaint"),
    [(None, "tidak dapat dibaca"), ("", "tidak memuat satu sidik pun"), ("perkim-segel hari", "tidak terbaca")],
)
def test_a_named_file_that_cannot_be_compared_fails(outside, tmp_path, content: str | None, complaint: str) -> None:
    file = tmp_path / "lain.txt"
    if content is not None:
        file.write_text(content)
    with pytest.raises(CommandError, match=complaint):
        call_command("verify_log", outside=[str(file)])


def test_it_says_that_nothing_was_compared(outside, settings, capsys) -> None:
    call_command("verify_log")
    assert "0 sidik luar dibandingkan" in capsys.readouterr().out
    settings.LOG_DIGEST_FILE = str(outside.with_name("belum.txt"))
    call_command("verify_log")
    assert "belum.txt belum ada, jadi tidak dibandingkan" in capsys.readouterr().out


def test_after_a_restore_later_digests_are_told_and_earlier_ones_compared(outside, capsys) -> None:
    last = Seal.objects.latest("number").number
    behind_the_back("DELETE FROM audit_seal WHERE number = %s", last)
    call_command("verify_log", outside=[str(outside)], restored=True)
    printed = capsys.readouterr().out
    assert f"segel {last} (sidik luar hari 2026-11-29): lebih baru daripada cadangan" in printed
    assert f"1 sidik luar dibandingkan dengan {outside}, 0 berbeda" in printed
