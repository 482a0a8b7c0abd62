"""What is late, away or full is said on a page that needs neither, and what was typed comes back with it."""

import errno
from uuid import uuid4

import pytest
from django.db import OperationalError
from django.test import Client
from psycopg.errors import DiskFull

from perkim.accounts.roles import Role
from perkim.files import holding
from perkim.portal import trouble
from tests.cast import employ
from tests.pages import one_line

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def broken_site(settings, client: Client) -> None:
    settings.ROOT_URLCONF = "tests.perkim.portal.broken_urls"
    client.raise_request_exception = False


@pytest.mark.parametrize(
    ("by", "status", "said"),
    [
        ("berkas", 503, "Penyimpanan berkas sedang lambat menjawab"),
        ("ruang", 507, "Tempat penyimpanan penuh"),
        ("ruang-basis-data", 507, "Tempat penyimpanan penuh"),
        ("kunci", 503, "Data ini sedang dikerjakan"),
        ("lambat", 503, "Basis data lambat menjawab"),
    ],
)
def test_what_is_in_the_way_is_named(client: Client, by: str, status: int, said: str) -> None:
    answer = client.get(f"/terhalang/{by}/")
    assert answer.status_code == status
    assert said in answer.content.decode()
    assert "Muat ulang halaman ini" in answer.content.decode()
    assert int(answer["Retry-After"]) > 0


@pytest.mark.parametrize(
    ("to", "status"),
    [("/terhalang/berkas/", 503), ("/rusak/", 500), ("/kosong/", 503)],
    ids=["late", "ours", "unstated"],
)
def test_what_was_typed_can_be_sent_again_from_the_page(client: Client, to: str, status: int) -> None:
    page = client.post(f"{to}?dari=desa", {"nama": 'Sri "Wahyuni" <b>', "desa": ["A", "B"]})
    html = one_line(page)
    assert page.status_code == status
    assert f'<form method="post" action="{to}?dari=desa">' in html
    assert '<input type="hidden" name="nama" value="Sri &quot;Wahyuni&quot; &lt;b&gt;">' in html
    assert html.count('name="desa"') == 2
    assert "Kirim lagi" in html
    assert page["Cache-Control"] == "no-store"


@pytest.mark.parametrize("typed", [{"login": "budi", "password": "rahasia"}, {"isi": "x" * 300_000}])
def test_secrets_and_what_is_too_long_are_not_given_back(client: Client, typed: dict[str, str]) -> None:
    html = client.post("/terhalang/berkas/", typed).content.decode()
    assert "rahasia" not in html
    assert "<form" not in html
    assert "Tekan tombol Kembali" in html


def test_a_form_that_is_not_ours_is_not_given_back() -> None:
    stranger = Client(enforce_csrf_checks=True, raise_request_exception=False)
    answer = stranger.post("/terhalang/berkas/", {"nama": "penipu"})
    assert answer.status_code == 403
    assert "penipu" not in answer.content.decode()


def test_a_body_for_which_there_is_no_room_is_answered_plainly(client: Client, monkeypatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("django.core.files.uploadhandler.TemporaryUploadedFile.__init__", full)
    monkeypatch.setattr("django.core.files.uploadhandler.MemoryFileUploadHandler.handle_raw_input", lambda *_: None)
    monkeypatch.setattr("django.core.files.uploadhandler.MemoryFileUploadHandler.activated", False, raising=False)
    monkeypatch.setattr("django.core.files.uploadhandler.MemoryFileUploadHandler.new_file", lambda *_, **__: None)
    with open(__file__, "rb") as file:  # noqa: PTH123
        answer = client.post("/masuk/", {"file": file})
    assert answer.status_code == 507
    assert "Tekan tombol Kembali" in answer.content.decode()


@pytest.mark.parametrize("fault", [OSError(errno.EDQUOT, "Disk quota exceeded"), "database"])
def test_a_part_of_a_file_is_refused_with_a_sentence(client: Client, monkeypatch, uploads_folder, fault) -> None:
    def full(*_: object) -> str:
        if fault == "database":
            raise OperationalError("of the database") from DiskFull()
        raise fault

    monkeypatch.setattr(holding, "store_piece", full)
    client.force_login(employ(Role.STAF))
    asked = {"kunci": uuid4().hex, "nama": "surat.pdf", "ukuran": 3, "mulai": 0}
    answer = client.post("/titipan/naskah/", b"isi", content_type="application/octet-stream", query_params=asked)
    assert answer.status_code == 507
    assert answer.content.decode() == trouble.NO_ROOM.sentence


def test_a_fault_of_our_own_is_none_of_these() -> None:
    assert trouble.trouble_of(ValueError("ours")) is None
    assert trouble.trouble_of(OSError(errno.EACCES, "Permission denied")) is None
