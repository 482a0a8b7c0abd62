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


def test_a_stranger_sends_nothing(client: Client) -> None:
    assert send(client)["Location"].startswith("/masuk/")
    assert not HeldFile.objects.exists()
