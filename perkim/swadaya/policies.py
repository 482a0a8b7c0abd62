"""Who may survey a house, who may decide a rule differently, and which moves a verdict allows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from perkim.accounts.models import User
from perkim.sipoc.models import Berkas
from perkim.sipoc.policies import parts_of, works_as
from perkim.swadaya.models import HouseSurvey
from perkim.swadaya.requirements import SurveyComplete, survey_of
from perkim.swadaya.standing import Standing, outdated, standing_of_many

NOT_ASSESSED = "Kelayakan belum dinilai. Isi survei rumahnya dahulu."
OUTDATED = "Data calon berubah sejak dinilai. Buka halaman kelayakan, lalu tekan Nilai ulang."
NOTHING_FAILS = "Belum ada syarat yang tidak terpenuhi, jadi calon ini tidak bisa dinyatakan tidak layak."


def survey_refusal(user: User, case: Berkas) -> str:
    """Why this account may not fill in the survey now; empty if it may."""
    survey, closed = survey_of(case.declared_stage), _closed(case)
    if closed or survey is None:
        return closed or _not_here(case)
    role = survey.worked_by or case.declared_stage.worked_by
    if not works_as(user, case, [role], parts_of(user, [case])):
        return f"Survei ini diisi oleh {str(role.label).lower()} yang menangani berkas ini."
    return ""


def override_refusal(user: User, case: Berkas) -> str:
    """Why this account may not decide a rule differently now; empty if it may."""
    survey, closed = survey_of(case.declared_stage), _closed(case)
    if closed or survey is None:
        return closed or _not_here(case)
    if not _overrides(user, case, survey):
        names = " atau ".join(str(role.label).lower() for role in survey.overridden_by)
        return f"Putusan berbeda diambil oleh {names} di wilayah ini."
    if HouseSurvey.objects.filter(berkas=case, filled_by=user).exists():
        return "Anda ikut mengisi survei rumah ini, jadi putusan berbeda harus oleh petugas lain."
    return ""


def assess_refusal(user: User, case: Berkas) -> str:
    """Why this account may not have the rules applied anew; empty if it may."""
    survey, closed = survey_of(case.declared_stage), _closed(case)
    if closed or survey is None:
        return closed or _not_here(case)
    roles = sorted({*case.declared.workers(), *survey.overridden_by})
    if not works_as(user, case, roles, parts_of(user, [case])):
        return "Kelayakan dinilai ulang oleh petugas yang menangani berkas ini."
    return ""


@dataclass(frozen=True, kw_only=True)
class VerdictAllows:
    """The move says that the household is eligible: every rule must pass, or be decided so by somebody else."""

    def refusals(self, user: User, cases: Sequence[Berkas]) -> Mapping[int, str]:
        standings, old = _standings(cases)
        return {case.pk: sentence for case in cases if (sentence := self._refusal(case.pk, standings, old))}

    def _refusal(self, pk: int, standings: Mapping[int, Standing], old: set[int]) -> str:
        standing = standings.get(pk)
        if standing is None or pk in old:
            return OUTDATED if standing else NOT_ASSESSED
        if standing.blocking:
            return _because(standing)
        return "" if standing.eligible else NOT_ASSESSED


@dataclass(frozen=True, kw_only=True)
class VerdictRefuses:
    """The move says that the household is not eligible: at least one rule, or two of six, must fail."""

    def refusals(self, user: User, cases: Sequence[Berkas]) -> Mapping[int, str]:
        standings, old = _standings(cases)
        found = {}
        for case in cases:
            standing = standings.get(case.pk)
            if standing is None or case.pk in old:
                found[case.pk] = OUTDATED if standing else NOT_ASSESSED
            elif not standing.failing:
                found[case.pk] = NOTHING_FAILS
        return found


def _standings(cases: Sequence[Berkas]) -> tuple[dict[int, Standing], set[int]]:
    standings = standing_of_many([case.pk for case in cases])
    return standings, outdated(standings)


def _because(standing: Standing) -> str:
    """The first lines that block, worst first, with their reasons."""
    blocking = [*standing.failing, *standing.waiting]
    said = " ".join(f"{line.title} ({line.rule.value}): {line.reason}" for line in blocking[:3])
    return said if len(blocking) <= 3 else f"{said} Dan {len(blocking) - 3} syarat lain."


def _overrides(user: User, case: Berkas, survey: SurveyComplete) -> bool:
    return works_as(user, case, survey.overridden_by, parts_of(user, [case]))


def _closed(case: Berkas) -> str:
    if not case.is_open:
        return "Berkas ini sudah ditutup, jadi survei dan kelayakannya tidak berubah lagi."
    if case.frozen:
        return "Berkas induknya sedang dikembalikan. Survei bisa diteruskan setelah induknya berjalan lagi."
    return ""


def _not_here(case: Berkas) -> str:
    return f"Tahap {case.declared_stage.title.lower()} tidak mengubah survei, jadi sekarang hanya bisa dibaca."
