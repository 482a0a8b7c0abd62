"""What the site has lost of uploads is told, saved from an earlier backup, and brought back where it can be."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from perkim.audit.models import Entry
from perkim.files.models import Upload
from perkim.files.storing import erase
from perkim.health.numbers import figures
from perkim.operations.folder import DAMAGED, UPLOADS, whole_backups
from perkim.operations.mending import MENDED, mend_uploads
from perkim.operations.restore import check_backup
from perkim.operations.uploads import ROUND, copy_uploads, put_back
from tests.perkim.operations.spoiling import FAULTS, NOW, made, quiet, spoil

pytestmark = pytest.mark.slow


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


def hurt_by_number(tmp_path: Path, before: Path) -> list[list[str]]:
    """What each backup of a round finds."""
    return [
        list(copy_uploads(tmp_path / str(number), [before], number=number, progress=quiet).hurt)
        for number in range(2, ROUND + 2)
    ]


@pytest.mark.parametrize("kind", ["stored", "thumbnail"])
def test_a_changed_byte_of_the_same_size_is_found_once_in_a_round(
    tmp_path: Path, upload: Upload, photo: Upload, uploads_folder: Path, kind: str
) -> None:
    path = getattr(photo, kind)
    first = made(tmp_path).folder
    spoil(uploads_folder / path, "one bit")
    found = hurt_by_number(tmp_path, first)
    assert sorted(found) == [[]] * (ROUND - 1) + [[path]]


@pytest.mark.parametrize("fault", ["missing", "cut short", "empty"])
def test_a_small_picture_is_compared_with_the_backup_before(
    tmp_path: Path, photo: Upload, uploads_folder: Path, fault: str
) -> None:
    first = made(tmp_path).folder
    whole = (uploads_folder / photo.thumbnail).read_bytes()
    spoil(uploads_folder / photo.thumbnail, fault)
    second = made(tmp_path, days=1)
    assert (second.hurt, second.lost) == ([photo.thumbnail], [])
    assert damaged_in_figures() == 1
    assert mend_uploads(first, now=NOW).brought == [photo.thumbnail]
    assert (uploads_folder / photo.thumbnail).read_bytes() == whole
    assert damaged_in_figures() == 0


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


def test_what_is_whole_is_not_brought_anew(tmp_path: Path, photo: Upload, uploads_folder: Path) -> None:
    first = made(tmp_path).folder
    spoil(uploads_folder / photo.stored, "cut short")
    made(tmp_path, days=1)
    assert mend_uploads(first, now=NOW).brought == [photo.stored]


@pytest.mark.parametrize("cut", ["erased", "half written"])
def test_mending_that_was_cut_off_is_simply_repeated(
    tmp_path: Path, photo: Upload, uploads_folder: Path, monkeypatch, cut: str
) -> None:
    """What a power cut leaves, between erasing and the end of writing."""
    first = made(tmp_path).folder
    paths = [photo.stored, photo.thumbnail]
    whole = [(uploads_folder / path).read_bytes() for path in paths]
    for path in paths:
        spoil(uploads_folder / path, "cut short")
    made(tmp_path, days=1)

    def cut_off(path: str, source: Path) -> None:
        if path == photo.stored:
            put_back(path, source)
            return
        if cut == "half written":
            (uploads_folder / path).write_bytes(source.read_bytes()[:40])
        raise KeyboardInterrupt

    with monkeypatch.context() as power:
        power.setattr("perkim.operations.mending.put_back", cut_off)
        with pytest.raises(KeyboardInterrupt):
            mend_uploads(first, now=NOW)
    assert damaged_in_figures() == 1
    assert mend_uploads(first, now=NOW).brought == [photo.thumbnail]
    assert [(uploads_folder / path).read_bytes() for path in paths] == whole
    assert damaged_in_figures() == 0
    assert not made(tmp_path, days=2).hurt


def test_nothing_is_mended_from_a_copy_that_is_spoilt_too(tmp_path: Path, upload: Upload, uploads_folder: Path) -> None:
    first = made(tmp_path).folder
    spoil(uploads_folder / upload.stored, "cut short")
    spoil(first / UPLOADS / upload.stored, "one bit")
    made(tmp_path, days=1)
    assert mend_uploads(first, now=NOW).left == [upload.stored]
    assert damaged_in_figures() == 1


def test_a_backup_from_before_a_photo_does_not_call_it_whole(
    tmp_path: Path, upload: Upload, uploads_folder: Path, request: pytest.FixtureRequest
) -> None:
    early = made(tmp_path).folder
    photo = request.getfixturevalue("photo")
    made(tmp_path, days=1)
    spoil(uploads_folder / photo.thumbnail, "cut short")
    made(tmp_path, days=2)
    mended = mend_uploads(early, now=NOW)
    assert (mended.brought, mended.left) == ([], [photo.thumbnail])
    assert damaged_in_figures() == 1


def test_what_is_swept_meanwhile_is_no_loss(tmp_path: Path, upload: Upload, uploads_folder: Path, monkeypatch) -> None:
    """Between reading the rows and looking for the files."""

    def sweep() -> list[str]:
        Upload.objects.filter(pk=upload.pk).update(removed_at=NOW, removed_by=upload.uploaded_by, erased_at=NOW)
        erase(upload.stored)
        return []

    before = made(tmp_path).folder
    spoil(before / UPLOADS / upload.stored, "empty")
    monkeypatch.setattr("perkim.operations.uploads.all_stored", sweep)
    copied = copy_uploads(tmp_path / "next", [before], number=2, progress=quiet)
    assert (copied.hurt, copied.lost, copied.count) == ([], [], 1)


def test_what_was_swept_is_no_loss(tmp_path: Path, upload: Upload) -> None:
    made(tmp_path)
    Upload.objects.filter(pk=upload.pk).update(removed_at=NOW, removed_by=upload.uploaded_by, erased_at=NOW)
    erase(upload.stored)
    assert not made(tmp_path, days=1).hurt
