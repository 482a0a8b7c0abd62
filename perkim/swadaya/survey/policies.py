"""Who may survey a house, who may have it assessed anew, and who may decide a rule differently."""

from perkim.accounts.models import User
from perkim.lib.text import within_sentence
from perkim.sipoc.models import Berkas
from perkim.sipoc.policies import parts_of, works_as
from perkim.swadaya.models import HouseSurvey
from perkim.swadaya.survey.requirements import SurveyComplete


def survey_refusal(user: User, case: Berkas) -> str:
    """Why this account may not fill in the survey now; empty if it may."""
    survey, closed = SurveyComplete.find(case.declared_stage), _closed(case)
    if closed or survey is None:
        return closed or _not_here(case)
    role = survey.worked_by or case.declared_stage.worked_by
    if not works_as(user, case, [role], parts_of(user, [case])):
        return f"Survei ini diisi oleh {within_sentence(role.label)} yang menangani berkas ini."
    return ""


def override_refusal(user: User, case: Berkas) -> str:
    """Why this account may not decide a rule differently now; empty if it may."""
    survey, closed = SurveyComplete.find(case.declared_stage), _closed(case)
    if closed or survey is None:
        return closed or _not_here(case)
    if not _overrides(user, case, survey):
        names = " atau ".join(within_sentence(role.label) for role in survey.overridden_by)
        return f"Putusan berbeda diambil oleh {names} di wilayah ini."
    if HouseSurvey.objects.filter(berkas=case, filled_by=user).exists():
        return "Anda ikut mengisi survei rumah ini, jadi putusan berbeda harus oleh petugas lain."
    return ""


def assess_refusal(user: User, case: Berkas) -> str:
    """Why this account may not have the rules applied anew; empty if it may."""
    survey, closed = SurveyComplete.find(case.declared_stage), _closed(case)
    if closed or survey is None:
        return closed or _not_here(case)
    roles = sorted({*case.declared.workers(), *survey.overridden_by})
    if not works_as(user, case, roles, parts_of(user, [case])):
        return "Kelayakan dinilai ulang oleh petugas yang menangani berkas ini."
    return ""


def _overrides(user: User, case: Berkas, survey: SurveyComplete) -> bool:
    return works_as(user, case, survey.overridden_by, parts_of(user, [case]))


def _closed(case: Berkas) -> str:
    if not case.is_open:
        return "Berkas ini sudah ditutup, jadi survei dan kelayakannya tidak berubah lagi."
    if case.frozen:
        return "Berkas induknya sedang dikembalikan. Survei bisa diteruskan setelah induknya berjalan lagi."
    return ""


def _not_here(case: Berkas) -> str:
    return f"Tahap {within_sentence(case.declared_stage.title)} tidak mengubah survei, jadi sekarang hanya bisa dibaca."
