"""Where a browser sends a file in parts: who may, what is refused, what the answers say."""

from uuid import uuid4

import pytest
from django.test import Client

from perkim.accounts.roles import Role
from perkim.files.holding import MOST_PART
from perkim.files.models import HeldFile
from tests.cast import employ

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uploads_folder")]


def send(client: Client, content: bytes = b"isi", intake: str = "naskah", **told):
    asked = {"kunci": uuid4().hex, "nama": "surat.pdf", "ukuran": len(content), "mulai": 0} | told
    return client.post(f"/titipan/{intake}/", content, content_type="application/octet-stream", query_params=asked)


@pytest.fixture
def staff(client: Client) -> Client:
    client.force_login(employ(Role.STAF))
    return client


def test_a_whole_file_gets_its_token(staff: Client) -> None:
    answer = send(staff)
    row = HeldFile.objects.get()
    assert (answer.status_code, answer["X-Diterima"], answer["X-Titipan"]) == (200, "3", f"naskah:{row.key}")


def test_a_part_says_how_much_is_here(staff: Client) -> None:
    answer = send(staff, b"x" * 100_000, ukuran=200_000)
    assert answer["X-Diterima"] == "100000"
    assert "X-Titipan" not in answer


@pytest.mark.parametrize(
    ("told", "status"),
    [
        ({"intake": "tidak-ada"}, 404),
        ({"ukuran": 21 * 1024 * 1024}, 422),
        ({"kunci": "bukan-kunci"}, 400),
        ({"mulai": "-1"}, 400),
        ({"ukuran": "²"}, 400),
        ({"content": b"x" * (MOST_PART + 1)}, 400),
    ],
)
def test_what_is_refused(staff: Client, told: dict, status: int) -> None:
    assert send(staff, **told).status_code == status
    assert not HeldFile.objects.exists()


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("../../etc/surat.pdf", "surat.pdf"),
        ("C:\\Pindai\\surat.pdf", "surat.pdf"),
        ("a\x00b\u202efdp.pdf", "abfdp.pdf"),
        ("\x00", "file"),
        ("x" * 5000 + ".pdf", "x" * 116 + ".pdf"),
    ],
    ids=["path", "windows path", "control letters", "nothing fit", "long"],
)
def test_a_name_is_shown_without_what_a_screen_would_obey(staff: Client, sent: str, shown: str) -> None:
    assert send(staff, nama=sent).status_code == 200
    assert HeldFile.objects.get().name == shown


def test_a_form_is_no_part(staff: Client) -> None:
    """Its body was read for its fields: the bytes of a part come as they are."""
    asked = {"kunci": uuid4().hex, "nama": "surat.pdf", "ukuran": 3, "mulai": 0}
    assert staff.post("/titipan/naskah/", {"a": "b"}, query_params=asked).status_code == 400


def test_the_same_key_of_two_accounts_is_two_files(staff: Client, client: Client) -> None:
    """Nobody learns from a key whether somebody else has sent that file."""
    key = uuid4().hex
    send(staff, kunci=key)
    client.force_login(employ(Role.STAF, username="staf.lain"))
    assert send(client, kunci=key)["X-Diterima"] == "3"
    assert HeldFile.objects.count() == 2


def test_a_stranger_sends_nothing(client: Client) -> None:
    assert send(client)["Location"].startswith("/masuk/")
    assert not HeldFile.objects.exists()
