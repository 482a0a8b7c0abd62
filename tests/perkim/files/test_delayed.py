"""A photo that there was no time to look at: nothing is wrong with it, so nobody has to choose it again."""

import pytest
from django import forms
from django.test import RequestFactory
from django.utils import timezone

from perkim.accounts.roles import Role
from perkim.files import framing, photos
from perkim.files.darkroom import BUSY, PhotoGivenUp
from perkim.files.fields import UploadField
from perkim.files.held import ReceivedFile, files_of, keep_files, token_of
from perkim.files.intakes import Intake, declare_intake
from perkim.files.kinds import PHOTO
from perkim.files.models import HeldFile, Upload
from tests.cast import employ
from tests.perkim.files.samples import phone_photo, sent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uploads_folder")]
HOUSE = declare_intake(Intake(key="uji-foto", accepts=(PHOTO,)))


class HousePhotoForm(forms.Form):
    note = forms.CharField()
    front = UploadField(intake=HOUSE)


@pytest.fixture
def owner():
    return employ(Role.TFL)


def posted(owner, **words) -> HousePhotoForm:
    request = RequestFactory().post("/", words)
    request.user = owner
    form = HousePhotoForm(request.POST, files_of(request, now=timezone.now()))
    if not form.is_valid():
        keep_files(form, owner_id=owner.pk, now=timezone.now())
    return form


def give_up(why: bytes):
    def develop(content: bytes, form: str) -> None:
        raise PhotoGivenUp(why)

    return develop


def test_it_stays_held_and_is_looked_at_the_next_time(owner, monkeypatch) -> None:
    with monkeypatch.context() as busy:
        busy.setattr(photos.darkroom, "develop", give_up(BUSY))
        form = posted(owner, note="Rumah Bu Sri", front=sent(phone_photo()))
        assert form.errors == {"front": [photos.WAIT]}
        assert (form.data["note"], form.files["front"].row) == ("Rumah Bu Sri", HeldFile.objects.get())
        again = posted(owner, note="Rumah Bu Sri", front_titipan=token_of(HeldFile.objects.get()))
        assert isinstance(again.files["front"], ReceivedFile)
    assert posted(owner, note="Rumah Bu Sri", front_titipan=token_of(HeldFile.objects.get())).is_valid()


def test_what_is_too_heavy_is_reported_and_let_go(owner, monkeypatch) -> None:
    monkeypatch.setattr(photos.darkroom, "develop", give_up(framing.TOO_HEAVY))
    form = posted(owner, note="Rumah Bu Sri", front=sent(phone_photo()))
    assert form.errors == {"front": [photos.HEAVY]}
    assert (form.data["note"], "front" in form.files) == ("Rumah Bu Sri", False)
    assert not HeldFile.objects.exists()
    assert not Upload.objects.exists()
