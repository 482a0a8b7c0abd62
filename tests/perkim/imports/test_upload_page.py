"""The page where a list is handed in, and who may see what of an import."""

from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from perkim.accounts.roles import Role
from perkim.imports.models import Batch
from perkim.imports.spreadsheets.workbook import OLE
from perkim.outbox.models import Work
from tests.cast import employ
from tests.perkim.imports.files import BNBA, GOOD, HEADING, uploaded, workbook
from tests.perkim.imports.screens import UPLOAD, at, page


def test_the_upload_page_says_what_the_file_must_hold(desk: Client) -> None:
    shown = page(desk.get(UPLOAD))
    for words in ("Unggah daftar calon penerima", "Wajib di setiap baris", "<b>NIK</b>", "Unduh file kosong"):
        assert words in shown


@pytest.mark.parametrize("path", [UPLOAD, UPLOAD + "contoh.xlsx"])
@pytest.mark.parametrize(("role", "status"), [(Role.TFL, 404), (Role.STAF, 403), (Role.OPERATOR_DESA, 200)])
def test_who_may_open_the_upload(client: Client, office, path: str, role: Role, status: int) -> None:
    client.force_login(employ(role, username="orang"))
    assert client.get(path).status_code == status


@pytest.mark.parametrize("path", ["/impor/lain/x/", "/impor/calon/di-mana/"])
def test_what_is_not_there_is_not_found(desk: Client, path: str) -> None:
    assert desk.get(path).status_code == 404


PATHS = ("", "baris/28/", "bermasalah.xlsx", "batal/", "simpan/", "baris/28/lepas/", "alasan/")


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("role", [Role.TFL, Role.STAF])
def test_a_stranger_finds_nothing_and_a_reader_may_only_look(
    client: Client, ready: Batch, path: str, role: Role
) -> None:
    client.force_login(employ(role, username="orang"))
    ask = client.post if path in ("simpan/", "baris/28/lepas/", "alasan/") else client.get
    expected = 404 if role == Role.TFL else (403 if path else 200)
    assert ask(at(ready, path)).status_code == expected


def test_a_reader_sees_no_button(client: Client, ready: Batch) -> None:
    client.force_login(employ(Role.STAF))
    shown = page(client.get(at(ready)))
    assert "Simpan 35 baris" not in shown
    assert "Perbaiki<" not in shown


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"", "kosong.xlsx", "kosong (0 byte)"),
        (OLE + b"x" * 600 + "EncryptedPackage".encode("utf-16-le"), "rahasia.xlsx", "terkunci dengan kata sandi"),
        (OLE + b"x" * 600, "lama.xls", "format Excel lama"),
        (
            b"PK\x03\x04" + b"x" * 26 + b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet",
            "a.ods",
            "OpenDocument",
        ),
        (b"\xef\xbb\xbf\r\n<html><table><tr><td>NIK</td></tr>", "unduhan.xls", "jenis Buku Kerja Excel (*.xlsx)"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related; x", "unduhan.xls", "halaman web"),
        (b"%PDF-1.4", "surat.pdf", "File ini PDF"),
        (BNBA.read_bytes()[:4000], "putus.xlsx", "rusak atau belum terkirim"),
    ],
)
def test_a_bad_file_is_refused_at_its_field(desk: Client, content: bytes, name: str, sentence: str) -> None:
    answer = desk.post(UPLOAD, {"file": uploaded(content, name)})
    assert answer.status_code == 422
    assert sentence in page(answer)
    assert not Batch.objects.exists()


def test_a_refusal_of_no_field_does_not_discard_the_file(desk: Client) -> None:
    """The import that the page showed is no longer under way."""
    answer = desk.post(UPLOAD, {"file": uploaded(BNBA.read_bytes(), "calon.xlsx"), "replacing": str(uuid4())})
    assert answer.status_code == 409
    assert "File sudah sampai: calon.xlsx" in page(answer)


def test_no_file_at_all(desk: Client) -> None:
    answer = desk.post(UPLOAD, {})
    assert answer.status_code == 422
    assert "Pilih file" in page(answer)


def test_a_file_leads_to_its_page_which_asks_again_by_itself(desk: Client) -> None:
    answer = desk.post(UPLOAD, {"file": uploaded(BNBA.read_bytes())})
    batch = Batch.objects.get()
    assert answer["Location"] == at(batch)
    waiting = desk.get(at(batch))
    assert waiting["Refresh"] == f"2; url={at(batch)}"
    assert "File sedang dibaca" in page(waiting)


def test_a_job_that_was_given_up_says_so_and_asks_no_more(desk: Client, send) -> None:
    batch = send(read=False)
    Work.objects.update(given_up_at=timezone.now())
    answer = desk.get(at(batch))
    assert "Refresh" not in answer
    assert "berkali-kali gagal" in page(answer)


def test_another_persons_import_is_told_and_can_be_replaced(client: Client, ready: Batch) -> None:
    client.force_login(employ(Role.OPERATOR_DESA, username="lain"))
    shown = page(client.get(UPLOAD))
    assert "Lanjutkan impor itu" in shown
    again = client.post(UPLOAD, {"file": uploaded(workbook([HEADING, GOOD]))})
    assert again.status_code == 422
    assert "sedang menyiapkan impor" in page(again)
    sent = {"file": uploaded(workbook([HEADING, GOOD])), "replacing": str(ready.public_id)}
    assert client.post(UPLOAD, sent).status_code == 302
