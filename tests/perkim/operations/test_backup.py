"""A backup is whole or absent, tells if it was changed, and costs only what is new."""

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from perkim.files.storing import erase, store
from perkim.health.jobs import BACKUP
from perkim.health.models import Heartbeat
from perkim.operations.folder import DATABASE, KEYS, MANIFEST, UPLOADS, BackupError, whole_backups
from perkim.operations.restore import check_backup, restore
from tests.perkim.operations import spoiling
from tests.perkim.operations.spoiling import NOW, quiet

PHOTO = "2026/11/20/a1b2"


@pytest.fixture(autouse=True)
def site(db: None, uploads_folder: Path, can_back_up: None) -> None:
    store(PHOTO, io.BytesIO(b"isi foto"))


def made(into: Path, *, days: int = 0, keep: int = 0) -> Path:
    return spoiling.made(into, days=days, keep=keep).folder


def test_it_holds_database_uploads_and_keys(tmp_path: Path) -> None:
    folder = made(tmp_path)
    assert folder.name == "perkim-20261125T183000Z"
    assert (folder / DATABASE).read_bytes().startswith(b"PGDMP")
    assert (folder / UPLOADS / PHOTO).read_bytes() == b"isi foto"
    assert (folder / KEYS).stat().st_size > 100
    assert check_backup(folder, quiet).about["uploads"] == 1


def test_strangers_on_the_machine_cannot_look_into_it(tmp_path: Path) -> None:
    assert made(tmp_path).stat().st_mode & 0o077 == 0


def test_it_tells_when_it_was_whole(tmp_path: Path) -> None:
    made(tmp_path)
    assert Heartbeat.objects.get(name=BACKUP).seen == NOW


def test_the_next_one_links_what_it_has(tmp_path: Path) -> None:
    first = made(tmp_path)
    store("2026/11/26/c3d4", io.BytesIO(b"foto baru"))
    second = made(tmp_path, days=1)
    assert (first / UPLOADS / PHOTO).samefile(second / UPLOADS / PHOTO)
    assert (second / UPLOADS / "2026/11/26/c3d4").read_bytes() == b"foto baru"
    assert check_backup(second, quiet).about["uploads"] == 2


def test_a_removed_one_takes_nothing_from_the_next(tmp_path: Path) -> None:
    for days in range(4):
        made(tmp_path, days=days, keep=2)
    left = whole_backups(tmp_path)
    assert [folder.name[7:15] for folder in left] == ["20261127", "20261128"]
    for folder in left:
        check_backup(folder, quiet)


def test_what_was_erased_is_in_no_later_one(tmp_path: Path) -> None:
    made(tmp_path)
    erase(PHOTO)
    assert not (made(tmp_path, days=1) / UPLOADS / PHOTO).exists()


def test_what_was_cut_off_leaves_no_backup_and_the_next_one_clears_it(tmp_path: Path, settings) -> None:
    programs, settings.POSTGRES_PROGRAMS = settings.POSTGRES_PROGRAMS, "/tidak/ada"
    with pytest.raises(BackupError, match="pg_dump is not in /tidak/ada"):
        made(tmp_path)
    assert [path.name for path in tmp_path.iterdir() if path.is_dir()] == ["uploads"]
    (tmp_path / ".unfinished-perkim-20261124T183000Z").mkdir()
    settings.POSTGRES_PROGRAMS = programs
    assert [made(tmp_path)] == whole_backups(tmp_path)
    assert not list(tmp_path.glob(".unfinished-*"))


def test_without_a_passphrase_there_is_no_backup(tmp_path: Path, settings) -> None:
    settings.BACKUP_PASSPHRASE = ""
    with pytest.raises(CommandError, match="BACKUP_PASSPHRASE"):
        call_command("backup", str(tmp_path))
    assert not whole_backups(tmp_path)


@pytest.mark.parametrize("part", [DATABASE, KEYS, f"{UPLOADS}/{PHOTO}"])
def test_a_changed_file_is_named(tmp_path: Path, part: str) -> None:
    folder = made(tmp_path)
    content = bytearray((folder / part).read_bytes())
    content[len(content) // 2] ^= 1
    (folder / part).write_bytes(content)
    with pytest.raises(BackupError, match=f"{part} is damaged"):
        check_backup(folder, quiet)


def test_a_missing_and_a_strange_file_are_named(tmp_path: Path) -> None:
    folder = made(tmp_path)
    (folder / UPLOADS / PHOTO).rename(folder / UPLOADS / "lain")
    with pytest.raises(BackupError, match=f"{PHOTO} is missing; uploads/lain does not belong"):
        check_backup(folder, quiet)


def test_a_manifest_that_somebody_wrote_anew_is_refused(tmp_path: Path) -> None:
    folder = made(tmp_path)
    manifest = folder / MANIFEST
    manifest.write_text(manifest.read_text().replace("a1b2", "a1b3"))
    with pytest.raises(BackupError, match="manifest was changed"):
        check_backup(folder, quiet)


def test_a_site_with_other_keys_is_told_so(tmp_path: Path, settings) -> None:
    folder = made(tmp_path)
    settings.PEOPLE_KEYS = ["k9:lain"]
    with pytest.raises(BackupError, match="PEOPLE_KEYS of the settings"):
        check_backup(folder, quiet)


def test_nothing_is_restored_over_data(tmp_path: Path) -> None:
    with pytest.raises(BackupError, match="not empty"):
        restore(made(tmp_path), now=NOW, progress=quiet)


def test_one_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    MigrationRecorder(connection).record_applied("audit", "0999_from_the_future")
    with pytest.raises(BackupError, match=r"newer version.*audit\.0999_from_the_future"):
        restore(made(tmp_path), now=NOW, progress=quiet)


def test_one_older_than_what_the_migrations_replace_is_refused(tmp_path: Path) -> None:
    MigrationRecorder(connection).record_unapplied("sipoc", "0002_unfinished_and_carried_on")
    with pytest.raises(BackupError, match=r"too old for this one \(sipoc\.0002_unfinished_and_carried_on"):
        restore(made(tmp_path), now=NOW, progress=quiet)


def test_one_of_before_the_migrations_were_replaced_is_taken(tmp_path: Path) -> None:
    """All that a migration replaces is there, the migration itself is not: what a site has that was not yet updated."""
    MigrationRecorder(connection).record_unapplied("sipoc", "0001_base")
    with pytest.raises(BackupError, match="not empty"):
        restore(made(tmp_path), now=NOW, progress=quiet)
