"""Held files: parts that may come twice, limits, an owner and a purpose, and an end after a day."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django import forms
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory
from django.utils import timezone

from perkim.accounts.roles import Role
from perkim.files import holding
from perkim.files.fields import GONE, UploadField
from perkim.files.held import ReceivedFile, files_of, keep_files
from perkim.files.holding import LEAST_PART, MOST_PART, PartError, forget_held, hold, receive_part
from perkim.files.intakes import Intake, declare_intake
from perkim.files.kinds import MEGABYTE, PDF
from perkim.files.models import HeldFile
from perkim.files.pieces import joined
from perkim.files.refusals import FileRefused
from tests.cast import employ
from tests.perkim.files.samples import pdf

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uploads_folder")]
LETTER = declare_intake(Intake(key="uji", accepts=(PDF,)))
OTHER = declare_intake(Intake(key="uji-lain", accepts=(PDF,)))
NOW = timezone.now()
CONTENT = bytes(range(256)) * 1000


class LetterForm(forms.Form):
    number = forms.IntegerField()
    letter = UploadField(intake=LETTER)


@pytest.fixture
def owner():
    return employ(Role.STAF)


def part(owner, key, start: int, content: bytes, size: int = len(CONTENT), **changes) -> HeldFile:
    told = {"owner_id": owner.pk, "intake": LETTER, "key": key, "name": "surat.pdf", "now": NOW} | changes
    return receive_part(size=size, start=start, content=content, **told)


def form_of(owner, posted: dict, now=NOW, **files) -> LetterForm:
    request = RequestFactory().post("/", posted | files)
    request.user = owner
    return LetterForm(request.POST, files_of(request, now=now))


def test_parts_make_the_file_whatever_comes_twice_or_too_early(owner) -> None:
    key, half = uuid4(), 128 * 1000
    assert part(owner, key, 0, CONTENT[:half]).received == half
    assert part(owner, key, 0, CONTENT[:half]).received == half
    assert part(owner, key, half + 1, CONTENT[half + 1 :]).received == half
    row = part(owner, key, half, CONTENT[half:])
    assert row.is_whole
    assert part(owner, key, 0, CONTENT[:half]).is_whole
    assert joined(row.parts, row.size).read() == CONTENT


@pytest.mark.parametrize(
    ("start", "length", "size"),
    [(0, LEAST_PART - 1, 10 * MEGABYTE), (0, MOST_PART + 1, 10 * MEGABYTE), (0, 11, 10), (0, 0, 10)],
    ids=["too short", "too long", "beyond the end", "nothing"],
)
def test_what_no_browser_of_ours_sends_is_refused(owner, start: int, length: int, size: int) -> None:
    with pytest.raises(PartError):
        part(owner, uuid4(), start, b"x" * length, size)


@pytest.mark.parametrize(("size", "words"), [(0, "kosong"), (20 * MEGABYTE + 1, "paling besar 20 MB")])
def test_the_size_is_refused_before_the_first_byte_is_kept(owner, size: int, words: str) -> None:
    with pytest.raises(FileRefused, match=words):
        part(owner, uuid4(), 0, b"x", size)
    assert not HeldFile.objects.exists()


def test_a_wrong_type_is_refused_with_the_first_part(owner) -> None:
    with pytest.raises(FileRefused, match="File ini JPEG, yang diminta PDF"):
        part(owner, uuid4(), 0, b"\xff\xd8\xff" + b"x" * LEAST_PART, 10 * MEGABYTE)


def test_the_bytes_lie_sealed(owner, uploads_folder) -> None:
    part(owner, uuid4(), 0, CONTENT)
    written = [path.read_bytes() for path in uploads_folder.rglob("*") if path.is_file()]
    assert len(written) == 1
    assert CONTENT[:64] not in written[0]


def test_an_account_may_have_a_few_and_the_oldest_makes_room(owner, monkeypatch) -> None:
    monkeypatch.setattr(holding, "MOST_FILES", 2)
    rows = [part(owner, uuid4(), 0, b"x", 1, now=NOW + timedelta(seconds=n)) for n in range(3)]
    assert list(HeldFile.objects.order_by("pk")) == rows[1:]
    part(employ(Role.KADIS), uuid4(), 0, b"x", 1)
    assert HeldFile.objects.count() == 3


def test_after_a_day_it_is_forgotten(owner) -> None:
    hold(owner_id=owner.pk, intake=LETTER, file=ContentFile(CONTENT, "a.pdf"), now=NOW)
    assert forget_held(now=NOW + holding.HELD_FOR - timedelta(seconds=1)) == 0
    assert forget_held(now=NOW + holding.HELD_FOR) == 1
    assert not HeldFile.objects.exists()


def test_held_twice_it_is_held_once(owner) -> None:
    for _ in range(2):
        row = hold(owner_id=owner.pk, intake=LETTER, file=ContentFile(pdf(), "a.pdf"), now=NOW)
    assert HeldFile.objects.get() == row
    assert row.is_whole


# --- In a form -------------------------------------------------------------------------------------------------


def test_a_wrong_number_does_not_discard_the_file(owner) -> None:
    letter = SimpleUploadedFile("surat.pdf", pdf())
    form = form_of(owner, {"number": "dua", "letter_titipan": "uji:"}, letter=letter)
    assert set(form.errors) == {"number"}
    keep_files(form, owner_id=owner.pk, now=NOW)
    row = HeldFile.objects.get()
    drawn = str(form["letter"])
    assert "File sudah sampai: surat.pdf" in drawn
    assert f'name="letter_titipan" value="uji:{row.key}"' in drawn
    again = form_of(owner, {"number": "2", "letter_titipan": f"uji:{row.key}"})
    assert again.is_valid()
    assert again.cleaned_data["letter"].read() == pdf()


def test_another_file_takes_the_place_of_the_held_one(owner) -> None:
    row = hold(owner_id=owner.pk, intake=LETTER, file=ContentFile(pdf(), "a.pdf"), now=NOW)
    newer = SimpleUploadedFile("b.pdf", pdf(title="b"))
    form = form_of(owner, {"number": "2", "letter_titipan": f"uji:{row.key}"}, letter=newer)
    assert form.is_valid()
    assert form.cleaned_data["letter"].findings.name == "b.pdf"


def test_what_is_wrong_with_the_file_is_reported_and_it_is_not_kept(owner) -> None:
    form = form_of(owner, {"number": "2"}, letter=SimpleUploadedFile("a.pdf", b"bukan pdf"))
    keep_files(form, owner_id=owner.pk, now=NOW)
    assert set(form.errors) == {"letter"}
    assert not HeldFile.objects.exists()


def test_what_is_wrong_with_a_held_file_is_reported_and_it_is_let_go(owner) -> None:
    row = hold(owner_id=owner.pk, intake=LETTER, file=ContentFile(b"%PDF-1.7 putus", "a.pdf"), now=NOW)
    form = form_of(owner, {"number": "2", "letter_titipan": f"uji:{row.key}"})
    keep_files(form, owner_id=owner.pk, now=NOW)
    assert set(form.errors) == {"letter"}
    assert "File sudah sampai" not in str(form["letter"])


def test_only_its_owner_may_use_it_for_what_it_was_sent_on_that_day(owner) -> None:
    row = hold(owner_id=owner.pk, intake=LETTER, file=ContentFile(pdf(), "a.pdf"), now=NOW)
    lost = hold(owner_id=owner.pk, intake=OTHER, file=ContentFile(pdf(), "a.pdf"), now=NOW)
    half = part(owner, uuid4(), 0, CONTENT[: LEAST_PART * 2])
    stranger = employ(Role.KADIS)
    for who, named, now in [
        (stranger, f"uji:{row.key}", NOW),
        (owner, f"uji-lain:{lost.key}", NOW),
        (owner, f"uji:{half.key}", NOW),
        (owner, f"uji:{row.key}", NOW + holding.HELD_FOR),
        (owner, "uji:bukan-kunci", NOW),
    ]:
        form = form_of(who, {"number": "2", "letter_titipan": named}, now=now)
        assert form.errors == {"letter": [GONE]}, named
        assert 'value="uji:"' in str(form["letter"])


def test_bytes_that_are_gone_are_reported(owner, uploads_folder) -> None:
    row = hold(owner_id=owner.pk, intake=LETTER, file=ContentFile(pdf(), "a.pdf"), now=NOW)
    next(path for path in uploads_folder.rglob("*") if path.is_file()).unlink()
    assert form_of(owner, {"number": "2", "letter_titipan": f"uji:{row.key}"}).errors == {"letter": [GONE]}


def test_its_bytes_are_those_of_the_form(owner) -> None:
    row = hold(owner_id=owner.pk, intake=LETTER, file=ContentFile(pdf(), "a.pdf"), now=NOW)
    assert ReceivedFile(row).size == len(pdf())
