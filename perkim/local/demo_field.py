"""What the facilitator of the demo office finds in the houses: visits, photos, answers; through the real actions."""

import io
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any
from uuid import uuid4

from django.utils import timezone

from perkim.accounts.models import User
from perkim.files.examination import ExaminedFile, examine
from perkim.files.kinds import HOUSE_PHOTO
from perkim.local.demo_people import HOME, NEXT_DOOR
from perkim.local.demo_scans import house_photo
from perkim.sipoc.models import Berkas
from perkim.swadaya.models import Calon, HouseSurvey
from perkim.swadaya.survey.actions import fingerprint, save_survey
from perkim.swadaya.survey.questions import GROUPS, QuestionGroup
from perkim.visits.actions.photos import add_photo
from perkim.visits.actions.visiting import Position, Report, record_visit
from perkim.visits.requirements import PhotosTaken
from perkim.visits.terms import Found

# A page saves one group and asks the rules each time; the demo office need not wait for that.
EVERYTHING = QuestionGroup(
    key="semua", title="Semua kelompok", fields=tuple(name for group in GROUPS for name in group.fields)
)


def go_there(actor: User, case: Berkas, key: str, at: datetime, outcome: Found = Found.SURVEYED) -> None:
    """Record a visit at the place that the village's list gives, or somewhere in the middle of the village."""
    calon = Calon.objects.get(berkas=case)
    east = HOME[1] + NEXT_DOOR * (case.pk % 25)
    latitude, longitude = calon.latitude or HOME[0] - NEXT_DOOR * (case.pk // 25 % 25 + 1), calon.longitude or east
    position = Position(latitude=latitude, longitude=longitude, accuracy_m=6 + case.pk % 9)
    note = "" if outcome is Found.SURVEYED else "Rumah kosong sejak Agustus, menurut ketua RT."
    found = Report(outcome=outcome, visited_at=at, client_key=uuid4(), position=position, note=note)
    record_visit(actor=actor, case=case, key=key, report=found, now=at)


def photograph(actor: User, case: Berkas, asked: PhotosTaken, at: datetime) -> None:
    for slot in asked.photos.slots:
        file = _photo_of(slot.title)
        add_photo(actor=actor, case=case, key=asked.key, slot=slot.key, file=file, client_key=uuid4(), now=at)


def _photo_of(side: str) -> ExaminedFile:
    """All houses look alike: each side is drawn and examined once, which is what takes time."""
    content, examined = _drawn(side)
    return ExaminedFile(io.BytesIO(content), size=len(content), findings=examined.findings)


@cache
def _drawn(side: str) -> tuple[bytes, ExaminedFile]:
    examined = examine(house_photo(side), HOUSE_PHOTO)
    examined.seek(0)
    return examined.read(), examined


def fill_in(actor: User, case: Berkas, at: datetime, **otherwise: Any) -> None:
    """Answer the whole survey; the house is worn in one of three ways."""
    answers = _answers(Calon.objects.get(berkas=case), timezone.localdate(at)) | otherwise
    told = {name: answers.get(name, _nothing(name)) for name in EVERYTHING.fields}
    found = HouseSurvey.objects.filter(berkas=case).first()
    save_survey(actor=actor, case=case, group=EVERYTHING, answers=told, seen=fingerprint(found, EVERYTHING), now=at)


def _nothing(name: str) -> Any:
    """How the survey stores what was not answered."""
    field = HouseSurvey._meta.get_field(name)
    return None if getattr(field, "null", False) else ""


def _answers(calon: Calon, day: date) -> dict[str, Any]:
    """What the list says, and how the house is worn, in one of three ways."""
    kind = calon.pk % 3
    listed = {name: getattr(calon, name) for name in ("residents", "households", "occupation", "land_proof")}
    worn = {name: ways[kind] for name, ways in WORN.items()}
    return (
        listed
        | USUAL
        | worn
        | {
            "income_amount": calon.income,
            "land_number": f"C {100 + calon.pk}",
            "land_holder": calon.person.name,
            "land_area": calon.land_area,
            "house_area": calon.house_area,
            "built_year": 1985 + kind * 6,
            "occupied_years": 12 + kind,
            "signed_on": day,
        }
    )


USUAL: dict[str, Any] = {
    "citizen": True,
    "family_status": "KELUARGA",
    "has_disabled": False,
    "income_method": "BULANAN",
    "income_letter": True,
    "land_status": "SENDIRI",
    "land_letter": True,
    "disputed": False,
    "spatial": "SESUAI",
    "zone": "BUKAN",
    "floors": 1,
    "other_house": False,
    "roof": "GENTENG",
    "wall": "BAMBU",
    "floor": "TANAH",
    "floor_state": "C",
    "water": "SUMUR",
    "daylight": False,
    "electricity": "PLN",
    "aid_said": False,
    "willing": "SUDAH",
    "stays": "SUDAH",
}
WORN: dict[str, tuple[Any, Any, Any]] = {
    "has_elderly": (True, False, False),
    "has_toddler": (False, True, False),
    "decile": (1, 2, 3),
    "pondasi": ("A", "B", "C"),
    "sloof": ("B", "C", "T"),
    "kolom": ("B", "C", "C"),
    "ring_balok": ("B", "T", "T"),
    "rangka_atap": ("C", "B", "C"),
    "roof_state": ("C", "B", "C"),
    "wall_state": ("C", "C", "B"),
    "latrine": ("BERSAMA", "SENDIRI", "TIDAK_ADA"),
    "closet": ("LEHER_ANGSA", "LEHER_ANGSA", "TIDAK_ADA"),
    "disposal": ("SEPTIK", "CUBLUK", ""),
    "septic_distance": (Decimal(11), None, None),
    "ventilation": (True, False, False),
}
