"""How the survey of a house is provided: every question answered, of a house that meets every rule.

Houses of the demo office are worn in one of three ways."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django.utils import timezone

from perkim.accounts.models import User
from perkim.demo.hands import Hands
from perkim.demo.providing import provide
from perkim.sipoc.models import Berkas
from perkim.swadaya.models import Calon, HouseSurvey
from perkim.swadaya.survey.actions import fingerprint, save_survey
from perkim.swadaya.survey.questions import GROUPS, QuestionGroup
from perkim.swadaya.survey.requirements import SurveyComplete
from perkim.visits.actions.visiting import Report, VisitPosition, record_visit
from perkim.visits.demo import HOME, NEXT_DOOR
from perkim.visits.requirements import VisitRecorded
from perkim.visits.terms import VisitOutcome

# A page saves one group and asks the rules each time; nobody here need wait for that.
EVERYTHING = QuestionGroup(
    key="semua", title="Semua kelompok", fields=tuple(name for group in GROUPS for name in group.fields)
)
# Every answer of a household that meets every rule, and of a house that may be proposed.
ANSWERS: dict[str, Any] = {
    "citizen": True,
    "family_status": "KELUARGA",
    "residents": 5,
    "households": 1,
    "has_elderly": False,
    "has_disabled": False,
    "has_toddler": True,
    "decile": 1,
    "education": "SD",
    "occupation": "Buruh tani",
    "income_method": "HARIAN",
    "income_amount": 75_000,
    "income_days": 24,
    "income_letter": True,
    "land_proof": "LETTER_C",
    "land_number": "C 214",
    "land_holder": "Suparman",
    "land_status": "SENDIRI",
    "land_area": Decimal("96.50"),
    "land_letter": None,
    "border_north": "Jalan desa",
    "border_east": "Rumah Paimin",
    "border_south": "Kebun",
    "border_west": "Rumah Satuman",
    "disputed": False,
    "spatial": "SESUAI",
    "zone": "BUKAN",
    "house_area": Decimal(30),
    "floors": 1,
    "built_year": 1998,
    "occupied_years": 12,
    "other_house": False,
    "pondasi": "A",
    "sloof": "A",
    "kolom": "B",
    "ring_balok": "A",
    "rangka_atap": "B",
    "roof": "GENTENG",
    "roof_state": "B",
    "wall": "BAMBU",
    "wall_state": "C",
    "floor": "TANAH",
    "floor_state": "C",
    "water": "SUMUR",
    "latrine": "BERSAMA",
    "closet": "LEHER_ANGSA",
    "disposal": "SEPTIK",
    "septic_distance": Decimal(11),
    "daylight": False,
    "ventilation": True,
    "electricity": "PLN",
    "aid_said": False,
    "aid_programme": "",
    "aid_year": None,
    "aid_value": None,
    "aid_exception": "",
    "house_aid": "",
    "willing": "SUDAH",
    "stays": "SUDAH",
    "signed_on": date(2026, 6, 22),
}


@provide.register
def _(requirement: SurveyComplete, hands: Hands, case: Berkas) -> None:
    now = hands.tick()
    answers = ANSWERS | {"signed_on": timezone.localdate(now)}
    save_answers(hands.provider(requirement, case), case, answers, now)


def save_answers(actor: User, case: Berkas, answers: Mapping[str, Any], now: datetime) -> HouseSurvey:
    """Save all groups as one."""
    filled = {name: answers.get(name, _nothing(name)) for name in EVERYTHING.fields}
    stored = HouseSurvey.objects.filter(berkas=case).first()
    seen = fingerprint(stored, EVERYTHING)
    return save_survey(actor=actor, case=case, group=EVERYTHING, answers=filled, seen=seen, now=now)


def go_there(actor: User, case: Berkas, key: str, at: datetime, outcome: VisitOutcome = VisitOutcome.SURVEYED) -> None:
    """Record a visit at the place that the village's list gives, or somewhere in the middle of the village."""
    calon = Calon.objects.get(berkas=case)
    east = HOME[1] + NEXT_DOOR * (case.pk % 25)
    latitude, longitude = calon.latitude or HOME[0] - NEXT_DOOR * (case.pk // 25 % 25 + 1), calon.longitude or east
    position = VisitPosition(latitude=latitude, longitude=longitude, accuracy_m=6 + case.pk % 9)
    note = "" if outcome is VisitOutcome.SURVEYED else "Rumah kosong sejak Agustus, menurut ketua RT."
    report = Report(outcome=outcome, visited_at=at, client_key=uuid4(), position=position, note=note)
    record_visit(actor=actor, case=case, key=key, report=report, now=at)


def visit_as_listed(requirement: VisitRecorded, hands: Hands, case: Berkas) -> None:
    go_there(hands.provider(requirement, case), case, requirement.key, hands.tick())


def survey_as_worn(requirement: SurveyComplete, hands: Hands, case: Berkas) -> None:
    fill_in(hands.provider(requirement, case), case, hands.tick())


def fill_in(actor: User, case: Berkas, at: datetime, **otherwise: Any) -> None:
    """Answer the whole survey; the house is worn in one of three ways."""
    save_answers(actor, case, _as_worn(Calon.objects.get(berkas=case), timezone.localdate(at)) | otherwise, at)


def _nothing(name: str) -> Any:
    """How the survey stores what was not answered."""
    field = HouseSurvey._meta.get_field(name)
    return None if getattr(field, "null", False) else ""


def _as_worn(calon: Calon, day: date) -> dict[str, Any]:
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
