"""What the facilitator of the demo office finds in the houses: visits, photos, answers; through the real actions."""

import io
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any
from uuid import uuid4

from django.utils import timezone

from perkim.accounts.models import User
from perkim.files.examination import ExaminedFile
from perkim.local.demo_people import HOME
from perkim.local.demo_scans import house_photo
from perkim.sipoc.models import Berkas
from perkim.swadaya.actions.surveying import fingerprint, save_survey
from perkim.swadaya.groups import GROUPS
from perkim.swadaya.models import Calon, HouseSurvey
from perkim.visits.actions.photos import add_photo
from perkim.visits.actions.visiting import Position, Report, record_visit
from perkim.visits.requirements import PhotosTaken
from perkim.visits.terms import Found


def go_there(actor: User, case: Berkas, key: str, at: datetime, outcome: Found = Found.SURVEYED) -> None:
    """Record a visit at the place that the village's list gives, or in the middle of the village."""
    calon = Calon.objects.get(berkas=case)
    latitude, longitude = calon.latitude or HOME[0], calon.longitude or HOME[1]
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
    examined = house_photo(side)
    examined.seek(0)
    return examined.read(), examined


def fill_in(actor: User, case: Berkas, at: datetime, **otherwise: Any) -> None:
    """Answer the whole survey; the house is worn in one of three ways."""
    answers = _answers(Calon.objects.get(berkas=case), timezone.localdate(at)) | otherwise
    for group in GROUPS:
        found = HouseSurvey.objects.filter(berkas=case).first()
        told = {name: answers.get(name, _nothing(name)) for name in group.fields}
        save_survey(actor=actor, case=case, group=group, answers=told, seen=fingerprint(found, group), now=at)


def _nothing(name: str) -> Any:
    """How the survey stores what was not answered."""
    field = HouseSurvey._meta.get_field(name)
    return None if getattr(field, "null", False) else ""


def _answers(calon: Calon, day: date) -> dict[str, Any]:
    worn = calon.pk % 3
    return {
        "citizen": True,
        "family_status": "KELUARGA",
        "residents": calon.residents,
        "households": calon.households,
        "has_elderly": worn == 0,
        "has_disabled": False,
        "has_toddler": worn == 1,
        "decile": worn + 1,
        "occupation": calon.occupation,
        "income_method": "BULANAN",
        "income_amount": calon.income,
        "income_letter": True,
        "land_proof": calon.land_proof,
        "land_number": f"C {100 + calon.pk}",
        "land_holder": calon.person.name,
        "land_status": "SENDIRI",
        "land_area": calon.land_area,
        "land_letter": True,
        "disputed": False,
        "spatial": "SESUAI",
        "zone": "BUKAN",
        "house_area": calon.house_area,
        "floors": 1,
        "built_year": 1985 + worn * 6,
        "occupied_years": 12 + worn,
        "other_house": False,
        "pondasi": "ABC"[worn],
        "sloof": "BCT"[worn],
        "kolom": "BCC"[worn],
        "ring_balok": "BTT"[worn],
        "rangka_atap": "CBC"[worn],
        "roof": "GENTENG",
        "roof_state": "CBC"[worn],
        "wall": "BAMBU",
        "wall_state": "CCB"[worn],
        "floor": "TANAH",
        "floor_state": "C",
        "water": "SUMUR",
        "latrine": ("BERSAMA", "SENDIRI", "TIDAK_ADA")[worn],
        "closet": ("LEHER_ANGSA", "LEHER_ANGSA", "TIDAK_ADA")[worn],
        "disposal": ("SEPTIK", "CUBLUK", "")[worn],
        "septic_distance": Decimal(11) if worn == 0 else None,
        "daylight": False,
        "ventilation": worn == 0,
        "electricity": "PLN",
        "aid_said": False,
        "willing": "SUDAH",
        "stays": "SUDAH",
        "signed_on": day,
    }
