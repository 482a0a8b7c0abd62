"""What a household gets in a scheme, and the official values that the scheme brings with it.

Where recipients are chosen from a ranking, the ranking froze what each gets. Otherwise it is what was stated for the
kind of work on the day of the decree that names it. Source: `domain.md` §4.1.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.timezone import localdate

from perkim.documents.models import Dokumen
from perkim.funds.amounts import AidOf, declare_aid
from perkim.funds.gates import Ceilings
from perkim.parameters.first_values import FirstValue, state_first_value
from perkim.parameters.kinds import ParameterKind, declare, kind, whole_number
from perkim.parameters.reading import value_on
from perkim.schemes.applied import Applied
from perkim.schemes.decree_texts import declare_decree_texts
from perkim.schemes.scheme import Scheme
from perkim.sipoc.happened import Beginning
from perkim.sipoc.models import Berkas
from perkim.swadaya.aid.awards import decreed_since
from perkim.swadaya.ranking.querysets import DROPPED_OUT
from perkim.swadaya.ranking.values import Awarded, decreed_of_many
from perkim.swadaya.verdict.eligibility import eligibility_of_many

AID, CARE = "nilai", "masa_pelihara"


def declare_scheme(scheme: Scheme) -> Scheme:
    """Make the official values of a scheme known. Called while modules are imported, before anything is built of it."""
    declare_decree_texts(scheme)
    # No source states how long the household is helped with what turns out wrong.
    care = declare(scheme.parameter(CARE), "Masa pemeliharaan rumah", unit="bulan", parse=whole_number(1, 60))
    stated = FirstValue(
        key=care.key, value=scheme.care_months, starts=date(2020, 1, 1), basis="Nilai awal portal; dapat diubah dinas"
    )
    state_first_value(stated)
    declare_aid(
        scheme.parameter(AID),
        f"Nilai bantuan {scheme.aid_title} menurut jenis pekerjaan",
        scheme.values,
        basis=scheme.values_basis,
    )
    return scheme


def aid_parameter(scheme: Scheme) -> ParameterKind:
    """What the values of a year begin with."""
    return kind(scheme.parameter(AID))


def care_parameter(scheme: Scheme) -> ParameterKind:
    """For how many months after the handover the house is looked after."""
    return kind(scheme.parameter(CARE))


def aid_of(scheme: Scheme) -> AidOf:
    """What each of some households gets."""
    return decreed_of_many if scheme.ranked else Applied(stated_of_many, (scheme,))


def stated_of_many(scheme: Scheme, ids: Iterable[int]) -> dict[int, Ceilings]:
    """By the case's id what the kind of work of its verdict got on the day of its decree, or gets today while there is
    none; who was never assessed is not there. Two queries, those of the verdicts, and one for each day."""
    assessed = {pk: each.assessment.kind for pk, each in eligibility_of_many(list(ids)).items() if each.assessment.kind}
    days = decree_days(scheme, assessed)
    tables = {day: value_on(aid_parameter(scheme), day) for day in {days.get(pk) or localdate() for pk in assessed}}
    return {pk: tables[days.get(pk) or localdate()][work] for pk, work in assessed.items()}


def decree_days(scheme: Scheme, ids: Iterable[int]) -> dict[int, date]:
    """By the case's id the day of the decree of its year; who waits for one is not there. Two queries."""
    years = dict(Berkas.objects.filter(pk__in=list(ids)).order_by().values_list("pk", "parent__parent"))
    papers = Dokumen.objects.live().filter(berkas__in=set(years.values()), key=scheme.decree.key, dated__isnull=False)
    days = {year: dated for year, dated in papers.order_by().values_list("berkas", "dated") if dated}
    return {pk: days[year] for pk, year in years.items() if year in days}


def named_since(scheme: Scheme) -> Callable[[Berkas], list[Beginning]]:
    """Says since when a household is named by a decree."""
    return decreed_since if scheme.ranked else Applied(_decreed, (scheme,))


def _decreed(scheme: Scheme, case: Berkas) -> list[Beginning]:
    day = decree_days(scheme, [case.pk]).get(case.pk)
    return [Beginning(day, scheme.decree.short)] if day else []


def worth_of(scheme: Scheme) -> Callable[[Sequence[Berkas]], Mapping[int, int]]:
    """What cases of households are worth (`Process.worth`)."""
    since = scheme.at.awarded
    return Awarded(since=since) if scheme.ranked else StatedWorth(scheme=scheme, since=since)


@dataclass(frozen=True, kw_only=True)
class StatedWorth:
    """As `Awarded`, without a ranking: what is stated for the kind of work, from the stage `since` on."""

    scheme: Scheme
    since: str

    def __call__(self, cases: Sequence[Berkas]) -> dict[int, int]:
        stages = [stage.key for stage in cases[0].declared.stages]
        later = set(stages[stages.index(self.since) :])
        awarded = [each.pk for each in cases if each.stage in later and each.outcome not in DROPPED_OUT]
        return {pk: each.total for pk, each in stated_of_many(self.scheme, awarded).items()} if awarded else {}
