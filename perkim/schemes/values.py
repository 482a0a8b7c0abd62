"""The official values that a scheme brings with it: what a house gets, and for how long it is looked after. What a
household gets is said by the list that its year froze. Source: `domain.md` §4.1."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from perkim.funds.amounts import declare_aid
from perkim.funds.gates import Ceilings
from perkim.parameters.first_values import FirstValue, state_first_value
from perkim.parameters.kinds import TEXT, ParameterKind, ParameterValueError, declare, kind, whole_number
from perkim.parameters.reading import value_on
from perkim.schemes.applied import Applied
from perkim.schemes.decree_texts import declare_decree_texts
from perkim.schemes.scheme import Scheme
from perkim.swadaya.ranking.requirements import WorthOn

AID, TIER, CARE = "nilai", "tingkat_nilai", "masa_pelihara"
EVERYWHERE = "umum"
SINCE = date(2020, 1, 1)
OURS = "Nilai awal portal; dapat diubah dinas"


def declare_scheme(scheme: Scheme) -> Scheme:
    """Make the official values of a scheme known. Called while modules are imported, before anything is built of it."""
    declare_decree_texts(scheme)
    # No source states how long the household is helped with what turns out wrong.
    care = declare(scheme.parameter(CARE), "Masa pemeliharaan rumah", unit="bulan", parse=whole_number(1, 60))
    state_first_value(FirstValue(key=care.key, value=scheme.care_months, starts=SINCE, basis=OURS))
    title = f"Nilai bantuan {scheme.aid_title} menurut jenis pekerjaan"
    declare_aid(scheme.parameter(AID), title, scheme.values)
    for tier in scheme.tiers:
        declare_aid(_tier_key(scheme, tier.key), f"{title}, {tier.title}", tier.values)
    if scheme.tiers:
        _declare_tier(scheme)
    return scheme


def _tier_key(scheme: Scheme, tier: str) -> str:
    return scheme.parameter(AID if tier == EVERYWHERE else f"{AID}_{tier}")


def _declare_tier(scheme: Scheme) -> None:
    """Which of the tables holds in this regency."""
    known = (EVERYWHERE, *(tier.key for tier in scheme.tiers))

    def parse(value: Any) -> str:
        if value not in known:
            raise ParameterValueError(f"“{value}” bukan tingkat nilai. Pilihannya: {', '.join(known)}.")
        return str(value)

    title = f"Nilai bantuan {scheme.aid_title} yang berlaku di daerah ini"
    tier = declare(scheme.parameter(TIER), title, unit="(kode)", parse=parse, shape=TEXT)
    state_first_value(FirstValue(key=tier.key, value=EVERYWHERE, starts=SINCE, basis=OURS))


def worth_on(scheme: Scheme) -> WorthOn:
    """What the values of a year begin with, by the day."""
    return Applied(_worth_on, (scheme,))


def _worth_on(scheme: Scheme, day: date) -> Mapping[str, Ceilings]:
    tier = value_on(kind(scheme.parameter(TIER)), day) if scheme.tiers else EVERYWHERE
    worth: Mapping[str, Ceilings] = value_on(kind(_tier_key(scheme, tier)), day)
    return worth


def care_parameter(scheme: Scheme) -> ParameterKind:
    """For how many months after the handover the house is looked after."""
    return kind(scheme.parameter(CARE))
