"""Every form of these screens, sent with rubbish: an Indonesian sentence, never a fault, and the typed words stay."""

from collections.abc import Mapping
from html import escape

import pytest
from django.http import HttpResponse
from django.test import Client

from perkim.accounts.models import Assignment, User
from perkim.accounts.roles import Role
from tests.cast import KABUPATEN, give, open_account
from tests.every_programme.walker import undone
from tests.worlds import kept

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

FOREIGN = ("This field", "Select a valid", "Enter a", "Ensure", "violat", "dilanggar", "Null characters")


@pytest.fixture
def people(admin: User) -> dict[str, str]:
    """Asked for before `desk`, whose signing in is a write of the test's own."""
    return _people()


@kept
def _people() -> dict[str, str]:
    head, other = open_account("kadis"), open_account("sekdis")
    return {"pk": str(head.pk), "post": str(give(head, Role.KADIS).pk), "other": str(other.pk)}


def send(desk: Client, people: dict[str, str], path: str, **changed: object):
    fields = {name: value.format(**people) for name, value in FORMS[path].items()}
    return desk.post(path.format(**people), fields | changed)


def faults(desk: Client, people: dict[str, str], path: str, tries: Mapping[str, object]) -> dict[str, str]:
    """What went wrong when each of these was sent in each field; what one changes is undone before the next."""
    found: dict[str, str] = {}
    desk.raise_request_exception = False
    for field in FORMS[path]:
        for name, rubbish in tries.items():
            with undone():
                answer = send(desk, people, path, **{field: rubbish})
            if fault := fault_of(answer, strict=isinstance(rubbish, str)):
                found[f"{field}={name}"] = fault
    return found


def fault_of(answer: HttpResponse, *, strict: bool) -> str:
    if answer.status_code not in (200, 302):
        return f"answered {answer.status_code}"
    if strict and answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
        page = answer.content.decode()
        if 'id="galat"' not in page:
            return "no summary of faults"
        if "<script>x" in page:
            return "script not escaped"
    return ""


@pytest.mark.parametrize("path", FORMS)
def test_rubbish_in_one_field_is_no_fault(people, desk: Client, path: str) -> None:
    assert not faults(desk, people, path, {ascii(rubbish[:12]): rubbish for rubbish in RUBBISH})


@pytest.mark.parametrize("path", FORMS)
def test_a_missing_field_is_no_fault(people, desk: Client, path: str) -> None:
    whole = {name: value.format(**people) for name, value in FORMS[path].items()}
    for field in whole:
        with undone():
            answer = desk.post(path.format(**people), {name: value for name, value in whole.items() if name != field})
        assert answer.status_code in (200, 302), field


@pytest.mark.parametrize("path", FORMS)
def test_nothing_but_a_token_is_no_fault(people, desk: Client, path: str) -> None:
    before = (User.objects.people().count(), Assignment.objects.count())
    answer = desk.post(path.format(**people), {"csrfmiddlewaretoken": "x"})
    assert answer.status_code == 200
    assert "kosong" in answer.content.decode() or "pilihan" in answer.content.decode()
    assert before == (User.objects.people().count(), Assignment.objects.count())


@pytest.mark.parametrize("path", FORMS)
def test_a_field_sent_twice_is_no_fault(people, desk: Client, path: str) -> None:
    assert not faults(desk, people, path, {"twice": ["satu", "dua"]})


@pytest.mark.parametrize("path", FORMS)
@pytest.mark.parametrize(
    "kind", ["application/json", "text/plain", "application/xml", "multipart/form-data; boundary=x"]
)
def test_another_kind_of_body_is_no_fault(people, desk: Client, path: str, kind: str) -> None:
    answer = desk.post(path.format(**people), b'{"name": "x"}\xff\xfe', content_type=kind)
    assert answer.status_code in (200, 302, 400)


@pytest.mark.parametrize(("path", "field"), TYPED)
def test_what_was_typed_stays_on_the_page(people, desk: Client, path: str, field: str) -> None:
    typed = "Bu <Ani> & " + "x" * 300
    page = send(desk, people, path, **{field: typed}).content.decode()
    assert 'id="galat"' in page
    assert escape(typed) in page


@pytest.mark.parametrize("path", FORMS)
def test_no_fault_is_told_in_english_or_in_the_databases_words(people, desk: Client, path: str) -> None:
    told = set()
    for field in FORMS[path]:
        for rubbish in ("", "a\0b", "x" * 10_000):
            with undone():
                page = send(desk, people, path, **{field: rubbish}).content.decode(errors="replace")
            told |= {(field, rubbish[:3], word) for word in FOREIGN if word in page}
    assert not told


def test_a_sentence_does_not_repeat_thousands_of_letters(people, desk: Client) -> None:
    page = send(desk, people, "/akun/{pk}/peran/", region="x" * 10_000).content.decode()
    assert f"Wilayah “{'x' * 59}…” tidak dikenal." in page
    # Once, as the value of its field.
    assert page.count("x" * 10_000) == 1
