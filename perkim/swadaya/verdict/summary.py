"""A verdict in one sentence, and the survey's answers in words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.formats import date_format

from perkim.lib.money import rupiah
from perkim.swadaya.models import HouseSurvey
from perkim.swadaya.survey.questions import GROUPS, QuestionGroup, is_empty, lacking, question
from perkim.swadaya.verdict.eligibility import Eligibility

_MONEY = ("income_amount", "aid_value")


@dataclass(frozen=True, kw_only=True)
class SummaryHeading:
    """The news of a verdict: one sentence without its full stop, and the colour of its tag with its word."""

    sentence: str
    word: str
    tag: str


def heading_of(eligibility: Eligibility, *, since: Sequence[str] = (), looked_at: bool = True) -> SummaryHeading:
    """What matters most: what was found since (`since`), then what fails, what is held, what is not known. `looked_at`:
    the verdict was compared with what is known now; where it was not, the sentence names its day."""
    if since and not eligibility.failing:
        return SummaryHeading(sentence="Tidak lagi memenuhi syarat menurut data hari ini", word="Berubah", tag="bad")
    if eligibility.failing:
        count = len(eligibility.failing)
        return SummaryHeading(sentence=f"{count} syarat tidak terpenuhi", word="Tidak layak", tag="bad")
    if not eligibility.assessment.complete:
        return SummaryHeading(
            sentence="Survei belum lengkap, jadi kelayakannya belum pasti", word="Belum lengkap", tag=""
        )
    if eligibility.waiting:
        count = len(eligibility.waiting)
        return SummaryHeading(sentence=f"{count} syarat masih ditunggu", word="Ditahan", tag="warn")
    day = "" if looked_at else f" saat dinilai {date_format(eligibility.assessment.on, 'j F Y')}"
    return SummaryHeading(sentence=f"Semua syarat terpenuhi{day}", word="Layak diusulkan", tag="ok")


@dataclass(frozen=True, kw_only=True)
class SummaryAnswer:
    label: str
    words: str


@dataclass(frozen=True, kw_only=True)
class Answered:
    """One group of the survey as the page of the whole shows it."""

    group: QuestionGroup
    answers: tuple[SummaryAnswer, ...]
    lacks: tuple[str, ...]

    @property
    def begun(self) -> bool:
        return bool(self.answers)


def answered(survey: HouseSurvey | None) -> list[Answered]:
    """All groups with what was answered, and the questions that lack an answer."""
    return [
        Answered(
            group=group,
            answers=tuple(_answers(survey, group)) if survey else (),
            lacks=tuple(_label(name) for name in lacking(survey, group)),
        )
        for group in GROUPS
    ]


def _answers(survey: HouseSurvey, group: QuestionGroup) -> Iterator[SummaryAnswer]:
    for name in group.fields:
        value = getattr(survey, name)
        if not is_empty(value):
            yield SummaryAnswer(label=_label(name), words=in_words(survey, name, value))
    if "income_amount" in group.fields and survey.income is not None:
        yield SummaryAnswer(label="Penghasilan sebulan", words=rupiah(survey.income))


def in_words(survey: HouseSurvey, name: str, value: Any) -> str:
    """An answer as people read it."""
    if isinstance(value, bool):
        return "Ya" if value else "Tidak"
    if question(name).choices:
        return str(getattr(survey, f"get_{name}_display")())
    if name in _MONEY:
        return rupiah(value)
    if isinstance(value, date):
        return date_format(value, "j F Y")
    if isinstance(value, Decimal):
        return measure(value)
    return str(value)


def measure(value: Decimal) -> str:
    """`36,5`, without zeros that say nothing."""
    text = f"{value:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")


def _label(name: str) -> str:
    return str(question(name).verbose_name)
