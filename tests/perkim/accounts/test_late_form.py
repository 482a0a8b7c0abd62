"""A form whose token went stale is offered again, to its own site only."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from perkim.accounts.models import User
from perkim.accounts.roles import Role
from tests.cast import employ
from tests.pages import one_line

pytestmark = pytest.mark.django_db
NEW = "/akun/baru/"
TYPED = {"username": "siti.maesaroh", "name": "Siti Ma'esaroh", "csrfmiddlewaretoken": "a" * 64}
OURS, OFFERED = {"HTTP_ORIGIN": "http://testserver"}, "Isian Anda masih ada."


@pytest.fixture
def careful() -> Client:
    """A client that checks tokens, signed in as an admin with a page open."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(employ(Role.ADMIN, second_factor=True))
    client.get(NEW)
    return client


def test_what_was_typed_is_offered_again(careful: Client) -> None:
    answer = careful.post(NEW, TYPED, **OURS)
    page = one_line(answer)
    assert answer.status_code == 403
    assert OFFERED in page
    assert '<input type="hidden" name="name" value="Siti Ma&#x27;esaroh">' in page


def test_sent_with_the_token_of_that_page_it_is_done(careful: Client) -> None:
    careful.post(NEW, TYPED, **OURS)
    token = careful.cookies["csrftoken"].value
    careful.post(NEW, TYPED | {"csrfmiddlewaretoken": token}, **OURS)
    assert User.objects.filter(username="siti.maesaroh").exists()


def test_a_missing_cookie_is_met_the_same_way(careful: Client) -> None:
    del careful.cookies["csrftoken"]
    assert OFFERED in careful.post(NEW, TYPED, **OURS).content.decode()


@pytest.mark.parametrize(
    "origin",
    [
        "https://jahat.example",
        "null",
        "http://testserver.jahat.example",
        "http://testserver:8000",
        "https://testserver",
        "",
    ],
)
def test_another_origin_is_offered_nothing(careful: Client, origin: str) -> None:
    page = careful.post(NEW, TYPED, HTTP_ORIGIN=origin).content.decode()
    assert "siti.maesaroh" not in page
    assert "Buka lagi halamannya" in page


def test_a_foreign_origin_named_like_a_token_is_offered_nothing(careful: Client) -> None:
    page = careful.post(NEW, TYPED, HTTP_ORIGIN="https://token.cookie.example").content.decode()
    assert "siti.maesaroh" not in page


def test_without_an_origin_nothing_is_offered(careful: Client) -> None:
    assert "siti.maesaroh" not in careful.post(NEW, TYPED).content.decode()


def test_another_origin_changes_nothing(careful: Client) -> None:
    careful.post(NEW, TYPED, HTTP_ORIGIN="https://jahat.example")
    assert not User.objects.filter(username="siti.maesaroh").exists()


@pytest.mark.parametrize("secret", ["password", "password1", "password2", "oldpassword", "code"])
def test_a_form_with_a_secret_is_not_offered(careful: Client, secret: str) -> None:
    page = careful.post(NEW, TYPED | {secret: "sangat rahasia"}, **OURS).content.decode()
    assert "sangat rahasia" not in page
    assert OFFERED not in page


def test_a_file_is_mentioned(careful: Client) -> None:
    page = careful.post(NEW, TYPED | {"foto": SimpleUploadedFile("a.jpg", b"x")}, **OURS).content.decode()
    assert "Berkas atau foto yang ikut dipilih tidak dapat disimpan. Pilih lagi setelah ini." in page


def test_a_stale_sign_in_form_is_opened_anew(careful: Client) -> None:
    page = one_line(Client(enforce_csrf_checks=True).post("/masuk/", {"login": "a", "password": "b"}, **OURS))
    assert '<a class="btn btn-primary" href="/masuk/">Buka lagi halamannya</a>' in page


@pytest.mark.parametrize("path", ["peran/", "pelaksana/", "keadaan/", "slip/"])
def test_the_page_to_open_again_can_be_opened(careful: Client, path: str) -> None:
    """These addresses only take forms; who opens them comes to the account they belong to."""
    pk = User.objects.people().get().pk
    assert careful.get(f"/akun/{pk}/{path}")["Location"] == f"/akun/{pk}/"
