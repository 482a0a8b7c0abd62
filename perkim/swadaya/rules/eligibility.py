"""E1 to E9: may this household receive the aid? Each answer is a sentence that the village can read. Source:
`domain.md` §3.2."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from perkim.lib.money import rupiah
from perkim.lib.text import within_sentence
from perkim.swadaya.rules.aid import aid_before
from perkim.swadaya.rules.building import FloorMinimum, Unsuitable, unfit_because
from perkim.swadaya.rules.facts import HouseholdFacts, Thresholds
from perkim.swadaya.rules.result import RuleResult, failed, held, listed, passed, unknown
from perkim.swadaya.terms import EligibilityRule, FamilyStatus, LandProof, LandStatus, Spatial, Statement, Zone

__all__ = ["RuleResult", "eligibility"]


@dataclass(frozen=True, kw_only=True)
class _Case:
    """What every rule is given."""

    facts: HouseholdFacts
    limits: Thresholds
    minimum: FloorMinimum
    unsuitable: Unsuitable


def eligibility(
    facts: HouseholdFacts, thresholds: Thresholds, minimum: FloorMinimum, unsuitable: Unsuitable
) -> tuple[RuleResult, ...]:
    """The nine answers, in order, about what is known on `facts.on`."""
    case = _Case(facts=facts, limits=thresholds, minimum=minimum, unsuitable=unsuitable)
    return tuple(rule(case) for rule in _RULES)


def _family(case: _Case) -> RuleResult:
    """E1: a citizen with a family; alone only when old or disabled."""
    facts, age = case.facts, case.facts.age
    data = {"wni": facts.citizen, "status": facts.family_status, "usia": age, "disabilitas": facts.has_disabled}
    if facts.citizen is False:
        return failed(EligibilityRule.FAMILY, "Calon bukan warga negara Indonesia.", data)
    if facts.citizen is None or not facts.family_status:
        return unknown(EligibilityRule.FAMILY, "Kewarganegaraan atau status keluarga belum diisi.", data)
    if facts.family_status != FamilyStatus.ALONE:
        return passed(
            EligibilityRule.FAMILY, f"Warga negara Indonesia. {FamilyStatus(facts.family_status).label}.", data
        )
    old = case.limits.lansia
    if age is not None and age >= old:
        return passed(
            EligibilityRule.FAMILY, f"Hidup sendiri, berusia {age} tahun, termasuk lansia ({old} tahun ke atas).", data
        )
    if facts.has_disabled:
        return passed(EligibilityRule.FAMILY, "Hidup sendiri, penyandang disabilitas.", data)
    if age is None or facts.has_disabled is None:
        return unknown(
            EligibilityRule.FAMILY, "Calon hidup sendiri; tanggal lahir atau keterangan disabilitas belum diisi.", data
        )
    return failed(
        EligibilityRule.FAMILY,
        f"Calon hidup sendiri, berusia {age} tahun (lansia: {old}), dan bukan penyandang disabilitas.",
        data,
    )


def _land(case: _Case) -> RuleResult:
    """E2: the land is held legally, not disputed, and meant for housing."""
    facts = case.facts
    data = {"bukti": facts.land_proof, "status": facts.land_status, "sengketa": facts.disputed, "ruang": facts.spatial}
    data["surat_keterangan"] = facts.land_letter
    if facts.disputed:
        return failed(EligibilityRule.LAND, "Tanah dalam sengketa.", data)
    if facts.land_proof == LandProof.NONE:
        return failed(EligibilityRule.LAND, "Tidak ada bukti bahwa calon menguasai tanah ini secara sah.", data)
    if facts.spatial == Spatial.UNSUITED:
        return failed(EligibilityRule.LAND, "Tanah tidak sesuai rencana tata ruang (RTRW).", data)
    if not (facts.land_proof and facts.land_status) or facts.disputed is None:
        return unknown(EligibilityRule.LAND, "Bukti, status, atau keterangan sengketa tanah belum diisi.", data)
    if facts.spatial in ("", Spatial.UNCHECKED):
        return unknown(EligibilityRule.LAND, "Kesesuaian dengan rencana tata ruang (RTRW) belum dicek.", data)
    proof = str(LandProof(facts.land_proof).label)
    if facts.land_status != LandStatus.OWN and not facts.land_letter:
        status = str(LandStatus(facts.land_status).label)
        return unknown(
            EligibilityRule.LAND,
            f"Status tanah: {status[0].lower()}{status[1:]}. Surat keterangan dengan batas U/T/S/B, "
            "dua saksi tetangga, dan dua saksi keluarga belum ada.",
            data,
        )
    return passed(EligibilityRule.LAND, f"{proof}, tidak dalam sengketa, sesuai rencana tata ruang.", data)


def _only_house(case: _Case) -> RuleResult:
    """E3: the only house they own, and one that is unfit to live in."""
    facts = case.facts
    because = unfit_because(facts.house, case.minimum, case.unsuitable)
    data = {"rumah_lain": facts.other_house, "tidak_layak": None if because is None else list(because)}
    if facts.other_house:
        return failed(EligibilityRule.ONLY_HOUSE, "Calon mempunyai rumah lain.", data)
    if because == ():
        return failed(
            EligibilityRule.ONLY_HOUSE, "Rumah ini masih layak huni: bangunan, luas, dan kesehatannya memenuhi.", data
        )
    if facts.other_house is None:
        return unknown(EligibilityRule.ONLY_HOUSE, "Keterangan tentang rumah lain belum diisi.", data)
    if because is None:
        return unknown(EligibilityRule.ONLY_HOUSE, "Keadaan rumah belum diisi lengkap.", data)
    return passed(
        EligibilityRule.ONLY_HOUSE, f"Satu-satunya rumah, dan tidak layak huni menurut {listed(because)}.", data
    )


def _occupied(case: _Case) -> RuleResult:
    """E4: lived in for so many years."""
    years, least = case.facts.occupied_years, case.limits.huni
    data = {"lama_menghuni": years, "paling_sedikit": least}
    if years is None:
        return unknown(EligibilityRule.OCCUPIED, "Lama menghuni belum diisi.", data)
    answer = failed if years < least else passed
    return answer(EligibilityRule.OCCUPIED, f"Rumah dihuni {years} tahun; paling sedikit {least} tahun.", data)


def _income(case: _Case) -> RuleResult:
    """E6: income not above the minimum wage."""
    income, limit = case.facts.income, case.limits.income_limit
    data: dict[str, Any] = {"penghasilan": income, "umk": case.limits.umk, "ump": case.limits.ump}
    if income is None:
        return unknown(EligibilityRule.INCOME, "Penghasilan keluarga belum diisi.", data)
    if limit is None:
        return unknown(EligibilityRule.INCOME, "Batas upah minimum belum ditetapkan di portal ini.", data)
    name, most = limit
    if income > most:
        return failed(
            EligibilityRule.INCOME, f"Penghasilan {rupiah(income)} sebulan, di atas {name} {rupiah(most)}.", data
        )
    return passed(
        EligibilityRule.INCOME, f"Penghasilan {rupiah(income)} sebulan, tidak melebihi {name} {rupiah(most)}.", data
    )


def _willing(case: _Case) -> RuleResult:
    """E7: they give their share, work in the group and answer for each other."""
    what = "berswadaya, bekerja dalam kelompok, dan tanggung renteng"
    return _statement(EligibilityRule.WILLING, case.facts.willing, what, {"pernyataan": case.facts.willing})


def _zone(case: _Case) -> RuleResult:
    """E8: not on land where nobody may live."""
    zone = case.facts.zone
    data = {"lahan": zone}
    if not zone:
        return unknown(EligibilityRule.ZONE, "Belum dicek apakah rumah berada di sempadan atau kawasan lindung.", data)
    if zone != Zone.NONE:
        return failed(
            EligibilityRule.ZONE, f"Rumah berada di lahan terlarang: {within_sentence(Zone(zone).label)}.", data
        )
    return passed(
        EligibilityRule.ZONE, "Rumah tidak berada di sempadan, kawasan lindung, atau lahan terlarang lain.", data
    )


def _stays(case: _Case) -> RuleResult:
    """E9: they will go on living there."""
    years = case.limits.huni_pasca
    what = f"menghuni rumah paling sedikit {years} tahun sesudah dibantu"
    return _statement(
        EligibilityRule.STAYS, case.facts.stays, what, {"pernyataan": case.facts.stays, "paling_sedikit": years}
    )


def _statement(rule: EligibilityRule, answer: str, what: str, data: Mapping[str, Any]) -> RuleResult:
    if not answer:
        return unknown(rule, f"Belum ditanyakan apakah calon bersedia {what}.", data)
    if answer == Statement.SIGNED:
        return passed(rule, f"Calon menandatangani pernyataan bersedia {what}.", data)
    if answer == Statement.REFUSED:
        return held(rule, f"Calon belum bersedia {what}.", data)
    return held(rule, f"Calon bersedia {what}, tetapi pernyataannya belum ditandatangani.", data)


def _aid(case: _Case) -> RuleResult:
    """E5, which has a file of its own."""
    return aid_before(case.facts, case.limits)


_RULES: tuple[Callable[[_Case], RuleResult], ...] = (
    _family,
    _land,
    _only_house,
    _occupied,
    _aid,
    _income,
    _willing,
    _zone,
    _stays,
)
