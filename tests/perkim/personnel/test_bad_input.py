"""Every form of these screens, sent with rubbish: an Indonesian sentence, never a fault, and the typed words stay."""

from html import escape

import pytest
from django.test import Client

from perkim.accounts.models import Assignment, User
from perkim.accounts.roles import Role
from tests.cast import KABUPATEN, give, open_account

pytestmark = pytest.mark.django_db
FORMS = {
    "/akun/baru/": {"username": "siti", "name": "Siti", "salutation": "IBU", "email": "a@b.co", "nip": ""},
    "/akun/{pk}/peran/": {
        "role": "STAF",
        "programme": "",
        "region": KABUPATEN,
        "title": "Staf",
        "starts": "2026-07-01",
        "ends": "2026-08-01",
    },
    "/akun/{pk}/pelaksana/": {
        "acting_for": "{post}",
        "acting": "PLT",
        "user": "{other}",
        "starts": "2026-07-01",
        "ends": "2026-08-01",
        "basis": "Surat Perintah 1",
    },
    "/akun/{pk}/peran/{post}/akhiri/": {"last_day": "2026-07-01"},
}
EACH = [(path, field) for path, fields in FORMS.items() for field in fields]
RUBBISH = ["a\0b", "a" * 10_000, "9" * 25, "<script>x", "💥", "\r\nX: y"]
# What a person types freely and would have to type again.
TYPED = [
    (path, field) for path, field in EACH if field in ("username", "name", "email", "nip", "region", "title", "basis")
]

FOREIGN = ("This field", "Select a valid", "Enter a", "Ensure this", "violate", "dilanggar", "Null characters")


@pytest.fixture
def people(db: None) -> dict[str, str]:
    head, other = open_account("kadis"), open_account("sekdis")
    return {"pk": str(head.pk), "post": str(give(head, Role.KADIS).pk), "other": str(other.pk)}


def send(desk: Client, people: dict[str, str], path: str, **changed: object):
    fields = {name: value.format(**people) for name, value in FORMS[path].items()}
    return desk.post(path.format(**people), fields | changed)


@pytest.mark.parametrize(("path", "field"), EACH)
@pytest.mark.parametrize("rubbish", RUBBISH, ids=lambda text: ascii(text[:12]))
def test_rubbish_in_one_field_is_no_fault(desk: Client, people, path: str, field: str, rubbish: str) -> None:
    answer = send(desk, people, path, **{field: rubbish})
    assert answer.status_code in (200, 302)
    if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
        page = answer.content.decode()
        assert 'id="galat"' in page
        assert "<script>x" not in page


@pytest.mark.parametrize(("path", "field"), EACH)
def test_a_missing_field_is_no_fault(desk: Client, people, path: str, field: str) -> None:
    fields = {name: value.format(**people) for name, value in FORMS[path].items() if name != field}
    assert desk.post(path.format(**people), fields).status_code in (200, 302)


@pytest.mark.parametrize("path", FORMS)
def test_nothing_but_a_token_is_no_fault(desk: Client, people, path: str) -> None:
    before = (User.objects.people().count(), Assignment.objects.count())
    answer = desk.post(path.format(**people), {"csrfmiddlewaretoken": "x"})
    assert answer.status_code == 200
    assert "kosong" in answer.content.decode() or "pilihan" in answer.content.decode()
    assert before == (User.objects.people().count(), Assignment.objects.count())


@pytest.mark.parametrize(("path", "field"), EACH)
def test_a_field_sent_twice_is_no_fault(desk: Client, people, path: str, field: str) -> None:
    assert send(desk, people, path, **{field: ["satu", "dua"]}).status_code in (200, 302)


@pytest.mark.parametrize("path", FORMS)
@pytest.mark.parametrize(
    "kind", ["application/json", "text/plain", "application/xml", "multipart/form-data; boundary=x"]
)
def test_another_kind_of_body_is_no_fault(desk: Client, people, path: str, kind: str) -> None:
    answer = desk.post(path.format(**people), b'{"name": "x"}\xff\xfe', content_type=kind)
    assert answer.status_code in (200, 302, 400)


@pytest.mark.parametrize(("path", "field"), TYPED)
def test_what_was_typed_stays_on_the_page(desk: Client, people, path: str, field: str) -> None:
    typed = "Bu <Ani> & " + "x" * 300
    page = send(desk, people, path, **{field: typed}).content.decode()
    assert 'id="galat"' in page
    assert escape(typed) in page


@pytest.mark.parametrize(("path", "field"), EACH)
def test_no_fault_is_told_in_english_or_in_the_databases_words(desk: Client, people, path: str, field: str) -> None:
    for rubbish in ("", "a\0b", "x" * 10_000):
        page = send(desk, people, path, **{field: rubbish}).content.decode(errors="replace")
        assert not [
            word
            for word in ("This field", "Select a valid", "Enter a", "Ensure", "violat", "dilanggar")
            if word in page
        ]


def test_a_sentence_does_not_repeat_thousands_of_letters(desk: Client, people) -> None:
    page = send(desk, people, "/akun/{pk}/peran/", region="x" * 10_000).content.decode()
    assert f"Wilayah “{'x' * 59}…” tidak dikenal." in page
    # Once, as the value of its field.
    assert page.count("x" * 10_000) == 1
