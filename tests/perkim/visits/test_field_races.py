"""Field work under real concurrency: a phone that sends again while the first sending is on its way."""

from types import SimpleNamespace
from uuid import uuid4

import pytest

from perkim.audit.heads import kept_heads
from perkim.audit.verification import verify
from perkim.files.models import Upload
from perkim.sipoc.exceptions import SipocError, StaleError
from perkim.sipoc.models import Berkas
from perkim.visits.actions.photos import return_photo
from perkim.visits.models import Photo, Visit
from tests.races import at_once
from tests.samples.field_work import (
    PHOTOS,
    all_sides,
    handed_houses,
    house_photo,
    open_field_office,
    photograph,
    visit,
)
from tests.samples.office import MONDAY, take_move


@pytest.fixture
def busy_office(fresh_database, monkeypatch) -> SimpleNamespace:
    return open_field_office(monkeypatch)


def test_a_visit_sent_three_times_at_once_is_one(busy_office) -> None:
    house, key = handed_houses(busy_office)[0], uuid4()
    answers = at_once(*[lambda: visit(busy_office.tfl, house, client_key=key)] * 3)
    assert len({answer.pk for answer in answers}) == 1
    assert Visit.objects.count() == 1
    assert list(verify(kept_heads())) == []


def test_a_photo_sent_three_times_at_once_is_one(busy_office) -> None:
    house, key = handed_houses(busy_office)[0], uuid4()
    answers = at_once(*[lambda: photograph(busy_office.tfl, house, key=key)] * 3)
    assert len({answer.pk for answer in answers}) == 1
    assert Photo.objects.count() == Upload.objects.count() == 1


def test_of_two_photos_for_one_side_at_once_one_stands(busy_office) -> None:
    house = handed_houses(busy_office)[0]
    at_once(
        *[lambda number=number: photograph(busy_office.tfl, house, content=house_photo(number)) for number in (1, 2)]
    )
    assert (Photo.objects.live().count(), Photo.objects.count()) == (1, 2)
    assert list(verify(kept_heads())) == []


def test_five_sides_sent_at_once_are_all_kept(busy_office) -> None:
    house = handed_houses(busy_office)[0]
    at_once(
        *[
            lambda slot=slot, number=number: photograph(busy_office.tfl, house, slot.key, house_photo(number))
            for number, slot in enumerate(PHOTOS.photos.slots)
        ]
    )
    assert Photo.objects.live().count() == 5


@pytest.mark.parametrize("round_", range(3))
def test_a_photo_is_not_sent_back_under_a_house_that_moves_on(busy_office, round_: int) -> None:
    house = handed_houses(busy_office)[0]
    visit(busy_office.tfl, house)
    photos = all_sides(busy_office.tfl, house)

    def send_back() -> Photo:
        return return_photo(actor=busy_office.korfas, photo=photos[0], key=PHOTOS.key, reason="Foto buram.", now=MONDAY)

    answers = at_once(send_back, lambda: take_move(busy_office.tfl, house, "catat"))
    assert sum(isinstance(answer, SipocError) for answer in answers) == 1
    missing = bool(PHOTOS.missing(Berkas.objects.filter(pk=house.pk)))
    assert missing is (Berkas.objects.get(pk=house.pk).stage == "datang")


def test_a_photo_sent_back_by_two_is_sent_back_once(busy_office) -> None:
    house = handed_houses(busy_office)[0]
    photo = photograph(busy_office.tfl, house)
    answers = at_once(
        *[
            lambda who=who: return_photo(actor=who, photo=photo, key=PHOTOS.key, reason="Foto buram.", now=MONDAY)
            for who in (busy_office.korfas, busy_office.tim)
        ]
    )
    assert sum(isinstance(answer, StaleError) for answer in answers) == 1
