"""What cannot be true of the answers of a survey: said at the question, and refused by whoever writes the answers.

What a plan or a law limits is no matter of this file, but what nobody can have meant: a year to come, somebody who
lives alone among others, an income of thousands of millions.
"""

from collections.abc import Collection, Iterator
from datetime import date
from typing import NamedTuple

from perkim.lib.money import rupiah
from perkim.lib.text import in_thousands
from perkim.swadaya.models import HouseSurvey
from perkim.swadaya.terms import FamilyStatus

# No household that asks for aid earns more in a month; a nought too many does.
MOST_INCOME = 100_000_000
# As one amount: what is earned in a year, or what an earlier aid was worth.
MOST_AMOUNT = 1_000_000_000
# The same as a village's list takes.
MOST_HOUSE_AREA = 2_000
PAST_YEARS = ("built_year", "aid_year")
# All questions that are looked at here.
HELD_TOGETHER = (
    *PAST_YEARS, "house_area", "land_area", "floors", "residents", "family_status", "income_amount", "income_method",
    "income_days",
)  # fmt: skip
TOO_LARGE = "Luas rumah melebihi luas tanah × jumlah lantai. Periksa ketiganya."


class SurveyFault(NamedTuple):
    """The questions whose answers do not fit, the one where it is said first, and the sentence."""

    names: tuple[str, ...]
    sentence: str


def survey_faults(survey: HouseSurvey, today: date, names: Collection[str]) -> list[SurveyFault]:
    """Faults in which at least one of these questions has a part."""
    return [each for each in _faults(survey, today) if set(each.names) & set(names)]


def too_large(survey: HouseSurvey) -> bool:
    """Whether the house cannot stand on its land (`domain.md` §3.3)."""
    if survey.house_area is None or survey.land_area is None or survey.floors is None:
        return False
    return survey.house_area > survey.land_area * survey.floors


def _faults(survey: HouseSurvey, today: date) -> Iterator[SurveyFault]:
    if too_large(survey):
        yield SurveyFault(("house_area", "land_area", "floors"), TOO_LARGE)
    if survey.house_area is not None and survey.house_area > MOST_HOUSE_AREA:
        yield SurveyFault(
            ("house_area",), f"Luas rumah paling banyak {in_thousands(MOST_HOUSE_AREA)} m². Periksa angkanya."
        )
    for name in PAST_YEARS:
        if (getattr(survey, name) or 0) > today.year:
            yield SurveyFault((name,), f"Tahun {getattr(survey, name)} belum tiba. Periksa tahunnya.")
    if survey.family_status == FamilyStatus.ALONE and (survey.residents or 1) > 1:
        said = f"Tertulis hidup sendiri, tetapi penghuninya {survey.residents} orang. Betulkan salah satunya."
        yield SurveyFault(("residents", "family_status"), said)
    if (survey.income or 0) > MOST_INCOME:
        said = (
            f"Penghasilan sebulan menjadi {rupiah(survey.income or 0)}. Periksa banyaknya nol dan cara menghitungnya."
        )
        yield SurveyFault(("income_amount", "income_method", "income_days"), said)
