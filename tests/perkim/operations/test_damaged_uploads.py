"""What site or backup has lost of uploads is told, stands in nobody's way, and is brought back where it can be."""

import io
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.utils.timezone import localdate
from pypdf import PdfWriter

from perkim.accounts.roles import Role
from perkim.audit.models import Entry
from perkim.files.actions import keep
from perkim.files.kinds import PDF
from perkim.files.models import Upload
from perkim.files.storing import erase
from perkim.health.numbers import figures
from perkim.operations.backup import Made, make_backup
from perkim.operations.folder import DAMAGED, DATABASE, UPLOADS, BackupError, whole_backups
from perkim.operations.mending import MENDED, mend_uploads
from perkim.operations.restore import check_backup
from perkim.operations.uploads import DAYS_OF_A_ROUND, Expected
from tests.cast import employ
from tests.perkim.files.owner import OWN

NOW = datetime(2026, 11, 25, 18, 30, tzinfo=UTC)
FAULTS: dict[str, Callable[[bytes], bytes | None]] = {
    "missing": lambda _content: None,
    "cut short": lambda content: content[:-1],
    "empty": lambda _content: b"",
    "one bit": lambda content: content[:90] + bytes([content[90] ^ 1]) + content[91:],
}


def quiet(_line: str) -> None:
    pass


def paper(width: int) -> SimpleUploadedFile:
    writer, content = PdfWriter(), io.BytesIO()
    writer.add_blank_page(width=width, height=100)
    writer.write(content)
    return SimpleUploadedFile("surat.pdf", content.getvalue())


@pytest.fixture
def upload(fresh_database: str, uploads_folder: Path, settings) -> Upload:
    """One of two papers of a site."""
    settings.BACKUP_PASSPHRASE = "kertas di dua brankas kantor"
    staff = employ(Role.STAF)
    kept = [
        keep(actor=staff, file=paper(width), purpose=OWN, accepts=PDF, subject="uji:1", now=NOW) for width in (100, 200)
    ]
    return kept[0]


def made(into: Path, *, days: int = 0, keep: int = 0) -> Made:
    return make_backup(into, now=NOW + timedelta(days=days), keep=keep, progress=quiet)


def spoil(file: Path, fault: str) -> None:
    """Another file under the same name, so that what is linked to the old one stays."""
    content = FAULTS[fault](file.read_bytes())
    file.unlink()
    if content is not None:
        file.write_bytes(content)


@pytest.mark.parametrize("fault", FAULTS)
def test_a_spoilt_copy_is_not_handed_on(tmp_path: Path, upload: Upload, uploads_folder: Path, fault: str) -> None:
    first = made(tmp_path).folder
    copy = first / UPLOADS / upload.stored
    spoil(copy, fault)
    second = made(tmp_path, days=1)
    assert not second.hurt
    assert not check_backup(second.folder, quiet).lost
    assert (second.folder / UPLOADS / upload.stored).read_bytes() == (uploads_folder / upload.stored).read_bytes()
    with pytest.raises(BackupError, match=f"{upload.stored} is"):
        check_backup(first, quiet)


@pytest.mark.parametrize("fault", ["missing", "cut short", "empty"])
def test_what_the_site_lost_comes_from_the_backup_before(
    tmp_path: Path, upload: Upload, uploads_folder: Path, fault: str
) -> None:
    whole = (uploads_folder / upload.stored).read_bytes()
    made(tmp_path)
    spoil(uploads_folder / upload.stored, fault)
    second = made(tmp_path, days=1)
    assert (second.hurt, second.lost, second.news) == ([upload.stored], [], True)
    assert (second.folder / UPLOADS / upload.stored).read_bytes() == whole
    assert not check_backup(second.folder, quiet).lost


def test_a_changed_byte_of_the_same_size_is_found_within_a_round(
    tmp_path: Path, upload: Upload, uploads_folder: Path
) -> None:
    made(tmp_path)
    spoil(uploads_folder / upload.stored, "one bit")
    told = Expected(upload.size, upload.sha256)
    turn = [day for day in range(1, DAYS_OF_A_ROUND + 1) if told.is_read_on(localdate(NOW + timedelta(days=day)))]
    assert len(turn) == 1
    found = made(tmp_path, days=turn[0])
    assert (found.hurt, found.lost) == ([upload.stored], [])


@pytest.mark.parametrize("fault", FAULTS)
def test_what_nobody_has_is_told_and_all_else_is_saved(
    tmp_path: Path, upload: Upload, uploads_folder: Path, fault: str
) -> None:
    spoil(uploads_folder / upload.stored, fault)
    backup = made(tmp_path)
    assert (backup.hurt, backup.lost) == ([upload.stored], [upload.stored])
    assert not (backup.folder / UPLOADS / upload.stored).exists()
    assert (backup.folder / DAMAGED / upload.stored).exists() is (fault != "missing")
    assert check_backup(backup.folder, quiet).lost == [upload.stored]


def test_the_command_never_calls_it_whole_and_ends_with_a_fault_once(
    tmp_path: Path, upload: Upload, uploads_folder: Path, capsys: pytest.CaptureFixture
) -> None:
    spoil(uploads_folder / upload.stored, "empty")
    with pytest.raises(CommandError, match="whole but for 1 lost uploads"):
        call_command("backup", str(tmp_path))
    assert f"{upload.stored}: the site's own file is missing or damaged; lost" in capsys.readouterr().err
    (first,) = whole_backups(tmp_path)
    first.rename(tmp_path / "perkim-20261101T000000Z")
    call_command("backup", str(tmp_path))
    told = capsys.readouterr()
    assert upload.stored in told.err
    assert "is whole\n" not in told.out


def test_figures_count_it_until_it_is_whole_again(tmp_path: Path, upload: Upload, uploads_folder: Path) -> None:
    first = made(tmp_path).folder
    spoil(uploads_folder / upload.stored, "missing")
    made(tmp_path, days=1)
    assert damaged_in_figures() == 1
    assert mend_uploads(first, now=NOW).brought == [upload.stored]
    assert damaged_in_figures() == 0
    assert not made(tmp_path, days=2).hurt


def damaged_in_figures() -> float:
    return next(figure.value for figure in figures(NOW, "redis://127.0.0.1:1/0") if figure.name == "uploads_damaged")


def test_a_mended_upload_is_in_the_log(tmp_path: Path, upload: Upload, uploads_folder: Path) -> None:
    first = made(tmp_path).folder
    spoil(uploads_folder / upload.stored, "cut short")
    made(tmp_path, days=1)
    call_command("mend_uploads", str(first))
    entry = Entry.objects.get(action=MENDED.action)
    assert entry.data == {"berkas": first.name, "unggahan": [upload.stored]}


def test_nothing_is_mended_from_a_copy_that_is_spoilt_too(tmp_path: Path, upload: Upload, uploads_folder: Path) -> None:
    first = made(tmp_path).folder
    spoil(uploads_folder / upload.stored, "cut short")
    spoil(first / UPLOADS / upload.stored, "one bit")
    made(tmp_path, days=1)
    assert mend_uploads(first, now=NOW).left == [upload.stored]
    assert damaged_in_figures() == 1


def test_what_was_swept_is_no_loss(tmp_path: Path, upload: Upload) -> None:
    made(tmp_path)
    Upload.objects.filter(pk=upload.pk).update(removed_at=NOW, removed_by=upload.uploaded_by, erased_at=NOW)
    erase(upload.stored)
    assert not made(tmp_path, days=1).hurt


def test_damaged_uploads_can_be_left_out_but_nothing_else(tmp_path: Path, upload: Upload) -> None:
    folder = made(tmp_path).folder
    spoil(folder / UPLOADS / upload.stored, "one bit")
    with pytest.raises(BackupError, match="with --without-damaged all the rest is restored"):
        check_backup(folder, quiet)
    assert check_backup(folder, quiet, without_damaged=True).damaged == [upload.stored]
    spoil(folder / DATABASE, "one bit")
    with pytest.raises(BackupError, match=f"{DATABASE} is damaged"):
        check_backup(folder, quiet, without_damaged=True)


def test_one_made_while_the_clock_is_behind_stays_and_is_the_newest(tmp_path: Path, upload: Upload) -> None:
    told: list[str] = []
    for days in (10, 11, 12):
        made(tmp_path, days=days, keep=2)
    late = make_backup(tmp_path, now=NOW, keep=2, progress=told.append).folder
    assert any("was made before: one of them was set wrong" in line for line in told)
    assert [folder.name[7:15] for folder in whole_backups(tmp_path)] == ["20261207", "20261125"]
    made(tmp_path, days=1, keep=2)
    assert [folder.name[7:15] for folder in whole_backups(tmp_path)] == ["20261125", "20261126"]
    assert late.is_dir()
