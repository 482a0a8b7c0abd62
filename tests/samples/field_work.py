"""Households that facilitators visit: the letters' family (`tests/samples/family.py`) with a visit and five photos."""

import io
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from types import SimpleNamespace
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from PIL.ExifTags import GPS, IFD, Base

from perkim.accounts.models import User
from perkim.accounts.roles import Role
from perkim.files.examination import ExaminedFile, examine
from perkim.files.kinds import HOUSE_PHOTO
from perkim.regions.models import Region
from perkim.sipoc.actions.handing import hand_over
from perkim.sipoc.actions.opening import NewCase, open_many
from perkim.sipoc.declarations import Programme
from perkim.sipoc.models import Berkas
from perkim.swadaya.destination import HOUSE as HOUSES
from perkim.visits.actions.photos import add_photo
from perkim.visits.actions.visiting import Report, VisitPosition, record_visit
from perkim.visits.declarations import PhotoSet, Slot
from perkim.visits.models import Photo, Visit
from perkim.visits.requirements import PhotosTaken, VisitRecorded
from perkim.visits.terms import VisitOutcome, WhyNotGps
from tests.cast import SUMBERWULUH, staff
from tests.samples.family import FAMILY, VISIT
from tests.samples.office import MONDAY
from tests.samples.registering import register_for_test
from tests.worlds import kept

SIDES = PhotoSet(
    key="awal",
    title="Foto rumah 0 %",
    slots=(
        Slot(key="depan", title="Tampak depan", hint="Seluruh muka rumah, dari sudut 45 derajat."),
        Slot(key="belakang", title="Tampak belakang"),
        Slot(key="dalam", title="Bagian dalam", hint="Lantai, dinding, dan rangka atap terlihat."),
        Slot(key="kiri", title="Samping kiri"),
        Slot(key="kanan", title="Samping kanan"),
    ),
)
WENT = VisitRecorded(key="survei", title="Kunjungan rumah", destination=HOUSES)
PHOTOS = PhotosTaken(
    key="foto_0", title="Foto rumah", photos=SIDES, destination=HOUSES, hint="Lima sisi rumah sebelum diperbaiki."
)
_house = VISIT.stages[0]
HOUSE = replace(VISIT, stages=(replace(_house, inputs=(WENT, PHOTOS)), *VISIT.stages[1:]))
HOUSE = replace(HOUSE, seen_by=(*VISIT.seen_by, Role.TIM_TEKNIS))
# A house of the synthetic list, in Sumberwuluh.
HOME = (Decimal("-8.179503"), Decimal("113.041126"))
CREW = {
    "tfl": Role.TFL,
    "tfl_lain": Role.TFL,
    "korfas": Role.KORFAS,
    "staf": Role.STAF,
    "tim": Role.TIM_TEKNIS,
    "kadis": Role.KADIS,
    "operator": Role.OPERATOR_DESA,
}


def with_field_work() -> Programme:
    year, bundle, _ = FAMILY.processes
    return replace(FAMILY, processes=(year, bundle, HOUSE))


def open_field_office(monkeypatch: pytest.MonkeyPatch, at: datetime = MONDAY) -> SimpleNamespace:
    """Register the sample and employ everybody who works it; by a short name each. Second factors are set up."""
    register_for_test(monkeypatch, with_field_work())
    since = at.date().replace(month=1, day=1)
    return staff(CREW, starts=since, second_factor=True, by_name=True)


@kept
def handed_houses(office: SimpleNamespace, count: int = 1, at: datetime = MONDAY) -> list[Berkas]:
    """Houses of Sumberwuluh that the coordinator handed to the first facilitator."""
    programme = with_field_work()
    place = [Region.objects.get(pk=SUMBERWULUH)]
    year, bundle, house = programme.processes

    def opened(process, parent: Berkas | None, titles: list[str]) -> list[Berkas]:
        new = [NewCase(title=title, regions=place) for title in titles]
        return open_many(actor=office.staf, programme=programme, process=process, new=new, now=at, parent=parent)

    above = opened(bundle, opened(year, None, ["Kegiatan 2026"])[0], ["Usulan Sumberwuluh"])[0]
    cases = opened(house, above, [f"Rumah {number}" for number in range(1, count + 1)])
    return hand_over(actor=office.korfas, cases=cases, role=Role.TFL, to=office.tfl, now=at)


def report(**changes) -> Report:
    words = {
        "outcome": VisitOutcome.SURVEYED,
        "visited_at": MONDAY,
        "client_key": uuid4(),
        "position": VisitPosition(latitude=HOME[0], longitude=HOME[1], accuracy_m=8),
    }
    return Report(**{**words, **changes})


def typed(latitude: Decimal = HOME[0], longitude: Decimal = HOME[1]) -> dict:
    """What stands in a report whose position was typed."""
    return {"position": VisitPosition(latitude=latitude, longitude=longitude), "why_not_gps": WhyNotGps.DENIED}


def visit(actor: User, case: Berkas, at: datetime = MONDAY, **changes) -> Visit:
    """Record a visit as the page would, with a user read for this request."""
    actor, case = User.objects.get(pk=actor.pk), Berkas.objects.get(pk=case.pk)
    return record_visit(actor=actor, case=case, key=WENT.key, report=report(**changes), now=at)


def house_photo(
    shade: int = 90, *, moment: str = "2026:06:22 09:05:00", place: tuple[Decimal, Decimal] | None = HOME
) -> bytes:
    """A JPEG as a phone takes it, with time and position; `shade` makes it another photo."""
    exif = Image.Exif()
    exif[Base.Model] = "Telepon contoh"
    exif.get_ifd(IFD.Exif).update({Base.DateTimeOriginal: moment})
    if place:
        exif.get_ifd(IFD.GPSInfo).update(
            {
                GPS.GPSLatitudeRef: "S",
                GPS.GPSLatitude: (float(-place[0]), 0.0, 0.0),
                GPS.GPSLongitudeRef: "E",
                GPS.GPSLongitude: (float(place[1]), 0.0, 0.0),
            }
        )
    output = io.BytesIO()
    Image.new("RGB", (400, 300), (shade % 256, 120, 80)).save(output, "JPEG", exif=exif)
    return output.getvalue()


def examined(content: bytes) -> ExaminedFile:
    return examine(SimpleUploadedFile("rumah.jpg", content, "image/jpeg"), HOUSE_PHOTO)


def photograph(
    actor: User,
    case: Berkas,
    slot: str = "depan",
    content: bytes | None = None,
    *,
    key: UUID | None = None,
    at: datetime = MONDAY,
) -> Photo:
    """Send a photo as the page would."""
    return add_photo(
        actor=User.objects.get(pk=actor.pk),
        case=Berkas.objects.get(pk=case.pk),
        key=PHOTOS.key,
        slot=slot,
        file=examined(content or house_photo()),
        client_key=key or uuid4(),
        now=at,
    )


def all_sides(actor: User, case: Berkas, at: datetime = MONDAY) -> list[Photo]:
    return [photograph(actor, case, slot.key, house_photo(number), at=at) for number, slot in enumerate(SIDES.slots)]
