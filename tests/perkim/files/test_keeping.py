"""Keeping writes bytes, then a row; removing hides at once and erases later; what no row names is swept away."""

import hashlib
import os
import stat
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.storage import storages
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils import timezone

from perkim.celery import app
from perkim.files import actions, jobs
from perkim.files.actions import erase_removed, keep, remove, sweep_orphans
from perkim.files.examination import examine
from perkim.files.kinds import DRAWING, PDF, PHOTO, SPREADSHEET
from perkim.files.models import Upload
from perkim.files.purposes import Purpose, UndeclaredPurposeError, declare, may_fetch
from perkim.files.refusals import FileRefused
from perkim.files.storing import open_stored
from tests.cast import open_account
from tests.perkim.files.clamd import clamd
from tests.perkim.files.owner import OWN
from tests.perkim.files.samples import PLACE, TIME, dwg, pdf, phone_photo, sent, xlsx
from tests.races import at_once

NOW = timezone.now()


def files_in(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def bytes_of(upload: Upload) -> bytes:
    with open_stored(upload.stored) as stored:
        return stored.read()


def grow_old(folder: Path, days: float) -> None:
    for path in files_in(folder):
        moment = (NOW - timedelta(days=days)).timestamp()
        os.utime(path, (moment, moment))


class TestKept:
    def test_a_photo_has_its_facts_and_two_pictures(self, keep_as, folder) -> None:
        upload = keep_as(sent(phone_photo(), "../depan rumah.jpeg"), now=NOW)
        upload.refresh_from_db()
        assert (upload.latitude, upload.longitude) == PLACE
        assert (upload.taken_at, upload.camera) == (TIME, "Samsung SM-A146P")
        assert (upload.width, upload.height) == (800, 600)
        assert (upload.name, upload.media_type) == ("depan rumah.jpg", "image/jpeg")
        assert upload.original_sha256 == hashlib.sha256(phone_photo()).hexdigest()
        assert len(files_in(folder)) == 2

    def test_size_and_hash_are_of_the_stored_bytes(self, keep_as) -> None:
        for upload in (keep_as(sent(phone_photo())), keep_as(sent(xlsx()), SPREADSHEET)):
            stored = bytes_of(upload)
            assert (upload.size, upload.sha256) == (len(stored), hashlib.sha256(stored).hexdigest())

    def test_the_original_is_nowhere_on_disk(self, keep_as, folder) -> None:
        keep_as(sent(phone_photo()))
        assert all(b"SM-A146P" not in path.read_bytes() for path in files_in(folder))

    def test_the_path_tells_the_day_and_nothing_else(self, keep_as) -> None:
        uploads = [keep_as(sent(pdf(), "ktp-sri.pdf"), PDF, now=NOW) for _ in range(2)]
        day = timezone.localdate(NOW).strftime("%Y/%m/%d/")
        assert all(upload.stored.startswith(day) and len(upload.stored) == 51 for upload in uploads)
        assert len({upload.stored for upload in uploads}) == 2
        assert "ktp" not in uploads[0].stored

    def test_only_the_server_may_read_them(self, keep_as, folder) -> None:
        upload = keep_as(sent(pdf()), PDF)
        path = folder / upload.stored
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert {stat.S_IMODE(parent.stat().st_mode) for parent in path.parents if parent.is_relative_to(folder)} == {
            0o700
        }

    def test_a_file_on_disk_is_copied_so_that_the_request_may_go_on(self, keep_as) -> None:
        with TemporaryUploadedFile("tapak.dwg", "image/vnd.dwg", 2007, None) as big:
            big.write(dwg())
            upload = keep_as(big, DRAWING)
            assert Path(big.temporary_file_path()).exists()
        assert bytes_of(upload) == dwg()

    def test_a_scan_is_noted(self, keep_as, settings) -> None:
        assert keep_as(sent(pdf()), PDF).scanned_at is None
        with clamd() as (settings.CLAMD_ADDRESS, _):
            assert keep_as(sent(pdf()), PDF, now=NOW).scanned_at == NOW

    def test_what_is_refused_leaves_nothing(self, keep_as, folder) -> None:
        with pytest.raises(FileRefused):
            keep_as(sent(b"catatan", "foto.jpg"))
        assert not files_in(folder)
        assert not Upload.objects.exists()

    def test_what_a_form_has_examined_is_not_examined_again(self, keep_as, monkeypatch) -> None:
        examined = examine(sent(phone_photo()), PHOTO)
        monkeypatch.setattr(actions, "examine", None)
        assert keep_as(examined).original_sha256 == hashlib.sha256(phone_photo()).hexdigest()

    def test_what_was_examined_as_something_else_is_not_kept(self, keep_as) -> None:
        with pytest.raises(ValueError, match="examined as Gambar, kept as Foto"):
            keep_as(examine(sent(phone_photo()), DRAWING), PHOTO)

    def test_a_purpose_takes_only_its_kinds(self, keep_as) -> None:
        only_pdf = declare(Purpose(key="uji.pdf", title="PDF", accepts=(PDF,), may_fetch=lambda user, upload: True))
        with pytest.raises(ValueError, match="does not accept Foto"):
            keep_as(sent(phone_photo()), purpose=only_pdf)

    def test_an_undeclared_purpose_keeps_nothing(self, keep_as) -> None:
        stray = Purpose(key="uji.liar", title="", accepts=(PDF,), may_fetch=lambda user, upload: True)
        with pytest.raises(UndeclaredPurposeError):
            keep_as(sent(pdf()), PDF, purpose=stray)

    def test_uploads_are_listed_by_what_they_belong_to(self, keep_as, sri) -> None:
        first, gone, other = (keep_as(sent(pdf()), PDF, subject=f"berkas:{n}") for n in (1, 1, 2))
        remove(gone, actor=sri, now=NOW)
        assert list(Upload.objects.of("berkas:1")) == [first]
        assert set(Upload.objects.of("berkas:1", "berkas:2").for_purpose(OWN.key)) == {first, other}

    @pytest.mark.parametrize(
        "wrong",
        [{"size": 0}, {"sha256": "x" * 64}, {"latitude": 1}, {"longitude": 1}, {"removed_at": NOW}, {"subject": ""}],
    )
    def test_the_database_refuses_senseless_rows(self, keep_as, wrong: dict) -> None:
        upload = keep_as(sent(pdf()), PDF)
        with pytest.raises(IntegrityError), transaction.atomic():
            Upload.objects.filter(pk=upload.pk).update(**wrong)

    def test_an_account_with_uploads_cannot_be_deleted(self, keep_as, sri) -> None:
        keep_as(sent(pdf()), PDF)
        with pytest.raises(ProtectedError):
            sri.delete()


class TestPermission:
    def test_the_purpose_answers(self, keep_as, sri) -> None:
        upload = keep_as(sent(pdf()), PDF)
        assert may_fetch(sri, upload)
        assert not may_fetch(open_account("orang.lain"), upload)

    def test_without_a_purpose_nobody_may(self, keep_as, sri, caplog) -> None:
        upload = keep_as(sent(pdf()), PDF)
        upload.purpose = "sudah.dihapus"
        assert not may_fetch(sri, upload)
        assert "belongs to no purpose" in caplog.text

    def test_what_was_removed_nobody_may_have(self, keep_as, sri) -> None:
        upload = keep_as(sent(pdf()), PDF)
        assert remove(upload, actor=sri, now=NOW)
        assert not may_fetch(sri, upload)


class TestRemoved:
    def test_it_says_when_and_by_whom_and_keeps_to_the_first_time(self, keep_as, sri) -> None:
        upload = keep_as(sent(pdf()), PDF)
        assert remove(upload, actor=sri, now=NOW)
        assert not remove(upload, actor=open_account("orang.lain"), now=NOW + timedelta(hours=1))
        upload.refresh_from_db()
        assert (upload.removed_at, upload.removed_by) == (NOW, sri)

    def test_its_bytes_go_after_thirty_days_and_its_row_stays(self, keep_as, sri, folder) -> None:
        upload, other = keep_as(sent(phone_photo())), keep_as(sent(pdf()), PDF)
        remove(upload, actor=sri, now=NOW)
        assert erase_removed(now=NOW + timedelta(days=30)) == 0
        assert erase_removed(now=NOW + timedelta(days=30, seconds=1)) == 1
        assert files_in(folder) == [folder / other.stored]
        assert Upload.objects.get(pk=upload.pk).erased_at == NOW + timedelta(days=30, seconds=1)

    def test_erasing_again_is_harmless(self, keep_as, sri) -> None:
        upload = keep_as(sent(pdf()), PDF)
        remove(upload, actor=sri, now=NOW)
        storages["uploads"].delete(upload.stored)
        assert erase_removed(now=NOW + timedelta(days=31)) == 1
        assert erase_removed(now=NOW + timedelta(days=32)) == 0


class TestSwept:
    def test_bytes_of_a_rolled_back_upload_go_after_a_day(self, keep_as, folder) -> None:
        with transaction.atomic():
            keep_as(sent(phone_photo()), now=NOW)
            transaction.set_rollback(True)
        assert len(files_in(folder)) == 2
        assert sweep_orphans(now=NOW + timedelta(hours=23)) == 0
        assert sweep_orphans(now=NOW + timedelta(days=1, hours=1)) == 2
        assert not files_in(folder)

    def test_bytes_with_a_row_stay_removed_ones_too(self, keep_as, sri, folder) -> None:
        keep_as(sent(phone_photo()), now=NOW)
        remove(keep_as(sent(pdf()), PDF, now=NOW), actor=sri, now=NOW)
        assert sweep_orphans(now=NOW + timedelta(days=5)) == 0
        assert len(files_in(folder)) == 3

    def test_a_transaction_under_a_wrong_clock_is_not_robbed(self, keep_as, folder) -> None:
        """The folder is of last week, the bytes were written a moment ago: their row may still be coming."""
        with transaction.atomic():
            keep_as(sent(pdf()), PDF, now=NOW - timedelta(days=7))
            transaction.set_rollback(True)
        assert sweep_orphans(now=NOW) == 0
        grow_old(folder, days=2)
        assert sweep_orphans(now=NOW) == 1

    def test_it_takes_away_no_more_than_so_much_at_once(self, keep_as, folder, monkeypatch) -> None:
        monkeypatch.setattr(actions, "SWEEP_AT_ONCE", 2)
        with transaction.atomic():
            for _ in range(3):
                keep_as(sent(pdf()), PDF, now=NOW)
            transaction.set_rollback(True)
        grow_old(folder, days=3)
        assert [sweep_orphans(now=NOW + timedelta(days=3)) for _ in range(3)] == [2, 1, 0]

    def test_its_work_does_not_grow_with_the_archive(self, keep_as, folder, django_assert_max_num_queries) -> None:
        for age in (1, 400):
            for _ in range(3):
                keep_as(sent(pdf()), PDF, now=NOW - timedelta(days=age))
        grow_old(folder, days=2)
        with django_assert_max_num_queries(1):
            assert sweep_orphans(now=NOW) == 0

    def test_an_empty_storage_needs_no_sweep(self, db, folder, django_assert_num_queries) -> None:
        with django_assert_num_queries(0):
            assert sweep_orphans(now=NOW) == 0

    def test_the_job_does_both_and_is_scheduled(self, keep_as, sri, folder) -> None:
        long_ago = timezone.now() - timedelta(days=40)
        remove(keep_as(sent(pdf()), PDF, now=long_ago), actor=sri, now=long_ago)
        with transaction.atomic():
            keep_as(sent(pdf()), PDF, now=timezone.now() - timedelta(days=3))
            transaction.set_rollback(True)
        grow_old(folder, days=3)
        jobs.clear_storage()
        assert not files_in(folder)
        assert jobs.clear_storage.name in {entry["task"] for entry in app.conf.beat_schedule.values()}


@pytest.mark.usefixtures("fresh_database", "uploads_folder")
def test_eight_uploads_at_once_do_not_meet() -> None:
    actor = open_account("sri.utami")

    def upload(number: int):
        content = xlsx({"xl/isi.xml": b"%d" % number})
        return lambda: keep(
            actor=actor, file=sent(content), purpose=OWN, accepts=SPREADSHEET, subject=f"berkas:{number}", now=NOW
        )

    kept = at_once(*(upload(number) for number in range(8)))
    assert len({upload.stored for upload in kept}) == 8
    for upload in Upload.objects.all():
        assert hashlib.sha256(bytes_of(upload)).hexdigest() == upload.sha256
    assert Upload.objects.count() == 8
