"""The pages of the survey, one form for each group of questions; and the form to decide a rule differently."""

from typing import Any

from django import forms
from django.core.validators import BaseValidator
from django.db import models
from django.utils.timezone import localdate

from perkim.lib.amount_field import AmountField
from perkim.lib.count_field import CountField, YearField
from perkim.lib.day_field import PastDayField
from perkim.lib.measure_field import MeasureField
from perkim.lib.yes_no_field import YesNoField
from perkim.swadaya.models import Calon, HouseSurvey
from perkim.swadaya.survey.actions import fingerprint
from perkim.swadaya.survey.faults import HELD_TOGETHER, MOST_AMOUNT, PAST_YEARS, survey_faults
from perkim.swadaya.survey.questions import QuestionGroup, question
from perkim.swadaya.terms import Condition, RuleOutcome
from perkim.swadaya.verdict.eligibility import RuleLine

_FINISHES = ("roof_state", "wall_state", "floor_state")
# What the village's list already says, until somebody has looked.
_FROM_LIST = {
    "residents": "residents",
    "households": "households",
    "occupation": "occupation",
    "land_proof": "land_proof",
    "land_area": "land_area",
    "house_area": "house_area",
}
# What numbers count, where a village may write another thing.
_COUNTED = {"residents": "orang", "households": "KK"}


def field_for(field: models.Field) -> forms.Field:
    """The form field for a question of the survey."""
    options: dict[str, Any] = {"label": field.verbose_name, "help_text": field.help_text}
    if isinstance(field, models.BooleanField):
        return YesNoField(**options)
    if field.choices:
        choices = [choice for choice in field.choices if choice[0] or field.name == "aid_exception"]
        return forms.ChoiceField(choices=_choices(field, choices), widget=forms.RadioSelect, **options)
    if isinstance(field, models.DateField):
        return PastDayField(**options)
    if isinstance(field, models.DecimalField):
        most = _limit(field, "max_value")
        return MeasureField(max_digits=9, decimal_places=2, most=most, validators=field.validators, **options)
    if isinstance(field, models.BigIntegerField):
        return AmountField(min_value=0, max_value=MOST_AMOUNT, **options)
    if isinstance(field, models.IntegerField):
        of = _COUNTED.get(field.name, "")
        if field.name in PAST_YEARS:
            return YearField(least=_limit(field, "min_value"), most=localdate().year, **options)
        return CountField(least=_limit(field, "min_value"), most=_limit(field, "max_value"), of=of, **options)
    return forms.CharField(max_length=field.max_length, **options)


def _choices(field: models.Field, choices: list[Any]) -> list[Any]:
    """Of a part's state also the letter that stands on the paper form; roof, wall and floor are never absent."""
    if {value for value, _ in choices} != set(Condition.values):
        return choices
    states = [(value, f"{value} · {words}") for value, words in choices]
    return [each for each in states if each[0] != Condition.ABSENT or field.name not in _FINISHES]


def _limit(field: models.Field, code: str) -> Any:
    return next(each.limit_value for each in field.validators if isinstance(each, BaseValidator) and each.code == code)


class GroupForm(forms.Form):
    """One page of the survey. Nothing must be answered to save it: what lacks is said on the page of the whole. What
    the survey of the year `before` and the village's list say stands there until somebody has looked."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    use_required_attribute = False

    def __init__(
        self,
        data: Any = None,
        *,
        group: QuestionGroup,
        survey: HouseSurvey | None,
        calon: Calon | None,
        before: HouseSurvey | None = None,
    ) -> None:
        self.group, self.survey = group, survey
        known = {name: getattr(survey, name) for name in group.fields} if survey else {}
        for name in group.fields if before else ():
            if known.get(name) in (None, ""):
                known[name] = getattr(before, name)
        for name in group.fields if calon else ():
            if known.get(name) in (None, "") and name in _FROM_LIST:
                known[name] = getattr(calon, _FROM_LIST[name])
        super().__init__(data, initial={**known, "seen": fingerprint(survey, group)})
        for name in group.fields:
            self.fields[name] = field_for(question(name))
            self.fields[name].required = name not in group.optional

    def full_clean(self) -> None:
        """A draft: a question without an answer is no fault, though its label does not call it optional."""
        needed = {name: field.required for name, field in self.fields.items()}
        for field in self.fields.values():
            field.required = False
        super().full_clean()
        for name, field in self.fields.items():
            field.required = needed[name]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        values = {name: getattr(self.survey, name, None) for name in HELD_TOGETHER}
        # What could not be read is held against nothing.
        values |= {name: data.get(name) for name in self.group.fields if name in values}
        for fault in survey_faults(HouseSurvey(**values), localdate(), self.group.fields):
            self.add_error(next(name for name in fault.names if name in self.fields), fault.sentence)
        return data

    def answers(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.group.fields}


class OverrideForm(forms.Form):
    """What the rule shall count as, and why. `seen` is what the page showed."""

    seen = forms.CharField(widget=forms.HiddenInput)
    after = forms.ChoiceField(
        label="Putusan Anda", widget=forms.RadioSelect, error_messages={"required": "Pilih putusan Anda."}
    )
    reason = forms.CharField(
        label="Alasan",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Tulis bukti atau pertimbangannya. Desa dan calon dapat membacanya.",
        error_messages={
            "required": "Tulis alasan memutuskan berbeda. Alasan itu tercatat dan dapat dibaca desa.",
            "max_length": "Alasan paling panjang 1.000 huruf. Ringkaskan.",
        },
    )

    def __init__(self, data: Any = None, *, line: RuleLine) -> None:
        super().__init__(data, initial={"seen": line.verdict.result})
        self.fields["after"].choices = [  # type: ignore[attr-defined]
            (each.value, each.label) for each in (RuleOutcome.PASSED, RuleOutcome.FAILED) if each != line.verdict.result
        ]
