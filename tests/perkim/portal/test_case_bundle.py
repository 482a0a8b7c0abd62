"""The bundle of a case: what is in it, what the manifest says, who gets it, and what it costs."""

import hashlib
import io
import json
import tracemalloc
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from perkim.accounts.roles import Role
from perkim.audit.models import Entry
from perkim.documents import scans
from perkim.documents.actions.recording import withdraw_paper
from perkim.files.actions import remove
from perkim.files.models import Upload
from perkim.files.purposes import _purposes
from perkim.portal.bundle.contents import Bundle, BundleItem
from perkim.portal.bundle.zip_stream import PIECE, zip_stream
from perkim.portal.case.desk import Desk
from perkim.sipoc.actions import changing
from perkim.sipoc.models import Berkas
from tests.cast import employ
from tests.perkim.documents.conftest import folder, office, sent  # noqa: F401
from tests.perkim.portal.cases import again, monday  # noqa: F401
from tests.samples.field_work import handed_houses, house_photo, open_field_office, photograph
from tests.samples.office import MONDAY
from tests.samples.papers import record

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
NIK = "3508032709670001"


@pytest.fixture
def take(sign_in):
    """The ZIP as one account downloads it."""

    def fetch(user, case: Berkas) -> ZipFile:
        answer = sign_in(user).get(f"{case.get_absolute_url()}bundel/")
        assert answer.status_code == 200
        assert answer.streaming
        return ZipFile(io.BytesIO(b"".join(answer.streaming_content)))

    return fetch


@pytest.fixture
def case(office, sent) -> Berkas:  # noqa: F811
    """A letter with its enclosure and a paper of the team, whose scans were called after people."""
    record(office.tim, sent, "ba", number="600/8/2026")
    Upload.objects.update(name=f"KTP Siti Aminah {NIK}.pdf")
    return again(sent)


def manifest(bundle: ZipFile) -> dict:
    return json.loads(bundle.read("manifes.json"))


def listed(bundle: ZipFile) -> dict[str, dict]:
    return {each["berkas_file"]: each for each in manifest(bundle)["isi"]}


def stored(upload: Upload, folder: Path) -> Path:  # noqa: F811
    return folder / upload.stored


@pytest.fixture
def place(settings) -> Path:
    return Path(settings.STORAGES["uploads"]["OPTIONS"]["location"])


def test_it_holds_papers_history_manifest_and_sums(take, office, case) -> None:  # noqa: F811
    bundle = take(office.staf, case)
    assert bundle.testzip() is None
    assert bundle.namelist() == [
        "naskah/001-ktp.pdf",
        "naskah/002-ba.pdf",
        "riwayat.txt",
        "manifes.json",
        "SHA256SUMS",
    ]


def test_the_manifest_says_what_the_rows_say(take, office, case) -> None:  # noqa: F811
    bundle = take(office.staf, case)
    found = listed(bundle)
    for upload in Upload.objects.all():
        told = next(each for each in found.values() if each["unggahan"] == str(upload.public_id))
        content = bundle.read(told["berkas_file"])
        assert told["sha256"] == told["sha256_isi"] == upload.sha256 == hashlib.sha256(content).hexdigest()
        assert told["ukuran"] == told["ukuran_isi"] == upload.size == len(content)
        assert told["keadaan_isi"] == "utuh"
    assert found["naskah/002-ba.pdf"]["nomor"] == "600/8/2026"
    assert found["naskah/002-ba.pdf"]["naskah"] == "BA kunjungan"
    assert found["naskah/002-ba.pdf"]["tanggal"] == "2026-06-22"
    assert manifest(bundle)["berkas"]["nomor"] == case.number
    assert manifest(bundle)["jumlah"] == {"disertakan": 2, "tidak_disertakan": 0, "bukan_untuk_akun_ini": 0}


def test_the_sums_are_those_of_every_other_file(take, office, case) -> None:  # noqa: F811
    bundle = take(office.staf, case)
    lines = dict(reversed(line.split("  ")) for line in bundle.read("SHA256SUMS").decode().splitlines())
    assert set(lines) == set(bundle.namelist()) - {"SHA256SUMS"}
    for path, digest in lines.items():
        assert hashlib.sha256(bundle.read(path)).hexdigest() == digest


def test_no_name_tells_who_it_is_about(sign_in, take, office, case) -> None:  # noqa: F811
    names = " ".join(take(office.staf, case).namelist()).lower()
    assert "siti" not in names
    assert NIK not in names
    answer = sign_in(office.staf).get(f"{case.get_absolute_url()}bundel/")
    assert answer["Content-Disposition"] == f'attachment; filename="berkas-{case.number}-2026-06-22.zip"'
    assert "no-store" in answer["Cache-Control"]


def test_the_history_is_text_that_can_be_read(take, office, case) -> None:  # noqa: F811
    changing.write_note(actor=office.staf, case=case, text="Baris satu.\n22 Juni | palsu", now=MONDAY)
    text = take(office.staf, case).read("riwayat.txt").decode()
    assert f"Riwayat berkas {case.number}" in text
    assert "Draf: 22 Juni 2026, 09.00 sampai 22 Juni 2026, 09.00" in text
    assert "22 Juni 2026, 09.00 | Naskah dicatat: BA kunjungan | Budi Santoso, Tim teknis: Nomor 600/8/2026." in text
    assert "| Catatan | Budi Santoso, Staf bidang: Baris satu. 22 Juni | palsu" in text
    assert "Bundel berkas diunduh" in text


def test_the_history_is_whole_however_long(take, office, case, monkeypatch) -> None:  # noqa: F811
    monkeypatch.setattr("perkim.portal.bundle.texts._PAGE", 7)
    for number in range(40):
        changing.write_note(actor=office.staf, case=case, text=f"Catatan ke-{number:02}.", now=MONDAY)
    text = take(office.staf, case).read("riwayat.txt").decode()
    assert [text.count(f"Catatan ke-{number:02}.") for number in range(40)] == [1] * 40


def test_photos_are_named_by_their_sides(take, db, monkeypatch, folder) -> None:  # noqa: F811
    people = open_field_office(monkeypatch)
    house = handed_houses(people)[0]
    photograph(people.tfl, house, "depan")
    photograph(people.tfl, house, "depan", house_photo(60))
    bundle = take(people.tfl, house)
    assert bundle.namelist()[:2] == ["foto/001-awal-depan.jpg", "foto/002-awal-depan.jpg"]
    assert [each["diganti"] for each in manifest(bundle)["isi"]] == [True, False]


def test_what_was_withdrawn_is_there_and_said_to_be(take, office, case) -> None:  # noqa: F811
    withdraw_paper(actor=office.tim, dokumen=case.dokumen.get(key="ba"), reason="Salah orang.", now=MONDAY)
    assert listed(take(office.staf, case))["naskah/002-ba.pdf"]["keadaan_naskah"] == "ditarik"


def test_missing_bytes_are_told_and_the_rest_is_there(take, office, case, place) -> None:  # noqa: F811
    stored(case.dokumen.get(key="ktp").upload, place).unlink()
    bundle = take(office.staf, case)
    assert bundle.testzip() is None
    assert "naskah/001-ktp.pdf" not in bundle.namelist()
    told = listed(bundle)["naskah/001-ktp.pdf"]
    assert (told["disertakan"], told["keadaan_isi"]) == (False, "hilang")
    assert told["sha256"] == case.dokumen.get(key="ktp").upload.sha256
    assert manifest(bundle)["jumlah"]["tidak_disertakan"] == 1


def test_other_bytes_than_were_uploaded_are_told(take, office, case, place) -> None:  # noqa: F811
    stored(case.dokumen.get(key="ktp").upload, place).write_bytes(b"%PDF-1.4 lain")
    told = listed(take(office.staf, case))["naskah/001-ktp.pdf"]
    assert (told["disertakan"], told["keadaan_isi"]) == (True, "berbeda")
    assert told["sha256_isi"] == hashlib.sha256(b"%PDF-1.4 lain").hexdigest() != told["sha256"]


def test_what_was_removed_is_named_without_its_bytes(take, office, case) -> None:  # noqa: F811
    remove(case.dokumen.get(key="ktp").upload, actor=office.staf, now=MONDAY)
    bundle = take(office.staf, case)
    assert "naskah/001-ktp.pdf" not in bundle.namelist()
    assert listed(bundle)["naskah/001-ktp.pdf"]["keadaan_isi"] == "dihapus"


def test_what_is_not_for_this_account_is_only_counted(take, office, case, monkeypatch) -> None:  # noqa: F811
    closed = replace(scans.SCAN, may_fetch=lambda user, upload: user.pk != office.staf.pk)
    monkeypatch.setitem(_purposes._things, scans.SCAN.key, closed)
    bundle = take(office.staf, case)
    assert bundle.namelist() == ["riwayat.txt", "manifes.json", "SHA256SUMS"]
    assert manifest(bundle)["jumlah"]["bukan_untuk_akun_ini"] == 2
    assert manifest(bundle)["isi"] == []


def test_who_does_not_see_the_case_gets_none(sign_in, case) -> None:
    assert sign_in(employ(Role.PPTK)).get(f"{case.get_absolute_url()}bundel/").status_code == 404
    assert not Entry.objects.filter(action="berkas.bundel").exists()


def test_taking_it_is_recorded_in_the_chain_of_the_case(take, office, case) -> None:  # noqa: F811
    version = case.lock_version
    bundle = take(office.kadis, case)
    entry = Entry.objects.get(action="berkas.bundel")
    assert (entry.actor_id, entry.subject, entry.data["file"]) == (office.kadis.pk, case.subject, 2)
    assert manifest(bundle)["berkas"]["kepala_rantai_log"] == bytes(again(case).log_head).hex()
    assert again(case).lock_version == version
    call_command("verify_log")


def test_to_ask_for_its_head_takes_nothing(sign_in, office, case) -> None:  # noqa: F811
    answer = sign_in(office.staf).head(f"{case.get_absolute_url()}bundel/")
    assert answer.status_code == 200
    assert not Entry.objects.filter(action="berkas.bundel").exists()


def test_the_queries_grow_by_one_for_each_file_and_by_nothing_else(sign_in, office, case) -> None:  # noqa: F811
    def cost() -> int:
        client = sign_in(office.staf)
        with CaptureQueriesContext(connection) as asked:
            b"".join(client.get(f"{case.get_absolute_url()}bundel/").streaming_content)
        return len(asked)

    few, files = cost(), Upload.objects.count()
    for number in range(60):
        changing.write_note(actor=office.staf, case=case, text=f"Catatan {number}", now=MONDAY)
    assert cost() == few
    record(office.tim, case, "ba", number="600/9/2026", instead_of=case.dokumen.get(key="ba"))
    assert cost() == few + Upload.objects.count() - files


def test_a_large_file_is_never_in_memory(office, case, place) -> None:  # noqa: F811
    upload = case.dokumen.get(key="ktp").upload
    with stored(upload, place).open("wb") as file:
        file.truncate(64 * 1024 * 1024)
    bundle = Bundle(desk=Desk(office.staf, case, MONDAY), items=[BundleItem(path="naskah/besar.pdf", upload=upload)])
    sent_bytes, widest = 0, 0
    tracemalloc.start()
    for piece in zip_stream(bundle.entries()):
        sent_bytes, widest = sent_bytes + len(piece), max(widest, len(piece))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert sent_bytes > 64 * 1024 * 1024
    assert widest < 3 * PIECE
    assert peak < 8 * 1024 * 1024


def test_who_breaks_off_leaves_no_file_open(office, case) -> None:  # noqa: F811
    upload = case.dokumen.get(key="ktp").upload
    bundle = Bundle(desk=Desk(office.staf, case, MONDAY), items=[BundleItem(path="naskah/x.pdf", upload=upload)])
    stream = zip_stream(bundle.entries())
    assert next(stream)
    stream.close()


def test_the_case_page_offers_it(sign_in, office, case) -> None:  # noqa: F811
    page = sign_in(office.staf).get(case.get_absolute_url()).content.decode()
    assert f'href="{case.get_absolute_url()}bundel/"' in page
