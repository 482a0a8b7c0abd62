"""A backup that is itself no more as it was written stops neither the next one nor the restore of all else."""

from collections.abc import Callable
from pathlib import Path

import pytest

from perkim.files.models import Upload
from perkim.operations.backup import make_backup
from perkim.operations.folder import ABOUT, DAMAGED, DATABASE, MANIFEST, UPLOADS, BackupError, whole_backups
from perkim.operations.restore import check_backup
from tests.perkim.operations.spoiling import FAULTS, NOW, made, quiet, spoil

pytestmark = pytest.mark.slow


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


@pytest.mark.parametrize("part", [ABOUT, MANIFEST])
@pytest.mark.parametrize("fault", ["missing", "empty"])
def test_one_that_says_nothing_of_itself_stops_nobody(tmp_path: Path, upload: Upload, part: str, fault: str) -> None:
    spoil(made(tmp_path).folder / part, fault)
    second = made(tmp_path, days=1)
    assert not second.hurt
    assert whole_backups(tmp_path)[-1] == second.folder
    assert check_backup(second.folder, quiet).about["uploads"] == 2


UNUSABLE: dict[str, tuple[Callable[[Path, str], object], str]] = {
    "a strange file": (lambda uploads, _path: (uploads / "asing").write_bytes(b""), "asing does not belong"),
    "a folder": (lambda uploads, path: ((uploads / path).unlink(), (uploads / path).mkdir()), "cannot be read"),
}


@pytest.mark.parametrize("name", UNUSABLE)
def test_what_the_check_says(tmp_path: Path, upload: Upload, name: str) -> None:
    spoils, finding = UNUSABLE[name]
    folder = made(tmp_path).folder
    spoils(folder / UPLOADS, upload.stored)
    with pytest.raises(BackupError, match=finding):
        check_backup(folder, quiet)


def test_a_strange_file_is_not_left_out_like_a_damaged_one(tmp_path: Path, upload: Upload) -> None:
    folder = made(tmp_path).folder
    (folder / UPLOADS / "asing").write_bytes(b"")
    with pytest.raises(BackupError, match="uploads/asing does not belong") as refused:
        check_backup(folder, quiet, without_damaged=True)
    assert "--without-damaged" not in str(refused.value)


def test_damaged_uploads_can_be_left_out_but_nothing_else(tmp_path: Path, upload: Upload) -> None:
    folder = made(tmp_path).folder
    spoil(folder / UPLOADS / upload.stored, "one bit")
    with pytest.raises(BackupError, match="with --without-damaged all the rest is restored"):
        check_backup(folder, quiet)
    assert check_backup(folder, quiet, without_damaged=True).damaged == [upload.stored]
    spoil(folder / DATABASE, "one bit")
    with pytest.raises(BackupError, match=f"{DATABASE} is damaged"):
        check_backup(folder, quiet, without_damaged=True)


def test_damaged_bytes_that_were_laid_aside_are_nobodys_loss(
    tmp_path: Path, upload: Upload, uploads_folder: Path
) -> None:
    spoil(uploads_folder / upload.stored, "cut short")
    folder = made(tmp_path).folder
    spoil(folder / DAMAGED / upload.stored, "one bit")
    found = check_backup(folder, quiet, without_damaged=True)
    assert (found.damaged, found.lost) == ([], [upload.stored])


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
