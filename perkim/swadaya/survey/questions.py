"""The survey in groups of questions, one page each: which questions, and which of them still lack an answer."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import models

from perkim.swadaya.models import HouseSurvey
from perkim.swadaya.terms import IncomeMethod, LandProof, LandStatus


@dataclass(frozen=True, kw_only=True)
class QuestionGroup:
    """One page of the survey. `fields` in the order of the page; those in `optional` may stay empty."""

    key: str
    title: str
    fields: tuple[str, ...]
    optional: frozenset[str] = frozenset()
    hint: str = ""


GROUPS = (
    QuestionGroup(
        key="keluarga",
        title="Keluarga",
        fields=(
            "citizen",
            "family_status",
            "residents",
            "households",
            "has_elderly",
            "has_disabled",
            "has_toddler",
            "decile",
            "education",
        ),
        optional=frozenset({"decile", "education"}),
    ),
    QuestionGroup(
        key="penghasilan",
        title="Penghasilan",
        fields=("occupation", "income_method", "income_amount", "income_days", "income_letter"),
        optional=frozenset({"income_days"}),
        hint="Hitung penghasilan suami dan istri bersama-sama.",
    ),
    QuestionGroup(
        key="tanah",
        title="Tanah",
        fields=(
            "land_proof",
            "land_number",
            "land_holder",
            "land_status",
            "land_area",
            "land_letter",
            "border_north",
            "border_east",
            "border_south",
            "border_west",
            "disputed",
            "spatial",
            "zone",
        ),
        optional=frozenset({"land_letter", "border_north", "border_east", "border_south", "border_west"}),
    ),
    QuestionGroup(
        key="rumah",
        title="Rumah",
        fields=("house_area", "floors", "built_year", "occupied_years", "other_house"),
        optional=frozenset({"built_year"}),
    ),
    QuestionGroup(
        key="struktur",
        title="Struktur",
        fields=("pondasi", "sloof", "kolom", "ring_balok", "rangka_atap"),
        hint="Lihat bagian yang tampak, tanyakan bagian yang tertutup.",
    ),
    QuestionGroup(
        key="bagian",
        title="Atap, dinding, dan lantai",
        fields=("roof", "roof_state", "wall", "wall_state", "floor", "floor_state"),
    ),
    QuestionGroup(
        key="kesehatan",
        title="Air, sanitasi, dan listrik",
        fields=(
            "water",
            "latrine",
            "closet",
            "disposal",
            "septic_distance",
            "daylight",
            "ventilation",
            "electricity",
        ),
        optional=frozenset({"closet", "disposal", "septic_distance"}),
    ),
    QuestionGroup(
        key="pernyataan",
        title="Bantuan sebelumnya dan pernyataan",
        fields=(
            "aid_said",
            "aid_programme",
            "aid_year",
            "aid_value",
            "aid_exception",
            "house_aid",
            "willing",
            "stays",
            "signed_on",
        ),
        optional=frozenset({"aid_programme", "aid_year", "aid_value", "aid_exception", "house_aid", "signed_on"}),
    ),
)
BY_KEY = {group.key: group for group in GROUPS}


def question(name: str) -> models.Field:
    """The field of a question; its name is what the page asks."""
    field = HouseSurvey._meta.get_field(name)
    if not isinstance(field, models.Field):
        raise LookupError(f"{name!r} is no question of the survey")
    return field


def is_empty(value: object) -> bool:
    return value in (None, "")


def lacking(survey: HouseSurvey | None, group: QuestionGroup) -> list[str]:
    """The questions of a group that still need an answer, as fields; all that are needed where nothing is saved."""
    needed = [name for name in group.fields if name not in group.optional]
    if survey is None:
        return needed
    applicable = [name for name in (*needed, *_by_answer(survey, group)) if not _is_pointless(survey, name)]
    return [name for name in applicable if is_empty(getattr(survey, name))]


def is_complete(survey: HouseSurvey | None) -> bool:
    return not any(lacking(survey, group) for group in GROUPS)


def _by_answer(survey: HouseSurvey, group: QuestionGroup) -> Iterator[str]:
    """What another answer makes needed."""
    conditions = {
        "income_days": survey.income_method == IncomeMethod.DAILY,
        "land_letter": survey.land_status in (LandStatus.FAMILY, LandStatus.OTHER),
        "aid_programme": survey.aid_said,
        "aid_year": survey.aid_said,
    }
    yield from (name for name, needed in conditions.items() if needed and name in group.fields)


def _is_pointless(survey: HouseSurvey, name: str) -> bool:
    """Whether another answer makes this question pointless."""
    return name in ("land_number", "land_holder") and survey.land_proof == LandProof.NONE
