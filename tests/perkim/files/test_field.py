"""The form field of an upload: what is wrong stands at the field, what is right can be kept."""

import pytest
from crispy_forms.utils import render_crispy_form
from django import forms
from django.core.exceptions import RequestDataTooBig
from django.test import Client, RequestFactory

from perkim.files.examination import ExaminedFile
from perkim.files.fields import UploadField
from perkim.files.intakes import Intake
from perkim.files.kinds import DRAWING, PHOTO, SPREADSHEET
from perkim.files.receiving import MOST_BYTES, LimitedRequestHandler
from tests.perkim.files.samples import pdf, phone_photo, sent

HOUSE = Intake(key="rumah", accepts=(PHOTO,))


class HouseForm(forms.Form):
    front = UploadField(label="Tampak depan", intake=HOUSE)
    back = UploadField(label="Tampak belakang", intake=HOUSE, required=False)


def test_a_good_photo_comes_out_examined() -> None:
    form = HouseForm({}, {"front": sent(phone_photo())})
    assert form.is_valid()
    assert isinstance(form.cleaned_data["front"], ExaminedFile)
    assert form.cleaned_data["back"] is None


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        ({}, "Pilih file yang akan diunggah."),
        ({"front": sent(b"")}, "File ini kosong (0 byte). Pilih file yang lain."),
        (
            {"front": sent(pdf())},
            "File ini PDF, yang diminta foto (JPEG, PNG, WebP, atau HEIC). Pilih file yang lain.",
        ),
    ],
)
def test_what_is_wrong_stands_at_the_field(files: dict, sentence: str) -> None:
    form = HouseForm({}, files)
    assert form.errors == {"front": [sentence]}
    assert sentence in render_crispy_form(form)


def test_what_is_sent_without_its_file_is_reported() -> None:
    form = HouseForm({}, {"front": "bukan file"})
    assert form.errors == {"front": ["File tidak terkirim. Pilih lalu unggah lagi."]}


def test_the_page_says_beforehand_what_is_taken() -> None:
    page = render_crispy_form(HouseForm())
    assert "JPEG, PNG, WebP, atau HEIC, paling besar 10 MB." in page
    assert 'accept=".jpg,.png,.webp,.heic,.jpeg,image/jpeg,image/png,image/webp,image/heic"' in page
    assert HouseForm().is_multipart()


@pytest.mark.parametrize(
    ("kind", "hint"),
    [
        (SPREADSHEET, "XLSX atau CSV, paling besar 20 MB."),
        (DRAWING, "DWG, PDF, PNG, JPEG, atau TIFF, paling besar 100 MB."),
    ],
)
def test_the_hint_follows_the_kind(kind, hint: str) -> None:
    assert UploadField(intake=Intake(key="uji", accepts=(kind,))).help_text == hint


def test_the_screen_may_use_its_own_words() -> None:
    field = UploadField(intake=HOUSE, help_text="Seluruh rumah tampak.", error_messages={"required": "Unggah foto."})
    assert field.help_text == "Seluruh rumah tampak."
    assert field.error_messages["required"] == "Unggah foto."


def test_a_form_too_long_to_take_is_refused_before_it_is_read(rf: RequestFactory) -> None:
    request = rf.generic("POST", "/", b"--x", content_type="multipart/form-data; boundary=x")
    request.META["CONTENT_LENGTH"] = str(MOST_BYTES + 1)
    with pytest.raises(RequestDataTooBig):
        request.FILES  # noqa: B018


def test_too_long_a_form_gets_the_page_for_unreadable_requests(db, client: Client) -> None:
    answer = client.post("/masuk/", {"front": sent(phone_photo())}, headers={"Content-Length": str(MOST_BYTES + 1)})
    assert answer.status_code == 400
    assert "Permintaan ini tidak dapat dibaca" in answer.content.decode()


def test_the_largest_drawing_passes() -> None:
    taken_over = LimitedRequestHandler().handle_raw_input(None, {}, DRAWING.most_bytes + 1_000_000, b"x")
    assert taken_over is None
