"""The only door to uploaded bytes: for whom it opens, and with which words the bytes leave."""

import io
import logging
import re
import uuid
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.base import File
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from PIL import Image

from perkim.accounts.models import User
from perkim.accounts.roles import Role
from perkim.files.actions import keep, remove
from perkim.files.kinds import DRAWING, PDF, PHOTO, SPREADSHEET, FileKind
from perkim.files.models import Upload
from tests.perkim.files.owner import OWN
from tests.perkim.files.samples import dwg, pdf, phone_photo, sent, xlsx

Keep = Callable[..., Upload]


def fetch(browser: Client, address: str, **headers: str) -> tuple[HttpResponse, bytes]:
    """The answer and all its bytes; reading them to the end closes the file."""
    answer = browser.get(address, headers=headers)
    return answer, answer.getvalue()


@pytest.fixture
def sri(make_user) -> User:
    return make_user("sri.utami", Role.STAF)


@pytest.fixture
def browser(sri: User, sign_in) -> Client:
    """Sri's browser."""
    return sign_in(sri)


@pytest.fixture
def keep_as(sri: User, uploads_folder: Path) -> Keep:
    def kept(file: File, accepts: FileKind) -> Upload:
        return keep(actor=sri, file=file, purpose=OWN, accepts=accepts, subject="berkas:42", now=timezone.now())

    return kept


def test_a_document_comes_back_as_it_was_sent(browser: Client, keep_as: Keep) -> None:
    answer, content = fetch(browser, keep_as(sent(pdf(), "surat tanah.pdf"), PDF).get_absolute_url())
    assert (answer.status_code, content) == (200, pdf())
    assert (answer["Content-Type"], answer["Content-Length"]) == ("application/pdf", str(len(pdf())))


def test_nothing_in_it_can_run_be_guessed_or_be_kept(browser: Client, keep_as: Keep) -> None:
    answer, _ = fetch(browser, keep_as(sent(pdf()), PDF).get_absolute_url())
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'; frame-ancestors 'none'"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize(
    ("content", "accepts", "disposition"),
    [
        (phone_photo(), PHOTO, 'inline; filename="a.jpg"'),
        (pdf(), PDF, 'inline; filename="a.pdf"'),
        (dwg(), DRAWING, 'attachment; filename="a.dwg"'),
        (xlsx(), SPREADSHEET, 'attachment; filename="a.xlsx"'),
        (b"a;b\n1;2\n", SPREADSHEET, 'attachment; filename="a.csv"'),
    ],
)
def test_browsers_show_photos_and_pdf_and_save_the_rest(
    content: bytes, accepts: FileKind, disposition: str, browser: Client, keep_as: Keep
) -> None:
    answer, _ = fetch(browser, keep_as(sent(content, "a.html"), accepts).get_absolute_url())
    assert answer["Content-Disposition"] == disposition


@pytest.mark.parametrize(
    ("name", "disposition"),
    [
        ('a"; filename="x.exe.pdf', 'inline; filename="a; filename=x.exe.pdf"'),
        ("tanah\r\nSet-Cookie: sesi=1.pdf", 'inline; filename="tanahSet-Cookie sesi=1.pdf"'),
        ("sertifikat Bu Sañti.pdf", "inline; filename*=utf-8''sertifikat%20Bu%20Sa%C3%B1ti.pdf"),
    ],
)
def test_no_name_breaks_out_of_its_header(name: str, disposition: str, browser: Client, keep_as: Keep) -> None:
    answer, _ = fetch(browser, keep_as(File(io.BytesIO(pdf()), name), PDF).get_absolute_url())
    assert answer["Content-Disposition"] == disposition
    assert "Set-Cookie" not in answer.headers


def test_what_is_compressed_is_not_compressed_again(browser: Client, keep_as: Keep) -> None:
    address = keep_as(sent(pdf()), PDF).get_absolute_url()
    answer, content = fetch(browser, address, **{"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in answer
    assert (answer["Content-Length"], content) == (str(len(pdf())), pdf())


def test_it_is_sent_in_pieces(browser: Client, keep_as: Keep) -> None:
    answer, _ = fetch(browser, keep_as(sent(phone_photo()), PHOTO).get_absolute_url())
    assert answer.streaming


def test_the_small_picture_is_not_left_in_the_browser(browser: Client, keep_as: Keep) -> None:
    answer, content = fetch(browser, keep_as(sent(phone_photo(), "depan.jpg"), PHOTO).thumbnail_url)
    assert (answer["Content-Type"], answer["Cache-Control"]) == ("image/webp", "private, no-store")
    assert answer["Content-Disposition"] == 'inline; filename="depan.webp"'
    assert Image.open(io.BytesIO(content)).size == (160, 120)


def test_what_has_no_small_picture_says_404(browser: Client, keep_as: Keep) -> None:
    upload = keep_as(sent(pdf()), PDF)
    assert upload.thumbnail_url == ""
    assert browser.get(f"{upload.get_absolute_url()}kecil/").status_code == 404


def test_another_account_cannot_tell_it_from_what_does_not_exist(keep_as: Keep, make_user, sign_in) -> None:
    upload = keep_as(sent(phone_photo()), PHOTO)
    stranger = sign_in(make_user("orang.lain", Role.STAF))
    unknown = _without_tokens(stranger.get(f"/unduh/{uuid.uuid4()}/").content)
    for address in (upload.get_absolute_url(), upload.thumbnail_url):
        answer = stranger.get(address)
        assert (answer.status_code, _without_tokens(answer.content)) == (404, unknown)


def _without_tokens(page: bytes) -> bytes:
    """The token against forged requests is masked anew on each page."""
    return re.sub(rb'value="[A-Za-z0-9]{64}"', b"", page)


def test_a_visitor_is_sent_to_sign_in(keep_as: Keep) -> None:
    answer = Client().get(keep_as(sent(pdf()), PDF).get_absolute_url())
    assert answer.status_code == 302
    assert answer["Location"].startswith("/masuk/?next=%2Funduh%2F")


def test_what_was_removed_is_gone_for_everybody(browser: Client, keep_as: Keep, sri: User) -> None:
    upload = keep_as(sent(phone_photo()), PHOTO)
    remove(upload, actor=sri, now=timezone.now())
    assert browser.get(upload.get_absolute_url()).status_code == 404
    assert browser.get(upload.thumbnail_url).status_code == 404


def test_bytes_that_were_lost_are_admitted_and_logged(
    browser: Client, keep_as: Keep, uploads_folder: Path, caplog
) -> None:
    upload = keep_as(sent(phone_photo(), "depan.jpg"), PHOTO)
    for path in (upload.stored, upload.thumbnail):
        (uploads_folder / path).unlink()
    with caplog.at_level(logging.ERROR):
        answer = browser.get(upload.get_absolute_url())
    assert answer.status_code == 404
    assert "<b>depan.jpg</b> tercatat diunggah pada" in answer.content.decode()
    assert f"the bytes of upload {upload.public_id} are not in the storage" in caplog.text
    assert browser.get(upload.thumbnail_url)["Cache-Control"] == "private, no-store"


def test_nothing_can_be_posted(browser: Client, keep_as: Keep) -> None:
    assert browser.post(keep_as(sent(pdf()), PDF).get_absolute_url()).status_code == 405


def test_a_head_request_tells_the_length_only(browser: Client, keep_as: Keep) -> None:
    answer = browser.head(keep_as(sent(pdf()), PDF).get_absolute_url())
    assert (answer["Content-Length"], answer.getvalue()) == (str(len(pdf())), b"")
    answer.close()


@pytest.mark.parametrize("path", ["/media/", "/static/", "/uploads/", "/"])
def test_no_other_address_leads_to_the_bytes(path: str, browser: Client, keep_as: Keep) -> None:
    assert browser.get(f"{path}{keep_as(sent(pdf()), PDF).stored}").status_code == 404
