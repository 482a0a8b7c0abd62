"""E5: no aid for a house within the years before; how matches by person, family and place are weighed.

Counted from the day of the decree by which the earlier aid was given to the day of the new decree; before there is one,
to the day of the verdict (`domain.md` §3.2 [D]).
"""

from datetime import date
from typing import Any

from perkim.lib.text import full_stop, within_sentence
from perkim.swadaya.rules.facts import HouseholdFacts, PastAid, Thresholds
from perkim.swadaya.rules.result import RuleResult, failed, held, passed, unknown
from perkim.swadaya.terms import AidException, EligibilityRule, HouseAid

_MATCHES = {
    "nik": "NIK calon",
    "kk": "nomor KK",
    "pasangan": "NIK pasangan",
    "koordinat": "letak rumah",
    "pengakuan": "keterangan calon",
}
_RIVALS = {
    "nik": "Orang yang sama",
    "kk": "Keluarga dengan KK yang sama",
    "pasangan": "Pasangan calon ini",
}


def aid_before(facts: HouseholdFacts, limits: Thresholds) -> RuleResult:
    """E5 for one household; `limits` says how many years must lie between two grants, and what is excepted. Aid that
    matches only by place counts when this family got it, holds the case until somebody has asked whose it was, and is a
    flag if it was a former owner's or a neighbour's."""
    until, years = facts.aid_until or facts.on, limits.jeda
    data = {"bantuan": [_plain(aid) for aid in facts.aid], "jeda": years, "mengaku_pernah": facts.aid_said}
    data |= {"sampai": until.isoformat(), "pengecualian": sorted(limits.pengecualian)}
    data["calon_lain"] = [each.case for each in facts.rivals]
    others = facts.house_aid in (HouseAid.FORMER, HouseAid.NEIGHBOUR)
    against = [aid for aid in facts.aid if _counts(aid, until, limits)]
    blocking = [aid for aid in against if not aid.of_the_house_alone or facts.house_aid == HouseAid.THIS]
    flags = tuple(_flag(aid, facts.house_aid) for aid in against if aid.of_the_house_alone and others)
    if facts.rivals:
        first = facts.rivals[0]
        what = f"{_RIVALS[first.same]} sudah menjadi calon pada berkas {full_stop(first.case)}"
        return failed(EligibilityRule.AID_BEFORE, what, data, flags)
    if blocking:
        return failed(
            EligibilityRule.AID_BEFORE, _sentence(max(blocking, key=lambda aid: aid.granted_on), until, years), data
        )
    if facts.aid_said is None:
        return unknown(
            EligibilityRule.AID_BEFORE, "Belum ditanyakan apakah keluarga ini pernah menerima bantuan rumah.", data
        )
    if against and not others:
        what = _named(max(against, key=lambda aid: aid.granted_on))
        return held(
            EligibilityRule.AID_BEFORE, f"Rumah di letak ini pernah menerima {what}. Tanyakan siapa penerimanya.", data
        )
    return passed(EligibilityRule.AID_BEFORE, _good(facts, limits), data, flags)


def _counts(aid: PastAid, until: date, limits: Thresholds) -> bool:
    """Within the span, unless the set in force excepts it; a second aid in the same year always counts."""
    if aid.granted_on.year == until.year:
        return True
    return aid.exception not in limits.pengecualian and aid.granted_on > _years_before(until, limits.jeda)


def _years_before(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # 29 February
        return day.replace(year=day.year - years, day=28)


def _sentence(aid: PastAid, on: date, years: int) -> str:
    how = ", ".join(_MATCHES[each] for each in _MATCHES if each in aid.matched_by)
    if aid.granted_on.year == on.year:
        return f"Keluarga ini sudah menerima {_named(aid)} pada tahun yang sama (menurut {how})."
    return f"Keluarga ini menerima {_named(aid)}, belum lewat {years} tahun (menurut {how})."


def _good(facts: HouseholdFacts, limits: Thresholds) -> str:
    own = [aid for aid in facts.aid if not aid.of_the_house_alone]
    if not own:
        return "Keluarga ini belum pernah menerima bantuan rumah."
    last = max(own, key=lambda aid: aid.granted_on)
    if last.exception in limits.pengecualian:
        exception = within_sentence(AidException(last.exception).label)
        return f"Keluarga ini menerima {_named(last)}, yang dikecualikan: {exception}."
    return f"Keluarga ini menerima {_named(last)}, sudah lewat {limits.jeda} tahun."


def _flag(aid: PastAid, whose: str) -> str:
    if whose == HouseAid.NEIGHBOUR:
        return f"Rumah tetangga yang berdekatan menerima {_named(aid)}."
    return f"Rumah di letak ini menerima {_named(aid)} pada masa pemilik lama."


def _named(aid: PastAid) -> str:
    case = f" (berkas {aid.case})" if aid.case else ""
    return f"{aid.programme} tahun {aid.granted_on.year}{case}"


def _plain(aid: PastAid) -> dict[str, Any]:
    return {
        "program": aid.programme,
        "tanggal": aid.granted_on.isoformat(),
        "tahun_saja": aid.year_only,
        "pengecualian": aid.exception,
        "menurut": sorted(aid.matched_by),
        "jarak_m": None if aid.metres is None else round(aid.metres, 1),
        "nilai": aid.amount,
        "berkas": aid.case,
    }
